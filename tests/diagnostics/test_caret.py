"""The excerpt under a diagnostic: what is underlined is what is meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel.caret import MAX_SHOWN, excerpt, visible, width
from povertyrules.kernel.source import Source, Span


def lines_of(text: str, start: int, end: int) -> list[str]:
    return excerpt(Span(Source("规则.yaml", text), start, end)).split("\n")


def marked(text: str, part: str) -> tuple[str, str]:
    """The shown line and the carets under it, without the gutter."""
    start = text.index(part)
    _, _, shown, carets = lines_of(text, start, start + len(part))
    gutter = shown.index(" | ") + 3
    return shown[gutter:], carets[gutter:]


@pytest.mark.parametrize(
    ("text", "part", "shown", "carets"),
    [
        ("when: a < b\n", "a < b", "when: a < b", "      ^^^^^"),
        ("when: 年人均 < 线\n", "线", "when: 年人均 < 线", "               ^^"),
        ("a: ，b\n", "b", "a: ，b", "     ^"),
        ("\ta: b\n", "b", "    a: b", "       ^"),
        ("a: e\u0301 b\n", "b", "a: e\u0301 b", "     ^"),
        ("a: ☎\ufe0f b\n", "b", "a: ☎\ufe0f b", "     ^"),
        ("a: 😀 b\n", "b", "a: 😀 b", "      ^"),
        ("a: \u202eb\n", "\u202e", "a: <U+202E>b", "   ^^^^^^^^"),
        ("a: \x1bb\n", "\x1b", "a: ␛b", "   ^"),
        ("a: b\r\nc: d\r\n", "b", "a: b", "   ^"),
    ],
)
def test_underlined(text: str, part: str, shown: str, carets: str) -> None:
    assert marked(text, part) == (shown, carets)


def test_the_whole() -> None:
    assert lines_of("a: b\n年: 月\n", 8, 9) == [
        "  --> 规则.yaml:2:4", "  |", "2 | 年: 月", "  |     ^^",
    ]  # fmt: skip


def test_a_span_over_several_lines_is_underlined_on_each() -> None:
    assert lines_of("a: b\n\n  年: d  \n", 3, 12)[2:] == [
        "1 | a: b", "  |    ^",
        "3 |   年: d  ", "  |   ^^^^^",
    ]  # fmt: skip
    assert lines_of("a: b\n  c: d\n", 3, 8)[2:] == ["1 | a: b", "  |    ^", "2 |   c: d", "  |   ^"]


def test_of_a_span_over_many_lines_the_first_are_shown() -> None:
    text = "a: b\n" * 12
    shown = lines_of(text, 5 * 8, 5 * 12)
    assert shown[0] == "   --> 规则.yaml:9:1"
    assert [line for line in shown if "a" in line][1:] == [" 9 | a: b", "10 | a: b", "11 | a: b"]


def test_an_empty_span_and_the_end_of_the_text_have_one_caret() -> None:
    assert lines_of("a: b", 4, 4)[3] == "  |     ^"
    assert lines_of("", 0, 0)[2:] == ["1 | ", "  | ^"]


def test_of_a_long_line_a_part_is_shown() -> None:
    shown, carets = marked("a" * 500 + "年" + "b" * 500, "年")
    assert shown.startswith("…a")
    assert shown.endswith("b…")
    assert shown[carets.index("^")] == "年"
    assert len(shown) == MAX_SHOWN + 2


def test_the_beginning_of_a_long_line() -> None:
    shown, carets = marked("k: " + "年" * 500, "年年")
    assert shown.startswith("k: 年")
    assert carets == "   ^^^^"


@given(
    st.text(st.sampled_from("a年e\u0301\t😀 \u202e\x1b，-"), min_size=1, max_size=300), st.data()
)
def test_the_carets_stand_under_what_is_marked(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    _, _, shown, carets = lines_of(text, start, end)
    before = carets.index("^")
    count = carets.count("^")
    columns = "".join(char * width(char) for char in shown)
    meant = "".join(char * width(char) for char in visible(text[start:end]))
    assert meant.startswith(columns[before : before + count]) or not meant
