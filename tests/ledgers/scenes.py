"""For every code of ledgers, a file that brings it up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any
from unittest.mock import patch

import xlsxwriter

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers import Ledger, ResultRow, read_ledger, write_results, write_workbook
from povertyrules.model.ruleset import Ruleset
from tests.ledgers.building import (
    GRADED,
    PLAIN,
    WITH_JOBS,
    WITH_MEMBER_OUTCOME,
    WITH_MEMBERS,
    make_ruleset,
    sheets,
    workbook,
)

Scene = Callable[[Path], Ledger]


def faults(scene: Scene, folder: Path) -> Iterator[Fault]:
    """Everything that is said about the scene's file."""
    try:
        ledger = scene(folder)
    except InvalidLedger as error:
        yield error.fault
        return
    yield from (reject.fault for reject in ledger.rejects)
    yield from ledger.notes
    for record in ledger.records:
        yield from record.provenance.notes


def _rows(*rows: list[Any], ruleset: Ruleset = PLAIN) -> Scene:
    return lambda folder: read_ledger(workbook(folder / "台账.xlsx", rows), ruleset)


def _cell(heading: str, cell: Any) -> Scene:
    return _rows(["户编号", heading], ["7", cell])


def _file(name: str, data: str | bytes) -> Scene:
    def scene(folder: Path) -> Ledger:
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return read_ledger(folder / name, PLAIN)

    return scene


def _lines(*lines: str) -> Scene:
    return _file("台账.jsonl", "\n".join(lines))


def _sheets(sheet: str | None) -> Scene:
    table = [["户编号", "家庭人口"], ["7", 1.0]]

    def scene(folder: Path) -> Ledger:
        path = sheets(folder / "台账.xlsx", {"三月": table, "四月": table})
        return read_ledger(path, PLAIN, sheet=sheet)

    return scene


