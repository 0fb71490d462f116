"""What a value may be when it is not known: the possible values of each type.

A missing value is any value of its declared range. So every value that the engines compute
with is a *set of possible values*, which has one element when the value is known:

| type | possible values | known when |
| --- | --- | --- |
| boolean, finding | `True`, `False`, or `None` for either | it is not `None` |
| number, date, month | `Range(low, high)`, ends included | low equals high |
| choice | `frozenset` of the values it may be | it has one element |
| list of choices | `Subset(certain, possible)` | the two are equal |
| text | a `str`, or `AnyText(max_length)` | it is a `str` |
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import total_ordering
from typing import NamedTuple

from povertyrules.kernel.numbers import Exact


@total_ordering
class Infinity:
    """Below or above every number. Only what ranges need: order, sign, sums, products."""

    __slots__ = ("sign",)

    def __init__(self, sign: int) -> None:
        self.sign = sign

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Infinity) and other.sign == self.sign

    def __hash__(self) -> int:
        return hash(("infinity", self.sign))

    def __lt__(self, other: object) -> bool:
        return self.sign < 0 and self != other

    def __neg__(self) -> Infinity:
        return NEGATIVE_INFINITY if self.sign > 0 else INFINITY

    def __add__(self, other: object) -> Infinity:
        return self

    __radd__ = __add__

    def __sub__(self, other: object) -> Infinity:
        return self

    def __rsub__(self, other: object) -> Infinity:
        return -self

    def __mul__(self, other: Bound) -> Bound:
        if other == 0:
            return 0
        return self if other > 0 else -self

    __rmul__ = __mul__

    def __repr__(self) -> str:
        return "∞" if self.sign > 0 else "-∞"


INFINITY = Infinity(1)
NEGATIVE_INFINITY = Infinity(-1)

Bound = int | Fraction | Infinity


class Range(NamedTuple):
    """Every number from `low` to `high`, both included; an end may be infinite."""

    low: Bound
    high: Bound


class Subset(NamedTuple):
    """Every set that contains `certain` and is contained in `possible`."""

    certain: frozenset[str]
    possible: frozenset[str]


@dataclass(frozen=True, slots=True)
class AnyText:
    """Any text of at most `max_length` characters."""

    max_length: int


EVERYTHING = Range(NEGATIVE_INFINITY, INFINITY)

Possible = bool | None | Range | frozenset[str] | Subset | str | AnyText


def point(value: Exact) -> Range:
    """The range of a known number, date or month."""
    return Range(value, value)


def is_known(possible: Possible) -> bool:
    """Whether exactly one value is possible."""
    if isinstance(possible, Range | Subset):
        return bool(possible[0] == possible[1])
    if isinstance(possible, frozenset):
        return len(possible) == 1
    return isinstance(possible, bool | str)


def hull(left: Possible, right: Possible) -> Possible:
    """The smallest set of possible values that contains both."""
    if isinstance(left, Range) and isinstance(right, Range):
        return Range(min(left.low, right.low), max(left.high, right.high))
    if isinstance(left, Subset) and isinstance(right, Subset):
        return Subset(left.certain & right.certain, left.possible | right.possible)
    if isinstance(left, frozenset) and isinstance(right, frozenset):
        return left | right
    if left == right:
        return left
    if isinstance(left, bool | None):
        return None
    return AnyText(max(_longest(left), _longest(right)))


def _longest(text: Possible) -> int:
    return text.max_length if isinstance(text, AnyText) else len(str(text))
