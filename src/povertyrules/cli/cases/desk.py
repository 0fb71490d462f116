"""What a command works with: the words, the ruleset with its procedure, and the store."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from datetime import date
from json import loads
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import typer

from povertyrules.api.procedure import Procedure
from povertyrules.api.ruleset import Ruleset, read_day
from povertyrules.api.shelf import shipped, versions_in_force
from povertyrules.cases import Case, read_event
from povertyrules.cases.sql.storable import faults_of_ids
from povertyrules.cli.loading import load_ruleset
from povertyrules.cli.options import read_fills
from povertyrules.cli.terminal import Terminal
from povertyrules.kernel.errors import DamagedStore, InvalidEvent, NoProcedure, PovertyRulesError
from povertyrules.kernel.shown import shown_text
from povertyrules.kernel.suggest import nearest

if TYPE_CHECKING:
    from povertyrules.cases.sql.store import SqlStore

_MAGIC = b"SQLite format 3\0"
_LONGEST = 9
"""No case has events with longer numbers, and Python reads none of thousands of digits."""


class NoStore(PovertyRulesError):
    """The place that was named is no store of cases; said in the reader's words."""


class NoCase(PovertyRulesError):
    """There is no such case; said in the reader's words."""


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything at hand for one command. `path` is where the store is, as it was named."""

    terminal: Terminal
    ruleset: Ruleset
    procedure: Procedure
    store: SqlStore
    path: str

    def case(self, name: str) -> Case:
        """A case by its id. Raises `NoCase` with the nearest one there is."""
        found = self.case_or_none(name)
        if found is None:
            raise NoCase(self._unknown(name))
        return found

    def case_or_none(self, name: str) -> Case | None:
        """A case by its id. No database need be asked for an id that none can keep."""
        return None if faults_of_ids(case=name) else self.store.case(name)

    def cases_of(self, subject: str) -> tuple[Case, ...]:
        """The cases of a household by its key."""
        return () if faults_of_ids(subject=subject) else self.store.cases_of(subject)

    def _unknown(self, name: str) -> str:
        say = self.terminal.words.say
        text = say("no_case", store=self.path, case=name)
        known = list(self.cases_by_id())
        near = nearest(name, known)
        return text + say("near_record", key=near) if near else text + say("no_case_help")

    def cases_by_id(self) -> dict[str, Case]:
        """Every case there is: the whole log is read. Raises `DamagedStore` rather than leave
        out an event that cannot be read, or that the procedure refuses."""
        try:
            docket = self.procedure.replay(map(read_event, self.store.export_log()))
        except InvalidEvent as error:
            raise DamagedStore(str(error)) from error
        for refused in docket.refused[:1]:
            raise DamagedStore(f"{refused.event.case}: {refused.refusal.to_text('en')}")
        return dict(docket.cases)


def day_of(text: str, terminal: Terminal, option: str = "--day") -> date:
    """The day that was typed; another text is a usage error."""
    try:
        return read_day(text.strip())
    except ValueError as error:
        reason = terminal.words.say("bad_date", value=text)
        raise typer.BadParameter(reason, param_hint=option) from error


def number_of(text: str, terminal: Terminal, option: str) -> int:
    """The number of an event; another text is a usage error."""
    if text.isascii() and text.isdecimal() and len(text) <= _LONGEST:
        return int(text)
    raise typer.BadParameter(
        terminal.words.say("no_integer", value=shown_text(text)), param_hint=option
    )


def next_number(case: Case, after: str | None, terminal: Terminal) -> int:
    """The number of the next event: behind the last one, or behind what the clerk has seen."""
    seen = len(case.events) if after is None else number_of(after, terminal, "--after")
    return seen + 1


@contextmanager
def desk(
    terminal: Terminal,
    store: str,
    ruleset: str | None,
    *,
    day: date | None = None,
    create: bool = False,
    absent: bool = False,
    parameter: Sequence[str] | None = None,
    cite: Sequence[str] | None = None,
) -> Iterator[Desk]:
    """The desk, its store open for as long as the command takes.

    Without `create` a store that is not there is an error: an empty one would hide a name
    that was mistyped. With `absent` it is read as an empty one, and not made.
    Raises `NoStore`, `NoProcedure`, and what loading a ruleset raises.
    """
    is_new = _check(store, terminal, create=create or absent)
    fills = read_fills(parameter, cite, terminal.words)
    followed = _followed(store)
    reference = ruleset or followed.shipped or _only_one(day, terminal)
    found = load_ruleset(reference, day, fills, terminal.words)
    if found.procedure is None:
        raise NoProcedure(terminal.words.say("no_procedure", ruleset=found.checked.reference))
    if followed.digest not in ("", found.digest):
        given, own = found.checked.reference, followed.reference
        raise NoStore(terminal.words.say("other_ruleset", store=store, given=given, own=own))
    with ExitStack() as stack:
        place = stack.enter_context(_nowhere()) if is_new and absent else store
        opened = stack.enter_context(found.procedure.store(place))
        if is_new and not absent:
            terminal.tell(terminal.words.say("store_made", store=store))
        yield Desk(terminal, found, found.procedure, opened, store)


@contextmanager
def _nowhere() -> Iterator[str]:
    """A place for an empty store that nobody keeps."""
    with TemporaryDirectory(prefix="povertyrules-", ignore_cleanup_errors=True) as folder:
        yield str(Path(folder) / "cases.db")


def is_server(store: str) -> bool:
    """Whether a store is named by an address, not by a file."""
    return "://" in store


def _check(store: str, terminal: Terminal, *, create: bool) -> bool:
    """Whether the store is yet to be made. Nothing is written into a file that is something
    else."""
    path, say = Path(store), terminal.words.say
    if is_server(store):
        return False
    if path.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), store)
    if not path.exists():
        if not create:
            raise NoStore(say("no_store", store=store))
        if not path.parent.is_dir():
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
        return True
    if path.stat().st_size and not is_store(path):
        raise NoStore(say("not_a_store", store=store))
    return False


def is_store(path: Path) -> bool:
    """Whether a file is a store of cases."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            return False
    return _asked(path, "SELECT 1 FROM sqlite_master WHERE name = 'events'") != ""


