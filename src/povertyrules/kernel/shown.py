"""How a message shows a value that was given: short, on one line, whatever it is."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import cast

from povertyrules.kernel.foreign import is_moment, plain_number, plain_text_of

_LONGEST = 60
_MOST_BITS = 200


def shown(value: object) -> str:
    """A short text for any object; never calls code of the caller's own classes."""
    text = plain_text_of(value)
    if text is not None:
        return f'"{shown_text(text)}"'
    kind = type(value)
    if kind is int and value.bit_length() > _MOST_BITS:  # type: ignore[attr-defined]
        return f"≈2^{value.bit_length()}"  # type: ignore[attr-defined]
    if kind is bool or kind is int or kind is float or value is None:
        return repr(value)
    if kind is date:
        return str(value)
    if kind is Decimal:
        text = str(value)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    return _shown_fraction(value) or f"<{type.__getattribute__(kind, '__name__')}>"


def shown_moment(value: object) -> str:
    """A date with a time, as ISO text."""
    return datetime.isoformat(cast("datetime", value)) if is_moment(value) else shown(value)


def _shown_fraction(value: object) -> str | None:
    number = plain_number(value) if issubclass(type(value), Fraction) else None
    if not isinstance(number, Fraction) or abs(number.numerator).bit_length() > _MOST_BITS:
        return None
    return f"{number.numerator}/{number.denominator}"


def shown_text(text: str) -> str:
    """Text cut to a readable length, without what would break the line."""
    exact = str.__str__(text)
    clean = "".join(c if c.isprintable() else "�" for c in exact[:_LONGEST])
    return clean if len(exact) <= _LONGEST else f"{clean}…"
