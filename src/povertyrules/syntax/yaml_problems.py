"""The faults that the YAML reader finds, in the rule author's words."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NamedTuple

from povertyrules.kernel.catalogue import text as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Source, Span
from povertyrules.syntax.slips import report_slip


class _Problem(NamedTuple):
    """What the reader says, and what we say instead."""

    said: str
    en: str
    zh: str


_PROBLEMS = (
    _Problem(
        "mapping values are not allowed",
        "a key and a colon where no key can stand",
        "此处不能出现键和冒号",
    ),
    _Problem("expected ',' or ']'", "a list `[` is not closed", "列表 `[` 没有结束"),
    _Problem("expected ',' or '}'", "a brace `{` is not closed", "花括号 `{` 没有结束"),
    _Problem("end of stream", "a quotation mark is not closed", "引号没有结束"),
    _Problem("document separator", "a quotation mark is not closed", "引号没有结束"),
    _Problem("unknown escape", "an unknown escape after `\\`", "`\\` 后面的转义无法识别"),
    _Problem("escape", "an unknown escape after `\\`", "`\\` 后面的转义无法识别"),
    _Problem("expected hexadecimal", "an unknown escape after `\\`", "`\\` 后面的转义无法识别"),
    _Problem("expected ':'", "a key without a colon", "键后面没有冒号"),
    _Problem("expected '-'", "an entry of a list without `-`", "列表项前缺少 `-`"),
    _Problem(
        "block sequence entries are not allowed",
        "an entry of a list where no list can stand",
        "此处不能出现列表项",
    ),
    _Problem(
        "block end",
        "an indentation that does not fit",
        "缩进不一致",
    ),
    _Problem(
        "expected key",
        "an indentation that does not fit",
        "缩进不一致",
    ),
    _Problem("node content", "a bracket or a mark that does not fit", "多余的括号或符号"),
    _Problem("document start", "a text after the end of the ruleset", "规则结束之后还有文字"),
    _Problem("indentation", "an indentation that does not fit", "缩进不正确"),
    _Problem("comment or line break", "a text directly after `|` or `>`", "`|`、`>` 后不能有文字"),
    _Problem("chomping", "a text directly after `|` or `>`", "`|`、`>` 后不能有文字"),
)
_FULL_WIDTH_COLON = re.compile(r"^\s*(?:- +)?[^\s：:\"'#]+(：)", re.MULTILINE)
_QUOTED = re.compile(r"""(?:^|[\s:\-])("[^"]*"|'[^']*')[ ]*$""")


def report_problem(
    error: Any, source: Source, reach: Callable[[str], int | None], report: Report
) -> None:
    """Report what PyYAML raised; `reach` says how far a mended text can be read."""
    mark = getattr(error, "problem_mark", None)
    at = min(mark.index if mark is not None else 0, max(len(source.text) - 1, 0))
    problem = str(getattr(error, "problem", "") or "")
    if "cannot start any token" in problem:
        _report_start(source, at, report)
        return
    colon = _full_width_colon(source, at)
    if colon is not None and ("mapping values" in problem or "expected ':'" in problem):
        report.add(codes.FULL_WIDTH_COLON, Span(source, colon, colon + 1))
        return
    opened = getattr(error, "context_mark", None)
    if report_slip(source, at if opened is None else opened.index, at, reach, report):
        return
    quoted = _quoted_before(source, at)
    if quoted is not None and ("block end" in problem or "expected key" in problem):
        report.add(codes.TEXT_AFTER_QUOTE, quoted)
        return
    if opened is not None and any(part in problem for part in ("end of stream", "expected ','")):
        at = opened.index
    en, zh = _in_words(problem)
    report.add(codes.UNREADABLE_YAML, Span(source, at, at + 1), problem=en, problem_zh=zh)


def _report_start(source: Source, at: int, report: Report) -> None:
    span = Span(source, at, at + 1)
    if source.text[at] == "\t":
        report.add(codes.TAB_INDENTATION, span)
    else:
        report.add(codes.RESERVED_START, span, character=source.text[at])


def _full_width_colon(source: Source, at: int) -> int | None:
    """Where a full-width colon ends a key on the line of the fault or the one before."""
    line = source.line_column(at)[0]
    end = source.text.find("\n", at)
    start = source.text.rfind("\n", 0, at - source.line_column(at)[1]) + 1 if line > 1 else 0
    found = _FULL_WIDTH_COLON.search(source.text[start : end if end >= 0 else None])
    return None if found is None else start + found.start(1)


def _quoted_before(source: Source, at: int) -> Span | None:
    """The quoted text on the line of the fault that ends directly before it."""
    line, column = source.line_column(at)
    found = _QUOTED.search(source.line_text(line)[: column - 1])
    start = at - column + 1
    return None if found is None else Span(source, start + found.start(1), start + found.end(1))


def _in_words(problem: str) -> tuple[str, str]:
    for known in _PROBLEMS:
        if known.said in problem:
            return known.en, known.zh
    return "the line does not fit", "此行不合格式"
