"""One side of a comparison as an integer that is computed for each record.

A number, date or month is a sum of facts, each times a constant; a choice, boolean or text is
its number in a table. While facts are missing, a side is an interval of integers, as the
library's own comparisons take it: every missing fact independently anywhere in its range.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from povertyrules.model.ruleset import Row

Interval = tuple[int, int]
Scopes = Mapping[int, Row]
"""The row of the item at each level that a condition may read."""

LIMIT = 2**53
"""Sides stay below this. durable-rules compares integers exactly up to 2**62 (tried out in
`tests/test_limits.py`); readers of JSON are sure to keep them up to 2**53."""


@dataclass(frozen=True, slots=True)
class Term:
    """A fact times a factor. `low` and `high` are what the fact may be while it is missing."""

    factor: int
    level: int
    place: int
    low: int
    high: int

    @property
    def ends(self) -> Interval:
        """The least and the greatest of what the term may be."""
        first, last = self.factor * self.low, self.factor * self.high
        return (first, last) if self.factor > 0 else (last, first)

    def interval(self, scopes: Scopes) -> Interval:
        value = scopes[self.level][self.place]
        if value is None:
            return self.ends
        return self.factor * value, self.factor * value


@dataclass(frozen=True, slots=True)
class Sum:
    """A constant and terms."""

    constant: int
    terms: tuple[Term, ...]

    @property
    def ends(self) -> Interval:
        """The least and the greatest of what the sum may be, by the declared ranges."""
        ends = [term.ends for term in self.terms]
        return (
            self.constant + sum(low for low, _ in ends),
            self.constant + sum(high for _, high in ends),
        )

    def interval(self, scopes: Scopes, _: dict[str, int]) -> Interval:
        """What the side may be for the items in these scopes."""
        low = high = self.constant
        for term in self.terms:
            least, most = term.interval(scopes)
            low, high = low + least, high + most
        return low, high


@dataclass(frozen=True, slots=True)
class Coded:
    """A choice or boolean: the number of each value. Those that a missing one may be have
    numbers from `missing[0]` to `missing[1]`."""

    level: int
    place: int
    codes: Mapping[Any, int]
    missing: Interval

    @property
    def ends(self) -> Interval:
        return self.missing

    def interval(self, scopes: Scopes, _: dict[str, int]) -> Interval:
        """What the side may be for the items in these scopes."""
        value = scopes[self.level][self.place]
        if value is None:
            return self.missing
        return self.codes[value], self.codes[value]


@dataclass(frozen=True, slots=True)
class Written:
    """A text: its number among those of one household, given as they come."""

    level: int
    place: int

    @property
    def ends(self) -> Interval:
        return 0, LIMIT - 1

    def interval(self, scopes: Scopes, texts: dict[str, int]) -> Interval:
        """What the side may be for the items in these scopes; `texts` numbers new texts."""
        value = scopes[self.level][self.place]
        if value is None:
            return self.ends
        number = texts.setdefault(value, len(texts))
        return number, number


Side = Sum | Coded | Written
