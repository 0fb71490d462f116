"""The file formats of ledgers that come with the library, as a plugin would declare them.

`read_ledger` and `write_results` know more of these than the contract says: hidden sheets,
separators, results that are written while they are decided. JSON Lines is not among them: it
has records, not cells.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from povertyrules.ledgers.ledger_format import LedgerFormat

if TYPE_CHECKING:
    from povertyrules.ledgers.grid import Grid
    from povertyrules.ledgers.write_sheets import Sheet


def _read_workbook(path: Path) -> Iterable[Grid]:
    from povertyrules.ledgers import workbook

    book = workbook.open_workbook(path)
    return [book.grid(name) for name in book.visible_sheets]


def _read_delimited(path: Path) -> Iterable[Grid]:
    from povertyrules.ledgers import delimited

    return list(delimited.grids(path, delimited.read_text(path)[0]))


def _write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    from povertyrules.ledgers.write_sheets import write_sheets

    write_sheets(path, sheets)


FORMATS = (
    LedgerFormat(
        name="xlsx", suffixes=(".xlsx",), read=_read_workbook, write=_write_workbook, binary=True
    ),
    LedgerFormat(
        name="workbook", suffixes=(".xlsm", ".xls", ".ods"), read=_read_workbook, binary=True
    ),
    LedgerFormat(name="delimited", suffixes=(".csv", ".tsv", ".txt"), read=_read_delimited),
)
