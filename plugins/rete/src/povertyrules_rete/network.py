"""Relations as rules of durable-rules, in the restricted form that was found to be sound.

A record is a fact with a constant `kind` for its place in a relation, the number `i` of its
item and the integers that are compared. In a rule every record but the first is joined to
earlier ones by inequalities, and last by an equality, of the constant `h`: without an equality
in the last place durable-rules crashes. Another rule catches all facts, so that none is
"not handled".
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from povertyrules_rete.joins import Difference
from povertyrules_rete.relations import Reading, Relation, Test, column_name

_SPELT = {"<": "$gt", "<=": "$gte", ">": "$lt", ">=": "$lte", "!=": "$neq"}
"""The test of the later record that says what an operator says of the earlier one."""

Condition = dict[str, Any]
Rules = dict[str, list[Condition]]
CATCH_ALL = "all"


def alias(place: int) -> str:
    return f"r{place}"


def write_rules(relation: Relation, reading: Reading, kinds: tuple[int, ...]) -> list[Any]:
    """The rules that find a relation, each as the conditions of its records."""
    return [_rule(relation, dict(chosen), kinds) for chosen in relation.rules(reading)]


def _rule(
    relation: Relation, chosen: Mapping[int, tuple[Test, ...]], kinds: tuple[int, ...]
) -> list[Condition]:
    first: Condition = {alias(0): {"kind": kinds[0]}}
    return [first, *(_joined(relation, n, chosen, kinds[n]) for n in range(1, len(kinds)))]


def _joined(
    relation: Relation, place: int, chosen: Mapping[int, tuple[Test, ...]], kind: int
) -> Condition:
    """The condition of a record that is not the first one."""
    conditions: list[Condition] = [{"kind": kind}]
    for number, join in enumerate(relation.joins):
        if relation.place(join.second) != place:
            continue
        earlier = alias(relation.place(join.first))
        if isinstance(join, Difference):
            conditions += _identity(join, earlier)
        for operator, left, right in chosen.get(number, ()):
            own, others = column_name(number, False, right), column_name(number, True, left)
            conditions.append({_SPELT[operator]: {own: {earlier: others}}})
    conditions.append({"h": {alias(place - 1): "h"}})
    return {alias(place): {"$and": conditions}}


def _identity(join: Difference, earlier: str) -> list[Condition]:
    operators = ("$gte", "$lte") if join.same else ("$neq",)
    return [{operator: {"i": {earlier: "i"}}} for operator in operators]
