"""What a quantifier asks of each item, as nodes without statuses and values.

A reader is told the question once, also where no item is left to show it by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from povertyrules.explain.builder.values import (
    constant_node,
    labels_among,
    plain_parameters,
    terms,
    typed,
)
from povertyrules.kernel.types import Boolean
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
from povertyrules.model.ruleset import Definition, Fact

STEPS = {"and": "all", "or": "any", "at_least": "at_least", "not": "not", "implies": "implies"}
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
TESTS = ("in", "contains", "starts_with", "matches")


@dataclass(frozen=True, slots=True)
class Scopes:
    """Which items an expression reads: the entity of the item at each level.

    An entity of `repeated` stands in more than one of them at a time, so a reader has to be
    told which one is meant. Levels above `own` are items of quantifiers.
    """

    entities: tuple[str, ...]
    own: int
    repeated: frozenset[str]

    @classmethod
    def of(cls, definition: Definition, lineage: tuple[str, ...]) -> Scopes:
        """The scopes that a definition's body starts with."""
        repeated = frozenset(_repeated(definition.body, lineage))
        return cls(lineage, definition.level, repeated)

    def inside(self, entity: str) -> Scopes:
        return Scopes((*self.entities, entity), self.own, self.repeated)

    def mark(self, level: int) -> dict[str, Any]:
        """The entry that says which item is meant: the own one, or the how-manieth."""
        entity = self.entities[level]
        if entity not in self.repeated:
            return {}
        if level <= self.own:
            return {"which": {"entity": entity, "number": None}}
        number = self.entities[self.own + 1 : level].count(entity)
        return {"which": {"entity": entity, "number": number}}


def _repeated(node: Expression, above: tuple[str, ...]) -> Iterator[str]:
    for child in node.children:
        yield from _repeated(child, above)
    if isinstance(node, Quantify):
        entity = node.collection.id
        if entity in above:
            yield entity
        for child in node.item_children:
            yield from _repeated(child, (*above, entity))


def sketch(node: Expression | None, scopes: Scopes) -> dict[str, Any] | None:
    """The node as it would be described, None for None."""
    return None if node is None else _describe(node, scopes) | typed(node.type)


def sketch_of_items(node: Quantify, scopes: Scopes) -> dict[str, Any]:
    """What a quantifier asks of each item: its filter and its body, and which item it is."""
    inside = scopes.inside(node.collection.id)
    return {
        "where": sketch(node.where, inside),
        "body": sketch(node.body, inside),
        **inside.mark(node.item_level),
    }


def _describe(node: Expression, scopes: Scopes) -> dict[str, Any]:
    match node:
        case Constant():
            return constant_node(node)
        case ParameterRef(parameter=parameter):
            return {"kind": "parameter", "parameter": parameter.id}
        case AsOf():
            return {"kind": "as_of"}
        case FactRef(fact=fact):
            return {"kind": "fact", "fact": fact.id, **scopes.mark(node.level)}
        case DefinitionRef(definition=definition):
            mark = scopes.mark(node.level)
            return {"kind": "definition", "definition": definition.id, **mark}
        case Presence(subject=subject):
            kind = "fact" if isinstance(subject, Fact) else "collection"
            mark = scopes.mark(node.level)
            return {"kind": "presence", kind: subject.id, "missing": node.missing, **mark}
        case SameItem():
            marks = [scopes.mark(level) for level in (node.left_level, node.right_level)]
            return {"kind": "same_item", "negated": node.negated, "sides": marks}
        case Quantify():
            return {
                "kind": "quantifier",
                "quantifier": node.quantifier,
                "collection": node.collection.id,
                "asks": sketch_of_items(node, scopes),
            }
        case Apply():
            return _apply(node, scopes)


def _apply(node: Apply, scopes: Scopes) -> dict[str, Any]:
    parts = _operands(node, scopes)
    parameters = plain_parameters(node)
    if node.operator in STEPS:
        return {"kind": STEPS[node.operator], "children": parts, **parameters}
    if node.operator in COMPARISONS:
        left, right = parts
        return {"kind": "comparison", "operator": node.operator, "left": left, "right": right}
    if node.operator == "if":
        condition, yes, no = parts
        return {"kind": "if", "condition": condition, "operands": [yes, no]}
    signs, operands = terms(node)
    if len(operands) > 1:
        made = [sketch(operand, scopes) for operand in operands]
        return {"kind": "sum", "signs": signs, "operands": made}
    truth = node.operator in TESTS or isinstance(node.type, Boolean)
    kind = "test" if truth else "apply"
    return {"kind": kind, "operator": node.operator, "operands": parts, "parameters": parameters}


def _operands(node: Apply, scopes: Scopes) -> list[dict[str, Any] | None]:
    """The operands, literals among them with the labels of the choice they belong to."""
    labels = labels_among(node.operands)
    return [
        constant_node(operand, labels) if isinstance(operand, Constant) else sketch(operand, scopes)
        for operand in node.operands
    ]
