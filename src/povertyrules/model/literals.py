"""Values written in the file: read exactly into what a `Row` would hold."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from povertyrules.kernel.calendar import (
    FIRST_DATE,
    FIRST_MONTH,
    LAST_DATE,
    LAST_MONTH,
    format_date,
    format_month,
    parse_date,
    parse_month,
)
from povertyrules.kernel.numbers import from_decimal, parse_number, plain_text, scale, unscale
from povertyrules.kernel.possible import EVERYTHING, AnyText, Possible, Range, Subset
from povertyrules.kernel.types import Choice, Date, Month, Number, Text, Type
from povertyrules.syntax.document import Scalar


def read_value(scalar: Scalar, type_: Type) -> bool | int | str | None:
    """The value of a scalar as in a `Row` (numbers scaled); None if it does not fit."""
    if isinstance(type_, Number):
        return _read_number(scalar, type_)
    if isinstance(type_, Date):
        return parse_date(scalar.text.strip())
    if isinstance(type_, Month):
        return parse_month(scalar.text.strip())
    if isinstance(type_, Text):
        return scalar.text
    return scalar.value if isinstance(scalar.value, bool) else None


def _read_number(scalar: Scalar, type_: Number) -> int | None:
    value = scalar.value
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    number = Fraction(value) if isinstance(value, int) else from_decimal(value)
    return None if number is None else scale(number, type_.decimals or 0)


def read_text(text: str, type_: Type) -> bool | int | str | None:
    """The same for plain text that a caller gives."""
    if isinstance(type_, Number):
        number = parse_number(text)
        return None if number is None else scale(number, type_.decimals or 0)
    if isinstance(type_, Date):
        return parse_date(text)
    if isinstance(type_, Month):
        return parse_month(text)
    return text if isinstance(type_, Text) else None


def show_value(value: object, type_: Type) -> str:
    """A value of a `Row` as text: exact, without a unit."""
    if isinstance(value, int) and not isinstance(value, bool):
        if isinstance(type_, Date):
            return format_date(value)
        if isinstance(type_, Month):
            return format_month(value)
        if isinstance(type_, Number):
            return plain_text(unscale(value, type_.decimals or 0))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def everything(type_: Type) -> Possible:
    """What a value of a type may be if nothing more is known."""
    if isinstance(type_, Number):
        return EVERYTHING
    if isinstance(type_, Date):
        return Range(FIRST_DATE, LAST_DATE)
    if isinstance(type_, Month):
        return Range(FIRST_MONTH, LAST_MONTH)
    if isinstance(type_, Text):
        return AnyText(type_.max_length)
    if isinstance(type_, Choice):
        values = frozenset(type_.values)
        return Subset(frozenset(), values) if type_.many else values
    return None
