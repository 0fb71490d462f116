"""The laws of functions: types, missing values against every completion, columns."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.errors import FailedPlugin
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.function import Function, as_possible, contains, to_python
from povertyrules.kernel.possible import Possible, Range, is_known
from povertyrules.testing.breaches import MOST, breach
from povertyrules.testing.columns import column_faults
from povertyrules.testing.samples import operands_of, shown, tried

_TELLING = 4
"""A shorter figure may stand in any text by chance."""


def check_function(function: Function) -> list[Fault]:
    """Try a function on its examples, on ordinary and hostile operands, with operands missing,
    and in columns. Data-frame engines that are not installed are left out."""
    faults = [*_examples(function), *_declaration(function)[:MOST]]
    if faults:
        return faults  # the other laws compare results, and there are none to compare
    faults += list(_missing(function))[:MOST]
    return faults + column_faults(function)[:MOST]


def _fault(
    code: Code, function: Function, values: tuple[Any, ...], reason: str = "", **more: object
) -> Fault:
    given = shown(list(map(to_python, values, function.takes)))
    return breach(code, function, reason, function.name, operands=given, **more)


def _examples(function: Function) -> Iterator[Fault]:
    if not isinstance(function.examples, tuple):
        yield breach(codes.FUNCTION_BREAKS, function, "they are no tuple", operands="its examples")
        return
    for number, example in enumerate(function.examples):
        values = operands_of(example, function)
        if values is None:
            reason = "it is no pair of the operands that the function takes and a result"
            which = f"example {number + 1}"
            yield breach(codes.FUNCTION_BREAKS, function, reason, operands=which)
            continue
        expected = example[1]
        try:
            found = function.exactly(*values)
        except FailedPlugin as error:
            yield _fault(codes.FUNCTION_BREAKS, function, values, reason=error.reason)
            continue
        shown_result = None if found is None else to_python(found, function.gives)
        if shown_result != expected or isinstance(shown_result, bool) is not isinstance(
            expected, bool
        ):
            results = {"found": repr(shown_result), "expected": repr(expected)}
            yield _fault(codes.WRONG_EXAMPLE, function, values, **results)


def _declaration(function: Function) -> list[Fault]:
    """That every operand has a result of the declared type and range, or none, and one only."""
    faults: list[Fault] = []
    for values in tried(function):
        try:
            first, second = function.exactly(*values), function.exactly(*values)
        except FailedPlugin as error:
            faults.append(_fault(codes.FUNCTION_BREAKS, function, values, reason=error.reason))
            continue
        if first != second:
            both = {"first": repr(first), "second": repr(second)}
            faults.append(_fault(codes.NOT_ONE_RESULT, function, values, **both))
        if function.conceals and _gives_away(first, values):
            reason = "it gives away an operand that it says it conceals"
            faults.append(_fault(codes.FUNCTION_BREAKS, function, values, reason=reason))
    return faults


def _gives_away(result: Any, values: tuple[Any, ...]) -> bool:
    """Whether a whole operand stands in a result; a check of the grossest slip only."""
    if any(result == value and type(value) is not bool for value in values):
        return bool(result != "")
    texts = [value for value in values if isinstance(value, str) and value]
    figures = [str(value) for value in values if not isinstance(value, str | bool)]
    texts += [figure for figure in figures if len(figure) >= _TELLING]
    return isinstance(result, str) and any(text in result for text in texts)


def _missing(function: Function) -> Iterator[Fault]:
    """That what a function says of missing operands holds for whatever they turn out to be."""
    for low, high in pairwise(tried(function, seed=1)):
        possible = function.meaning(*_between(function, low, high))
        for values in (low, high, *_inside(low, high)):
            found = function.exactly(*values)
            if found is not None and not _admits(possible, found, function):
                told = {"found": repr(to_python(found, function.gives)), "possible": str(possible)}
                yield _fault(codes.WRONG_WHEN_MISSING, function, values, **told)


def _between(function: Function, low: tuple[Any, ...], high: tuple[Any, ...]) -> list[Possible]:
    """Operands of which only the ends are known; of what has no order, nothing is known."""
    made: list[Possible] = []
    for one, other, type_ in zip(low, high, function.takes, strict=True):
        left, right = as_possible(one, type_), as_possible(other, type_)
        if isinstance(left, Range) and isinstance(right, Range):
            made.append(Range(min(left.low, right.low), max(left.high, right.high)))
        else:
            made.append(left if one == other else None)
    return made


def _inside(low: tuple[Any, ...], high: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    """Operands of which some come from the one end and some from the other."""
    for turn in range(len(low)):
        yield tuple(h if place == turn else one for place, (one, h) in enumerate(zip(low, high)))  # noqa: B905


def _admits(possible: Possible, found: Any, function: Function) -> bool:
    if is_known(possible):
        return bool(as_possible(found, function.gives) == possible)
    return contains(possible, found)
