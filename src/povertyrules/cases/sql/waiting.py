"""Which cases may be overdue, found by an index; whether they are, the fold says."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Select, and_, or_, select

from povertyrules.cases.case import Case
from povertyrules.cases.deadlines import Deadline, deadlines
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.reading import read_many
from povertyrules.cases.sql.tables import WAITING
from povertyrules.cases.waits import least_days, waits


class Overdue(NamedTuple):
    """A case, and those of its deadlines that lie before the day that was asked about."""

    case: Case
    deadlines: tuple[Deadline, ...]


def keep_waits(connection: Connection, rules: Rules, case: Case) -> None:
    """Store what a case waits for now, in the place of what it waited for."""
    connection.execute(WAITING.delete().where(WAITING.c.case_id == case.id))
    rows = rows_of(rules, case)
    if rows:
        values = [dict(zip(("case_id", "step", "since", "due"), row, strict=True)) for row in rows]
        connection.execute(WAITING.insert(), values)


def rows_of(rules: Rules, case: Case) -> list[tuple[str, str, str, str | None]]:
    """What is stored of what a case waits for, by step."""
    found = [
        (case.id, wait.step, wait.since.isoformat(), None if wait.due is None else str(wait.due))
        for wait in waits(rules, case)
    ]
    return sorted(found, key=lambda row: row[1])


def overdue(
    connection: Connection, rules: Rules, as_of: date, within: Select[str] | None
) -> Iterator[Overdue]:
    """The cases (of those `within`) that have a deadline before a day, by id."""
    names = select(WAITING.c.case_id).where(or_(*_conditions(rules, as_of)))
    if within is not None:
        names = names.where(WAITING.c.case_id.in_(within))
    for case in read_many(connection, rules, names):
        late = tuple(each for each in deadlines(rules, case, as_of) if each.is_overdue)
        if late:
            yield Overdue(case, late)


def _conditions(rules: Rules, as_of: date) -> Iterator[ColumnElement[bool]]:
    yield WAITING.c.due < as_of.isoformat()
    for step in rules.procedure.transitions.values():
        days = least_days(rules, step)
        if days is not None and days <= (as_of - date.min).days:
            latest = as_of - timedelta(days=days)
            yield and_(WAITING.c.step == step.id, WAITING.c.since < latest.isoformat())
