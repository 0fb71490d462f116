"""How a message shows a value that was given: short, on one line, whatever it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

_LONGEST = 60
_MOST_BITS = 200


def shown(value: object) -> str:
    """A short text for any object; never calls code of the caller's own classes."""
    kind = type(value)
    if isinstance(value, str):
        return f'"{shown_text(value)}"'
    if kind is int and value.bit_length() > _MOST_BITS:  # type: ignore[attr-defined]
        return f"≈2^{value.bit_length()}"  # type: ignore[attr-defined]
    if kind in (bool, int, float) or value is None:
        return repr(value)
    if kind is date:
        return str(value)
    if kind is Decimal:
        text = str(value)
        return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
    if isinstance(value, Fraction) and abs(value.numerator).bit_length() <= _MOST_BITS:
        return f"{value.numerator}/{value.denominator}"
    return f"<{kind.__name__}>"


def shown_text(text: str) -> str:
    """Text cut to a readable length, without what would break the line."""
    exact = str.__str__(text[:_LONGEST])
    clean = "".join(c if c.isprintable() else "�" for c in exact)
    return clean if len(text) <= _LONGEST else f"{clean}…"
