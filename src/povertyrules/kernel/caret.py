"""The excerpt of a source under a diagnostic: the line, and the fault underlined.

Wide characters take two terminal columns, combining ones none; control characters are
shown as their Unicode pictures, so that what is underlined is what is seen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import islice

from povertyrules.kernel.source import Span

MAX_SHOWN = 100
"""How many characters of a long line are shown; an ellipsis stands for the rest."""
_TAB = 4


MAX_LINES = 3
"""How many lines of a long span are shown."""


def excerpt(span: Span) -> str:
    """The source line of a span with carets under it, as in

    ```
       --> zhaojia.yaml:12:24
       |
    12 |     when: 年人均纯收入 < 监测线
       |                          ^^^^^^
    ```

    Of a span over several lines each is shown and underlined, up to `MAX_LINES`.
    """
    parts = list(islice(_lines(span), MAX_LINES))
    gutter = " " * len(str(parts[-1][0]))
    shown = [f"{gutter} --> {span.source.name}:{span.line}:{span.column}", f"{gutter} |"]
    for number, text, first, last in parts:
        before, marked, after = _window(text, first, last)
        carets = " " * width(visible(before)) + "^" * max(1, width(visible(marked)))
        shown.append(f"{number:>{len(gutter)}} | {visible(before + marked + after)}")
        shown.append(f"{gutter} | {carets}")
    return "\n".join(shown)


def _lines(span: Span) -> Iterator[tuple[int, str, int, int]]:
    """Each line of a span that is not blank, with where its part of the span lies."""
    source = span.source
    first_line, column = source.line_column(span.start)
    last_line, _ = source.line_column(max(span.start, span.end - 1))
    for line in range(first_line, last_line + 1):
        text, end = source.line_text(line), span.end - source.line_start(line)
        if line == first_line:
            first = min(column - 1, len(text))
            yield line, text, first, max(first + 1, min(end, len(text)))
        elif text.strip():
            first = len(text) - len(text.lstrip())
            yield line, text, first, max(first + 1, min(end, len(text.rstrip())))


def _window(text: str, first: int, last: int) -> tuple[str, str, str]:
    """What is shown before, in and after the underlined part of a line."""
    start = max(0, first - MAX_SHOWN // 2) if len(text) > MAX_SHOWN else 0
    end = start + MAX_SHOWN
    cut_before, cut_after = start > 0, end < len(text)
    before = ("…" if cut_before else "") + text[start:first]
    after = text[last:end] + ("…" if cut_after else "")
    return before, text[first : min(last, end)], after


def visible(text: str) -> str:
    """The text with tabs expanded and invisible characters made visible."""
    return "".join(_visible(char) for char in text)


def _visible(char: str) -> str:
    if char == "\t":
        return " " * _TAB
    if ord(char) < 32:
        return chr(0x2400 + ord(char))
    if unicodedata.category(char) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return f"<U+{ord(char):04X}>"
    return char


def width(text: str) -> int:
    """How many terminal columns a text takes."""
    return sum(_char_width(char) for char in text)


def _char_width(char: str) -> int:
    if unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
