"""Cells whose value must not be taken as it is, which calamine does not tell apart.

Error values, and formulas whose result was not saved, look like blank cells to it; and it does
not say that a number's format shows another number. The scans of the file itself find them, and
refuse a sheet so large that reading it would exhaust the memory, which one stray cell far below
the table is enough for.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.ledgers.grid import Trouble, numeral
from povertyrules.ledgers.refusals import too_large

Troubles = dict[tuple[int, int], Trouble]

MAX_CELLS = 20_000_000
"""Rows times columns of one sheet."""

ERROR_TEXTS = frozenset(
    ("#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!")
)

NO_RESULT = Trouble(codes.FORMULA_WITHOUT_VALUE, "")


def error_value(text: str) -> Trouble:
    """The trouble of a cell that shows an error."""
    return Trouble(codes.CELL_ERROR, text or "#")


def shown_otherwise(value: str, about: str) -> Trouble:
    """The trouble of a number that is shown as another one; `about` says how."""
    with suppress(ValueError, ArithmeticError):
        value = numeral(float(value))
    return Trouble(codes.SHOWN_OTHERWISE, value, about)


def check_extent(path: Path, rows: int, columns: int) -> None:
    """Raise `InvalidLedger` for a sheet that would take too much memory."""
    if rows * columns > MAX_CELLS:
        raise too_large(path, f"{rows} rows × {columns} columns", f"{rows} 行 × {columns} 列")
