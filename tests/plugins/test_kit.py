"""The test kit: it passes what is sound, and finds each breach."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import narwhals as nw
import pytest

from povertyrules import testing
from povertyrules.engines import record
from povertyrules.kernel.faults import Fault
from povertyrules.model.outcome import Binding, Verdicts
from povertyrules.model.ruleset import Row, Ruleset
from povertyrules.plugins import (
    BOOLEAN,
    DATE,
    INTEGER,
    MONEY,
    DecisionEngine,
    Function,
    Grid,
    LedgerFormat,
    Lint,
    Remark,
    Renderer,
    RulesetSource,
    Text,
    builtin,
)
from tests.plugins import sample

FOLDER = Path(sample.__file__).with_name("rulesets")
SEX, TAX = sample.FUNCTIONS[:2]


def test_the_sample_and_the_librarys_own_keep_the_laws() -> None:
    assert testing.check_plugin(sample) == []
    for renderer in builtin.povertyrules_renderers():
        assert testing.check_renderer(renderer) == []
    for engine in builtin.povertyrules_engines():
        assert testing.check_engine(engine) == []
    (source,) = builtin.povertyrules_ruleset_sources()
    assert testing.check_source(source) == []
    for form in builtin.povertyrules_ledger_formats():
        assert testing.check_format(form) == []


def numbers(faults: list[Fault]) -> set[str]:
    return {fault.code.number for fault in faults}


class Clock:
    """Another value each time."""

    def __call__(self, _: Any) -> int:
        return time.perf_counter_ns() % 10**9


def _careless(number: str) -> str:
    return "女男"[int(number[16]) % 2]


def _guessed(number: nw.Expr) -> nw.Expr:
    """Everybody is of one sex or the other, whatever the number says."""
    return nw.when(number.str.len_chars() > 17).then(nw.lit("男")).otherwise(nw.lit("女"))


def _easily_taken_in(number: nw.Expr) -> nw.Expr:
    """As it should be, but for what has a line break after it, which some engines let pass."""
    first_line = number.str.replace_all("\n", "", literal=True)
    return sample._sex_column(first_line)


def _told(number: str) -> str:
    return f"号码{number}"


COUNT = replace(TAX, gives=INTEGER, least=0, most=10**9, examples=())
BREACHES: dict[str, tuple[Function, str]] = {
    "raises on what nobody would write": (replace(SEX, known=_careless, examples=()), "PR990"),
    "money as a float": (replace(TAX, known=float), "PR990"),
    "out of range": (replace(TAX, least=0, examples=()), "PR990"),
    "wrong example": (replace(TAX, examples=((sample.FUNCTIONS[1].examples[0][0], 4),)), "PR991"),
    "a clock": (replace(COUNT, known=Clock()), "PR992"),
    "does not vary so": (replace(TAX, varies=("-",)), "PR993"),
    "columns of another meaning": (replace(TAX, columns=lambda m: (m + 5) // 10), "PR994"),
    "columns without nulls": (
        replace(SEX, columns=_guessed),
        "PR994",
    ),
    "columns that take what only looks like the example": (
        replace(SEX, columns=_easily_taken_in),
        "PR994",
    ),
    "gives away what it says it conceals": (
        replace(SEX, gives=Text(200), known=_told, columns=None, examples=(), conceals=True),
        "PR990",
    ),
    "columns that fail": (replace(SEX, columns=lambda s: s.str.no_such_thing()), "PR995"),
}  # fmt: skip


@pytest.mark.parametrize("name", BREACHES)
def test_breaches_of_functions(name: str) -> None:
    function, code = BREACHES[name]
    assert numbers(testing.check_function(function)) == {code}


def test_a_function_without_columns_or_examples_is_sound() -> None:
    plain = Function(
        name="yes",
        label="是",
        takes=(Text(5),),
        gives=BOOLEAN,
        known=lambda _: True,
        example="yes(x)",
    )
    assert testing.check_function(plain) == []


def _tables(path: Path) -> list[Grid]:
    return [Grid(g.sheet, [row[:2] for row in g.rows]) for g in sample._read(path)]


def _floats(path: Path) -> list[Grid]:
    return [
        Grid(g.sheet, [[float(c) if type(c) is int else c for c in row] for row in g.rows])
        for g in sample._read(path)
    ]


def _crash(path: Path) -> list[Grid]:
    raise KeyError(path.name)


@pytest.mark.parametrize(
    ("read", "code"), [(_tables, "PR996"), (_floats, "PR997"), (_crash, "PR997")]
)
def test_breaches_of_formats(read: Any, code: str) -> None:
    form = LedgerFormat(name="t", suffixes=(".t",), read=read, write=sample._write, plugin="p")
    assert code in numbers(testing.check_format(form))


def test_breaches_of_renderers() -> None:
    def raw(tree: Any, _: str) -> str:
        return f"<p>{tree['result']['facts']['name']}</p>"

    page = Renderer(name="raw", suffix=".html", media_type="text/html", render=raw)
    assert "other tags where a fact is" in testing.check_renderer(page)[0].message()
    bytes_ = replace(page, render=lambda *_: b"")  # type: ignore[arg-type]
    assert "gave a bytes" in testing.check_renderer(bytes_)[0].message()
    chance = replace(page, render=lambda *_: str(time.perf_counter_ns()))
    assert "two texts" in testing.check_renderer(chance)[0].message()


def test_breaches_of_engines() -> None:
    class Optimist:
        def __init__(self, ruleset: Any, binding: Any) -> None:
            self.plan = record.plan(ruleset, binding)

        def decide(self, row: Any) -> Any:
            verdicts = self.plan.decide(row)
            return (tuple(bool(truth) for truth in verdicts.truths), verdicts.items)

    engine = DecisionEngine(name="optimist", plan=Optimist)  # type: ignore[arg-type]
    found = testing.check_engine(engine)
    assert "decides otherwise than the reference" in found[0].message()


def test_breaches_of_sources() -> None:
    source = RulesetSource(
        name="odd",
        versions=lambda: {"roofing": ["2.0"]},
        read=lambda *_: (FOLDER / "roofing" / "1.0" / "ruleset.yaml").read_bytes(),
        locate=lambda *_: "odd",
    )
    assert "calls itself roofing@1.0" in testing.check_source(source)[0].message()


def test_breaches_of_lints() -> None:
    def nameless(ruleset: Any) -> list[Remark]:
        return [Remark(ruleset.order[0].where, {})]

    lint = Lint(code=sample.SHORT_LABEL, check=nameless)
    assert "ask for 'name'" in testing.check_lint(lint)[0].message()


def test_money_is_the_type_with_two_decimals() -> None:
    assert MONEY.decimals == 2


class Forgetful:
    """An engine that is right about households and knows nothing of their members."""

    def __init__(self, ruleset: Ruleset, binding: Binding) -> None:
        self.plan = record.plan(ruleset, binding)

    def decide(self, row: Row) -> Verdicts:
        return Verdicts(self.plan.decide(row)[0])


class Contrary(Forgetful):
    """An engine that is right about households, and wrong about their members."""

    def decide(self, row: Row) -> Verdicts:
        truths, items = self.plan.decide(row)
        return Verdicts(truths, tuple(each and tuple(map(self.denied, each)) for each in items))

    def denied(self, item: Verdicts) -> Verdicts:
        truths, items = item
        return Verdicts(tuple(None if truth is None else not truth for truth in truths), items)


@pytest.mark.parametrize("plan", [Forgetful, Contrary])
def test_engines_are_tried_on_items_too(plan: Any) -> None:
    assert testing.check_engine(DecisionEngine(name="household", plan=plan))


@pytest.mark.parametrize(
    "examples",
    [((5, "男"),), (((5,), "男"),), ((("1", "2"), "男"),), ("one",), ((("1",),),), 5],
    ids=repr,
)
def test_examples_that_are_none(examples: Any) -> None:
    (found,) = testing.check_function(replace(SEX, examples=examples))
    assert found.code.number == "PR990"
    assert "example" in found.message()


def test_a_column_that_looks_at_other_rows() -> None:
    """What one row decides must not depend on those that a file happens to hold beside it."""
    highest = Function(
        name="high",
        label="highest",
        takes=(INTEGER,),
        gives=BOOLEAN,
        known=lambda number: number >= 10**9,
        columns=lambda number: number == number.max(),
        example="high(income)",
    )
    assert {fault.code.number for fault in testing.check_function(highest)} == {"PR994"}
    alone = replace(highest, columns=lambda number: number >= 10**9)
    assert testing.check_function(alone) == []


@pytest.mark.parametrize(
    ("takes", "gives", "known"),
    [
        (INTEGER, INTEGER, lambda number: number),
        (INTEGER, Text(99), lambda number: f"No. {number}"),
        (DATE, DATE, lambda day: day),
    ],
)
def test_what_conceals_gives_no_figure_away(takes: Any, gives: Any, known: Any) -> None:
    ends = (date.min, date.max) if gives == DATE else (-(10**12), 10**12)
    shows = Function(
        name="shows",
        label="shows",
        takes=(takes,),
        gives=gives,
        least=None if isinstance(gives, Text) else ends[0],
        most=None if isinstance(gives, Text) else ends[1],
        known=known,
        conceals=True,
        example="shows(a)",
    )
    assert "gives away" in testing.check_function(shows)[0].message()
    assert testing.check_function(replace(shows, conceals=False)) == []
