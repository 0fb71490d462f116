"""Every reason at once, at its place, and without the values that are sensitive."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from povertyrules.api.batch import decide_ledger
from povertyrules.api.ruleset import Ruleset
from povertyrules.kernel.source import Source
from povertyrules.ledgers import Ledger, Reject, read_ledger
from povertyrules.ledgers.places import PathPlace, place_of, value_at
from povertyrules.model.check import checked
from tests.ledgers.building import workbook

RULESET = """
povertyrules: 1
ruleset:
  id: places
  version: 1.0.0
  title: 样例
  jurisdiction: 样例
  in_force: {from: 2020-01-01}
sources:
  notice:
    title: 通知
    issuer: 某县
    clauses: {"1": 第一条}
facts:
  village:
    village_id: {type: text, label: 村编号}
    size: {type: integer, min: 0, max: 100, label: 人口}
    debt: {type: money, min: 0, max: 1000, label: 欠款, sensitive: true}
    wage: {type: money, min: 0, max: 1000000, label: 工资}
  households:
    household_id: {type: text, label: 户编号, sensitive: true}
    rooms: {type: integer, min: 0, max: 10, label: 间数}
entities:
  village: {key: village_id, label: 村}
  households: {of: village, key: household_id, label: 农户, max: 100}
outcomes:
  listed: {label: 列入, when: wage < 5000, cite: notice#1}
  full: {label: 住满, of: households, when: rooms > 3, cite: notice#1}
"""


def ruleset() -> Ruleset:
    return Ruleset(checked(Source("places.yaml", RULESET)))


def rejected(ledger: Ledger) -> list[Reject]:
    """The rejects of reading, then those of deciding."""
    results = decide_ledger(ruleset(), ledger, "2020-06-01")
    return [*ledger.rejects, *(reject for result in results for reject in result.rejected)]


def table(tmp_path: Path, *rows: list[Any]) -> list[Reject]:
    head: list[Any] = ["村编号", "人口", "欠款", "工资", "户编号", "间数"]
    path = workbook(tmp_path / "台账.xlsx", [head, *rows])
    return rejected(read_ledger(path, ruleset().checked))


def lines(tmp_path: Path, *records: str) -> list[Reject]:
    path = tmp_path / "台账.jsonl"
    path.write_text("\n".join(records), encoding="utf-8")
    return rejected(read_ledger(path, ruleset().checked))


def test_what_cannot_be_read_hides_no_other_fault(tmp_path: Path) -> None:
    rejects = table(
        tmp_path,
        ["1", 200.0, 5.0, "约8000", "11", 3.0],
        ["1", "", "", "", "12", 99.0],
        ["1", "", "", "", "13", 2.0],
    )
    assert [(r.row, r.column, r.code) for r in rejects] == [
        (2, "D", "PR733"), (2, "B", "PR621"), (3, "F", "PR621"), (4, "", "PR724"),
    ]  # fmt: skip
    assert [reject.cell for reject in rejects] == ["约8000", "200", "99", ""]


def test_a_nested_fault_is_named_by_its_path(tmp_path: Path) -> None:
    record = '{"village_id": "1", "households": [{"rooms": 1}, {"rooms": -5}, {"间数": -6}]}'
    assert [(r.header, r.cell) for r in lines(tmp_path, record)] == [
        ("households[1].rooms", "-5"),
        ("households[2].rooms", "-6"),
    ]


def test_sensitive_values_are_in_no_reason_and_in_no_cell(tmp_path: Path) -> None:
    rejects = table(
        tmp_path,
        ["1", 2.0, "约54321", 1.0, "5117211234", 3.0],
        ["1", 2.0, "", 1.0, "5117211234", 3.0],
        ["2", 2.0, 98765.0, 1.0, "5117219999", 3.0],
    )
    assert {reject.code for reject in rejects} == {"PR723", "PR733", "PR621"}
    told = " ".join(f"{r.reason()} {r.reason('en')} {r.cell} {r.remedy()}" for r in rejects)
    for secret in ("54321", "5117211234", "98765"):
        assert secret not in told
    assert "“约***1”不是数字" in told


def test_sensitive_values_of_json_are_masked_too(tmp_path: Path) -> None:
    (reject,) = lines(tmp_path, '{"village_id": "1", "debt": 98765}')
    assert (reject.header, reject.cell) == ("debt", "9***5")
    assert "98765" not in reject.reason()


@pytest.mark.parametrize(
    ("path", "place", "value"),
    [
        ("size", PathPlace("", "size", None), "4"),
        ("risks[1]", PathPlace("", "risks", None), "study"),
        ("members[1]", PathPlace("members[1]", "", 1), ""),
        ("members[1].born", PathPlace("members[1].", "born", 1), "2000"),
        ("members[0].jobs[1].months", PathPlace("members[0].jobs[1].", "months", 0), "9"),
        ("", PathPlace("", "", None), ""),
        ("members[7].born", PathPlace("members[7].", "born", 7), ""),
        ("none[1].born", PathPlace("none[1].", "born", None), ""),
    ],
)
def test_places(path: str, place: PathPlace, value: str) -> None:
    data = {
        "size": 4,
        "risks": ["illness", "study"],
        "members": [{"jobs": [{}, {"months": 9}]}, {"born": "2000"}],
    }
    assert place_of(path, data) == place
    assert value_at(path, data) == value


def test_items_have_a_reason_what_is_missing_and_the_clause(tmp_path: Path) -> None:
    path = tmp_path / "台账.jsonl"
    path.write_text('{"village_id": "1", "wage": 1, "households": [{"rooms": 1}, {}]}')
    ledger = read_ledger(path, ruleset().checked)
    (result,) = decide_ledger(ruleset(), ledger, "2020-06-01")
    assert [(need.fact, need.label) for need in result.needed] == [
        ("households[1].rooms", "第 2 个农户的间数")
    ]
    decided, undecided = result.items
    assert (decided.reason, decided.needed, decided.clauses) == ("", (), ())
    assert undecided.reason.startswith("住满不能判定：间数")
    assert [(need.fact, need.label) for need in undecided.needed] == [
        ("households[1].rooms", "间数")
    ]
    assert undecided.clauses == ("1",)
