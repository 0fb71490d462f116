"""Exact numbers: reading and showing lose nothing, and rounding is what `decimal` rounds."""

from __future__ import annotations

import decimal
from decimal import Decimal
from fractions import Fraction
from time import process_time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel import numbers
from povertyrules.kernel.numbers import exact_number

MODES = {
    "half_up": decimal.ROUND_HALF_UP,
    "half_even": decimal.ROUND_HALF_EVEN,
    "up": decimal.ROUND_UP,
    "down": decimal.ROUND_DOWN,
    "ceiling": decimal.ROUND_CEILING,
    "floor": decimal.ROUND_FLOOR,
}
PLACES = st.integers(0, 9)
SCALED = st.integers(-(10**18), 10**18)
FRACTIONS = st.fractions(max_denominator=10**6)
TENTH = 0.1
WIDE = decimal.Context(prec=60)


def test_every_rounding_mode_has_its_counterpart_here() -> None:
    assert set(MODES) == set(numbers.ROUNDING_MODES)


@given(scaled=SCALED, written=PLACES, kept=PLACES, mode=st.sampled_from(numbers.ROUNDING_MODES))
def test_rounding_is_that_of_decimal(scaled: int, written: int, kept: int, mode: str) -> None:
    value = Decimal(scaled).scaleb(-written, WIDE)
    expected = value.quantize(Decimal(1).scaleb(-kept), rounding=MODES[mode], context=WIDE)
    assert numbers.round_number(Fraction(scaled, 10**written), kept, mode) == Fraction(expected)


@pytest.mark.parametrize(
    ("mode", "rounded"),
    [
        ("half_up", [-3, -2, -1, 1, 2, 3]),
        ("half_even", [-2, -2, 0, 0, 2, 2]),
        ("up", [-3, -2, -1, 1, 2, 3]),
        ("down", [-2, -1, 0, 0, 1, 2]),
        ("ceiling", [-2, -1, 0, 1, 2, 3]),
        ("floor", [-3, -2, -1, 0, 1, 2]),
    ],
)
def test_ties_go_where_the_mode_says(mode: str, rounded: list[int]) -> None:
    ties = [Fraction(numerator, 2) for numerator in (-5, -3, -1, 1, 3, 5)]
    assert [numbers.round_number(tie, 0, mode) for tie in ties] == rounded


@given(number=FRACTIONS, kept=PLACES, mode=st.sampled_from(numbers.ROUNDING_MODES))
def test_rounding_moves_less_than_one_unit_and_again_not_at_all(
    number: Fraction, kept: int, mode: str
) -> None:
    once = numbers.round_number(number, kept, mode)
    unit = Fraction(1, 10**kept)
    assert abs(once - number) < unit
    if mode.startswith("half"):
        assert 2 * abs(once - number) <= unit
    assert numbers.round_number(once, kept, mode) == once
    assert (once / unit).denominator == 1


@given(pair=st.tuples(FRACTIONS, FRACTIONS), kept=PLACES, mode=st.sampled_from(sorted(MODES)))
def test_rounding_keeps_the_order(pair: tuple[Fraction, Fraction], kept: int, mode: str) -> None:
    low, high = sorted(pair)
    assert numbers.round_number(low, kept, mode) <= numbers.round_number(high, kept, mode)


@given(scaled=SCALED, places=PLACES)
def test_scaling_and_back(scaled: int, places: int) -> None:
    number = numbers.unscale(scaled, places)
    assert number == Fraction(scaled, 10**places)
    assert isinstance(number, int) == (scaled % 10**places == 0)
    assert numbers.scale(number, places) == scaled


@given(number=FRACTIONS, places=PLACES)
def test_a_number_with_more_decimals_is_not_scaled(number: Fraction, places: int) -> None:
    scaled = numbers.scale(number, places)
    whole = (number * 10**places).denominator == 1
    assert (scaled is not None) == whole
    assert scaled is None or Fraction(scaled, 10**places) == number


@given(scaled=SCALED, places=PLACES, grouped=st.booleans())
def test_showing_and_reading_a_number(scaled: int, places: int, grouped: bool) -> None:
    number = Fraction(scaled, 10**places)
    shown = numbers.format_number(number, places, grouped=grouped)
    assert numbers.parse_number(shown.replace(",", "")) == number
    assert numbers.decimals_in(shown) == places
    assert Decimal(shown.replace(",", "")) == Decimal(scaled).scaleb(-places, WIDE)


def test_grouping_stands_before_the_point_only() -> None:
    assert numbers.format_number(Fraction(-123456789, 100), 2, grouped=True) == "-1,234,567.89"
    assert numbers.format_number(Fraction(-1, 1000), 2) == "0.00"


@given(number=FRACTIONS)
def test_the_plain_text_is_exact_and_shortest(number: Fraction) -> None:
    text = numbers.plain_text(number)
    assert Fraction(text) == number
    assert "." not in text or not text.endswith(("0", "."))


@pytest.mark.parametrize("text", ["4999.995", "0", "-0", "+7", "00.10", "9" * 40])
def test_a_plain_numeral_is_read(text: str) -> None:
    assert numbers.parse_number(text) == Fraction(text)


@pytest.mark.parametrize(
    "text",
    [
        *("", "-", ".5", "5.", "1e3", "1,000", " 1", "1 ", "1\n", "٣", "１", "½", "0x1", "1/2"),
        *("nan", "1_000", "--1", "9" * 41),
    ],
)
def test_anything_else_is_not_a_number(text: str) -> None:
    assert numbers.parse_number(text) is None


@given(st.text(max_size=50))
def test_reading_never_fails(text: str) -> None:
    number = numbers.parse_number(text)
    assert number is None or number == Fraction(text)


@given(st.decimals(allow_nan=True, allow_infinity=True))
def test_decimals_are_exact_or_refused(value: Decimal) -> None:
    number = numbers.from_decimal(value)
    if number is None:
        assert not value.is_finite() or abs(value.adjusted()) > numbers.MAX_DIGITS
    else:
        assert number == Fraction(value)


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (Decimal("0.1"), Fraction(1, 10)),
        (Decimal(TENTH), Fraction(TENTH)),
        (Decimal("1." + "0" * 100_000), Fraction(1)),
        (Decimal("0E+999999"), Fraction(0)),
        (Decimal("0." + "1" * 1_000_000), None),
        (Decimal("1" * 1_000_000), None),
        (Decimal("1E+999999"), None),
        (Decimal("1E-999999"), None),
        (Decimal("sNaN"), None),
        (Decimal("-Infinity"), None),
        (1e400, None),
        (Fraction(1, 3**1000), None),
        (Fraction(1, 3), Fraction(1, 3)),
        (10**5000, 10**5000),
    ],
    ids=lambda value: str(value)[:20] if not isinstance(value, int) else "int",
)
def test_an_exact_number_is_read_at_once(value: Any, number: Fraction | None) -> None:
    start = process_time()
    assert exact_number(value) == number
    assert process_time() - start < 1
