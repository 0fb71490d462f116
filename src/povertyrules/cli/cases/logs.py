"""`povertyrules case export` and `case import`: the whole log, as JSON Lines."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import chain, islice
from pathlib import Path
from typing import Annotated

import typer
from rich.text import Text

from povertyrules.cases import Event, Note, read_event, read_record
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
    with _opened(log) as file:
        reading = _Reading(terminal, log, file)
        with desk(terminal, store, ruleset or reading.ruleset, create=True) as at:
            refused = at.store.import_log(reading.records())
            if not refused:
                terminal.say("imported", count=reading.count, name=log)
                return exits.DONE
            row = reading.row_of(refused[0].position)
            lines = refusal_lines(at, refused[0].refusal, None)
            if refused[0].record in refused[0].refusal.since:
                lines = iter([f"  {terminal.words.say('import_again', store=at.path)}"])
            _tell(at, refused[0].record, row, log, lines)
    return exits.REFUSED


@contextmanager
def _opened(log: Path) -> Iterator[Iterable[bytes]]:
    if str(log) == "-":
        yield sys.stdin.buffer
        return
    with log.open("rb") as file:
        yield file


def _tell(at: Desk, record: Event | Note, row: int, log: Path, lines: Iterable[str]) -> None:
    say = at.terminal.words.say
    about = record.about if isinstance(record, Note) else record.case
    title = say("import_refused", name=log, row=row, case=about, number=record.number)
    at.terminal.warn(Text(safe(title), style="bold red"))
    for line in lines:
        at.terminal.warn(line)


class _Reading:
    """Events and notes from the lines of a file, read as they are asked for: a log may be long.

    `count` is how many events were read (notes are not counted), `ruleset` what the first line
    names, if it can be read.
    """

    def __init__(self, terminal: Terminal, log: Path, file: Iterable[bytes]) -> None:
        """Raises `OSError`, and `BadLine` for a first line that is no text in UTF-8."""
        self._terminal, self._log = terminal, log
        self.count = 0
        self._blank: list[int] = []
        lines = self._lines(file)
        first = list(islice(lines, 1))
        self._whole = chain(first, lines)
        self.ruleset = _named_in(first[0][1]) if first else None

    def _lines(self, file: Iterable[bytes]) -> Iterator[tuple[int, str]]:
        """The lines that are not blank, each with its number."""
        found = 0
        for row, data in enumerate(file, start=1):
            try:
                line = data.decode("utf-8-sig" if row == 1 else "utf-8")
            except UnicodeDecodeError as error:
                reason = self._terminal.words.say("receipt_no_text")
                raise BadLine(f"{self._log}: {reason}") from error
            if line.strip():
                found += 1
                yield row, line.removesuffix("\n")
            else:
                self._blank.append(found)

    def row_of(self, position: int) -> int:
        """The number of the line of an event by its position among the events."""
        return position + sum(before < position for before in self._blank)

    def records(self) -> Iterator[Event | Note]:
        """Raises `BadLine` for a line that is no event and no note, or no text."""
        for row, line in self._whole:
            try:
                record = read_record(line)
            except InvalidEvent as error:
                language, say = self._terminal.language, self._terminal.words.say
                reasons = "\n".join(f"  {fault.to_text(language)}" for fault in error.faults)
                text = say("bad_line", name=self._log, row=row, reasons=reasons)
                raise BadLine(text) from error
            self.count += not isinstance(record, Note)
            yield record


def _named_in(line: str) -> str | None:
    """The ruleset that an event names, if it can be read and is a shipped one."""
    try:
        event = read_event(line)
    except InvalidEvent:
        return None
    return Followed(getattr(event, "ruleset", "")).shipped or None
