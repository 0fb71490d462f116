"""`povertyrules case export` and `case import`: the whole log, as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from povertyrules.cases import Event, read_event
from povertyrules.cli import exits
from povertyrules.cli.cases import options as o
from povertyrules.cli.cases.desk import Desk, desk
from povertyrules.cli.cases.finding import Followed
from povertyrules.cli.cases.seating import viewing
from povertyrules.cli.cases.told import refusal_lines
from povertyrules.cli.delivering import check_output, deliver
from povertyrules.cli.options import LangOption, check_input
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.kernel.errors import InvalidEvent, PovertyRulesError

Lines = list[tuple[int, str]]
"""The lines of a log that are not blank, each with its number."""


class BadLine(PovertyRulesError):
    """A line of a log that is no event; said in the reader's words."""


def export_log(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="help_export_output")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="help_force")] = False,
    name: o.WhoOption = None,
    role: o.MyRoleOption = None,
    area: o.AreaOption = None,
    store: o.StoreOption = o.STORE,
    ruleset: o.RulesetOption = None,
    lang: LangOption = None,
) -> int:
    """Print the log, or write it to a file, whole or not at all."""
    terminal = Terminal(lang)
    check_output(output, terminal, force=force)
    with desk(terminal, store, ruleset) as whole:
        at = viewing(whole, name, role, area)
        if output is None:
            for line in at.seen.export_log():
                terminal.write(line)
        else:
            deliver(terminal, output, "".join(f"{line}\n" for line in at.seen.export_log()))
    return exits.DONE


def import_log(
    log: Annotated[Path, typer.Argument(metavar="LOG", help="help_log")],
    store: o.StoreOption = o.STORE,
    ruleset: o.RulesetOption = None,
    lang: LangOption = None,
) -> int:
    """Add the events of a log, all of them or none."""
    terminal = Terminal(lang)
    if str(log) != "-":
        check_input(log)
    reading = _Reading(terminal, log)
    lines = reading.lines()
    with desk(terminal, store, ruleset or _named_in(lines), create=True) as at:
        refused = at.store.import_log(reading.events(lines))
        if not refused:
            terminal.say("imported", count=len(lines), name=log)
            return exits.DONE
        _tell(at, refused[0].event, reading.row, log, refusal_lines(at, refused[0].refusal, None))
    return exits.REFUSED


def _tell(at: Desk, event: Event, row: int, log: Path, lines: Iterable[str]) -> None:
    say = at.terminal.words.say
    title = say("import_refused", name=log, row=row, case=event.case, number=event.number)
    at.terminal.warn(Text(safe(title), style="bold red"))
    for line in lines:
        at.terminal.warn(line)


def _named_in(lines: Lines) -> str | None:
    """The ruleset that the first event of a log names, if it is a shipped one."""
    try:
        event = read_event(lines[0][1]) if lines else None
    except InvalidEvent:
        return None
    return Followed(getattr(event, "ruleset", "")).shipped or None


class _Reading:
    """Events from lines; `row` is that of the line that was read last."""

    def __init__(self, terminal: Terminal, log: Path) -> None:
        self._terminal, self._log = terminal, log
        self.row = 0

    def lines(self) -> Lines:
        """Raises `OSError`, and `BadLine` for what is no text in UTF-8."""
        is_piped = str(self._log) == "-"
        data = sys.stdin.buffer.read() if is_piped else self._log.read_bytes()
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            reason = self._terminal.words.say("receipt_no_text")
            raise BadLine(f"{self._log}: {reason}") from error
        return [(n, line) for n, line in enumerate(text.split("\n"), start=1) if line.strip()]

    def events(self, lines: Lines) -> Iterator[Event]:
        for self.row, line in lines:
            try:
                yield read_event(line)
            except InvalidEvent as error:
                language, say = self._terminal.language, self._terminal.words.say
                reasons = "\n".join(f"  {fault.to_text(language)}" for fault in error.faults)
                text = say("bad_line", name=self._log, row=self.row, reasons=reasons)
                raise BadLine(text) from error
