"""What a caller's object really is: by its type, and by its base type's own methods.

A class that derives from `int`, `date` or `dict` may override everything, and `isinstance`
asks the object itself for its `__class__`. Its code may then raise anything, or lie. What
is read here is the value that the base type holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeGuard, cast

Numeral = int | float | Decimal | Fraction

_NUMERATOR: Any = Fraction.__dict__["_numerator"]
_DENOMINATOR: Any = Fraction.__dict__["_denominator"]


def plain_number(value: object) -> Numeral | None:
    """A number as Python's own type, an integer of another library as an `int`.

    None for anything else, truth values among it.
    """
    try:
        return _number(value, type(value))
    except Exception:  # noqa: BLE001 - the code is not ours
        return None


def _number(value: Any, kind: type) -> Numeral | None:
    if issubclass(kind, bool):
        return None
    if issubclass(kind, int):
        return int.__index__(value)
    if issubclass(kind, float):
        return float.__float__(value)
    if issubclass(kind, Decimal):
        return Decimal(value)
    if kind is Fraction:
        return cast("Fraction", value)
    if issubclass(kind, Fraction):
        return Fraction(_NUMERATOR.__get__(value), _DENOMINATOR.__get__(value))
    index = getattr(kind, "__index__", None)
    number = None if index is None else index(value)
    if number is None or isinstance(number, bool):
        return None
    return int.__index__(number)


def plain_text_of(value: object) -> str | None:
    """A text as `str`; None for anything else."""
    return str.__str__(cast("str", value)) if issubclass(type(value), str) else None


def plain_day(value: object) -> date | None:
    """A day as `date`; None for anything else, a moment among it (see `is_moment`)."""
    if not issubclass(type(value), date) or is_moment(value):
        return None
    return date.fromordinal(date.toordinal(cast("date", value)))


def is_moment(value: object) -> bool:
    return issubclass(type(value), datetime)


def is_whole(text: str) -> bool:
    """Whether a text can be written to a file: half a character cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def is_plain_list(value: object) -> TypeGuard[list[Any] | tuple[Any, ...] | set[Any]]:
    """Whether it is a list, a tuple or a set itself: what derives from them may do anything."""
    return any(type(value) is kind for kind in (list, tuple, set, frozenset))


def entries_of(value: object) -> list[tuple[Any, Any]] | None:
    """The entries of a mapping; None for what is none, or does not give them as pairs."""
    try:
        if not issubclass(type(value), Mapping):
            return None
        entries = list(cast("Mapping[Any, Any]", value).items())
        pairs = [(key, content) for key, content in entries]
    except Exception:  # noqa: BLE001 - the code is not ours
        return None
    return pairs


def plain_mapping(value: object) -> dict[Any, Any] | None:
    """A mapping as a `dict`, names that are text as `str`; None for what is none."""
    entries = entries_of(value)
    if entries is None:
        return None
    try:
        return {key if (text := plain_text_of(key)) is None else text: v for key, v in entries}
    except Exception:  # noqa: BLE001 - a key's hash is not ours either
        return None
