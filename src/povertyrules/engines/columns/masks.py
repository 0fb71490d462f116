"""Masks: many truths of a row packed into whole numbers, one bit each.

Bit n of `true_mask` says that the n-th condition certainly holds, bit n of `unknown_mask`
that it may. With more conditions than one number has room for there are several columns,
`true_mask_2` and so on. `conditions` says which bit is what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from povertyrules.engines.columns.options import Masked
from povertyrules.engines.columns.plan import Plan
from povertyrules.engines.columns.terms import Bit, Term, both, combine, lit, opposite
from povertyrules.engines.columns.truths import Truth
from povertyrules.model.nodes import (
    Apply,
    Constant,
    DefinitionRef,
    Expression,
    FactRef,
    ParameterRef,
    Quantify,
)

_WIDTHS = ((15, nw.Int16), (31, nw.Int32), (63, nw.Int64))
LARGEST_MASK = 63


@dataclass(frozen=True, slots=True)
class Condition:
    """What a bit means: an outcome or criterion by its id, or a condition within one.

    `mask` counts the mask columns from 0, `bit` the bits of one from 0.
    """

    id: str
    definition: str
    text: str
    mask: int
    bit: int


def conditions(plan: Plan, masked: Masked) -> list[tuple[Condition, Truth]]:
    """The conditions of the root, each with its place in the masks.

    For `outcomes` the outcomes alone; for `conditions` also the criteria and assumptions,
    and what the author's expressions are made of.
    """
    found = _outcomes(plan) if masked == "outcomes" else _all(plan)
    return [
        (Condition(id_, of, text, number // LARGEST_MASK, number % LARGEST_MASK), truth)
        for number, (id_, of, text, truth) in enumerate(found)
    ]


_Found = tuple[str, str, str, Truth]


def _outcomes(plan: Plan) -> list[_Found]:
    return [
        (o.id, o.id, o.label, plan.truths[o.id])
        for o in plan.ruleset.root.outcomes
        if o.id in plan.truths
    ]


def _all(plan: Plan) -> list[_Found]:
    found: dict[str, _Found] = {}
    for definition in plan.ruleset.root.definitions:
        if definition.id not in plan.truths:
            continue
        values = plan.emitter.places[definition.id].values
        for node in _nodes(definition.body):
            value = values.get(node)
            if isinstance(value, Truth) and _is_condition(node):
                name = node.fact.id if isinstance(node, FactRef) else node.id
                found.setdefault(name, (name, definition.id, node.text, value))
        truth = plan.truths[definition.id]
        found[definition.id] = (definition.id, definition.id, definition.label, truth)
    return list(found.values())


_CONNECTIVES = ("and", "or", "not", "implies", "at_least")


def _is_condition(node: Expression) -> bool:
    """Whether a truth is not made of other conditions, and no other definition."""
    connective = isinstance(node, Apply) and node.operator in _CONNECTIVES
    return not connective and not isinstance(node, DefinitionRef | Constant | ParameterRef)


def _nodes(node: Expression) -> list[Expression]:
    below = (
        [] if isinstance(node, Quantify) else [n for child in node.children for n in _nodes(child)]
    )
    return [node, *below]


def columns(found: Sequence[tuple[Condition, Truth]]) -> dict[str, Term]:
    """The mask columns."""
    count = max((condition.mask for condition, _ in found), default=0) + 1
    made: dict[str, Term] = {}
    for number in range(count):
        here = [(c, truth) for c, truth in found if c.mask == number]
        suffix = "" if number == 0 else f"_{number + 1}"
        kind = _narrowest(len(here))
        made[f"true_mask{suffix}"] = packed([(c.bit, truth.low) for c, truth in here], kind)
        unknown = [(c.bit, _unknown(truth)) for c, truth in here]
        made[f"unknown_mask{suffix}"] = packed(unknown, kind)
    return made


def _unknown(truth: Truth) -> Bit:
    return False if truth.known else both(truth.high, opposite(truth.low))


def packed(bits: Sequence[tuple[int, Bit]], kind: Any) -> Term:
    """Truths, each with its place, as bits of one whole number."""
    constant = sum(1 << bit for bit, truth in bits if truth is True)
    parts = [(1 << bit, truth) for bit, truth in bits if isinstance(truth, Term)]
    total = Term(nw.lit(constant, kind))
    for value, truth in parts:
        total = combine(
            lambda sum_, here, value=value: (
                sum_ + nw.when(here).then(nw.lit(value, kind)).otherwise(nw.lit(0, kind))
            ),
            total,
            lit(truth),
        )
    return total


def _narrowest(count: int) -> Any:
    return next(kind for width, kind in _WIDTHS if count <= width)
