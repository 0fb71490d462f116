"""`povertyrules show`: a ruleset as a readable page."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from povertyrules.cli.contents import contents
from povertyrules.cli.loading import load_named
from povertyrules.cli.options import LangOption
from povertyrules.cli.page_markdown import as_markdown
from povertyrules.cli.page_text import print_page
from povertyrules.cli.terminal import Terminal


class ShowFormat(StrEnum):
    """What the page is written as."""

    text = "text"
    markdown = "markdown"


def show(
    ruleset: Annotated[str, typer.Argument(metavar="RULESET", help="help_ruleset")],
    form: Annotated[
        ShowFormat, typer.Option("--format", metavar="text|markdown", help="help_show_format")
    ] = ShowFormat.text,
    lang: LangOption = None,
) -> None:
    """Show a ruleset."""
    terminal = Terminal(lang)
    blocks = contents(load_named(ruleset, None, terminal.words).checked, terminal.words)
    if form is ShowFormat.markdown:
        terminal.write(as_markdown(blocks, terminal.words))
    else:
        print_page(blocks, terminal)
