"""How long the numbers may become that an expression computes with.

Arithmetic is exact, so every product adds up the digits of its factors: a few definitions
that square one another come to more digits than any computer holds. What a checked ruleset
may compute is bounded before anything is: a `Size` says how large the numerator and the
denominator of a value can be, also of one that was not reduced.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from povertyrules.kernel.numbers import MAX_DIGITS
from povertyrules.kernel.possible import Infinity, Possible, Range

MAX_COMPUTED = 1000
"""The most digits of a numerator or a denominator: far beyond any amount, and few enough
that the product of two of them, and its text, take no time worth mentioning."""
_LIMIT = int(10**MAX_COMPUTED)
_UNBOUNDED = int(10**MAX_DIGITS)
"""A fact or a parameter without a declared range has no more than `MAX_DIGITS` digits."""


def _power(tens: int) -> int:
    return int(10**tens)


class Size(NamedTuple):
    """No numerator is above `top`; a denominator divides some d * 10**tens, d at most `under`.

    The decimals stand apart, since all amounts share them: a sum does not multiply them.
    """

    top: int
    under: int = 1
    tens: int = 0

    @property
    def is_too_long(self) -> bool:
        return self.top >= _LIMIT or self.under * _power(self.tens) >= _LIMIT


NOTHING = Size(1)
"""The size of what is no number."""
_ENDLESS = Size(_LIMIT, _LIMIT)


def size_of(possible: Possible, decimals: int = 0) -> Size:
    """The size of a value that is read, not computed: by its range, or by the digits that a
    number may have at all."""
    if not isinstance(possible, Range):
        return NOTHING
    most = _most(possible)
    top = _UNBOUNDED if most is None else most
    return Size(math.ceil(top * _power(decimals)), 1, decimals)


def within(size: Size, possible: Possible) -> Size:
    """A size, where the range of the value says more."""
    most = _most(possible) if isinstance(possible, Range) else None
    if most is None:
        return size
    return size._replace(top=min(size.top, math.ceil(most * size.under * _power(size.tens))))


def _most(possible: Range) -> Fraction | None:
    low, high = possible
    if isinstance(low, Infinity) or isinstance(high, Infinity):
        return None
    return max(Fraction(-low), Fraction(high))


def size_after(operator: str, operands: Sequence[Size], decimals: int | None) -> Size | None:
    """The size of an operator's result, which has so many decimals (None: it is a ratio).

    None for an operator that does not compute with numbers of any length.
    """
    if operator == "*":
        return _product(*operands)
    if operator == "/":
        left, (top, under, tens) = operands
        return _product(left, Size(under * _power(tens), top))
    if operator == "round":
        return Size(operands[0].top * _power(decimals or 0) + 1, 1, decimals or 0)
    if operator in ("+", "-"):
        return _sum(*operands) if decimals is None else _total(operands, decimals)
    if operator in ("negative", "abs", "least", "greatest", "if"):
        return widest(operands, decimals)
    return None


def widest(sizes: Sequence[Size], decimals: int | None) -> Size:
    """The size of a value that is one of several."""
    if decimals is not None:
        return Size(max(_aligned(size, decimals) for size in sizes), 1, decimals)
    return Size(*(max(parts) for parts in zip(*sizes, strict=True)))


def _aligned(size: Size, decimals: int) -> int:
    return size.top * _power(max(0, decimals - size.tens))


def _total(operands: Sequence[Size], decimals: int) -> Size:
    return Size(sum(_aligned(size, decimals) for size in operands), 1, decimals)


def _product(left: Size, right: Size) -> Size:
    return Size(left.top * right.top, left.under * right.under, left.tens + right.tens)


def _sum(left: Size, right: Size) -> Size:
    tops = left.top * right.under * _power(right.tens) + right.top * left.under * _power(left.tens)
    return Size(tops, left.under * right.under, left.tens + right.tens)


def size_of_sum(item: Size, count: int, decimals: int | None) -> Size:
    """The size of a sum over at most so many items, all of one size.

    Of ratios, the common denominator is at most the product of all, and divides the least common
    multiple of 1, …, `under`, which is below 3**under.
    """
    times = max(1, count)
    if decimals is not None:
        return item._replace(top=item.top * times)
    ways = []
    if times * math.log10(item.under) <= MAX_COMPUTED:
        ways.append(item.under**times)
    if item.under <= 3 * MAX_COMPUTED:
        ways.append(3**item.under)
    if not ways:
        return _ENDLESS
    common = min(ways)
    return Size(item.top * times * common * _power(item.tens), common, item.tens)
