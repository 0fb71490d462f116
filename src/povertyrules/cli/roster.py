"""`povertyrules roster`: the list of a step, as the document that goes with it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from povertyrules.cli.cases.desk import day_of
from povertyrules.cli.narrowing import DepartmentOption, Part, TownOption, VillageOption
from povertyrules.cli.options import AsOf, Cites, LangOption, Parameters, RulesetOption
from povertyrules.cli.supervising import (
    ForceOption,
    LogArgument,
    PlacesOption,
    ShowSensitive,
    check_files,
    exit_code,
    supervised,
)
from povertyrules.cli.terminal import Terminal
from povertyrules.supervision import Report, write_table
from povertyrules.supervision.writing import TABLE_SUFFIXES

DayOption = Annotated[str | None, typer.Option("--from", metavar="DATE", help="help_first_day")]
LastOption = Annotated[str | None, typer.Option("--to", metavar="DATE", help="help_last_day")]


def roster(
    log: LogArgument,
    step: Annotated[str, typer.Argument(metavar="STEP", help="help_roster_step")],
    ruleset: RulesetOption,
    as_of: AsOf,
    places: PlacesOption,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="help_roster_output")
    ],
    first: DayOption = None,
    last: LastOption = None,
    village: VillageOption = None,
    town: TownOption = None,
    department: DepartmentOption = None,
    parameter: Parameters = None,
    cite: Cites = None,
    show_sensitive: ShowSensitive = False,
    force: ForceOption = False,
    lang: LangOption = None,
) -> int:
    """Write the list of a step from a log of events."""
    terminal = Terminal(lang)
    start = None if first is None else day_of(first, terminal, "--from")
    end = None if last is None else day_of(last, terminal, "--to")
    check_files(terminal, output, TABLE_SUFFIXES, log, places, force=force)
    made = supervised(
        terminal, log, places,
        reference=ruleset, as_of=as_of, parameter=parameter, cite=cite,
        show_sensitive=show_sensitive, part=Part(village, town, department),
    )  # fmt: skip
    table = made.roster(_step(made, step, terminal), terminal.language, first=start, last=end)
    notes = made.notes(terminal.language)[: 1 + bool(made.within)]
    write_table(table, output, notes=notes, language=terminal.language)
    terminal.say("rostered", title=table.title, count=len(table.rows))
    terminal.say("results_in", path=output)
    return exit_code(made)


def _step(made: Report, name: str, terminal: Terminal) -> str:
    """The step with this id or label; else a usage error."""
    steps = made.rules.procedure.transitions.values()
    found = [each.id for each in steps if name.strip() in (each.id, each.label)]
    if len(found) == 1:
        return found[0]
    known = "、".join(f"{each.id} {each.label}" for each in steps)
    reason = terminal.words.say("not_one", name=name, known=known)
    raise typer.BadParameter(reason, param_hint="STEP")
