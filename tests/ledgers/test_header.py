"""The header: where it stands, which heading means which fact, and when to refuse."""

from __future__ import annotations

from pathlib import Path

import pytest

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import InvalidLedger, UnsupportedFeature
from povertyrules.ledgers import Ledger, read_ledger
from povertyrules.ledgers.headings import Headings, fold
from tests.ledgers.building import (
    PLAIN,
    WITH_JOBS,
    WITH_MEMBER_OUTCOME,
    found,
    noted,
    read,
    sheets,
    workbook,
)

NATIONAL = [
    ["监测台账（样例）"],
    ["填报单位：某镇", "", "", "单位：元"],
    ["序号", "户编号", "家庭收支", "", "", "户身份", ""],
    ["", "", "收入", "", "支出", "", ""],
    ["", "", "工资性\n收入（元）", "转移性收入(元)", "经营支出", "是否已脱贫", '2019年\n"两摸底"'],
    [1.0, "1001", 12000.0, "1,200.50", 300.0, "是", "未纳入"],
]  # fmt: skip
NATIONAL_MERGES = [
    (0, 0, 0, 6),
    (2, 0, 4, 0),
    (2, 1, 4, 1),
    (2, 2, 2, 4),
    (3, 2, 3, 3),
    (2, 5, 3, 6),
]


def facts(ledger: Ledger) -> dict[str, str | None]:
    return {column.header: column.fact for column in ledger.mapping}


def refusal(path: Path, ledger_ruleset: object = PLAIN) -> InvalidLedger:
    with pytest.raises(InvalidLedger) as caught:
        read_ledger(path, PLAIN)
    return caught.value


@pytest.mark.parametrize("merges", [NATIONAL_MERGES, []])
def test_three_header_rows_under_a_title(
    tmp_path: Path, merges: list[tuple[int, int, int, int]]
) -> None:
    ledger = read(tmp_path, NATIONAL, merges=merges)
    assert facts(ledger) == {
        "序号": None,
        "户编号": "household_id",
        "家庭收支/收入/工资性收入（元）": "wage_income",
        "家庭收支/收入/转移性收入(元)": "transfer_income",
        "家庭收支/支出/经营支出": None,
        "户身份/是否已脱贫": "lifted_out",
        '户身份/2019年"两摸底"': "list_2019",
    }
    assert [(c.column, c.matched_by) for c in ledger.mapping if c.fact] == [
        ("B", "label"), ("C", "label"), ("D", "label"), ("F", "alias"), ("G", "label"),
    ]  # fmt: skip
    record = ledger.record("1001")
    assert record is not None
    assert record.data == {
        "household_id": "1001",
        "wage_income": 12000,
        "transfer_income": "1200.5",
        "lifted_out": True,
        "list_2019": "none",
    }
    assert record.provenance.rows == (6,)
    assert ledger.rejects == []


def test_headings_are_found_in_any_order_and_by_id_too(tmp_path: Path) -> None:
    rows = [["Wage_Income", "别的", "人数", " 户 编 号 ："], [1.0, "x", 3.0, "7"]]
    assert list(facts(read(tmp_path, rows)).values()) == [
        "wage_income", None, "household_size", "household_id",
    ]  # fmt: skip


def test_a_header_that_ends_in_a_merged_heading_is_taken_whole(tmp_path: Path) -> None:
    """All that matches stands in the first header row; the second names other columns."""
    rows = [["户编号", "家庭人口", "其他", ""], ["", "", "甲项", "乙项"], ["7", 2.0, "x", "y"]]
    ledger = read(tmp_path, rows, merges=[(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 0, 3)])
    assert [c.header for c in ledger.mapping] == ["户编号", "家庭人口", "其他/甲项", "其他/乙项"]
    assert ledger.counts.rows_read == len(ledger.records) == 1


