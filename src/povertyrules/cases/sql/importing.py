"""A whole log at once: what comes of it is what comes of appending its events one by one.

First the events are written as they come, some at a time, up to the first that has no place
(its case was never opened, its number is another). Then each household is read back once, its
new events are judged in the order of the log beside what it had before, and where its cases
stand is stored. Of what is not allowed the first in the log is told, and nothing of it stays.

In memory are one part of the log, one part of the households, and of each case of the log
what comes next in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from povertyrules.cases.event_writing import canonical
from povertyrules.cases.events import Event, Opened
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.appending import judged
from povertyrules.cases.sql.bulk import AT_ONCE, Row, by_index, insert_all, parts
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.settling import Late, Standing, settle
from povertyrules.cases.sql.storable import faults_of_text
from povertyrules.cases.sql.tables import CASES, EVENTS

_PART = 10_000
"""How many events are written at a time."""


@dataclass(frozen=True, slots=True)
class NotImported:
    """The event of a log for which nothing of it was written. `position` counts from 1."""

    event: Event
    refusal: Refusal
    position: int


@dataclass(slots=True)
class _Intake:
    """The log as far as it was written."""

    standing: dict[str, Standing]
    written: int = 0
    stopped_by: Event | None = None
    error: Exception | None = None


def import_events(
    connection: Connection, rules: Rules, events: Iterable[Event]
) -> NotImported | None:
    """Write a log while nobody else writes. What was written must be taken back if an event
    is returned, or if reading the log raises: that is raised here, after what came before."""
    before = connection.execute(select(func.max(EVENTS.c.entry))).scalar() or 0
    intake = _Intake({})
    _take_in(connection, intake, events)
    by_index(connection)
    late = settle(connection, rules, intake.standing, before)
    if late is not None:
        return _told(connection, late, before)
    if intake.stopped_by is not None:
        refusal = judged(connection, rules, intake.stopped_by)
        if isinstance(refusal, Refusal):  # always: it has no place
            return NotImported(intake.stopped_by, refusal, intake.written + 1)
    if intake.error is not None:
        raise intake.error
    return None


# taking in


def _take_in(connection: Connection, intake: _Intake, events: Iterable[Event]) -> None:
    for part in parts(_readable(events, intake), _PART):
        _look_up(connection, intake.standing, part)
        rows = list(_rows(intake, part))
        insert_all(connection, EVENTS, ("case_id", "number", "event", "link"), rows)
        intake.written += len(rows)
        if intake.stopped_by is not None:
            return


def _readable(events: Iterable[Event], intake: _Intake) -> Iterator[Event]:
    """The events up to the one that the caller could not read, or that cannot be kept."""
    try:
        for event in events:
            if faults_of_text(event):
                intake.stopped_by = event
                return
            yield event
    except Exception as error:  # noqa: BLE001 - raised again by `import_events`
        intake.error = error


def _look_up(connection: Connection, standing: dict[str, Standing], events: list[Event]) -> None:
    """Where the cases stand that are in the store already."""
    unknown = {event.case for event in events} - standing.keys()
    for some in parts(unknown, AT_ONCE):
        wanted = select(CASES.c.case_id, CASES.c.subject, CASES.c.number, CASES.c.link)
        for row in connection.execute(wanted.where(CASES.c.case_id.in_(some))):
            standing[row.case_id] = Standing(row.subject, row.number, row.link)


def _rows(intake: _Intake, events: list[Event]) -> Iterator[Row]:
    for event in events:
        now = _place_for(event, intake.standing)
        if now is None:
            intake.stopped_by = event
            return
        written = canonical(event)
        now.number, now.link = event.number, link(now.link, written)
        yield event.case, event.number, written, now.link


def _place_for(event: Event, standing: dict[str, Standing]) -> Standing | None:
    now = standing.get(event.case)
    if isinstance(event, Opened):
        if now is not None:
            return None
        now = standing[event.case] = Standing(event.subject, 0, FIRST)
    return now if now is not None and event.number == now.number + 1 else None


# telling


def _told(connection: Connection, late: Late, before: int) -> NotImported:
    new = EVENTS.c.entry.between(before + 1, late.entry)
    position = connection.execute(select(func.count()).where(new)).scalar_one()
    return NotImported(late.event, late.refusal, position)
