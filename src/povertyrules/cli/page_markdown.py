"""A page as Markdown, in which no text of the ruleset acts as markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from povertyrules.cli.page import Block, Grid, Heading, Item, Note, Paragraph, Quote, Steps
from povertyrules.cli.terminal import safe
from povertyrules.cli.words import Words

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~$&!])")
_LINE_START = re.compile(r"^(\s*)(\d+)([.)])(?=\s)|^(\s*)([-+])(?=\s)")


def as_markdown(blocks: Iterable[Block], words: Words) -> str:
    """The page; headings and lists are kept apart by blank lines."""
    text = "\n".join(line for block in blocks for line in _lines(block, words))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def escaped(text: str) -> str:
    """A text that Markdown shows as it stands, on one line."""
    line = _MARKUP.sub(r"\\\1", " ".join(safe(text).split("\n")))
    return _LINE_START.sub(r"\1\2\4\\\3\5", line)


def _lines(block: Block, words: Words) -> Iterator[str]:
    match block:
        case Heading(level=level, text=text):
            yield from ("", f"{'#' * level} {escaped(text)}", "")
        case Item(label=label, id=name, remark=remark):
            shown = f"（{escaped(remark)}）" if remark else ""
            yield from ("", f"**{escaped(label)}** `{name}`{shown}", "")
        case Paragraph(text=text):
            yield from ("", escaped(text), "")
        case Note(kind=kind, text=text):
            yield from ("", f"> {words.say(f'mark_{kind}', text=escaped(text))}", "")
        case Steps(lines=steps):
            yield ""
            yield from (f"{'    ' * depth}- {escaped(text)}" for depth, text in steps)
            yield ""
        case Quote(label=label, text=text):
            yield from ("", f"> **{escaped(label)}** {escaped(text)}", "")
        case Grid():
            yield from _grid(block)


def _grid(block: Grid) -> Iterator[str]:
    yield ""
    yield f"| {' | '.join(map(escaped, block.headings))} |"
    yield f"|{' --- |' * len(block.headings)}"
    for row in block.rows:
        yield f"| {' | '.join(map(escaped, row))} |"
    yield ""
