"""The table of words: two languages, the same places to fill, every entry used."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest

import povertyrules.explain
from povertyrules.explain.words import PHRASES, Words

SOURCE = Path(povertyrules.explain.__file__).parent
WRITTEN = (
    "\n".join(
        path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py") if path.name != "words.py"
    )
    + (SOURCE / "words.py").read_text(encoding="utf-8").partition("class Words")[2]
)
COMPOSED = [
    re.compile(pattern)
    for pattern in (
        r"(all|any|at_least|not)_(holds|fails|unknown)",
        r"(any|all)_of_(holds|fails|unknown)",
        r"(any|all|count|sum|min|max)_brief",
        r"(op|mode|ask|taken|unused|known|list|items|relation|brief)_\w+",
        r"op_.",
        r"(number|date)_(==|!=|<|<=|>|>=)",
        r"not_(fact|definition)_brief",
        r"pattern_(matches|possible)",
        r"holds|fails|unknown",
    )
]


def places(phrase: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(phrase) if name is not None}


@pytest.mark.parametrize("key", PHRASES)
def test_both_languages_say_it_and_fill_the_same_places(key: str) -> None:
    chinese, english = PHRASES[key]
    assert places(chinese) == places(english)
    assert not re.search("[一-鿿]", english)


@pytest.mark.parametrize("key", PHRASES)
def test_every_phrase_is_used(key: str) -> None:
    assert f'"{key}"' in WRITTEN or any(form.fullmatch(key) for form in COMPOSED)


@pytest.mark.parametrize(
    ("number", "text"),
    [(1, "一"), (9, "九"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九"), (100, "100")],
)
def test_sections_are_numbered_as_in_documents(number: int, text: str) -> None:
    assert Words("zh").ordinal(number) == text
    assert Words("en").ordinal(number) == str(number)
