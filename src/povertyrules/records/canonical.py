"""A row as plain JSON data, from which the same row can be read again."""

from __future__ import annotations

from typing import Any

from povertyrules.kernel.calendar import format_date, format_month
from povertyrules.kernel.numbers import format_number, unscale
from povertyrules.kernel.types import Date, Month, Number, Type
from povertyrules.model.ruleset import Entity, Row, Ruleset


def canonical(ruleset: Ruleset, row: Row) -> dict[str, Any]:
    """The facts of a row by id: what is missing is left out.

    Amounts and decimals are text with all their decimals ("4800.00"), integers are
    integers, days and months ISO text, choices the ids of their values, sorted where there
    are several.
    """
    return _canonical(ruleset, ruleset.root, row)


def _canonical(ruleset: Ruleset, entity: Entity, row: Row) -> dict[str, Any]:
    facts = plain_facts(entity, row)
    count = len(entity.facts)
    for collection in entity.collections:
        rows = row[count + collection.index]
        if rows is not None:
            below = ruleset.entities[collection.id]
            facts[collection.id] = [_canonical(ruleset, below, item) for item in rows]
    return facts


def plain_facts(entity: Entity, row: Row) -> dict[str, Any]:
    """The known facts of one item as in `canonical`, without what it has itself."""
    return {
        fact.id: plain(row[fact.index], fact.type)
        for fact in entity.facts
        if row[fact.index] is not None
    }


def plain(value: Any, type_: Type) -> bool | int | str | list[str]:
    """A known value of a row as JSON data."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(type_, Number) and type_.decimals:
        return format_number(unscale(value, type_.decimals), type_.decimals)
    if isinstance(type_, Date):
        return format_date(value)
    if isinstance(type_, Month):
        return format_month(value)
    result: bool | int | str = value
    return result
