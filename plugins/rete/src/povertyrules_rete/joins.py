"""What relates two records of a pattern: a comparison of their integers, or their identity.

Everything else that a condition may say of several records is refused here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from povertyrules.kernel.types import Boolean, Choice, Text
from povertyrules.model.nodes import Apply, Expression, FactRef, Node, SameItem
from povertyrules.model.outcome import Binding
from povertyrules.model.pattern import Pattern, PatternRecord, levels_read
from povertyrules_rete.linear import Linear, linear, sums
from povertyrules_rete.refusing import refused
from povertyrules_rete.sides import LIMIT, Coded, Side, Written

Operator = Literal["==", "!=", "<", "<=", ">", ">="]
_MIRRORED: dict[str, Operator] = {
    "==": "==",
    "!=": "!=",
    "<": ">",
    "<=": ">=",
    ">": "<",
    ">=": "<=",
}
_MOVE = "state it of single records"


@dataclass(frozen=True, slots=True)
class Comparison:
    """`left op right`, where `left` reads the record at the level `first`, `right` the one at
    the higher level `second`, and what they belong to."""

    operator: Operator
    first: int
    second: int
    left: Side
    right: Side


@dataclass(frozen=True, slots=True)
class Difference:
    """That two scopes have different records of one collection (or the same one)."""

    first: int
    second: int
    same: bool = False


Join = Comparison | Difference


def read_join(node: Expression, record: PatternRecord, pattern: Pattern, binding: Binding) -> Join:
    """A condition of a record that reads others too, as the network can decide it. Raises
    `UnsupportedFeature`."""
    first, second = _pair(node, record, pattern)
    if isinstance(node, SameItem):
        return Difference(first, second, same=not node.negated)
    if not isinstance(node, Apply) or node.operator not in _MIRRORED:
        raise refused(node, "only comparisons may stand between records", _advice(node))
    return _compared(node, first, second, binding)


def _pair(node: Expression, record: PatternRecord, pattern: Pattern) -> tuple[int, int]:
    """The scopes of the two records that a condition reads."""
    records = range(pattern.level + 1, record.level + 1)
    levels = sorted({level for level in levels_read(node) if level in records})
    if len(levels) == 2:
        return levels[0], levels[1]
    if len(levels) > 2:
        raise refused(node, "it reads more than two records", "compare them two by two")
    name = next(record.name for record in pattern.records if record.level == levels[0])
    raise refused(node, f"it reads only `{name}`", f"write it under `{name}`")


def _advice(node: Expression) -> str:
    if isinstance(node, Apply) and node.operator == "or":
        return "write a pattern for each case"
    return _MOVE


def _compared(node: Apply, first: int, second: int, binding: Binding) -> Comparison:
    left, right = node.operands
    if isinstance(left.type, Boolean | Choice | Text):
        sides = _coded(node, left, right, first)
        turned = isinstance(left, FactRef) and left.level == second
    else:
        whole = linear(left, binding).minus(linear(right, binding))
        sides, turned = sums(*_apart(whole, first)), False
    for side in sides:
        _check_size(node, side)
    operator: Any = _MIRRORED[node.operator] if turned else node.operator
    return Comparison(operator, first, second, *sides)


def _apart(whole: Linear, first: int) -> tuple[Linear, Linear]:
    """What `whole` compares with 0: the first record on the left, all else on the right."""
    own = tuple(term for term in whole.facts if term[1].level == first)
    rest = tuple(term for term in whole.facts if term[1].level != first)
    return Linear(whole.constant * 0, own), Linear(whole.constant, rest).times(-1)


def _check_size(node: Node, side: Side) -> None:
    low, high = side.ends
    if low <= -LIMIT or high >= LIMIT:
        where: Any = node
        why = f"its integers may reach {max(-low, high)}, and {LIMIT} is the limit"
        raise refused(where, why, "narrow the declared ranges of its facts")


def _coded(node: Apply, left: Expression, right: Expression, first: int) -> tuple[Side, Side]:
    """The sides of a comparison of choices, booleans or texts, the first record's first."""
    if not isinstance(left, FactRef) or not isinstance(right, FactRef):
        raise refused(node, "only facts of records may be compared", _MOVE)
    if left.level != first:
        left, right = right, left
    if isinstance(left.type, Text):
        return Written(left.level, left.fact.index), Written(right.level, right.fact.index)
    return _tables(node, left, right)


def _tables(node: Apply, left: FactRef, right: FactRef) -> tuple[Side, Side]:
    """The tables of two choices: what both may be stands between what only one may be, so
    that the numbers of either follow each other without a gap."""
    own, others = _values(node, left), _values(node, right)
    shared = [value for value in own if value in others]
    before = [value for value in own if value not in others]
    after = [value for value in others if value not in own]
    codes = {value: number for number, value in enumerate([*before, *shared, *after])}
    return (
        _table(left, codes, (0, len(own) - 1)),
        _table(right, codes, (len(before), len(codes) - 1)),
    )


def _table(node: FactRef, codes: Mapping[Any, int], missing: tuple[int, int]) -> Coded:
    return Coded(node.level, node.fact.index, codes, missing)


def _values(node: Apply, fact: FactRef) -> list[Any]:
    if isinstance(fact.type, Boolean):
        return [False, True]
    if isinstance(fact.type, Choice) and not fact.type.many:
        return list(fact.fact.labels)
    raise refused(node, "lists of choices cannot be compared", _MOVE)


def joins_of(
    condition: tuple[Expression, ...], record: PatternRecord, pattern: Pattern, binding: Binding
) -> tuple[Join, ...]:
    """The joins of one record. Raises `UnsupportedFeature`."""
    return tuple(read_join(node, record, pattern, binding) for node in condition)
