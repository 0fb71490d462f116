"""The notes of a log: each continues those of its kind about the same, as events do."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from povertyrules.cases.areas import area_of
from povertyrules.cases.note_records import Note, still_referred
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.sql.bulk import AT_ONCE, Row, insert_all, parts
from povertyrules.cases.sql.chain import FIRST
from povertyrules.cases.sql.notes import COLUMNS, departments_of, row_of, stored
from povertyrules.cases.sql.storable import faults_of_note
from povertyrules.cases.sql.tables import NOTES, REFERRED, SUBJECTS
from povertyrules.kernel.catalogue import cases as codes
from povertyrules.kernel.faults import Fault

Chain = tuple[str, str]
"""The kind of notes, and what they are about."""


@dataclass(slots=True)
class NotesIntake:
    """The notes of a log as far as they were taken in."""

    is_first: bool
    last: dict[Chain, tuple[int, str]] = field(default_factory=dict)
    areas: dict[str, str] = field(default_factory=dict)
    referred: dict[str, frozenset[str]] = field(default_factory=dict)

    def look_up(self, connection: Connection, notes: Iterable[Note]) -> None:
        """Where the chains end that are in the store already, unless these are its first."""
        if self.is_first:
            return
        unknown: dict[str, set[str]] = {}
        for note in notes:
            if (note.kind, note.about) not in self.last:
                unknown.setdefault(note.kind, set()).add(note.about)
        for kind, about in unknown.items():
            for some in parts(about, AT_ONCE):
                self._look_up(connection, kind, some)

    def _look_up(self, connection: Connection, kind: str, about: list[str]) -> None:
        wanted = select(NOTES.c.about, NOTES.c.number, NOTES.c.link).where(NOTES.c.kind == kind)
        wanted = wanted.where(NOTES.c.about.in_(about)).order_by(NOTES.c.about, NOTES.c.number)
        for row in connection.execute(wanted):
            self.last[kind, row.about] = (row.number, row.link)
            if kind == "referral" and row.about not in self.referred:
                self.referred[row.about] = departments_of(connection, row.about)

    def row(self, note: Note) -> Row | None:
        """The row of a note that comes next; None if another number does."""
        number, before = self.last.get((note.kind, note.about), (0, FIRST))
        if note.number != number + 1:
            return None
        row = row_of(note, before)
        self.last[note.kind, note.about] = (note.number, row[-1])
        if note.kind == "place":
            self.areas[note.about] = stored(area_of(note.content["area"]))
        if note.kind == "referral":
            referred = self.referred.get(note.about, frozenset())
            self.referred[note.about] = still_referred(referred, note)
        return row

    def refusal(self, note: Note, cases: Collection[str]) -> Refusal:
        """Why there is no place for a note, beside the cases that there are."""
        faults = faults_of_note(note) or tuple(self._faults(note, cases))
        return Refusal(faults, number=note.number)

    def _faults(self, note: Note, cases: Collection[str]) -> Iterator[Fault]:
        if not has_its_case(note, cases):
            yield Fault.of(codes.NOT_OPENED, "note.about", kind="a referral", kind_zh="反馈")
            return
        expected = self.last.get((note.kind, note.about), (0, FIRST))[0] + 1
        yield Fault.of(codes.WRONG_NUMBER, "note.number", number=note.number, expected=expected)

    def settle(self, connection: Connection) -> None:
        """Store where households live now, and to whom cases are referred."""
        for some in parts(self.areas.items(), AT_ONCE):
            own = SUBJECTS.c.subject.in_([subject for subject, _ in some])
            connection.execute(SUBJECTS.delete().where(own))
            insert_all(connection, SUBJECTS, SUBJECTS.columns.keys(), some)
        for referrals in parts(self.referred.items(), AT_ONCE):
            of_cases = REFERRED.c.case_id.in_([case for case, _ in referrals])
            connection.execute(REFERRED.delete().where(of_cases))
            rows: list[Row] = [(case, each) for case, to in referrals for each in sorted(to)]
            insert_all(connection, REFERRED, REFERRED.columns.keys(), rows)


def has_its_case(note: Note, cases: Collection[str]) -> bool:
    """Whether the case that a note is about is there, if it is about one."""
    return note.kind != "referral" or note.about in cases


def new_intake(connection: Connection) -> NotesIntake:
    return NotesIntake(connection.execute(select(NOTES.c.entry).limit(1)).first() is None)


def insert_notes(connection: Connection, rows: list[Row]) -> None:
    insert_all(connection, NOTES, COLUMNS, rows)
