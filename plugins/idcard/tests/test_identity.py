"""Identity numbers: valid ones, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given

from plugins.idcard.tests.people import (
    BIRTHS,
    FILLERS,
    MAN,
    NUMBERS,
    ORDERS,
    PLACES,
    TEXTS,
    WITH_X,
    WOMAN,
    number_of,
)
from povertyrules_idcard import identity


@pytest.mark.parametrize("number", [MAN, WOMAN, WITH_X])
def test_made_up_numbers_that_are_valid(number: str) -> None:
    assert identity.is_valid(number)


def test_the_example_of_the_standard() -> None:
    assert identity.WEIGHTS == (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    assert identity.check_character("11010519491231002") == "X"


INVALID = {
    "small x": WITH_X.lower(),
    "the Roman numeral ten, one character": f"{WITH_X[:17]}Ⅹ",
    "a digit changed": "513022198001010024",
    "two digits exchanged": "513022189001010014",
    "no such day": number_of("513022", date(1990, 2, 28), 2).replace("0228", "0229"),
    "blank in front": f" {MAN}",
    "blank behind": f"{MAN} ",
    "blank within": f"{MAN[:6]} {MAN[6:]}",
    "line break behind": f"{MAN}\n",
    "full width": MAN.translate({ord(d): ord(d) + 0xFEE0 for d in "0123456789"}),
    "digits of another script": MAN.translate({ord(d): ord(d) - 48 + 0x660 for d in "0123456789"}),
    "apostrophe of a spreadsheet": f"'{MAN}",
    "damaged by a spreadsheet": "5.13022E+17",
    "rounded by a spreadsheet": "513022198001010000",
    "15 digits": "513022800101001",
    "too long": f"{MAN}0",
    "nothing": "",
    "no place": number_of("013022", date(1980, 1, 1), 1),
    "before there were numbers": number_of("513022", date(1899, 12, 31), 1),
    "the far future": number_of("513022", date(2100, 1, 1), 1),
    "nobody's": "999999198001010011",
    "nines": "9" * 18,
}


@pytest.mark.parametrize("name", INVALID)
def test_what_only_looks_like_a_number(name: str) -> None:
    number = INVALID[name]
    assert not identity.is_valid(number)
    assert identity.birth_of(number) is None
    assert identity.sex_of(number) is None


@pytest.mark.parametrize("born", ["19000229", "19900229", "19901301", "19900001", "19900431"])
def test_a_day_that_there_was_not_is_refused_whatever_the_check_character(born: str) -> None:
    body = f"513022{born}001"
    assert not identity.is_valid(body + identity.check_character(body))


@given(PLACES, BIRTHS, ORDERS)
def test_the_birth_and_the_sex_come_back(place: str, born: date, order: int) -> None:
    number = number_of(place, born, order)
    assert identity.birth_of(number) == born
    assert identity.sex_of(number) == ("男" if order % 2 else "女")


@given(NUMBERS)
def test_only_one_check_character_is_right(number: str) -> None:
    right = [check for check in identity.CHECKS if identity.is_valid(number[:17] + check)]
    assert right == [number[17]]


@given(NUMBERS)
def test_one_digit_changed_is_always_found(number: str) -> None:
    for place in range(17):
        for digit in set("0123456789") - {number[place]}:
            assert not identity.is_valid(number[:place] + digit + number[place + 1 :])


@given(FILLERS)
def test_people_without_a_document_have_no_valid_number(number: str) -> None:
    assert not identity.is_valid(number)


@given(TEXTS)
def test_valid_numbers_have_eighteen_ascii_characters(text: str) -> None:
    if identity.is_valid(text):
        assert len(text) == len(text.encode()) == 18


def test_a_check_character_belongs_to_seventeen_digits() -> None:
    for body in ("", "1" * 18, "１" * 17, f"{'1' * 16}X"):
        with pytest.raises(ValueError, match="17 digits"):
            identity.check_character(body)
