"""Workbooks (.xlsx, .xlsm, .ods) as grids, through calamine; .xls files by `old_workbook`.

calamine shows a cell with an error, and a formula whose result was never saved, as a blank
cell, and nothing of how a number is shown. `xlsx_scan` and `ods_scan` find what it hides.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from povertyrules.kernel.errors import MissingExtra
from povertyrules.ledgers.grid import Grid
from povertyrules.ledgers.ods_scan import TableScan, scan_ods
from povertyrules.ledgers.old_workbook import OldWorkbook
from povertyrules.ledgers.refusals import damaged, unreadable
from povertyrules.ledgers.xlsx_scan import xlsx_troubles

if TYPE_CHECKING:
    from python_calamine import CalamineWorkbook

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")


def open_workbook(path: Path) -> Workbook | OldWorkbook:
    """Open a workbook of any kind. Raises `InvalidLedger` where it cannot be read."""
    return OldWorkbook(path) if path.suffix.lower() == ".xls" else Workbook(path)


class Workbook:
    """An open workbook. Raises `InvalidLedger` where the file cannot be read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        is_ods = path.suffix.lower() == ".ods"
        # calamine reads all sheets of an .ods file on opening it, so look at it first
        self._ods = scan_ods(path) if is_ods else None
        self._book = _open(path)

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

    def grid(self, name: str) -> Grid:
        scan = None if self._ods is None else self._ods.get(name, TableScan())
        troubles = scan.troubles if scan else xlsx_troubles(self._path, name)
        with _guarded(self._path):
            sheet = self._book.get_sheet_by_name(name)
            rows = sheet.to_python(skip_empty_area=False)
            merged = scan.merged if scan else sheet.merged_cell_ranges or ()
            return Grid(name, rows, merged, troubles)


def _open(path: Path) -> CalamineWorkbook:
    try:
        from python_calamine import CalamineWorkbook
    except ImportError as error:
        raise MissingExtra("reading spreadsheets", "ledgers") from error
    with _guarded(path):
        return CalamineWorkbook.from_path(path)


@contextmanager
def _guarded(path: Path) -> Iterator[None]:
    """Tell of a damaged file as of any other, whatever calamine does with it."""
    from python_calamine import CalamineError, PasswordError

    try:
        yield
    except PasswordError as error:
        raise unreadable(path, "it has a password", "文件设有密码") from error
    except (CalamineError, OSError, ValueError) as error:
        raise damaged(path) from error
    except BaseException as error:
        # a panic of the Rust library; its class cannot be imported and is no Exception
        if type(error).__name__ == "PanicException":
            raise damaged(path) from error
        raise
