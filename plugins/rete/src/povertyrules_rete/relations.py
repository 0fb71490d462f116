"""Joins as tests of integers that durable-rules makes: the two readings of a comparison.

Where facts are missing, a side is an interval (`sides`). A comparison is `sure` to hold or it
`maybe` holds, and each of these is a test of the ends of both intervals. So the network only
ever compares known integers:

| comparison | sure | maybe |
| --- | --- | --- |
| `a < b` | high a < low b | low a < high b |
| `a == b` | point a == point b | low a <= high b and high a >= low b |
| `a != b` | high a < low b, or low a > high b | point a != point b |

A *point* is the integer itself; of an interval it is a number that no other side has. An
equality is written as two inequalities: durable-rules would look it up by a hash. An `or` is
written as two rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Literal

from povertyrules_rete.joins import Comparison, Difference, Join
from povertyrules_rete.sides import LIMIT, Interval

Reading = Literal["sure", "maybe"]
READINGS: tuple[Reading, Reading] = ("sure", "maybe")
Column = Literal["low", "high", "point"]
Test = tuple[str, Column, Column]
"""An operator between a column of the first record and one of the second."""

_ORDER: dict[tuple[str, Reading], tuple[Column, Column]] = {
    ("<", "sure"): ("high", "low"),
    ("<", "maybe"): ("low", "high"),
    (">", "sure"): ("low", "high"),
    (">", "maybe"): ("high", "low"),
}
MOST_RULES = 8


def alternatives(operator: str, reading: Reading) -> tuple[tuple[Test, ...], ...]:
    """The tests of a comparison: all of one of these must hold."""
    if operator == "==":
        if reading == "sure":
            return ((("<=", "point", "point"), (">=", "point", "point")),)
        return ((("<=", "low", "high"), (">=", "high", "low")),)
    if operator == "!=":
        if reading == "sure":
            return ((("<", "high", "low"),), ((">", "low", "high"),))
        return ((("!=", "point", "point"),),)
    return (((operator, *_ORDER[operator[0], reading]),),)


def column(interval: Interval, name: Column, own: int) -> int:
    """What is posted of an interval; `own` tells the side that posts it from all others."""
    low, high = interval
    if name == "point":
        return low if low == high else 2 * LIMIT + own
    return low if name == "low" else high


@dataclass(frozen=True, slots=True)
class Relation:
    """Records that are looked for together, and all that relates them to each other.

    `members` are their places in `Pattern.records`, `levels` their scopes. Each join relates
    two of them.
    """

    members: tuple[int, ...]
    levels: tuple[int, ...]
    joins: tuple[Join, ...]

    def place(self, level: int) -> int:
        """Where the record of a scope stands among the members."""
        return self.levels.index(level)

    def columns(self, level: int, reading: Reading) -> Iterator[tuple[str, int, bool, Column]]:
        """What is posted for a record: the name, the number of the join, whether the record
        is its first one, and what of the interval."""
        for number, join in enumerate(self.joins):
            if isinstance(join, Difference) or level not in (join.first, join.second):
                continue
            is_first = level == join.first
            sides = {
                test[1] if is_first else test[2]
                for all_of in alternatives(join.operator, reading)
                for test in all_of
            }
            for name in sorted(sides):
                yield column_name(number, is_first, name), number, is_first, name

    def rules(self, reading: Reading) -> Iterator[tuple[tuple[int, tuple[Test, ...]], ...]]:
        """The rules that find the relation, each as tests by the number of their join."""
        numbered = [(n, join) for n, join in enumerate(self.joins) if isinstance(join, Comparison)]
        choices = [
            [(n, all_of) for all_of in alternatives(j.operator, reading)] for n, j in numbered
        ]
        yield from product(*choices)

    def count(self, reading: Reading) -> int:
        """How many rules that takes."""
        return sum(1 for _ in self.rules(reading))


def column_name(number: int, is_first: bool, name: Column) -> str:
    """What a fact calls one of its integers."""
    return f"j{number}{'a' if is_first else 'b'}{name[0]}"
