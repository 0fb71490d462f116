"""A third judge: decides complete records by the words of the language, without the library.

Plain Python values (`bool`, `Fraction`, `date`, pairs for months, `str`, `frozenset`), plain
recursion, nothing unknown. It checks the reference engine, which checks the others.
"""

from __future__ import annotations

import operator
import re
from calendar import monthrange
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

from tests.property.forms import (
    Among,
    AsOf,
    Call,
    Constant,
    Contains,
    Definition,
    Expr,
    Form,
    Op,
    Presence,
    Quantified,
    Read,
    Same,
    Sought,
    SoughtRecord,
    Step,
)
from tests.property.records import Record

Path = tuple[tuple[str, int], ...]
"""Each collection on the way to an item, with the item's index in it."""


@dataclass(frozen=True, eq=False)
class Item:
    """A record, or an item of one of its collections, with its place in the whole."""

    entity: str
    facts: Record
    above: Item | None
    below: dict[str, list[Item]]

    def chain(self) -> list[Item]:
        return [self] if self.above is None else [*self.above.chain(), self]


@dataclass(frozen=True)
class Place:
    """Where an expression stands: the items in scope with their names, and the base."""

    items: tuple[tuple[str | None, Item], ...]
    base: Item

    def find(self, entity: str, name: str | None) -> Item:
        """The item called by a name, or the innermost without one."""
        if name == "this":
            return self.base
        return next(
            item for alias, item in reversed(self.items) if item.entity == entity and alias == name
        )

    def named(self, name: str) -> Item:
        if name == "this":
            return self.base
        return next(item for alias, item in self.items if alias == name)


def item_of(form: Form, entity: str, record: Record, above: Item | None = None) -> Item:
    item = Item(entity, record, above, {})
    for child in form.children(entity):
        records = record.get(child.id) or []
        item.below[child.id] = [item_of(form, child.id, r, item) for r in records]
    return item


class Judge:
    """Decides the definitions of a ruleset for complete records on one day."""

    def __init__(self, form: Form, as_of: date) -> None:
        self._form = form
        self._as_of = as_of
        self._facts = {fact.id: fact.entity for fact in form.facts}
        self._definitions = {d.id: d for d in form.definitions}
        self._parameters = {p.id: p for p in form.parameters}
        self._parents = {e.id: e.parent for e in form.entities}

    def truths(self, record: Record) -> dict[tuple[str, Path], bool]:
        """Each outcome and assumption, by id and by the path of its item."""
        root = item_of(self._form, self._form.entities[0].id, record)
        return {
            (definition.id, place): self.definition(definition, item)
            for place, item in _places(root, ())
            for definition in self._form.definitions
            if definition.entity == item.entity and definition.section in _REPORTED
        }

    def definition(self, definition: Definition, item: Item) -> Any:
        chain = item.chain()
        place = Place(tuple((None, above) for above in chain), item)
        return self.value(definition.body, place)

    def value(self, expression: Expr, place: Place) -> Any:
        """What an expression is."""
        match expression:
            case Constant():
                return expression.value
            case AsOf():
                return self._as_of
            case Read(name=name, item=item):
                return self._read(name, item, place)
            case Op(operator=name, operands=operands):
                return self._operator(name, operands, place)
            case Call(function=name, arguments=arguments, words=words):
                return self._call(name, arguments, words, place)
            case Quantified():
                return self._quantified(expression, place)
            case Step():
                return self._step(expression, place)
            case Sought():
                return self._matches(expression, place)
        return self._test(expression, place)

    def _test(self, test: Among | Contains | Presence | Same, place: Place) -> bool:
        match test:
            case Among(value=value, options=options, negated=negated):
                found = self.value(value, place) in [option.value for option in options]
                return bool(found) != negated
            case Contains(option=option, whole=whole, negated=negated):
                return bool(option.value in self.value(whole, place)) != negated
            case Presence():
                return self._is_missing(test, place) == test.missing
            case Same(left=left, right=right, negated=negated):
                return (place.named(left) is place.named(right)) != negated

    def _read(self, name: str, item: str | None, place: Place) -> Any:
        if name in self._parameters:
            return self._parameter(name)
        if name in self._facts:
            return place.find(self._facts[name], item).facts[name]
        definition = self._definitions[name]
        return self.definition(definition, place.find(definition.entity, item))

    def _parameter(self, name: str) -> Any:
        parameter = self._parameters[name]
        if parameter.fill is not None:
            return parameter.fill
        value = next(
            dated.value
            for dated in parameter.values
            if dated.start <= self._as_of and (dated.end is None or self._as_of <= dated.end)
        )
        if isinstance(value, Op | Read | Constant):
            return self.value(value, Place((), Item("", {}, None, {})))
        return value

    def _is_missing(self, presence: Presence, place: Place) -> bool:
        name = presence.name
        owner = self._facts.get(name) or self._parents[name]
        assert owner is not None
        return name not in place.find(owner, presence.item).facts

    def _operator(self, name: str, operands: tuple[Expr, ...], place: Place) -> Any:
        values = [self.value(operand, place) for operand in operands]
        return _OPERATORS[name](*values)

    def _call(
        self, name: str, arguments: tuple[Expr, ...], words: tuple[str, ...], place: Place
    ) -> Any:
        values = [self.value(argument, place) for argument in arguments]
        return _FUNCTIONS[name](*values, *words)

    def _step(self, step: Step, place: Place) -> bool:
        held = sum(bool(self.value(condition, place)) for condition in step.conditions)
        return {
            "all": held == len(step.conditions),
            "any": held > 0,
            "not": held == 0,
            "at_least": held >= step.needed,
        }[step.operator]

    def _matches(self, sought: Sought, place: Place) -> bool:
        """Whether any choice of records satisfies all conditions: every choice is tried."""
        matched = [record for record in sought.records if not record.absent]
        absent = [record for record in sought.records if record.absent]
        choices = product(*(self._items(record, place) for record in matched))
        return any(self._is_match(matched, items, absent, place) for items in choices)

    def _is_match(
        self,
        matched: list[SoughtRecord],
        items: tuple[Item, ...],
        absent: list[SoughtRecord],
        place: Place,
    ) -> bool:
        if len({id(item) for item in items}) < len(items):
            return False
        for record, item in zip(matched, items, strict=True):
            if not self._is_such(record, item, place):
                return False
            place = Place((*place.items, (record.name, item)), place.base)
        return not any(
            self._is_such(record, item, place)
            for record in absent
            for item in self._items(record, place)
            if not any(item is other for other in items)
        )

    def _is_such(self, record: SoughtRecord, item: Item, place: Place) -> bool:
        """Whether an item is as a record is described: by its name, and by bare names."""
        inside = Place((*place.items, (record.name, item), (None, item)), place.base)
        return record.where is None or bool(self.value(record.where, inside))

    def _items(self, record: SoughtRecord, place: Place) -> list[Item]:
        owner = self._parents[record.collection]
        return next(i for _, i in place.items if i.entity == owner).below[record.collection]

    def _quantified(self, quantified: Quantified, place: Place) -> Any:
        owner_entity = self._parents[quantified.collection]
        assert owner_entity is not None
        owner = place.find(owner_entity, quantified.item)
        values = []
        for item in owner.below[quantified.collection]:
            inside = Place((*place.items, (quantified.alias, item)), place.base)
            if quantified.where is None or self.value(quantified.where, inside):
                body = quantified.body
                values.append(True if body is None else self.value(body, inside))
        if quantified.function in ("min", "max") and not values:
            assert quantified.otherwise is not None
            return self.value(quantified.otherwise, place)
        return _AGGREGATES[quantified.function](values)


