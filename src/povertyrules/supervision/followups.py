"""Warnings: cases of a lifecycle that follows another one, by safeguard, department and role,
and how long each took from flag to closing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from povertyrules.cases import Rules
from povertyrules.supervision.rows import Row


@dataclass(frozen=True, slots=True)
class Tally:
    """Warnings of one safeguard, department or role: `name` is its label, blank if the
    evidence does not tell it. A warning with two gaps counts for both."""

    name: str
    total: int
    open: int
    over: int
    overdue: int
    departments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duration:
    """From the flag to the closing of one warning, in days; of an open one, until the day of
    the report. `outcome` is the label of the final state, blank while it is open."""

    row: Row
    start: date
    end: date | None
    days: int
    outcome: str

    @property
    def is_open(self) -> bool:
        return self.end is None


@dataclass(frozen=True, slots=True)
class Spread:
    """The days of several warnings that came to the same end (blank: that are open)."""

    outcome: str
    cases: int
    median: Fraction
    least: int
    most: int


def warnings(rules: Rules, rows: Iterable[Row]) -> tuple[Row, ...]:
    """The rows of cases about a household that is in a state of another lifecycle."""
    return tuple(row for row in rows if rules.lifecycle(row.lifecycle).after is not None)


def by_safeguard(found: Sequence[Row], order: Sequence[tuple[str, tuple[str, ...]]]) -> list[Tally]:
    """One tally for each safeguard of the ruleset, also one without warnings, and one for the
    warnings whose gap the evidence does not name, if there are any."""
    named = [_tally(name, found, lambda row: [g.label for g in row.gaps]) for name, _ in order]
    tallies = [
        Tally(t.name, t.total, t.open, t.over, t.overdue, departments)
        for t, (_, departments) in zip(named, order, strict=True)
    ]
    blank = [row for row in found if not row.gaps]
    return [*tallies, *([_tally("", blank, lambda _: [""])] if blank else [])]


def by_department(found: Sequence[Row]) -> list[Tally]:
    """One tally for each department that the gaps name; a blank one for those of none."""

    def names(row: Row) -> list[str]:
        every = dict.fromkeys(name for gap in row.gaps for name in gap.departments)
        return list(every) or [""]

    return _tallies(found, names)


def by_role(found: Sequence[Row]) -> list[Tally]:
    """The open warnings by the role whose turn it is."""

    def names(row: Row) -> list[str]:
        return list(dict.fromkeys(role.label for each in row.deadlines for role in each.roles))

    return _tallies([row for row in found if not row.is_over], names)


def _tallies(found: Sequence[Row], names: Callable[[Row], list[str]]) -> list[Tally]:
    every = dict.fromkeys(name for row in found for name in names(row))
    return [_tally(name, found, names) for name in sorted(every, key=lambda n: (not n, n))]


def _tally(name: str, found: Iterable[Row], names: Callable[[Row], list[str]]) -> Tally:
    own = [row for row in found if name in names(row)]
    over = sum(row.is_over for row in own)
    late = sum(any(each.is_overdue for each in row.deadlines) for row in own)
    return Tally(name, len(own), len(own) - over, over, late)


def durations(found: Iterable[Row], as_of: date) -> list[Duration]:
    """Every warning with its days, the longest first."""
    made = [_duration(row, as_of) for row in found]
    return sorted(made, key=lambda each: (-each.days, each.start, each.row.case))


def _duration(row: Row, as_of: date) -> Duration:
    if row.ended is None:
        return Duration(row, row.opened, None, (as_of - row.opened).days, "")
    state, end = row.ended
    return Duration(row, row.opened, end, (end - row.opened).days, row.state_labels[state])


def spreads(found: Iterable[Duration]) -> list[Spread]:
    """The median, the least and the most days for each end, and for the open ones."""
    by_end: dict[str, list[int]] = {}
    for each in found:
        by_end.setdefault(each.outcome, []).append(each.days)
    return [
        Spread(end, len(days), _median(days), min(days), max(days))
        for end, days in sorted(by_end.items(), key=lambda item: (not item[0], item[0]))
    ]


def _median(days: list[int]) -> Fraction:
    ordered, half = sorted(days), len(days) // 2
    if len(ordered) % 2:
        return Fraction(ordered[half])
    return Fraction(ordered[half - 1] + ordered[half], 2)
