"""Number formats that show another number than the cell holds: 1.2 as 1.20万元, 0.5 as 50%.

A spreadsheet hands over the value and keeps the format to itself. Where the format adds a size
or a percent sign, or scales the number down, the clerk saw, and meant, something else.
"""

from __future__ import annotations

import re
from functools import lru_cache

BUILT_IN = {9: "0%", 10: "0.00%"}
"""The formats that a workbook means by number alone and that show another number."""

_TOKEN = re.compile(r'"([^"]*)"?|[\\!](.)|\[[^\]]*\]|[_*].', re.DOTALL)
"""What is no placeholder: words in quotes, an escaped character; colours, conditions and
locales; the padding `_)` and `* `, which shows no words."""
_SIZES = re.compile(r"[十百千万亿%‰％]")
_LETTERS = re.compile(r"(?:\A|[^a-z])[kw](?:\Z|[^a-z])", re.IGNORECASE)
_SCALED = re.compile(r"[0#?],+(?![0#?,])")


@lru_cache(maxsize=1_000)
def shows_another(code: str) -> bool:
    """Whether a number format shows another number than the cell holds."""
    said = " ".join(first or second for first, second in _TOKEN.findall(code))
    bare = _TOKEN.sub("", code)
    sizes = _SIZES.search(said) or _SIZES.search(bare)
    return bool(sizes or _SCALED.search(bare) or _LETTERS.search(said))


def text_shows_another(value: str, text: str) -> bool:
    """Whether a text that a cell shows is another number than the cell's value."""
    if _SIZES.search(text):
        return True
    try:
        seen, held = float(text.replace(",", "")), float(value)
    except ValueError:
        return False
    return abs(seen - held) > 1
