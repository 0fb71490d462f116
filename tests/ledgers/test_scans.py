"""What calamine hides: numbers shown as others, and what hostile XML must not do."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import xlsxwriter

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.ledgers import Ledger, read_ledger
from povertyrules.ledgers.formats import shows_another
from povertyrules.ledgers.old_workbook import OldWorkbook
from tests.ledgers import ods
from tests.ledgers.building import PLAIN, WITH_MEMBERS, found, workbook

FILES = Path(__file__).parent / "files"


def formatted(path: Path, *cells: tuple[float, str]) -> Ledger:
    """A ledger with one household for each amount, shown in a number format."""
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["户编号", "工资性收入", "序号"])
        for row, (amount, code) in enumerate(cells, 1):
            sheet.write_string(row, 0, str(row))
            sheet.write_number(row, 1, amount, book.add_format({"num_format": code}))
            sheet.write_number(row, 2, amount, book.add_format({"num_format": code}))
    return read_ledger(path, PLAIN)


@pytest.mark.parametrize(
    "code",
    [
        '0.00"万元"', "0%", "0.00%", "0.0,", "#,##0,,", '0!.0,"万"', r"0.0\万", '0.00"亿"', "0千",
        '[>=10000]0.0,"K";0', '0"w"', '[Red]0.00"百元"', '_ * #,##0.00"A_万"_ ', '0.0"‰"',
    ],
)  # fmt: skip
def test_a_format_that_shows_another_number(code: str) -> None:
    assert shows_another(code)


@pytest.mark.parametrize(
    "code",
    [
        "General", "@", "0.00", "#,##0.00", "#,##0", '0.00"元"', '"¥"#,##0.00', "yyyy-mm-dd",
        '_ "¥"* #,##0.00_ ;_ "¥"* \\-#,##0.00_ ;_ "¥"* "-"??_ ;_ @_ ', "[Black]0", "[Yellow]0.00",
        "0_w", "0*k", 'yyyy"年"m"月"', "[DBNum1][$-804]General", "#,##0.00_);(#,##0.00)", '0"kg"',
    ],
)  # fmt: skip
def test_a_format_that_shows_the_number_itself(code: str) -> None:
    assert not shows_another(code)


def test_a_number_that_is_shown_as_another_rejects_its_row(tmp_path: Path) -> None:
    ledger = formatted(
        tmp_path / "a.xlsx", (1.2, '0.00"万元"'), (0.5, "0%"), (12000.0, "#,##0.00"), (5.0, "0.0,")
    )
    assert [(r.row, r.column, r.code, r.cell) for r in ledger.rejects] == [
        (2, "B", "PR744", "1.2"),
        (3, "B", "PR744", "0.5"),
        (5, "B", "PR744", "5"),
    ]
    assert ledger.records[0].data["wage_income"] == 12000
    assert ledger.rejects[0].reason() == (
        '单元格里存的是“1.2”，却显示为 0.00"万元"：填表人看到的是另一个数'
    )


def test_a_format_in_a_column_that_is_not_used_is_no_trouble(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["户编号", "增长率"])
        sheet.write_string(1, 0, "7")
        sheet.write_number(1, 1, 0.5, book.add_format({"num_format": "0%"}))
    assert read_ledger(path, PLAIN).rejects == []


def test_formats_of_old_workbooks(monkeypatch: pytest.MonkeyPatch) -> None:
    book = OldWorkbook(FILES / "ledger.xls")
    sheet = book._book.sheet_by_index(0)
    key = book._book.xf_list[sheet.cell(1, 2).xf_index].format_key
    monkeypatch.setattr(book._book.format_map[key], "format_str", '0.00"万元"')
    cell: Any = book.grid(book.sheets[0]).rows[1][2]
    assert (cell.code, cell.shown, cell.about) == (
        codes.SHOWN_OTHERWISE, "4800.05", '0.00"万元"',
    )  # fmt: skip


def _ods_number(value: str, text: str, kind: str = "float") -> str:
    cell = f'<table:table-cell office:value-type="{kind}" office:value="{value}">'
    note = "<office:annotation><text:p>9万</text:p></office:annotation>"
    return f"{cell}{note}<text:p>{text}</text:p></table:table-cell>"


def test_texts_of_ods_cells(tmp_path: Path) -> None:
    cells = [
        _ods_number("1.2", "1.20万元"),
        _ods_number("0.5", "50%", "percentage"),
        _ods_number("12000", "12"),
        _ods_number("12000.4", "12,000"),
        _ods_number("12000", "￥12,000.00", "currency"),
    ]
    rows = [[ods.text("户编号"), ods.text("工资性收入")]]
    rows += [[ods.text(str(number)), cell] for number, cell in enumerate(cells, 1)]
    ledger = read_ledger(ods.write(tmp_path / "a.ods", rows), PLAIN)
    assert found(ledger) == [(row, "B", "PR744") for row in (2, 3, 4)]
    assert ledger.rejects[0].fault.values["about"] == "1.20万元"


def test_merged_cells_of_ods(tmp_path: Path) -> None:
    merged = ods.number("9000").replace(
        "<table:table-cell ", '<table:table-cell table:number-rows-spanned="2" '
    )
    rows = [
        [ods.text("户编号"), ods.text("工资性收入")],
        [ods.text("7"), merged],
        [ods.text("8"), "<table:covered-table-cell/>"],
    ]
    ledger = read_ledger(ods.write(tmp_path / "a.ods", rows), PLAIN)
    assert found(ledger) == [(2, "B", "PR743"), (3, "B", "PR743")]


def _with_sheet(path: Path, old: bytes, new: bytes) -> Path:
    """A workbook of one amount, with a piece of its sheet changed."""
    source = workbook(path.with_name("source.xlsx"), [["户编号", "工资性收入"], ["7", 5.0]])
    with ZipFile(source) as archive, ZipFile(path, "w") as copy:
        for name in archive.namelist():
            data = archive.read(name)
            if name == "xl/worksheets/sheet1.xml":
                assert old in data
                data = data.replace(old, new)
            copy.writestr(name, data)
    return path


@pytest.mark.parametrize("piece", [b'<c t="e">', b'<c r="A1"><f>', b"<v>", b"<row r='1'>"])
def test_what_stands_in_comments_is_no_cell_and_takes_no_time(tmp_path: Path, piece: bytes) -> None:
    comment = b"<sheetData><!--" + piece * 50_000 + b'<c r="B2" t="e"><v>#N/A</v></c>-->'
    path = _with_sheet(tmp_path / "a.xlsx", b"<sheetData>", comment)
    start = time.process_time()
    ledger = read_ledger(path, PLAIN)
    assert time.process_time() - start < 2
    assert ledger.records[0].data["wage_income"] == 5


def test_many_troubled_cells_take_no_time(tmp_path: Path) -> None:
    cells = b"".join(b'<c r="B%d" t="e"><f>1' % (3 * i) + b"</f></c>" for i in range(1, 20_000))
    row = b"</row><row r='9'>" + cells + b"</row></sheetData>"
    path = _with_sheet(tmp_path / "a.xlsx", b"</row></sheetData>", row)
    start = time.process_time()
    read_ledger(path, WITH_MEMBERS)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(
    "prologue",
    [
        b'<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>',
        b'<!DOCTYPE a SYSTEM "file:///etc/hostname">',
    ],
)
def test_a_document_type_is_refused(tmp_path: Path, prologue: bytes) -> None:
    path = _with_sheet(tmp_path / "a.xlsx", b"<worksheet", prologue + b"<worksheet")
    with pytest.raises(InvalidLedger) as caught:
        read_ledger(path, PLAIN)
    assert caught.value.fault.code is codes.UNREADABLE_FILE


def test_a_sheet_that_is_no_xml_is_refused(tmp_path: Path) -> None:
    path = _with_sheet(tmp_path / "a.xlsx", b"</row>", b"")
    with pytest.raises(InvalidLedger, match="PR701"):
        read_ledger(path, PLAIN)


def test_cells_without_addresses_follow_each_other(tmp_path: Path) -> None:
    cell = b'<c t="e"><f>NA()</f><v>#N/A</v></c>'
    path = _with_sheet(tmp_path / "a.xlsx", b'<c r="B2"><v>5</v></c>', cell)
    assert [(r.column, r.cell) for r in read_ledger(path, PLAIN).rejects] == [("B", "#N/A")]
