"""Explanations as plain text, indented, wide characters counted as two columns."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import groupby
from typing import Any

from povertyrules.explain.lines import Line, Section
from povertyrules.explain.outline import build_page
from povertyrules.explain.words import Words
from povertyrules.kernel.caret import visible, width
from povertyrules.kernel.codes import Language

_INDENT = "    "
_COLUMNS = 88
_GAP = 4
_WIDEST_CELL = 36


def render_text(tree: dict[str, Any], lang: Language, outcomes: Collection[str] | None) -> str:
    """The explanation as plain text, each line ended; `outcomes` are ids, None for all."""
    page = build_page(tree, Words(lang), visible, outcomes)
    parts = ["\n".join([page.title, *page.subtitle])]
    parts.extend("\n".join(_section(section)) for section in page.sections)
    return "\n\n".join(parts) + "\n"


def _section(section: Section) -> Iterator[str]:
    yield section.heading
    for (depth, kind), lines in groupby(section.lines, lambda line: (line.depth, line.kind)):
        indent = _INDENT * (depth + 1)
        texts = [line.text for line in lines]
        rows = _in_columns(texts, _COLUMNS - width(indent)) if kind == "leaf" else texts
        yield from (f"{indent}{row}" for row in rows)


def _in_columns(cells: Sequence[str], columns: int) -> list[str]:
    """Short cells side by side, aligned; one to a row if one of them is long."""
    widest = max(map(width, cells))
    if widest > _WIDEST_CELL:
        return list(cells)
    across = max(1, (columns + _GAP) // (widest + _GAP))
    rows = [cells[start : start + across] for start in range(0, len(cells), across)]
    return ["".join(_padded(cell, widest + _GAP) for cell in row).rstrip() for row in rows]


def _padded(cell: str, columns: int) -> str:
    return cell + " " * (columns - width(cell))


__all__ = ["Line", "render_text"]
