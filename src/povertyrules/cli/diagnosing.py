"""A diagnostic of a ruleset, with colours where the terminal has them."""

from __future__ import annotations

from rich.text import Text

from povertyrules.kernel.caret import visible
from povertyrules.kernel.codes import Language
from povertyrules.kernel.diagnostics import Diagnostic

_COLOUR = {"error": "bold red", "warning": "bold yellow", "note": "bold blue"}


def diagnosed(diagnostic: Diagnostic, language: Language) -> Text:
    """What `Diagnostic.to_text` says, styled."""
    head, *rest = diagnostic.to_text(language).split("\n")
    colour = _COLOUR[diagnostic.severity]
    severity, colon, message = head.partition(": ")
    text = Text.assemble((severity, colour), (colon + message, "bold"))
    for line in rest:
        text.append("\n")
        text.append_text(_line(visible(line), colour))
    return text


def _line(line: str, colour: str) -> Text:
    gutter, bar, content = line.partition("|")
    if bar and not gutter.strip(" 0123456789"):
        underlined = content.strip() and not content.strip(" ^")
        return Text.assemble((gutter + bar, "blue"), (content, colour if underlined else ""))
    return Text(line, style="blue" if line.lstrip().startswith("-->") else "cyan")
