"""What `ledger` and `supervise` share: the cases of a log, where the households live, and
what a reader is told of both."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from povertyrules.api.ruleset import Ruleset
from povertyrules.cases import Docket, replay
from povertyrules.cli import exits
from povertyrules.cli.cases.finding import is_server, is_store
from povertyrules.cli.delivering import check_output, spare_input
from povertyrules.cli.loading import load_ruleset
from povertyrules.cli.narrowing import Part
from povertyrules.cli.options import check_input, read_date, read_fills
from povertyrules.cli.terminal import Terminal
from povertyrules.cli.words import Words
from povertyrules.kernel.errors import InvalidEvent, NoProcedure, NotInForce, PovertyRulesError
from povertyrules.supervision import Place, Report, read_log, read_places, report

LogArgument = Annotated[str, typer.Argument(metavar="LOG", help="help_any_log")]
PlacesOption = Annotated[Path, typer.Option("--places", metavar="FILE", help="help_places")]
ShowSensitive = Annotated[bool, typer.Option("--show-sensitive", help="help_show_sensitive")]
ForceOption = Annotated[bool, typer.Option("--force", help="help_force")]

_LINE = re.compile(r"lines\[([0-9]+)\]\.?")
"""How the path begins of a fault in a file of events."""


class BadLog(PovertyRulesError):
    """A file that is no log, or has a line that is no event; said in the reader's words."""


def docket_of(log: str, ruleset: Ruleset) -> Docket:
    """The cases of a log, and what was refused. The one place that knows where events are kept:
    in a file of JSON Lines, or in a store, which may be on a server.

    Raises `InvalidEvent`, `NoProcedure`, `DamagedStore` and `OSError`.
    """
    if not is_server(log) and not is_store(Path(log)):
        return replay(ruleset.procedure.rules, read_log(log))
    with ruleset.procedure.store(log) as store:
        return replay(ruleset.procedure.rules, store.events())


def check_files(
    terminal: Terminal, output: Path, suffixes: tuple[str, ...], *given: str | Path, force: bool
) -> None:
    """Refuse what cannot be meant before any work is done."""
    inputs = [Path(each) for each in given if not is_server(str(each))]
    for path in inputs:
        check_input(path)
    if output.suffix.lower() not in suffixes:
        choices = ", ".join(suffixes)
        reason = terminal.words.say("bad_choice", value=output.name, choices=choices)
        raise typer.BadParameter(reason, param_hint="--output")
    check_output(output, terminal, force=force)
    for path in inputs:
        spare_input(output, path, terminal)


def supervised(
    terminal: Terminal,
    log: str,
    places: Path,
    *,
    reference: str,
    as_of: str,
    parameter: list[str] | None,
    cite: list[str] | None,
    part: Part,
    month: str | None = None,
    show_sensitive: bool = False,
) -> Report:
    """The report of a log, with the events that were refused told to standard error."""
    words = terminal.words
    day = read_date(as_of, words)
    fills = read_fills(parameter, cite, words)
    try:
        ruleset = load_ruleset(reference, day, fills, words)
    except NotInForce:  # what was left undone is asked for after the last day, too
        ruleset = load_ruleset(reference, None, fills, words)
    if ruleset.checked.procedure is None:
        raise NoProcedure(words.say("no_procedure", ruleset=ruleset.checked.reference))
    rules = ruleset.procedure.rules
    homes: dict[str, Place] = read_places(places, rules)
    within = part.within(terminal, homes, rules)
    try:
        docket = docket_of(log, ruleset)
    except InvalidEvent as error:
        raise BadLog(words.say("bad_log", name=log, reasons=_reasons(error, words))) from error
    made = report(
        rules,
        docket.cases.values(),
        as_of=day,
        places=homes,
        month=month,
        refused=docket.refused,
        show_sensitive=show_sensitive,
        within=within,
    )
    _tell(terminal, made)
    return made


def _reasons(error: InvalidEvent, words: Words) -> str:
    """What is wrong with a line of a file: which line, and where in it."""
    told = []
    for fault in error.faults:
        line = _LINE.match(fault.path)
        if line is None:
            told.append(fault.to_text(words.language))
            continue
        rest = replace(fault, path=fault.path[line.end() :])
        told.append(words.say("line_of_log", row=line[1], why=rest.to_text(words.language)))
    return "\n".join(f"  {each}" for each in told)


def _tell(terminal: Terminal, made: Report) -> None:
    for note in made.notes(terminal.language):
        terminal.tell(note)
    zh = terminal.language == "zh"
    for each in made.refused:
        why = each.why_zh if zh else each.why
        text = terminal.words.say("refused_event", case=each.case, number=each.number, why=why)
        terminal.tell(text)


def exit_code(made: Report) -> int:
    """Something of the log is not in the report: told, and seen by a script as well."""
    return exits.ROWS_REJECTED if made.refused else exits.DONE
