"""One record out of the frames, as `evaluate` takes it: for an explanation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from numbers import Number
from typing import TYPE_CHECKING, Any

import narwhals as nw

from povertyrules.engines.columns.nulls import ALL_NULL
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
    own = source.keys[-1]  # of items that are anonymous no row has it, and nothing is keyed to them
    return [
        _record(ruleset, sources, source, (*keys, row.get(own)), row, options)
        for row in _rows(source, keys)
    ]


def _is_given(source: Source, row: Mapping[str, Any], collection: str, options: Options) -> bool:
    """Whether a collection without rows was given, as having none."""
    if collection in source.counts:
        return row[source.counts[collection]] is not None
    return options.always


def _may_have(source: Source, name: str, key: Any) -> bool:
    """Whether a key column may have a value at all: engines refuse to compare a number with a
    text, and pandas takes the keys of no rows for numbers."""
    dtype = source.schema.get(name, nw.Int64())  # of rows that are numbered
    if dtype is ALL_NULL or (not source.lazy and len(source.frame) == 0):
        return False
    kinds = next((kinds for is_of, kinds in _KINDS if is_of(dtype)), object)
    return isinstance(key, kinds) and not (isinstance(key, bool) and kinds is Number)


_TEXTS = (nw.String, nw.Categorical, nw.Enum)
_KINDS: tuple[tuple[Callable[[Any], bool], type], ...] = (
    (lambda dtype: bool(dtype.is_numeric()), Number),
    (lambda dtype: dtype in _TEXTS, str),
    (lambda dtype: dtype == nw.Date, date),
)
"""What the values of a key column are to Python, as far as that is known."""


def _rows(source: Source, keys: tuple[Any, ...]) -> list[dict[str, Any]]:
    """The rows with these keys, in their order."""
    pairs = list(zip(source.keys, keys, strict=False))
    if not all(_may_have(source, name, key) for name, key in pairs):
        return []
    frame = source.frame.filter(*(nw.col(name) == key for name, key in pairs))
    told = source.keys[:-1] if source.anonymous else source.keys
    names = [*source.columns.used.values(), *told, *source.counts.values(), *source.also]
    frame = frame.select(*dict.fromkeys(names))
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect()
    found: list[dict[str, Any]] = frame.rows(named=True)
    return found
