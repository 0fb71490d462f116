"""The meaning of every operator, once.

An operator is a function on known values, and what it makes of *possible* values
(`possible.py`): the set of its results when each operand, independently, takes any of its
possible values. For most operators the second follows from the first and from how it
varies: one that only grows in an operand takes its extremes at that operand's ends.

`OPERATORS` is the whole list. An engine may spell an operator in its own way (Python
source, a column expression), but what it must compute stands here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Any, cast

from povertyrules.kernel import calendar, truth
from povertyrules.kernel.function import Function
from povertyrules.kernel.numbers import exact, round_number
from povertyrules.kernel.possible import (
    AnyText,
    Bound,
    Infinity,
    Possible,
    Range,
    Subset,
    hull,
    is_known,
    point,
)
from povertyrules.kernel.truth import Truth

Concrete = Callable[..., Any]
Meaning = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Operator:
    """`known` works on known values, `meaning` on possible ones.

    Numbers are exact (`int` or `Fraction`), dates and months their integers. Parameters
    that the author writes as constants (`round`'s decimals) are keyword arguments of both.
    """

    name: str
    known: Concrete
    meaning: Meaning


def _monotone(name: str, known: Concrete, directions: str) -> Operator:
    """An operator that only grows (`+`) or only falls (`-`) in each operand."""

    def meaning(*operands: Range, **parameters: Any) -> Range:
        pairs = list(zip(operands, _directions(directions, len(operands)), strict=True))
        return Range(
            known(*(r.low if d == "+" else r.high for r, d in pairs), **parameters),
            known(*(r.high if d == "+" else r.low for r, d in pairs), **parameters),
        )

    return Operator(name, known, meaning)


def _directions(directions: str, count: int) -> str:
    return directions * count if len(directions) == 1 else directions


def _at_corners(name: str, known: Concrete) -> Operator:
    """An operator whose extremes lie at the corners of its operands' ranges."""

    def meaning(left: Range, right: Range) -> Range:
        values = [known(a, b) for a, b in product(left, right)]
        return Range(min(values), max(values))

    return Operator(name, known, meaning)


def _order(name: str, known: Concrete, rises: bool) -> Operator:
    """A comparison: likeliest at one pair of opposite ends, least likely at the other."""

    def meaning(left: Range, right: Range) -> Truth:
        ends = (left.low, right.high), (left.high, right.low)
        likeliest, unlikeliest = ends if rises else ends[::-1]
        best, worst = known(*likeliest), known(*unlikeliest)
        return bool(best) if best == worst else None

    return Operator(name, known, meaning)


def _equal(left: Possible, right: Possible) -> Truth:
    if isinstance(left, Range) and isinstance(right, Range):
        if left.high < right.low or right.high < left.low:
            return False
    elif isinstance(left, frozenset) and isinstance(right, frozenset):
        if not left & right:
            return False
    elif left is None or right is None:
        return None
    if is_known(left) and is_known(right):
        return left == right
    return None


def _among(value: Possible, *constants: Possible) -> Truth:
    """Whether a value is one of the constants."""
    if isinstance(value, frozenset):
        listed = cast("frozenset[str]", frozenset().union(*cast("Any", constants)))
        if value <= listed:
            return True
        return None if value & listed else False
    return truth.disjunction(_equal(value, constant) for constant in constants)


def _contains(chosen: Subset, wanted: frozenset[str]) -> Truth:
    """Whether a list of choices contains one value (a known one)."""
    if wanted <= chosen.certain:
        return True
    return None if wanted <= chosen.possible else False


def _choose(condition: Truth, yes: Possible, no: Possible) -> Possible:
    if condition is None:
        return hull(yes, no)
    return yes if condition else no


def _divide(left: Bound, right: Bound) -> Bound:
    if isinstance(right, Infinity):
        return 0
    if isinstance(left, Infinity):
        return left if right > 0 else -left
    return exact(Fraction(left, 1) / right)


def _absolute(value: Range) -> Range:
    ends = sorted((_absolute_bound(value.low), _absolute_bound(value.high)))
    return Range(0 if value.low < 0 < value.high else ends[0], ends[1])


def _absolute_bound(value: Bound) -> Bound:
    return -value if value < 0 else value


def _round(value: Bound, *, decimals: int, mode: str) -> Bound:
    return value if isinstance(value, Infinity) else round_number(value, decimals, mode)


def _length(text: str | AnyText) -> Range:
    return Range(0, text.max_length) if isinstance(text, AnyText) else point(len(text))


def _on_text(name: str, known: Concrete) -> Operator:
    """A test of a text, which a missing text may pass or not."""

    def meaning(text: str | AnyText, **parameters: Any) -> Truth:
        return None if isinstance(text, AnyText) else known(text, **parameters)

    return Operator(name, known, meaning)


def _matches(text: str, *, pattern: Any) -> bool:
    """Whether the whole text matches; `pattern` is compiled by `regular.compile_pattern`."""
    return pattern.fullmatch(text) is not None


def _all(*truths: Truth) -> Truth:
    return truth.conjunction(truths)


def _any(*truths: Truth) -> Truth:
    return truth.disjunction(truths)


def _implies(condition: Truth, consequence: Truth) -> Truth:
    return truth.disjunction((truth.negation(condition), consequence))


def _at_least(*truths: Truth, needed: int) -> Truth:
    return truth.at_least(needed, truths)


def _not_equal(left: Possible, right: Possible) -> Truth:
    return truth.negation(_equal(left, right))


def _call(*values: Any, function: Function) -> Any:
    return function.exactly(*values)


def _call_meaning(*operands: Possible, function: Function) -> Possible:
    return function.meaning(*operands)


_LIST = [
    # connectives: known and possible values are the same three
    Operator("and", _all, _all),
    Operator("or", _any, _any),
    Operator("not", truth.negation, truth.negation),
    Operator("implies", _implies, _implies),
    Operator("at_least", _at_least, _at_least),
    # comparisons
    Operator("==", lambda a, b: a == b, _equal),
    Operator("!=", lambda a, b: a != b, _not_equal),
    _order("<", lambda a, b: a < b, rises=True),
    _order("<=", lambda a, b: a <= b, rises=True),
    _order(">", lambda a, b: a > b, rises=False),
    _order(">=", lambda a, b: a >= b, rises=False),
    Operator("in", lambda value, *constants: value in constants, _among),
    Operator("contains", lambda chosen, wanted: wanted in chosen, _contains),
    # arithmetic
    _monotone("+", lambda a, b: a + b, "++"),
    _monotone("-", lambda a, b: a - b, "+-"),
    _at_corners("*", lambda a, b: a * b),
    _at_corners("/", _divide),
    _monotone("negative", lambda a: -a, "-"),
    Operator("abs", abs, _absolute),
    _monotone("least", lambda *values: min(values), "+"),
    _monotone("greatest", lambda *values: max(values), "+"),
    _monotone("round", _round, "+"),
    Operator("if", lambda condition, yes, no: yes if condition else no, _choose),
    # dates and months
    _monotone("days_between", calendar.days_between, "-+"),
    _monotone("months_between", calendar.months_between, "-+"),
    _monotone("month_difference", calendar.month_difference, "-+"),
    _monotone("years_between", calendar.years_between, "-+"),
    _monotone("age_on", calendar.age_on, "-+"),
    _monotone("month_of", calendar.month_of, "+"),
    _monotone("year_of", calendar.year_of, "+"),
    # texts and lists of choices
    Operator("length", len, _length),
    _on_text("starts_with", lambda text, prefix: text.startswith(prefix)),
    _on_text("matches", _matches),
    Operator("chosen", len, lambda s: Range(len(s.certain), len(s.possible))),
    # a plugin's function, whose meaning stands in `function.py`
    Operator("call", _call, _call_meaning),
]

OPERATORS = {operator.name: operator for operator in _LIST}
