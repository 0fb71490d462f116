"""What each operator and function is, in words, and operands to show it with."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any, Literal

from povertyrules.kernel.calendar import format_date, format_month
from povertyrules.kernel.numbers import plain_text
from povertyrules.kernel.possible import AnyText, Infinity, Possible, Range, Subset, point

Kind = Literal["number", "date", "month"]


@dataclass(frozen=True)
class Sample:
    """An operator on some operands, as written; `result` is the kind of what it gives."""

    text: str
    operator: str
    operands: tuple[Any, ...]
    parameters: dict[str, Any] = field(default_factory=dict)
    result: Kind = "number"


@dataclass(frozen=True)
class Entry:
    """A row of a table."""

    written: str
    operands: str
    meaning: str
    samples: tuple[Sample, ...]


def shown(value: Possible, kind: Kind = "number") -> str:
    """A possible value as the tables show it."""
    if isinstance(value, bool) or value is None:
        return "?" if value is None else str(value).lower()
    if isinstance(value, Range):
        low, high = (_end(end, kind) for end in value)
        return low if value.low == value.high else f"[{low}, {high}]"
    if isinstance(value, frozenset):
        return "{" + ", ".join(sorted(value)) + "}"
    if isinstance(value, Subset):
        return f"{shown(value.certain)} to {shown(value.possible)}"
    return "any text" if isinstance(value, AnyText) else f'"{value}"'


def _end(end: Any, kind: Kind) -> str:
    if isinstance(end, Infinity):
        return str(end)
    if kind == "number":
        return plain_text(end)
    return format_date(end) if kind == "date" else format_month(end)


def _day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


_X = Range(0, 9)
_BORN = Range(_day("2004-01-01"), _day("2004-12-31"))
_A_DAY = point(_day("2020-06-01"))
_HEALTH = frozenset(("healthy", "ill", "disabled"))
_RISKS = Subset(frozenset(), frozenset(("illness", "school")))
_BORN_TEXT = "[2004-01-01, 2004-12-31]"


def _one(text: str, operator: str, *operands: Any, **parameters: Any) -> tuple[Sample, ...]:
    return (Sample(text, operator, operands, parameters),)


OPERATORS = (
    Entry(
        "`a and b`, `all:`", "truths", "all of them hold", _one("false and ?", "and", False, None)
    ),
    Entry("`a or b`, `any:`", "truths", "at least one holds", _one("true or ?", "or", True, None)),
    Entry("`not a`, `not:`", "truth", "it does not hold", _one("not ?", "not", None)),
    Entry(
        "`a implies b`",
        "truths",
        "if `a` holds, `b` does: `not a or b`",
        _one("? implies true", "implies", None, True),
    ),
    Entry(
        "`at_least:`",
        "truths",
        "at least `n` of them hold",
        _one("2 of true, true, ?", "at_least", True, True, None, needed=2),
    ),
    Entry(
        "`a == b`",
        "two of one type",
        "they are equal",
        (*_one("[0, 9] == 12", "==", _X, point(12)), *_one("[0, 9] == 7", "==", _X, point(7))),
    ),
    Entry("`a != b`", "two of one type", "they differ", _one("[0, 9] != 12", "!=", _X, point(12))),
    Entry(
        "`a < b`",
        "numbers, dates, months",
        "less, earlier",
        (*_one("[0, 9] < 10", "<", _X, point(10)), *_one("[0, 9] < 5", "<", _X, point(5))),
    ),
    Entry("`a <= b`", "the same", "at most", _one("[0, 9] <= 9", "<=", _X, point(9))),
    Entry("`a > b`", "the same", "more, later", _one("[0, 9] > 9", ">", _X, point(9))),
    Entry("`a >= b`", "the same", "at least", _one("[0, 9] >= 0", ">=", _X, point(0))),
    Entry(
        '`x in ["a", "b"]`, `x not in […]`',
        "a value, constants",
        "it is one of them",
        _one(
            'health in ["ill", "disabled"]',
            "in",
            _HEALTH,
            frozenset(("ill",)),
            frozenset(("disabled",)),
        ),
    ),
    Entry(
        '`"a" in list`, `"a" not in list`',
        "a value, a list of choices",
        "it is chosen",
        _one('"illness" in risks', "contains", _RISKS, frozenset(("illness",))),
    ),
    Entry("`a + b`", "numbers", "sum", _one("[0, 9] + 1", "+", _X, point(1))),
    Entry("`a - b`", "numbers", "difference", _one("1 - [0, 9]", "-", point(1), _X)),
    Entry("`a * b`", "numbers", "product", _one("[0, 9] * 2", "*", _X, point(2))),
    Entry(
        "`a / b`",
        "numbers",
        "exact ratio",
        (
            *_one("1 / 3", "/", point(1), point(3)),
            *_one("60 / [1, 4]", "/", point(60), Range(1, 4)),
        ),
    ),
    Entry("`-a`", "number", "negative", _one("-[0, 9]", "negative", _X)),
)

FUNCTIONS = {
    "round": Entry(
        "",
        "",
        "rounded to that many decimals, in that mode",
        (
            *_one(
                "round(2.5, 0, half_up)", "round", point(Fraction(5, 2)), decimals=0, mode="half_up"
            ),
            *_one(
                "round([0.4, 1.6], 0, half_up)",
                "round",
                Range(Fraction(2, 5), Fraction(8, 5)),
                decimals=0,
                mode="half_up",
            ),
        ),
    ),
    "abs": Entry("", "", "without its sign", _one("abs([-4, 9])", "abs", Range(-4, 9))),
    "least": Entry("", "", "the least", _one("least([0, 9], 5)", "least", _X, point(5))),
    "greatest": Entry(
        "", "", "the greatest", _one("greatest([0, 9], 5)", "greatest", _X, point(5))
    ),
    "if": Entry(
        "",
        "",
        "`a` if the condition holds, otherwise `b`",
        _one("if(?, 3, 5)", "if", None, point(3), point(5)),
    ),
    "days_between": Entry(
        "",
        "",
        "days from the first to the second; negative if that is earlier",
        _one(
            f"days_between({_BORN_TEXT}, 2005-01-01)",
            "days_between",
            _BORN,
            point(_day("2005-01-01")),
        ),
    ),
    "months_between": Entry(
        "",
        "",
        "whole months between two dates, or between two months",
        (
            *_one(f"months_between({_BORN_TEXT}, 2020-06-01)", "months_between", _BORN, _A_DAY),
            *_one(
                "months_between([2020-01, 2020-03], 2020-06)",
                "month_difference",
                Range(12 * 2020, 12 * 2020 + 2),
                point(12 * 2020 + 5),
            ),
        ),
    ),
    "years_between": Entry(
        "",
        "",
        "whole years",
        _one(f"years_between({_BORN_TEXT}, 2020-06-01)", "years_between", _BORN, _A_DAY),
    ),
    "age_on": Entry(
        "",
        "",
        "age in whole years (周岁) on a day",
        _one(f"age_on({_BORN_TEXT}, 2020-06-01)", "age_on", _BORN, _A_DAY),
    ),
    "month_of": Entry(
        "",
        "",
        "the month of a date",
        (Sample(f"month_of({_BORN_TEXT})", "month_of", (_BORN,), result="month"),),
    ),
    "year_of": Entry(
        "", "", "the year of a date, a number", _one(f"year_of({_BORN_TEXT})", "year_of", _BORN)
    ),
    "length": Entry(
        "",
        "",
        "number of characters",
        _one("length(any text of at most 20)", "length", AnyText(20)),
    ),
    "starts_with": Entry(
        "",
        "",
        "whether a text begins with another, written out",
        _one('starts_with(any text, "51")', "starts_with", AnyText(20), prefix="51"),
    ),
    "matches": Entry(
        "",
        "",
        "whether the whole text has a form, written out",
        _one('matches(any text, "[0-9]+")', "matches", AnyText(20), pattern=None),
    ),
    "date": Entry("", "", "a date, written out", ()),
    "month": Entry("", "", "a month, written out", ()),
}

QUANTIFIERS = {
    "any": "some item satisfies the condition; `any(members where c)` is the same",
    "all": "every item satisfies it; true of no items, so the checker warns without `where`",
    "count": "how many items; of a list of choices, `count(risks)` is how many are chosen",
    "sum": "the sum of a number over the items",
    "min": "the least; the last argument, needed if there may be no item, is what it is then",
    "max": "the greatest; the last argument as for `min`",
}
