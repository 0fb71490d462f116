"""`povertyrules evaluate`: decide a whole ledger."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from povertyrules.api.batch import decide_ledger
from povertyrules.api.ruleset import Ruleset
from povertyrules.cli import exits
from povertyrules.cli.loading import load_ruleset
from povertyrules.cli.options import (
    AsOf,
    Cites,
    LangOption,
    LedgerArgument,
    Parameters,
    RulesetOption,
    SheetOption,
    check_input,
    read_date,
    read_fills,
)
from povertyrules.cli.progress import Bars, bars
from povertyrules.cli.summary import Run, print_summary
from povertyrules.cli.terminal import Terminal
from povertyrules.ledgers import ResultRow, read_ledger, write_results
from povertyrules.ledgers.writing import SUFFIXES, side_paths


def evaluate(
    ledger: LedgerArgument,
    ruleset: RulesetOption,
    as_of: AsOf,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="OUT", help="help_output")],
    sheet: SheetOption = None,
    parameter: Parameters = None,
    cite: Cites = None,
    force: Annotated[bool, typer.Option("--force", help="help_force")] = False,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="help_no_progress")] = False,
    lang: LangOption = None,
) -> int:
    """Decide a ledger, write the results, and print counts that add up."""
    terminal = Terminal(lang)
    day = read_date(as_of, terminal.words)
    fills = read_fills(parameter, cite, terminal.words)
    check_input(ledger)
    _check_output(output, terminal, force=force)
    found = load_ruleset(ruleset, day, fills, terminal.words)
    with bars(terminal, wanted=not no_progress) as shown:
        run = decide(ledger, found, day, output, terminal, shown, sheet)
    print_summary(terminal, run)
    return exits.ROWS_REJECTED if run.tally.rows_rejected else exits.DONE


def _check_output(output: Path, terminal: Terminal, *, force: bool) -> None:
    """Refuse what cannot be meant before the work is done, not after."""
    words = terminal.words
    if output.suffix.lower() not in SUFFIXES:
        reason = words.say("bad_choice", value=output.name, choices=", ".join(SUFFIXES))
        raise typer.BadParameter(reason, param_hint="--output")
    if not output.parent.is_dir():
        reason = words.say("no_directory", name=output.parent)
        raise typer.BadParameter(reason, param_hint="--output")
    for place in (output, *side_paths(output).values()):
        if place.exists() and not (force and place.is_file()):
            reason = words.say("output_exists", name=place)
            raise typer.BadParameter(reason, param_hint="--output")


def decide(
    path: Path,
    ruleset: Ruleset,
    day: date,
    output: Path,
    terminal: Terminal,
    shown: Bars,
    sheet: str | None = None,
    seen: Callable[[ResultRow], None] | None = None,
) -> Run:
    """Read, decide and write; what is worth telling about it. `seen` is called with each
    result."""
    started = time.perf_counter()
    evaluator = ruleset.on(day)
    reading = shown.step(terminal.words.say("reading"))
    ledger = read_ledger(path, ruleset.checked, sheet=sheet, progress=reading)
    deciding = shown.step(terminal.words.say("deciding"))
    tally = write_results(
        output,
        _watched(decide_ledger(ruleset, ledger, day, language=terminal.language), seen),
        ruleset=ruleset.checked,
        as_of=day,
        ledger=ledger,
        language=terminal.language,
        progress=deciding,
    )
    seconds = time.perf_counter() - started
    return Run(ruleset, evaluator.binding, ledger, tally, output, seconds)


def _watched(
    results: Iterable[ResultRow], seen: Callable[[ResultRow], None] | None
) -> Iterator[ResultRow]:
    for result in results:
        if seen is not None:
            seen(result)
        yield result
