"""Whole numbers in columns, with the bounds that prove that 64 bits hold them.

Every amount is computed as an integer. A `Whole` carries the least and the greatest value
that the declared ranges admit; an operation whose result might not fit into 64 bits is
refused (`TooLarge`) when the plan is made. A bound of None means that the end may be
infinite: then the term is null in the rows where it is, and nothing but a comparison may be
done with it (`Unbounded`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from povertyrules.engines.columns.terms import Bit, Term, choose, combine, filled

LARGEST = 2**63 - 1


class TooLarge(Exception):
    """A result might not fit into 64 bits."""


class Unbounded(Exception):
    """Something is computed with a number that has no declared bound."""


class Unshared(Exception):
    """Fractions over divisors that differ from row to row are to be gathered."""


@dataclass(frozen=True, slots=True, eq=False)
class Whole:
    """An integer for each row: a term, one constant, or None where it is infinite in all."""

    value: Term | int | None
    least: int | None
    most: int | None

    @property
    def finite(self) -> bool:
        return self.least is not None and self.most is not None


def constant(value: int) -> Whole:
    if abs(value) > LARGEST:
        raise TooLarge
    return Whole(value, value, value)


ONE = constant(1)
INFINITE = Whole(None, None, None)


def bounds(number: Whole) -> tuple[int, int]:
    if number.least is None or number.most is None:
        raise Unbounded
    return number.least, number.most


def _made(make: Callable[..., Any], least: int, most: int, *parts: Whole) -> Whole:
    """An operation's result: refused if it may be too large, worked out if all is constant."""
    if max(abs(least), abs(most)) > LARGEST:
        raise TooLarge
    values = [part.value for part in parts]
    if not any(isinstance(value, Term) for value in values):
        return constant(make(*values))
    return Whole(combine(make, *values), least, most)


def add(left: Whole, right: Whole) -> Whole:
    (a, b), (c, d) = bounds(left), bounds(right)
    if right.value == 0:
        return left
    if left.value == 0:
        return right
    return _made(lambda x, y: x + y, a + c, b + d, left, right)


def subtract(left: Whole, right: Whole) -> Whole:
    (a, b), (c, d) = bounds(left), bounds(right)
    if right.value == 0:
        return left
    return _made(lambda x, y: x - y, a - d, b - c, left, right)


def multiply(left: Whole, right: Whole) -> Whole:
    if right.value == 1:
        return left
    if left.value == 1:
        return right
    corners = [x * y for x in bounds(left) for y in bounds(right)]
    return _made(lambda x, y: x * y, min(corners), max(corners), left, right)


def negative(number: Whole) -> Whole:
    least, most = bounds(number)
    return _made(lambda x: -x, -most, -least, number)


def divide_down(number: Whole, divisor: Whole) -> Whole:
    """The quotient rounded down; the divisor is at least 1.

    Engines differ in how they divide negative numbers, so the dividend is first lifted
    above zero by a multiple of the divisor.
    """
    (least, most), (smallest, greatest) = bounds(number), bounds(divisor)
    if divisor.value == 1:
        return number
    low = min(least // smallest, least // greatest)
    high = max(most // smallest, most // greatest)
    if least >= 0:
        return _made(lambda x, y: x // y, low, high, number, divisor)
    lift = constant(-(least // smallest))
    lifted = add(number, multiply(lift, divisor))
    quotient = _made(lambda x, y: x // y, 0, high + bounds(lift)[0], lifted, divisor)
    return within(subtract(quotient, lift), low, high)


def select(condition: Bit, yes: Whole, no: Whole) -> Whole:
    if condition is True or yes is no:
        return yes
    if condition is False:
        return no
    return Whole(
        choose(condition, yes.value, no.value),
        None if yes.least is None or no.least is None else min(yes.least, no.least),
        None if yes.most is None or no.most is None else max(yes.most, no.most),
    )


def within(number: Whole, least: int | None, most: int | None) -> Whole:
    """The same number, of which more is known."""
    if not isinstance(number.value, Term):
        return number
    lows = [bound for bound in (number.least, least) if bound is not None]
    highs = [bound for bound in (number.most, most) if bound is not None]
    return Whole(number.value, max(lows, default=None), min(highs, default=None))


def at_most(left: Whole, right: Whole, *, otherwise: bool) -> Bit:
    """left <= right; `otherwise` where one of them is infinite."""
    if left.most is not None and right.least is not None and left.most <= right.least:
        return True
    return _compared(lambda x, y: x <= y, left, right, otherwise)


def below(left: Whole, right: Whole, *, otherwise: bool) -> Bit:
    """left < right; `otherwise` where one of them is infinite."""
    if left.most is not None and right.least is not None and left.most < right.least:
        return True
    return _compared(lambda x, y: x < y, left, right, otherwise)


def equal(left: Whole, right: Whole, *, otherwise: bool) -> Bit:
    return _compared(lambda x, y: x == y, left, right, otherwise)


def _compared(
    compare: Callable[[Any, Any], Any],
    left: Whole,
    right: Whole,
    otherwise: bool,
) -> Bit:
    if left.value is None or right.value is None:
        return otherwise
    if not isinstance(left.value, Term) and not isinstance(right.value, Term):
        return bool(compare(left.value, right.value))
    term = combine(compare, left.value, right.value)
    return term if left.finite and right.finite else filled(term, otherwise)
