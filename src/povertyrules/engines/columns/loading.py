"""Loading frames: the columns that a program reads, under its names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from povertyrules.engines.columns.nulls import ALL_NULL
from povertyrules.engines.columns.plan import KEYLESS, REPEATED, Plan
from povertyrules.engines.columns.program import Table
from povertyrules.engines.columns.readings import listed
from povertyrules.engines.columns.sources import Source, inside
from povertyrules.engines.columns.translated import Translated
from povertyrules.kernel.catalogue import deciding_frames as codes
from povertyrules.kernel.errors import InvalidFrame
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.types import Choice

ROW_NUMBER = "x_row"


@dataclass(frozen=True, slots=True, eq=False)
class Load:
    """How a frame is loaded: the columns of it that come along, those made of them, and those
    that then are needed no more."""

    chosen: tuple[Translated, ...]
    made: tuple[Translated, ...]
    marked: tuple[nw.Expr, ...]
    dropped: tuple[str, ...]

    def frame(self, source: Source) -> Any:
        """The frame with the columns that a program reads."""
        frame = _query(source).select(*self.chosen)
        frame = frame if source.lazy else _numbered(frame)
        frame = frame.with_columns(*self.made)
        frame = frame.with_columns(*self.marked) if self.marked else frame
        return frame.drop(*self.dropped) if self.dropped else frame


def load(source: Source, table: Table, kinds: Mapping[str, Any], *, owns: bool) -> Load:
    """Load the columns that the program reads: the facts' own, and the keys.

    Of a frame in memory nothing else comes along but the number of each row.
    """
    names = _needed(source)
    chosen = [Translated(_column(source, name), inside(name)) for name in names]
    pairs = list(zip(source.keys, table.keys, strict=True))[: -1 if source.anonymous else None]
    made = [Translated(_key(source, own, kinds.get(key)), key) for own, key in pairs]
    made += [
        Translated(nw.col(inside(name)).cast(nw.Int64), f"n_{collection}")
        for collection, name in source.counts.items()
    ]
    lists = [fact for fact in source.facts if isinstance(fact.type, Choice) and fact.type.many]
    for fact in lists:
        found = listed(fact, inside(source.columns.used[fact.id]))
        made += [Translated(expr, name) for name, expr in found.items()]
    dropped = () if source.lazy else [inside(source.columns.used[fact.id]) for fact in lists]
    return Load(tuple(chosen), tuple(made), _marks(table) if owns else (), tuple(dropped))


def _column(source: Source, name: str) -> nw.Expr:
    """A column; keys of no type as texts, since Arrow joins no table that has any."""
    untyped = name in source.keys and source.schema.get(name) is ALL_NULL
    return nw.col(name).cast(nw.String) if untyped else nw.col(name)


def _needed(source: Source) -> list[str]:
    """The columns that come along: all of a query, whose rejected rows are told from them; of
    a frame in memory only what is read, since some engines join no tables with lists in them."""
    names: list[str] = source.frame.collect_schema().names()
    if source.lazy:
        return names
    read = {*source.columns.used.values(), *source.keys, *source.counts.values(), *source.also}
    return [name for name in names if name in read]


def key_kinds(plan: Plan, sources: Mapping[str, Source]) -> dict[str, Any]:
    """The type of each key column, which must be one in all tables that have it.

    Raises `InvalidFrame`: 7 and "7" are not one key.
    """
    kinds: dict[str, Any] = {}
    faults: list[Fault] = []
    for name, source in sources.items():
        for own, key in zip(source.keys, plan.tables[name].keys, strict=True):
            kind = _kind(source, own)
            if kind is not None and kinds.setdefault(key, kind) != kind:
                place, other = f"{name}.{own}", str(kinds[key])
                faults.append(Fault.of(codes.KEY_TYPES_DIFFER, place, type=str(kind), other=other))
    if faults:
        raise InvalidFrame(faults)
    return kinds


def _kind(source: Source, name: str) -> Any:
    """The type in which a key column is compared; None where there is no value to compare."""
    if name not in source.schema or (not source.lazy and len(source.frame) == 0):
        return None
    dtype = source.schema[name]
    if dtype is ALL_NULL:
        return None
    if dtype.is_integer():
        return nw.Int64()
    return nw.String() if dtype in (nw.String, nw.Categorical, nw.Enum) else dtype


def _key(source: Source, name: str, kind: Any) -> nw.Expr:
    same = kind is None or source.schema.get(name, kind) == kind
    column = nw.col(inside(name))
    return column if same else column.cast(kind)


def owns_items(source: Source, sources: Mapping[str, Source]) -> bool:
    """Whether there are items keyed to the rows of a frame."""
    return any(collection.id in sources for collection in source.entity.collections)


def _marks(table: Table) -> tuple[nw.Expr, ...]:
    nulls = [nw.col(key).is_null() for key in table.keys]
    return (
        nw.any_horizontal(*nulls, ignore_nulls=True).alias(KEYLESS),
        (nw.len().over(*table.keys) > 1).alias(REPEATED),
    )


def _query(source: Source) -> Any:
    """The frame, as a query where it is of polars: that leaves out what nobody reads."""
    if source.backend.name == "polars" and not source.lazy:
        return nw.from_native(source.frame.to_native().lazy())
    return source.frame


def _numbered(frame: Any) -> Any:
    if isinstance(frame, nw.LazyFrame):  # of polars, whose rows have an order
        return nw.from_native(frame.to_native().with_row_index(ROW_NUMBER))
    return frame.with_row_index(ROW_NUMBER)


def part_unmatched(plan: Plan, frames: dict[str, Any]) -> dict[str, Any]:
    """The rows of items that belong to no row; they are taken out of `frames`."""
    unmatched: dict[str, Any] = {}
    for entity in plan.ruleset.entities.values():
        if entity.parent is None or entity.id not in frames:
            continue
        keys = list(plan.tables[entity.parent].keys)
        owners = frames[entity.parent].select(*keys)
        unmatched[entity.id] = frames[entity.id].join(owners, on=keys, how="anti")
        frames[entity.id] = frames[entity.id].join(owners, on=keys, how="semi")
    return unmatched
