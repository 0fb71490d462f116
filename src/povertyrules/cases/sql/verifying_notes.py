"""Going over the notes: is each what was written, and is what is stored beside them theirs?"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from povertyrules.cases.areas import area_of
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.damage import Damage
from povertyrules.cases.sql.notes import stored, text_of
from povertyrules.cases.sql.reading import streamed
from povertyrules.cases.sql.tables import NOTES, REFERRED, SUBJECTS


def damages_of_notes(connection: Connection) -> Iterator[Damage]:
    """Every damage, by what the notes are about; of one chain the first."""
    wanted = select(NOTES).order_by(NOTES.c.kind, NOTES.c.about, NOTES.c.number)
    areas: dict[str, str] = {}
    referred: dict[str, set[str]] = {}
    with streamed(connection, wanted) as rows:
        for (kind, about), found in groupby(rows, key=lambda row: (str(row.kind), str(row.about))):
            notes = list[dict[str, Any]]()
            damage = _damage(kind, about, found, notes)
            if damage is not None:
                yield damage
            if kind == "place" and notes:
                areas[about] = stored(area_of(notes[-1]["area"]))
            if kind == "referral":
                referred[about] = {each["department"] for each in notes}
    yield from _derived(connection, areas, referred)


def _derived(
    connection: Connection, areas: dict[str, str], referred: dict[str, set[str]]
) -> Iterator[Damage]:
    kept = {row.subject: row.area for row in connection.execute(select(SUBJECTS))}
    for subject in sorted(areas.keys() | kept.keys()):
        if areas.get(subject) != kept.get(subject):
            yield Damage(subject, 0, "standing", "place")
    to: dict[str, set[str]] = {}
    for row in connection.execute(select(REFERRED)):
        to.setdefault(row.case_id, set()).add(row.department)
    for case in sorted(referred.keys() | to.keys()):
        if referred.get(case) != to.get(case):
            yield Damage(case, 0, "standing", "referral")


def _damage(
    kind: str, about: str, rows: Iterator[Any], notes: list[dict[str, Any]]
) -> Damage | None:
    before, entry = FIRST, 0
    for expected, row in enumerate(rows, start=1):
        what = _wrong(kind, about, expected, row, before)
        if not what and row.entry <= entry:
            what = "order"
        if what:
            return Damage(about, int(row.number), what, kind)
        before, entry = row.link, row.entry
        notes.append(json.loads(row.note))
    return None


def _wrong(kind: str, about: str, expected: int, row: Any, before: str) -> str:
    if row.number != expected:
        return "number"
    try:
        content = json.loads(row.note)
    except ValueError:
        return "form"
    if not isinstance(content, dict):
        return "form"
    if (content.get("kind"), content.get("about"), content.get("number")) != (
        kind,
        about,
        expected,
    ):
        return "belongs"
    if text_of(kind, about, expected, content) != row.note:
        return "form"
    return "" if row.link == link(before, row.note) else "link"
