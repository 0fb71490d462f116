"""The nearest name, what looks alike, and where something stands in a file."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel.folding import folded
from povertyrules.kernel.source import Source, Span
from povertyrules.kernel.suggest import nearest

LINES = st.text(st.sampled_from("ab户 \n"), max_size=40)


def test_the_nearest_name() -> None:
    known = ["wage_income", "business_income", "household_size"]
    assert nearest("wage_incom", known) == "wage_income"
    assert nearest("telephone", known) is None
    assert nearest("x" * 65, ["x" * 65]) is None
    assert nearest("a", [f"a{i}" for i in range(2001)]) is None


@given(text=LINES, data=st.data())
def test_an_offset_has_one_line_and_column(text: str, data: st.DataObject) -> None:
    source = Source("a file", text)
    offset = data.draw(st.integers(0, len(text)))
    line, column = source.line_column(offset)
    before = text[:offset]
    assert line == before.count("\n") + 1
    assert column == len(before) - (before.rfind("\n") + 1) + 1
    assert source.line_text(line) == text.split("\n")[line - 1]


@given(text=LINES, cuts=st.lists(st.integers(0, 40), min_size=4, max_size=4))
def test_spans_join(text: str, cuts: list[int]) -> None:
    source = Source("a file", text)
    a, b, c, d = sorted(min(cut, len(text)) for cut in cuts)
    joined = Span(source, a, b).to(Span(source, c, d))
    assert (joined.start, joined.end) == (a, d)
    assert joined.text == text[a:d]
    assert Span(source, a, d).to(Span(source, b, c)).end == d


def test_line_breaks_of_either_kind() -> None:
    source = Source("a file", "one\r\ntwo\r\n")
    assert [source.line_text(n) for n in (1, 2, 3)] == ["one", "two", ""]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Max", "Мах", True),
        ("工资", "エ资", True),
        ("工资", "⼯资", True),
        ("Ａ类", "a类", True),
        ("入口", "入ロ", True),
        ("A类", "B类", False),
        ("工资", "工次", False),
    ],
)
def test_what_looks_alike(one: str, other: str, alike: bool) -> None:
    assert (folded(one) == folded(other)) is alike
