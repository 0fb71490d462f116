"""The possible values of a known one, by type."""

from __future__ import annotations

from typing import cast

from povertyrules.kernel.numbers import unscale
from povertyrules.kernel.possible import AnyText, Possible, Range, Subset, point
from povertyrules.kernel.sizes import Size, size_of
from povertyrules.kernel.types import Boolean, Choice, Number, Text, Type


def of_value(value: object, type_: Type) -> Possible:
    """A value as in a `Row`, as the operators take it: numbers unscaled, choices as sets."""
    if isinstance(type_, Boolean):
        return bool(value)
    if isinstance(type_, Choice):
        if isinstance(value, frozenset):
            return Subset(value, value)
        return frozenset((str(value),))
    if isinstance(type_, Text):
        return str(value)
    number = cast("int", value)
    return point(unscale(number, type_.decimals or 0) if isinstance(type_, Number) else number)


def read_size(possible: Possible, type_: Type) -> Size:
    """How many digits a value of a type may have that is read, not computed."""
    return size_of(possible, (type_.decimals or 0) if isinstance(type_, Number) else 0)


def within(value: Possible, bounds: Possible) -> bool:
    """Whether all of a range lies in the declared one, and a text is not too long for it.
    Values of other types always fit."""
    if isinstance(value, Range) and isinstance(bounds, Range):
        return bounds.low <= value.low and value.high <= bounds.high
    if isinstance(value, str) and isinstance(bounds, AnyText):
        return len(value) <= bounds.max_length
    return True
