"""Workbooks of Excel 97–2003 (.xls) as grids, through xlrd.

Not through calamine, which such a file, once damaged, can make abort the whole process.
"""

from __future__ import annotations

import os
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import MissingExtra
from povertyrules.ledgers.formats import shows_another
from povertyrules.ledgers.grid import Cell, Grid, Rectangle, Trouble
from povertyrules.ledgers.refusals import damaged
from povertyrules.ledgers.troubles import shown_otherwise

if TYPE_CHECKING:
    from xlrd import Book


class OldWorkbook:
    """An open .xls workbook. Raises `InvalidLedger` where the file cannot be read."""

    def __init__(self, path: Path) -> None:
        try:
            import xlrd
        except ImportError as error:
            raise MissingExtra("reading .xls files", "ledgers") from error
        with Path(os.devnull).open("w") as nowhere:
            try:
                # merged cells are only told along with the formats
                self._book: Book = xlrd.open_workbook(
                    str(path), formatting_info=True, logfile=nowhere
                )
            except Exception as error:  # a damaged file makes xlrd raise anything at all
                raise damaged(path) from error

    @property
    def sheets(self) -> list[str]:
        """The names of all sheets, in the workbook's order."""
        return list(self._book.sheet_names())

    @property
    def visible_sheets(self) -> list[str]:
        return [sheet.name for sheet in self._book.sheets() if not sheet.visibility]

    def grid(self, name: str) -> Grid:
        sheet = self._book.sheet_by_name(name)
        rows = [
            [self._cell(sheet.cell(row, column)) for column in range(sheet.ncols)]
            for row in range(sheet.nrows)
        ]
        merged: list[Rectangle] = [
            ((top, left), (bottom - 1, right - 1))
            for top, bottom, left, right in sheet.merged_cells
        ]
        return Grid(name, rows, merged)

    def _cell(self, cell: Any) -> Cell:
        import xlrd

        if cell.ctype == xlrd.XL_CELL_DATE:
            return self._date(cell.value)
        if cell.ctype == xlrd.XL_CELL_BOOLEAN:
            return bool(cell.value)
        if cell.ctype == xlrd.XL_CELL_ERROR:
            shown = xlrd.error_text_from_code.get(cell.value, "#")
            return Trouble(codes.CELL_ERROR, shown)
        value: str | float = cell.value
        code = self._format(cell) if cell.ctype == xlrd.XL_CELL_NUMBER else ""
        return shown_otherwise(str(value), code) if shows_another(code) else value

    def _format(self, cell: Any) -> str:
        """The number format of a cell; empty where the file does not tell it."""
        try:
            key = self._book.xf_list[cell.xf_index].format_key
            return str(self._book.format_map[key].format_str)
        except (IndexError, KeyError, TypeError):
            return ""

    def _date(self, serial: float) -> date | datetime | time | float:
        """A day, a moment or a time of day, as calamine tells them apart; a serial number
        that is no date stays one."""
        import xlrd

        try:
            moment: datetime = xlrd.xldate_as_datetime(serial, self._book.datemode)
        except (xlrd.xldate.XLDateError, OverflowError, ValueError):
            return serial
        if serial < 1:
            return moment.time()
        return moment.date() if moment.time() == time() else moment
