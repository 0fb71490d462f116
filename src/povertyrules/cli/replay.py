"""`povertyrules replay`: decide a receipt again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from povertyrules.api.replaying import Replay
from povertyrules.api.replaying import replay as decide_again
from povertyrules.api.ruleset import Ruleset
from povertyrules.cli import exits
from povertyrules.cli.loading import load_named, unknown_ruleset
from povertyrules.cli.options import LangOption
from povertyrules.cli.receipt_file import read_receipt
from povertyrules.cli.terminal import Terminal
from povertyrules.kernel.errors import UnknownRuleset


def replay(
    receipt: Annotated[Path, typer.Argument(metavar="RECEIPT", help="help_receipt")],
    ruleset: Annotated[
        str | None, typer.Option("--ruleset", "-r", metavar="R", help="help_replay_ruleset")
    ] = None,
    lang: LangOption = None,
) -> int:
    """Decide again; what differs is listed."""
    terminal = Terminal(lang)
    said = read_receipt(receipt, terminal.words)
    given = None if ruleset is None else load_named(ruleset, None, terminal.words)
    again = _again(said, given, terminal)
    named = said["ruleset"]
    reference = f"{named['id']}@{named['version']}" if given is None else given.checked.reference
    key = "replayed_same" if again else "replayed_different"
    text = terminal.words.say(key, ruleset=reference, as_of=said["as_of"])
    terminal.read(Text(text, style="bold green" if again else "bold red"))
    for difference in again.differences:
        terminal.read(f"  {difference}")
    if again:
        terminal.say("replayed_note", content=said["content"])
    return exits.DONE if again else exits.FAILURE


def _again(said: Mapping[str, Any], given: Ruleset | None, terminal: Terminal) -> Replay:
    try:
        return decide_again(said, ruleset=given, lang=terminal.language)
    except UnknownRuleset as error:
        named = said["ruleset"]
        reason = unknown_ruleset(f"{named['id']}@{named['version']}", terminal.words)
        hint = terminal.words.say("replay_needs_ruleset")
        raise UnknownRuleset(f"{reason}{hint}") from error
