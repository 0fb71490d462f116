"""Plain tables as an .xlsx workbook, a sheet for each, in the style of the results."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from povertyrules.kernel.errors import MissingExtra
from povertyrules.ledgers.tables import Table, Value
from povertyrules.ledgers.write_workbook import StyledSheet, Styles

_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_LONGEST_NAME = 31


@dataclass(frozen=True)
class Sheet:
    """One sheet: its title, headings, widths of columns in characters, and rows. `kept` columns
    at the left stay in view, and on every page."""

    title: str
    headings: Sequence[str]
    widths: Sequence[int]
    rows: Sequence[Sequence[Value]]
    kept: int = 0


def write_sheets(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the sheets. Every text is written as text, never as a formula.

    Raises `MissingExtra` without the extra `ledgers`, `InvalidLedger` if there are more rows
    than a sheet has, and `OSError`.
    """
    try:
        from xlsxwriter import Workbook
        from xlsxwriter.exceptions import FileCreateError
    except ImportError as error:
        raise MissingExtra("writing .xlsx files", "ledgers") from error
    try:
        with Workbook(str(path), {"constant_memory": True}) as book:
            styles = Styles(book, ("", ""))
            taken: set[str] = set()
            for sheet in sheets:
                name = _name(sheet.title, taken)
                table = Table(name, sheet.headings, sheet.widths)
                styled = StyledSheet(book, styles, table, frozen=sheet.kept)
                styled.extend(sheet.rows)
                styled.close()
    except FileCreateError as error:
        raise error.args[0] from None  # the library has put the error of the system in it


def _name(title: str, taken: set[str]) -> str:
    """The title as a sheet may be called, and no other is. Excel sees no case in names."""
    bare = _FORBIDDEN.sub("·", title)[:_LONGEST_NAME].strip("'") or "1"
    name, number = bare, 1
    while name.lower() in taken:
        number += 1
        end = f" {number}"
        name = bare[: _LONGEST_NAME - len(end)] + end
    taken.add(name.lower())
    return name
