"""The group `case`: its commands, in the order of the help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import typer

from povertyrules.cli.cases.access import denials, place, refer
from povertyrules.cli.cases.acting import act
from povertyrules.cli.cases.correcting import correct
from povertyrules.cli.cases.following import next_steps
from povertyrules.cli.cases.listing import list_cases
from povertyrules.cli.cases.logs import export_log, import_log
from povertyrules.cli.cases.opening import open_case
from povertyrules.cli.cases.proposing import propose
from povertyrules.cli.cases.showing import show_case
from povertyrules.cli.cases.verifying import verify
from povertyrules.cli.group import Command, Group
from povertyrules.cli.options import LangOption

CASE_COMMANDS: dict[str, Callable[..., Any]] = {
    "propose": propose,
    "open": open_case,
    "act": act,
    "correct": correct,
    "show": show_case,
    "next": next_steps,
    "list": list_cases,
    "place": place,
    "refer": refer,
    "denials": denials,
    "export": export_log,
    "import": import_log,
    "verify": verify,
}

case_app = typer.Typer(
    name="case",
    cls=Group,
    help="help_case",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
for name, command in CASE_COMMANDS.items():
    case_app.command(name, cls=Command, help=f"help_case_{name}")(command)


@case_app.callback(help="help_case")
def case(lang: LangOption = None) -> None:
    """Options that stand between `case` and the command."""
