"""Reading one value: from what a caller may give to what a `Row` holds.

A reader takes any object and returns the row's value, None for None, or raises `Refused`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, NoReturn

from povertyrules.kernel import calendar
from povertyrules.kernel.catalogue import records as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.foreign import (
    Numeral,
    is_moment,
    is_plain_list,
    is_whole,
    plain_day,
    plain_number,
    plain_text_of,
)
from povertyrules.kernel.numbers import (
    MAX_DIGITS,
    Exact,
    exact_number,
    is_finite,
    parse_number,
    plain_text,
    scale,
)
from povertyrules.kernel.possible import Infinity, Possible, Range
from povertyrules.kernel.shown import shown
from povertyrules.kernel.suggest import nearest
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number, Text
from povertyrules.model.ruleset import Fact

Reader = Callable[[object], Any]

_DATE_LIKE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}\Z", re.ASCII)
_MONTH_LIKE = re.compile(r"\d{4}-?\d{2}(-\d{2})?\Z", re.ASCII)
_MOST_LISTED = 1000
LARGEST = 10**MAX_DIGITS


class Refused(Exception):
    """A value is not accepted. `place` is where in the value (`[2]` of a list)."""

    def __init__(
        self,
        code: Code,
        values: dict[str, object],
        suggestion: str | None = None,
        place: str = "",
    ) -> None:
        super().__init__(code.number)
        self.code = code
        self.suggestion = suggestion
        self.place = place
        self.values = values


class RefusedList(Exception):
    """Several elements of a list are not accepted."""

    def __init__(self, parts: list[Refused]) -> None:
        super().__init__()
        self.parts = parts


def reader(fact: Fact) -> Reader:
    """The function that reads the values of a fact."""
    return _present(_reader_of(fact))


def _present(read: Reader) -> Reader:
    return lambda value: None if value is None else read(value)


def _reader_of(fact: Fact) -> Reader:
    match fact.type:
        case Boolean():
            return lambda value: _boolean(value, fact)
        case Number():
            return _number_reader(fact, fact.type.decimals or 0)
        case Date():
            return lambda value: _date(value, fact)
        case Month():
            return lambda value: _month(value, fact)
        case Text():
            longest = fact.type.max_length
            return lambda value: _text(value, fact, longest)
        case Choice():
            known = choice_names(fact)
            if fact.type.many:
                limit = fact.type.max_chosen or len(fact.type.values)
                return lambda value: _choices(value, fact, known, limit)
            return lambda value: _choice(value, fact, known)


def choice_names(fact: Fact) -> dict[str, str]:
    """The values of a choice by id and by label."""
    by_label = {label: value for value, label in fact.labels.items()}
    return {**by_label, **{value: value for value in fact.labels}}


def _refuse(code: Code, value: object, fact: Fact, **values: object) -> NoReturn:
    raise Refused(code, {"found": shown(value), "label": fact.label, **values})


def _boolean(value: object, fact: Fact) -> bool:
    if value is True:
        return True
    if value is False:
        return False
    _refuse(codes.EXPECTED_BOOLEAN, value, fact)


# numbers


def _number_reader(fact: Fact, decimals: int) -> Reader:
    """Amounts mostly come as plain text or `Decimal`: those are read without fractions."""
    low, high = whole_limits(fact.bounds, decimals)

    def read(value: object) -> int:
        text = value if type(value) is str else str(value) if type(value) is Decimal else ""
        scaled = _scaled_text(text, decimals) if text else None
        if scaled is not None and low <= scaled <= high:
            return scaled
        return _number(value, fact, decimals)

    return read


def whole_limits(bounds: Possible, decimals: int) -> tuple[int, int]:
    """The least and the greatest scaled integer that a number may be."""
    low, high = _ends(bounds)
    return (
        1 - LARGEST if low is None else math.ceil(low * 10**decimals),
        LARGEST - 1 if high is None else math.floor(high * 10**decimals),
    )


def _scaled_text(text: str, decimals: int) -> int | None:
    """The scaled integer of a plain numeral without sign; None for anything else."""
    whole, point, part = text.partition(".")
    if len(text) > MAX_DIGITS or len(part) > decimals or not text.isascii():
        return None
    if not whole.isdecimal() or (point and not part.isdecimal()):
        return None
    return int(whole + part.ljust(decimals, "0"))


def _number(value: object, fact: Fact, decimals: int) -> int:
    given = plain_number(value)
    number = _from_text(value, fact) if given is None else _exact_number(given, fact)
    _check_size(number, fact)
    scaled = scale(number, decimals)
    if scaled is None:
        _refuse_decimals(value if given is None else given, fact, decimals)
    _check_bounds(number, fact, plain_text)
    return scaled


def _check_size(number: Exact, fact: Fact) -> None:
    if not -LARGEST < number < LARGEST:
        _refuse_length(fact)


def _refuse_length(fact: Fact) -> NoReturn:
    raise Refused(codes.NUMBER_TOO_LONG, {"label": fact.label, "digits": MAX_DIGITS})


def _refuse_decimals(value: object, fact: Fact, decimals: int) -> NoReturn:
    """A float with too many decimals is mostly one that is not exactly what was meant."""
    if isinstance(value, float):
        written = float.__repr__(value)
        if Fraction(written) != Fraction(value):
            _refuse(codes.INEXACT_FLOAT, value, fact, text=written)
    _refuse(codes.TOO_MANY_DECIMALS, value, fact, decimals=decimals)


def _exact_number(value: Numeral, fact: Fact) -> Exact:
    """The number that an object is, exactly."""
    if not is_finite(value):
        _refuse(codes.NOT_FINITE, value, fact)
    number = exact_number(value)
    if number is None:
        _refuse_length(fact)
    return number


def _from_text(value: object, fact: Fact) -> Fraction:
    text = plain_text_of(value)
    number = None if text is None else parse_number(text)
    if number is not None:
        return number
    if text is not None and len(text) > MAX_DIGITS and text.isdecimal():
        _refuse_length(fact)
    _refuse(codes.EXPECTED_NUMBER, value, fact)


def _check_bounds(value: Exact, fact: Fact, show: Callable[[Any], str]) -> None:
    low, high = _ends(fact.bounds)
    if low is not None and value < low:
        code, limit = codes.BELOW_MINIMUM, low
    elif high is not None and value > high:
        code, limit = codes.ABOVE_MAXIMUM, high
    else:
        return
    raise Refused(code, {"label": fact.label, "found": show(value), "limit": show(limit)})


def _ends(bounds: Possible) -> tuple[Exact | None, Exact | None]:
    if not isinstance(bounds, Range):
        return None, None
    low, high = (None if isinstance(end, Infinity) else end for end in bounds)
    return low, high


# dates and months


def _date(value: object, fact: Fact) -> int:
    text = plain_text_of(value)
    if text is not None:
        ordinal = calendar.parse_date(text)
        if ordinal is None:
            impossible = _DATE_LIKE.match(text) is not None
            _refuse(codes.NOT_IN_CALENDAR if impossible else codes.EXPECTED_DATE, text, fact)
    else:
        ordinal = _day(value, fact, codes.EXPECTED_DATE).toordinal()
    _check_bounds(ordinal, fact, calendar.format_date)
    return ordinal


def _day(value: object, fact: Fact, expected: Code) -> date:
    day = plain_day(value)
    if day is None:
        _refuse(codes.DATETIME_FOR_DATE if is_moment(value) else expected, value, fact)
    return day


def _month(value: object, fact: Fact) -> int:
    text = plain_text_of(value)
    if text is not None:
        month = calendar.parse_month(text)
        if month is None:
            impossible = _MONTH_LIKE.match(text) is not None
            _refuse(codes.NOT_IN_CALENDAR if impossible else codes.EXPECTED_MONTH, text, fact)
    else:
        month = calendar.month_of(_day(value, fact, codes.EXPECTED_MONTH).toordinal())
    _check_bounds(month, fact, calendar.format_month)
    return month


# texts and choices


def _text(value: object, fact: Fact, longest: int) -> str:
    text = plain_text_of(value)
    if text is None:
        _refuse(codes.EXPECTED_TEXT, value, fact)
    if len(text) > longest:
        _refuse(codes.TEXT_TOO_LONG, value, fact, count=len(text), limit=longest)
    if not is_whole(text):
        _refuse(codes.BROKEN_TEXT, value, fact)
    return text


def _choice(value: object, fact: Fact, known: dict[str, str], place: str = "") -> str:
    text = plain_text_of(value)
    if text in known:
        return known[text]
    code = codes.EXPECTED_CHOICE if text is None else codes.UNKNOWN_CHOICE
    near = None if text is None else nearest(text, known)
    values = ", ".join(fact.labels)
    raise Refused(code, {"found": shown(value), "label": fact.label, "values": values}, near, place)


def _choices(value: object, fact: Fact, known: dict[str, str], limit: int) -> frozenset[str]:
    if not is_plain_list(value):
        _refuse(codes.EXPECTED_CHOICES, value, fact, values=", ".join(fact.labels))
    if len(value) > _MOST_LISTED:
        _refuse(codes.TOO_MANY_CHOSEN, value, fact, count=len(value), limit=limit)
    chosen: set[str] = set()
    faults: list[Refused] = []
    for number, element in enumerate(value):
        try:
            _choose(element, fact, known, chosen, f"[{number}]")
        except Refused as refused:
            faults.append(refused)
    if faults:
        raise RefusedList(faults)
    if len(chosen) > limit:
        _refuse(codes.TOO_MANY_CHOSEN, value, fact, count=len(chosen), limit=limit)
    return frozenset(chosen)


def _choose(
    element: object, fact: Fact, known: dict[str, str], chosen: set[str], place: str
) -> None:
    value = _choice(element, fact, known, place)
    if value in chosen:
        values: dict[str, object] = {"found": shown(element), "label": fact.label}
        raise Refused(codes.REPEATED_CHOICE, values, place=place)
    chosen.add(value)
