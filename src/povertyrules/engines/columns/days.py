"""Dates and months in columns: the arithmetic of `kernel.calendar`, on whole columns.

A date is its ordinal, a month `12 * year + month - 1`, as everywhere. Columns are taken
apart into year, month and day by integer arithmetic alone, which every engine does alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from povertyrules.engines.columns import whole
from povertyrules.engines.columns.amounts import Amount, End, on_ends
from povertyrules.engines.columns.terms import Bit, both, either, opposite
from povertyrules.engines.columns.whole import Whole, add, constant, divide_down, multiply, subtract
from povertyrules.kernel import calendar
from povertyrules.kernel.calendar import FIRST_DATE, LAST_DATE

Keep = Callable[[Whole], Whole]
"""Puts a number into a column of its own, since several others are computed from it."""

_TO_MARCH = 305  # days from 0000-03-01 to the day before ordinal 1
_FOUR_CENTURIES, _CENTURY, _FOUR_YEARS = 146_097, 36_524, 1_460


@dataclass(frozen=True, slots=True, eq=False)
class Day:
    """A date taken apart."""

    year: Whole
    month: Whole
    day: Whole


def _times(number: Whole, factor: int) -> Whole:
    return multiply(number, constant(factor))


def _over(number: Whole, divisor: int) -> Whole:
    return divide_down(number, constant(divisor))


def take_apart(ordinal: Whole, keep: Keep) -> Day:
    """The year, the month and the day of a date.

    Years are counted from March, so that the leap day is the last one of its year; 400
    years are a period (the usual method, see Richards, Calendars, in the Explanatory
    Supplement to the Astronomical Almanac, 2013).
    """
    ordinal = whole.within(ordinal, FIRST_DATE, LAST_DATE)
    days = add(ordinal, constant(_TO_MARCH))
    period = keep(_over(days, _FOUR_CENTURIES))
    rest = keep(whole.within(subtract(days, _times(period, _FOUR_CENTURIES)), 0, 146_096))
    years = add(
        subtract(subtract(rest, _over(rest, _FOUR_YEARS)), _over(rest, 146_096)),
        _over(rest, _CENTURY),
    )
    # kept, since some engines write out what is divided several times
    yearly = keep(whole.within(years, 0, None))
    in_period = keep(whole.within(_over(yearly, 365), 0, 399))
    gone = subtract(add(_times(in_period, 365), _over(in_period, 4)), _over(in_period, 100))
    day_of_year = keep(whole.within(subtract(rest, gone), 0, 365))
    from_march = keep(_over(add(_times(day_of_year, 5), constant(2)), 153))
    first = _over(add(_times(from_march, 153), constant(2)), 5)
    day = keep(whole.within(add(subtract(day_of_year, first), constant(1)), 1, 31))
    turned = whole.at_most(constant(10), from_march, otherwise=False)
    shift = whole.select(turned, constant(-9), constant(3))
    month = keep(whole.within(add(from_march, shift), 1, 12))
    year = add(add(_times(period, 400), in_period), whole.select(turned, constant(1), constant(0)))
    return Day(keep(whole.within(year, 1, 9999)), month, day)


def from_parts(year: Whole, month: Whole, day: Whole, *, keep: Keep) -> Whole:
    """The ordinal of a date that exists."""
    early = whole.at_most(month, constant(2), otherwise=False)
    years = keep(subtract(year, whole.select(early, constant(1), constant(0))))
    from_march = whole.within(add(month, whole.select(early, constant(9), constant(-3))), 0, 11)
    leap_days = add(subtract(_over(years, 4), _over(years, 100)), _over(years, 400))
    days = add(
        add(_times(years, 365), leap_days), _over(add(_times(from_march, 153), constant(2)), 5)
    )
    ordinal = subtract(add(days, day), constant(_TO_MARCH + 1))
    return whole.within(ordinal, FIRST_DATE, LAST_DATE)


def month_length(year: Whole, month: Whole) -> Whole:
    """How many days a month has."""
    leap = _is_leap(year)
    february = whole.select(leap, constant(29), constant(28))
    short: Bit = False
    for number in (4, 6, 9, 11):
        short = either(short, whole.equal(month, constant(number), otherwise=False))
    is_february = whole.equal(month, constant(2), otherwise=False)
    return whole.select(is_february, february, whole.select(short, constant(30), constant(31)))


def _is_leap(year: Whole) -> Bit:
    fourth, century, period = (_divides(year, number) for number in (4, 100, 400))
    return both(fourth, either(opposite(century), period))


def _divides(year: Whole, number: int) -> Bit:
    return whole.equal(_times(_over(year, number), number), year, otherwise=False)


class Calendar:
    """The operators on dates. Taking one date apart once is enough."""

    def __init__(self, keep: Keep) -> None:
        self._keep = keep
        self._apart: dict[int, tuple[Whole, Day]] = {}

    def month_of(self, date: Amount) -> Amount:
        return on_ends(lambda end: End(self._month(end.number)), (date, True))

    def year_of(self, date: Amount) -> Amount:
        return on_ends(lambda end: End(self._year(end.number)), (date, True))

    def months_between(self, start: Amount, end: Amount) -> Amount:
        return on_ends(
            lambda a, b: End(self._months(a.number, b.number)), (start, False), (end, True)
        )

    def years_between(self, start: Amount, end: Amount) -> Amount:
        return on_ends(
            lambda a, b: End(_over(self._months(a.number, b.number), 12)),
            (start, False),
            (end, True),
        )

    def _month(self, date: Whole) -> Whole:
        if isinstance(date.value, int):
            return constant(calendar.month_of(date.value))
        day = self._parts(date)
        return subtract(add(_times(day.year, 12), day.month), constant(1))

    def _year(self, date: Whole) -> Whole:
        if isinstance(date.value, int):
            return constant(calendar.year_of(date.value))
        return self._parts(date).year

    def _months(self, start: Whole, end: Whole) -> Whole:
        if isinstance(start.value, int) and isinstance(end.value, int):
            return constant(calendar.months_between(start.value, end.value))
        first, last = self._parts(start), self._parts(end)
        years = subtract(_times(last.year, 12), _times(first.year, 12))
        months = add(years, subtract(last.month, first.month))
        length = month_length(last.year, last.month)
        due = whole.select(whole.at_most(first.day, length, otherwise=False), first.day, length)
        early = whole.below(last.day, due, otherwise=False)
        return self._keep(subtract(months, whole.select(early, constant(1), constant(0))))

    def _parts(self, date: Whole) -> Day:
        if isinstance(date.value, int):
            return _constant_day(date.value)
        found = self._apart.get(id(date.value))
        if found is None:
            whole.bounds(date)
            found = self._apart[id(date.value)] = (date, take_apart(self._keep(date), self._keep))
        return found[1]


def _constant_day(ordinal: int) -> Day:
    month = calendar.month_of(ordinal)
    day = int(calendar.format_date(ordinal)[-2:])
    return Day(constant(month // 12), constant(month % 12 + 1), constant(day))
