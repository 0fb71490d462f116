"""Records that were read one by one, as frames: what the columns engine takes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import polars as pl

from povertyrules.kernel.calendar import format_month
from povertyrules.kernel.numbers import format_number, unscale
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number, Type
from povertyrules.model.ruleset import Entity, Fact, Row, Ruleset
from povertyrules.whatif.pairing import ROW

_ITEM = "x_item_{}"


@dataclass
class _Table:
    columns: dict[str, list[Any]] = field(default_factory=dict)
    schema: dict[str, Any] = field(default_factory=dict)

    def add(self, name: str, type_: Any) -> None:
        self.columns[name] = []
        self.schema[name] = type_


def frames(ruleset: Ruleset, rows: Iterable[tuple[int, Row]]) -> dict[str, pl.DataFrame]:
    """The frames of validated records, by entity; each record with its number in `ROW`."""
    made = {entity.id: _empty(ruleset, entity) for entity in ruleset.entities.values()}
    for number, row in rows:
        _fill(ruleset, ruleset.root, row, [number], made)
    return {n: pl.DataFrame(table.columns, schema=table.schema) for n, table in made.items()}


def key_columns(ruleset: Ruleset) -> dict[str, str]:
    """The key column of each entity in these frames."""
    return {
        e.id: ROW if e.parent is None else _ITEM.format(e.id) for e in ruleset.entities.values()
    }


def _chain(ruleset: Ruleset, entity: Entity) -> list[Entity]:
    chain = [entity]
    while chain[0].parent is not None:
        chain.insert(0, ruleset.entities[chain[0].parent])
    return chain


def _empty(ruleset: Ruleset, entity: Entity) -> _Table:
    table, keys = _Table(), key_columns(ruleset)
    for each in _chain(ruleset, entity):
        table.add(keys[each.id], pl.Int64)
    for fact in entity.facts:
        table.add(fact.id, _dtype(fact.type))
    for collection in entity.collections:
        table.add(collection.id, pl.Int64)
    return table


def _fill(
    ruleset: Ruleset, entity: Entity, row: Row, keys: Sequence[int], made: dict[str, _Table]
) -> None:
    columns, names = made[entity.id].columns, key_columns(ruleset)
    for each, key in zip(_chain(ruleset, entity), keys, strict=True):
        columns[names[each.id]].append(key)
    for fact in entity.facts:
        columns[fact.id].append(_cell(fact, row[fact.index]))
    for collection in entity.collections:
        items = row[len(entity.facts) + collection.index]
        columns[collection.id].append(None if items is None else len(items))
        for number, item in enumerate(items or ()):
            _fill(ruleset, ruleset.entities[collection.id], item, [*keys, number], made)


def _dtype(type_: Type) -> Any:
    match type_:
        case Boolean():
            return pl.Boolean
        case Number(decimals=0):
            return pl.Int64
        case Date():
            return pl.Date
        case Choice(many=True):
            return pl.List(pl.String)
    return pl.String


def _cell(fact: Fact, value: Any) -> Any:
    """A value of a row as it stands in a frame: exact, numbers with decimals as text."""
    if value is None:
        return None
    match fact.type:
        case Number(decimals=0):
            return value
        case Number(decimals=decimals):
            return format_number(unscale(value, decimals or 0), decimals or 0)
        case Date():
            return date.fromordinal(value)
        case Month():
            return format_month(value)
        case Choice(many=True):
            return sorted(value)
    return value