_REPORTED = ("outcomes", "assumptions")


def _places(item: Item, place: Path) -> Iterator[tuple[Path, Item]]:
    yield place, item
    for name, items in item.below.items():
        for index, below in enumerate(items):
            yield from _places(below, (*place, (name, index)))


def _months_between(start: Any, end: Any) -> Fraction:
    """The most months that can be added to `start` without passing `end`."""
    if isinstance(start, tuple):
        return Fraction(12 * (end[0] - start[0]) + end[1] - start[1])
    months = 12 * (end.year - start.year) + end.month - start.month
    last = monthrange(end.year, end.month)[1]
    return Fraction(months if min(start.day, last) <= end.day else months - 1)


def _years_between(start: date, end: date) -> Fraction:
    return Fraction(_months_between(start, end) // 12)


def _round(value: Fraction, places: str, mode: str) -> Fraction:
    unit = Fraction(1, 10 ** int(places))
    below = value // unit
    rest = value / unit - below
    away = below + (value > 0)
    up = {
        "floor": below,
        "ceiling": below + 1,
        "up": away,
        "down": below + (value < 0),
        "half_up": below + 1 if rest > Fraction(1, 2) else below,
        "half_even": below + 1 if rest > Fraction(1, 2) else below,
    }[mode]
    if rest == 0:
        return below * unit
    if rest == Fraction(1, 2) and mode == "half_up":
        up = away
    if rest == Fraction(1, 2) and mode == "half_even":
        up = below + below % 2
    return up * unit


_OPERATORS: Mapping[str, Callable[..., Any]] = {
    "not": operator.not_,
    "and": lambda *truths: all(truths),
    "or": lambda *truths: any(truths),
    "implies": lambda condition, consequence: consequence if condition else True,
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
    "+": operator.add,
    "-": operator.sub,
    "*": operator.mul,
    "/": operator.truediv,
    "negative": operator.neg,
}
_FUNCTIONS: Mapping[str, Callable[..., Any]] = {
    "round": _round,
    "abs": abs,
    "least": min,
    "greatest": max,
    "if": lambda condition, yes, no: yes if condition else no,
    "days_between": lambda start, end: Fraction((end - start).days),
    "months_between": _months_between,
    "years_between": _years_between,
    "age_on": _years_between,
    "month_of": lambda day: (day.year, day.month),
    "year_of": lambda day: Fraction(day.year),
    "length": lambda text: Fraction(len(text)),
    "starts_with": lambda text, prefix: text.startswith(prefix),
    "matches": lambda text, pattern: re.fullmatch(pattern, text) is not None,
    "count": lambda chosen: Fraction(len(chosen)),
}
_AGGREGATES: Mapping[str, Callable[[list[Any]], Any]] = {
    "any": any,
    "all": all,
    "count": lambda values: Fraction(len(values)),
    "sum": lambda values: sum(values, Fraction(0)),
    "min": min,
    "max": max,
}
