"""What a source of rows is, and its rows in batches of bounded size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import polars as pl

MOST_ROWS = 250_000
MOST_CELLS = 25_000_000
"""A batch has no more rows, and of a wide file fewer: memory is bounded by cells."""

FAULTS = "x_faults"
"""In a batch, what is wrong with the cells of a row that could not even be converted."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Some rows, as the engine takes them.

    `frame` has what is read of each row, perhaps with `FAULTS`; `whole` gives some of the
    rows, by their places in it, with all the columns of the source as they are there.
    """

    frame: pl.DataFrame
    whole: Callable[[Sequence[int]], pl.DataFrame]


class RowSource(Protocol):
    """Where rows come from."""

    @property
    def name(self) -> str:
        """What messages call it."""

    @property
    def columns(self) -> Sequence[str]:
        """All columns, those that nobody reads too."""

    @property
    def total(self) -> int | None:
        """How many rows there are, where that is known beforehand."""

    @property
    def places(self) -> Sequence[Path]:
        """The files that are read."""

    @property
    def remarks(self) -> Sequence[str]:
        """Files beside them that are not."""

    def batches(self, wanted: Sequence[str], rows: int) -> Iterator[Batch]:
        """The rows in their order, with the wanted columns; of no rows, one batch without any."""
        ...


def joined(batches: Sequence[Batch]) -> Batch:
    """Batches as one."""
    import polars as pl

    if len(batches) == 1:
        return batches[0]
    whole = list(batches)
    return Batch(pl.concat([b.frame for b in whole]), lambda rows: _of(whole, rows))


def _of(batches: Sequence[Batch], rows: Sequence[int]) -> pl.DataFrame:
    """Rows by their places in all the batches together; the places rise."""
    import polars as pl

    found: list[pl.DataFrame] = []
    start = 0
    for batch in batches:
        end = start + batch.frame.height
        here = [row - start for row in rows if start <= row < end]
        if here:
            found.append(batch.whole(here))
        start = end
    return pl.concat(found) if found else batches[0].whole([])


def cut(batch: Batch, start: int, end: int) -> Batch:
    """Some successive rows of a batch."""
    frame = batch.frame.slice(start, end - start)
    return Batch(frame, lambda rows: batch.whole([row + start for row in rows]))


def gathered(batches: Iterable[Batch], rows: int) -> Iterator[Batch]:
    """Small batches put together: a plan for each of a thousand small files costs more than
    what it decides."""
    waiting: list[Batch] = []
    height = 0
    for batch in batches:
        if height and height + batch.frame.height > rows:
            yield joined(waiting)
            waiting, height = [], 0
        waiting.append(batch)
        height += batch.frame.height
    if waiting:
        yield joined(waiting)


def rows_for(columns: int) -> int:
    """How many rows a batch has."""
    return max(1, min(MOST_ROWS, MOST_CELLS // max(columns, 1)))
