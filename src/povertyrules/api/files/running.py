"""One run over files: reading, deciding and writing go on side by side."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from povertyrules.api.files.batches import Batch, RowSource, gathered
from povertyrules.api.files.cells import Converter
from povertyrules.api.files.columns import Columns
from povertyrules.api.files.destinations import Destination
from povertyrules.api.files.engine import PLACE, REASONS, Asked, Judged
from povertyrules.api.files.items import Items, Order, by_whole_keys
from povertyrules.api.files.tally import FileCounts
from povertyrules.api.files.writing import Writer
from povertyrules.kernel.catalogue import deciding_frames as codes
from povertyrules.kernel.errors import InvalidFrame
from povertyrules.kernel.faults import Fault
from povertyrules.model.ruleset import Ruleset

if TYPE_CHECKING:
    import polars as pl

_MOST_WAITING = 2
"""Batches that are decided and not yet written."""
Whole = Callable[[Sequence[int]], "pl.DataFrame"]


class Run:
    """A run. `write` does it, once."""

    def __init__(
        self,
        rows: RowSource,
        asked: Asked,
        columns: Columns,
        items: Mapping[str, Items],
        destination: Destination,
    ) -> None:
        self._rows = rows
        self._asked = asked
        self._columns = columns
        self._items = items
        self._checked = asked.ruleset.checked
        root = self._checked.root.id
        self._destination = destination
        self._sheets = {
            name: _Sheet(self._checked, name, *destination.sheet(name)) for name in (root, *items)
        }
        self._records = self._sheets[root]
        # Items go with their record by its key: a row taken out would leave them without one.
        self._converter = Converter({} if items else columns.facts, asked.language)

    def write(
        self,
        size: int,
        metadata: Mapping[str, Any],
        progress: Callable[[int, int | None], None] | None,
    ) -> dict[str, FileCounts]:
        """Read, decide and write everything; the counts of each entity."""
        try:
            with _in_order() as later:
                for batch, last in self._batches(size):
                    self._decide(batch, last, later)
                    if progress:
                        progress(self._records.counts.given, self._rows.total)
                self._without_records(later)
            counts = {name: sheet.counts for name, sheet in self._sheets.items()}
            self._close(metadata, counts)
        except BaseException:
            for sheet in self._sheets.values():
                sheet.abandon()
            raise
        return counts

    def _close(self, metadata: Mapping[str, Any], counts: Mapping[str, FileCounts]) -> None:
        root = self._checked.root.id
        for name, sheet in self._sheets.items():
            of = {} if name == root else {"of": name}
            sheet.close({**metadata, **of, "counts": counts[name].to_dict()})
        found = {name: each.to_dict() for name, each in counts.items() if name != root}
        more = {"items": found} if found else {}
        self._destination.beside({**metadata, "counts": counts[root].to_dict(), **more})

    def _batches(self, size: int) -> Iterator[tuple[Batch, Any]]:
        batches = gathered(self._rows.batches(self._columns.read, size), size)
        if not self._items:
            return ((batch, None) for batch in batches)
        key = self._columns.key
        return by_whole_keys(batches, Order(self._rows.name, key), key)

    def _decide(self, batch: Batch, last: Any, later: Later) -> None:
        given = {name: _placed(items.upto(last)) for name, items in self._items.items()}
        frame = self._converter.converted(self._numbered(_placed(batch.frame)))
        judged = self._asked.decide(frame, self._items, given)
        root = self._checked.root.id
        self._records.take(judged[root], batch.frame.height, batch.whole, later)
        for name, items in given.items():
            whole = partial(self._of_items, name, items)
            self._sheets[name].take(judged[name], items.height, whole, later)
        self._keyless(later)

    def _numbered(self, frame: pl.DataFrame) -> pl.DataFrame:
        import polars as pl

        if not self._columns.numbered:
            return frame
        start = self._records.counts.given + 1
        number = pl.int_range(start, pl.len() + start, dtype=pl.Int64)
        return frame.with_columns(number.alias(self._columns.number))

    def _keyless(self, later: Later) -> None:
        for name, items in self._items.items():
            rows = items.keyless()
            if rows is not None:
                self._nobodys(name, rows, later)

    def _without_records(self, later: Later) -> None:
        """The items after the last record."""
        for name, items in self._items.items():
            for rows in items.rest():
                self._nobodys(name, rows, later)
        self._keyless(later)

    def _nobodys(self, name: str, rows: pl.DataFrame, later: Later) -> None:
        import polars as pl

        if not rows.height:
            return
        why = pl.lit(self._asked.no_owner(self._items[name])).alias(REASONS)
        refused = _placed(rows).select(PLACE, why)
        whole = partial(self._of_items, name, rows)
        self._sheets[name].take(Judged(None, refused), rows.height, whole, later)

    def _of_items(self, name: str, frame: pl.DataFrame, rows: Sequence[int]) -> pl.DataFrame:
        """Items as they are in their file."""
        return frame.select(self._items[name].source.columns)[list(rows)]


class _Sheet:
    """The two files of one entity, and its counts."""

    def __init__(
        self, ruleset: Ruleset, entity: str, results: Writer | None, rejects: Writer
    ) -> None:
        groups = [group.id for group in ruleset.groups.values() if group.entity == entity]
        self.counts = FileCounts(groups={name: Counter() for name in groups})
        self._outcomes = [outcome.id for outcome in ruleset.entities[entity].outcomes]
        self._results = results
        self._rejects = rejects
        self._first = True

    def take(self, judged: Judged, given: int, whole: Whole, later: Later) -> None:
        """Count one batch, and have it written."""
        decided, refused = judged.decided, judged.refused
        self.counts.add(given, decided, self._outcomes)
        self.counts.reject(refused.get_column(REASONS))
        self.counts.inexact.update(judged.inexact)
        if self.counts.decided + self.counts.rejected != self.counts.given:
            raise AssertionError("rows were lost between reading and deciding")
        if decided is not None and self._results is not None:
            later(partial(self._results.add, decided))
        if refused.height or self._first:
            self._first = False
            rows = whole(refused.get_column(PLACE).to_list())
            later(partial(self._rejects.add, _told(rows, refused)))

    def close(self, metadata: Mapping[str, Any]) -> None:
        if self._results is not None:
            self._results.close({**metadata, "role": "results"})
        self._rejects.close({**metadata, "role": "rejects"})

    def abandon(self) -> None:
        for each in (self._results, self._rejects):
            if each is not None:
                each.abandon()


def _placed(frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    if PLACE in frame.columns:
        raise InvalidFrame([Fault.of(codes.NAME_TAKEN, "", column=PLACE)])
    return frame.with_columns(pl.int_range(pl.len(), dtype=pl.Int64).alias(PLACE))


def _told(rows: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """Rejected rows with their reasons in the last column."""
    name = REASONS
    while name in rows.columns:
        name += "_"
    return rows.with_columns(refused.get_column(REASONS).alias(name))


Later = Callable[[Callable[[], None]], None]


@contextmanager
def _in_order() -> Iterator[Later]:
    """Runs what it is given in another thread, one after the other, not far behind."""
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(1, "povertyrules-writer") as pool:

        def later(work: Callable[[], None]) -> None:
            waiting.append(pool.submit(work))
            while len(waiting) > _MOST_WAITING:
                waiting.popleft().result()

        try:
            yield later
            for each in waiting:
                each.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)
