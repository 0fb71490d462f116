"""A whole log at once: what comes of it is what comes of appending its events one by one.

First its records are written as they come, some at a time, up to the first that has no place
(its case was never opened, its number is another). Then each household is read back once, its
new events are judged in the order of the log beside what it had before, and where its cases
stand is stored. Of what is not allowed the first in the log is told, and nothing of it stays.

In memory are one part of the log, one part of the households, and of each case (and of what
notes are about) what comes next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from povertyrules.cases.event_writing import canonical
from povertyrules.cases.events import Event, Opened
from povertyrules.cases.note_records import Note
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.appending import judged
from povertyrules.cases.sql.bulk import AT_ONCE, Row, by_index, insert_all, parts
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.importing_notes import (
    NotesIntake,
    has_its_case,
    insert_notes,
    new_intake,
)
from povertyrules.cases.sql.settling import Late, Standing, settle
from povertyrules.cases.sql.storable import faults_of_note, faults_of_text
from povertyrules.cases.sql.tables import CASES, EVENTS

_PART = 10_000
"""How many records are written at a time."""

Record = Event | Note


@dataclass(frozen=True, slots=True)
class NotImported:
    """The record of a log for which nothing of it was written. `position` counts from 1."""

    record: Record
    refusal: Refusal
    position: int


@dataclass(slots=True)
class _Intake:
    """The log as far as it was written, `is_first` where there were no events before: then
    nothing needs looking up. `notes_after` says how many notes came after how many
    events."""

    is_first: bool
    notes: NotesIntake
    standing: dict[str, Standing] = field(default_factory=dict)
    events: int = 0
    notes_after: dict[int, int] = field(default_factory=dict)
    stopped_by: Record | None = None
    error: Exception | None = None


def import_records(
    connection: Connection, rules: Rules, records: Iterable[Record]
) -> NotImported | None:
    """Write a log while nobody else writes. What was written must be taken back if a record
    is returned, or if reading the log raises: that is raised here, after what came before."""
    before = connection.execute(select(func.max(EVENTS.c.entry))).scalar() or 0
    intake = _Intake(before == 0, new_intake(connection))
    _take_in(connection, intake, records)
    by_index(connection)
    late = settle(connection, rules, intake.standing, before)
    if late is not None:
        return _told(connection, intake, late, before)
    if intake.stopped_by is not None:
        return _stopped(connection, rules, intake, intake.stopped_by)
    if intake.error is not None:
        raise intake.error
    intake.notes.settle(connection)
    return None


# taking in


def _take_in(connection: Connection, intake: _Intake, records: Iterable[Record]) -> None:
    for part in parts(_readable(records, intake), _PART):
        notes = [each for each in part if isinstance(each, Note)]
        if not intake.is_first:
            _look_up(connection, intake.standing, part)
        intake.notes.look_up(connection, notes)
        rows: list[Row] = []
        note_rows: list[Row] = []
        for record in part:
            if not _place(intake, record, rows, note_rows):
                intake.stopped_by = record
                break
        insert_all(connection, EVENTS, ("case_id", "number", "event", "link"), rows)
        insert_notes(connection, note_rows)
        if intake.stopped_by is not None:
            return


def _readable(records: Iterable[Record], intake: _Intake) -> Iterator[Record]:
    """The records up to the one that the caller could not read, or that cannot be kept."""
    try:
        for record in records:
            if faults_of_note(record) if isinstance(record, Note) else faults_of_text(record):
                intake.stopped_by = record
                return
            yield record
    except Exception as error:  # noqa: BLE001 - raised again by `import_records`
        intake.error = error


def _look_up(connection: Connection, standing: dict[str, Standing], part: list[Record]) -> None:
    """Where the cases stand that are in the store already."""
    named = {_case_of(record) for record in part} - {None} - standing.keys()
    for some in parts(named, AT_ONCE):
        wanted = select(CASES.c.case_id, CASES.c.subject, CASES.c.number, CASES.c.link)
        for row in connection.execute(wanted.where(CASES.c.case_id.in_(some))):
            standing[row.case_id] = Standing(row.subject, row.number, row.link)


def _case_of(record: Record) -> str | None:
    if isinstance(record, Note):
        return record.about if record.kind == "referral" else None
    return record.case


def _place(intake: _Intake, record: Record, rows: list[Row], note_rows: list[Row]) -> bool:
    """Add the row of a record to those of its table. Returns whether there is a place for it."""
    if isinstance(record, Note):
        row = intake.notes.row(record) if has_its_case(record, intake.standing) else None
        if row is not None:
            note_rows.append(row)
            intake.notes_after[intake.events] = intake.notes_after.get(intake.events, 0) + 1
        return row is not None
    now = _place_for(record, intake.standing)
    if now is not None:
        written = canonical(record)
        now.number, now.link = record.number, link(now.link, written)
        rows.append((record.case, record.number, written, now.link))
        intake.events += 1
    return now is not None


def _place_for(event: Event, standing: dict[str, Standing]) -> Standing | None:
    now = standing.get(event.case)
    if isinstance(event, Opened):
        if now is not None:
            return None
        now = standing[event.case] = Standing(event.subject, 0, FIRST)
    return now if now is not None and event.number == now.number + 1 else None


# telling


def _stopped(
    connection: Connection, rules: Rules, intake: _Intake, record: Record
) -> NotImported | None:
    position = intake.events + sum(intake.notes_after.values()) + 1
    if isinstance(record, Note):
        refusal = intake.notes.refusal(record, intake.standing)
        return NotImported(record, refusal, position)
    result = judged(connection, rules, record)  # everything before it is written
    return NotImported(record, result, position) if isinstance(result, Refusal) else None


def _told(connection: Connection, intake: _Intake, late: Late, before: int) -> NotImported:
    new = EVENTS.c.entry.between(before + 1, late.entry)
    events = connection.execute(select(func.count()).where(new)).scalar_one()
    notes = sum(many for after, many in intake.notes_after.items() if after < events)
    return NotImported(late.event, late.refusal, events + notes)
