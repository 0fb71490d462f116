"""The store: one transaction for each event, and nothing in it that the fold refuses."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date, datetime

from sqlalchemy import func, select

from povertyrules.cases.areas import Area
from povertyrules.cases.case import Case
from povertyrules.cases.events import Event
from povertyrules.cases.evidence import Actor
from povertyrules.cases.note_records import Note
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.appending import append
from povertyrules.cases.sql.bulk import much_room
from povertyrules.cases.sql.damage import Damage
from povertyrules.cases.sql.desk import Desk
from povertyrules.cases.sql.engine import open_engine, reading, writing
from povertyrules.cases.sql.importing import NotImported, import_records
from povertyrules.cases.sql.locking import hold, hold_all, hold_record
from povertyrules.cases.sql.notes import (
    Denial,
    denials,
    departments_of,
    lines_of_notes,
    note_place,
    note_referral,
    place_of,
)
from povertyrules.cases.sql.reading import (
    cases_of,
    events_of,
    lines_of,
    read,
    read_many,
    subject_of_case,
)
from povertyrules.cases.sql.storable import faults_of_ids, faults_of_subject
from povertyrules.cases.sql.tables import CASES, EVENTS
from povertyrules.cases.sql.verifying import damages
from povertyrules.cases.sql.waiting import Overdue, overdue
from povertyrules.kernel.catalogue import cases as case_codes
from povertyrules.kernel.faults import Fault


class SqlStore:
    """The events of any number of cases, in a SQLite file or in PostgreSQL.

    Safe to share between threads; several processes may use one database. Who reads and who
    writes is not asked here: that is what a `desk` is for. Every method raises `StoreFailed`
    if the database does not do what it is asked.
    """

    def __init__(self, rules: Rules, where: str | os.PathLike[str]) -> None:
        """`where` is the path of a file, or the URL of a database of PostgreSQL.

        Raises `UnsupportedFeature` for what a later version of the library made.
        """
        self.rules = rules
        self._engine = open_engine(rules, where)

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

    def import_log(self, records: Iterable[Event | Note]) -> tuple[NotImported, ...]:
        """Write the records of a log (see `read_record`), all in one transaction: all that are
        allowed, or, where one is not, none. Returns the first that was refused, if one was.
        What comes of it is what comes of `append` one by one. Others wait to write."""
        with writing(self._engine) as connection:
            hold_all(connection)
            with much_room(connection):
                refused = import_records(connection, self.rules, records)
            if refused is not None:
                connection.rollback()
        return () if refused is None else (refused,)

    # access

    def desk(self, actor: Actor, area: Area, at: date | datetime) -> Desk:
        """The store as an actor sees it, who has an area: for one request, made at a time.

        Who somebody is, what they may, and what time it is, is taken from the caller."""
        return Desk(self._engine, self.rules, actor, area, at)

    def place(self, subject: str, area: Area, by: Actor, at: date | datetime) -> Area | Refusal:
        """Enter where a household lives, whoever enters it: for taking data over."""
        if faults := faults_of_subject(subject):
            return Refusal(faults)
        with writing(self._engine) as connection:
            hold_record(connection, subject)
            note_place(connection, subject, area.place, by, at.isoformat())
        return area.place

    def place_of(self, subject: str) -> Area | None:
        """Where a household lives; None if that was never said."""
        with reading(self._engine) as connection:
            return place_of(connection, subject)

    def refer(
        self, case: str, department: str, by: Actor, at: date | datetime
    ) -> frozenset[str] | Refusal:
        """Make a case the business of a department too, whoever refers it: for taking data
        over. Returns all departments of it."""
        if faults := faults_of_ids(case=case, department=department):
            return Refusal(faults)
        with writing(self._engine) as connection:
            hold(connection, case)
            if subject_of_case(connection, case) is None:
                fault = Fault.of(case_codes.NOT_OPENED, "case", kind="a referral", kind_zh="反馈")
                return Refusal((fault,))
            note_referral(connection, case, department, by, at.isoformat())
            return departments_of(connection, case)

    def departments_of(self, case: str) -> frozenset[str]:
        """The departments that a case is referred to."""
        with reading(self._engine) as connection:
            return departments_of(connection, case)

    def denials(self) -> Iterator[Denial]:
        """What was not allowed at desks, in the order in which it was asked for."""
        with reading(self._engine) as connection:
            yield from denials(connection)

    # reading

    def case(self, name: str) -> Case | None:
        """A case by its id; None if there is none. Raises `DamagedStore`."""
        with reading(self._engine) as connection:
            return read(connection, self.rules, name)

    def cases_of(self, subject: str) -> tuple[Case, ...]:
        """Every case of a record, by id. Raises `DamagedStore`."""
        with reading(self._engine) as connection:
            return tuple(cases_of(connection, self.rules, subject))

    def cases(self) -> Iterator[Case]:
        """Every case, by id, read as it is asked for. Raises `DamagedStore`."""
        with reading(self._engine) as connection:
            yield from read_many(connection, self.rules, select(CASES.c.case_id))

    def overdue(self, as_of: date) -> Iterator[Overdue]:
        """The cases that have a deadline before a day, by id, with those deadlines.

        Raises `DamagedStore`, and `NotInForce` as `deadlines` does."""
        with reading(self._engine) as connection:
            yield from overdue(connection, self.rules, as_of, None)

    def events(self) -> Iterator[Event]:
        """Every event, in the order in which they were written. Raises `DamagedStore`."""
        with reading(self._engine) as connection:
            yield from events_of(connection)

    def count(self) -> int:
        """How many events there are."""
        with reading(self._engine) as connection:
            return connection.execute(select(func.count()).select_from(EVENTS)).scalar_one()

    def export_log(self) -> Iterator[str]:
        """The whole log, one line of JSON for each record: the events in the order in which
        they were written, then the notes (places, referrals, denials) in theirs.

        The log is that of the moment at which the first line is asked for.
        """
        with reading(self._engine) as connection:
            yield from lines_of(connection, None)
            yield from lines_of_notes(connection)

    def verify(self) -> tuple[Damage, ...]:
        """What is not as it was written, by case and number; nothing, if all of it is."""
        with reading(self._engine) as connection:
            return tuple(damages(connection, self.rules))
