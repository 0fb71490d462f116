"""Objects of other people's classes: what they are is what their base type holds."""

from __future__ import annotations

from collections import OrderedDict
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest

from povertyrules.kernel.foreign import (
    entries_of,
    is_moment,
    plain_day,
    plain_mapping,
    plain_number,
    plain_text_of,
)
from povertyrules.kernel.shown import shown
from tests.kernel.odd import EVERY, OddDate, OddDict, OddFraction, OddText, odd_index


@pytest.mark.parametrize("number", range(len(EVERY)))  # pytest itself would call their methods
def test_whatever_it_is_nothing_is_raised(number: int) -> None:
    value = EVERY[number]
    for read in (plain_number, plain_text_of, plain_day, is_moment, entries_of, plain_mapping):
        read(value)
    assert isinstance(shown(value), str)


@pytest.mark.parametrize("number", [3, 2.5, Decimal("2.5"), Fraction(1, 3)])
def test_a_number_of_a_derived_class_is_what_it_holds(number: Any) -> None:
    odd = next(value for value in EVERY if type(value).__mro__[1] is type(number))
    assert type(plain_number(odd)) is type(number)
    assert plain_number(number) == number


def test_the_numbers_that_lie() -> None:
    assert plain_number(OddFraction(1, 3)) == Fraction(1, 3)
    assert plain_number(odd_index(7)) == 7
    assert plain_number(odd_index(True)) is None
    assert plain_number(odd_index("7")) is None
    assert plain_number(True) is None


def test_days_and_texts() -> None:
    assert plain_day(OddDate(2020, 6, 1)) == date(2020, 6, 1)
    assert plain_day(datetime(2020, 6, 1, tzinfo=UTC)) is None
    assert plain_text_of(OddText("甲")) == "甲"
    assert plain_text_of(b"a") is None


def test_mappings() -> None:
    assert entries_of(OrderedDict(a=1)) == [("a", 1)]
    assert plain_mapping(MappingProxyType({"a": 1})) == {"a": 1}
    assert plain_mapping({OddText("a"): 1}) == {"a": 1}
    assert entries_of(OddDict(a=1)) is None
    assert entries_of([("a", 1)]) is None
