"""Writing events: only what the fold allows, and with it where the case stands after it."""

from __future__ import annotations

from sqlalchemy import Connection, select

from povertyrules.cases.case import Case
from povertyrules.cases.docket import applied
from povertyrules.cases.event_writing import canonical
from povertyrules.cases.events import Event, Opened
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.bulk import Row
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.locking import hold, hold_record
from povertyrules.cases.sql.reading import cases_of, read, subject_of_case
from povertyrules.cases.sql.storable import faults_of_text
from povertyrules.cases.sql.tables import CASES, EVENTS
from povertyrules.cases.sql.waiting import keep_waits


def append(connection: Connection, rules: Rules, event: Event) -> Case | Refusal:
    """The case after an event that was written in it, while nobody else writes there."""
    if faults := faults_of_text(event):
        return Refusal(faults, number=event.number)
    hold_for(connection, event)
    return append_held(connection, rules, event)


def hold_for(connection: Connection, event: Event) -> str:
    """Hold what an event is about. Returns the record; empty if there is no such case."""
    hold(connection, event.case)
    if isinstance(event, Opened):
        subject: str | None = event.subject
    else:
        subject = subject_of_case(connection, event.case)
    if subject is None:
        return ""
    hold_record(connection, subject)
    return subject


def append_held(connection: Connection, rules: Rules, event: Event) -> Case | Refusal:
    """As `append`, by a writer who already holds what is needed."""
    result = judged(connection, rules, event)
    if isinstance(result, Case):
        _write(connection, event, result)
        keep_waits(connection, rules, result)
    return result


def judged(connection: Connection, rules: Rules, event: Event) -> Case | Refusal:
    """What would come of an event, beside what is stored."""
    if faults := faults_of_text(event):
        return Refusal(faults, number=event.number)
    case = read(connection, rules, event.case)
    subject = event.subject if isinstance(event, Opened) else case.subject if case else ""
    return applied(rules, case, event, cases_of(connection, rules, subject))


def row_of(case: Case, last: str) -> Row:
    """What is stored of a case whose last link is given: a row of `CASES`."""
    over, number = int(case.is_over), len(case.events)
    return case.id, case.subject, case.lifecycle, case.state, over, number, last


def _write(connection: Connection, event: Event, case: Case) -> None:
    last = select(CASES.c.link).where(CASES.c.case_id == case.id)
    before = connection.execute(last).scalar_one_or_none()
    written = canonical(event)
    after = link(before or FIRST, written)
    connection.execute(
        EVENTS.insert().values(case_id=case.id, number=event.number, event=written, link=after)
    )
    values = dict(zip(CASES.columns.keys(), row_of(case, after), strict=True))
    if before is None:
        connection.execute(CASES.insert().values(values))
    else:
        connection.execute(CASES.update().where(CASES.c.case_id == case.id).values(values))
