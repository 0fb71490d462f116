"""Ledgers and reports as files, whole or not at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import UnsupportedFeature
from povertyrules.ledgers.write_sheets import Sheet, write_sheets
from povertyrules.supervision.places import LEVELS, Level
from povertyrules.supervision.sheets import html, markdown
from povertyrules.supervision.table import Table, Value

if TYPE_CHECKING:
    from povertyrules.supervision.ledger import Ledger
    from povertyrules.supervision.report import Report

LEDGER_SUFFIXES = (".xlsx", ".csv")
REPORT_SUFFIXES = (".html", ".xlsx")
TABLE_SUFFIXES = (".xlsx", ".html", ".md", ".csv")
_MARK = b"\xef\xbb\xbf"
"""By which spreadsheets know that a CSV file is UTF-8."""


def write_ledger(
    ledger: Ledger,
    path: str | Path,
    *,
    levels: Sequence[Level] = LEVELS,
    language: Language = "zh",
) -> None:
    """Write a 台账 as .xlsx, a sheet for each level and one of counts, or the rows as .csv,
    numbered by the last of the levels.

    Raises `UnsupportedFeature` for another suffix, `MissingExtra` and `OSError`.
    """
    place = Path(path)
    match place.suffix.lower():
        case ".xlsx":
            tables = [ledger.table(level, language) for level in levels]
            _write_workbook(place, [*tables, ledger.summary(language)])
        case ".csv":
            text = ledger.table(levels[-1], language).to_csv()
            _write_whole(place, lambda beside: _bytes(beside, _MARK + text.encode("utf-8")))
        case kind:
            raise _unsupported("a ledger", LEDGER_SUFFIXES, kind)


def write_report(report: Report, path: str | Path, language: Language = "zh") -> None:
    """Write a report as .html, or its tables and the 台账 as .xlsx. Raises as `write_ledger`."""
    place = Path(path)
    match place.suffix.lower():
        case ".html":
            text = report.to_html(language)
            _write_whole(place, lambda beside: _bytes(beside, text.encode("utf-8")))
        case ".xlsx":
            own = report.ledger
            tables = [*report.tables(language), own.table("district", language)]
            _write_workbook(place, [*tables, own.summary(language)])
        case kind:
            raise _unsupported("a report", REPORT_SUFFIXES, kind)


def write_table(
    table: Table, path: str | Path, *, notes: Sequence[str] = (), language: Language = "zh"
) -> None:
    """Write one table as a document: .xlsx, .html, .md or .csv. Raises as `write_ledger`."""
    place = Path(path)
    match place.suffix.lower():
        case ".xlsx":
            return _write_workbook(place, [table])
        case ".html":
            text = html(table, notes, language)
        case ".md":
            text = markdown(table, notes)
        case ".csv":
            text = _MARK.decode("utf-8") + table.to_csv()
        case kind:
            raise _unsupported("a list", TABLE_SUFFIXES, kind)
    return _write_whole(place, lambda beside: _bytes(beside, text.encode("utf-8")))


def _unsupported(what: str, suffixes: Sequence[str], kind: str) -> UnsupportedFeature:
    return UnsupportedFeature(f"{what} is written to {', '.join(suffixes)}, not {kind or '—'}")


def _write_workbook(place: Path, tables: Sequence[Table]) -> None:
    sheets = [
        Sheet(
            each.title,
            each.headings,
            each.widths,
            [list(map(_cell, row)) for row in each.rows],
            each.kept,
        )
        for each in tables
    ]
    _write_whole(place, lambda beside: write_sheets(beside, sheets))


def _cell(value: Value) -> str | int:
    if isinstance(value, int):
        return value
    return "" if value is None else str(value)


def _bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _write_whole(path: Path, write: Callable[[Path], object]) -> None:
    """Write beside the place, and move it there at the end."""
    beside = path.with_name(f".{path.stem}-{uuid4().hex[:12]}{path.suffix}")
    try:
        write(beside)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
