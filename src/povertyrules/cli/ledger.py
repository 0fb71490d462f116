"""`povertyrules ledger`: the 台账 of the village, the town and the district."""

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
from povertyrules.supervision import LEVELS, Level, write_ledger
from povertyrules.supervision.writing import LEDGER_SUFFIXES


def ledger(
    log: LogArgument,
    ruleset: RulesetOption,
    as_of: AsOf,
    places: PlacesOption,
    output: Annotated[
        Path, typer.Option("--output", "-o", metavar="FILE", help="help_ledger_output")
    ],
    level: Annotated[
        list[str] | None, typer.Option("--level", metavar="LEVEL", help="help_level")
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
    """Write the ledger of each level from a log of events."""
    terminal = Terminal(lang)
    levels = _levels(level or LEVELS, terminal)
    check_files(terminal, output, LEDGER_SUFFIXES, log, places, force=force)
    made = supervised(
        terminal, log, places,
        reference=ruleset, as_of=as_of, parameter=parameter, cite=cite,
        show_sensitive=show_sensitive, part=Part(village, town, department),
    )  # fmt: skip
    write_ledger(made.ledger, output, levels=levels, language=terminal.language)
    terminal.say("ledger_cases", cases=len(made.ledger.rows), households=made.households)
    terminal.say("results_in", path=output)
    return exit_code(made)


def _levels(given: list[str] | tuple[Level, ...], terminal: Terminal) -> tuple[Level, ...]:
    for name in given:
        if name not in LEVELS:
            reason = terminal.words.say("bad_choice", value=name, choices=", ".join(LEVELS))
            raise typer.BadParameter(reason, param_hint="--level")
    return tuple(level for level in LEVELS if level in given)
