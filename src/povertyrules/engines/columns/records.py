"""One record out of the frames, as `evaluate` takes it: for an explanation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import narwhals as nw

from povertyrules.engines.columns.sources import Source
from povertyrules.model.ruleset import Entity, Ruleset

if TYPE_CHECKING:
    from povertyrules.engines.columns.options import Options


def record_of(
    ruleset: Ruleset, sources: Mapping[str, Source], key: Any, options: Options
) -> tuple[Any, dict[str, Any]]:
    """The date and the facts of the record with a key. Raises `KeyError`."""
    root = sources[ruleset.root.id]
    _refuse_kind(root, key)
    rows = _rows(root, (key,))
    if len(rows) != 1:
        raise KeyError(f"{len(rows)} rows have the key {key!r}")
    day = rows[0].get(options.day) if options.day else None
    return day, _record(ruleset, sources, root, (key,), rows[0], options)


def _refuse_kind(root: Source, key: Any) -> None:
    """A text is no number: engines compare the two each in its own way, or not at all."""
    [name] = root.keys
    dtype = root.schema.get(name)  # a column that numbers the rows is in no schema
    whole = dtype is None or dtype.is_integer()
    if (whole and isinstance(key, str)) or (dtype == nw.String and not isinstance(key, str)):
        kind = "whole numbers" if whole else "text"
        raise KeyError(f"no row has the key {key!r}: the keys in {name} are {kind}")


def _record(
    ruleset: Ruleset,
    sources: Mapping[str, Source],
    source: Source,
    keys: tuple[Any, ...],
    row: Mapping[str, Any],
    options: Options,
) -> dict[str, Any]:
    record = {fact: row[name] for fact, name in source.columns.used.items()}
    for collection in source.entity.collections:
        below = ruleset.entities[collection.id]
        if below.id in sources:
            items = _items(ruleset, sources, below, keys, options)
            if items or _is_given(source, row, below.id, options):
                record[collection.id] = items
    return record


def _items(
    ruleset: Ruleset,
    sources: Mapping[str, Source],
    entity: Entity,
    keys: tuple[Any, ...],
    options: Options,
) -> list[dict[str, Any]]:
    source = sources[entity.id]
    return [
        _record(ruleset, sources, source, (*keys, row[source.keys[-1]]), row, options)
        for row in _rows(source, keys)
    ]


def _is_given(source: Source, row: Mapping[str, Any], collection: str, options: Options) -> bool:
    """Whether a collection without rows was given, as having none."""
    if collection in source.counts:
        return row[source.counts[collection]] is not None
    return options.always


def _rows(source: Source, keys: tuple[Any, ...]) -> list[dict[str, Any]]:
    """The rows with these keys, in their order."""
    pairs = zip(source.keys, keys, strict=False)
    frame = source.frame.filter(*(nw.col(name) == key for name, key in pairs))
    names = [*source.columns.used.values(), *source.keys, *source.counts.values(), *source.also]
    frame = frame.select(*dict.fromkeys(names))
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    found: list[dict[str, Any]] = frame.rows(named=True)
    return found
