"""How a ruleset's entities lie in the rows of a table: which facts are the household's own,
repeated on every row, and which belong to the one member that a row is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import UnsupportedFeature
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.types import Text
from povertyrules.ledgers.cells import Read, cell_reader
from povertyrules.ledgers.grid import Cell
from povertyrules.ledgers.header import Column, Header
from povertyrules.ledgers.headings import is_list
from povertyrules.model.ruleset import Collection, Entity, Fact, Ruleset


@dataclass(frozen=True)
class Field:
    """A column that leads to a fact; `listed` adds to the fact's list of choices."""

    column: Column
    fact: Fact
    listed: bool
    read: Callable[[Cell], Read]

    @property
    def is_text(self) -> bool:
        return isinstance(self.fact.type, Text)


@dataclass(frozen=True)
class Layout:
    """The columns of the root's facts, and those of the one collection that rows can list.

    `key` is the index of the key's column, None where the root has no key: then every row
    is a record of its own.
    """

    root: Entity
    collection: Collection | None
    member: Entity | None
    key: int | None
    root_fields: tuple[Field, ...]
    member_fields: tuple[Field, ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.root_fields + self.member_fields


def lay_out(header: Header, ruleset: Ruleset) -> Layout:
    """Sort the columns of a header by entity.

    Raises `UnsupportedFeature` where columns belong to an entity that the rows of a table
    cannot carry: a second collection, or one of a collection's items.
    """
    root = ruleset.root
    fields = [_field(column, header) for column in header.columns if column.index in header.facts]
    member = _member(fields, ruleset)
    return Layout(
        root=root,
        collection=next((c for c in root.collections if member and c.id == member.id), None),
        member=member,
        key=header.key_column(root),
        root_fields=tuple(f for f in fields if f.fact.entity == root.id),
        member_fields=tuple(f for f in fields if member and f.fact.entity == member.id),
    )


def _field(column: Column, header: Header) -> Field:
    fact = header.facts[column.index].fact
    return Field(column, fact, is_list(fact), cell_reader(fact))


def _member(fields: list[Field], ruleset: Ruleset) -> Entity | None:
    """The entity that a row is one of, None where the columns tell of the root alone."""
    member: Entity | None = None
    for field in fields:
        entity = ruleset.entities[field.fact.entity]
        if entity in (ruleset.root, member):
            continue
        if entity.parent != ruleset.root.id or member is not None:
            raise _too_many_levels(field, entity, member or ruleset.root)
        member = entity
    return member


def _too_many_levels(field: Field, entity: Entity, other: Entity) -> UnsupportedFeature:
    fault = Fault.of(
        codes.TOO_MANY_LEVELS,
        "",
        column=field.column.letter,
        header=field.column.path,
        entity=entity.label,
        other=other.label,
    )
    return UnsupportedFeature(fault.to_text())
