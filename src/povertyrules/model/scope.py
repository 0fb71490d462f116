"""Scopes: which item a name is read from, inside definitions and quantifiers."""

from __future__ import annotations

from dataclasses import dataclass, replace

from povertyrules.kernel.catalogue import names as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.model.entities import EntityDraft
from povertyrules.model.vocabulary import RESERVED
from povertyrules.syntax.tree import Name

THIS = "this"
"""The item that a definition is about, where a name is needed: `other is not this`."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One open item: its level, its entity, and its name if it was given one with `as`.

    `described` marks the record of a pattern whose condition is being read: it has a name,
    and is what a bare name means all the same."""

    level: int
    entity: str
    alias: str | None
    described: bool = False


Scopes = tuple[Scope, ...]


def opening_scopes(entity: EntityDraft, entities: dict[str, EntityDraft]) -> Scopes:
    """The scopes of a definition: the root, and each item down to the entity's own."""
    chain = [entity]
    while chain[-1].parent is not None:
        chain.append(entities[chain[-1].parent])
    return tuple(Scope(level, e.id, None) for level, e in enumerate(reversed(chain)))


def with_item(scopes: Scopes, entity: str, alias: str | None) -> Scopes:
    return (*scopes, Scope(len(scopes), entity, alias))


def with_record(scopes: Scopes, entity: str, name: str) -> Scopes:
    """The scopes of a pattern's condition: its record, after those described before it."""
    before = (replace(scope, described=False) for scope in scopes)
    return (*before, Scope(len(scopes), entity, name, described=True))


def unqualified(scopes: Scopes, entity: str, name: Name, report: Report) -> int | None:
    """The level of the innermost item of an entity that a bare name of it can mean."""
    for scope in reversed(scopes):
        if scope.entity == entity and (scope.alias is None or scope.described):
            return scope.level
    named = next((s.alias for s in reversed(scopes) if s.entity == entity), None)
    if named is not None:
        example = f"{named}.{name.text}"
        report.add(codes.NAMED_ITEM_ONLY, name.span, name=name.text, example=example)
    else:
        report.add(codes.OUT_OF_SCOPE, name.span, name=name.text, entity=entity)
    return None


def item(scopes: Scopes, base: int, name: Name, report: Report) -> Scope | None:
    """The scope that an item's name stands for; `base` is the definition's own level."""
    if name.text == THIS and scopes:  # a parameter's formula is about no item
        return scopes[base]
    for scope in reversed(scopes):
        if scope.alias == name.text:
            return scope
    report.add(codes.UNKNOWN_ITEM, name.span, name=name.text)
    return None


def check_alias(scopes: Scopes, alias: Name | None, taken: bool, report: Report) -> None:
    """An item's name must be new: not a reserved word, a definition, or another item."""
    if alias is None:
        return
    if taken or alias.text in RESERVED or any(s.alias == alias.text for s in scopes):
        report.add(codes.ITEM_NAME_TAKEN, alias.span, name=alias.text)
