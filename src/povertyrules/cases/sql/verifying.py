"""Going over everything that is stored: is it what was written, and does it fold?

Anything may stand in a damaged row, whatever its column is declared to hold: SQLite keeps
blobs, numbers and broken text anywhere. So names and numbers are compared before they are read.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
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
from povertyrules.cases.sql.appending import row_of
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.damage import Damage, named, number_of
from povertyrules.cases.sql.reading import streamed
from povertyrules.cases.sql.tables import CASES, EVENTS, STORE, VERSION, WAITING
from povertyrules.cases.sql.verifying_households import Households
from povertyrules.cases.sql.verifying_notes import damages_of_notes
from povertyrules.cases.sql.waiting import rows_of
from povertyrules.kernel.errors import InvalidEvent

Waits = list[tuple[Any, ...]]


def damages(connection: Connection, rules: Rules) -> Iterator[Damage]:
    """Every damage, by case; of one case the first, since nothing after it can be told."""
    if [row.version for row in connection.execute(select(STORE))] != [VERSION]:
        yield Damage(STORE.name, 0, "version", "store")
    found = [*_damages_of_cases(connection, rules)]
    yield from sorted(found, key=lambda damage: damage.case)
    yield from damages_of_notes(connection)


def _damages_of_cases(connection: Connection, rules: Rules) -> Iterator[Damage]:
    standing = {row.case_id: row for row in connection.execute(select(CASES))}
    waiting = _waiting(connection)
    households = Households()
    wanted = select(EVENTS).order_by(EVENTS.c.case_id, EVENTS.c.number)
    with streamed(connection, wanted) as rows:
        for name, found in groupby(rows, key=lambda row: row.case_id):
            log = _log(name, found)
            stored, waits = standing.pop(name, None), waiting.pop(name, [])
            result = _case(rules, log) if log.damage is None else log.damage
            if isinstance(result, Damage):
                yield result
                households.leave_out(log.events, stored)
                continue
            households.take_in(rules, result)
            if not _stands(rules, result, log.last, stored, waits):
                yield Damage(result.id, 0, "standing")
    for name in standing.keys() | waiting.keys():
        yield Damage(named(name), 0, "lost")
        households.leave_out((), standing.get(name))
    yield from households.damages(connection, rules)


def _waiting(connection: Connection) -> dict[object, Waits]:
    found: dict[object, Waits] = {}
    for row in connection.execute(select(WAITING)):
        found.setdefault(row.case_id, []).append((row.case_id, row.step, row.since, row.due))
    return found


# one case


@dataclass(slots=True)
class _Log:
    """The events of a case as far as they are as they were written, and the link after them."""

    events: list[Event]
    last: str = FIRST
    damage: Damage | None = None


def _log(name: object, rows: Iterator[Any]) -> _Log:
    log, entry = _Log([]), 0
    for expected, row in enumerate(rows, start=1):
        what, event = _wrong(name, expected, row, log.last)
        if not what and row.entry <= entry:
            what = "order"
        if what or event is None:
            log.damage = Damage(named(name), number_of(row.number, expected), what)
            return log
        log.last, entry = row.link, row.entry
        log.events.append(event)
    return log


def _wrong(name: object, expected: int, row: Any, before: str) -> tuple[str, Event | None]:
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


def _case(rules: Rules, log: _Log) -> Case | Damage:
    case = fold(rules, log.events)
    return Damage(log.events[0].case, case.number, "fold") if isinstance(case, Refusal) else case


def _stands(rules: Rules, case: Case, last: str, stored: Any, waiting: Waits) -> bool:
    """Whether what is stored beside the log is what it folds to."""
    is_case = stored is not None and tuple(stored) == row_of(case, last)
    return is_case and sorted(waiting, key=repr) == sorted(rows_of(rules, case), key=repr)
