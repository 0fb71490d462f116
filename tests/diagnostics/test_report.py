"""Reports, and the words of the codes."""

from __future__ import annotations

import string

import pytest

from povertyrules.kernel.catalogue import CODES
from povertyrules.kernel.catalogue.text import ALIAS, DUPLICATE_KEY
from povertyrules.kernel.codes import MAX_SHOWN, Code
from povertyrules.kernel.diagnostics import MAX_REPORTED, Diagnostic, Report
from povertyrules.kernel.source import Source, Span

SOURCE = Source("a.yaml", "abc\n" * 300)
WARNING = Code("PR999", "made-for-the-test", en="warned", zh="警告", severity="warning")


def span(at: int) -> Span:
    return Span(SOURCE, at, at + 1)


def test_the_order_of_the_file() -> None:
    report = Report()
    for at in (8, 0, 4):
        report.add(ALIAS, span(at), name=str(at))
    assert [d.span.start for d in report] == [0, 4, 8]


def test_the_same_message_at_the_same_place_is_reported_once() -> None:
    report = Report()
    report.add(ALIAS, span(0), name="a")
    report.add(ALIAS, span(0), name="a")
    report.add(ALIAS, span(0), name="b")
    report.extend([Diagnostic.of(ALIAS, span(0), name="a")])
    assert len(list(report)) == 2


def test_at_most_so_many_are_kept() -> None:
    report = Report()
    for at in range(MAX_REPORTED + 5):
        report.add(ALIAS, span(at), name="a")
    found = list(report)
    assert len(found) == MAX_REPORTED + 1
    assert found[-1].values["count"] == 5


def test_an_error_after_many_warnings_is_not_lost() -> None:
    report = Report()
    for at in range(MAX_REPORTED):
        report.add(WARNING, span(at))
    assert report
    assert not report.has_errors
    report.add(ALIAS, span(MAX_REPORTED), name="a")
    assert report.has_errors


def test_values_are_short_and_move_no_cursor() -> None:
    diagnostic = Diagnostic.of(DUPLICATE_KEY, span(0), key="\x1b[31m" + "k" * 10_000, line=1)
    message = diagnostic.message("en")
    assert "\x1b" not in message
    assert "␛[31m" in message
    assert len(message) < MAX_SHOWN + 100


def test_a_diagnostic_as_plain_data() -> None:
    found = Diagnostic.of(ALIAS, Span(SOURCE, 4, 7), name="a").to_dict("zh")
    assert found == {
        "code": "PR013", "slug": "alias", "severity": "error", "file": "a.yaml",
        "line": 2, "column": 1, "end_line": 2, "end_column": 4,
        "message": "规则文件不使用 YAML 别名（`*a`）",
        "help": "请直接写出内容，或写成有名称的条件或参数",
    }  # fmt: skip


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", CODES.values(), ids=lambda code: code.number)
def test_the_words_of_a_code(code: Code) -> None:
    assert code.en
    assert code.zh
    assert bool(code.help_en) == bool(code.help_zh)
    assert not code.zh.isascii()
    for text in (code.en, code.zh, code.help_en, code.help_zh):
        assert not text.endswith((".", "。"))
        assert "" not in placeholders(text)
    in_english = {name.removesuffix("_zh") for name in placeholders(code.en)}
    assert {name.removesuffix("_zh") for name in placeholders(code.zh)} == in_english
