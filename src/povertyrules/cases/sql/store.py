"""The store: one transaction for each event, and nothing in it that the fold refuses."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from sqlalchemy import Connection, select

from povertyrules.cases.case import Case
from povertyrules.cases.docket import Refused, applied
from povertyrules.cases.event_reading import read_event
from povertyrules.cases.event_writing import canonical
from povertyrules.cases.events import Event, Opened
from povertyrules.cases.folding import fold
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.engine import open_engine, reading, writing
from povertyrules.cases.sql.locking import hold, hold_all, hold_record
from povertyrules.cases.sql.storable import faults_of_text
from povertyrules.cases.sql.tables import BATCH, CASES, EVENTS
from povertyrules.cases.sql.verifying import Damage, damages
from povertyrules.kernel.errors import DamagedStore

_MOST_KNOWN = 100_000
"""How many cases an import keeps in memory."""


class SqlStore:
    """The events of any number of cases, in a SQLite file or in PostgreSQL.

    Safe to share between threads; several processes may use one database. Who reads and who
    writes is not asked here: access is the business of what stands in front of it. Every
    method raises `StoreFailed` if the database does not do what it is asked.
    """

    def __init__(self, rules: Rules, where: str | os.PathLike[str]) -> None:
        """`where` is the path of a file, or the URL of a database of PostgreSQL.

        Raises `UnsupportedFeature` for what a later version of the library made.
        """
        self.rules = rules
        self._engine = open_engine(where)

    def __enter__(self) -> SqlStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the database go. What was acknowledged is in it already."""
        self._engine.dispose()

    # writing

    def append(self, event: Event) -> Case | Refusal:
        """Write an event if it is allowed, and return the case after it.

        Once this returns a case, the event is on the disk. An event whose number is not the
        next one of its case is refused: somebody else has acted, nothing is overwritten, and
        the refusal has what was done `since`. Raises `DamagedStore` if what is stored cannot
        be folded.
        """
        with writing(self._engine) as connection:
            return append(connection, self.rules, event)

    def import_log(self, events: Iterable[Event]) -> tuple[Refused, ...]:
        """Write the events of a log, all in one transaction: all that are allowed, or, where
        one is not, none. Returns the one that was refused, if one was. Others wait to write."""
        with writing(self._engine) as connection:
            hold_all(connection)
            known: dict[str, Case] = {}
            for event in events:
                result = _append(connection, self.rules, event, known)
                if isinstance(result, Refusal):
                    connection.rollback()
                    return (Refused(event, result),)
        return ()

    # reading

    def case(self, name: str) -> Case | None:
        """A case by its id; None if there is none. Raises `DamagedStore`."""
        with reading(self._engine) as connection:
            return read(connection, self.rules, name)

    def cases_of(self, subject: str) -> tuple[Case, ...]:
        """Every case of a record, by id. Raises `DamagedStore`."""
        with reading(self._engine) as connection:
            return tuple(cases_of(connection, self.rules, subject))

    def export_log(self) -> Iterator[str]:
        """The whole log in the order in which it was written: one line of JSON for each event.

        The log is that of the moment at which the first line is asked for.
        """
        with reading(self._engine) as connection:
            wanted = select(EVENTS.c.event).order_by(EVENTS.c.entry)
            lines = connection.execute(wanted, execution_options={"yield_per": BATCH})
            yield from lines.scalars()

    def verify(self) -> tuple[Damage, ...]:
        """What is not as it was written, by case and number; nothing, if all of it is."""
        with reading(self._engine) as connection:
            return tuple(damages(connection, self.rules))


# in a transaction


def append(connection: Connection, rules: Rules, event: Event) -> Case | Refusal:
    """The case after an event that was written in it, while nobody else writes there."""
    if faults := faults_of_text(event):
        return Refusal(faults, number=event.number)
    hold(connection, event.case)
    subject = subject_of(connection, event)
    if subject:
        hold_record(connection, subject)
    return _append(connection, rules, event, {})


def subject_of(connection: Connection, event: Event) -> str:
    """The record that an event is about; empty if there is no such case."""
    if isinstance(event, Opened):
        return event.subject
    wanted = select(CASES.c.subject).where(CASES.c.case_id == event.case)
    return connection.execute(wanted).scalar_one_or_none() or ""


def _append(
    connection: Connection, rules: Rules, event: Event, known: dict[str, Case]
) -> Case | Refusal:
    """`known` has cases as they stand in this transaction, so as not to fold them anew."""
    if faults := faults_of_text(event):
        return Refusal(faults, number=event.number)
    before = known.get(event.case) or read(connection, rules, event.case)
    subject = event.subject if isinstance(event, Opened) else before.subject if before else ""
    result = applied(rules, before, event, cases_of(connection, rules, subject))
    if isinstance(result, Case):
        _write(connection, event, result)
        if len(known) >= _MOST_KNOWN:
            known.clear()
        known[result.id] = result
    return result


def _write(connection: Connection, event: Event, case: Case) -> None:
    last = select(CASES.c.link).where(CASES.c.case_id == case.id)
    before = connection.execute(last).scalar_one_or_none()
    written = canonical(event)
    after = link(before or FIRST, written)
    connection.execute(
        EVENTS.insert().values(case_id=case.id, number=event.number, event=written, link=after)
    )
    standing = {
        "state": case.state,
        "is_over": int(case.is_over),
        "number": event.number,
        "link": after,
    }
    if before is None:
        fixed = {"case_id": case.id, "subject": case.subject, "lifecycle": case.lifecycle}
        connection.execute(CASES.insert().values(**fixed, **standing))
    else:
        connection.execute(CASES.update().where(CASES.c.case_id == case.id).values(**standing))


def read(connection: Connection, rules: Rules, name: str) -> Case | None:
    """A case by its id, folded anew. Raises `DamagedStore`."""
    wanted = select(EVENTS.c.event).where(EVENTS.c.case_id == name)
    lines = connection.execute(wanted.order_by(EVENTS.c.number)).scalars().all()
    if not lines:
        return None
    case = fold(rules, map(read_event, lines))
    if isinstance(case, Refusal):
        raise DamagedStore(f"the events of the case {name} do not fold: {case.to_text('en')}")
    return case


def cases_of(connection: Connection, rules: Rules, subject: str) -> Iterator[Case]:
    """The cases of a record, read only as far as they are asked for."""
    wanted = select(CASES.c.case_id).where(CASES.c.subject == subject)
    for name in connection.execute(wanted.order_by(CASES.c.case_id)).scalars().all():
        case = read(connection, rules, name)
        if case is not None:
            yield case
