"""Slips of the keyboard that spoil a file's layout: found by trying the repair.

Where the YAML reader stops says little about the slip: a full-width comma shows up at the
brace before it, a missing space on the line after it. So each suspect near the fault is
mended by itself, and the one that lets the reader get further is what the author is told.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from povertyrules.kernel.catalogue import text as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Source, Span

WIDE_SPACES = "\u3000\u00a0\u1680\u2000-\u200a\u202f\u205f"
MARKS = {
    "，": ",", "、": ",", "：": ":", "｛": "{", "｝": "}", "［": "[", "］": "]", "【": "[",
    "】": "]", "＃": "#", "－": "-", "＂": '"', "＇": "'",
}  # fmt: skip
QUOTES = ("“”", "‘’", "「」", "『』", "””", "““", "”“")
_SUSPECT = re.compile(
    r"""(?P<masked>"[^"]*"|'[^']*'|(?:^|(?<=\s))\#.*)"""
    rf"|(?P<space>[{WIDE_SPACES}]+)"
    rf"|(?P<quotes>{'|'.join(f'{q[0]}[^{q[1]}]*{q[1]}' for q in QUOTES)})"
    rf"|(?P<mark>[{''.join(MARKS)}])"
    r"|(?P<colon>(?:(?<=^)|(?<=[\s{,]))\w+(?P<at>:)(?=[^\s:/]))"
    r"|(?P<dash>^[ ]*(?P<hyphen>-)(?=[^\s\-]))"
)
_ITEM = re.compile(r"( *)- ")
_NO_ITEM = re.compile(r" *(?:[-#]|$|[^\s\"'{]+:(?:\s|$))")
_JOINED = re.compile(r"([A-Za-z_]\w*)([:：])(?!//)")
_INDENTED = re.compile(rf":[ ]*(?:\#[^\n]*)?\n(?:[ ]*\n)*[ ]*([{WIDE_SPACES}]+)")
_LAYOUT = re.compile(rf"(?P<space>[{WIDE_SPACES}]+)|(?P<mark>[{''.join(MARKS)}])")
_SPOILT_START = re.compile(r"(?P<mark>[｛［【])|(?P<dash>-)(?=[^\s\-])|\w+(?P<colon>:)(?=[^\s:/])")
_LINES_BEFORE = 3
_MOST_LINES = 12
_MOST_READ = 2_000_000
_MOST_TRIED = 30
"""How many characters are read again at most, over all attempts, and how many attempts."""
_LONGEST_LINE = 2_000


class _Slip(NamedTuple):
    """The characters [start, end) and what stands there if the slip is mended."""

    kind: str
    start: int
    end: int
    mended: str


def report_slip(
    source: Source,
    first: int,
    at: int,
    reach: Callable[[str], int | None],
    report: Report,
) -> bool:
    """Report the slip behind a fault at the offset `at`; False if none explains it.

    `first` is where the thing begins that could not be read; `reach` gives the offset at
    which the reader stops in a text, None if it reads the text to its end.
    """
    found = _slip_behind(source, list(_suspects(source, first, at)), at, reach)
    if found is None:
        return False
    describe(found.kind, Span(source, found.start, found.end), found.mended, report)
    return True


def describe(kind: str, span: Span, mended: str, report: Report) -> None:
    """Report one slip by its kind; the caret stands on its first character."""
    here = Span(span.source, span.start, min(span.start + 1, len(span.source.text)))
    if kind == "space":
        wide = span.text[:1] == "\u3000"
        name, name_zh = ("full-width", "全角空格") if wide else ("no-break", "不换行空格")
        report.add(codes.LAYOUT_SPACE, span, space=name, space_zh=name_zh)
    elif kind == "quotes":
        report.add(codes.LAYOUT_QUOTES, here, found=here.text)
    elif kind in ("colon", "dash"):
        what, what_zh = ("colon", "冒号") if kind == "colon" else ("dash", "短横")
        report.add(codes.MISSING_SPACE, here, mark=here.text, what=what, what_zh=what_zh)
    elif kind == "item":
        report.add(codes.MISSING_DASH, span)
    elif here.text == "：":
        report.add(codes.FULL_WIDTH_COLON, here)
    else:
        report.add(codes.LAYOUT_CHARACTER, here, found=here.text, write=mended.strip())


