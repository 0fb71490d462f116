"""A table that is shown, printed and written: headings and rows of plain values."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from povertyrules.kernel.errors import MissingExtra

if TYPE_CHECKING:
    import polars as pl

Value = str | int | date | None


@dataclass(frozen=True, slots=True)
class Table:
    """One table: a `name` for programs, a `title` and `headings` for readers, and its rows.

    A `note` says what it rests on. `widths` are those of the columns, in characters; `kept` of
    them stay in view at the left of a sheet.
    """

    name: str
    title: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    note: str = ""
    widths: tuple[int, ...] = ()
    kept: int = 0

    def to_csv(self) -> str:
        """The table as CSV text: days as 2020-04-20, what is not there blank."""
        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow(self.headings)
        writer.writerows([_safe(value) for value in row] for row in self.rows)
        return made.getvalue()

    def to_frame(self) -> pl.DataFrame:
        """The table as a polars frame. Raises `MissingExtra` without the extra `columns`."""
        try:
            import polars as pl
        except ImportError:
            raise MissingExtra("a table as a frame", "columns") from None
        columns = list(zip(*self.rows, strict=True)) or [()] * len(self.headings)
        return pl.DataFrame(dict(zip(self.headings, map(list, columns), strict=True)), strict=False)


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _safe(value: Value) -> str | int:
    """A cell for a spreadsheet: a text that somebody wrote is no formula there."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def table(
    name: str,
    title: str,
    columns: Sequence[tuple[str, int]],
    rows: Iterable[Sequence[Value]],
    note: str = "",
    kept: int = 0,
) -> Table:
    """A table of columns with their headings and widths."""
    headings = tuple(heading for heading, _ in columns)
    widths = tuple(width for _, width in columns)
    return Table(name, title, headings, tuple(map(tuple, rows)), note, widths, kept)
