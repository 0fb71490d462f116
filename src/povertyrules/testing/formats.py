"""The laws of ledger formats: what is written is read again; damage is told."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.errors import FailedPlugin, InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers.grid import is_blank
from povertyrules.ledgers.grid import shown as shown_cell
from povertyrules.ledgers.ledger_format import LedgerFormat
from povertyrules.ledgers.reading import read_grids
from povertyrules.ledgers.write_sheets import Sheet
from povertyrules.ledgers.writing import write_added
from povertyrules.testing.breaches import MOST, breach
from povertyrules.testing.samples import HOSTILE_TEXTS

_TEXTS = [text for text in HOSTILE_TEXTS if text.strip() and text.isprintable()]
_ROWS: list[list[str | int]] = [[f"户{number}", number, text] for number, text in enumerate(_TEXTS)]
_HEADINGS: list[str] = ["编号", "人数", "备注"]
_EXPECTED: list[list[str | int]] = [list(_HEADINGS), *_ROWS]
_DAMAGED = (b"", b"\x00" * 64, b"PK\x03\x04garbage", "乱码".encode("gb18030"), b"\xff\xfe\x00")


def check_format(form: LedgerFormat) -> list[Fault]:
    """Write and read tables in a temporary folder, and try to read what is no such file."""
    with TemporaryDirectory() as folder:
        place = Path(folder)
        faults = list(_damage(form, place)) if form.read is not None else []
        if form.write is not None:
            faults += _round_trip(form, place)
    return faults


def _damage(form: LedgerFormat, folder: Path) -> Iterator[Fault]:
    for suffix in form.suffixes:
        for number, content in enumerate(_DAMAGED):
            file = folder / f"damaged{number}{suffix}"
            file.write_bytes(content)
            try:
                read_grids(form, file)
            except InvalidLedger:
                continue
            except FailedPlugin as error:
                yield breach(codes.READER_BREAKS, form, f"{error.reason} for a damaged file")


def _round_trip(form: LedgerFormat, folder: Path) -> list[Fault]:
    file = folder / f"written{form.suffixes[0]}"
    try:
        write_added(form, file, [Sheet("结果", _HEADINGS, [10, 10, 40], _ROWS)])
        if form.read is None:
            return []
        grids = read_grids(form, file)
    except (FailedPlugin, InvalidLedger, OSError) as error:
        return [breach(codes.ROUND_TRIP, form, str(getattr(error, "reason", error)))]
    found = [_without_blanks(row) for grid in grids for row in grid.rows]
    return [*_floats(form, found), *_compared(form, [row for row in found if row])][:MOST]


def _without_blanks(row: Any) -> list[Any]:
    cells = list(row)
    while cells and is_blank(cells[-1]):
        cells.pop()
    return cells


def _floats(form: LedgerFormat, rows: list[list[Any]]) -> Iterator[Fault]:
    if not form.binary and any(isinstance(cell, float) for row in rows for cell in row):
        yield breach(codes.READER_BREAKS, form, "a number comes back as a float")


def _compared(form: LedgerFormat, rows: list[list[Any]]) -> Iterator[Fault]:
    expected = [[str(cell).strip() for cell in row] for row in _EXPECTED]
    for number, (was, now) in enumerate(zip_longest(expected, rows)):
        cells = None if now is None else [shown_cell(cell) for cell in now]
        if was != cells:
            yield breach(codes.ROUND_TRIP, form, f"row {number + 1} was {was}, and is {cells}")
