"""Notes beside the cases, appended and chained as events are: where a household lives, which
department a case was referred to, and what somebody was not allowed to do."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, select

from povertyrules.cases.areas import Area
from povertyrules.cases.evidence import Actor
from povertyrules.cases.note_records import WITHDRAWN, Kind, Note, read_stored
from povertyrules.cases.sql.bulk import Row
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.locking import hold_notes
from povertyrules.cases.sql.reading import streamed
from povertyrules.cases.sql.tables import NOTES, REFERRED, SUBJECTS
from povertyrules.kernel.errors import DamagedStore, InvalidEvent
from povertyrules.kernel.shown import shown

COLUMNS = ("kind", "about", "number", "note", "link")


@dataclass(frozen=True, slots=True)
class Denial:
    """Somebody was not allowed something: who (with the area they have), what they asked for
    (`append`, `case`, …) of which case or household, why (codes), and when: `at` is the time
    that the caller gave, as ISO text."""

    name: str
    role: str
    body: str
    area: str
    what: str
    about: str
    reasons: tuple[str, ...]
    at: str


def note(connection: Connection, kind: Kind, about: str, content: Mapping[str, object]) -> None:
    """Append a note to those of a kind about something."""
    hold_notes(connection, kind, about)
    last = select(NOTES.c.number, NOTES.c.link).where(NOTES.c.kind == kind, NOTES.c.about == about)
    row = connection.execute(last.order_by(NOTES.c.number.desc()).limit(1)).one_or_none()
    number, before = (row.number, row.link) if row is not None else (0, FIRST)
    new = Note(kind, about, number + 1, content)
    values = dict(zip(COLUMNS, row_of(new, before), strict=True))
    connection.execute(NOTES.insert().values(values))


def row_of(new: Note, before: str) -> Row:
    """What is stored of a note that follows a link: the `COLUMNS` of `NOTES`."""
    return new.kind, new.about, new.number, new.text, link(before, new.text)


def note_place(connection: Connection, subject: str, area: Area, by: Actor, at: str) -> None:
    """A household lives in an area from now on."""
    note(connection, "place", subject, {"area": str(area), "by": asdict(by), "at": at})
    connection.execute(SUBJECTS.delete().where(SUBJECTS.c.subject == subject))
    connection.execute(SUBJECTS.insert().values(subject=subject, area=stored(area)))


def note_referral(connection: Connection, case: str, department: str, by: Actor, at: str) -> None:
    """A case is from now on the business of a department too."""
    if department in departments_of(connection, case):
        return
    note(connection, "referral", case, {"department": department, "by": asdict(by), "at": at})
    connection.execute(REFERRED.insert().values(case_id=case, department=department))


def note_withdrawal(
    connection: Connection, case: str, department: str, by: Actor, at: str, reason: str
) -> None:
    """A case is no longer the business of a department: its last referral is taken back."""
    content = {"department": department, "by": asdict(by), "at": at, WITHDRAWN: reason}
    note(connection, "referral", case, content)
    own = (REFERRED.c.case_id == case) & (REFERRED.c.department == department)
    connection.execute(REFERRED.delete().where(own))


def note_denial(connection: Connection, denial: Denial) -> None:
    """Somebody was not allowed something. Kept by their name."""
    content: dict[str, object] = {**asdict(denial), "asked_for": denial.about}
    del content["about"]
    note(connection, "denial", denial.name, content)


def lines_of_notes(connection: Connection) -> Iterator[str]:
    """Every note as a line of a log, in the order in which they were written. Raises
    `DamagedStore`."""
    with streamed(connection, select(NOTES.c.note).order_by(NOTES.c.entry)) as rows:
        for text in rows.scalars():
            try:
                yield read_stored(text).line
            except InvalidEvent as error:
                raise DamagedStore(f"this is no note: {shown(text)}") from error


def denials(connection: Connection) -> Iterator[Denial]:
    """Every denial, in the order in which they were written. Raises `DamagedStore`."""
    wanted = select(NOTES.c.note).where(NOTES.c.kind == "denial").order_by(NOTES.c.entry)
    with streamed(connection, wanted) as rows:
        for text in rows.scalars():
            yield _denial(text)


def _denial(text: str) -> Denial:
    try:
        content = read_stored(text).content
        fields = {name: content[name] for name in Denial.__dataclass_fields__ if name != "about"}
    except (InvalidEvent, KeyError) as error:
        raise DamagedStore(f"this is no denial: {shown(text)}") from error
    return Denial(**{**fields, "reasons": tuple(fields["reasons"]), "about": content["asked_for"]})


# where, and whose


def stored(area: Area) -> str:
    """The path as it is stored: what lies in it begins with it."""
    return "".join(f"{part}/" for part in area.path)


def place_of(connection: Connection, subject: str) -> Area | None:
    """Where a household lives; None if that was never said."""
    wanted = select(SUBJECTS.c.area).where(SUBJECTS.c.subject == subject)
    found = connection.execute(wanted).scalar_one_or_none()
    return None if found is None else Area(tuple(found.split("/")[:-1]))


def departments_of(connection: Connection, case: str) -> frozenset[str]:
    """The departments that a case was referred to."""
    wanted = select(REFERRED.c.department).where(REFERRED.c.case_id == case)
    return frozenset(connection.execute(wanted).scalars())