def _stray_cell(folder: Path) -> Ledger:
    with xlsxwriter.Workbook(str(folder / "台账.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "户编号")
        sheet.write_string(1_048_575, 99, "x")
    return read_ledger(folder / "台账.xlsx", PLAIN)


def _unsaved_formula(folder: Path) -> Ledger:
    with xlsxwriter.Workbook(str(folder / "台账.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["户编号", "家庭人口"])
        sheet.write_row(1, 0, ["7"])
        sheet.write_formula(1, 1, "=1+1", None, "")
    return read_ledger(folder / "台账.xlsx", PLAIN)


def _sheet_of_csv(folder: Path) -> Ledger:
    (folder / "台账.csv").write_text("户编号\n7\n", encoding="utf-8")
    return read_ledger(folder / "台账.csv", PLAIN, sheet="三月")


def _shown_otherwise(folder: Path) -> Ledger:
    with xlsxwriter.Workbook(str(folder / "台账.xlsx")) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["户编号", "工资性收入"])
        sheet.write_string(1, 0, "7")
        sheet.write_number(1, 1, 1.2, book.add_format({"num_format": '0.00"万元"'}))
    return read_ledger(folder / "台账.xlsx", PLAIN)


def _merged(folder: Path) -> Ledger:
    rows = [["户编号", "工资性收入"], ["7", 9000.0], ["8", ""]]
    return read_ledger(workbook(folder / "台账.xlsx", rows, merges=[(1, 1, 2, 1)]), PLAIN)


def _overwriting(folder: Path) -> Ledger:
    ledger = _cell("家庭人口", 1.0)(folder)
    write_results(ledger.path, [], ruleset=PLAIN, as_of=date(2020, 4, 20), ledger=ledger)
    return ledger


def _too_long(folder: Path) -> Ledger:
    ledger = _rows(["户编号"], ["7"], ["8"])(folder)
    results = [ResultRow(record.key) for record in ledger.records]
    with patch.object(write_workbook, "MAX_ROWS", 2):
        write_results(
            folder / "结果.xlsx", results, ruleset=PLAIN, as_of=date(2020, 4, 20), ledger=ledger
        )
    return ledger


SCENES: list[tuple[Code, Scene]] = [
    (codes.UNREADABLE_FILE, _file("台账.xlsx", b"PK")),
    (codes.UNKNOWN_FORMAT, _file("台账.pdf", b"")),
    (codes.UNKNOWN_SHEET, _sheets("五月")),
    (codes.SEVERAL_SHEETS, _sheets(None)),
    (codes.NO_HEADER, _rows(["甲", "乙"])),
    (codes.NO_KEY_COLUMN, _rows(["户编码号", "家庭人口"], ["7", 1.0])),
    (codes.TWO_COLUMNS, _rows(["户编号", "人数", "家庭人口"], ["7", 1.0, 1.0])),
    (
        codes.AMBIGUOUS_HEADING,
        _rows(["户编号", "务工（次）"], ["7"], ruleset=make_ruleset(members=True, twins=True)),
    ),
    (codes.UNKNOWN_ENCODING, _file("台账.csv", "户编号\n".encode() + b"\xff\xff")),
    (codes.TOO_LARGE, _stray_cell),
    (
        codes.TOO_MANY_LEVELS,
        _rows(["户编号", "人编号", "务工时间（月）"], ["7", "71", 3.0], ruleset=WITH_JOBS),
    ),
    (codes.OUTPUT_IS_INPUT, _overwriting),
    (codes.OUTPUT_TOO_LONG, _too_long),
    (codes.HEADING_UNIT, _cell("工资性收入（万元）", 2.0)),
    (codes.HEADING_PERIOD, _cell("工资性收入(2019年)", 2.0)),
    (codes.TABLE_UNIT, _rows(["单位：万元"], ["户编号", "工资性收入"], ["7", 2.0])),
    (codes.EMPTY_FILE, _file("台账.csv", "\n")),
    (codes.NO_SHEETS, _sheet_of_csv),
    (codes.ROW_WITHOUT_KEY, _rows(["户编号", "家庭人口"], ["", 1.0], ["7", 1.0])),
    (codes.CONTRADICTION_IN_HOUSEHOLD, _rows(["户编号", "已脱贫户"], ["7", "是"], ["7", "否"])),
    (
        codes.SAME_ITEM_TWICE,
        _rows(["户编号", "人编号"], ["7", "71"], ["7", "71"], ruleset=WITH_MEMBERS),
    ),
    (codes.GOES_WITH_HOUSEHOLD, _rows(["户编号", "已脱贫户"], ["7", "是"], ["7", "不详"])),
    (codes.ROW_TOO_LONG, _file("台账.csv", "户编号,工资性收入\n7,12,000.00\n")),
    (codes.CELL_ERROR, _cell("工资性收入", "#REF!")),
    (codes.FORMULA_WITHOUT_VALUE, _unsaved_formula),
    (codes.NOT_A_NUMBER, _cell("工资性收入", "约8000")),
    (codes.ABBREVIATED_NUMBER, _cell("工资性收入", "1.2万")),
    (codes.TOO_MANY_DECIMALS, _cell("工资性收入", 4800.005)),
    (codes.NOT_YES_OR_NO, _cell("有返贫风险", "待定")),
    (codes.NOT_A_DATE, _cell("调查日期", "2020-02-31")),
    (codes.NOT_A_MONTH, _cell("识别监测时间", 2020.4)),
    (codes.NOT_A_CHOICE, _cell("致贫/返贫风险1", "丰收")),
    (codes.LOST_DIGITS, _rows(["户编号"], [511721199001011234.0])),
    (codes.NOT_TEXT, _cell("备注说明", date(2020, 1, 2))),
    (codes.AMBIGUOUS_CHOICE, _rows(["户编号", "等级"], ["7", "a*"], ruleset=GRADED)),
    (codes.MERGED_CELLS, _merged),
    (codes.SHOWN_OTHERWISE, _shown_otherwise),
    (codes.BAD_JSON, _lines('{"household_id": "7"')),
    (codes.JSON_KEY_TWICE, _lines('{"household_id": "7", "household_id": "8"}')),
    (codes.JSON_NOT_A_RECORD, _lines("[7]")),
    (codes.FACT_GIVEN_TWICE, _lines('{"household_id": "7", "人数": 1, "家庭人口": 1}')),
    (codes.RECORD_TWICE, _lines('{"household_id": "7"}', '{"household_id": "7"}')),
    (codes.ENCODING_NOTE, _file("台账.csv", "户编号\n7\n".encode("gb18030"))),
    (codes.ROW_LEFT_OUT, _rows(["户编号", "家庭人口"], ["7", 1.0], ["合计", 1.0])),
    (codes.ONLY_YES, _rows(["户编号", "已脱贫户"], ["7", "√"], ["8", ""])),
    (codes.NUMBERS_AS_TEXT, _rows(["户编号", "家庭人口"], [7.0, 1.0])),
    (codes.COLLECTION_NOT_GIVEN, _rows(["户编号"], ["7"], ruleset=WITH_MEMBER_OUTCOME)),
    (codes.SHEETS_NOT_READ, _sheets("四月")),
    (codes.SOME_ROWS_BLANK, _rows(["户编号", "家庭人口"], ["7", ""], ["7", 2.0])),
    (codes.ROWS_APART, _rows(["户编号", "家庭人口"], ["7", 1.0], ["8", 1.0], ["7", 1.0])),
    (
        codes.BLANK_ITEM,
        _rows(["户编号", "人编号"], ["7", "71"], ["7", ""], ruleset=WITH_MEMBERS),
    ),
    (
        codes.HEADING_UNDER_GROUPS,
        _rows(
            ["户编号", "识别时", "消除时"],
            ["", "转移性收入", "转移性收入"],
            ["7", 1.0, 2.0],
        ),
    ),
    (codes.NEAR_HEADING, _cell("工资性收人", 1.0)),
    (codes.UNUSED_COLUMNS, _cell("序号", 1.0)),
    (codes.NO_ROWS, _rows(["户编号", "家庭人口"])),
]
