"""Workbooks (.xlsx, .xlsm, .xls, .ods) as grids, through calamine.

calamine shows a cell with an error, and a formula whose result was never saved, as a blank
cell. A blank means "not known", so both must be told apart: `troubles` finds them.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import InvalidLedger, MissingExtra
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers.grid import Grid
from povertyrules.ledgers.troubles import Troubles, ods_troubles, xls_troubles, xlsx_troubles

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")


class Workbook:
    """An open workbook. Raises `InvalidLedger` where the file cannot be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kind = path.suffix.lower()
        # calamine reads all sheets of an .ods file on opening it, so look at it first
        self._ods = ods_troubles(path) if self._kind == ".ods" else {}
        self._book = _open(path)
        self.grid = lru_cache(self._grid)

    @property
    def sheets(self) -> list[str]:
        """The names of all sheets, in the workbook's order."""
        return list(self._book.sheet_names)

    @property
    def visible_sheets(self) -> list[str]:
        from python_calamine import SheetTypeEnum, SheetVisibleEnum

        return [
            sheet.name
            for sheet in self._book.sheets_metadata
            if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
        ]

    def _grid(self, name: str) -> Grid:
        from python_calamine import CalamineError

        troubles = self._troubles(name)
        try:
            sheet = self._book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            return Grid(name, rows, sheet.merged_cell_ranges or (), troubles)
        except (CalamineError, OSError, ValueError) as error:
            raise unreadable(self._path, str(error)) from error

    def _troubles(self, sheet: str) -> Troubles:
        if self._kind == ".ods":
            return self._ods.get(sheet, {})
        return (xls_troubles if self._kind == ".xls" else xlsx_troubles)(self._path, sheet)


def _open(path: Path) -> CalamineWorkbook:
    try:
        from python_calamine import CalamineError, CalamineWorkbook, PasswordError
    except ImportError as error:
        raise MissingExtra("reading spreadsheets", "ledgers") from error
    try:
        return CalamineWorkbook.from_path(path)
    except PasswordError as error:
        raise unreadable(path, "it has a password") from error
    except (CalamineError, OSError, ValueError) as error:
        raise unreadable(path, str(error)) from error


def unreadable(path: Path, reason: str) -> InvalidLedger:
    """The error for a file that cannot be read."""
    return InvalidLedger(Fault.of(codes.UNREADABLE_FILE, "", name=path.name, reason=reason))
