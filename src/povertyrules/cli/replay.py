"""`povertyrules replay`: prove a receipt."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from povertyrules.api.replaying import replay as decide_again
from povertyrules.cli import exits
from povertyrules.cli.loading import load_named
from povertyrules.cli.options import LangOption
from povertyrules.cli.terminal import Terminal
from povertyrules.kernel.errors import InvalidReceipt


def replay(
    receipt: Annotated[Path, typer.Argument(metavar="RECEIPT", help="help_receipt")],
    ruleset: Annotated[
        str | None, typer.Option("--ruleset", "-r", metavar="R", help="help_replay_ruleset")
    ] = None,
    lang: LangOption = None,
) -> int:
    """Decide again; what differs is listed."""
    terminal = Terminal(lang)
    said = _read(receipt, terminal)
    given = None if ruleset is None else load_named(ruleset, None, terminal.words)
    again = decide_again(said, ruleset=given, lang=terminal.language)
    named = said["ruleset"]
    reference = f"{named['id']}@{named['version']}" if given is None else given.checked.reference
    key = "replayed_same" if again else "replayed_different"
    text = terminal.words.say(key, ruleset=reference, as_of=said["as_of"])
    terminal.read(Text(text, style="bold green" if again else "bold red"))
    for difference in again.differences:
        terminal.read(f"  {difference}")
    return exits.DONE if again else exits.FAILURE


def _read(path: Path, terminal: Terminal) -> Any:
    try:
        return json.loads(path.read_text("utf-8"))
    except (ValueError, RecursionError) as error:
        reason = terminal.words.say("bad_receipt", name=path, reason=error)
        raise InvalidReceipt(reason) from error
