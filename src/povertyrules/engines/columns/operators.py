"""How columns spell the operators of `kernel.operators`: one function for each.

Each takes the node and the values of its operands. What it computes is what the kernel's
operator means, on whole columns; the conformance suite and the differential properties
compare the two.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from povertyrules.engines.columns import amounts, calls, patterns, texts, truths, values
from povertyrules.engines.columns.days import Calendar
from povertyrules.engines.columns.facts import Value
from povertyrules.engines.columns.terms import Bit, both, either, opposite
from povertyrules.engines.columns.texts import Chosen, Options, TextValue
from povertyrules.engines.columns.truths import Truth
from povertyrules.kernel.possible import Range
from povertyrules.model.nodes import Apply

Spelling = Callable[..., Value]


def _among(_: Apply, value: Any, *constants: Any) -> Truth:
    """Whether a value is one of the constants; of a choice, by what it may be at all."""
    if not isinstance(value, Options):
        return truths.disjunction(values.equal(value, constant) for constant in constants)
    listed = {name for constant in constants for name in constant.truths}
    certain: Bit = True
    possible: Bit = False
    for name, truth in value.truths.items():
        if name in listed:
            possible = either(possible, truth.high)
        else:
            certain = both(certain, opposite(truth.high))
    if all(truth.known for truth in value.truths.values()):
        return truths.certain(possible)
    return Truth(certain, possible)


def _contains(_: Apply, chosen: Chosen, wanted: Options) -> Truth:
    (value,) = wanted.truths
    return chosen.contains(value)


def _if(_: Apply, condition: Truth, yes: Value, no: Value) -> Value:
    return values.select(condition, yes, no)


def _divide(node: Apply, left: amounts.Amount, right: amounts.Amount) -> Value:
    return amounts.divide(left, right, cast("Range", node.operands[1].possible))


def _starts_with(node: Apply, text: TextValue) -> Truth:
    prefix = dict(node.parameters)["prefix"]
    return texts.test_of(
        text, lambda column: column.str.starts_with(prefix), lambda known: known.startswith(prefix)
    )


def _matches(node: Apply, text: TextValue) -> Truth:
    pattern = dict(node.parameters)["pattern"]
    portable = patterns.portable(pattern.text)
    return texts.test_of(
        text,
        lambda column: column.str.contains(portable),
        lambda known: pattern.fullmatch(known) is not None,
    )


def _on_values(make: Callable[..., Value]) -> Spelling:
    return lambda _, *operands: make(*operands)


def spellings(calendar: Calendar) -> dict[str, Spelling]:
    """The operators by name. Those on dates keep what they take apart in `calendar`."""
    plain: dict[str, Callable[..., Value]] = {
        "and": lambda *operands: truths.conjunction(operands),
        "or": lambda *operands: truths.disjunction(operands),
        "not": truths.negation,
        "implies": truths.implies,
        "==": values.equal,
        "!=": lambda left, right: truths.negation(values.equal(left, right)),
        "<": amounts.is_below,
        "<=": amounts.is_at_most,
        ">": lambda left, right: amounts.is_below(right, left),
        ">=": lambda left, right: amounts.is_at_most(right, left),
        "+": amounts.add,
        "-": amounts.subtract,
        "*": amounts.multiply,
        "negative": amounts.negative,
        "abs": amounts.absolute,
        "least": amounts.least,
        "greatest": amounts.greatest,
        "days_between": lambda start, end: amounts.subtract(end, start),
        "month_difference": lambda start, end: amounts.subtract(end, start),
        "months_between": calendar.months_between,
        "years_between": calendar.years_between,
        "age_on": calendar.years_between,
        "month_of": calendar.month_of,
        "year_of": calendar.year_of,
        "length": texts.length_of,
        "chosen": texts.how_many,
    }
    return {
        **{name: _on_values(make) for name, make in plain.items()},
        "at_least": lambda node, *operands: truths.at_least(
            dict(node.parameters)["needed"], list(operands)
        ),
        "round": lambda node, value: amounts.rounded(value, **dict(node.parameters)),
        "in": _among,
        "contains": _contains,
        "if": _if,
        "/": _divide,
        "starts_with": _starts_with,
        "matches": _matches,
        "call": calls.call,
    }
