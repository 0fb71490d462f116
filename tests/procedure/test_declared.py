"""A procedure in a ruleset: what it means enters the digest, and nothing else does."""

from __future__ import annotations

from pathlib import Path

import pytest

from povertyrules.api.ruleset import load
from povertyrules.api.shelf import find
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.errors import UnknownRole
from povertyrules.kernel.source import Source
from povertyrules.model.check import check_source
from povertyrules.model.ruleset import Ruleset
from povertyrules.syntax.document import Entry, Mapping
from povertyrules.syntax.parse import parse_file
from povertyrules.syntax.printer import print_document
from tests.diagnostics.golden import HERE

BASE = (HERE / "bases" / "procedure.yaml").read_text("utf-8")

MEANT = [
    ("{label: 补短帮扶阶段", "{label: 帮扶阶段"),
    ("to: 2020-06-30, cite", "to: 2020-06-29, cite"),
    ("label: 预警与销号\n      after: listed", "label: 预警与销号"),
    ("label: 预警与销号\n      after", "label: 预警\n      after"),
    ("after: listed\n      cite: notice#5.5.1", "after: listed\n      cite: notice#5.5.2"),
    ("{label: 已完成补短, cite", "{label: 已补短, cite"),
    ("{label: 已完成补短, cite", "{label: 已完成补短, final: true, cite"),
    ("{label: 已完成补短, cite: notice#5.5.2", "{label: 已完成补短, cite: notice#5.5.3"),
    ("label: 标注预警\n", "label: 标注\n"),
    ("by: [town]", "by: [town, village]"),
    ("          from: flagged\n", "          from: [flagged, repaired]\n"),
    ("          by: departments\n          stage: [repairing, consolidating]\n",
     "          by: departments\n          stage: repairing\n"),
    ("- holds: warning", "- holds: [warning, gap]"),
    ("- holds: warning", "- fails: warning"),
    ("found: true", "found: false"),
    ("- fails: gap", "- fails: gap\n              since: flagged"),
    ("            - finding: risk\n              found: true", "            - finding: risk"),
    ("- document: 核实记录", "- document: 销号核实记录"),
    ("- reason: 退回的理由", "- reason: 理由"),
    ("- reason: 退回的理由", "- document: 退回的理由"),
    ("limit: {days: repair_days}", "limit: {stage: repairing}"),
    ("limit: {days: repair_days}", "limit: {days: repair_days, interpretation: 自然日}"),
    ("          limit: {days: repair_days}\n", ""),
    ("          every: month\n", "          every: month\n          interpretation: 每月一次\n"),
    ("          label: 退回\n", "          label: 退回\n          note: 说明\n"),
    ("  town: {label: 镇脱贫办, cite: [notice#5.5.1, notice#5.5.3]}",
     "  town: {label: 镇脱贫办, cite: notice#5.5.1}"),
    ("  version: 1.0.0\n", "  version: 1.0.0\n  replaces: 0.9.0\n"),
]  # fmt: skip


def checked(text: str) -> Ruleset:
    ruleset, report = check_source(Source("过程.yaml", text))
    assert ruleset is not None, [d.to_text() for d in report]
    return ruleset


@pytest.mark.parametrize("change", MEANT, ids=lambda change: change[1].strip()[:40])
def test_whatever_is_meant_changes_the_digest(change: tuple[str, str]) -> None:
    assert BASE.count(change[0]) == 1, change[0]
    assert checked(BASE.replace(*change)).digest != checked(BASE).digest


def reversed_keys(node: Mapping) -> Mapping:
    """The same mapping, the last key first, and so in the mappings in it."""
    entries = [
        Entry(e.key, reversed_keys(e.value) if isinstance(e.value, Mapping) else e.value)
        for e in reversed(node.entries)
    ]
    return Mapping(tuple(entries), node.span)


def printed(text: str, *, turned: bool = False) -> str:
    parsed = parse_file(Source("过程.yaml", text), Report())
    assert parsed is not None
    return print_document(reversed_keys(parsed.root) if turned else parsed.root)


def test_layout_order_and_notes_do_not() -> None:
    digest = checked(BASE).digest
    assert checked(printed(BASE)).digest == digest
    assert checked(printed(BASE, turned=True)).digest == digest
    commented = BASE.replace("          every: month\n", "          every: month # 每月\n")
    noted = BASE.replace("          label: 退回\n", "          label: 退回\n          meta: 随记\n")
    assert checked(commented).digest == checked(noted).digest == digest


def test_the_shipped_procedure_survives_the_printer() -> None:
    shipped = find("zhaojia", None)
    text = Path(shipped.location).read_text("utf-8")
    assert checked(printed(text)).digest == shipped.digest


def test_the_parts_of_the_shipped_procedure() -> None:
    procedure = find("zhaojia", None).procedure
    assert procedure is not None
    assert list(procedure.lifecycles) == ["identification", "warning_case"]
    days = [(s.span.start.isoformat(), s.span.end and s.span.end.isoformat())
            for s in procedure.stages.values()]  # fmt: skip
    assert days == [
        ("2020-03-20", "2020-03-24"),
        ("2020-03-25", "2020-04-05"),
        ("2020-04-06", "2020-04-10"),
        ("2020-04-11", "2020-04-15"),
        ("2020-04-16", "2020-06-30"),
        ("2020-07-01", "2020-12-31"),
    ]
    assert all(stage.cites for stage in procedure.stages.values())
    assert all(state.cites for state in procedure.states.values())
    for step in procedure.transitions.values():
        assert step.cites
        assert step.roles
        assert all(role.cites for role in step.roles)
    assert procedure.limits == {"assistance_days"}


def test_a_role_that_there_is_not_is_told() -> None:
    procedure = load("zhaojia", as_of="2020-04-20").procedure
    assert procedure.openings("town", "2020-03-20")
    assert "<Definition candidate>" in repr(procedure.openings("village", "2020-03-21"))
    with pytest.raises(UnknownRole, match="no role `vilage`; the roles are: village, town"):
        procedure.openings("vilage")
