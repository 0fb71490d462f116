"""What a quantifier asks of each item, as nodes without statuses and values.

A reader is told the question once, also where no item is left to show it by.
"""

from __future__ import annotations

from typing import Any

from povertyrules.explain.builder.values import (
    constant_node,
    labels_among,
    plain_parameters,
    terms,
    typed,
)
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
from povertyrules.model.ruleset import Fact

STEPS = {"and": "all", "or": "any", "at_least": "at_least", "not": "not", "implies": "implies"}
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
TESTS = ("in", "contains", "starts_with", "matches")


def sketch(node: Expression | None) -> dict[str, Any] | None:
    """The node as it would be described, None for None."""
    return None if node is None else _describe(node) | typed(node.type)


def _describe(node: Expression) -> dict[str, Any]:
    match node:
        case Constant():
            return constant_node(node)
        case ParameterRef(parameter=parameter):
            return {"kind": "parameter", "parameter": parameter.id}
        case AsOf():
            return {"kind": "as_of"}
        case FactRef(fact=fact):
            return {"kind": "fact", "fact": fact.id}
        case DefinitionRef(definition=definition):
            return {"kind": "definition", "definition": definition.id}
        case Presence(subject=subject):
            kind = "fact" if isinstance(subject, Fact) else "collection"
            return {"kind": "presence", kind: subject.id, "missing": node.missing}
        case SameItem():
            return {"kind": "same_item", "negated": node.negated, "text": node.text}
        case Quantify():
            return {
                "kind": "quantifier",
                "quantifier": node.quantifier,
                "collection": node.collection.id,
                "asks": {"where": sketch(node.where), "body": sketch(node.body)},
            }
        case Apply():
            return _apply(node)


def _apply(node: Apply) -> dict[str, Any]:
    labels = labels_among(node.operands)
    parts = [
        constant_node(operand, labels) if isinstance(operand, Constant) else sketch(operand)
        for operand in node.operands
    ]
    parameters = plain_parameters(node)
    if node.operator in STEPS:
        return {"kind": STEPS[node.operator], "children": parts, **parameters}
    if node.operator in COMPARISONS:
        left, right = parts
        return {"kind": "comparison", "operator": node.operator, "left": left, "right": right}
    if node.operator in TESTS:
        return {
            "kind": "test",
            "operator": node.operator,
            "operands": parts,
            "parameters": parameters,
            "text": node.text,
        }
    if node.operator == "if":
        condition, yes, no = parts
        return {"kind": "if", "condition": condition, "operands": [yes, no]}
    signs, operands = terms(node)
    if len(operands) > 1:
        return {"kind": "sum", "signs": signs, "operands": [sketch(term) for term in operands]}
    return {
        "kind": "apply",
        "operator": node.operator,
        "operands": parts,
        "parameters": parameters,
    }
