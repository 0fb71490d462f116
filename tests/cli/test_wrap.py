"""Lines that fit, Chinese ones too."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.text import Text

from povertyrules.cli.terminal import fit
from povertyrules.cli.wrap import wrapped

LINES = st.text(st.sampled_from("年人均纯收入，。（）“”、 ab1,.元 "), max_size=120)


def test_a_hanging_indent_and_no_closing_mark_first() -> None:
    line = "    监测收入线：五千元，低于此数的农户（含五千元以下）。"
    assert wrapped(line, 24).split("\n") == [
        "    监测收入线：五千元，",
        "      低于此数的农户（含",
        "      五千元以下）。",
    ]


def test_words_are_not_broken_but_where_they_must() -> None:
    assert wrapped("one two three four five", 18) == "one two three four\n  five"
    assert wrapped("x" * 40, 18).split("\n") == ["x" * 16, "  " + "x" * 16, "  " + "x" * 8]


@given(LINES, st.integers(24, 60))
def test_every_line_fits_and_nothing_is_lost(line: str, width: int) -> None:
    text = wrapped(line, width)
    assert all(cell_len(part) <= width for part in text.split("\n") if part.strip())
    assert text.replace("\n", "").replace(" ", "") == line.replace(" ", "")


@given(LINES)
def test_styles_stay_where_they_were(line: str) -> None:
    styled = Text(line)
    styled.highlight_regex("元", "red")
    fitted = fit(styled, 30)
    marked = [fitted.plain[span.start : span.end] for span in fitted.spans if span.style == "red"]
    assert "".join(marked) == "元" * line.count("元")
