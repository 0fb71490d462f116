"""Possible operands with the values taken from them, for the laws of operators.

A `Sample` is a set of possible values together with some of its values, or with all of them
where it is small (`complete`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import chain, combinations, product
from typing import Any

from hypothesis import strategies as st

from povertyrules.kernel.possible import (
    INFINITY,
    NEGATIVE_INFINITY,
    AnyText,
    Bound,
    Possible,
    Range,
    Subset,
    hull,
    point,
)

CHOICES = ("a", "b", "c")
LETTERS = "ab"


@dataclass(frozen=True)
class Sample:
    possible: Possible
    values: tuple[Any, ...]
    complete: bool = True


def contains(possible: Possible, value: Any) -> bool:
    """Whether a known value is among the possible ones."""
    if isinstance(possible, Range):
        return bool(possible.low <= value <= possible.high)
    if isinstance(possible, Subset):
        return bool(possible.certain <= value <= possible.possible)
    if isinstance(possible, frozenset):
        return value in possible
    if isinstance(possible, AnyText):
        return len(value) <= possible.max_length
    return possible is None or possible == value


def as_possible(value: Any) -> Possible:
    """A known value as a set of possible ones (a choice must be given as one already)."""
    if isinstance(value, bool | str):
        return value
    if isinstance(value, frozenset):
        return Subset(value, value)
    return point(value)


def smallest(values: Iterable[Any]) -> Possible:
    """The hull of known values."""
    return reduce(hull, map(as_possible, values))


def subsets(values: Iterable[str]) -> list[frozenset[str]]:
    listed = sorted(values)
    picked = chain.from_iterable(combinations(listed, n) for n in range(len(listed) + 1))
    return [frozenset(some) for some in picked]


def truth(possible: bool | None) -> Sample:
    return Sample(possible, (False, True) if possible is None else (possible,))


def whole(low: int, high: int) -> Sample:
    return Sample(Range(low, high), tuple(range(low, high + 1)))


def chosen(certain: frozenset[str], further: frozenset[str]) -> Sample:
    possible = Subset(certain, certain | further)
    return Sample(possible, tuple(certain | some for some in subsets(further)))


def texts(max_length: int) -> Sample:
    """Any text of so many letters; the values are those of two letters."""
    values = chain.from_iterable(product(LETTERS, repeat=n) for n in range(max_length + 1))
    return Sample(AnyText(max_length), tuple("".join(value) for value in values))


TRUTHS = st.sampled_from([True, False, None]).map(truth)
SMALL = st.tuples(st.integers(-3, 3), st.integers(0, 3)).map(lambda p: whole(p[0], p[0] + p[1]))
SETS = st.builds(chosen, st.sampled_from(subsets(CHOICES)), st.sampled_from(subsets(CHOICES)))
SINGLES = st.sampled_from(subsets(CHOICES)[1:]).map(lambda s: Sample(s, tuple(sorted(s))))
KNOWN_TEXTS = st.text(LETTERS, max_size=3).map(lambda text: Sample(text, (text,)))
TEXTS = KNOWN_TEXTS | st.integers(1, 3).map(texts)


@st.composite
def _numbers(draw: st.DrawFn) -> Sample:
    """Any range of numbers, open ends included, with a few numbers from it."""
    numbers = st.fractions(-100, 100, max_denominator=9)
    values = sorted(draw(st.lists(numbers, min_size=1, max_size=4)))
    ends: list[tuple[Bound, Bound]] = [
        (values[0], values[-1]),
        (NEGATIVE_INFINITY, values[-1]),
        (values[0], INFINITY),
        (NEGATIVE_INFINITY, INFINITY),
    ]
    return Sample(Range(*draw(st.sampled_from(ends))), tuple(values), complete=False)


@st.composite
def _days(draw: st.DrawFn) -> Sample:
    first = draw(st.dates(date(1999, 12, 20), date(2001, 3, 10))).toordinal()
    return whole(first, first + draw(st.integers(0, 35)))


NUMBERS = _numbers()
DAYS = _days()
MONTHS = st.tuples(st.integers(24230, 24250), st.integers(0, 4)).map(
    lambda p: whole(p[0], p[0] + p[1])
)

DOMAINS: dict[str, st.SearchStrategy[Sample]] = {
    "truth": TRUTHS,
    "small": SMALL,
    "number": NUMBERS,
    "sets": SETS,
    "single": SINGLES,
    "text": TEXTS,
    "day": DAYS,
    "month": MONTHS,
}
