"""Dates and months as whole numbers, and the arithmetic that rulesets use on them.

A date is its proleptic Gregorian ordinal (`datetime.date.toordinal`); a month is
`12 * year + month - 1`. Both are plain integers, so their ranges are intervals of integers.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

FIRST_DATE, LAST_DATE = date.min.toordinal(), date.max.toordinal()
FIRST_MONTH, LAST_MONTH = 12 * date.min.year, 12 * date.max.year + 11

_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
_MONTH = re.compile(r"(\d{4})-?(\d{2})\Z", re.ASCII)


def parse_date(text: str) -> int | None:
    """The ordinal of `2020-04-16`; None for another form or a day that does not exist."""
    match = _DATE.match(text)
    if match is None:
        return None
    try:
        return date(*map(int, match.groups())).toordinal()
    except ValueError:
        return None


def days_in_month_of(text: str) -> tuple[str, int] | None:
    """The month of a text in the form of a date, and how many days it has; None if there is
    no such month."""
    match = _DATE.match(text)
    if match is None:
        return None
    year, month, _ = map(int, match.groups())
    if year < 1 or not 1 <= month <= 12:
        return None
    return f"{year:04d}-{month:02d}", monthrange(year, month)[1]


def parse_month(text: str) -> int | None:
    """The month number of `2020-04`, `202004` or any date in that month."""
    ordinal = parse_date(text)
    if ordinal is not None:
        return month_of(ordinal)
    match = _MONTH.match(text)
    if match is None:
        return None
    year, month = map(int, match.groups())
    return 12 * year + month - 1 if year >= 1 and 1 <= month <= 12 else None


def format_date(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def format_month(month: int) -> str:
    return f"{month // 12:04d}-{month % 12 + 1:02d}"


def month_of(ordinal: int) -> int:
    """The month that a date lies in."""
    day = date.fromordinal(ordinal)
    return 12 * day.year + day.month - 1


def year_of(ordinal: int) -> int:
    """The calendar year that a date lies in."""
    return date.fromordinal(ordinal).year


def days_between(start: int, end: int) -> int:
    """Days from `start` to `end`; negative when `end` is the earlier one."""
    return end - start


def month_difference(start: int, end: int) -> int:
    """Months from one month to another: 2020-04 to 2020-05 is 1."""
    return end - start


def months_between(start: int, end: int) -> int:
    """The largest n for which `start` plus n months is not after `end`.

    A month that lacks the day counts to its last day: 31 January plus one month is the
    last day of February. Negative when `end` is earlier.
    """
    first, last = date.fromordinal(start), date.fromordinal(end)
    months = 12 * (last.year - first.year) + last.month - first.month
    due_day = min(first.day, monthrange(last.year, last.month)[1])
    return months - (last.day < due_day)


def years_between(start: int, end: int) -> int:
    """Whole years from `start` to `end`, by the same rule as `months_between`."""
    return months_between(start, end) // 12


def age_on(birth: int, day: int) -> int:
    """Age in whole years (周岁): a year is added on the birthday itself.

    Someone born on 29 February has the birthday on 28 February of other years.
    """
    return years_between(birth, day)
