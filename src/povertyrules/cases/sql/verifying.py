"""Going over everything that is stored: is it what was written, and does it fold?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from povertyrules.cases.case import Case
from povertyrules.cases.event_reading import read_event
from povertyrules.cases.event_writing import canonical
from povertyrules.cases.events import Event
from povertyrules.cases.folding import fold
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.damage import Damage
from povertyrules.cases.sql.reading import streamed
from povertyrules.cases.sql.tables import CASES, EVENTS, WAITING
from povertyrules.cases.sql.verifying_notes import damages_of_notes
from povertyrules.cases.sql.waiting import rows_of
from povertyrules.kernel.errors import InvalidEvent


def damages(connection: Connection, rules: Rules) -> Iterator[Damage]:
    """Every damage, by case; of one case the first, since nothing after it can be told."""
    standing = {row.case_id: row for row in connection.execute(select(CASES))}
    waiting = _waiting(connection)
    wanted = select(EVENTS).order_by(EVENTS.c.case_id, EVENTS.c.number)
    with streamed(connection, wanted) as rows:
        for name, found in groupby(rows, key=lambda row: str(row.case_id)):
            beside = standing.pop(name, None), waiting.pop(name, [])
            damage = _damage(name, list(found), *beside, rules)
            if damage is not None:
                yield damage
    for name in sorted(standing.keys() | waiting.keys()):
        yield Damage(name, 0, "lost")
    yield from damages_of_notes(connection)


def _waiting(connection: Connection) -> dict[str, list[tuple[str, str, str, str | None]]]:
    found: dict[str, list[tuple[str, str, str, str | None]]] = {}
    for row in connection.execute(select(WAITING).order_by(WAITING.c.case_id, WAITING.c.step)):
        found.setdefault(row.case_id, []).append((row.case_id, row.step, row.since, row.due))
    return found


def _damage(
    name: str,
    rows: list[Any],
    standing: Any,
    waiting: list[tuple[str, str, str, str | None]],
    rules: Rules,
) -> Damage | None:
    before, events = FIRST, list[Event]()
    entry = 0
    for expected, row in enumerate(rows, start=1):
        what, event = _wrong(name, expected, row, before)
        if not what and row.entry <= entry:
            what = "order"
        if what or event is None:
            return Damage(name, int(row.number), what)
        before, entry = row.link, row.entry
        events.append(event)
    case = fold(rules, events)
    if isinstance(case, Refusal):
        return Damage(name, case.number, "fold")
    stands = _stands(case, standing, before) and sorted(waiting) == rows_of(rules, case)
    return None if stands else Damage(name, 0, "standing")


def _wrong(name: str, expected: int, row: Any, before: str) -> tuple[str, Event | None]:
    if row.number != expected:
        return "number", None
    try:
        event = read_event(row.event)
    except InvalidEvent:
        return "form", None
    if canonical(event) != row.event:
        return "form", None
    if (event.case, event.number) != (name, expected):
        return "belongs", None
    return ("", event) if row.link == link(before, row.event) else ("link", None)


def _stands(case: Case, standing: Any, last: str) -> bool:
    stored = None if standing is None else tuple(standing)
    return stored == (
        case.id,
        case.subject,
        case.lifecycle,
        case.state,
        int(case.is_over),
        len(case.events),
        last,
    )
