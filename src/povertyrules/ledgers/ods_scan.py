"""The tables of .ods files, looked through for troubles and for merged cells.

An .ods file says beside each number what text the cell shows: the two are compared.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from povertyrules.ledgers.formats import text_shows_another
from povertyrules.ledgers.grid import Rectangle, Trouble
from povertyrules.ledgers.refusals import damaged
from povertyrules.ledgers.troubles import (
    NO_RESULT,
    Troubles,
    check_extent,
    error_value,
    shown_otherwise,
)
from povertyrules.ledgers.xml_parts import Attributes, feed, new_parser, open_archive

_CONTENT = "content.xml"
_CELLS = ("table:table-cell", "table:covered-table-cell")
_NUMBERS = ("float", "percentage", "currency")


@dataclass
class TableScan:
    """What was found in one table."""

    troubles: Troubles = field(default_factory=dict)
    merged: list[Rectangle] = field(default_factory=list)


def scan_ods(path: Path) -> dict[str, TableScan]:
    """Every table of an .ods file, by name. Raises `InvalidLedger` where one is too large."""
    with open_archive(path) as archive:
        if _CONTENT not in archive.namelist():
            raise damaged(path)
        scan = _Scan(path)
        with archive.open(_CONTENT) as stream:
            feed(scan.parser, stream)
    return scan.tables


class _Scan:
    def __init__(self, path: Path) -> None:
        self._path = path
        self._table = TableScan()
        self._row = self._column = self._height = self._next_row = 0
        self._cell: Attributes = {}
        self._texts: list[str] = []
        self._notes = 0
        self.parser = new_parser(self._start)
        self.parser.EndElementHandler = self._end
        self.tables: dict[str, TableScan] = {}

    def _start(self, name: str, attributes: Attributes) -> None:
        if name in _CELLS:
            self._cell = attributes
            self._texts.clear()
        elif name == "table:table-row":
            self._height = _count(attributes, "table:number-rows-repeated")
            self._row, self._column = self._next_row, 0
            self._next_row += self._height
        elif name == "table:table":
            self._table = self.tables.setdefault(attributes.get("table:name", ""), TableScan())
            self._next_row = 0
        elif name == "office:annotation":
            self._notes += 1
        elif name == "text:p" and not self._notes:
            self.parser.CharacterDataHandler = self._texts.append

    def _end(self, name: str) -> None:
        if name == "text:p":
            self.parser.CharacterDataHandler = None
        elif name == "office:annotation":
            self._notes -= 1
        elif name in _CELLS:
            self._end_cell(self._cell, "".join(self._texts).strip())

    def _end_cell(self, cell: Attributes, text: str) -> None:
        width = _count(cell, "table:number-columns-repeated")
        row, column = self._row, self._column
        self._column += width
        trouble = _trouble(cell, text)
        if trouble or "office:value-type" in cell:
            check_extent(self._path, row + self._height, column + width)
        if trouble:
            rows, columns = range(row, row + self._height), range(column, column + width)
            self._table.troubles.update({(r, c): trouble for r in rows for c in columns})
        down = _count(cell, "table:number-rows-spanned")
        right = _count(cell, "table:number-columns-spanned")
        if down > 1 or right > 1:
            self._table.merged.append(((row, column), (row + down - 1, column + right - 1)))


def _count(attributes: Attributes, name: str) -> int:
    return int(attributes.get(name, "1"))


def _trouble(cell: Attributes, text: str) -> Trouble | None:
    kind = cell.get("office:value-type")
    if cell.get("calcext:value-type") == "error":
        return error_value(text)
    if "table:formula" in cell and kind is None:
        return NO_RESULT
    value = cell.get("office:value", "")
    if kind in _NUMBERS and (kind == "percentage" or text_shows_another(value, text)):
        return shown_otherwise(value, text)
    return None
