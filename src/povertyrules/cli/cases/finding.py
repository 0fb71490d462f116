"""Where a store is, and the ruleset by which its cases go on. Nothing is written here."""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from json import loads
from pathlib import Path

import typer

from povertyrules.api.files.postgres import Database, place_of
from povertyrules.api.shelf import shipped, versions_in_force
from povertyrules.cli.terminal import Terminal
from povertyrules.kernel.errors import InvalidLedger, MissingExtra, PovertyRulesError

_MAGIC = b"SQLite format 3\0"
_SERVER = "postgresql://"


class NoStore(PovertyRulesError):
    """The place that was named is no store of cases; said in the reader's words."""


@dataclass(frozen=True, slots=True)
class Followed:
    """The ruleset that the first case of a store was opened under: its cases go on under it.
    Empty where there is none, or where it cannot be told."""

    reference: str = ""
    digest: str = ""

    @classmethod
    def by(cls, text: str | None) -> Followed:
        """What the first event says."""
        try:
            event = loads(text or "{}")
            return cls(str(event["ruleset"]), str(event["digest"]))
        except (ValueError, TypeError, KeyError, RecursionError):
            return cls()

    @property
    def shipped(self) -> str:
        """The reference, if that is enough to find it. What a log or a store names opens no
        other file: anybody may have written it."""
        name, _, version = self.reference.partition("@")
        return self.reference if version in shipped().get(name, ()) else ""


@dataclass(frozen=True, slots=True)
class Looked:
    """Whether a store is yet to be made, and what its cases go by."""

    is_new: bool
    followed: Followed


def look_at(store: str, terminal: Terminal, *, create: bool) -> Looked:
    """What is at a place. Raises `NoStore` for what is something else, and, without `create`,
    for what is not there: an empty store would hide a name that was mistyped."""
    is_new, first = _on_server(store) if is_server(store) else _in_file(store, terminal)
    if is_new and not create:
        key = "no_tables" if is_server(store) else "no_store"
        raise NoStore(terminal.words.say(key, store=shown(store)))
    return Looked(is_new, Followed.by(first))


def is_server(store: str) -> bool:
    """Whether a store is named by an address, not by a file."""
    return "://" in store


def shown(store: str) -> str:
    """A store as a reader sees it: an address without its user and password."""
    if not is_server(store):
        return store
    try:
        found = place_of(_SERVER + store.partition("://")[2])
        return str(found) if isinstance(found, Database) else _SERVER
    except (InvalidLedger, ValueError):
        return f"{_SERVER}…"


def _on_server(store: str) -> tuple[bool, str | None]:
    try:
        from povertyrules.cases.sql.engine import first_event  # needs the extra
    except ImportError as error:
        raise MissingExtra("a store of cases", "store") from error
    first = first_event(store)
    return first is None, first


def _in_file(store: str, terminal: Terminal) -> tuple[bool, str | None]:
    path = Path(store)
    if path.is_dir():
        raise OSError(errno.EISDIR, os.strerror(errno.EISDIR), store)
    if not path.exists():
        if not path.parent.is_dir():
            raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(path.parent))
        return True, None
    if path.stat().st_size and not is_store(path):
        raise NoStore(terminal.words.say("not_a_store", store=store))
    return False, _asked(path, "SELECT event FROM events ORDER BY entry LIMIT 1")


def is_store(path: Path) -> bool:
    """Whether a file is a store of cases."""
    with path.open("rb") as file:
        if file.read(len(_MAGIC)) != _MAGIC:
            return False
    return _asked(path, "SELECT 1 FROM sqlite_master WHERE name = 'events'") != ""


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


def only_one(day: date | None, terminal: Terminal) -> str:
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
