"""Going over the notes: is each what was written, and is what is stored beside them theirs?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from povertyrules.cases.areas import area_of
from povertyrules.cases.note_records import Note, read_stored, still_referred
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.damage import Damage, named, number_of
from povertyrules.cases.sql.notes import stored
from povertyrules.cases.sql.reading import streamed
from povertyrules.cases.sql.tables import NOTES, REFERRED, SUBJECTS
from povertyrules.kernel.errors import InvalidEvent


def damages_of_notes(connection: Connection) -> Iterator[Damage]:
    """Every damage, by what the notes are about; of one chain the first."""
    wanted = select(NOTES).order_by(NOTES.c.kind, NOTES.c.about, NOTES.c.number)
    areas: dict[object, str] = {}
    referred: dict[object, frozenset[str]] = {}
    with streamed(connection, wanted) as rows:
        for (kind, about), found in groupby(rows, key=lambda row: (row.kind, row.about)):
            notes = list[Note]()
            damage = _damage(kind, about, found, notes)
            if damage is not None:
                yield damage
            if kind == "place" and notes:
                areas[about] = stored(area_of(notes[-1].content["area"]))
            if kind == "referral" and (to := _departments(notes)):
                referred[about] = to
    yield from _derived(connection, areas, referred)


def _departments(notes: Iterable[Note]) -> frozenset[str]:
    departments: frozenset[str] = frozenset()
    for note in notes:
        departments = still_referred(departments, note)
    return departments


def _derived(
    connection: Connection, areas: dict[object, str], referred: dict[object, frozenset[str]]
) -> Iterator[Damage]:
    kept = {row.subject: row.area for row in connection.execute(select(SUBJECTS))}
    for subject in sorted(areas.keys() | kept.keys(), key=named):
        if areas.get(subject) != kept.get(subject):
            yield Damage(named(subject), 0, "standing", "place")
    to: dict[object, frozenset[str]] = {}
    for row in connection.execute(select(REFERRED)):
        to[row.case_id] = to.get(row.case_id, frozenset()) | {row.department}
    for case in sorted(referred.keys() | to.keys(), key=named):
        if referred.get(case) != to.get(case):
            yield Damage(named(case), 0, "standing", "referral")


def _damage(kind: object, about: object, rows: Iterator[Any], notes: list[Note]) -> Damage | None:
    before, entry = FIRST, 0
    for expected, row in enumerate(rows, start=1):
        what, note = _wrong(kind, about, expected, row, before)
        if not what and row.entry <= entry:
            what = "order"
        if what or note is None:
            return Damage(named(about), number_of(row.number, expected), what, named(kind))
        before, entry = row.link, row.entry
        notes.append(note)
    return None


def _wrong(
    kind: object, about: object, expected: int, row: Any, before: str
) -> tuple[str, Note | None]:
    if row.number != expected:
        return "number", None
    try:
        note = read_stored(row.note)
    except InvalidEvent:
        return "form", None
    if (note.kind, note.about, note.number) != (kind, about, expected):
        return "belongs", None
    if note.text != row.note:
        return "form", None
    return ("", note) if row.link == link(before, row.note) else ("link", None)
