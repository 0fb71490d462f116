"""Explanations as Markdown, in which no text of the ruleset or the facts acts as markup."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from povertyrules.explain.lines import Line, Section
from povertyrules.explain.outline import build_page
from povertyrules.explain.words import Words
from povertyrules.kernel.caret import visible
from povertyrules.kernel.codes import Language

_MARKUP = re.compile(r"[\\`*_{}\[\]<>#|~&!$@^]|(?<=[A-Za-z0-9]):(?=//)|(?<=www)\.")
_LIST_MARK = re.compile(r"^\s*(?:\d+(?=[.)](?:\s|$))|(?=[-+=]))")


def render_markdown(tree: dict[str, Any], lang: Language, outcomes: Collection[str] | None) -> str:
    """The explanation as CommonMark; `outcomes` are ids, None for all."""
    page = build_page(tree, Words(lang), escape, outcomes)
    parts = [f"# {page.title}", "\n".join(f"- {line}" for line in page.subtitle)]
    parts.extend("\n".join(_section(section)) for section in page.sections)
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """The text with every character that could be markup escaped, and on one line."""
    escaped = _MARKUP.sub(lambda match: f"\\{match.group()}", visible(text))
    return _LIST_MARK.sub(lambda match: f"{match.group()}\\", escaped)


def _section(section: Section) -> Iterator[str]:
    yield f"## {section.heading}"
    yield ""
    quotes = [line for line in section.lines if line.kind == "quote"]
    yield from (_bullet(line) for line in section.lines if line.kind != "quote")
    for quote in quotes:
        yield ""
        yield f"> {quote.text}"


def _bullet(line: Line) -> str:
    return f"{'    ' * line.depth}- {line.text}"
