"""The store: one transaction for each event, and nothing in it that the fold refuses."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

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
from povertyrules.cases.sql.engine import open_engine
from povertyrules.cases.sql.tables import CASES, EVENTS
from povertyrules.cases.sql.verifying import Damage, damages
from povertyrules.kernel.errors import DamagedStore

_MOST_KNOWN = 100_000
"""How many cases an import keeps in memory."""


class SqlStore:
    """The events of any number of cases in a SQLite file, created if it is not there.

    Safe to share between threads; several processes may use one file. Who reads and who
    writes is not asked here: access is the business of what stands in front of it.
    """

    def __init__(self, rules: Rules, path: str | os.PathLike[str]) -> None:
        """Raises `UnsupportedFeature` for a file that a later version of the library made."""
        self.rules = rules
        self._engine = open_engine(Path(path))

    def __enter__(self) -> SqlStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let the file go. What was acknowledged is in it already."""
        self._engine.dispose()

    # writing

    def append(self, event: Event) -> Case | Refusal:
        """Write an event if it is allowed, and return the case after it.

        Once this returns a case, the event is on the disk. An event whose number is not the
        next one of its case is refused: somebody else has acted, and nothing is
        overwritten. Raises `DamagedStore` if what is stored cannot be folded.
        """
        with self._engine.begin() as connection:
            return self._append(connection, event)

    def import_log(self, events: Iterable[Event]) -> tuple[Refused, ...]:
        """Write the events of a log, all in one transaction: all that are allowed, or, where
        one is not, none. Returns the one that was refused, if one was."""
        with self._engine.connect() as connection, connection.begin() as transaction:
            known: dict[str, Case] = {}
            for event in events:
                result = self._append(connection, event, known)
                if isinstance(result, Refusal):
                    transaction.rollback()
                    return (Refused(event, result),)
        return ()

    def _append(
        self, connection: Connection, event: Event, known: dict[str, Case] | None = None
    ) -> Case | Refusal:
        """`known` has cases as they stand in this transaction, so as not to fold them anew."""
        known = {} if known is None else known
        before = known.get(event.case) or self._read(connection, event.case)
        subject = event.subject if isinstance(event, Opened) else before.subject if before else ""
        result = applied(self.rules, before, event, self._of(connection, subject))
        if isinstance(result, Case):
            self._write(connection, event, result)
            if len(known) >= _MOST_KNOWN:
                known.clear()
            known[result.id] = result
        return result

    def _write(self, connection: Connection, event: Event, case: Case) -> None:
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

    # reading

    def case(self, name: str) -> Case | None:
        """A case by its id; None if there is none. Raises `DamagedStore`."""
        with self._engine.begin() as connection:
            return self._read(connection, name)

    def cases_of(self, subject: str) -> tuple[Case, ...]:
        """Every case of a record, by id. Raises `DamagedStore`."""
        with self._engine.begin() as connection:
            return tuple(self._of(connection, subject))

    def export_log(self) -> Iterator[str]:
        """The whole log in the order in which it was written: one line of JSON for each event.

        The log is that of the moment at which the first line is asked for.
        """
        with self._engine.begin() as connection:
            lines = connection.execute(select(EVENTS.c.event).order_by(EVENTS.c.entry))
            yield from lines.scalars().all()

    def verify(self) -> tuple[Damage, ...]:
        """What is not as it was written, by case and number; nothing, if all of it is."""
        with self._engine.begin() as connection:
            return tuple(damages(connection, self.rules))

    def _read(self, connection: Connection, name: str) -> Case | None:
        wanted = select(EVENTS.c.event).where(EVENTS.c.case_id == name)
        lines = connection.execute(wanted.order_by(EVENTS.c.number)).scalars().all()
        if not lines:
            return None
        case = fold(self.rules, map(read_event, lines))
        if isinstance(case, Refusal):
            raise DamagedStore(f"the events of the case {name} do not fold: {case.to_text('en')}")
        return case

    def _of(self, connection: Connection, subject: str) -> Iterator[Case]:
        """The cases of a record, read only as far as they are asked for."""
        wanted = select(CASES.c.case_id).where(CASES.c.subject == subject)
        for name in connection.execute(wanted.order_by(CASES.c.case_id)).scalars().all():
            case = self._read(connection, name)
            if case is not None:
                yield case
