"""The reference engine: an interpreter written to be obviously right, not fast.

It evaluates every node of every definition on possible values, one after another in the
ruleset's order, with the operators' and quantifiers' own meaning and nothing else. It keeps
every value, so what it decides and what it observes are the same computation.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import Any

from povertyrules.kernel.numbers import exact
from povertyrules.kernel.operators import OPERATORS
from povertyrules.kernel.possible import Infinity, Possible, Range, Subset, is_known, point
from povertyrules.kernel.quantifiers import QUANTIFIERS
from povertyrules.kernel.types import Number
from povertyrules.model.nodes import (
    Apply,
    AsOf,
    Constant,
    DefinitionRef,
    Expression,
    FactRef,
    ParameterRef,
    Presence,
    Quantify,
    SameItem,
)
from povertyrules.model.outcome import Binding, Frame, Observation, Verdicts
from povertyrules.model.possibility import of_value
from povertyrules.model.ruleset import Definition, Entity, Fact, Row, Ruleset


@dataclass(slots=True, eq=False)
class Item:
    """One item of an entity while it is evaluated.

    `listed` follows the entity's collections: the items, or None for one not given, whose
    unlisted item is then in `unlisted`. `frames` and `values` fill up as definitions are
    evaluated.
    """

    entity: Entity
    row: Row
    parent: Item | None
    listed: list[list[Item] | None] = field(default_factory=list)
    unlisted: list[Item | None] = field(default_factory=list)
    values: dict[str, Any] = field(default_factory=dict)
    frames: dict[str, Frame] = field(default_factory=dict)

    def items(self, collection: int) -> list[Item]:
        listed, unlisted = self.listed[collection], self.unlisted[collection]
        if listed is not None:
            return listed
        return [] if unlisted is None else [unlisted]


@dataclass(frozen=True, slots=True)
class ReferencePlan:
    """A ruleset ready to be interpreted with the parameters of one day."""

    ruleset: Ruleset
    binding: Binding

    def decide(self, row: Row) -> Verdicts:
        return _verdicts(self._evaluate(row))

    def observe(self, row: Row) -> Observation:
        return _observation(self._evaluate(row))

    def _evaluate(self, row: Row) -> Item:
        root = _item(self.ruleset, self.ruleset.root, row, None)
        for definition in self.ruleset.order:
            for item in _all_items(root, definition.entity, self.ruleset):
                evaluation = _Evaluation(self.binding, _chain(item))
                frame, value = evaluation.frame((definition.body,))
                item.frames[definition.id], item.values[definition.id] = frame, value[0]
        return root


def plan(ruleset: Ruleset, binding: Binding) -> ReferencePlan:
    return ReferencePlan(ruleset, binding)


def _item(ruleset: Ruleset, entity: Entity, row: Row, parent: Item | None) -> Item:
    item = Item(entity, row, parent)
    for collection in entity.collections:
        below = ruleset.entities[collection.id]
        rows = row[len(entity.facts) + collection.index]
        listed = None if rows is None else [_item(ruleset, below, r, item) for r in rows]
        item.listed.append(listed)
        item.unlisted.append(
            _item(ruleset, below, below.unlisted, item) if listed is None else None
        )
    return item


def _all_items(root: Item, entity: str, ruleset: Ruleset) -> list[Item]:
    """Every item of an entity in a record, unlisted ones included."""
    if root.entity.id == entity:
        return [root]
    found: list[Item] = []
    for index in range(len(root.entity.collections)):
        for item in root.items(index):
            found.extend(_all_items(item, entity, ruleset))
    return found


def _chain(item: Item) -> tuple[Item, ...]:
    """An item with all that it is part of, the root first: the opening scopes."""
    return (item,) if item.parent is None else (*_chain(item.parent), item)


@dataclass(frozen=True, slots=True)
class _Evaluation:
    """The evaluation of expressions with the given items in scope, by level."""

    binding: Binding
    scopes: tuple[Item, ...]

    def frame(self, nodes: tuple[Expression, ...]) -> tuple[Frame, list[Any]]:
        """Evaluate nodes that share a frame; their frame, and the value of each."""
        seen: dict[int, Any] = {}
        values = [self.value(node, seen) for node in nodes]
        return tuple(seen[slot] for slot in range(len(seen))), values

    def value(self, node: Expression, seen: dict[int, Any]) -> Any:
        """What a node may be, as possible values; `seen` takes what is to be observed."""
        value = self._value(node, seen)
        if isinstance(node, FactRef):
            seen[node.slot] = self.scopes[node.level].row[node.fact.index]
        else:
            seen[node.slot] = observed(node, value)
        return value

    def _value(self, node: Expression, seen: dict[int, Any]) -> Any:  # noqa: C901  one case a kind
        match node:
            case Constant():
                return of_value(node.value, node.type)
            case ParameterRef():
                return of_value(self.binding.values[node.parameter.id], node.type)
            case AsOf():
                return point(self.binding.as_of.toordinal())
            case FactRef():
                return _fact(self.scopes[node.level], node.fact)
            case DefinitionRef():
                return self.scopes[node.level].values[node.definition.id]
            case Apply():
                operands = [self.value(operand, seen) for operand in node.operands]
                return OPERATORS[node.operator].meaning(*operands, **dict(node.parameters))
            case Quantify():
                return self._quantified(node, seen)
            case Presence():
                return self._is_missing(node) == node.missing
            case SameItem():
                left, right = self.scopes[node.left_level], self.scopes[node.right_level]
                if left is right and _stands_for_many(left):
                    return None
                return (left is right) != node.negated

    def _quantified(self, node: Quantify, seen: dict[int, Any]) -> Any:
        owner = self.scopes[node.level]
        otherwise = None if node.otherwise is None else self.value(node.otherwise, seen)
        frames: list[Frame] = []
        items: list[tuple[Any, Any]] = []
        for item in owner.items(node.collection.index):
            inside = _Evaluation(self.binding, (*self.scopes[: node.item_level], item))
            frame, values = inside.frame(node.item_children)
            frames.append(frame)
            where = True if node.where is None else values[0]
            items.append((where, True if node.body is None else values[-1]))
        seen[node.slot + 1] = tuple(frames)
        quantifier = QUANTIFIERS[node.quantifier]
        if owner.listed[node.collection.index] is None:
            return quantifier.unlisted(node.collection.size, items[0], otherwise)
        return quantifier.listed(items, otherwise)

    def _is_missing(self, node: Presence) -> bool:
        item = self.scopes[node.level]
        if isinstance(node.subject, Fact):
            return item.row[node.subject.index] is None
        return item.listed[node.subject.index] is None


def _stands_for_many(item: Item) -> bool:
    """Whether an item, or one that it is part of, is unlisted."""
    return any(below in above.unlisted for above, below in pairwise(_chain(item)))


def _fact(item: Item, fact: Fact) -> Possible:
    value = item.row[fact.index]
    return fact.bounds if value is None else of_value(value, fact.type)


def observed(node: Expression, value: Any) -> Any:
    """A node's value as a `Frame` shows it."""
    if isinstance(value, Range):
        return _observed_range(node, value)
    if isinstance(value, frozenset) and is_known(value):
        return next(iter(value))
    if isinstance(value, Subset) and is_known(value):
        return value.certain
    return value


def _observed_range(node: Expression, value: Range) -> Any:
    factor = 1
    if isinstance(node.type, Number) and node.type.decimals is not None:
        factor = 10**node.type.decimals
    low, high = (_scaled(end, factor) for end in value)
    if low != high:
        return Range(low, high)
    if isinstance(node.type, Number) and node.type.decimals is None:
        return Fraction(low).as_integer_ratio()
    return low


def _scaled(end: Any, factor: int) -> Any:
    return end if isinstance(end, Infinity) else exact(end * factor)


def _verdicts(item: Item) -> Verdicts:
    return Verdicts(
        tuple(item.values[d.id] for d in item.entity.reported),
        tuple(
            None if items is None else tuple(_verdicts(below) for below in items)
            for items in item.listed
        ),
    )


def _observation(item: Item) -> Observation:
    definitions: tuple[Definition, ...] = item.entity.definitions
    return Observation(
        item.row,
        tuple(item.frames[d.id] for d in definitions),
        tuple(
            None if items is None else tuple(_observation(below) for below in items)
            for items in item.listed
        ),
        tuple(None if item is None else _observation(item) for item in item.unlisted),
    )
