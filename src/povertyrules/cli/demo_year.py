"""`povertyrules demo --year`: the whole procedure of the sample township, March to December."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

import typer
from rich.text import Text

from povertyrules.api.ruleset import load
from povertyrules.cases import Case
from povertyrules.cli.invoking import invocation
from povertyrules.cli.progress import bars
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.cli.year.office import Office
from povertyrules.cli.year.report import YearReport
from povertyrules.cli.year.reports import PLACES, write_reports
from povertyrules.cli.year.script import END, Year
from povertyrules.cli.year.township import Township
from povertyrules.kernel.errors import NoProcedure

RULESET = "zhaojia"
BEGIN = "2020-03-20"
STORE, LOG, RECEIPTS = "cases.db", "log.jsonl", "receipts"


def check_new(directory: Path, terminal: Terminal) -> None:
    """A year is never added to another one: a usage error."""
    for name in (STORE, LOG):
        if (directory / name).exists():
            reason = terminal.words.say("year_there", name=directory / name)
            raise typer.BadParameter(reason, param_hint="--keep")


def run_year(terminal: Terminal, ledger: Path, directory: Path, *, progress: bool) -> None:
    """Run the year, print what happened, and leave the store and its log in the directory."""
    say = terminal.words.say
    limit = {"assistance_days": {"value": 30, "cite": say("year_limit")}}
    ruleset = load(RULESET, as_of=BEGIN, parameters=limit)
    procedure = ruleset.procedure
    if procedure is None:
        raise NoProcedure(RULESET)
    terminal.read(Text(say("year_title"), style="bold"))
    terminal.read(Text(say("year_intro"), style="dim"))
    with procedure.store(directory / STORE) as store:
        office = Office(procedure, store, directory / RECEIPTS)
        township = Township(ruleset, ledger)
        with bars(terminal, wanted=progress) as shown:
            Year(township, office).run(shown.step(say("year_running")))
        log = "".join(f"{line}\n" for line in store.export_log())
        (directory / LOG).write_text(log, encoding="utf-8")
        names = dict.fromkeys(each.event.case for each in office.happenings)
        cases = [case for case in map(store.case, names) if case is not None]
        report = YearReport(terminal, procedure, office.happenings, cases, END)
        _print(terminal, report)
    last = END - timedelta(days=1)
    written = write_reports(procedure, cases, township.places(), last, directory, terminal.language)
    _print_places(terminal, directory, cases, written)


def _print(terminal: Terminal, report: YearReport) -> None:
    def section(key: str) -> None:
        terminal.read("")
        terminal.read(Text(f"━━ {terminal.words.say(key)}", style="bold blue"))

    section("year_months")
    report.months()
    section("year_table")
    terminal.print(report.table())
    section("year_states")
    terminal.print(report.states())
    section("year_late")
    for line in report.late():
        terminal.read(safe(f"  {line}"))


def _print_places(
    terminal: Terminal, directory: Path, cases: Sequence[Case], written: Sequence[Path]
) -> None:
    """Where everything lies, and commands that can be copied."""
    say, store = terminal.words.say, directory / STORE
    terminal.read("")
    terminal.read(Text(safe(say("year_store", store=store, log=directory / LOG)), style="bold"))
    terminal.read(safe(say("year_receipts", receipts=directory / RECEIPTS)))
    for path in written:
        terminal.read(safe(f"  {path}"))
    terminal.read("")
    terminal.read(say("demo_next"))
    again = next(case for case in cases if case.predecessor is not None)
    program, at = safe(invocation()), shlex.quote(safe(str(store)))
    version = again.opening.ruleset.partition("@")[2]
    homes = shlex.quote(safe(str(directory / PLACES)))
    limit = f"assistance_days={shlex.quote(say('year_limit'))}"
    commands = [
        f"{program} case list --overdue --day 2020-12-31 --store {at} \\",
        f"    --parameter assistance_days=30 --cite {limit}",
        f"{program} case show {again.id} --day 2020-12-31 --store {at}",
        f"{program} case next --role departments --day 2020-12-31 --store {at}",
        f"{program} case verify --store {at}",
        f"{program} supervise {at} -r zhaojia@{version} --as-of 2020-12-31 \\",
        f"    --parameter assistance_days=30 --cite {limit} \\",
        f"    --places {homes} -o {shlex.quote(safe(str(directory / 'report.html')))}",
    ]
    for command in commands:
        terminal.out.print(Text(f"  {command}", style="cyan"), soft_wrap=True)
