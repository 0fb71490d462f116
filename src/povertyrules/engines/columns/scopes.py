"""Where an expression stands: the table whose rows it is computed for, and its scopes."""

from __future__ import annotations

from dataclasses import dataclass, field

from povertyrules.engines.columns.facts import Value
from povertyrules.engines.columns.program import Table
from povertyrules.model.nodes import Expression, Quantify
from povertyrules.model.ruleset import Entity


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """An item that has a row in its entity's table; `origin` is how it is found there."""

    entity: Entity
    owner: Scope | None
    origin: int


@dataclass(frozen=True, slots=True, eq=False)
class Unlisted:
    """The item that stands for those of a collection that was not given: all is missing."""

    entity: Entity
    owner: Scope


Scope = Listed | Unlisted
Scopes = tuple[Scope, ...]


def lineage(scope: Scope) -> Scopes:
    """An item with all that it is part of, the root first: how its definitions begin."""
    return (scope,) if scope.owner is None else (*lineage(scope.owner), scope)


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """A table, and the item in each scope of an expression that is computed for its rows.

    `values` has what the nodes that were computed here are, `below` for each quantifier the
    places where its items were: those with rows, those that were not given, or both.
    """

    table: Table
    scopes: Scopes
    values: dict[Expression, Value] = field(default_factory=dict)
    below: dict[Quantify, list[Place]] = field(default_factory=dict)
