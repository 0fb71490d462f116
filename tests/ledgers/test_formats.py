"""Every kind of file, and what is wrong with files as a whole."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from zipfile import ZipFile

import pytest
import xlsxwriter

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.ledgers import Ledger, read_ledger, xml_parts
from tests.ledgers import ods
from tests.ledgers.building import PLAIN, WITH_JOBS, found, noted, workbook

FILES = Path(__file__).parent / "files"
TABLE = '户编号,家庭人口,工资性收入\n7,2,"12,000.00"\n8,1,4800.05\n'


def refused(path: Path) -> Code:
    with pytest.raises(InvalidLedger) as caught:
        read_ledger(path, PLAIN)
    assert str(caught.value) == caught.value.fault.to_text()
    return caught.value.fault.code


def saved(tmp_path: Path, data: bytes | str, name: str = "ledger.csv") -> Path:
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def incomes(ledger: Ledger) -> list[object]:
    return [record.data.get("wage_income") for record in ledger.records]


# CSV


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", []),
        ("utf-8-sig", []),
        ("gb18030", ["文件按 GB18030 编码读取"]),
        ("utf-16", ["文件按 UTF-16 编码读取"]),
    ],
)
def test_encodings_of_csv(tmp_path: Path, encoding: str, said: list[str]) -> None:
    ledger = read_ledger(saved(tmp_path, TABLE.encode(encoding)), PLAIN)
    assert incomes(ledger) == [12000, "4800.05"]
    assert noted(ledger, codes.ENCODING_NOTE) == said


def test_an_unknown_encoding_names_the_byte(tmp_path: Path) -> None:
    path = saved(tmp_path, TABLE.encode() + b"\xff\xff\n")
    with pytest.raises(InvalidLedger, match=r"neither UTF-8 nor GB18030 text \(byte \d+\)"):
        read_ledger(path, PLAIN)


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_the_separator_is_found_by_the_heading(tmp_path: Path, separator: str) -> None:
    head = separator.join(("户编号", "家庭人口", "工资性收入"))
    text = f'某镇,台账;样例\n{head}\n7{separator}2{separator}"1,200"\n'
    assert incomes(read_ledger(saved(tmp_path, text), PLAIN)) == [1200]


def test_an_amount_without_quotes_shifts_its_row_which_is_refused(tmp_path: Path) -> None:
    ledger = read_ledger(saved(tmp_path, "户编号,工资性收入\n7,12,000.00\n8,5\n"), PLAIN)
    assert found(ledger) == [(2, "", "PR725")]
    assert [record.key for record in ledger.records] == ["8"]


def test_row_numbers_of_csv_are_those_a_spreadsheet_shows(tmp_path: Path) -> None:
    text = '户编号,备注说明,家庭人口\n7,"两\n行",1\n\n8,,许多\n'
    assert found(read_ledger(saved(tmp_path, text), PLAIN)) == [(4, "C", "PR733")]


def test_protected_numbers_are_text(tmp_path: Path) -> None:
    text = '户编号,家庭人口\n="0012",1\n511721199001011234\t,2\n'
    ledger = read_ledger(saved(tmp_path, text), PLAIN)
    assert [record.key for record in ledger.records] == ["0012", "511721199001011234"]


def test_an_open_quote_is_refused(tmp_path: Path) -> None:
    assert refused(saved(tmp_path, '户编号,备注说明\n7,"没有结束\n')) is codes.UNREADABLE_FILE


# Workbooks


def test_errors_and_unsaved_formulas_are_no_blanks(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("台账")
        sheet.write_row(0, 0, ["户编号", "家庭人口", "工资性收入", "转移性收入", "备注说明"])
        for row in range(1, 5):
            sheet.write_string(row, 0, str(row))
        sheet.write_formula(1, 2, "=NA()", None, "#N/A")
        sheet.write_formula(2, 2, "=A1+1", None, "")
        sheet.write_formula(3, 2, "=1+1", None, 2)
        sheet.write_formula(4, 4, '=""', None, "")
        sheet.write_formula(3, 3, "=1/0", None, "#DIV/0!")
    ledger = read_ledger(path, PLAIN)
    assert [(r.row, r.column, r.code, r.cell) for r in ledger.rejects] == [
        (2, "C", "PR731", "#N/A"),
        (3, "C", "PR732", ""),
        (4, "D", "PR731", "#DIV/0!"),
        (5, "E", "PR732", ""),
    ]


def test_a_formula_that_comes_to_an_empty_text_is_a_blank(tmp_path: Path) -> None:
    path = workbook(tmp_path / "ledger.xlsx", [["户编号", "备注说明"], ["7", "x"]])
    empty = b'<c r="B2" t="str"><f>""</f><v></v></c>'
    ledger = read_ledger(_patched(path, b'<c r="B2" t="s"><v>3</v></c>', empty), PLAIN)
    assert ledger.records[0].data == {"household_id": "7"}


def test_other_programs_write_prefixes_and_single_quotes(tmp_path: Path) -> None:
    path = workbook(tmp_path / "ledger.xlsx", [["户编号", "工资性收入"], ["7", 5.0]])
    cell = b"<c r='B2' t='e'><f>NA()</f><v>#N/A</v></c>"
    ledger = read_ledger(_patched(path, b'<c r="B2"><v>5</v></c>', cell), PLAIN)
    assert [(r.column, r.cell) for r in ledger.rejects] == [("B", "#N/A")]


def _patched(path: Path, old: bytes, new: bytes) -> Path:
    """The same workbook with a piece of its first sheet changed."""
    target = path.with_name("patched.xlsx")
    with ZipFile(path) as source, ZipFile(target, "w") as copy:
        for name in source.namelist():
            data = source.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old in data
                data = data.replace(old, new)
            copy.writestr(name, data)
    return target


def test_a_stray_cell_far_away_does_not_exhaust_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_string(0, 0, "户编号")
        sheet.write_string(1_048_575, 16_383, "x")
    with pytest.raises(InvalidLedger, match="1048576 rows × 16384 columns"):
        read_ledger(path, PLAIN)


def test_styled_blanks_far_away_are_nothing(tmp_path: Path) -> None:
    path = tmp_path / "ledger.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ["户编号", "7"])
        sheet.write_blank(1_048_575, 16_383, None, book.add_format({"bold": True}))
    assert len(read_ledger(path, PLAIN).records) == 1


def test_a_file_that_unpacks_to_too_much(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = workbook(tmp_path / "ledger.xlsx", [["户编号"], ["7"]])
    monkeypatch.setattr(xml_parts, "MAX_BYTES", 1 << 10)
    assert refused(path) is codes.TOO_LARGE


def test_xls() -> None:
    ledger = read_ledger(FILES / "ledger.xls", PLAIN)
    assert ledger.records[0].data == {
        "household_id": "1001",
        "household_size": 4,
        "wage_income": "4800.05",
        "lifted_out": True,
        "surveyed": "2020-04-16",
    }
    assert [(r.row, r.column, r.key, r.code, r.cell) for r in ledger.rejects] == [
        (3, "C", "1002", "PR731", "#N/A"),
        (4, "D", "1003", "PR731", "#DIV/0!"),
        (5, "", "1003", "PR724", ""),
    ]


def test_ods(tmp_path: Path) -> None:
    rows = [
        [ods.text("户编号"), ods.text("家庭人口"), ods.text("备注说明"), ods.text("工资性收入")],
        [ods.text("7"), ods.number("2"), ods.blanks(1), ods.number("4800.05")],
        [ods.text("8"), ods.blanks(2), ods.error("#DIV/0!")],
        [ods.text("9"), ods.blanks(2), ods.FORMULA_WITHOUT_VALUE],
    ]
    ledger = read_ledger(ods.write(tmp_path / "ledger.ods", rows), PLAIN)
    assert ledger.records[0].data == {
        "household_id": "7",
        "household_size": 2,
        "wage_income": "4800.05",
    }
    assert [(r.row, r.column, r.code, r.cell) for r in ledger.rejects] == [
        (3, "D", "PR731", "#DIV/0!"),
        (4, "D", "PR732", ""),
    ]


def test_a_hostile_ods_is_refused_before_it_is_read(tmp_path: Path) -> None:
    cell = ods.text("x").replace(
        "<table:table-cell ", '<table:table-cell table:number-columns-repeated="16384" '
    )
    rows = [[cell]] * 3000
    assert refused(ods.write(tmp_path / "ledger.ods", rows)) is codes.TOO_LARGE


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("ledger.xlsx", b"not a workbook", codes.UNREADABLE_FILE),
        ("ledger.xls", b"not a workbook", codes.UNREADABLE_FILE),
        ("ledger.ods", b"not a workbook", codes.UNREADABLE_FILE),
        ("ledger.xlsx", b"", codes.EMPTY_FILE),
        ("ledger.csv", b"", codes.EMPTY_FILE),
        ("ledger.pdf", b"", codes.UNKNOWN_FORMAT),
        ("ledger", b"", codes.UNKNOWN_FORMAT),
    ],
)
def test_files_that_are_no_ledgers(tmp_path: Path, name: str, data: bytes, code: Code) -> None:
    assert refused(saved(tmp_path, data, name)) is code


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.xls", b"<html><table><tr><td>1</td></tr></table>", "网页（HTML）"),
        ("a.xlsx", b"\xef\xbb\xbf\n<TABLE border=1>", "网页（HTML）"),
        ("a.csv", b"<!DOCTYPE html>\n", "网页（HTML）"),
        ("a.xls", "户编号,家庭人口\n7,1\n".encode("gb18030"), "请把后缀改为 .csv"),
        ("a.xlsx", "户编号\t家庭人口\n".encode("utf-16"), "纯文本"),
        ("a.ods", None, "请把后缀改为 .xlsx"),
        ("a.xls", None, "其实是.xlsx 工作簿"),
        ("a.csv", None, "其实是.xlsx 工作簿"),
        ("a.csv", b"", "是空文件"),
        ("a.xlsx", b"", "是空文件"),
        ("a.txt", b"\xef\xbb\xbf\r\n", "是空文件"),
    ],
)
def test_a_file_of_another_kind_is_called_what_it_is(
    tmp_path: Path, name: str, data: bytes | None, said: str
) -> None:
    if data is None:
        data = workbook(tmp_path / "real.xlsx", [["户编号"], ["7"]]).read_bytes()
    with pytest.raises(InvalidLedger) as caught:
        read_ledger(saved(tmp_path, data, name), PLAIN)
    assert said in caught.value.fault.message("zh")


def test_a_heading_without_rows_is_said(tmp_path: Path) -> None:
    ledger = read_ledger(saved(tmp_path, "户编号,家庭人口\n"), PLAIN)
    assert noted(ledger, codes.NO_ROWS) == ["表头（第 1 行）下面没有数据行"]


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "none.xlsx") is codes.UNREADABLE_FILE
    (tmp_path / "folder.csv").mkdir()
    assert refused(tmp_path / "folder.csv") is codes.UNREADABLE_FILE


def test_dates_of_a_workbook(tmp_path: Path) -> None:
    rows = [["户编号", "调查日期", "识别监测时间"], ["7", date(2020, 4, 16), date(2020, 4, 1)]]
    data = read_ledger(workbook(tmp_path / "ledger.xlsx", rows), PLAIN).records[0].data
    assert (data["surveyed"], data["identified"]) == ("2020-04-16", "2020-04")


# JSON Lines


def lines(tmp_path: Path, *records: str) -> Ledger:
    return read_ledger(saved(tmp_path, "\n".join(records), "ledger.jsonl"), WITH_JOBS)


def test_json_lines_carry_any_nesting_and_exact_numbers(tmp_path: Path) -> None:
    record = (
        '{"户编号": "7", "wage_income": 4800.050, "members": '
        '[{"人编号": "71", "jobs": [{"务工时间（月）": 3}]}, {}], "risks": ["因病"], "x": 1e400}'
    )
    ledger = lines(tmp_path, record, "", '{"household_id": 8}')
    assert ledger.records[0].data == {
        "household_id": "7",
        "wage_income": Decimal("4800.050"),
        "members": [{"person_id": "71", "jobs": [{"months": 3}]}, {}],
        "risks": ["因病"],
        "x": Decimal("1E+400"),
    }
    assert isinstance(ledger.records[0].data["wage_income"], Decimal)
    assert [(r.key, r.provenance.rows) for r in ledger.records] == [("7", (1,)), ("8", (3,))]
    assert {c.header: c.fact for c in ledger.mapping} == {
        "户编号": "household_id", "wage_income": "wage_income", "人编号": "person_id",
        "务工时间（月）": "months", "risks": "risks", "x": None, "household_id": "household_id",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("{", codes.BAD_JSON),
        ("{'household_id': 1}", codes.BAD_JSON),
        ('{"household_id": "7", "wage_income": NaN}', codes.BAD_JSON),
        ('{"household_id": "7", "wage_income": -Infinity}', codes.BAD_JSON),
        ("[" * 100_000, codes.BAD_JSON),
        ('{"household_id": "7", "wage_income": ' + "9" * 5000 + "}", codes.BAD_JSON),
        ('{"household_id": "\\ud800"}', codes.BAD_JSON),
        ('{"household_id": "7", "a": 1, "a": 1}', codes.JSON_KEY_TWICE),
        ('{"household_id": "7", "members": [{"b": 1, "b": 2}]}', codes.JSON_KEY_TWICE),
        ("[]", codes.JSON_NOT_A_RECORD),
        ('"7"', codes.JSON_NOT_A_RECORD),
        ("7", codes.JSON_NOT_A_RECORD),
        ("null", codes.JSON_NOT_A_RECORD),
        ('{"wage_income": 1}', codes.ROW_WITHOUT_KEY),
        ('{"household_id": ""}', codes.ROW_WITHOUT_KEY),
        ('{"household_id": true}', codes.ROW_WITHOUT_KEY),
        ('{"household_id": "7", "人数": 1, "家庭人口": 2}', codes.FACT_GIVEN_TWICE),
    ],
)
def test_lines_that_are_refused(tmp_path: Path, line: str, code: Code) -> None:
    ledger = lines(tmp_path, '{"household_id": "1"}', line, '{"household_id": "2"}')
    assert [record.key for record in ledger.records] == ["1", "2"]
    assert [(reject.row, reject.fault.code) for reject in ledger.rejects] == [(2, code)]
    assert len(ledger.rejects[0].cell) <= 80


def test_two_lines_of_one_household_are_both_rejected(tmp_path: Path) -> None:
    ledger = lines(tmp_path, '{"household_id": "1"}', '{"household_id": "2"}', '{"户编号": "1"}')
    assert [record.key for record in ledger.records] == ["2"]
    assert [(r.row, r.key, r.reason()) for r in ledger.rejects] == [
        (1, "1", "1 在第 3 行也出现"),
        (3, "1", "1 在第 1 行也出现"),
    ]
    assert ledger.counts.records_rejected == 1


def test_json_lines_must_be_utf_8(tmp_path: Path) -> None:
    path = saved(tmp_path, '{"户编号": "1"}'.encode("gb18030"), "ledger.jsonl")
    assert refused(path) is codes.UNREADABLE_FILE
