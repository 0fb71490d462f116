"""Dates and months, against slow definitions."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from povertyrules.kernel import calendar

DAYS = st.dates().map(date.toordinal)
NEAR = st.dates(date(1996, 1, 1), date(2004, 12, 31)).map(date.toordinal)
MONTH_ENDS = NEAR.map(date.fromordinal).map(
    lambda day: day.replace(day=monthrange(day.year, day.month)[1]).toordinal()
)
ANY_DAY = DAYS | NEAR | MONTH_ENDS
MONTHS = st.integers(calendar.FIRST_MONTH, calendar.LAST_MONTH)


def later(ordinal: int, months: int) -> int:
    """The day `months` months later; in a month that lacks the day, the last one."""
    day = date.fromordinal(ordinal)
    year, month = divmod(12 * day.year + day.month - 1 + months, 12)
    last = monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last)).toordinal()


@given(start=NEAR | MONTH_ENDS, end=NEAR | MONTH_ENDS)
@example(start=date(2020, 1, 31).toordinal(), end=date(2020, 2, 29).toordinal())
@example(start=date(2020, 2, 29).toordinal(), end=date(2021, 2, 28).toordinal())
def test_months_between_is_the_most_months_that_fit(start: int, end: int) -> None:
    months = calendar.months_between(start, end)
    assert later(start, months) <= end < later(start, months + 1)


@given(start=NEAR | MONTH_ENDS, end=NEAR | MONTH_ENDS)
def test_years_between_is_the_most_years_that_fit(start: int, end: int) -> None:
    years = calendar.years_between(start, end)
    assert later(start, 12 * years) <= end < later(start, 12 * years + 12)
    assert calendar.age_on(start, end) == years


@given(start=ANY_DAY, end=ANY_DAY, further=ANY_DAY)
def test_spans_grow_with_the_end_and_shrink_with_the_start(
    start: int, end: int, further: int
) -> None:
    end, further = sorted((end, further))
    for between in (calendar.days_between, calendar.months_between, calendar.years_between):
        assert between(start, end) <= between(start, further)
        assert between(further, start) <= between(end, start)


@given(day=ANY_DAY)
def test_nothing_lies_between_a_day_and_itself(day: int) -> None:
    assert calendar.days_between(day, day) == 0
    assert calendar.months_between(day, day) == 0
    assert calendar.years_between(day, day) == 0


@given(start=ANY_DAY, end=ANY_DAY)
def test_days_between_counts_days(start: int, end: int) -> None:
    days = (date.fromordinal(end) - date.fromordinal(start)).days
    assert calendar.days_between(start, end) == days


@pytest.mark.parametrize(
    ("birth", "day", "age"),
    [
        ("2004-02-29", "2020-02-28", 15),
        ("2004-02-29", "2020-02-29", 16),
        ("2004-02-29", "2021-02-27", 16),
        ("2004-02-29", "2021-02-28", 17),
        ("2004-04-20", "2020-04-19", 15),
        ("2004-04-20", "2020-04-20", 16),
        ("2020-04-21", "2020-04-20", -1),
        ("2000-02-29", "2100-02-28", 100),
    ],
)
def test_a_year_is_added_on_the_birthday(birth: str, day: str, age: int) -> None:
    first, last = calendar.parse_date(birth), calendar.parse_date(day)
    assert first is not None
    assert last is not None
    assert calendar.age_on(first, last) == age


@given(day=ANY_DAY)
def test_a_date_is_shown_and_read(day: int) -> None:
    text = calendar.format_date(day)
    assert calendar.parse_date(text) == day
    assert calendar.parse_month(text) == calendar.month_of(day)
    assert calendar.year_of(day) == int(text[:4]) == calendar.month_of(day) // 12


@given(month=MONTHS)
def test_a_month_is_shown_and_read(month: int) -> None:
    text = calendar.format_month(month)
    assert calendar.parse_month(text) == month
    assert calendar.parse_month(text.replace("-", "")) == month


@given(first=ANY_DAY, second=ANY_DAY)
def test_months_and_years_keep_the_order_of_days(first: int, second: int) -> None:
    first, second = sorted((first, second))
    assert calendar.month_of(first) <= calendar.month_of(second)
    assert calendar.year_of(first) <= calendar.year_of(second)
    months = calendar.month_difference(calendar.month_of(first), calendar.month_of(second))
    assert months - 1 <= calendar.months_between(first, second) <= months


@pytest.mark.parametrize(
    "text",
    [
        *("2020-02-30", "2021-02-29", "2020-13-01", "2020-00-10", "0000-01-01", "20-02-01"),
        *(
            "2020-2-1",
            "2020-02-01 ",
            "2020/02/01",
            "２０２０-02-01",
            "2020-02-01\n",
            "",
            "+020-01-01",
        ),
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert calendar.parse_date(text) is None


@pytest.mark.parametrize("text", ["2020-13", "202000", "0000-01", "2020", "2020-4", "2020-04-31"])
def test_what_is_no_month_is_refused(text: str) -> None:
    assert calendar.parse_month(text) is None


@given(st.text(max_size=12))
def test_reading_never_fails(text: str) -> None:
    for read in (calendar.parse_date, calendar.parse_month):
        value = read(text)
        assert value is None or value > 0


def test_the_ends_of_the_calendar() -> None:
    assert calendar.format_date(calendar.FIRST_DATE) == "0001-01-01"
    assert calendar.format_date(calendar.LAST_DATE) == "9999-12-31"
    assert calendar.month_of(calendar.FIRST_DATE) == calendar.FIRST_MONTH
    assert calendar.month_of(calendar.LAST_DATE) == calendar.LAST_MONTH
    span = calendar.months_between(calendar.FIRST_DATE, calendar.LAST_DATE)
    assert span == calendar.LAST_MONTH - calendar.FIRST_MONTH
