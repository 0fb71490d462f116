"""`povertyrules plugin check NAME`: a plugin put to the laws of the language."""

from __future__ import annotations

from typing import Annotated

import typer

from povertyrules.cli import exits
from povertyrules.cli.options import LangOption
from povertyrules.cli.terminal import Terminal
from povertyrules.kernel.suggest import nearest
from povertyrules.plugins.discovery import installed


def check_one(
    name: Annotated[str, typer.Argument(metavar="NAME", help="help_plugin_name")],
    lang: LangOption = None,
) -> int:
    """Try everything that a plugin declares; each breach is told with its remedy."""
    from povertyrules.testing import check_plugin  # it brings every engine

    terminal = Terminal(lang)
    known = [candidate.name for candidate in installed()]
    if name not in known:
        raise typer.BadParameter(_unknown(name, known, terminal), param_hint="NAME")
    faults = check_plugin(name)
    for fault in faults:
        terminal.read(f"{terminal.words.say('error')}{fault.to_text(terminal.language)}")
    if faults:
        return exits.FAILURE
    terminal.say("plugin_sound", name=name)
    return exits.DONE


def _unknown(name: str, known: list[str], terminal: Terminal) -> str:
    say = terminal.words.say
    listed = "、".join(known) or say("none")
    near = nearest(name, known)
    shown = near or listed
    return say("unknown_plugin", name=name, known=shown)
