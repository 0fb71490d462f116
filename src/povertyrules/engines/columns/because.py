"""What settled an outcome: the conditions that are decisive, as truths for every row.

The rule is that of explanations (`explain.builder.conditions`), seen from the outcome down to
the facts, the other definitions and the conditions that it names. Nothing settles an outcome
that is not known; what it then needs is in `needed.py`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from povertyrules.engines.columns.naming import code
from povertyrules.engines.columns.plan import Plan
from povertyrules.engines.columns.scopes import Place
from povertyrules.engines.columns.terms import Bit, both, either, opposite
from povertyrules.engines.columns.truths import Truth
from povertyrules.model.nodes import Apply, Expression
from povertyrules.model.ruleset import Definition

_STEPS = ("and", "or", "not", "at_least", "implies", "if")


class Settling(NamedTuple):
    """A condition that holds, or one that fails, and where it settles an outcome."""

    condition: Expression
    holds: bool
    where: Bit


def because(plan: Plan, outcome: Definition) -> list[Settling]:
    """The conditions that settle an outcome, each once, in the order in which it names them."""
    place = plan.emitter.places[outcome.id]
    found: dict[tuple[str, bool], Settling] = {}
    for each in _settling(outcome.body, place, where=True):
        key = (code(each.condition), each.holds)
        before = found[key].where if key in found else False
        found[key] = each._replace(where=either(before, each.where))
    return [each for each in found.values() if each.where is not False]


def _settling(node: Expression, place: Place, where: Bit) -> Iterator[Settling]:
    if where is False:
        return
    truth = _truth(node, place)
    if isinstance(node, Apply) and node.operator in _STEPS:
        for child, decisive in zip(node.operands, _decisive(node, place), strict=True):
            yield from _settling(child, place, both(where, decisive))
    else:
        yield Settling(node, True, both(where, truth.low))
        yield Settling(node, False, both(where, opposite(truth.high)))


def _truth(node: Expression, place: Place) -> Truth:
    return cast("Truth", place.values[node])


def _decisive(node: Apply, place: Place) -> list[Bit]:
    """Which operands settle a step, where it is settled."""
    whole = _truth(node, place)
    operands = [_truth(operand, place) for operand in node.operands]
    match node.operator:
        case "not":
            return [True]
        case "implies":
            premise, consequence = operands
            return [
                _alike(Truth(opposite(premise.high), opposite(premise.low)), whole),
                _alike(consequence, whole),
            ]
        case "if":
            asked, yes, no = operands
            unknown = both(asked.high, opposite(asked.low))
            return [
                opposite(unknown),
                both(either(asked.low, unknown), _alike(yes, whole)),
                both(either(opposite(asked.high), unknown), _alike(no, whole)),
            ]
        case _:
            return [_alike(operand, whole) for operand in operands]


def _alike(truth: Truth, whole: Truth) -> Bit:
    """Whether both are known, and the same."""
    holds = both(truth.low, whole.low)
    return either(holds, both(opposite(truth.high), opposite(whole.high)))
