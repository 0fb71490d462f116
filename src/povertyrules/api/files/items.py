"""The items of collections, in files of their own: read along with their records.

Both files are sorted by the record's key, so that one pass over each is enough, whatever
their sizes: with every batch of records come the items up to its last key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from povertyrules.api.files.batches import Batch, cut, joined
from povertyrules.api.files.columns import free_name
from povertyrules.api.files.parquet import ParquetSource
from povertyrules.kernel.catalogue import files as codes
from povertyrules.kernel.catalogue.deciding_frames import NO_SUCH_COLLECTION
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault, named_wrongly
from povertyrules.model.ruleset import Entity, Ruleset

if TYPE_CHECKING:
    import polars as pl


class Items:
    """The rows of one collection, handed out by the keys of the records."""

    def __init__(
        self, source: ParquetSource, entity: Entity, key: str, own: str | None, rows: int
    ) -> None:
        self.entity = entity
        self.source = source
        self.key = key
        self.number = None if own else free_name(source.columns)
        """Where items have no key of their own, the column that numbers them."""
        self._given = 0
        self._order = Order(self.source.name, key)
        self._batches = self.source.batches(self.source.columns, rows)
        self._waiting: pl.DataFrame | None = None
        self._keyless: list[pl.DataFrame] = []

    def upto(self, last: Any) -> pl.DataFrame:
        """The items not handed out yet whose record's key is at most `last`; none for None."""
        import polars as pl

        found = [] if self._waiting is None else [self._waiting]
        while not found or (last is not None and not _goes_beyond(found[-1], self.key, last)):
            batch = next(self._batches, None)
            if batch is None:
                break
            found.append(self._sorted(batch.frame))
        rows = pl.concat(found)
        here = 0 if last is None else rows.get_column(self.key).search_sorted(last, side="right")
        self._waiting = rows.slice(here)
        return rows.slice(0, here)

    def rest(self) -> Iterator[pl.DataFrame]:
        """The items of which no record was asked for, after the last of them."""
        if self._waiting is not None:
            yield self._waiting
        for batch in self._batches:
            yield self._sorted(batch.frame)

    def _sorted(self, frame: pl.DataFrame) -> pl.DataFrame:
        import polars as pl

        self._order.check(frame)
        if self.number is not None:
            start, end = self._given + 1, pl.len() + self._given + 1
            frame = frame.with_columns(pl.int_range(start, end, dtype=pl.Int64).alias(self.number))
        self._given += frame.height
        is_keyless = pl.col(self.key).is_null()
        if frame.get_column(self.key).null_count():
            self._keyless.append(frame.filter(is_keyless))
        return frame.filter(~is_keyless)

    def keyless(self) -> pl.DataFrame | None:
        """The items that say of no record that they are its own, among those read so far."""
        import polars as pl

        found, self._keyless = self._keyless, []
        return pl.concat(found) if found else None


class Order:
    """That the keys of a file rise, across its batches."""

    def __init__(self, name: str, key: str) -> None:
        self._name = name
        self._key = key
        self._last: Any = None

    def check(self, frame: pl.DataFrame) -> None:
        """Raises `InvalidLedger` at the first key that is less than the one before it."""
        keys = frame.get_column(self._key).drop_nulls()
        if not len(keys):
            return
        if self._last is not None and keys[0] < self._last:
            self._refuse(self._last, keys[0])
        if not keys.is_sorted():
            falls = (keys < keys.shift(1)).fill_null(False).arg_true()[0]
            self._refuse(keys[falls - 1], keys[falls])
        self._last = keys[-1]

    def _refuse(self, first: Any, second: Any) -> None:
        fault = Fault.of(
            codes.UNSORTED,
            "",
            name=self._name,
            column=self._key,
            first=str(first),
            second=str(second),
        )
        raise InvalidLedger(fault)


def by_whole_keys(batches: Iterator[Batch], order: Order, key: str) -> Iterator[tuple[Batch, Any]]:
    """The batches with their last keys, cut so that rows of one key stand in one batch: only
    so is a key that occurs twice found."""
    waiting: Batch | None = None
    for batch in batches:
        order.check(batch.frame)
        here = batch if waiting is None else joined([waiting, batch])
        keys = here.frame.get_column(key)
        last = _last(keys)
        first = 0 if last is None else _first_of(keys, last)
        waiting = cut(here, first, len(keys))
        if first:
            yield cut(here, 0, first), _last(keys.slice(0, first))
    if waiting is not None:
        yield waiting, _last(waiting.frame.get_column(key))


def _last(keys: pl.Series) -> Any:
    known = keys.drop_nulls()
    return known[-1] if len(known) else None


def _first_of(keys: pl.Series, last: Any) -> int:
    """Where the rows of the last key begin."""
    return int((keys == last).fill_null(False).arg_true()[0])


def _goes_beyond(frame: pl.DataFrame, key: str, last: Any) -> bool:
    return bool(frame.height) and bool(frame.get_column(key)[-1] > last)


def key_of(entity: Entity, columns: Sequence[str], keys: Mapping[str, str]) -> str | None:
    """The column with the key of an entity."""
    if entity.id in keys:
        return keys[entity.id] if keys[entity.id] in columns else None
    fact = next((fact for fact in entity.facts if fact.id == entity.key), None)
    names = () if fact is None else (fact.id, fact.label, *fact.aliases)
    return next((name for name in columns if name in names), None)


def open_items(
    ruleset: Ruleset,
    paths: Mapping[str, Path],
    keys: Mapping[str, str],
    records: tuple[str, str, str],
    rows: int,
) -> dict[str, Items]:
    """The items of each collection that has a file. `records` are the name of the records'
    source, its key column and the type of that. Raises `InvalidLedger`."""
    found: dict[str, Items] = {}
    for name, path in paths.items():
        source, key = item_source(ruleset, name, path, keys)
        if (type_ := source.type_of(key)) != records[2]:
            types: dict[str, Any] = {"column": key, "type": type_, "other": records[2]}
            raise InvalidLedger(
                Fault.of(codes.SCHEMAS_DIFFER, "", name=source.name, first=records[0], **types)
            )
        entity = ruleset.entities[name]
        own = key_of(entity, source.columns, keys)
        found[name] = Items(source, entity, key, own, rows)
    return found


def item_source(
    ruleset: Ruleset, name: str, path: Path, keys: Mapping[str, str]
) -> tuple[ParquetSource, str]:
    """The file of a collection, and its column with the record's key. Raises `InvalidLedger`."""
    entity, root = ruleset.entities.get(name), ruleset.root
    if entity is None or entity.parent is None:
        known = [e.id for e in ruleset.entities.values() if e.parent]
        raise InvalidLedger(
            named_wrongly(NO_SUCH_COLLECTION, name, known, ruleset=ruleset.reference)
        )
    source = ParquetSource(path)
    key = key_of(root, source.columns, keys)
    if key is None:
        named = keys.get(root.id) or root.key or root.id
        values: dict[str, Any] = {"column": named, "columns": ", ".join(source.columns)}
        raise InvalidLedger(Fault.of(codes.MISSING_COLUMN, "", name=source.name, **values))
    return source, key
