"""The thorough way into a row: any mapping, names by id, label or alias, every fault found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from povertyrules.kernel.catalogue import records as codes
from povertyrules.kernel.errors import InvalidRecord
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.foreign import entries_of, plain_text_of
from povertyrules.kernel.possible import Range
from povertyrules.kernel.shown import shown, shown_text
from povertyrules.kernel.suggest import nearest
from povertyrules.model.ruleset import Entity, Row, Ruleset
from povertyrules.records.readers import Reader, Refused, RefusedList, reader

_MOST_SUGGESTIONS = 20


@dataclass(frozen=True, slots=True)
class Items:
    """A collection of an entity, as a place in its rows."""

    id: str
    shape: Shape
    size: Range


@dataclass(frozen=True, slots=True)
class Shape:
    """How the records of an entity are read: the place of each name, and what reads it."""

    entity: Entity
    places: Mapping[str, int]
    readers: tuple[Reader, ...]
    items: tuple[Items, ...]

    def id_of(self, place: int) -> str:
        facts = self.entity.facts
        return facts[place].id if place < len(facts) else self.items[place - len(facts)].id


def shape(ruleset: Ruleset, entity: Entity) -> Shape:
    """The shape of an entity's records; an id is never shadowed by a label or an alias."""
    items = tuple(
        Items(c.id, shape(ruleset, ruleset.entities[c.id]), c.size) for c in entity.collections
    )
    places: dict[str, int] = {}
    for name, place in [*_ids(entity), *_labels(ruleset, entity)]:
        places.setdefault(name, place)
    return Shape(entity, places, tuple(reader(fact) for fact in entity.facts), items)


def _ids(entity: Entity) -> list[tuple[str, int]]:
    count = len(entity.facts)
    facts = [(fact.id, fact.index) for fact in entity.facts]
    return facts + [(c.id, count + c.index) for c in entity.collections]


def _labels(ruleset: Ruleset, entity: Entity) -> list[tuple[str, int]]:
    count = len(entity.facts)
    facts = [(n, fact.index) for fact in entity.facts for n in (fact.label, *fact.aliases)]
    labels = [(ruleset.entities[c.id].label, count + c.index) for c in entity.collections]
    return facts + labels


def validate(shape: Shape, record: object) -> Row:
    """The row of a record.

    Raises `InvalidRecord` with every fault, each at the path where the caller has it.
    """
    reading = _Reading()
    row = reading.record(shape, record, "")
    if reading.faults:
        raise InvalidRecord(reading.faults)
    return row


class _Reading:
    """Collects the faults of one record."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self._suggestions = 0

    def record(self, shape: Shape, record: object, path: str) -> Row:
        row: list[Any] = [None] * (len(shape.entity.facts) + len(shape.items))
        names: dict[int, str] = {}
        for key, value in self._entries(shape, record, path):
            place = self._place(shape, key, path)
            if place is None:
                continue
            if place in names:
                self._given_twice(shape, place, names[place], key, path)
                continue
            names[place] = key
            row[place] = self._value(shape, place, value, _below(path, key))
        return tuple(row)

    def _entries(self, shape: Shape, record: object, path: str) -> list[tuple[Any, Any]]:
        entries = entries_of(record)
        if entries is not None:
            return entries
        example = shape.entity.facts[0].id if shape.entity.facts else "…"
        self.faults.append(
            Fault.of(
                codes.NOT_A_RECORD,
                path,
                entity=shape.entity.label,
                found=shown(record),
                example=example,
            )
        )
        return []

    def _place(self, shape: Shape, key: object, path: str) -> int | None:
        name = plain_text_of(key)
        if name is None:
            self.faults.append(Fault.of(codes.NAME_NOT_TEXT, path, found=shown(key)))
            return None
        place = shape.places.get(name)
        if place is None:
            self._unknown(shape, name, path)
        return place

    def _unknown(self, shape: Shape, name: str, path: str) -> None:
        self._suggestions += 1
        few = self._suggestions <= _MOST_SUGGESTIONS
        fault = Fault.of(
            codes.UNKNOWN_FACT,
            _below(path, name),
            suggestion=nearest(name, shape.places) if few else None,
            entity=shape.entity.label,
            name=shown(name),
        )
        self.faults.append(fault)

    def _given_twice(self, shape: Shape, place: int, first: str, second: str, path: str) -> None:
        fault = Fault.of(
            codes.GIVEN_TWICE,
            _below(path, second),
            fact=shape.id_of(place),
            first=shown(first),
            second=shown(second),
        )
        self.faults.append(fault)

    def _value(self, shape: Shape, place: int, value: object, path: str) -> Any:
        if place >= len(shape.readers):
            return self._items(shape.items[place - len(shape.readers)], value, path)
        try:
            return shape.readers[place](value)
        except Refused as refused:
            self._refused(refused, path)
        except RefusedList as refused:
            for part in refused.parts:
                self._refused(part, path)
        return None

    def _refused(self, refused: Refused, path: str) -> None:
        where = path + refused.place
        self.faults.append(
            Fault(refused.code, where, refused.values, suggestion=refused.suggestion)
        )

    def _items(self, items: Items, value: object, path: str) -> tuple[Row, ...] | None:
        if value is None:
            return None
        if not (type(value) is list or type(value) is tuple):
            fault = Fault.of(codes.EXPECTED_ITEMS, path, name=items.id, found=shown(value))
            self.faults.append(fault)
            return None
        count = len(value)
        if not items.size.low <= count <= items.size.high:
            self._wrong_count(items, count, path)
            return None
        return tuple(
            self.record(items.shape, item, f"{path}[{number}]") for number, item in enumerate(value)
        )

    def _wrong_count(self, items: Items, count: int, path: str) -> None:
        few = count < items.size.low
        code = codes.TOO_FEW_ITEMS if few else codes.TOO_MANY_ITEMS
        limit = items.size.low if few else items.size.high
        self.faults.append(Fault.of(code, path, name=items.id, count=count, limit=limit))


def _below(path: str, key: str) -> str:
    name = shown_text(key)
    return f"{path}.{name}" if path else name
