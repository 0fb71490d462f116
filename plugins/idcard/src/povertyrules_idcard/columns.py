"""The same for whole columns, in narwhals: what `identity` and `documents` say of one text.

An engine may compute both sides of a choice for every row, and polars stops at a text that
is no number. So digits are taken from `_digits`, where a zero stands in the place of every
other character, and zeros follow: whatever the text, each part of it can be cast, and what
it then says counts only if the text has the right shape. The patterns know ASCII digits and
nothing else; `$`, which some engines let stand before a line break at the end, is held by the
length beside it.
"""

from __future__ import annotations

from functools import reduce
from operator import add, or_
from typing import TYPE_CHECKING

import narwhals as nw

from povertyrules_idcard.documents import CATEGORIES, SHOWN_FIRST, SHOWN_LAST
from povertyrules_idcard.identity import FIRST_BIRTH, LAST_BIRTH, LENGTH, NO_DOCUMENT, WEIGHTS

if TYPE_CHECKING:
    from narwhals import Expr

_ZEROS = "0" * 22
_IDENTITY = "^[1-9][0-9]{16}[0-9X]$"
_CARD = "^[1-9][0-9]{16}[0-9X][1-7][1-4]$"
_CARD_AGAIN = "^[1-9][0-9]{16}[0-9X][1-7][1-4]B[1-9]$"
_THIRTY = (4, 6, 9, 11)


def is_valid(number: Expr) -> Expr:
    """As `identity.is_valid`."""
    return _shaped(number, _IDENTITY, 18) & _sound(number)


def is_valid_card(number: Expr) -> Expr:
    """As `documents.is_valid_card`."""
    return _is_card_shaped(number) & _sound(number)


def number_in(document: Expr) -> Expr:
    """As `documents.number_in`."""
    return nw.when(_is_document(document)).then(document.str.slice(0, LENGTH))


def birth_in(document: Expr) -> Expr:
    """As `documents.birth_in`, as `date.toordinal`."""
    year, month, day = _birth(_digits(document))
    return nw.when(_is_document(document)).then(_ordinal(year, month, day))


def sex_in(document: Expr) -> Expr:
    """As `documents.sex_in`."""
    odd = _number(_digits(document), 16) % 2 == 1
    said = nw.when(odd).then(nw.lit("男")).otherwise(nw.lit("女"))
    return nw.when(_is_document(document)).then(said)


def category_of(card: Expr) -> Expr:
    """As `documents.category_of`."""
    digit = card.str.slice(18, 1)
    said = nw.lit(CATEGORIES[0])
    for number, category in enumerate(CATEGORIES[1:], start=2):
        said = nw.when(digit == str(number)).then(nw.lit(category)).otherwise(said)
    return nw.when(is_valid_card(card)).then(said)


def grade_of(card: Expr) -> Expr:
    """As `documents.grade_of`."""
    return nw.when(is_valid_card(card)).then(_number(_digits(card), 19))


def masked(document: Expr) -> Expr:
    """As `documents.masked`."""
    cover = nw.lit("*" * (LENGTH - SHOWN_FIRST - SHOWN_LAST))
    first = document.str.slice(0, SHOWN_FIRST)
    last = document.str.slice(LENGTH - SHOWN_LAST, SHOWN_LAST)
    return nw.when(_is_document(document)).then(nw.concat_str([first, cover, last]))


def _shaped(text: Expr, pattern: str, length: int) -> Expr:
    return text.str.contains(pattern) & (text.str.len_chars() == length)


def _is_card_shaped(text: Expr) -> Expr:
    return _shaped(text, _CARD, 20) | _shaped(text, _CARD_AGAIN, 22)


def _is_document_shaped(text: Expr) -> Expr:
    return _shaped(text, _IDENTITY, 18) | _is_card_shaped(text)


def _is_document(text: Expr) -> Expr:
    return _is_document_shaped(text) & _sound(text)


def _digits(text: Expr) -> Expr:
    """The digits of a text in their places, and zeros elsewhere."""
    return nw.concat_str([text.str.replace_all("[^0-9]", "0"), nw.lit(_ZEROS)])


def _number(digits: Expr, place: int, count: int = 1) -> Expr:
    return digits.str.slice(place, count).cast(nw.Int64)


def _sound(text: Expr) -> Expr:
    """Whether a text of the right shape holds together: check character, birth, no filler."""
    filler = text.str.starts_with(NO_DOCUMENT)
    return _checks(text) & _there_was(*_birth(_digits(text))) & ~filler


def _checks(text: Expr) -> Expr:
    digits = _digits(text)
    ten = text.str.slice(LENGTH - 1, 1) == "X"
    check = nw.when(ten).then(nw.lit(10)).otherwise(_number(digits, LENGTH - 1))
    weighed = [_number(digits, place) * weight for place, weight in enumerate(WEIGHTS)]
    return (reduce(add, weighed) + check) % 11 == 1


def _birth(digits: Expr) -> tuple[Expr, Expr, Expr]:
    return _number(digits, 6, 4), _number(digits, 10, 2), _number(digits, 12, 2)


def _there_was(year: Expr, month: Expr, day: Expr) -> Expr:
    """Whether there is such a day, in the years in which people are born."""
    short = nw.when(_is_leap(year)).then(nw.lit(29)).otherwise(nw.lit(28))
    thirty = reduce(or_, [month == number for number in _THIRTY])
    long = nw.when(thirty).then(nw.lit(30)).otherwise(nw.lit(31))
    longest = nw.when(month == 2).then(short).otherwise(long)
    in_years = (year >= FIRST_BIRTH.year) & (year <= LAST_BIRTH.year)
    return in_years & (month >= 1) & (month <= 12) & (day >= 1) & (day <= longest)


def _is_leap(year: Expr) -> Expr:
    return (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))


def _ordinal(year: Expr, month: Expr, day: Expr) -> Expr:
    """`date.toordinal`: whole years, whole months as if February had 30 days, that put right."""
    before = year - 1
    years = before * 365 + before // 4 - before // 100 + before // 400
    months = (month * 367 - 362) // 12
    surplus = nw.when(_is_leap(year)).then(nw.lit(1)).otherwise(nw.lit(2))
    return years + months - nw.when(month <= 2).then(nw.lit(0)).otherwise(surplus) + day
