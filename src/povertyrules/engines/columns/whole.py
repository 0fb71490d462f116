"""Whole numbers in columns, with the bounds that prove that 64 bits hold them.

Every amount is computed as an integer. A `Whole` carries the least and the greatest value
that the declared ranges admit; an operation whose result might not fit into 64 bits is
refused (`TooLarge`) when the plan is made. A bound of None means that the end may be
infinite: then the term is null in the rows where it is, and nothing but a comparison may be
done with it (`Unbounded`).

Narrow columns stay narrow as long as the bounds allow it: half the width is twice the speed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from povertyrules.engines.columns.terms import Bit, Term, choose, combine, filled

LARGEST = 2**63 - 1
WIDEST, NARROW = 64, 32
_TYPES = {64: nw.Int64, 32: nw.Int32}


_largest_dividend: ContextVar[int] = ContextVar("largest_dividend", default=LARGEST)


@contextmanager
def dividing_up_to(limit: int) -> Iterator[None]:
    """While a plan is made for an engine that divides exactly only below a limit."""
    token = _largest_dividend.set(limit)
    try:
        yield
    finally:
        _largest_dividend.reset(token)


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
    width: int = WIDEST
    """The bits of the column: 8, 16, 32 or 64."""

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
    if not any(isinstance(part.value, Term) for part in parts):
        return constant(make(*(part.value for part in parts)))
    width = _width(least, most, parts)
    values = [as_wide(part, width) for part in parts]
    return Whole(combine(make, *values), least, most, width)


def _width(least: int, most: int, parts: tuple[Whole, ...]) -> int:
    """32 bits where all operands and the result are sure to fit."""
    ends = [least, most, *(end for part in parts for end in bounds(part))]
    columns = [part.width for part in parts if isinstance(part.value, Term)]
    fits = max(map(abs, ends)) < 2 ** (NARROW - 1) and max(columns) <= NARROW
    return NARROW if fits else WIDEST


def as_wide(number: Whole, width: int) -> Term | int | None:
    """The value of a number in a column of this width; constants fit any."""
    if not isinstance(number.value, Term) or number.width == width:
        return number.value
    return combine(lambda a: a.cast(_TYPES[width]), number.value)


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
    if max(-least, most) + greatest >= _largest_dividend.get():  # the lifted dividend, too
        raise TooLarge
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
        choose(condition, as_wide(yes, WIDEST), as_wide(no, WIDEST)),
        None if yes.least is None or no.least is None else min(yes.least, no.least),
        None if yes.most is None or no.most is None else max(yes.most, no.most),
    )


def within(number: Whole, least: int | None, most: int | None) -> Whole:
    """The same number, of which more is known."""
    if not isinstance(number.value, Term):
        return number
    lows = [bound for bound in (number.least, least) if bound is not None]
    highs = [bound for bound in (number.most, most) if bound is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    return Whole(number.value, low, high, number.width)


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
    term = combine(compare, _beside(left, right), _beside(right, left))
    return term if left.finite and right.finite else filled(term, otherwise)


def _beside(number: Whole, other: Whole) -> Term | int | None:
    """A number's value as it is compared with another: wide beside a constant that a narrow
    column could not hold."""
    if isinstance(other.value, int) and abs(other.value) >= 2 ** (number.width - 1):
        return as_wide(number, WIDEST)
    return number.value
