"""Columns that lead to no fact are said, and those that look misspelt are asked about."""

from __future__ import annotations

from pathlib import Path

import pytest

from povertyrules.kernel.catalogue import ledgers as codes
from tests.ledgers.building import WITH_MEMBERS, noted, read


@pytest.mark.parametrize(
    ("heading", "meant"),
    [
        ("工资性收人", "工资性收入"),
        ("工资性收人（万元）", "工资性收入"),
        ("己脱贫户", "已脱贫户"),
        ("无返贫风险", "有返贫风险"),
        ("wage_incone", "wage_income"),
        ("工资性收入1", "工资性收入"),
        ("2019年工资性收入", "工资性收入"),
    ],
)
def test_a_heading_near_a_fact_without_a_column_is_asked_about(
    tmp_path: Path, heading: str, meant: str
) -> None:
    ledger = read(tmp_path, [["户编号", "家庭人口", heading], ["7", 3.0, "是"]])
    assert noted(ledger, codes.NEAR_HEADING) == [f"第 C 列“{heading}”未使用；是否应为“{meant}”？"]
    assert ledger.mapping[2].fact is None
    assert ledger.records[0].data == {"household_id": "7", "household_size": 3}


def test_it_is_not_asked_about_a_fact_that_has_a_column(tmp_path: Path) -> None:
    rows = [["户编号", "工资性收入", "工资性收人"], ["7", 3.0, 1.0]]
    assert noted(read(tmp_path, rows), codes.NEAR_HEADING) == []


def test_unused_columns_are_listed_in_brief(tmp_path: Path) -> None:
    rows = [["序号", "户编号", "", "家庭住址"], [1.0, "7", "x", "y"]]
    ledger = read(tmp_path, rows)
    assert noted(ledger, codes.NEAR_HEADING) == []
    assert noted(ledger, codes.UNUSED_COLUMNS) == ["未使用的列（2 列）：A (序号), D (家庭住址)"]
    many = [["户编号", *(f"{n}号表" for n in range(20))], ["7"]]
    (said,) = noted(read(tmp_path, many), codes.UNUSED_COLUMNS)
    assert said.startswith("未使用的列（20 列）：B (0号表)")
    assert said.endswith("M (11号表), …")


def test_nothing_is_said_where_all_columns_are_used(tmp_path: Path) -> None:
    ledger = read(tmp_path, [["户编号", "人编号"], ["7", "71"]], WITH_MEMBERS)
    assert [note.code for note in ledger.notes] == []
