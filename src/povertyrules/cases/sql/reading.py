"""Reading cases: always folded anew from their events, never from what is stored beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Result, Select, select

from povertyrules.cases.case import Case
from povertyrules.cases.event_reading import read_event
from povertyrules.cases.events import Event
from povertyrules.cases.folding import fold
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.bulk import AT_ONCE, by_index, parts
from povertyrules.cases.sql.tables import CASES, EVENTS
from povertyrules.kernel.errors import DamagedStore, InvalidEvent

_BATCH = 1000
"""How many rows are fetched at a time of what may be long."""


def read(connection: Connection, rules: Rules, name: str) -> Case | None:
    """A case by its id, folded anew. Raises `DamagedStore`."""
    wanted = select(EVENTS.c.event).where(EVENTS.c.case_id == name)
    lines = connection.execute(wanted.order_by(EVENTS.c.number)).scalars().all()
    if not lines:
        return None
    return folded(rules, name, lines)


def subject_of_case(connection: Connection, name: str) -> str | None:
    """The record that a case is about; None if there is no such case."""
    wanted = select(CASES.c.subject).where(CASES.c.case_id == name)
    return connection.execute(wanted).scalar_one_or_none()


def cases_of(connection: Connection, rules: Rules, subject: str) -> Iterator[Case]:
    """The cases of a record, read only as far as they are asked for."""
    wanted = select(CASES.c.case_id).where(CASES.c.subject == subject)
    for name in connection.execute(wanted.order_by(CASES.c.case_id)).scalars().all():
        case = read(connection, rules, name)
        if case is not None:
            yield case


def read_many(connection: Connection, rules: Rules, names: Select[str]) -> Iterator[Case]:
    """The cases of some ids, in the order of the ids. Raises `DamagedStore`.

    Ids are asked for first, then events by them, some ids at a time: a database that has not
    counted its rows lately would else go through all events.
    """
    found = sorted(set(connection.execute(names).scalars()))  # sorted by SQLite, it would scan
    by_index(connection)
    for some in parts(found, AT_ONCE):
        wanted = select(EVENTS.c.case_id, EVENTS.c.event).where(EVENTS.c.case_id.in_(some))
        rows = connection.execute(wanted.order_by(EVENTS.c.case_id, EVENTS.c.number)).all()
        of = {name: [row.event for row in own] for name, own in groupby(rows, itemgetter(0))}
        for name in some:
            if name in of:
                yield folded(rules, name, of[name])


@contextmanager
def streamed(connection: Connection, wanted: Select[Any]) -> Iterator[Result[Any]]:
    """The rows of what may be long, fetched some at a time."""
    with connection.execute(wanted, execution_options={"yield_per": _BATCH}) as rows:
        yield rows


def lines_of(connection: Connection, within: Select[str] | None) -> Iterator[str]:
    """The log, or the part of it of some cases, in the order in which it was written."""
    wanted = select(EVENTS.c.event).order_by(EVENTS.c.entry)
    if within is not None:
        wanted = wanted.where(EVENTS.c.case_id.in_(within))
    with streamed(connection, wanted) as rows:
        yield from rows.scalars()


def events_of(connection: Connection) -> Iterator[Event]:
    """Every event, in the order in which they were written. Raises `DamagedStore`."""
    for line in lines_of(connection, None):
        try:
            yield read_event(line)
        except InvalidEvent as error:
            raise DamagedStore(f"the log has something that is no event: {error}") from error


def folded(rules: Rules, name: str, lines: Iterable[str]) -> Case:
    """The case that some lines of the log fold to. Raises `DamagedStore`."""
    try:
        case = fold(rules, map(read_event, lines))
    except InvalidEvent as error:
        raise DamagedStore(f"the case {name} has something that is no event: {error}") from error
    if isinstance(case, Refusal):
        raise DamagedStore(f"the events of the case {name} do not fold: {case.to_text('en')}")
    return case
