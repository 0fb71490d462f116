"""Two rulesets made of a checked one, in which patterns are facts that are filled in.

In both, every entity has one more fact for each of its patterns, and the pattern reads it. The
first decides, for each record that a pattern looks for, what the pattern says of that record
alone: as an outcome of the record's collection. The second decides what the ruleset decides.
The library's record engine runs both.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from povertyrules.kernel.types import BOOLEAN
from povertyrules.model.nodes import (
    Apply,
    DefinitionRef,
    Expression,
    FactRef,
    Presence,
    Quantify,
    SameItem,
)
from povertyrules.model.numbering import numbered
from povertyrules.model.pattern import PatternRecord
from povertyrules.model.ruleset import Definition, Entity, Fact, Ruleset
from povertyrules_rete.prepared import Prepared


def with_facts(ruleset: Ruleset) -> Ruleset:
    """The ruleset in which patterns are facts."""
    added = {entity.id: _facts(entity) for entity in ruleset.entities.values()}
    bodies = {
        definition.id: _reading(definition, fact)
        for entity in ruleset.entities.values()
        for definition, fact in zip(entity.patterns, added[entity.id], strict=True)
    }
    definitions = {
        d.id: replace(d, body=bodies.get(d.id, d.body), pattern=None) for d in ruleset.order
    }
    return _rebuilt(ruleset, definitions, added, {})


def with_singles(ruleset: Ruleset, patterns: tuple[Prepared, ...]) -> Ruleset:
    """Of a ruleset that `with_facts` gave, the one that decides conditions on single records,
    and reports nothing else. It rejects nothing."""
    hidden: dict[str, list[Definition]] = {}
    for prepared in patterns:
        for number, record in enumerate(prepared.pattern.records):
            if prepared.singles[number]:
                own = hidden.setdefault(record.collection.id, [])
                own.append(_single(prepared, number, record))
    definitions = {d.id: replace(d, kind="criterion", group=None) for d in ruleset.order}
    return replace(_rebuilt(ruleset, definitions, {}, hidden), groups={})


def single_id(prepared: Prepared, number: int) -> str:
    """The id of the outcome that says what holds of a record alone."""
    return f"{prepared.definition.id}/{prepared.pattern.records[number].name}"


def _facts(entity: Entity) -> tuple[Fact, ...]:
    return tuple(
        Fact(
            id=f"{definition.id}/found",
            index=len(entity.facts) + number,
            label=definition.label,
            aliases=(),
            type=BOOLEAN,
            bounds=None,
            entity=entity.id,
            labels={},
        )
        for number, definition in enumerate(entity.patterns)
    )


def _reading(definition: Definition, fact: Fact) -> FactRef:
    body = definition.body
    return FactRef(
        id=definition.id,
        slot=0,
        type=BOOLEAN,
        possible=None,
        span=body.span,
        wording=definition.label,
        level=definition.level,
        fact=fact,
    )


def _rebuilt(
    ruleset: Ruleset,
    definitions: Mapping[str, Definition],
    facts: Mapping[str, tuple[Fact, ...]],
    more: Mapping[str, list[Definition]],
) -> Ruleset:
    """The ruleset with other definitions, and with more facts and definitions."""
    added: list[Definition] = []

    def entity_of(entity: Entity) -> Entity:
        own = [definitions[d.id] for d in entity.definitions]
        others = [replace(d, index=len(own) + n) for n, d in enumerate(more.get(entity.id, ()))]
        added.extend(others)
        return replace(
            entity,
            facts=(*entity.facts, *facts.get(entity.id, ())),
            definitions=(*own, *others),
        )

    entities = {id_: entity_of(entity) for id_, entity in ruleset.entities.items()}
    order = (*(definitions[d.id] for d in ruleset.order), *added)
    return replace(
        ruleset,
        entities=entities,
        root=entities[ruleset.root.id],
        definitions={d.id: d for d in order},
        order=order,
    )


def _single(prepared: Prepared, number: int, record: PatternRecord) -> Definition:
    """What a pattern says of one record alone, as an outcome of its collection."""
    id_, level = single_id(prepared, number), record.owner_level + 1
    nodes = tuple(_moved(node, record.level, level) for node in prepared.singles[number])
    body: Expression = Apply(
        id="",
        slot=-1,
        type=BOOLEAN,
        possible=None,
        span=nodes[0].span,
        wording=record.name,
        operator="and",
        operands=nodes,
    )
    return Definition(
        id=id_,
        index=-1,
        kind="outcome",
        entity=record.collection.id,
        level=level,
        label=record.name,
        body=numbered(body, id_),
        cites=(),
    )


def _moved(node: Expression, old: int, new: int) -> Expression:
    """A condition with the record in another scope, and those that it opens after that."""

    def at(level: int) -> int:
        return level if level < old else level - old + new

    return _mapped(node, at)


def _mapped(node: Expression, at: Callable[[int], int]) -> Expression:
    match node:
        case FactRef() | DefinitionRef() | Presence():
            return replace(node, level=at(node.level))
        case SameItem():
            left, right = at(node.left_level), at(node.right_level)
            return replace(node, left_level=left, right_level=right)
        case Apply():
            return replace(node, operands=tuple(_mapped(each, at) for each in node.operands))
        case Quantify():
            return _mapped_quantifier(node, at)
        case _:
            return node


def _mapped_quantifier(node: Quantify, at: Callable[[int], int]) -> Quantify:
    inside: dict[str, Any] = {
        name: None if part is None else _mapped(part, at)
        for name, part in (
            ("where", node.where),
            ("body", node.body),
            ("otherwise", node.otherwise),
        )
    }
    return replace(node, level=at(node.level), item_level=at(node.item_level), **inside)
