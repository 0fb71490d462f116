"""The group `case`: its commands, in the order of the help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

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
from povertyrules.cli.subcommands import commands_under

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

case_app = commands_under("case", CASE_COMMANDS)
