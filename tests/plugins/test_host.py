"""What a host makes of plugins that do not keep their word while they are used."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NoReturn

import pytest

import povertyrules as pr
from povertyrules.kernel.function import from_python
from povertyrules.kernel.types import INTEGER, Choice, Text
from povertyrules.plugins import (
    Code,
    Grid,
    LedgerFormat,
    Lint,
    Remark,
    Renderer,
    RulesetSource,
    hookimpl,
)

RULESET = b"""povertyrules: 1
ruleset: {id: plain, version: "9", title: plain, in_force: {from: 2020-01-01}}
sources: {rules: {title: rules, clauses: {"1": words}}}
entities: {household: {label: household, key: number}}
facts:
  household:
    number: {type: text, label: number}
    head: {type: text, label: head}
    people: {type: integer, label: people, min: 0, max: 20}
outcomes: {many: {label: many, when: people > 5 and head != number, cite: rules#1}}
"""
HEADINGS = ["number", "head", "people"]


def host(hook: str, *declared: Any) -> pr.Engine:
    plugin = SimpleNamespace(__povertyrules_name__="odd", povertyrules_contract=hookimpl(lambda: 1))
    setattr(plugin, hook, hookimpl(lambda: list(declared)))
    return pr.Engine(plugins=[plugin])


def leave(*_: object) -> NoReturn:
    raise SystemExit(3)


# sources


def source(
    versions: Callable[[], Any] = lambda: {"plain": ["9"]},
    read: Callable[..., Any] = lambda *_: RULESET,
    locate: Callable[..., Any] = lambda *_: "somewhere",
) -> pr.Engine:
    made = RulesetSource(name="office", versions=versions, read=read, locate=locate)
    return host("povertyrules_ruleset_sources", made)


@pytest.mark.parametrize("listed", [{"other": ["9"]}, {"plain": ["1"]}])
def test_a_source_that_gives_another_ruleset(listed: Mapping[str, list[str]]) -> None:
    ((name, (version,)),) = listed.items()
    wanted = f"office:{name}@{version}"
    with pytest.raises(pr.FailedPlugin, match=f"as {name}@{version} calls itself plain@9"):
        source(lambda: listed).load(wanted)
    assert source().load("office:plain@9").id == "plain"


@pytest.mark.parametrize("listed", [None, {"plain": ["9" * 5000]}, {"plain": [9]}, {5: ["9"]}])
def test_a_source_whose_list_is_none(listed: Any) -> None:
    with pytest.raises(pr.FailedPlugin, match="`office` of the plugin odd"):
        source(lambda: listed).load("office:plain")


def test_versions_of_any_letters_have_an_order() -> None:
    listed = {"plain": ["9", "²", "10", "x"]}
    assert source(lambda: listed).rulesets["office"]["plain"] == ["x", "²", "9", "10"]


def test_a_source_whose_list_changes() -> None:
    lists = iter([{"plain": ["9"]}, {}])
    with pytest.raises(pr.UnknownRuleset):
        source(lambda: next(lists)).load("office:plain")


@pytest.mark.parametrize("given", [100, RULESET.decode(), None])
def test_a_source_that_gives_no_bytes(given: Any) -> None:
    with pytest.raises(pr.FailedPlugin, match="not bytes at a text"):
        source(read=lambda *_: given).load("office:plain@9")


def test_a_source_that_leaves() -> None:
    for made in (source(leave), source(read=leave)):
        with pytest.raises(pr.FailedPlugin, match="raised SystemExit"):
            made.load("office:plain@9")


# ledger formats


def ledger(read: Callable[..., Any], folder: Path) -> Any:
    made = host("povertyrules_ledger_formats", LedgerFormat(name="x", suffixes=(".x",), read=read))
    file, ruleset = folder / "ledger.x", folder / "plain.yaml"
    file.write_bytes(b"x")
    ruleset.write_bytes(RULESET)
    return made.read_ledger(file, made.load(ruleset).checked)


class Lively(Grid):
    def cell(self, row: int, column: int) -> NoReturn:  # noqa: ARG002
        raise SystemExit(3)


class LivelyText(str):
    __slots__ = ()

    def strip(self, *_: object) -> NoReturn:
        raise SystemExit(3)


@pytest.mark.parametrize(
    "cell", [None, b"x", LivelyText("x"), 10**5000, object()], ids=lambda c: type(c).__name__
)
def test_a_cell_that_is_none(cell: Any, tmp_path: Path) -> None:
    with pytest.raises(pr.FailedPlugin, match="reading gave a Grid with a"):
        ledger(lambda _: [Grid("s", [HEADINGS, ["1", cell, 3]])], tmp_path)


@pytest.mark.parametrize(
    "grid",
    [
        Grid("s", None),  # type: ignore[arg-type]
        Grid("s", [HEADINGS, None]),  # type: ignore[list-item]
        Grid(None, [HEADINGS]),  # type: ignore[arg-type]
        Grid("s", [HEADINGS], merged=[5]),  # type: ignore[list-item]
    ],
    ids=["no rows", "no row", "no name", "no rectangle"],
)
def test_a_grid_that_is_none(grid: Grid, tmp_path: Path) -> None:
    with pytest.raises(pr.FailedPlugin, match="`x` of the plugin odd"):
        ledger(lambda _: [grid], tmp_path)


def test_a_grid_of_another_class_has_no_say(tmp_path: Path) -> None:
    found = ledger(lambda _: [Lively("s", [HEADINGS, ["1", "王", 3]])], tmp_path)
    assert (len(found.records), found.rejects) == (1, [])


def test_a_reader_that_leaves(tmp_path: Path) -> None:
    with pytest.raises(pr.FailedPlugin, match="raised SystemExit"):
        ledger(leave, tmp_path)


# lints and renderers


def check(found: Callable[[Any], Any], folder: Path, number: str = "ODD1") -> pr.Engine:
    code = Code(number, "odd", "found {what}", "发现 {what}", severity="warning")
    file = folder / "plain.yaml"
    file.write_bytes(RULESET)
    engine = host("povertyrules_lints", Lint(code=code, check=found))
    engine.check(str(file))
    return engine


@pytest.mark.parametrize(
    ("remark", "reason"),
    [
        (lambda where: Remark(where, {}), "ask for 'what'"),
        (lambda _: Remark(None, {"what": 1}), "without a place"),  # type: ignore[arg-type]
        (lambda where: Remark(where, None), "or without values"),  # type: ignore[arg-type]
        (leave, "raised SystemExit"),
    ],
)
def test_a_remark_that_cannot_be_told(
    remark: Callable[[Any], Remark], reason: str, tmp_path: Path
) -> None:
    with pytest.warns(pr.BrokenPluginWarning, match=reason):
        check(lambda ruleset: [remark(ruleset.order[0].where)], tmp_path)


@pytest.mark.parametrize("number", ["PR101", "", "odd 1", 5])
def test_a_number_of_a_lint_that_is_not_its_own(number: Any, tmp_path: Path) -> None:
    with pytest.warns(pr.BrokenPluginWarning, match="is no number such as"):
        engine = check(lambda _: [], tmp_path, number)
    (trouble,) = engine.troubles
    assert trouble.code.number == "PR986"


def test_a_renderer_that_leaves(tmp_path: Path) -> None:
    page = Renderer(name="page", suffix=".x", media_type="text/x", render=leave)
    engine = host("povertyrules_renderers", page)
    file = tmp_path / "plain.yaml"
    file.write_bytes(RULESET)
    decision = engine.load(file).evaluate({"people": 3}, as_of="2020-06-01")
    with pytest.raises(pr.FailedPlugin, match="raised SystemExit"):
        decision.explain().render("page")


def test_a_warning_that_is_an_error_is_one_once() -> None:
    engine = host("povertyrules_functions", "no function")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(pr.BrokenPluginWarning):
            engine.plugins  # noqa: B018
        assert [trouble.path for trouble in engine.troubles] == ["odd"]


def test_a_hook_is_asked_once_by_however_many_threads() -> None:
    asked: list[int] = []

    def hook() -> list[object]:
        asked.append(1)
        time.sleep(0.05)
        return []

    plugin = SimpleNamespace(
        __povertyrules_name__="slow",
        povertyrules_contract=hookimpl(lambda: 1),
        povertyrules_functions=hookimpl(hook),
    )
    engine = pr.Engine(plugins=[plugin])
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: engine.plugins, range(8)))
    assert asked == [1]
    assert all(each is found[0] for each in found)


# values


class Kin(StrEnum):
    SON = "子"


class Sly(str):
    """A text that says that it is any other."""

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        return True

    __hash__ = str.__hash__


def test_what_a_function_gives_is_taken_as_a_plain_value() -> None:
    for given in (Kin.SON, Sly("子")):
        for type_ in (Text(5), Choice(("子",))):
            found = from_python(given, type_)
            assert type(found) is str
            assert found == "子"
    chosen = from_python(frozenset({Sly("子")}), Choice(("子",), many=True))
    assert {type(text) for text in chosen} == {str}
    assert from_python(frozenset({5}), Choice(("子",), many=True)) is None
    assert from_python(True, INTEGER) is None


@pytest.mark.parametrize("wanted", [">=" + "9" * 5000, ">=1." + "9" * 5000, ">=1." * 60 + "1"])
def test_an_endless_version_is_no_range(wanted: str, tmp_path: Path) -> None:
    file = tmp_path / "plain.yaml"
    file.write_bytes(b'requires: {odd: "' + wanted.encode() + b'"}\n' + RULESET)
    with pytest.raises(pr.InvalidRuleset, match="PR263"):
        host("povertyrules_functions").load(file)
