"""Results as an .xlsx workbook. Every text is written as text, never as a formula."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import InvalidLedger, MissingExtra
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers.results import ResultRow, Tally
from povertyrules.ledgers.tables import Table, Tables, Value

if TYPE_CHECKING:
    from xlsxwriter import Workbook

MAX_ROWS = 1_048_576
MAX_TEXT = 32_767
CUT = "…"
_A3 = 8
WRAPPED = 24
"""Columns at least so wide hold sentences, which are wrapped."""
READABLE = 300
"""So many characters still print on a landscape A3 page at about 70 %."""
FLOWING_SCALE = 80
LINE_HEIGHT = 15
MAX_LINES = 20


def write_workbook(path: Path, results: Iterable[ResultRow], tables: Tables, tally: Tally) -> None:
    """Write all sheets. Raises `InvalidLedger` if there are more rows than a sheet has."""
    try:
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import FileCreateError
    except ImportError as error:
        raise MissingExtra("writing .xlsx files", "ledgers") from error
    try:
        _write(Workbook(str(path), {"constant_memory": True}), results, tables, tally)
    except FileCreateError as error:
        raise error.args[0] from None  # the library has put the error of the system in it


def _write(workbook: Workbook, results: Iterable[ResultRow], tables: Tables, tally: Tally) -> None:
    with workbook as book:
        style = Styles(book, tables.marked)
        result_sheet = StyledSheet(book, style, tables.results(), frozen=1)
        item_sheet = (
            StyledSheet(book, style, tables.items(), frozen=1) if tables.has_items else None
        )
        reject_sheet = StyledSheet(book, style, tables.rejects(), frozen=3)
        count_sheet = StyledSheet(book, style, tables.counts())
        mapping_sheet = StyledSheet(book, style, tables.mapping())
        for result in results:
            tally.add(result)
            if not result.rejected:
                result_sheet.add(tables.result(result))
            if item_sheet is not None:
                item_sheet.extend(tables.item(result, item) for item in result.items)
        tally.close()
        reject_sheet.extend(map(tables.reject, tally.rejects))
        count_sheet.extend(tables.count_rows(tally))
        mapping_sheet.extend(tables.mapping_rows())
        for sheet in (result_sheet, item_sheet, reject_sheet, count_sheet, mapping_sheet):
            if sheet is not None:
                sheet.close()


class Styles:
    """The formats of one workbook; `marked` are the two words of statuses that are coloured."""

    def __init__(self, book: Workbook, marked: tuple[str, str]) -> None:
        common = {"valign": "top", "border": 1, "border_color": "#D9D9D9"}
        head = {"bold": True, "bg_color": "#DDEBF7", "text_wrap": True, "valign": "vcenter"}
        self.head = book.add_format({**common, **head})
        self.text = book.add_format({**common, "num_format": "@"})
        self.sentence = book.add_format({**common, "num_format": "@", "text_wrap": True})
        self.number = book.add_format({**common, "num_format": "0"})
        holds = book.add_format({"bold": True, "bg_color": "#E2EFDA"})
        unknown = book.add_format({"italic": True, "bg_color": "#FFF2CC"})
        self.marks = list(zip(marked, (holds, unknown), strict=True))


class StyledSheet:
    """One sheet, written row by row. `frozen` columns stay in view, the heading always."""

    def __init__(self, book: Workbook, style: Styles, table: Table, frozen: int = 0) -> None:
        self._sheet: Any = book.add_worksheet(table.name)
        self._style = style
        self._table = table
        self._next = 1
        self._formats = [style.sentence if w >= WRAPPED else style.text for w in table.widths]
        self._sheet.freeze_panes(1, frozen)
        self._sheet.set_landscape()
        self._sheet.set_paper(_A3)
        self._fit(sum(table.widths), frozen)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.5)
        self._sheet.repeat_rows(0)
        for column, width in enumerate(table.widths):
            self._sheet.set_column(column, column, width)
        self._sheet.set_row(0, 32)
        for column, heading in enumerate(table.headings):
            self._sheet.write_string(0, column, heading, style.head)

    def _fit(self, width: int, kept: int) -> None:
        """Print on one page's width where that stays readable; else let the columns flow over
        several pages, each with the heading and what is kept in view."""
        if width <= READABLE:
            self._sheet.fit_to_pages(1, 0)
        else:
            self._sheet.set_print_scale(FLOWING_SCALE)
            self._sheet.repeat_columns(0, max(kept - 1, 0))

    def add(self, row: Sequence[Value]) -> None:
        if self._next >= MAX_ROWS:
            raise InvalidLedger(Fault.of(codes.OUTPUT_TOO_LONG, "", rows=MAX_ROWS))
        self._sheet.set_row(self._next, LINE_HEIGHT * self._lines(row))
        for column, value in enumerate(row):
            if isinstance(value, int):
                self._sheet.write_number(self._next, column, value, self._style.number)
            elif not value:
                self._sheet.write_blank(self._next, column, None, self._formats[column])
            else:
                self._sheet.write_string(self._next, column, _cut(value), self._formats[column])
        self._next += 1

    def _lines(self, row: Sequence[Value]) -> int:
        """How many lines the row needs: not every program works that out on opening."""
        needed = [
            -(-_width(value) // (width - 1))
            for value, width in zip(row, self._table.widths, strict=True)
            if width >= WRAPPED and isinstance(value, str)
        ]
        return min(MAX_LINES, max(needed, default=1) or 1)

    def extend(self, rows: Iterable[Sequence[Value]]) -> None:
        for row in rows:
            self.add(row)

    def close(self) -> None:
        last = max(1, self._next - 1)
        self._sheet.autofilter(0, 0, last, len(self._table.headings) - 1)
        for word, mark in self._style.marks if self._table.statuses else ():
            columns = self._table.statuses
            rule = {"type": "cell", "criteria": "==", "value": f'"{word}"', "format": mark}
            self._sheet.conditional_format(1, columns[0], last, columns[-1], rule)


def _width(text: str) -> int:
    """About how many narrow characters a text takes: a Chinese one takes two."""
    return len(text.encode("gb18030", "replace"))


def _cut(text: str) -> str:
    """A text that a cell can hold: a longer one would silently become a blank cell."""
    return text if len(text) <= MAX_TEXT else text[: MAX_TEXT - 1] + CUT
