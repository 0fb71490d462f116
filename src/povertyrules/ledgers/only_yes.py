"""Columns that say only yes, so that their blanks look like no and are not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.types import Boolean
from povertyrules.ledgers.layout import Field, Layout
from povertyrules.ledgers.ledger import LedgerRecord


def only_yes_notes(layout: Layout, records: Iterable[LedgerRecord]) -> Iterator[Fault]:
    """The columns in which the households read say yes or nothing.

    Counted are the values of households and of their members, not rows: a household whose
    further rows are blank has its value from the first, and a rejected one has none.
    """
    households = [record.data for record in records]
    yield from _notes(layout.root_fields, households)
    if layout.collection is not None:
        name = layout.collection.id
        members = [item for data in households for item in data.get(name, ())]
        yield from _notes(layout.member_fields, members)


def _notes(fields: Iterable[Field], items: list[dict[str, Any]]) -> Iterator[Fault]:
    for field in fields:
        if not isinstance(field.fact.type, Boolean):
            continue
        said = [item.get(field.fact.id) for item in items]
        if True in said and False not in said and None in said:
            yield Fault.of(
                codes.ONLY_YES,
                "",
                column=field.column.letter,
                header=field.column.path,
                blanks=said.count(None),
            )
