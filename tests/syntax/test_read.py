"""Bytes to a source."""

from __future__ import annotations

from pathlib import Path

import pytest

from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.errors import InvalidRuleset, UnknownRuleset
from povertyrules.syntax.read import MAX_BYTES, read_file, source_from_bytes


def codes_of(data: bytes) -> list[str]:
    report = Report()
    source = source_from_bytes("a.yaml", data, report)
    assert source is not None or report.has_errors
    return [d.code.slug for d in report]


def test_utf8_with_and_without_a_byte_order_mark() -> None:
    for data in ("标签: 甲\n".encode(), b"\xef\xbb\xbf" + "标签: 甲\n".encode()):
        source = source_from_bytes("a.yaml", data, Report())
        assert source is not None
        assert source.text == "标签: 甲\n"


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"a" * (MAX_BYTES + 1), "file-too-large"),
        (b"a: \xff\n", "not-utf-8"),
        ("标签".encode("gbk"), "not-utf-8"),
        ("a: \ud800".encode("utf-8", "surrogatepass"), "not-utf-8"),
        ("a: b".encode("utf-16"), "utf-16"),
        ("a: b".encode("utf-16-le"), "utf-16"),
        ("a: b".encode("utf-16-be"), "utf-16"),
        (b"a: b\x00c", "nul-character"),
        (b"a: b\x07c", "control-character"),
        (b"a: b\rc: d", "control-character"),
        ("a: b\u2028c".encode(), "control-character"),
        ("a: b\x85c".encode(), "control-character"),
        ("a: \u202eb".encode(), "bidirectional-control"),
        ("a: \u2066b".encode(), "bidirectional-control"),
        ("a: b\u200bc".encode(), "invisible-character"),
        ("a: b\ufeffc".encode(), "invisible-character"),
    ],
)
def test_refused(data: bytes, slug: str) -> None:
    assert codes_of(data) == [slug]


def test_the_size_limit_itself_is_allowed() -> None:
    assert codes_of(b"#" * MAX_BYTES) == []


def test_the_line_of_what_is_not_utf8() -> None:
    report = Report()
    source_from_bytes("a.yaml", "甲: 乙\n丙: ".encode() + b"\xff\n", report)
    (found,) = report
    assert (found.span.line, found.span.column) == (2, 4)


def test_read_file(tmp_path: Path) -> None:
    path = tmp_path / "规则.yaml"
    path.write_text("a: 甲\n", "utf-8")
    assert read_file(path).text == "a: 甲\n"
    assert read_file(str(path)).name == str(path)


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnknownRuleset):
        read_file(tmp_path / "none.yaml")
    with pytest.raises(UnknownRuleset):
        read_file(tmp_path)
    with pytest.raises(UnknownRuleset):
        read_file("a\x00b")


def test_a_file_that_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: \xff")
    with pytest.raises(InvalidRuleset) as caught:
        read_file(path)
    assert [d.code.slug for d in caught.value.diagnostics] == ["not-utf-8"]


def test_only_so_much_is_read_of_a_large_file(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)  # sparse: reading it whole would take all memory
    with pytest.raises(InvalidRuleset) as caught:
        read_file(path)
    assert [d.code.slug for d in caught.value.diagnostics] == ["file-too-large"]
