"""Which rows below the header are data, and what each of them says.

A row is left out, and reported, if it is
- the heading again: the key's heading stands where a key should, or most of the columns
  that are used say their headings;
- more of the heading: nothing in the columns that are used, above the first row with a key;
- the numbers of all the columns (甲 乙 1 2 3 …) under the heading;
- totals: its first filled cell is 合计, 总计, 小计, 共计 or 累计, alone or before a number, or
  any cell of a row without a key is such a word alone;
- a remark: its first filled cell begins as `NOTE_STARTS` do (注：…), and it has no key or
  nothing else.
A row without any content is no row. Everything else is data.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers.grid import Cell, Grid, Progress, is_blank, shown
from povertyrules.ledgers.header import Header
from povertyrules.ledgers.headings import fold
from povertyrules.ledgers.layout import Field, Layout
from povertyrules.ledgers.merging import Merging

TOTALS = ("合计", "总计", "小计", "共计", "累计")
NOTE_STARTS = (
    "注:", "备注:", "说明:", "附注:", "填表人", "制表人", "审核人", "经办人", "填报人",
    "填报单位", "制表单位", "负责人", "联系电话:", "填表日期", "填报日期", "制表日期", "单位(",
    "单位:", "金额单位", "计量单位",
)  # fmt: skip
EVERY = 500
"""Progress is told once for so many rows."""

MIN_COUNTED = 3
"""So many columns at least are numbered where a row of numbers is one of column numbers."""
_LETTERS = ("甲", "乙", "丙", "丁")
_TOTALS = re.compile(rf"(?:{'|'.join(TOTALS)})(?:[:(\d].*)?\Z")


@dataclass(slots=True)
class DataRow:
    """One row of data. `number` counts from 1; `values` has what could be read, by column."""

    number: int
    key: str
    values: dict[int, Any]
    faults: list[tuple[Field | None, Fault, str]] = field(default_factory=list)
    """The fault, the column it is in (None: the whole row), and the cell as read."""


class RowReader:
    """Reads the rows of a grid. `left_out` says afterwards which rows are no data."""

    def __init__(
        self, grid: Grid, header: Header, layout: Layout, keep: Sequence[str] = ()
    ) -> None:
        self._grid = grid
        self._header = header
        self._layout = layout
        self._merging = Merging(grid, header, layout)
        self._troubled = {row for row, _ in grid.troubles}
        self._headed = [column.index for column in header.columns if column.name]
        self._names = {f.column.index: fold(f.column.name) for f in layout.fields}
        self._keep = _columns_named(header, keep)
        self.kept: dict[int, dict[str, str]] = {}
        self.left_out: list[Fault] = []
        self.numbers_as_text: dict[int, int] = {}

    def read(self, progress: Progress | None) -> Iterator[DataRow]:
        """Every row of data, in order."""
        total = len(self._grid.rows)
        keyed = self._layout.key is None
        for index in range(self._header.data_start, total):
            if progress and index % EVERY == 0:
                progress(index, total)
            cells = self._cells(index)
            if all(is_blank(cell) for cell in cells):
                continue
            kind = self._no_data(cells, keyed)
            if kind is None:
                row = self._row(index, _changed(cells, self._merging.unclear.get(index, {})))
                keyed = keyed or bool(row.key)
                yield row
            else:
                self._leave_out(index, cells, kind)
        if progress:
            progress(total, total)

    def _cells(self, index: int) -> Sequence[Cell]:
        cells = self._grid.rows[index]
        changed = self._merging.filled.get(index)
        if not changed and index not in self._troubled:
            return cells
        width = max(len(cells), len(self._header.columns))
        whole = [self._grid.cell(index, column) for column in range(width)]
        return _changed(whole, changed or {})

    def _no_data(self, cells: Sequence[Cell], keyed: bool) -> tuple[str, str] | None:
        """What kind of row it is, in English and Chinese, if it is no data."""
        first = fold(next(shown(cell) for cell in cells if not is_blank(cell)))
        key = "" if self._layout.key is None else shown(_at(cells, self._layout.key))
        if _TOTALS.match(first) or (not key and self._layout.key is not None and _total(cells)):
            return "a total", "合计行"
        alone = sum(not is_blank(cell) for cell in cells) == 1
        if (not key or alone) and first.startswith(NOTE_STARTS):
            return "a remark", "说明行"
        if self._repeats_header(cells):
            return "the heading again", "重复的表头"
        if not keyed and _column_numbers(cells, self._headed):
            return "a row of column numbers", "栏次行"
        if not keyed and all(is_blank(_at(cells, f.column.index)) for f in self._layout.fields):
            return "a part of the heading", "表头的一部分"
        return None

    def _repeats_header(self, cells: Sequence[Cell]) -> bool:
        """Whether a row says the headings again, as each printed page does: the key's own
        heading, or more headings than other things in the columns that are used."""
        filled = [(i, _at(cells, i)) for i in self._names if not is_blank(_at(cells, i))]
        same = {i for i, cell in filled if isinstance(cell, str) and fold(cell) == self._names[i]}
        return self._layout.key in same or (len(same) >= 2 and len(same) * 2 > len(filled))

    def _leave_out(self, index: int, cells: Sequence[Cell], kind: tuple[str, str]) -> None:
        text = " ".join(shown(cell) for cell in cells if not is_blank(cell))
        fault = Fault.of(
            codes.ROW_LEFT_OUT, "", row=index + 1, kind=kind[0], kind_zh=kind[1], cell=text[:60]
        )
        self.left_out.append(fault)

    def _row(self, index: int, cells: Sequence[Cell]) -> DataRow:
        row = DataRow(index + 1, "", {})
        self._check_length(row, cells)
        for column in self._layout.fields:
            self._read_cell(row, column, _at(cells, column.column.index))
        self._set_key(row, cells)
        if self._keep:
            self.kept[row.number] = {n: shown(_at(cells, at)) for n, at in self._keep.items()}
        return row

    def _check_length(self, row: DataRow, cells: Sequence[Cell]) -> None:
        width = len(self._header.columns)
        if self._grid.ragged and any(not is_blank(cell) for cell in cells[width:]):
            fault = Fault.of(codes.ROW_TOO_LONG, "", cells=len(cells), columns=width)
            row.faults.append((None, fault, ""))

    def _read_cell(self, row: DataRow, column: Field, cell: Cell) -> None:
        value, fault = column.read(cell)
        index = column.column.index
        if fault is not None:
            row.faults.append((column, fault, shown(cell)))
        elif value is not None:
            row.values[index] = value
            if column.is_text and isinstance(cell, int | float):
                self.numbers_as_text[index] = self.numbers_as_text.get(index, 0) + 1

    def _set_key(self, row: DataRow, cells: Sequence[Cell]) -> None:
        index = self._layout.key
        if index is None:
            row.key = str(row.number)
        elif index in row.values:
            row.key = str(row.values[index])
        elif is_blank(_at(cells, index)):
            fault = Fault.of(
                codes.ROW_WITHOUT_KEY,
                "",
                entity=self._layout.root.label,
                header=self._header.columns[index].path,
            )
            row.faults.append((None, fault, ""))


def _columns_named(header: Header, names: Sequence[str]) -> dict[str, int]:
    """The first column with each name: its heading, alone or with those above it."""
    return {
        name: found[0].index
        for name in names
        if (found := [column for column in header.columns if name in (column.name, column.path)])
    }


def _at(cells: Sequence[Cell], index: int) -> Cell:
    return cells[index] if index < len(cells) else ""


def _changed(cells: Sequence[Cell], changes: Mapping[int, Cell]) -> Sequence[Cell]:
    """A row with other values in some of its columns."""
    if not changes:
        return cells
    whole = [*cells, *[""] * (max(changes) + 1 - len(cells))]
    for column, cell in changes.items():
        whole[column] = cell
    return whole


def _total(cells: Sequence[Cell]) -> bool:
    """Whether any cell is the word for a total and nothing else: 赵家镇 | 合计 | 300."""
    return any(isinstance(cell, str) and fold(cell) in TOTALS for cell in cells)


def _column_numbers(cells: Sequence[Cell], columns: Sequence[int]) -> bool:
    """甲 乙 1 2 3 …: the numbers that printed forms give their columns.

    They fill every column that has a heading, and count them without a gap; a row that leaves
    one of them out is a household, even if what it says are the numbers 1, 2 and 3.
    """
    filled = [i for i, cell in enumerate(cells) if not is_blank(cell)]
    texts = [shown(_at(cells, i)).strip("()（）") for i in columns]
    letters = sum(text in _LETTERS for text in texts)
    counted = [str(number) for number in range(1, len(texts) - letters + 1)]
    whole = [*_LETTERS[:letters], *counted]
    return filled == list(columns) and len(counted) >= MIN_COUNTED and texts == whole