def _slip_behind(
    source: Source, suspects: list[_Slip], at: int, reach: Callable[[str], int | None]
) -> _Slip | None:
    """The first slip whose repair helps; if no single one does, the first of all."""
    budget = min(_MOST_READ // (len(source.text) + 1), _MOST_TRIED)
    for slip in suspects[:budget]:
        if _helps(source.text, [slip], at, reach):
            return slip
    several = [s for s in suspects if s.kind != "item"]
    if len(several) > 1 and budget and _helps(source.text, several, at, reach):
        return several[0]
    return None


def _helps(text: str, slips: list[_Slip], at: int, reach: Callable[[str], int | None]) -> bool:
    """Whether the reader gets past the fault when the slips are mended."""
    parts, end, shift = [], 0, 0
    for slip in slips:
        parts += [text[end : slip.start], slip.mended]
        end = slip.end
        shift += len(slip.mended) - (slip.end - slip.start) if slip.start <= at else 0
    stopped = reach("".join([*parts, text[end:]]))
    return stopped is None or stopped > at + max(shift, 0)


def _suspects(source: Source, first: int, at: int) -> Iterator[_Slip]:
    last = source.line_column(at)[0]
    begin = max(min(source.line_column(first)[0], last - _LINES_BEFORE), last - _MOST_LINES, 1)
    start = _start_of(source.text, at, last - begin)
    before = ""
    for number in range(begin, last + 1):
        line = source.line_text(number)
        if len(line) <= _LONGEST_LINE:
            yield from _of_line(line, start, before)
        before = line if line.strip() else before
        start = source.text.find("\n", start) + 1


def _start_of(text: str, at: int, lines: int) -> int:
    """Where the line begins that is so many lines before the one of an offset."""
    start = text.rfind("\n", 0, at) + 1
    for _ in range(lines):
        start = text.rfind("\n", 0, start - 1) + 1
    return start


def _of_line(line: str, start: int, before: str) -> Iterator[_Slip]:
    for match in _SUSPECT.finditer(line):
        kind = str(match.lastgroup)
        begin, end = start + match.start(), start + match.end()
        if match["space"]:
            yield from (_Slip("space", begin, end, m) for m in _spaces(match, line, before))
        elif match["quotes"]:
            yield _Slip("quotes", begin, end, f'"{match["quotes"][1:-1]}"')
        elif match["mark"]:
            follows = line[match.end() : match.end() + 1]
            gap = " " if match["mark"] in "：－" and follows.strip() else ""
            yield _Slip("mark", begin, end, MARKS[match["mark"]] + gap)
        elif kind != "masked":
            mark = start + match.end() - 1
            kind = "colon" if match["colon"] else "dash"
            yield _Slip(kind, mark, mark + 1, f"{match.group()[-1]} ")
    yield from _without_dash(line, start, before)


def _spaces(match: re.Match[str], line: str, before: str) -> list[str]:
    """What wide spaces may have been meant to be; as indentation, that of the line before."""
    count = match.end() - match.start()
    if line[: match.start()].strip():
        return [" " * count]
    above = len(before) - len(before.lstrip(" "))
    return [" " * n for n in dict.fromkeys((above - match.start(), 2 * count, count)) if n > 0]


def _without_dash(line: str, start: int, before: str) -> Iterator[_Slip]:
    """A line that stands where the list item before it has its dash."""
    item = _ITEM.match(before)
    indent = len(line) - len(line.lstrip(" "))
    if item is not None and indent == len(item[1]) and not _NO_ITEM.match(line):
        yield _Slip("item", start + indent, start + len(line.rstrip()), f"- {line.strip()}")


def report_joined(key: Span, report: Report) -> int | None:
    """Where `label：名称` or `label:名称` should be parted, with a diagnostic; else None."""
    found = _JOINED.match(key.text)
    if found is None:
        return None
    mark = Span(key.source, key.start + found.start(2), key.start + found.end(2))
    describe("mark" if mark.text == "：" else "colon", mark, ": ", report)
    return found.end()


def report_indent(key: Span, report: Report) -> bool:
    """Report a line below an empty key that is indented with other than ordinary spaces."""
    found = _INDENTED.match(key.source.text, key.end)
    if found is not None:
        describe("space", Span(key.source, found.start(1), found.end(1)), " ", report)
    return found is not None


def report_wide_start(text: Span, report: Report) -> bool:
    """Report a key that begins with other than ordinary spaces."""
    found = re.match(f"[{WIDE_SPACES}]+", text.text)
    if found is not None:
        describe("space", Span(text.source, text.start, text.start + found.end()), " ", report)
    return found is not None


def report_within(text: Span, report: Report) -> bool:
    """Report the first full-width mark or space in what must have none (a citation)."""
    return _report_match(_LAYOUT.search(text.text), text, report)


def report_spoilt_start(text: Span, report: Report) -> bool:
    """Report what made a list or a group of keys into a text: `［a］`, `-a`, `key:value`."""
    return _report_match(_SPOILT_START.match(text.text), text, report)


def _report_match(found: re.Match[str] | None, text: Span, report: Report) -> bool:
    if found is None:
        return False
    kind = str(found.lastgroup)
    start, end = found.span(kind)
    span = Span(text.source, text.start + start, text.start + end)
    describe(kind, span, MARKS.get(found[kind], ""), report)
    return True
