"""How long a result may be: never less than what arithmetic makes of it, reduced or not."""

from __future__ import annotations

from fractions import Fraction
from math import lcm

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel.numbers import MAX_DIGITS
from povertyrules.kernel.possible import EVERYTHING, INFINITY, Range
from povertyrules.kernel.sizes import (
    MAX_COMPUTED,
    NOTHING,
    Size,
    size_after,
    size_of,
    size_of_sum,
    widest,
    within,
)

# A value as an engine may hold it: numerator, denominator, and powers of ten under it.
PARTS = st.tuples(st.integers(-300, 300), st.integers(1, 60), st.integers(0, 3))
SIZES = PARTS.map(lambda part: Size(abs(part[0]), part[1], part[2]))


def fits(top: int, under: int, size: Size) -> bool:
    """Whether a fraction as it stands is within a size."""
    return abs(top) <= size.top and under <= size.under * 10**size.tens


def size_of_part(part: tuple[int, int, int]) -> Size:
    return Size(abs(part[0]), part[1], part[2])


@given(left=PARTS, right=PARTS)
def test_ratios_that_are_not_reduced(
    left: tuple[int, int, int], right: tuple[int, int, int]
) -> None:
    pair = [size_of_part(left), size_of_part(right)]
    (a, b), (c, d) = ((top, under * 10**tens) for top, under, tens in (left, right))
    results = {"*": (a * c, b * d), "+": (a * d + c * b, b * d), "-": (a * d - c * b, b * d)}
    if c:
        results["/"] = (a * d, abs(b * c))
    for operator, (top, under) in results.items():
        size = size_after(operator, pair, None)
        assert size is not None
        assert fits(top, under, size), operator
    for size in (widest(pair, None), size_after("least", pair, None)):
        assert size is not None
        assert fits(a, b, size)
        assert fits(c, d, size)


@given(st.integers(-9999, 9999), st.integers(-9999, 9999), st.integers(0, 4), st.integers(0, 4))
def test_scaled_integers(left: int, right: int, few: int, many: int) -> None:
    pair = [Size(abs(left), 1, few), Size(abs(right), 1, many)]
    decimals = max(few, many)
    aligned = left * 10 ** (decimals - few), right * 10 ** (decimals - many)
    for operator, result in (("+", sum(aligned)), ("-", aligned[0] - aligned[1])):
        size = size_after(operator, pair, decimals)
        assert size is not None
        assert fits(result, 10**decimals, size)
    assert all(fits(value, 10**decimals, widest(pair, decimals)) for value in aligned)
    product = size_after("*", pair, few + many)
    assert product is not None
    assert fits(left * right, 10 ** (few + many), product)
    rounded = size_after("round", pair[:1], many)
    assert rounded is not None
    assert abs(round(Fraction(left, 10**few), many) * 10**many) <= rounded.top


@given(items=st.lists(PARTS, min_size=1, max_size=12))
def test_a_sum_over_items(items: list[tuple[int, int, int]]) -> None:
    widest_item = widest([size_of_part(item) for item in items], None)
    values = [Fraction(top, under * 10**tens) for top, under, tens in items]
    common = lcm(*(value.denominator for value in values))
    total = sum(value * common for value in values)
    assert fits(int(total), common, size_of_sum(widest_item, len(items), None))


def test_a_sum_of_amounts_keeps_their_denominator() -> None:
    assert size_of_sum(Size(500, 1, 2), 100, 2) == Size(50_000, 1, 2)
    assert size_of_sum(Size(500, 1, 2), 0, 2) == Size(500, 1, 2)


def test_many_small_divisors_share_their_multiples() -> None:
    """The incomes per head of a township: no household has more than sixty members."""
    per_head = Size(10**9, 60, 2)
    assert not size_of_sum(per_head, 100_000, None).is_too_long
    assert size_of_sum(Size(10**9, 10**7, 2), 100_000, None).is_too_long


def test_what_is_read() -> None:
    assert size_of(Range(-7, 5)) == Size(7)
    assert size_of(Range(0, Fraction(1, 2)), 2) == Size(50, 1, 2)
    assert size_of(EVERYTHING, 2) == Size(10 ** (MAX_DIGITS + 2), 1, 2)
    assert size_of(Range(0, INFINITY)) == Size(10**MAX_DIGITS)
    assert size_of(None) == NOTHING


def test_a_range_says_more() -> None:
    assert within(Size(10**9, 6, 1), Range(0, 2)) == Size(120, 6, 1)
    assert within(Size(10**9, 6, 1), EVERYTHING) == Size(10**9, 6, 1)


def test_the_limit() -> None:
    most = 10**MAX_COMPUTED
    assert not Size(most - 1, 1, MAX_COMPUTED - 1).is_too_long
    assert Size(most).is_too_long
    assert Size(1, 1, MAX_COMPUTED).is_too_long


@pytest.mark.parametrize("operator", ["length", "year_of", "days_between", "=="])
def test_what_computes_with_no_long_numbers(operator: str) -> None:
    assert size_after(operator, [], 0) is None
