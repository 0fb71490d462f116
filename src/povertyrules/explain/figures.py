"""Values as exact plain text, the way explanations and receipts carry them.

A scaled number keeps its type's decimals (`4800.00`), a ratio has the shortest exact text
(`4800`, `4800.5`, `14200/3`), a date is `2020-04-16`, a month `2020-04`.
"""

from __future__ import annotations

from fractions import Fraction
from math import gcd
from typing import Any

from povertyrules.kernel.calendar import format_date, format_month
from povertyrules.kernel.numbers import plain_text
from povertyrules.kernel.possible import AnyText, Infinity, Possible, Range, Subset
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number, Text, Type


def money_text(scaled: int) -> str:
    """The text of an integer scaled by two decimals: the most frequent one, and so apart."""
    if scaled < 100:
        return scaled_text(scaled, 2)
    digits = str(scaled)
    return f"{digits[:-2]}.{digits[-2:]}"


def scaled_text(scaled: int, decimals: int) -> str:
    """The text of an integer scaled by some decimals, all of them shown."""
    digits = str(scaled)
    if decimals == 0:
        return digits
    if len(digits) <= decimals + 1:  # too short, or just a sign before the point
        digits = f"{scaled:0{decimals + 1 + (scaled < 0)}}"
    return f"{digits[:-decimals]}.{digits[-decimals:]}"


def ratio_text(numerator: int, denominator: int) -> str:
    """The shortest exact text of a ratio; the denominator is positive."""
    common = gcd(numerator, denominator)
    if common != 1:
        numerator //= common
        denominator //= common
    if denominator == 1:
        return str(numerator)
    if denominator in _DECIMALS:
        factor, decimals = _DECIMALS[denominator]
        return scaled_text(numerator * factor, decimals)
    if denominator < _LARGEST:
        return f"{numerator}/{denominator}"
    return plain_text(Fraction(numerator, denominator))


_LARGEST = 10**18
_DECIMALS = {
    2**twos * 5**fives: (10 ** max(twos, fives) // (2**twos * 5**fives), max(twos, fives))
    for twos in range(60)
    for fives in range(26)
    if 2**twos * 5**fives < _LARGEST
}
"""What makes a fraction with this denominator a scaled integer, and how many decimals that
has; none for any other below `_LARGEST`."""


def value_text(kind: Type, value: Any) -> Any:
    """A known value, as in a frame or a row, as plain data; None stays None.

    A boolean stays a boolean, a list of choices is a list in the order of the declaration.
    """
    if value is None:
        return None
    match kind:
        case Number(decimals=None):
            return ratio_text(*_pair(value))
        case Number():
            return scaled_text(value, kind.decimals or 0)
        case Date():
            return format_date(value)
        case Month():
            return format_month(value)
        case Choice(many=True):
            return [code for code in kind.values if code in value]
        case _:
            return value


def _pair(value: Any) -> tuple[int, int]:
    return value if isinstance(value, tuple) else (value.numerator, value.denominator)


def is_open(kind: Type, value: Any) -> bool:
    """Whether a value in a frame is not known. A missing fact is None there."""
    match kind:
        case Choice(many=False):
            return not isinstance(value, str)
        case Text():
            return value is None or isinstance(value, AnyText)
        case _:
            return value is None or isinstance(value, Range | Subset)


def open_parts(kind: Type, possible: Any, *, scaled: bool) -> dict[str, Any]:
    """What is known of a value that is not known: its `range`, or the `options` left."""
    if isinstance(possible, Range):
        decimals = kind.decimals or 0 if isinstance(kind, Number) and scaled else 0
        return {"range": [_end(kind, end, decimals) for end in possible]}
    if isinstance(possible, Subset) and isinstance(kind, Choice):
        return {"options": [code for code in kind.values if code in possible.possible]}
    if isinstance(possible, frozenset) and isinstance(kind, Choice):
        return {"options": [code for code in kind.values if code in possible]}
    return {}


def _end(kind: Type, end: Any, decimals: int) -> str | None:
    if isinstance(end, Infinity):
        return None
    if isinstance(kind, Date | Month):
        return str(value_text(kind, int(end)))
    number = Fraction(end) / 10**decimals
    places = kind.decimals if isinstance(kind, Number) else None
    if places and (number * 10**places).denominator == 1:
        return scaled_text(int(number * 10**places), places)
    return plain_text(number)


def bounds_parts(kind: Type, bounds: Possible) -> dict[str, Any]:
    """As `open_parts`, for the declared bounds of a fact, which are not scaled."""
    return open_parts(kind, bounds, scaled=False)


def number_of(kind: Type, value: Any) -> Fraction:
    """The number that a known value of a number, date or month type stands for."""
    decimals = kind.decimals if isinstance(kind, Number) else 0
    return Fraction(*_pair(value)) if decimals is None else Fraction(value, 10**decimals)


def type_name(kind: Type) -> str:
    """The name of a type in explanations: `choices` is a list of choices."""
    match kind:
        case Boolean():
            return "boolean"
        case Choice(many=True):
            return "choices"
        case Number():
            return str(kind).partition("(")[0]
        case _:
            return str(kind)
