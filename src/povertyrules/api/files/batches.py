"""What a source of rows is, and its rows in batches of bounded size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
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


@dataclass(slots=True)
class _Piece:
    frame: pl.DataFrame
    whole: Callable[[Sequence[int]], pl.DataFrame]


@dataclass(slots=True)
class _Gathered:
    pieces: list[_Piece] = field(default_factory=list)
    height: int = 0

    def add(self, batch: Batch) -> None:
        self.pieces.append(_Piece(batch.frame, batch.whole))
        self.height += batch.frame.height

    def batch(self) -> Batch:
        import polars as pl

        if len(self.pieces) == 1:
            return Batch(self.pieces[0].frame, self.pieces[0].whole)
        pieces = list(self.pieces)
        return Batch(pl.concat([piece.frame for piece in pieces]), lambda rows: _of(pieces, rows))


def _of(pieces: Sequence[_Piece], rows: Sequence[int]) -> pl.DataFrame:
    """Rows by their places in all the pieces together; the places rise."""
    import polars as pl

    found: list[pl.DataFrame] = []
    start = 0
    for piece in pieces:
        end = start + piece.frame.height
        here = [row - start for row in rows if start <= row < end]
        if here:
            found.append(piece.whole(here))
        start = end
    return pl.concat(found)


def gathered(batches: Iterable[Batch], rows: int) -> Iterator[Batch]:
    """Small batches put together: a plan for each of a thousand small files costs more than
    what it decides."""
    waiting = _Gathered()
    for batch in batches:
        if waiting.height and waiting.height + batch.frame.height > rows:
            yield waiting.batch()
            waiting = _Gathered()
        waiting.add(batch)
    if waiting.pieces:
        yield waiting.batch()


def rows_for(columns: int) -> int:
    """How many rows a batch has."""
    return max(1, min(MOST_ROWS, MOST_CELLS // max(columns, 1)))
