"""What merged cells stand for below the header.

A value written once beside several rows of one household is that household's, and is filled
down. Everywhere else nobody can tell whose it is: one amount over two households may be their
total or each one's, and one over two columns may belong to either. Such cells are troubled, so
that their rows are rejected: they are never read in half of the places that they cover.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.ledgers.grid import Cell, Grid, Rectangle, Trouble, column_letter, is_blank, shown
from povertyrules.ledgers.header import Header
from povertyrules.ledgers.layout import Layout

ByRow = dict[int, dict[int, Cell]]


class Merging:
    """The merged cells of a table.

    `filled` are the values that stand for several rows, by row and column; `unclear` are the
    troubles of the cells of whose values nobody can tell whose they are.
    """

    def __init__(self, grid: Grid, header: Header, layout: Layout) -> None:
        self._grid = grid
        self._start = header.data_start
        self._key = layout.key
        self._members = {field.column.index for field in layout.member_fields}
        self._used = sorted(field.column.index for field in layout.fields)
        self._headed = {column.index for column in header.columns if column.name}
        self.filled: ByRow = defaultdict(dict)
        self.unclear: ByRow = defaultdict(dict)
        later: list[Rectangle] = []
        for found in _apart(self._touching()):
            if self._columns(found) == [self._key] and self._headings(found) == 1:
                self._fill(found, self._rows(found), self._columns(found))
            else:
                later.append(found)
        for found in later:
            self._take(found)

    def _touching(self) -> Iterator[Rectangle]:
        """The ranges in the data that say something in a column that is used."""
        for found in self._grid.merged:
            (top, left), _ = found
            inside = self._start <= top < len(self._grid.rows)
            if inside and self._columns(found) and not is_blank(self._grid.cell(top, left)):
                yield found

    def _columns(self, found: Rectangle) -> list[int]:
        (_, left), (_, right) = found
        return [column for column in self._used if left <= column <= right]

    def _headings(self, found: Rectangle) -> int:
        (_, left), (_, right) = found
        return sum(left <= column <= right for column in self._headed)

    def _rows(self, found: Rectangle) -> range:
        (top, _), (bottom, _) = found
        return range(top, min(bottom + 1, len(self._grid.rows)))

    def _take(self, found: Rectangle) -> None:
        """Fill down what is one record's; keys are filled already."""
        rows, columns = self._rows(found), self._columns(found)
        several = self._headings(found) > 1
        if several or (len(rows) > 1 and not self._of_one(rows, columns[0])):
            self._trouble(found, rows, columns)
        else:
            self._fill(found, rows, columns)

    def _of_one(self, rows: range, column: int) -> bool:
        """Whether some rows are one record's, and the column is one of the record's own."""
        if self._key is None or column in self._members:
            return False
        keys = {shown(self._key_cell(row, self._key)) for row in rows}
        return len(keys) == 1 and "" not in keys

    def _key_cell(self, row: int, key: int) -> Cell:
        return self.filled.get(row, {}).get(key, self._grid.cell(row, key))

    def _fill(self, found: Rectangle, rows: Iterable[int], columns: list[int]) -> None:
        value = self._grid.cell(*found[0])
        for row in rows:
            self.filled[row].update(dict.fromkeys(columns, value))

    def _trouble(self, found: Rectangle, rows: Iterable[int], columns: list[int]) -> None:
        """Trouble one cell of each row; not the key's, by which the row is known, if another
        will do."""
        value = shown(self._grid.cell(*found[0]))
        trouble = Trouble(codes.MERGED_CELLS, value, about=_place(found))
        column = next((column for column in columns if column != self._key), columns[0])
        for row in rows:
            self.unclear[row][column] = trouble


def _apart(ranges: Iterable[Rectangle]) -> Iterator[Rectangle]:
    """The ranges without those that lie over one before them, which no spreadsheet program
    writes: a crafted file could cover each cell any number of times."""
    reached: dict[int, int] = {}
    for found in sorted(ranges):
        (top, left), (bottom, _) = found
        if reached.get(left, -1) < top:
            reached[left] = bottom
            yield found


def _place(found: Rectangle) -> str:
    (top, left), (bottom, right) = found
    return f"{column_letter(left)}{top + 1}:{column_letter(right)}{bottom + 1}"
