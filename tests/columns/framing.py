"""Records as frames of every engine, and statuses back out of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

from povertyrules.kernel.calendar import format_month
from povertyrules.kernel.numbers import format_number, unscale
from povertyrules.kernel.truth import Truth
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number, Type
from povertyrules.model.ruleset import Entity, Fact, Row, Ruleset

KEY = "key of {}"


@dataclass
class Table:
    """The rows of one entity, column by column, as polars takes them."""

    columns: dict[str, list[Any]] = field(default_factory=dict)
    schema: dict[str, Any] = field(default_factory=dict)


def tables(ruleset: Ruleset, rows: Sequence[Row], forms: Mapping[str, str]) -> dict[str, Table]:
    """The tables of records: one for each entity, a record's own number as its key."""
    made = {entity.id: _empty(ruleset, entity, forms) for entity in ruleset.entities.values()}
    for number, row in enumerate(rows):
        _fill(ruleset, ruleset.root, row, [f"r{number}"], made, forms)
    return made


def _empty(ruleset: Ruleset, entity: Entity, forms: Mapping[str, str]) -> Table:
    table = Table()
    for each in chain(ruleset, entity):
        table.columns[KEY.format(each.id)] = []
        table.schema[KEY.format(each.id)] = pl.String
    for fact in entity.facts:
        table.columns[fact.id] = []
        table.schema[fact.id] = dtype(fact.type, forms.get(fact.id, ""))
    for collection in entity.collections:
        table.columns[collection.id] = []
        table.schema[collection.id] = pl.Int64
    return table


def chain(ruleset: Ruleset, entity: Entity) -> list[Entity]:
    found = [entity]
    while found[0].parent is not None:
        found.insert(0, ruleset.entities[found[0].parent])
    return found


def _fill(
    ruleset: Ruleset,
    entity: Entity,
    row: Row,
    keys: list[str],
    made: dict[str, Table],
    forms: Mapping[str, str],
) -> None:
    columns = made[entity.id].columns
    for each, key in zip(chain(ruleset, entity), keys, strict=True):
        columns[KEY.format(each.id)].append(key)
    for fact in entity.facts:
        columns[fact.id].append(cell(fact, row[fact.index], forms.get(fact.id, "")))
    for collection in entity.collections:
        items = row[len(entity.facts) + collection.index]
        columns[collection.id].append(None if items is None else len(items))
        below = ruleset.entities[collection.id]
        for number, item in enumerate(items or ()):
            _fill(ruleset, below, item, [*keys, f"i{number}"], made, forms)


def dtype(type_: Type, form: str) -> Any:
    match type_:
        case Boolean():
            return pl.Boolean
        case Number(decimals=0):
            return pl.String if form == "text" else pl.Int64
        case Number():
            return pl.Decimal(38, type_.decimals or 0) if form == "decimal" else pl.String
        case Date():
            return pl.String if form == "text" else pl.Date
        case Choice(many=True):
            return pl.List(pl.String)
    return pl.String


def cell(fact: Fact, value: Any, form: str) -> Any:
    """A value of a row as it stands in a frame."""
    if value is None:
        return None
    match fact.type:
        case Number(decimals=0):
            return str(value) if form == "text" else value
        case Number():
            decimals = fact.type.decimals or 0
            text = format_number(unscale(value, decimals), decimals)
            return Decimal(text) if form == "decimal" else text
        case Date():
            day = date.fromordinal(value)
            return day.isoformat() if form == "text" else day
        case Month():
            return format_month(value)
        case Choice(many=True):
            return sorted(value)
        case Choice():
            return fact.labels[value] if form == "label" else value
    return value


# engines

Maker = Callable[[pl.DataFrame], Any]


def _arrow(frame: pl.DataFrame) -> pa.Table:
    table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
    fields = [pa.field(f.name, _plain(f.type)) for f in table.schema]
    return table.cast(pa.schema(fields))


def _plain(type_: Any) -> Any:
    if pa.types.is_large_string(type_):
        return pa.string()
    if pa.types.is_large_list(type_):
        return pa.list_(pa.string())
    return type_


def _pandas(frame: pl.DataFrame) -> pd.DataFrame:
    """The columns as pandas makes them by itself: objects, floats with NaN, and all."""
    return pd.DataFrame({name: frame[name].to_list() for name in frame.columns})


def _pandas_nullable(frame: pl.DataFrame) -> pd.DataFrame:
    kinds = {
        pa.int64(): pd.Int64Dtype(),
        pa.bool_(): pd.BooleanDtype(),
        pa.string(): pd.StringDtype(),
    }
    return _arrow(frame).to_pandas(types_mapper=kinds.get)


def _pandas_arrow(frame: pl.DataFrame) -> pd.DataFrame:
    return _arrow(frame).to_pandas(types_mapper=pd.ArrowDtype)


_CONNECTION = duckdb.connect()


def _duckdb(frame: pl.DataFrame) -> duckdb.DuckDBPyRelation:
    """A relation; relations that are joined have one connection."""
    return _CONNECTION.from_arrow(_arrow(frame))


MAKERS: dict[str, Maker] = {
    "polars": lambda frame: frame,
    "polars lazy": lambda frame: frame.lazy(),
    "pandas": _pandas,
    "pandas nullable": _pandas_nullable,
    "pandas arrow": _pandas_arrow,
    "pyarrow": _arrow,
    "duckdb": _duckdb,
}


def frames(made: Mapping[str, Table], maker: Maker) -> dict[str, Any]:
    return {
        name: maker(pl.DataFrame(table.columns, schema=table.schema))
        for name, table in made.items()
    }


def rows_of(frame: Any) -> list[dict[str, Any]]:
    """A result of any engine as plain rows, blanks as None."""
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_dicts()
    if isinstance(frame, pd.DataFrame):
        return [
            {
                name: None if value is None or value is pd.NA else value
                for name, value in row.items()
            }
            for row in frame.to_dict("records")
        ]
    if isinstance(frame, pa.Table):
        listed: list[dict[str, Any]] = frame.to_pylist()
        return listed
    if isinstance(frame, duckdb.DuckDBPyRelation):
        names = frame.columns
        return [dict(zip(names, row, strict=True)) for row in frame.fetchall()]
    return [row.asDict() for row in frame.collect()]


def truth(value: Any) -> Truth:
    return None if value is None else bool(value)


def by_path(ruleset: Ruleset, entity: Entity, rows: Iterable[dict[str, Any]]) -> Iterator[Any]:
    """Each row with the keys of the item."""
    names = [KEY.format(each.id) for each in chain(ruleset, entity)]
    for row in rows:
        yield tuple(row[name] for name in names), row