@dataclass(frozen=True, slots=True)
class Followed:
    """The ruleset that the first case of a store was opened under: its cases go on under it.
    Empty where there is none, or where it cannot be told."""

    reference: str = ""
    digest: str = ""

    @property
    def shipped(self) -> str:
        """The reference, if that is enough to find it. What a log or a store names opens no
        other file: anybody may have written it."""
        name, _, version = self.reference.partition("@")
        return self.reference if version in shipped().get(name, ()) else ""


def _followed(store: str) -> Followed:
    if is_server(store) or not Path(store).exists():
        return Followed()
    text = _asked(Path(store), "SELECT event FROM events ORDER BY entry LIMIT 1")
    try:
        event = loads(text or "{}")
        return Followed(str(event["ruleset"]), str(event["digest"]))
    except (ValueError, TypeError, KeyError):
        return Followed()


def _asked(path: Path, query: str) -> str | None:
    """The first value of a query; empty if there is none, None if the file is damaged: the
    store itself then says how."""
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            row = connection.execute(query).fetchone()
    except sqlite3.Error:
        return None
    return str(row[0]) if row else ""


def _only_one(day: date | None, terminal: Terminal) -> str:
    """The shipped ruleset with a procedure in force on the day, if there is just one."""
    known = [
        each.reference
        for name in shipped()
        for each in versions_in_force(name, day)
        if each.procedure is not None
    ]
    if day is None or len(known) != 1:
        say = terminal.words.say
        listed = "、".join(known) or say("none")
        raise typer.BadParameter(say("case_ruleset_needed", known=listed), param_hint="--ruleset")
    terminal.tell(terminal.words.say("ruleset_taken", as_of=day, ruleset=known[0]))
    return known[0]
