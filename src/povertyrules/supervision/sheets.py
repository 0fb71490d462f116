"""One table as a document: a page of HTML, or a table in Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape

from povertyrules.kernel.codes import Language
from povertyrules.supervision.table import Table, Value
from povertyrules.whatif.picture.sheet import document

_LONGEST_ID, _LONGEST_NAME = 14, 6
_SHEET = """
main { max-width: 1280px; }
section { overflow-x: auto; }
.d { white-space: nowrap; }
@page { size: A4 landscape; }
@media print {
  body { font-size: 11px; } table { font-size: 10px; }
  section { break-inside: auto; overflow: visible; } tr { break-inside: avoid; }
}
"""


def grid(table: Table, rows: Sequence[Sequence[Value]] | None = None, total: str = "") -> str:
    """The table, or some of its rows, in HTML; `total` is how the line of sums begins."""
    columns = range(len(table.headings))
    numeric = {n for n in columns if any(isinstance(row[n], int) for row in table.rows)}
    head = "".join(_heading(table.headings[n], numeric=n in numeric) for n in columns)
    body = "\n".join(
        f"<tr{' class=sum' if total and row[0] == total else ''}>"
        f"{''.join(_cell(row[n], numeric=n in numeric) for n in columns)}</tr>"
        for row in (table.rows if rows is None else rows)
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n{body}\n</table>"


def html(table: Table, notes: Sequence[str], language: Language) -> str:
    """The table as a page."""
    told = "".join(f'<p class="note">{escape(note)}</p>' for note in (table.note, *notes) if note)
    title = escape(table.title)
    parts = [f"<h1>{title}</h1>{told}", f"<section>{grid(table)}</section>"]
    return document(title, _SHEET, parts, language)


def markdown(table: Table, notes: Sequence[str]) -> str:
    """The table in Markdown, with its title and notes."""
    lines = [f"# {_plain(table.title)}", ""]
    lines += [text for note in (table.note, *notes) if note for text in (_plain(note), "")]
    lines += [_line(table.headings), _line(["---"] * len(table.headings))]
    return "\n".join([*lines, *map(_line, table.rows)]) + "\n"


def _line(cells: Sequence[Value]) -> str:
    return "| " + " | ".join("" if cell is None else _plain(str(cell)) for cell in cells) + " |"


def _plain(text: str) -> str:
    """What somebody wrote is text, and neither a mark nor a further cell."""
    marked = "".join(f"\\{c}" if c in "\\|`*_<>[]#" else c for c in text)
    return " ".join(marked.split())


def _heading(text: str, *, numeric: bool) -> str:
    kind = " class=n" if numeric else " class=d" if _is_short(text) else ""
    return f"<th{kind}>{escape(text)}</th>"


def _cell(value: Value, *, numeric: bool) -> str:
    if isinstance(value, int):
        return f"<td class=n>{value:,}</td>"
    if isinstance(value, date):
        return f"<td class=d>{value.isoformat()}</td>"
    kind = " class=n" if numeric else " class=d" if _is_short(value or "") else ""
    return f"<td{kind}>{escape(value or '')}</td>"


def _is_short(text: str) -> bool:
    """A name, an id or a month: it is not broken in two."""
    return len(text) <= (_LONGEST_ID if text.isascii() else _LONGEST_NAME)
