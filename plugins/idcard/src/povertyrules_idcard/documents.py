"""Disability cards (残疾人证), and documents of either kind.

The number of a disability card has 20 characters: the identity number, one digit for the
category and one for the grade:《中华人民共和国残疾人证管理办法》(published 27 May 2017, in force
1 January 2018), clause 5. Categories and grades are those of GB/T 26341—2010: of several
disabilities at once (多重), the grade is that of the severest one (clause 13).

Numbers of 22 characters are in use, too: a card that was issued again carries `B` and a
digit at the end, B1 the first time. **No official text that says so could be found**; what
stands here follows programs of registers, such as https://juejin.cn/post/7291133703836057658,
which takes 补办残疾证 as `B` and 1 to 9. Whether cards are ever issued more than nine times,
and how the mark is written then, is not known: such a number is refused.

As strict as identity numbers: small `b` and `x`, blanks and other digits are refused, and so
is a card whose identity number is not valid.
"""

from __future__ import annotations

from datetime import date

from povertyrules_idcard import identity

CATEGORIES = ("视力", "听力", "言语", "肢体", "智力", "精神", "多重")
"""The categories by their digit, from 1."""

MOST_GRADE = 4
SHOWN_FIRST, SHOWN_LAST = 4, 2
"""How many characters of an identity number `masked` leaves legible, at each end."""

_CATEGORY_DIGITS, _GRADE_DIGITS, _ISSUE_DIGITS = "1234567", "1234", "123456789"


def is_valid_card(number: str) -> bool:
    """Whether a text is the number of a disability card, of 20 or 22 characters."""
    if len(number) not in (20, 22) or not identity.is_valid(number[:18]):
        return False
    coded = number[18] in _CATEGORY_DIGITS and number[19] in _GRADE_DIGITS
    return coded and _is_issue_mark(number[20:])


def _is_issue_mark(mark: str) -> bool:
    return not mark or (mark[0] == "B" and mark[1] in _ISSUE_DIGITS)


def number_in(document: str) -> str | None:
    """The identity number in a document: itself, or the first 18 characters of a card."""
    if identity.is_valid(document):
        return document
    return document[:18] if is_valid_card(document) else None


def birth_in(document: str) -> date | None:
    """The day of birth in a document of either kind; None for what is none."""
    number = number_in(document)
    return None if number is None else identity.birth_of(number)


def sex_in(document: str) -> str | None:
    """`男` or `女`, as a document of either kind says; None for what is none."""
    number = number_in(document)
    return None if number is None else identity.sex_of(number)


def category_of(card: str) -> str | None:
    """The category of disability that a card says, one of `CATEGORIES`; None for no card."""
    return CATEGORIES[int(card[18]) - 1] if is_valid_card(card) else None


def grade_of(card: str) -> int | None:
    """The grade that a card says: 1, the severest, to 4; None for no card."""
    return int(card[19]) if is_valid_card(card) else None


def masked(document: str) -> str | None:
    """A document as it may stand before eyes that need not know it: `5130************12`.

    Four characters at the front (province and prefecture) and the last two remain of the
    identity number. The day of birth, the county and most of the order are covered: who
    knows the birthday is left with about nine hundred numbers, with nine if the county is known
    as well. A card looks as its identity
    number does: that somebody has one, and of which category, is covered as well. Of what is
    no valid document nothing is shown at all, since nobody knows what it is: None.

    A masked number still helps to recognise somebody. It is not meant for public postings,
    which must show none at all.
    """
    number = number_in(document)
    if number is None:
        return None
    covered = identity.LENGTH - SHOWN_FIRST - SHOWN_LAST
    return number[:SHOWN_FIRST] + "*" * covered + number[-SHOWN_LAST:]
