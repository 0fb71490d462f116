"""Identity numbers of 18 characters: what GB 11643—1999《公民身份号码》 says of them.

Six digits say where the number was given (GB/T 2260), eight the day of birth, three the order
among those born there on that day (odd for men, even for women), and the last character
checks the others: ISO 7064 MOD 11-2, in which X stands for ten.

Read strictly, as the standard writes them:

- the check character ten is the capital `X`; a small `x` is another character, and refused;
- no blanks, no full-width digits, no digits of other scripts, nothing before or after;
- the day of birth is one that there was (no 29 February 1990), from 1900 to 2099. A function
  knows no "today": whether somebody is born after the day of the evaluation, a ruleset asks
  itself (`idcard_birth_date(number) > as_of`);
- of the place, only that it does not begin with 0. Codes of counties were given and withdrawn
  over decades, a number keeps the code that it was given with, and the check character finds
  nearly every slip in it;
- numbers that begin with 999999 are what registers write for people without a document: they
  are valid for nobody, even where the check character fits.

Numbers of 15 digits, which ceased to be valid in 2013, are refused.
"""

from __future__ import annotations

from datetime import date

FIRST_BIRTH = date(1900, 1, 1)
LAST_BIRTH = date(2099, 12, 31)
LENGTH = 18
NO_DOCUMENT = "999999"
"""What numbers begin with that registers write for people without a document."""

WEIGHTS = tuple(pow(2, 17 - place, 11) for place in range(17))
"""What each of the 17 digits counts in the sum: 7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, …"""

CHECKS = "10X98765432"
"""The check character by the remainder of the sum by 11."""

_DIGITS = frozenset("0123456789")


def check_character(body: str) -> str:
    """The 18th character that belongs to 17 digits. Raises `ValueError` for anything else."""
    if len(body) != len(WEIGHTS) or not _DIGITS.issuperset(body):
        raise ValueError("a check character belongs to 17 digits")
    total = sum(weight * int(digit) for weight, digit in zip(WEIGHTS, body, strict=True))
    return CHECKS[total % 11]


def is_valid(number: str) -> bool:
    """Whether a text is an identity number, to the letter of the standard."""
    return _well_formed(number) and check_character(number[:17]) == number[17]


def _well_formed(number: str) -> bool:
    if len(number) != LENGTH or not _DIGITS.issuperset(number[:17]):
        return False
    if number[0] == "0" or number.startswith(NO_DOCUMENT):
        return False
    return _day_in(number) is not None


def _day_in(number: str) -> date | None:
    year, month, day = int(number[6:10]), int(number[10:12]), int(number[12:14])
    try:
        born = date(year, month, day)
    except ValueError:
        return None
    return born if FIRST_BIRTH <= born <= LAST_BIRTH else None


def birth_of(number: str) -> date | None:
    """The day of birth in a valid identity number; None for what is none."""
    return _day_in(number) if is_valid(number) else None


def sex_of(number: str) -> str | None:
    """`男` or `女`, by the 17th digit of a valid identity number; None for what is none."""
    if not is_valid(number):
        return None
    return "男" if int(number[16]) % 2 else "女"
