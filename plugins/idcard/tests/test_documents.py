"""Disability cards, documents of either kind, and what is shown of one."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given

from plugins.idcard.tests.people import CARDS, MAN, NUMBERS, TEXTS, WITH_X
from povertyrules_idcard import documents, identity

CARD, CARD_AGAIN = f"{MAN}42", f"{WITH_X}71B1"


def test_cards() -> None:
    assert documents.is_valid_card(CARD)
    assert documents.category_of(CARD) == "肢体"
    assert documents.grade_of(CARD) == 2
    assert documents.is_valid_card(CARD_AGAIN)
    assert documents.category_of(CARD_AGAIN) == "多重"
    assert documents.grade_of(CARD_AGAIN) == 1
    assert documents.birth_in(CARD_AGAIN) == date(1980, 1, 1)
    assert documents.sex_in(CARD) == "男"


NO_CARDS = {
    "the number alone": MAN,
    "no such category": f"{MAN}82",
    "category 0": f"{MAN}02",
    "no such grade": f"{MAN}45",
    "grade 0": f"{MAN}40",
    "one character more": f"{CARD}B",
    "small b": f"{CARD}b1",
    "issue 0": f"{CARD}B0",
    "another letter": f"{CARD}C1",
    "digits for a mark": f"{CARD}01",
    "tenth issue": f"{CARD}B10",
    "full-width grade": f"{MAN}4２",
    "grade of another script": f"{MAN}4٢",
    "of nobody": "99999919800101001142",
    "with a wrong check character": "51302219800101001542",
    "blank behind": f"{CARD} ",
    "blanks for a mark": f"{CARD}  ",
    "nines": "9" * 20,
    "more nines": "9" * 22,
}


@pytest.mark.parametrize("name", NO_CARDS)
def test_what_only_looks_like_a_card(name: str) -> None:
    card = NO_CARDS[name]
    assert not documents.is_valid_card(card)
    assert documents.category_of(card) is None
    assert documents.grade_of(card) is None


@given(CARDS)
def test_a_card_says_what_its_digits_say(card: str) -> None:
    category = documents.category_of(card)
    assert category is not None
    assert documents.CATEGORIES.index(category) + 1 == int(card[18])
    assert documents.grade_of(card) == int(card[19])
    assert documents.number_in(card) == card[:18]
    assert documents.birth_in(card) == identity.birth_of(card[:18])


@given(NUMBERS)
def test_a_number_is_a_document_and_no_card(number: str) -> None:
    assert documents.number_in(number) == number
    assert not documents.is_valid_card(number)


@given(TEXTS)
def test_what_is_no_document_says_nothing(text: str) -> None:
    valid = identity.is_valid(text) or documents.is_valid_card(text)
    told = [documents.number_in(text), documents.birth_in(text), documents.sex_in(text)]
    assert all((answer is not None) is valid for answer in [*told, documents.masked(text)])


@given(TEXTS)
def test_no_more_is_shown_than_declared(text: str) -> None:
    masked = documents.masked(text)
    if masked is not None:
        assert re.fullmatch(r"[1-9][0-9]{3}\*{12}[0-9][0-9X]", masked)
        assert (masked[:4], masked[-2:]) == (text[:4], text[16:18])


@given(CARDS)
def test_a_card_looks_as_its_number_does(card: str) -> None:
    assert documents.masked(card) == documents.masked(card[:18])
