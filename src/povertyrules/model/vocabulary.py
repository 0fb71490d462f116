"""The words of the language: functions with their usage, and the names nobody may take."""

from __future__ import annotations

from typing import NamedTuple


class Usage(NamedTuple):
    """How a function is written: how many arguments it takes, and an example."""

    least: int
    most: int
    example: str


QUANTIFIER_USAGE = {
    "any": Usage(1, 2, "any(members, age < 16)"),
    "all": Usage(2, 2, "all(members, insured)"),
    "count": Usage(1, 1, "count(members where working)"),
    "sum": Usage(2, 2, "sum(members, wage)"),
    "min": Usage(2, 3, "min(members, age, 0)"),
    "max": Usage(2, 3, "max(members, age, 0)"),
}

FUNCTION_USAGE = {
    "round": Usage(3, 3, "round(x, 2, half_up)"),
    "abs": Usage(1, 1, "abs(x)"),
    "least": Usage(2, 20, "least(a, b)"),
    "greatest": Usage(2, 20, "greatest(a, b)"),
    "if": Usage(3, 3, "if(condition, a, b)"),
    "days_between": Usage(2, 2, "days_between(start, end)"),
    "months_between": Usage(2, 2, "months_between(start, end)"),
    "years_between": Usage(2, 2, "years_between(start, end)"),
    "age_on": Usage(2, 2, "age_on(birth_date, as_of)"),
    "month_of": Usage(1, 1, "month_of(birth_date)"),
    "year_of": Usage(1, 1, "year_of(birth_date)"),
    "length": Usage(1, 1, "length(phone)"),
    "starts_with": Usage(2, 2, 'starts_with(code, "51")'),
    "matches": Usage(2, 2, 'matches(phone, "[0-9]{11}")'),
    "date": Usage(1, 1, 'date("2020-03-20")'),
    "month": Usage(1, 1, 'month("2020-03")'),
}

FUNCTIONS = {**QUANTIFIER_USAGE, **FUNCTION_USAGE}

KEYWORDS = frozenset(
    [
        *("and", "or", "not", "implies", "in", "is", "as", "where"),
        *("true", "false", "missing", "known", "unknown", "as_of", "this"),
    ]
)

RESERVED = KEYWORDS | FUNCTIONS.keys()
