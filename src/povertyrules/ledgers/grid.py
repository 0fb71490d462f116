"""A sheet as cells, whatever file it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from povertyrules.kernel.codes import Code


@dataclass(frozen=True, slots=True)
class Trouble:
    """A cell whose value must not be read: something went wrong in the spreadsheet, or the
    value alone does not say what a person sees there. `about` is a detail for the reason."""

    code: Code
    shown: str
    about: str = ""


Cell = str | int | float | bool | date | datetime | time | timedelta | Trouble
Progress = Callable[[int, int], None]
Rectangle = tuple[tuple[int, int], tuple[int, int]]
"""First and last (row, column) of a merged range, counted from 0."""


@dataclass(frozen=True)
class Grid:
    """The rows of one sheet. Row and column indices count from 0; row 0 is the file's first.

    `ragged` marks a file whose rows have no common width (CSV): there a row longer than
    the header is a fault.
    """

    sheet: str
    rows: Sequence[Sequence[Cell]]
    merged: Sequence[Rectangle] = ()
    troubles: Mapping[tuple[int, int], Trouble] = field(default_factory=dict)
    ragged: bool = False

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a place; blank where the row is shorter."""
        if self.troubles and (row, column) in self.troubles:
            return self.troubles[row, column]
        cells = self.rows[row]
        return cells[column] if column < len(cells) else ""


def is_blank(cell: Cell) -> bool:
    return isinstance(cell, str) and not cell.strip()


def shown(cell: Cell) -> str:
    """A cell as text, as a person would recognise it."""
    if isinstance(cell, Trouble):
        return cell.shown
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return numeral(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ").removesuffix(" 00:00:00")
    return str(cell).strip()


def numeral(number: int | float) -> str:
    """The shortest decimal numeral that means this number: what the clerk typed."""
    text = f"{Decimal(repr(number)):f}"
    return text.removesuffix(".0")


def column_letter(index: int) -> str:
    """`A` for 0, `AA` for 26: how a spreadsheet names a column."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
