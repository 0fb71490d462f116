"""`povertyrules evaluate`: decide a whole ledger, or files that are larger than memory."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from povertyrules.api.batch import decide_ledger
from povertyrules.api.engine import read_ledger, write_results, written_suffixes
from povertyrules.api.files.deciding import has_table
from povertyrules.api.files.kinds import DUCKDB, TARGETS
from povertyrules.api.files.parquet import files_in
from povertyrules.api.files.postgres import Database, Place
from povertyrules.api.files.writing import side_paths as file_side_paths
from povertyrules.api.ruleset import Ruleset
from povertyrules.cli import evaluate_files, exits
from povertyrules.cli.loading import load_ruleset
from povertyrules.cli.options import (
    AsOf,
    Cites,
    ItemsOption,
    KeyOption,
    LangOption,
    OutputOption,
    Parameters,
    RulesetOption,
    SheetOption,
    SourceArgument,
    TableOption,
    check_input,
    pairs,
    read_date,
    read_fills,
)
from povertyrules.cli.progress import Bars, bars
from povertyrules.cli.summary import Run, print_summary
from povertyrules.cli.summary_files import print_file_summary
from povertyrules.cli.terminal import Terminal
from povertyrules.cli.words import Words
from povertyrules.ledgers import ResultRow
from povertyrules.ledgers.writing import side_paths
from povertyrules.plugins.manager import default


def evaluate(
    ledger: SourceArgument,
    ruleset: RulesetOption,
    as_of: AsOf,
    output: OutputOption,
    sheet: SheetOption = None,
    parameter: Parameters = None,
    cite: Cites = None,
    table: TableOption = None,
    into: Annotated[str | None, typer.Option("--into", metavar="NAME", help="help_into")] = None,
    items: ItemsOption = None,
    key: KeyOption = None,
    keep: Annotated[
        list[str] | None, typer.Option("--keep", metavar="COLUMN", help="help_keep_column")
    ] = None,
    reasons: Annotated[bool, typer.Option("--reasons", help="help_reasons")] = False,
    stream: Annotated[bool, typer.Option("--stream", help="help_stream")] = False,
    engine: Annotated[
        str | None, typer.Option("--engine", metavar="NAME", help="help_engine")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="help_force")] = False,
    no_progress: Annotated[bool, typer.Option("--no-progress", help="help_no_progress")] = False,
    lang: LangOption = None,
) -> int:
    """Decide a ledger, write the results, and print counts that add up."""
    terminal = Terminal(lang)
    day = read_date(as_of, terminal.words)
    fills = read_fills(parameter, cite, terminal.words)
    streamed = evaluate_files.is_streamed(ledger, stream=stream)
    evaluate_files.check_stream(ledger, output, terminal, streamed=streamed, stream=stream)
    asked = evaluate_files.Asked(
        table,
        into,
        pairs(items or (), "--items", terminal.words),
        pairs(key or (), "--key", terminal.words),
        keep or (),
        reasons,
    )
    evaluate_files.refuse_options(terminal, asked.given(), streamed=streamed, sheet=sheet)
    if engine is not None:
        _check_engine(engine, terminal, streamed=streamed)
    _check_input(ledger)
    _check_output(output, terminal, force=force, streamed=streamed, into=into)
    found = load_ruleset(ruleset, day, fills, terminal.words)
    if streamed:
        _check_new(asked.outputs(output, found), terminal, force=force)
        with bars(terminal, wanted=not no_progress, rates=True) as shown:
            done = evaluate_files.decide(
                ledger, found, day, output, terminal, shown, asked, overwrite=force
            )
        print_file_summary(terminal, done)
        return exits.ROWS_REJECTED if done.rejected else exits.DONE
    with bars(terminal, wanted=not no_progress) as shown:
        run = decide(ledger, found, day, output, terminal, shown, sheet, engine=engine)
    print_summary(terminal, run)
    return exits.ROWS_REJECTED if run.tally.rows_rejected else exits.DONE


def _check_engine(engine: str, terminal: Terminal, *, streamed: bool) -> None:
    """Refuse an engine that there is not; part by part, files are decided by columns only."""
    if streamed:
        reason = terminal.words.say("engine_of_ledgers")
        raise typer.BadParameter(reason, param_hint="--engine")
    default().engine(engine)


def _check_input(ledger: Place) -> None:
    """Refuse a place where nothing is; a server says so itself."""
    if isinstance(ledger, Database):
        return
    if ledger.is_dir():
        files_in(ledger)
    else:
        check_input(ledger)


def _check_output(
    output: Place, terminal: Terminal, *, force: bool, streamed: bool, into: str | None
) -> None:
    """Refuse what cannot be meant before the work is done, not after."""
    words = terminal.words
    suffixes: tuple[str, ...] = DUCKDB if into else TARGETS
    if isinstance(output, Database):
        is_of_them = into is not None
    else:
        if not into and not streamed:
            suffixes = written_suffixes(output)
        is_of_them = output.suffix.lower() in suffixes
    if not is_of_them:
        reason = _not_of_them(output, (*suffixes, *(("postgresql://…",) if into else ())), words)
        raise typer.BadParameter(reason, param_hint="--output")
    if isinstance(output, Path) and not output.parent.is_dir():
        reason = words.say("no_directory", name=output.parent)
        raise typer.BadParameter(reason, param_hint="--output")
    if isinstance(output, Database) or into:
        if not force and has_table(output, into or ""):
            reason = words.say("output_exists", name=f"{output}:{into}")
            raise typer.BadParameter(reason, param_hint="--into")
        return
    sides = file_side_paths(output) if streamed else side_paths(output)
    _check_new((output, *sides.values()), terminal, force=force)


def _not_of_them(output: Place, choices: Iterable[str], words: Words) -> str:
    """A database is not among the files that can be written: its table is to be named."""
    if isinstance(output, Database) or output.suffix.lower() in DUCKDB:
        return words.say("add_into", name=output if isinstance(output, Database) else output.name)
    return words.say("bad_choice", value=output.name, choices=", ".join(choices))


def _check_new(places: Iterable[Path], terminal: Terminal, *, force: bool) -> None:
    for place in places:
        if place.exists() and not (force and place.is_file()):
            reason = terminal.words.say("output_exists", name=place)
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
    engine: str | None = None,
) -> Run:
    """Read, decide and write; what is worth telling about it. `seen` is called with each
    result."""
    started = time.perf_counter()
    evaluator = ruleset.on(day, engine=engine)
    reading = shown.step(terminal.words.say("reading"))
    ledger = read_ledger(path, ruleset.checked, sheet=sheet, progress=reading)
    deciding = shown.step(terminal.words.say("deciding"))
    tally = write_results(
        output,
        _watched(
            decide_ledger(ruleset, ledger, day, language=terminal.language, engine=engine), seen
        ),
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
