"""Exact numbers: reading, scaling, rounding and showing them. No binary floating point.

A *scaled* integer `v` with `d` decimals stands for the number v / 10**d; money is scaled
by 2. `Exact` is what arithmetic works on: an integer, or a fraction where one is needed.
"""

from __future__ import annotations

import math
import re
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal, Inexact
from fractions import Fraction

Exact = int | Fraction

ROUNDING_MODES = ("half_up", "half_even", "up", "down", "ceiling", "floor")

_PLAIN_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?\Z")
MAX_DIGITS = 40
"""Longer numerals are refused: no amount in this field needs them, and they cost time."""
_SHORT = Context(prec=3 * MAX_DIGITS, Emin=MIN_EMIN, Emax=MAX_EMAX, traps=[Inexact])
"""Refuses what has more digits, before a fraction is made of it."""
_MOST_BITS = 10 * MAX_DIGITS


def exact(value: Exact) -> Exact:
    """The same number, as an `int` where it is whole."""
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    return value


def unscale(scaled: int, decimals: int) -> Exact:
    """The number that a scaled integer stands for."""
    return exact(Fraction(scaled, 10**decimals)) if decimals else scaled


def scale(number: Exact, decimals: int) -> int | None:
    """The scaled integer for a number, or None if it has more decimals than that."""
    shifted = exact(number * 10**decimals)
    return shifted if isinstance(shifted, int) else None


def parse_number(text: str) -> Fraction | None:
    """Read a plain decimal numeral such as `4999.995`; None for anything else."""
    if len(text) > MAX_DIGITS or not _PLAIN_NUMBER.match(text):
        return None
    return Fraction(text)


def decimals_in(text: str) -> int:
    """How many digits stand after the point of a plain decimal numeral."""
    return len(text.partition(".")[2])


def from_decimal(value: Decimal) -> Fraction | None:
    """The exact number of a `Decimal`, or None for NaN, infinities, absurd exponents, and
    more digits than anybody means (a `float` made into a `Decimal` has up to ninety)."""
    if not value.is_finite() or (value and abs(value.adjusted()) > MAX_DIGITS):
        return None
    try:
        return Fraction(_SHORT.plus(value))
    except Inexact:
        return None


def is_finite(value: int | float | Decimal | Fraction) -> bool:
    """Whether it is a number at all: no NaN, no infinity."""
    if isinstance(value, Decimal):
        return value.is_finite()
    return not isinstance(value, float) or math.isfinite(value)


def exact_number(value: int | float | Decimal | Fraction) -> Exact | None:
    """The exact number of any of Python's; None for NaN, infinities, and what is absurdly
    long."""
    if isinstance(value, Decimal):
        return from_decimal(value)
    if isinstance(value, float):
        return Fraction(value) if is_finite(value) else None
    if isinstance(value, Fraction) and value.denominator.bit_length() > _MOST_BITS:
        return None
    return value


def round_number(number: Exact, decimals: int, mode: str) -> Exact:
    """Round to `decimals` digits after the point, with one of `ROUNDING_MODES`."""
    shifted = Fraction(number) * 10**decimals
    return exact(
        Fraction(round_integer(shifted.numerator, shifted.denominator, mode), 10**decimals)
    )


def round_integer(numerator: int, denominator: int, mode: str) -> int:
    """The integer nearest to numerator / denominator (denominator positive)."""
    floor, rest = divmod(numerator, denominator)
    if rest == 0 or mode == "floor":
        return floor
    if mode == "ceiling":
        return floor + 1
    negative = numerator < 0
    if mode == "down":
        return floor + negative
    if mode == "up":
        return floor + (not negative)
    twice = 2 * rest
    if twice != denominator:
        return floor + (twice > denominator)
    if mode == "half_even":
        return floor + floor % 2
    return floor + (not negative)  # half_up: a tie moves away from zero


def format_number(number: Exact, decimals: int, *, grouped: bool = False) -> str:
    """Show an exact number with a fixed count of decimals.

    The caller makes sure that nothing is lost, or says that it rounded.
    """
    scaled = round_number(number, decimals, "half_up") * 10**decimals
    sign = "-" if scaled < 0 else ""
    whole, rest = divmod(abs(int(scaled)), 10**decimals)
    head = f"{whole:,}" if grouped else str(whole)
    return f"{sign}{head}.{rest:0{decimals}d}" if decimals else f"{sign}{head}"


def plain_text(number: Exact) -> str:
    """The shortest exact text: a decimal where one exists, else `numerator/denominator`."""
    fraction = Fraction(number)
    denominator, twos, fives = fraction.denominator, 0, 0
    while denominator % 2 == 0:
        denominator, twos = denominator // 2, twos + 1
    while denominator % 5 == 0:
        denominator, fives = denominator // 5, fives + 1
    if denominator != 1:
        return f"{fraction.numerator}/{fraction.denominator}"
    return format_number(fraction, max(twos, fives))
