"""What plain scalars mean, and which spellings are refused."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from povertyrules.syntax.scalars import Trap, resolve

MEANINGS: list[tuple[str, object]] = [
    ("5000", 5000),
    ("-5", -5),
    ("+5", 5),
    ("0", 0),
    ("5000.00", Decimal("5000.00")),
    ("-0.5", Decimal("-0.5")),
    ("true", True),
    ("False", False),
    ("2020-03-20", "2020-03-20"),
    ("2020.34.1", "2020.34.1"),
    ("2020-02-31", "2020-02-31"),
    ("notice#2.1", "notice#2.1"),
    ("5000元", "5000元"),
    ("nO", "nO"),
    ("yep", "yep"),
    ("1.2.3", "1.2.3"),
    ("12:3x", "12:3x"),
    ("-", "-"),
    ("1-2", "1-2"),
    ("0x", "0x"),
    ("a < 5", "a < 5"),
]


@pytest.mark.parametrize(("text", "value"), MEANINGS, ids=[text for text, _ in MEANINGS])
def test_meaning(text: str, value: object) -> None:
    found = resolve(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_empty(text: str) -> None:
    assert resolve(text) is None


TRAPS = {
    "boolean-word": "yes Yes YES no No NO on On ON off Off OFF y Y n N",
    "leading-zero": "010 0644 -007 00 00.5 08",
    "sexagesimal": "12:30 1:30:59 -190:20:30 12:30.5",
    "exponent": "1e5 1E5 1.5e-3 -1e5 .5e3 1e999999999",
    "incomplete-number": ".5 5. -.5 +5.",
    "infinity-or-nan": ".inf -.inf +.Inf .INF .nan .NaN .NAN",
    "other-base": "0x1F 0o17 0b101 -0xff",
    "underscored-number": "1_000 5_000.00 10_000_000",
    "too-many-digits": "9" * 31 + " -1." + "0" * 31,
}


@pytest.mark.parametrize(
    ("slug", "text"), [(slug, text) for slug, texts in TRAPS.items() for text in texts.split()]
)
def test_trap(slug: str, text: str) -> None:
    found = resolve(text)
    assert isinstance(found, Trap)
    assert found.code.slug == slug
    for language in ("en", "zh"):
        assert found.code.message(language, found.values)
        assert found.code.remedy(language, found.values)


@given(st.text(st.sampled_from("0123456789+-._:eExXobinfaNyYs~ "), max_size=12))
@example("9" * 5000)
@example("9" * 5000 + "e9")
@example("1:" * 3000 + "1")
def test_no_text_breaks_it_and_numbers_are_exact(text: str) -> None:
    found = resolve(text)
    if isinstance(found, int | Decimal) and not isinstance(found, bool):
        assert Decimal(text) == found
