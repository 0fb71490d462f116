"""Rows to households: everything is in a record or in a reject, with the reason."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers import Ledger, read_ledger
from povertyrules.model.ruleset import Ruleset
from tests.ledgers.building import PLAIN, WITH_MEMBERS, found, make_ruleset, noted, read

HEAD = ["户编号", "人编号", "家庭人口", "工资性收入", "已脱贫户", "出生日期"]


def test_person_rows_become_one_household(tmp_path: Path) -> None:
    rows = [HEAD, ["7", "71", 2.0, 100.0, "是", "1980-01-05"], ["7", "72", 2.0, "100.00", "√", ""]]
    ledger = read(tmp_path, rows, WITH_MEMBERS)
    assert ledger.records[0].data == {
        "household_id": "7",
        "household_size": 2,
        "wage_income": 100,
        "lifted_out": True,
        "members": [{"person_id": "71", "birth_date": "1980-01-05"}, {"person_id": "72"}],
    }
    assert ledger.records[0].provenance.rows == (2, 3)


def test_without_members_the_person_columns_are_ignored_and_said(tmp_path: Path) -> None:
    rows = [HEAD, ["7", "71", 2.0], ["7", "72", 2.0]]
    ledger = read(tmp_path, rows, PLAIN)
    assert ledger.records[0].data == {"household_id": "7", "household_size": 2}
    unused = [column.header for column in ledger.mapping if column.fact is None]
    assert unused == ["人编号", "出生日期"]


def test_a_contradiction_rejects_the_household_with_both_rows(tmp_path: Path) -> None:
    rows = [HEAD, ["7", "71", 2.0, 100.0], ["7", "72", 2.0, 90.0], ["8", "81", 1.0, 5.0]]
    ledger = read(tmp_path, rows, WITH_MEMBERS)
    assert found(ledger) == [(2, "", "PR724"), (3, "D", "PR722")]
    assert ledger.rejects[1].reason() == "同一农户的 `工资性收入`：第 2 行为“100”，第 3 行为“90”"
    assert ledger.rejects[0].reason() == "该行本身没有问题，但所属农户被退回：见第 3 行"
    assert [record.key for record in ledger.records] == ["8"]


def test_blank_on_some_rows_is_no_contradiction(tmp_path: Path) -> None:
    rows = [HEAD, ["7", "71", "", 100.0], ["7", "72", 2.0, ""], ["7", "73", "", 100.0]]
    record = read(tmp_path, rows, WITH_MEMBERS).records[0]
    assert (record.data["household_size"], record.data["wage_income"]) == (2, 100)
    assert [note.message("zh") for note in record.provenance.notes] == [
        "`家庭人口` 在第 2, 4 行为空，以第 3 行的值为准",
        "`工资性收入` 在第 3 行为空，以第 2 行的值为准",
    ]


def test_a_blank_is_missing_never_no_nor_zero(tmp_path: Path) -> None:
    record = read(tmp_path, [HEAD, ["7", "71", "", "", "", ""]], PLAIN).records[0]
    assert record.data == {"household_id": "7"}


def test_every_reason_is_given_and_good_rows_go_with_the_bad(tmp_path: Path) -> None:
    rows = [HEAD, ["7", "71", "许多", "1万", "是"], ["7", "72", 2.0, 5.0, "也许"], ["7", "73"]]
    ledger = read(tmp_path, rows, WITH_MEMBERS)
    assert found(ledger) == [
        (2, "C", "PR733"), (2, "D", "PR734"), (3, "E", "PR736"), (4, "", "PR724"),
    ]  # fmt: skip
    assert ledger.rejects[1].cell == "1万"
    assert ledger.rejects[3].reason() == "该行本身没有问题，但所属农户被退回：见第 2, 3 行"
    assert ledger.counts.records_rejected == 1


def test_one_member_twice(tmp_path: Path) -> None:
    ledger = read(tmp_path, [HEAD, ["7", "71"], ["7", "71"]], WITH_MEMBERS)
    assert found(ledger) == [(2, "", "PR724"), (3, "B", "PR723")]
    assert ledger.rejects[1].reason("en") == "71 stands in row 2 already"


def test_rows_that_do_not_stand_together_are_one_household_and_said(tmp_path: Path) -> None:
    ledger = read(tmp_path, [HEAD, ["7", "71"], ["8", "81"], ["7", "72"]], WITH_MEMBERS)
    first = ledger.records[0]
    assert first.provenance.rows == (2, 4)
    assert [note.code for note in first.provenance.notes] == [codes.ROWS_APART]
    assert len(first.data["members"]) == 2


def test_a_row_of_nobody_is_one_member_unless_all_are(tmp_path: Path) -> None:
    rows = [HEAD, ["7", "71", 2.0], ["7", "", 2.0], ["8", "", 1.0]]
    first, second = read(tmp_path, rows, WITH_MEMBERS).records
    assert first.data["members"] == [{"person_id": "71"}, {}]
    assert [note.code for note in first.provenance.notes] == [codes.BLANK_ITEM]
    assert "members" not in second.data


def test_a_row_without_a_key_rejects_the_household_that_it_may_belong_to(tmp_path: Path) -> None:
    rows = [HEAD, ["7", "71", 1.0], ["", "72", 1.0], ["8", "81", 1.0]]
    ledger = read(tmp_path, rows, WITH_MEMBERS)
    assert found(ledger) == [(2, "", "PR724"), (3, "", "PR721")]
    assert [record.key for record in ledger.records] == ["8"]
    assert ledger.rejects[1].remedy() == "请填写 `户编号`，或删去该行"
    alone = read(tmp_path, rows, PLAIN)
    assert found(alone) == [(3, "", "PR721")]
    assert [record.key for record in alone.records] == ["7", "8"]
    assert alone.counts.rows_without_key == 1


def test_merged_cells_in_the_data_stand_for_all_their_rows(tmp_path: Path) -> None:
    rows = [HEAD, ["7", "71", 2.0], ["", "72", ""], ["8", "81", 1.0]]
    ledger = read(tmp_path, rows, WITH_MEMBERS, merges=[(1, 0, 2, 0), (1, 2, 2, 2)])
    assert ledger.rejects == []
    assert [record.provenance.rows for record in ledger.records] == [(2, 3), (4,)]
    assert ledger.records[0].provenance.notes == ()


@pytest.mark.parametrize(
    ("first", "left_out"),
    [
        ([1.0, 2.0, 3.0, 4.0], True),
        (["甲", "乙", "1", "2"], False),
        (["甲", 1.0, 2.0, 3.0], True),
        (["(1)", "(2)", "（3）", "（4）"], True),
        ([1.0, 2.0, 3.0, ""], False),
        ([1.0, 2.0, "", 3.0], False),
        ([1.0, "甲", 2.0, 3.0], False),
        (["", 1.0, 2.0, 3.0], False),
    ],
)
def test_a_first_household_is_not_taken_for_column_numbers(
    tmp_path: Path, first: list[Any], left_out: bool
) -> None:
    rows = [["户编号", "家庭人口", "工资性收入", "转移性收入"], first, ["9", 1.0, 2.0, 3.0]]
    ledger = read(tmp_path, rows)
    assert len(noted(ledger, codes.ROW_LEFT_OUT)) == left_out
    assert ledger.counts.rows_read == 2 - left_out


@pytest.mark.parametrize(
    "merge",
    [
        pytest.param((1, 2, 2, 2), id="two households"),
        pytest.param((1, 2, 4, 2), id="over the end of the table"),
        pytest.param((1, 2, 1, 3), id="two columns of one row"),
        pytest.param((1, 1, 2, 2), id="columns and rows"),
    ],
)
def test_merged_cells_of_whom_nobody_can_tell_reject_their_rows(
    tmp_path: Path, merge: tuple[int, int, int, int]
) -> None:
    rows: list[list[Any]] = [
        ["户编号", "家庭人口", "工资性收入", "转移性收入"],
        ["7", 2.0, 9000.0, 1.0],
        ["8", 3.0, "", 1.0],
    ]
    top, left, bottom, right = merge
    for row in range(top, min(bottom, 2) + 1):
        for column in range(left, right + 1):
            rows[row][column] = rows[top][left] if (row, column) == (top, left) else ""
    ledger = read(tmp_path, rows, merges=[merge])
    expected = {row + 1 for row in range(top, min(bottom, 2) + 1)}
    assert {reject.row for reject in ledger.rejects} == expected
    assert {reject.fault.code for reject in ledger.rejects} == {codes.MERGED_CELLS}
    assert ledger.counts.rows_read == 2


def test_one_amount_merged_over_two_members_is_not_each_ones(tmp_path: Path) -> None:
    rows = [["户编号", "人编号", "务工"], ["7", "71", "是"], ["7", "72", ""]]
    ledger = read(tmp_path, rows, WITH_MEMBERS, merges=[(1, 2, 2, 2)])
    assert found(ledger) == [(2, "C", "PR743"), (3, "C", "PR743")]


def test_a_key_merged_with_a_name_is_not_guessed(tmp_path: Path) -> None:
    rows = [["户主", "户编号", "家庭人口"], ["7", "", 2.0], ["乙", "8", 3.0]]
    ledger = read(tmp_path, rows, merges=[(1, 0, 1, 1)])
    assert found(ledger) == [(2, "B", "PR743")]
    assert [record.key for record in ledger.records] == ["8"]


def test_merged_cells_that_say_nothing_or_are_not_used_are_no_trouble(tmp_path: Path) -> None:
    rows = [
        ["户编号", "家庭人口", "户主", "住址"],
        ["7", 2.0, "甲", "一组"],
        ["8", 2.0, "", "二组"],
    ]
    merges = [(1, 2, 2, 2), (3, 0, 3, 3)]
    rows.append(["说明：本表共两户", "", "", ""])
    ledger = read(tmp_path, rows, merges=merges)
    assert ledger.rejects == []
    assert [record.key for record in ledger.records] == ["7", "8"]


def test_a_heading_over_the_rows_of_a_village_is_no_household(tmp_path: Path) -> None:
    rows = [["户编号", "家庭人口"], ["第一村民小组", ""], ["7", 2.0]]
    ledger = read(tmp_path, rows, merges=[(1, 0, 1, 1)])
    assert found(ledger) == [(2, "B", "PR743")]


def test_rows_that_are_no_data_are_left_out_and_said(tmp_path: Path) -> None:
    rows = [
        HEAD,
        [1.0, 2.0, 3.0, 4.0, 5.0, 6.0],
        ["7", "71", 1.0, 100.0],
        HEAD,
        ["8", "81", 1.0, 200.0],
        [],
        ["合 计", "", 2.0, 300.0],
        ["注：空白为未填报"],
        ["", "填表人：某某", "", "审核人：某某"],
    ]
    ledger = read(tmp_path, rows, WITH_MEMBERS)
    assert noted(ledger, codes.ROW_LEFT_OUT) == [
        "第 2 行是栏次行，不是数据：1 2 3 4 5 6",
        "第 4 行是重复的表头，不是数据：户编号 人编号 家庭人口 工资性收入 已脱贫户 出生日期",
        "第 7 行是合计行，不是数据：合 计 2 300",
        "第 8 行是说明行，不是数据：注：空白为未填报",
        "第 9 行是说明行，不是数据：填表人：某某 审核人：某某",
    ]
    assert [record.key for record in ledger.records] == ["7", "8"]
    assert ledger.rejects == []
    assert ledger.counts.rows_left_out == 5


def test_a_row_with_a_key_is_data_whatever_it_begins_with(tmp_path: Path) -> None:
    rows = [["村", "户编号", "家庭人口"], ["注：某村", "7", 1.0], ["负责人村", "8", 2.0]]
    assert [record.key for record in read(tmp_path, rows).records] == ["7", "8"]


def test_a_total_that_is_not_in_the_first_cell_is_left_out_where_there_is_no_key(
    tmp_path: Path,
) -> None:
    rows = [
        ["镇", "村", "户编号", "工资性收入", "备注说明"],
        ["赵家镇", "甲村", "7", 100.0, "合计"],
        ["赵家镇", "小 计", "", 100.0],
        ["赵家镇", "合计", "", 100.0],
        ["赵家镇", "累计走访3次", "", 100.0],
    ]
    ledger = read(tmp_path, rows)
    assert [record.key for record in ledger.records] == ["7"]
    assert noted(ledger, codes.ROW_LEFT_OUT) == [
        "第 3 行是合计行，不是数据：赵家镇 小 计 100",
        "第 4 行是合计行，不是数据：赵家镇 合计 100",
    ]
    assert found(ledger) == [(5, "", "PR721")]


def test_only_yes_and_blanks_is_worth_a_note(tmp_path: Path) -> None:
    rows = [["户编号", "已脱贫户", "有返贫风险"], ["7", "√", "是"], ["8", "", "否"], ["9", "", ""]]
    assert noted(read(tmp_path, rows), codes.ONLY_YES) == [
        "第 B 列（已脱贫户）只有“是”和空白：2 处空白按“未知”读取，不按“否”读取"
    ]


def test_only_yes_counts_the_households_that_were_read_and_not_their_rows(tmp_path: Path) -> None:
    head = ["户编号", "已脱贫户", "人编号", "务工"]
    rows = [head, ["7", "是", "71", "是"], ["7", "", "72", "否"], ["8", "", "81", "不详"]]
    assert noted(read(tmp_path, rows, WITH_MEMBERS), codes.ONLY_YES) == []
    rows = [head, ["7", "是", "71", "是"], ["7", "", "72", ""], ["8", "", "81", ""]]
    assert noted(read(tmp_path, rows, WITH_MEMBERS), codes.ONLY_YES) == [
        "第 B 列（已脱贫户）只有“是”和空白：1 处空白按“未知”读取，不按“否”读取",
        "第 D 列（务工）只有“是”和空白：2 处空白按“未知”读取，不按“否”读取",
    ]


def test_numbers_in_a_text_column_are_worth_a_note(tmp_path: Path) -> None:
    ledger = read(tmp_path, [["户编号", "家庭人口"], [1001.0, 1.0], ["0012", 1.0]])
    assert [record.key for record in ledger.records] == ["1001", "0012"]
    assert noted(ledger, codes.NUMBERS_AS_TEXT) == [
        "第 A 列（户编号）应为文本，其中 1 格是数字：开头的 0 可能已经丢失"
    ]


def test_a_key_that_lost_its_digits_is_no_key(tmp_path: Path) -> None:
    ledger = read(tmp_path, [["户编号", "家庭人口"], [511721199001011234.0, 1.0]])
    assert found(ledger) == [(2, "A", "PR740")]
    assert ledger.counts.rows_without_key == 1


def test_without_a_key_every_row_is_a_record(tmp_path: Path) -> None:
    ledger = read(tmp_path, [["家庭人口"], [1.0], [2.0], ["许多"]], make_ruleset(key=None))
    assert [record.key for record in ledger.records] == ["2", "3"]
    assert [reject.key for reject in ledger.rejects] == ["4"]


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    rows = [["户编号"], *([str(number)] for number in range(1200))]
    path = tmp_path / "ledger.csv"
    path.write_text("\n".join(row[0] for row in rows), encoding="utf-8")
    read_ledger(path, PLAIN, progress=lambda done, total: told.append((done, total)))
    assert told == [(500, 1201), (1000, 1201), (1201, 1201)]


def test_faults_found_later_are_placed_in_the_file(tmp_path: Path) -> None:
    rows = [HEAD, ["7", "71", 2.0, 100.0], ["7", "72", 2.0, 100.0, "", "1980-01-01"]]
    ledger = read(tmp_path, rows, WITH_MEMBERS)
    faults = [
        Fault.of(codes.NOT_A_DATE, "members[1].birth_date", cell="1980-01-01"),
        Fault.of(codes.NOT_A_NUMBER, "wage_income", cell="100", clauses=("二（一）",)),
    ]
    rejects = ledger.reject(ledger.records[0], faults)
    assert [(r.row, r.column, r.header, r.cell) for r in rejects] == [
        (3, "F", "出生日期", "1980-01-01"),
        (2, "D", "工资性收入", "100"),
    ]
    whole = ledger.reject(
        ledger.records[0], [Fault.of(codes.NOT_TEXT, "", cell="", kind="", kind_zh="")]
    )
    assert [(r.row, r.column, r.code) for r in whole] == [(2, "", "PR741"), (3, "", "PR724")]


CELL = st.one_of(
    st.sampled_from(["", "是", "否", "7", "8", "71", "合计", "注：", "1.2万", "因病", "#N/A", "1"]),
    st.text(max_size=4),
    st.integers(0, 20).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.dates(min_value=date(1950, 1, 1), max_value=date(2030, 1, 1)),
)
SHEETS = st.lists(st.lists(CELL, max_size=6), max_size=12)


def _read_rows(rows: list[list[Any]], ruleset: Ruleset) -> Ledger:
    from povertyrules.ledgers.grid import Grid
    from povertyrules.ledgers.header import find_block, read_header
    from povertyrules.ledgers.headings import Headings
    from povertyrules.ledgers.households import Assembler
    from povertyrules.ledgers.layout import lay_out
    from povertyrules.ledgers.rows import RowReader

    headings = Headings(ruleset)
    grid = Grid("表", [HEAD, *rows])
    block = find_block(grid, headings)
    assert block is not None
    header = read_header(grid, block, headings)
    layout = lay_out(header, ruleset)
    reader = RowReader(grid, header, layout)
    assembler = Assembler("表", layout, ruleset)
    assembler.assemble(list(reader.read(None)))
    return Ledger(
        "表.xlsx", "表", "农户", assembler.records, assembler.rejects, header.mapping,
        rows_left_out=len(reader.left_out),
    )  # fmt: skip


@pytest.mark.parametrize("ruleset", [PLAIN, WITH_MEMBERS], ids=["plain", "members"])
@given(rows=SHEETS)
@settings(max_examples=200)
def test_every_row_is_in_a_record_or_in_a_reject(ruleset: Ruleset, rows: list[list[Any]]) -> None:
    ledger = _read_rows(rows, ruleset)
    filled = {
        number
        for number, row in enumerate(rows, 2)
        if not all(isinstance(cell, str) and not cell.strip() for cell in row)
    }
    recorded = [row for record in ledger.records for row in record.provenance.rows]
    rejected = {reject.row for reject in ledger.rejects}
    assert len(recorded) == len(set(recorded))
    assert not rejected & set(recorded)
    assert len(filled) == len(recorded) + len(rejected) + ledger.rows_left_out
    assert rejected | set(recorded) <= filled
    assert ledger.counts.rows_read == ledger.counts.rows_in_records + ledger.counts.rows_rejected
