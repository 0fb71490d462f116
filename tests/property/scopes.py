"""Which items an expression may read, and how it calls them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tests.property.forms import Expr, Quantified


class Scope(NamedTuple):
    """An item that can be read: its entity, and its name if it has one."""

    entity: str
    alias: str | None = None


class Scopes(NamedTuple):
    """The items in scope; `base` is the definition's own."""

    items: tuple[Scope, ...]
    base: int

    def qualifiers(self, entity: str) -> list[str | None]:
        """How an item of an entity may be called here: by nothing, a name, or `this`."""
        found: list[str | None] = []
        if any(s.entity == entity and s.alias is None for s in self.items):
            found.append(None)
        if self.items and self.items[self.base].entity == entity:
            found.append("this")
        return found + [s.alias for s in self.items if s.entity == entity and s.alias]

    def names(self, entity: str) -> list[str]:
        """The names that `is` can compare."""
        return [name for name in self.qualifiers(entity) if name is not None]


@dataclass(frozen=True)
class Opened:
    """A collection whose items are in scope."""

    collection: str
    item: str | None
    least: int
    alias: str | None
    where: Expr | None
    scopes: Scopes

    def quantified(
        self, function: str, body: Expr | None, otherwise: Expr | None = None
    ) -> Quantified:
        return Quantified(
            function, self.collection, self.item, self.alias, self.where, body, otherwise
        )
