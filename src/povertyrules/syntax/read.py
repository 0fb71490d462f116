"""A ruleset file's bytes, made into a `Source`: size and encoding are checked first."""

from __future__ import annotations

import codecs
from pathlib import Path

from povertyrules.kernel.catalogue import text as codes
from povertyrules.kernel.codes import shorten
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.errors import InvalidRuleset, UnknownRuleset
from povertyrules.kernel.source import Source, Span
from povertyrules.syntax.characters import check_source

MAX_BYTES = 1024 * 1024
_CONTEXT = 200
"""How many bytes before a fault are kept to show its line."""


def read_file(path: str | Path) -> Source:
    """Read a ruleset file. At most `MAX_BYTES` + 1 bytes are ever read.

    Raises `UnknownRuleset` if there is no such file, `InvalidRuleset` if it is too large
    or is not UTF-8 text.
    """
    try:
        with Path(path).open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnknownRuleset(f"{shorten(str(path))} cannot be read: {reason}") from error
    report = Report()
    source = source_from_bytes(str(path), data, report)
    if source is None or report.has_errors:
        raise InvalidRuleset(str(path), tuple(report))
    return source


def source_from_bytes(name: str, data: bytes, report: Report) -> Source | None:
    """Decode a ruleset; None, with the fault reported, if it is too large or not UTF-8.

    A byte order mark is left out. Forbidden characters are reported here already.
    """
    if len(data) > MAX_BYTES:
        report.add(codes.FILE_TOO_LARGE, Span(Source(name, ""), 0, 0), limit=MAX_BYTES)
        return None
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        report.add(codes.UTF16, Span(Source(name, ""), 0, 0))
        return None
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _report_undecodable(name, data, error.start, report)
        return None
    return _checked(Source(name, text), report)


def _checked(source: Source, report: Report) -> Source | None:
    if "\x00" in source.text[:4] and len(source.text.replace("\x00", "")) * 2 <= len(source.text):
        report.add(codes.UTF16, Span(Source(source.name, ""), 0, 0))
        return None
    return source if check_source(source, report) else None


def _report_undecodable(name: str, data: bytes, position: int, report: Report) -> None:
    """The text up to the fault is shown, so that the line number is right."""
    before = data[:position].decode("utf-8")
    after = data[position : position + _CONTEXT].decode("utf-8", errors="replace")
    shown = Source(name, before + after.partition("\n")[0])
    report.add(codes.NOT_UTF8, Span(shown, len(before), len(before) + 1), offset=position + 1)
