"""Figures for people: grouped digits, units, roundings that say so."""

from __future__ import annotations

from fractions import Fraction

from povertyrules.explain.words import Words
from povertyrules.kernel.numbers import format_number
from povertyrules.kernel.types import MONEY_UNIT

NUMBERS = ("integer", "decimal", "money", "ratio")
DATES = ("date", "month")
MONEY_SYMBOL = MONEY_UNIT[0][0]
_MOST_PLACES = 12


def show_number(
    words: Words,
    text: str,
    unit: str,
    *,
    apart_from: Fraction | None = None,
    exact: bool = True,
) -> str:
    """A number with its unit, from its exact text.

    What has no finite decimal is rounded, and said to be; the exact value is added unless
    `exact` is false. It is rounded so that it never looks equal to `apart_from`, nor to zero.
    """
    number = Fraction(text)
    if "/" not in text:
        return with_unit(words, format_number(number, _places(text, unit), grouped=True), unit)
    places = _rounding_places(number, 2 if MONEY_SYMBOL in unit else 4, apart_from)
    rounded = with_unit(words, format_number(number, places, grouped=True), unit)
    key = "about" if exact else "about_only"
    return words.say(key, rounded=rounded, exact=_quotient(number))


def _quotient(number: Fraction) -> str:
    """`60,001÷12`: an exact value that has no finite decimal."""
    parts = (number.numerator, number.denominator)
    return "÷".join(format_number(Fraction(part), 0, grouped=True) for part in parts)


def _places(text: str, unit: str) -> int:
    """The decimals that the exact text has; for money two, and more only if they count."""
    decimals = text.partition(".")[2]
    return max(len(decimals.rstrip("0")), 2) if MONEY_SYMBOL in unit else len(decimals)


def _rounding_places(number: Fraction, least: int, apart_from: Fraction | None) -> int:
    for places in range(least, _MOST_PLACES):
        rounded = Fraction(format_number(number, places))
        if rounded not in (0, apart_from):
            return places
    return _MOST_PLACES


def with_unit(words: Words, number: str, unit: str) -> str:
    return words.say("with_unit", number=number, unit=unit) if unit else number
