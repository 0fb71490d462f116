"""`povertyrules supervise`: who is behind, as one page or a workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

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
from povertyrules.supervision.report import MONTH
from povertyrules.supervision.writing import REPORT_SUFFIXES


def supervise(
    log: LogArgument,
    ruleset: RulesetOption,
    as_of: AsOf,
    places: PlacesOption,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="help_supervise_output")
    ],
    month: Annotated[
        str | None, typer.Option("--month", metavar="MONTH", help="help_month")
    ] = None,
    village: VillageOption = None,
    town: TownOption = None,
    department: DepartmentOption = None,
    parameter: Parameters = None,
    cite: Cites = None,
    show_sensitive: ShowSensitive = False,
    force: ForceOption = False,
    lang: LangOption = None,
) -> int:
    """Write the supervision report from a log of events."""
    terminal = Terminal(lang)
    if month is not None and not MONTH.match(month):
        reason = terminal.words.say("bad_month", value=month)
        raise typer.BadParameter(reason, param_hint="--month")
    check_files(terminal, output, REPORT_SUFFIXES, log, places, force=force)
    made = supervised(
        terminal, log, places,
        reference=ruleset, as_of=as_of, parameter=parameter, cite=cite, month=month,
        show_sensitive=show_sensitive, part=Part(village, town, department),
    )  # fmt: skip
    made.write(output, language=terminal.language)
    terminal.say(
        "supervised",
        cases=len(made.ledger.rows),
        households=made.households,
        overdue=len(made.overdue),
        unlimited=len(made.unlimited),
    )
    terminal.say("results_in", path=output)
    return exit_code(made)