def test_the_same_without_merged_cells_is_left_out_and_said(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    path.write_text("户编号,家庭人口,其他,\n,,甲项,乙项\n7,2,x,y\n", encoding="utf-8")
    ledger = read_ledger(path, PLAIN)
    assert noted(ledger, codes.ROW_LEFT_OUT) == ["第 2 行是表头的一部分，不是数据：甲项 乙项"]
    assert [r.key for r in ledger.records] == ["7"]


def test_group_headings_tell_two_columns_of_one_name_apart(tmp_path: Path) -> None:
    rows = [
        ["户编号", "识别时", "", "消除时", ""],
        ["", "转移性收入", "医疗", "转移性收入", "医疗"],
        ["7", 100.0, "", 200.0, ""],
    ]
    ledger = read(tmp_path, rows, merges=[(0, 0, 1, 0), (0, 1, 0, 2), (0, 3, 0, 4)])
    assert facts(ledger)["消除时/转移性收入"] == "transfer_income"
    assert facts(ledger)["识别时/转移性收入"] is None
    assert ledger.records[0].data["transfer_income"] == 200
    assert noted(ledger, codes.HEADING_UNDER_GROUPS) == [
        "第 B 列（识别时/转移性收入）未采用：`transfer_income` 取自第 D 列，该列的分组表头与之相符"
    ]


def test_two_columns_for_one_fact_are_refused(tmp_path: Path) -> None:
    rows = [["户编号", "甲", "", "乙", ""], ["", "人数", "家庭人口", "", ""], ["7", 1.0, 2.0]]
    fault = refusal(workbook(tmp_path / "a.xlsx", rows)).fault
    assert fault.code is codes.TWO_COLUMNS
    assert fault.message("zh") == (
        "B (甲/人数), C (甲/家庭人口) 各列都对应 `household_size`（家庭人口）"
    )


def test_one_name_under_two_groups_that_no_alias_tells_apart_is_refused(tmp_path: Path) -> None:
    rows = [["户编号", "识别时", "消除时"], ["", "工资性收入", "工资性收入"], ["7", 1.0, 2.0]]
    fault = refusal(workbook(tmp_path / "a.xlsx", rows)).fault
    assert fault.code is codes.TWO_COLUMNS
    assert "B (识别时/工资性收入), C (消除时/工资性收入)" in fault.message("en")


def test_numbered_columns_of_a_list_are_read_together(tmp_path: Path) -> None:
    head = ["户编号", "致贫/返贫风险1", "致贫/返贫风险2", "致贫返贫风险3"]
    rows = [head, ["7", "因学", "因病", "x"], ["8", "", "因病", ""], ["9", "无", "", ""], ["10"]]
    ledger = read(tmp_path, rows)
    assert [record.data.get("risks") for record in ledger.records] == [
        ["illness", "study"], ["illness"], [], None,
    ]  # fmt: skip


def test_a_number_after_another_heading_means_nothing(tmp_path: Path) -> None:
    ledger = read(tmp_path, [["户编号", "工资性收入1"], ["7", 5.0]])
    assert facts(ledger)["工资性收入1"] is None


def test_the_key_column_is_required_and_the_nearest_is_named(tmp_path: Path) -> None:
    rows = [["户编码号", "家庭人口", "工资性收入"], ["7", 1.0, 2.0]]
    fault = refusal(workbook(tmp_path / "a.xlsx", rows)).fault
    assert fault.code is codes.NO_KEY_COLUMN
    assert fault.help("zh") == (
        "请让其中一列使用下列表头之一：household_id, 户编号, 户编码；最接近的现有表头是 `户编码号`"
    )
    rows = [["家庭人口", "工资性收入"], [1.0, 2.0]]
    fault = refusal(workbook(tmp_path / "b.xlsx", rows)).fault
    assert fault.help("en") == "give one column one of these headings: household_id, 户编号, 户编码"


def test_no_header_at_all(tmp_path: Path) -> None:
    fault = refusal(workbook(tmp_path / "a.xlsx", [["甲", "乙"], [1.0, 2.0]])).fault
    assert fault.code is codes.NO_HEADER
    assert refusal(workbook(tmp_path / "b.xlsx", [])).fault.code is codes.NO_HEADER


def test_the_sheet_that_looks_like_the_ledger_is_read(tmp_path: Path) -> None:
    guide = [["户编号", "必填"], ["说明", "每人一行"]]
    table = [["户编号", "家庭人口", "工资性收入", "已脱贫户"], ["7", 1.0, 2.0, "是"]]
    ledger = read_ledger(sheets(tmp_path / "a.xlsx", {"说明": guide, "表": table}), PLAIN)
    assert ledger.sheet == "表"
    assert noted(ledger, codes.SHEETS_NOT_READ) == ["读取的工作表：表；未读取：说明"]


def test_two_sheets_that_look_like_it_are_refused_until_one_is_named(tmp_path: Path) -> None:
    table = [["户编号", "家庭人口"], ["7", 1.0]]
    path = sheets(tmp_path / "a.xlsx", {"三月": table, "四月": table})
    assert refusal(path).fault.message("zh") == "有多张工作表都像是台账：三月, 四月"
    assert read_ledger(path, PLAIN, sheet="四月").sheet == "四月"
    with pytest.raises(InvalidLedger) as caught:
        read_ledger(path, PLAIN, sheet="五月")
    assert caught.value.fault.help("zh") == "现有工作表：三月, 四月"


def test_jobs_of_members_cannot_stand_in_rows(tmp_path: Path) -> None:
    rows = [["户编号", "人编号", "务工时间（月）"], ["7", "71", 3.0]]
    with pytest.raises(UnsupportedFeature, match=r"column C .* JSON Lines"):
        read(tmp_path, rows, WITH_JOBS)


def test_members_without_a_column_are_not_known(tmp_path: Path) -> None:
    ledger = read(tmp_path, [["户编号", "家庭人口"], ["7", 1.0]], WITH_MEMBER_OUTCOME)
    assert "members" not in ledger.records[0].data
    assert noted(ledger, codes.COLLECTION_NOT_GIVEN) == ["没有任何列涉及家庭成员：按“未知”读取"]


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("工资性收入（元）", "工资性收入(元)"),
        ("户　编 号\n", "户编号："),
        ("*户编号", "户编号"),
        ("2019年“两摸底”", '2019年"两摸底"'),
        ("２０１９年「两摸底」", "2019年两摸底"),
        ("Household_ID", "household_id"),
        ("务工时间【月】", "务工时间(月)"),
    ],
)
def test_headings_that_mean_the_same(left: str, right: str) -> None:
    assert fold(left) == fold(right)


def test_a_unit_in_brackets_is_ignored_only_where_nothing_else_fits() -> None:
    headings = Headings(WITH_JOBS)
    assert [m.fact.id for m in headings.find("务工时间（月）")] == ["months"]
    assert [m.fact.id for m in headings.find("务工（次）")] == ["working"]
    assert headings.find("（元）") == []


def test_rejects_name_the_column_as_a_spreadsheet_does(tmp_path: Path) -> None:
    ledger = read(tmp_path, [["", "", "户编号", "家庭人口"], ["", "", "7", "许多"]])
    assert found(ledger) == [(2, "D", "PR733")]
    assert ledger.rejects[0].header == "家庭人口"
