"""An explanation's text with its headings and results standing out in a terminal.

Colour only repeats what the words say.
"""

from __future__ import annotations

import re

from rich.text import Text

from povertyrules.cli.words import Words
from povertyrules.explain.words import PHRASES

_STATUS_STYLE = (("fails", "red"), ("holds", "green"), ("unknown", "yellow"))
_LINE_STYLE = (("original", "dim"), ("interpretation", "cyan"), ("remark", "cyan"))


def styled(text: str, words: Words) -> Text:
    """The text, styled line by line: title, what stands under it, sections."""
    result = Text()
    head = True
    for number, line in enumerate(text.rstrip("\n").split("\n")):
        head = head and bool(line)
        result.append("\n" if number else "")
        result.append_text(Text(line, "dim") if head and number else _line(line, words))
    return result


def _line(line: str, words: Words) -> Text:
    body = line.lstrip(" ")
    if body == line:
        shown = Text(line, "bold")
    else:
        styles = (style for key, style in _LINE_STYLE if body.startswith(_start(key, words)))
        shown = Text(line, next(styles, ""))
    _mark(shown, words)
    return shown


def _mark(line: Text, words: Words) -> None:
    """Colour the status that stands after a colon at the end of what a line is about."""
    for status, style in _STATUS_STYLE:
        word = re.escape(_phrase(status, words))
        for match in re.finditer(rf"[：:] ?({word})(?=$|[（( ])", line.plain):
            line.stylize(style, match.start(1), match.end(1))


def _start(key: str, words: Words) -> str:
    """The first word of a phrase."""
    return re.split(r"[：:（({ ]", _phrase(key, words))[0]


def _phrase(key: str, words: Words) -> str:
    return PHRASES[key][0 if words.language == "zh" else 1]
