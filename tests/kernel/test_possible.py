"""Infinity, and sets of possible values."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel.possible import (
    EVERYTHING,
    INFINITY,
    NEGATIVE_INFINITY,
    AnyText,
    Bound,
    Infinity,
    Possible,
    Range,
    Subset,
    hull,
    is_known,
    point,
)
from tests.kernel.meaning import DOMAINS, contains

NUMBERS = st.integers() | st.fractions()


@given(number=NUMBERS)
def test_infinity_stands_outside_the_numbers(number: int | Fraction) -> None:
    assert NEGATIVE_INFINITY < number < INFINITY
    assert NEGATIVE_INFINITY <= number <= INFINITY
    assert INFINITY > number > NEGATIVE_INFINITY
    assert INFINITY >= number >= NEGATIVE_INFINITY
    assert number not in (INFINITY, NEGATIVE_INFINITY)
    assert min(number, INFINITY) == max(NEGATIVE_INFINITY, number) == number


def test_infinities_among_themselves() -> None:
    assert NEGATIVE_INFINITY < INFINITY
    assert not Infinity(1) < INFINITY
    assert Infinity(1) <= INFINITY
    assert Infinity(1) == INFINITY
    assert hash(Infinity(1)) == hash(INFINITY)
    assert -INFINITY == NEGATIVE_INFINITY
    assert -NEGATIVE_INFINITY == INFINITY
    assert [str(INFINITY), str(NEGATIVE_INFINITY)] == ["∞", "-∞"]


@pytest.mark.parametrize("infinity", [INFINITY, NEGATIVE_INFINITY])
@given(number=NUMBERS)
def test_infinity_swallows_sums(infinity: Infinity, number: int | Fraction) -> None:
    assert infinity + number == number + infinity == infinity - number == infinity
    assert number - infinity == -infinity
    assert infinity + infinity == infinity - (-infinity) == infinity


@pytest.mark.parametrize("infinity", [INFINITY, NEGATIVE_INFINITY])
@given(number=NUMBERS)
def test_products_with_infinity_have_the_sign_of_the_other(
    infinity: Infinity, number: int | Fraction
) -> None:
    expected: Bound = 0 if number == 0 else infinity if number > 0 else -infinity
    assert infinity * number == number * infinity == expected
    assert infinity * infinity == INFINITY
    assert infinity * -infinity == NEGATIVE_INFINITY


@pytest.mark.parametrize(
    ("possible", "known"),
    [
        (True, True),
        (False, True),
        (None, False),
        (point(3), True),
        (Range(3, Fraction(7, 2)), False),
        (EVERYTHING, False),
        (frozenset("a"), True),
        (frozenset("ab"), False),
        (Subset(frozenset(), frozenset()), True),
        (Subset(frozenset("a"), frozenset("ab")), False),
        ("", True),
        (AnyText(3), False),
    ],
)
def test_what_is_known(possible: Possible, known: bool) -> None:
    assert is_known(possible) is known


@pytest.mark.parametrize("kind", DOMAINS)
@given(data=st.data())
def test_a_hull_contains_both_and_is_the_smallest(kind: str, data: st.DataObject) -> None:
    left = data.draw(DOMAINS[kind])
    right = data.draw(DOMAINS[kind])
    both = hull(left.possible, right.possible)
    assert both == hull(right.possible, left.possible)
    assert hull(left.possible, left.possible) == left.possible
    for value in (*left.values, *right.values):
        assert contains(both, value)
    if left.complete and right.complete and is_known(both):
        assert {*left.values} == {*right.values}
