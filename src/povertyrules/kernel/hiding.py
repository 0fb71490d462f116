"""What is shown of what not everybody may see: masks, and numbers of people in any text."""

from __future__ import annotations

import re
from typing import Any

MASK = "***"
_LEGIBLE = 5
"""Shorter texts are masked whole: two characters of four would give too much away."""
_NUMBERS = re.compile(
    r"\d{6}[ -]\d{8}[ -]\d{3}[\dXxＸｘ]"  # an identity number in its three parts
    r"|(?<!\d)1\d\d[ -]\d{4}[ -]\d{4}(?!\d)"  # a telephone's
    r"|(?<!\d)\d{4}(?:[ -]\d{4}){3}(?:[ -]?\d{1,4})?(?!\d)"  # a bank card's
    r"|\d{11,}[XxＸｘ]?"
)
"""Identity numbers, numbers of telephones and accounts. No document of the kind that is cited
has so many digits in a row."""
_DIGITS = re.compile(r"\d{5,}[XxＸｘ]?")


def mask(text: Any) -> str:
    """A sensitive text with its first and last character left, or `***`."""
    if isinstance(text, str) and len(text) >= _LEGIBLE:
        return f"{text[0]}{MASK}{text[-1]}"
    return MASK


def without_numbers(text: str) -> str:
    """A text in which numbers of people are masked; days and numbers of documents stay."""
    return _NUMBERS.sub(lambda found: mask(found[0]), text)


def without_digits(text: str) -> str:
    """A text in which whatever may be a key or a number of somebody is masked: what stands
    where it should not may be anything. Days stay."""
    return _DIGITS.sub(lambda found: mask(found[0]), without_numbers(text))
