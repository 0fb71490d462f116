"""What becomes of plugins, sound and broken: every rule of the contract and its message."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

from povertyrules.kernel.shown import shown
from povertyrules.plugins import (
    DATE,
    Choice,
    CodeList,
    Function,
    LedgerFormat,
    Number,
    Renderer,
    Text,
    builtin,
    hookimpl,
)
from povertyrules.plugins.discovery import Candidate
from povertyrules.plugins.discovery import given as candidate_of
from povertyrules.plugins.registry import SIGNATURES, Registry, assemble
from tests.plugins import sample

GOOD = sample.FUNCTIONS[0]


def plugin(contract: object = 1, **hooks: Any) -> SimpleNamespace:
    """A plugin with these hooks: functions, or what they give."""

    @hookimpl
    def povertyrules_contract() -> object:
        return contract

    made = SimpleNamespace(povertyrules_contract=povertyrules_contract)
    for name, given in hooks.items():
        setattr(made, name, hookimpl(given))
    return made


def nothing() -> list[object]:
    return []


def registry(*plugins: object, names: tuple[str, ...] = ("bad", "other")) -> Registry:
    pairs = zip(names, plugins, strict=False)
    candidates = [Candidate(n, "1.0", "", lambda p=p: p) for n, p in pairs]  # type: ignore[misc]
    return assemble(builtin, candidates)


def told(*plugins: object, names: tuple[str, ...] = ("bad", "other")) -> tuple[str, str]:
    """The code and the words of the only trouble."""
    (trouble,) = registry(*plugins, names=names).troubles
    return trouble.code.number, trouble.message()


def functions(*given: object) -> SimpleNamespace:
    return plugin(povertyrules_functions=lambda: list(given))


def test_a_sound_plugin_is_taken_in_whole() -> None:
    made = registry(sample, names=("sample",))
    assert made.troubles == ()
    assert made.plugins["sample"].hooks == {
        "povertyrules_code_lists": 1,
        "povertyrules_engines": 1,
        "povertyrules_functions": 4,
        "povertyrules_ledger_formats": 1,
        "povertyrules_lints": 1,
        "povertyrules_renderers": 1,
        "povertyrules_ruleset_sources": 1,
    }
    assert made.functions["tax"].plugin == "sample"
    assert set(made.extensions.plugins) == {"sample"}


def test_the_librarys_own_declarations_come_by_the_same_door() -> None:
    made = registry()
    assert set(made.engines) == {"record", "reference"}
    assert set(made.renderers) == {"text", "markdown", "json"}
    assert {".xlsx", ".csv"} <= set(made.formats)
    assert set(made.sources) == {"shipped"}
    assert "risks@2021" in made.code_lists
    assert made.plugins == {}


def test_a_plugin_that_cannot_be_imported() -> None:
    def load() -> object:
        raise ModuleNotFoundError("No module named 'numberlib'")

    made = assemble(builtin, [Candidate("bad", "1", "", load)])
    (trouble,) = made.troubles
    assert trouble.path == "bad"
    assert trouble.message() == (
        "the plugin `bad` cannot be imported: ModuleNotFoundError: No module named 'numberlib'"
    )


def test_what_is_no_plugin() -> None:
    assert told(SimpleNamespace(x=1)) == (
        "PR981",
        "`bad` is no plugin: it implements no hook of povertyrules",
    )


def test_a_hook_that_there_is_not() -> None:
    code, words = told(plugin(povertyrules_funtions=nothing))
    assert (code, words) == (
        "PR982",
        "the plugin `bad` implements `povertyrules_funtions`, which is no hook",
    )


def test_a_hook_with_other_parameters() -> None:
    code, words = told(plugin(povertyrules_functions=lambda ruleset: [ruleset]))
    assert code == "PR983"
    assert words == (
        "the plugin `bad` implements `povertyrules_functions` with other parameters than "
        "`povertyrules_functions() -> Iterable[Function]`"
    )


@pytest.mark.parametrize("contract", [0, 2, "1", True, None])
def test_another_version_of_the_contract(contract: object) -> None:
    code, words = told(plugin(contract))
    assert code == "PR984"
    assert words == (
        f"the plugin `bad` is written for version {shown(contract)} of the contract; this is 1"
    )


def test_a_plugin_that_names_no_contract() -> None:
    made = plugin(povertyrules_functions=nothing)
    del made.povertyrules_contract
    assert told(made)[1].startswith("the plugin `bad` is written for version none of")


def test_a_hook_that_raises() -> None:
    def fail() -> object:
        raise RuntimeError("no list today")

    assert told(plugin(povertyrules_code_lists=fail)) == (
        "PR985",
        "the plugin `bad` raised RuntimeError: no list today in `povertyrules_code_lists`",
    )


FLAWS: dict[str, tuple[Callable[[], object], str]] = {
    "no function": (lambda: "tax", "str is no Function"),
    "name": (lambda: replace(GOOD, name="Tax"), "`Tax` is no name for a function"),
    "reserved": (lambda: replace(GOOD, name="count"), "`count` is a word of the language"),
    "label": (lambda: replace(GOOD, label=""), "`sex_of` has no label, or takes nothing"),
    "takes nothing": (lambda: replace(GOOD, takes=()), "has no label, or takes nothing"),
    "no type": (
        lambda: replace(GOOD, takes=(str,)),  # type: ignore[arg-type]
        "is no type of the language",
    ),
    "not callable": (
        lambda: replace(GOOD, known=7),  # type: ignore[arg-type]
        "`known` of `sex_of` is no function",
    ),
    "columns": (
        lambda: replace(GOOD, columns="x"),  # type: ignore[arg-type]
        "`columns` of `sex_of` is no function",
    ),
    "no range": (lambda: replace(GOOD, gives=DATE), "declares no `least` and `most`"),
    "wrong range": (
        lambda: replace(GOOD, gives=DATE, least=1, most=2),
        "declares no `least` and `most` of its type (date)",
    ),
    "varies": (lambda: replace(GOOD, varies=("+",)), "`varies` of `sex_of` has no `+` or `-`"),
    "conceals perhaps": (
        lambda: replace(GOOD, conceals="yes"),  # type: ignore[arg-type]
        "is neither true nor false",
    ),
    "endless text": (lambda: replace(GOOD, gives=Text(0)), "a text of no sensible length"),
}


@pytest.mark.parametrize("name", FLAWS)
def test_a_declaration_that_cannot_be_used(name: str) -> None:
    make, reason = FLAWS[name]
    code, words = told(functions(make()))
    assert code == "PR986"
    assert words.startswith("the plugin `bad` gives in `povertyrules_functions` what cannot")
    assert reason in words


def test_declarations_of_other_hooks_are_looked_at_too() -> None:
    lists = plugin(povertyrules_code_lists=lambda: [CodeList("roofs", "1", "屋顶", {})])
    assert "has no values" in told(lists)[1]
    nothing = plugin(povertyrules_ledger_formats=lambda: [LedgerFormat(name="x", suffixes=(".x",))])
    assert "neither reads nor writes" in told(nothing)[1]
    records = LedgerFormat(name="x", suffixes=(".jsonl",), read=lambda _: [])
    assert "hold records" in told(plugin(povertyrules_ledger_formats=lambda: [records]))[1]
    form = Renderer(name="a b", suffix=".x", media_type="text/x", render=lambda *_: "")
    assert "is no name" in told(plugin(povertyrules_renderers=lambda: [form]))[1]


def test_two_plugins_with_one_function() -> None:
    made = registry(functions(GOOD), functions(GOOD))
    (trouble,) = made.troubles
    assert trouble.message() == "the plugins `other` and `bad` both declare the function `sex_of`"
    assert made.functions["sex_of"].plugin == "bad"
    assert set(made.plugins) == {"bad", "other"}


def test_a_plugin_cannot_take_the_place_of_what_the_library_has() -> None:
    form = LedgerFormat(name="mine", suffixes=(".csv",), read=lambda _: [])
    made = registry(plugin(povertyrules_ledger_formats=lambda: [form]))
    assert made.troubles[0].message() == (
        "the plugins `bad` and `povertyrules` both declare the suffix `.csv`"
    )
    assert made.formats[".csv"].plugin == ""


def test_two_plugins_of_one_name() -> None:
    made = registry(sample, functions(GOOD), names=("twice", "twice"))
    assert [trouble.message() for trouble in made.troubles] == ["two plugins are called `twice`"]


def test_a_broken_plugin_does_not_take_the_rest_down() -> None:
    made = registry(SimpleNamespace(), sample, plugin(2), names=("a", "sample", "b"))
    assert [trouble.path for trouble in made.troubles] == ["a", "b"]
    assert set(made.plugins) == {"sample"}
    assert "tax" in made.functions
    assert set(made.extensions.broken) == {"a", "b"}


def test_nothing_of_a_broken_plugin_is_used() -> None:
    bad = plugin(povertyrules_functions=lambda: [GOOD], povertyrules_code_lists=lambda: ["no list"])
    made = registry(bad)
    assert made.functions == {}
    assert made.plugins == {}


def test_every_hook_is_known_by_its_signature() -> None:
    assert all(text.startswith("() -> ") for text in SIGNATURES.values())
    assert "povertyrules_contract" in SIGNATURES


def test_the_function_is_the_declared_one() -> None:
    made = registry(sample, names=("sample",))
    assert isinstance(made.functions["tax"], Function)


def endless() -> Iterator[Function]:
    while True:
        yield GOOD


class Wordless(Exception):
    def __str__(self) -> str:
        raise RuntimeError


def raising(error: BaseException) -> Callable[[], list[object]]:
    def hook() -> list[object]:
        raise error

    return hook


@pytest.mark.parametrize(
    "hook",
    [endless, raising(Wordless()), raising(GeneratorExit()), raising(BaseException("odd"))],
    ids=["endless", "wordless", "generator-exit", "base-exception"],
)
def test_whatever_a_hook_does_takes_nothing_else_down(hook: Callable[[], Any]) -> None:
    found = registry(plugin(povertyrules_functions=hook), functions(GOOD))
    assert [trouble.path for trouble in found.troubles] == ["bad"]
    assert set(found.functions) == {GOOD.name}


def test_whoever_wants_to_stop_may() -> None:
    with pytest.raises(KeyboardInterrupt):
        registry(plugin(povertyrules_functions=raising(KeyboardInterrupt())))


@pytest.mark.parametrize(
    "parts",
    [
        {"takes": 5},
        {"takes": [Text(18)]},
        {"takes": (Choice(("甲", 5)),)},  # type: ignore[arg-type]
        {"gives": Text("18")},  # type: ignore[arg-type]
        {"gives": Choice(("甲", "甲"))},
        {"gives": Choice(5)},  # type: ignore[arg-type]
        {"gives": Number(-1), "least": 0, "most": 1},
        {"gives": Number("2"), "least": 0, "most": 1},  # type: ignore[arg-type]
        {"varies": 5},
        {"label": 5},
        {"label": "一\n二"},
        {"example": None},
    ],
    ids=str,
)
def test_a_part_of_a_function_of_the_wrong_type(parts: dict[str, Any]) -> None:
    code, words = told(functions(replace(GOOD, **parts)))
    assert code == "PR986"
    assert GOOD.name in words


@pytest.mark.parametrize(
    ("hook", "declaration"),
    [
        ("povertyrules_code_lists", CodeList(5, "1", "t", {"a": "b"})),  # type: ignore[arg-type]
        ("povertyrules_code_lists", CodeList("x", "1", "t", ["a"])),  # type: ignore[arg-type]
        ("povertyrules_ledger_formats", LedgerFormat(name="x", suffixes=None, read=list)),  # type: ignore[arg-type]
        ("povertyrules_ledger_formats", LedgerFormat(name="x", suffixes=(5,), read=list)),  # type: ignore[arg-type]
    ],
    ids=str,
)
def test_a_part_of_a_declaration_of_the_wrong_type(hook: str, declaration: object) -> None:
    assert told(plugin(**{hook: lambda: [declaration]}))[0] == "PR986"


def test_a_wrapper_is_no_implementation_of_a_hook() -> None:
    made = plugin()
    made.povertyrules_functions = hookimpl(wrapper=True)(nothing)
    assert told(made)[0] == "PR983"


@pytest.mark.parametrize("name", ["povertyrules", "插件"])
def test_any_name_will_do(name: str) -> None:
    found = registry(functions(GOOD), names=(name,))
    assert set(found.plugins) == {name}
    assert found.troubles == ()


class Reluctant:
    """An object that does not want to be looked at."""

    def __getattr__(self, name: str) -> Any:
        raise ValueError(name)

    def __dir__(self) -> list[str]:
        raise ValueError


def test_an_object_that_cannot_be_looked_at() -> None:
    candidate = candidate_of(Reluctant())
    assert (candidate.name, candidate.version) == ("Reluctant", "0")
    (trouble,) = assemble(builtin, [candidate]).troubles
    assert trouble.code.number == "PR980"


def test_a_code_list_does_not_change_once_it_is_there() -> None:
    codes = {"甲": "甲"}
    found = registry(plugin(povertyrules_code_lists=lambda: [CodeList("kin", "1", "亲属", codes)]))
    codes["乙"] = "乙"
    assert dict(found.code_lists["kin@1"].codes) == {"甲": "甲"}


@pytest.mark.parametrize(
    "codes",
    [
        {"a": "l", "b": "l"},
        {"a": "b", "b": "a"},
        {"a": "c", " A ": "d"},
        {"a": "x\n结论"},
        {"\ud800": "x"},
        {"a": "x" * 201},
    ],
    ids=ascii,
)
def test_a_code_list_whose_words_mean_two_values_or_none(codes: dict[str, str]) -> None:
    """A record says a value or its label: either must mean one value only."""
    made = CodeList("kin", "1", "亲属", codes)
    assert told(plugin(povertyrules_code_lists=lambda: [made]))[0] == "PR986"


def test_a_label_that_is_its_own_value_means_one() -> None:
    made = CodeList("kin", "1", "亲属", {"甲": "甲", "乙": "B"})
    assert not registry(plugin(povertyrules_code_lists=lambda: [made])).troubles


def test_only_functions_are_contested_as_functions() -> None:
    def page(name: str) -> SimpleNamespace:
        form = Renderer(name=name, suffix=".x", media_type="text/x", render=lambda *_: "")
        return plugin(povertyrules_renderers=lambda: [form])

    names = ("sample", "one", "two", "three")
    made = registry(sample, page("tax"), page("tax"), functions(GOOD), names=names)
    assert len(made.troubles) == 2
    assert dict(made.extensions.contested) == {"sex_of": ("sample", "three")}
