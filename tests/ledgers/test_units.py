"""A unit that is not a fact's own refuses the ledger: nothing is read a thousand times off."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.ledgers import read_ledger
from tests.ledgers.building import PLAIN, WITH_MEMBERS, noted, read, sheets

TABLE: list[list[Any]] = [["户编号", "家庭人口", "工资性收入"], ["7", 3.0, 2.0]]


def refused(tmp_path: Path, rows: list[list[Any]], **options: Any) -> InvalidLedger:
    with pytest.raises(InvalidLedger) as caught:
        read(tmp_path, rows, **options)
    return caught.value


def headed(heading: str) -> list[list[Any]]:
    return [["户编号", heading], ["7", 1.0]]


@pytest.mark.parametrize(
    "heading",
    [
        "工资性收入（万元）", "工资性收入(千元)", "工资性收入[百元]", "工资性收入（万）",
        "工资性收入（元/月）", "工资性收入（元／季）", "工资性收入（元/人）", "工资性收入(%)",
        "工资性收入（/月）", "工资性收入（人均）", "工资性收入（美元）", "工资性收入（单位：万元）",
        "工资性收入\n（万元）", "家庭人口（万人）", "家庭人口（户）", "工资性收入（填万元）",
        "工资性收入/万元", "工资性收入 单位万元", "工资性收入（万元）（必填）", "工资性收入-千元",
        "工资性收入（必填）（万元）", "工资性收入，单位：百元", "工资性收入（w元）",
        "工资性收入（10万元）",
        "工资性收入（W）", "工资性收入（k）", "wage_income(w)", "家庭人口（百）",
        "有返贫风险（次）", "有返贫风险（不存在填是）",
    ],
)  # fmt: skip
def test_a_heading_with_another_unit_is_refused(tmp_path: Path, heading: str) -> None:
    assert refused(tmp_path, headed(heading)).fault.code is codes.HEADING_UNIT


@pytest.mark.parametrize(
    "heading",
    ["工资性收入(2019年)", "工资性收入（上年）", "工资性收入（2019）", "有返贫风险（2020年）",
     "家庭人口（截至年末）", "工资性收入（上半年）"],
)  # fmt: skip
def test_a_heading_with_a_time_is_refused(tmp_path: Path, heading: str) -> None:
    fault = refused(tmp_path, headed(heading)).fault
    assert fault.code is codes.HEADING_PERIOD
    assert "哪一年" in fault.message("zh")


@pytest.mark.parametrize(
    ("heading", "fact", "cell"),
    [
        ("工资性收入（元）", "wage_income", 1.0),
        ("工资性收入（单位：元）", "wage_income", 1.0),
        ("工资性收入（必填）", "wage_income", 1.0),
        ("工资性收入（元）（必填）", "wage_income", 1.0),
        ("工资性收入/元", "wage_income", 1.0),
        ("工资性收入 单位：元", "wage_income", 1.0),
        ("家庭人口（人）", "household_size", 1.0),
        ("有返贫风险（是/否）", "relapse_risk", "是"),
        ("有返贫风险（村填）", "relapse_risk", "是"),
        ("2019年“两摸底”（2019年）", "list_2019", "未纳入"),
        ("识别监测时间（如202004）", "identified", "202004"),
        ("致贫/返贫风险(1)", "risks", "因病"),
    ],
)
def test_what_changes_no_value_is_ignored(
    tmp_path: Path, heading: str, fact: str, cell: Any
) -> None:
    ledger = read(tmp_path, [["户编号", heading], ["7", cell]], WITH_MEMBERS)
    assert fact in ledger.records[0].data
    assert ledger.rejects == []


def test_a_group_heading_says_a_unit_too(tmp_path: Path) -> None:
    rows: list[list[Any]]
    rows = [["户编号", "收入（万元）", ""], ["", "工资性收入", "转移性收入"], ["7", 1.0, 2.0]]
    merges = [(0, 0, 1, 0), (0, 1, 0, 2)]
    assert refused(tmp_path, rows, merges=merges).fault.code is codes.HEADING_UNIT
    rows[0][1] = "收入（元）"
    assert read(tmp_path, rows, merges=merges).records[0].data["transfer_income"] == 2


@pytest.mark.parametrize("merges", [[], [(0, 0, 1, 0)]])
def test_units_in_a_row_of_their_own(tmp_path: Path, merges: list[Any]) -> None:
    rows = [TABLE[0], ["", "人", "万元"], TABLE[1]]
    fault = refused(tmp_path, rows, merges=merges).fault
    assert fault.code is codes.HEADING_UNIT
    assert fault.values["header"] == "工资性收入（万元）"
    rows[1] = ["", "人", "元"]
    ledger = read(tmp_path, rows, merges=merges)
    assert [record.data["wage_income"] for record in ledger.records] == [2]
    assert ledger.rejects == []


@pytest.mark.parametrize(
    "line",
    ["单位：万元", "单位:千元", "金额单位：百元", "（单位：万元）", "填报日期：6月 单位：万元",
     "单位：人、万元", "万元", "收支台账（万元）", "单位：%", "单位：元/月", "单位：万人"],
)  # fmt: skip
def test_a_line_over_the_table_with_another_unit_is_refused(tmp_path: Path, line: str) -> None:
    assert refused(tmp_path, [["", "", line], *TABLE]).fault.code is codes.TABLE_UNIT


@pytest.mark.parametrize("line", [["单位：万元"], ["", "", "单位：万元"], ["注：金额单位：万元"]])
def test_a_line_under_the_table_with_another_unit_is_refused(
    tmp_path: Path, line: list[str]
) -> None:
    assert refused(tmp_path, [*TABLE, line]).fault.code is codes.TABLE_UNIT


@pytest.mark.parametrize(
    "line", ["单位：元", "单位：元、人", "填报单位：万年镇", "单位：百户村", "2020年收支台账"]
)
def test_a_line_with_the_own_unit_is_fine(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, [[line], *TABLE]).records[0].data["wage_income"] == 2


def test_a_line_of_the_own_unit_under_the_table_is_no_household(tmp_path: Path) -> None:
    ledger = read(tmp_path, [*TABLE, ["单位：元"]])
    assert [record.key for record in ledger.records] == ["7"]
    assert noted(ledger, codes.ROW_LEFT_OUT) == ["第 3 行是说明行，不是数据：单位：元"]


def test_the_name_of_a_sheet_says_a_unit_too(tmp_path: Path) -> None:
    path = sheets(tmp_path / "a.xlsx", {"收支（万元）": TABLE})
    with pytest.raises(InvalidLedger) as caught:
        read_ledger(path, PLAIN)
    assert caught.value.fault.code is codes.TABLE_UNIT


def test_a_name_in_json_lines_with_another_unit_is_not_the_fact(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    line = '{"户编号": "7", "工资性收入（万元）": 2, "家庭人口（人）": 3}'
    path.write_text(line, encoding="utf-8")
    data = read_ledger(path, PLAIN).records[0].data
    assert data == {"household_id": "7", "工资性收入（万元）": 2, "household_size": 3}


def test_csv_is_judged_alike(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("单位：万元,\n户编号,工资性收入\n7,2\n", encoding="utf-8")
    with pytest.raises(InvalidLedger, match="PR716"):
        read_ledger(path, PLAIN)
