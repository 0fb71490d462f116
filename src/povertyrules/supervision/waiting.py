"""What cases wait for, by who is responsible: what is overdue, and what has no limit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from povertyrules.cases import Deadline
from povertyrules.cases.deadlines import Basis
from povertyrules.model.ruleset import Clause, Role
from povertyrules.supervision.places import LEVELS
from povertyrules.supervision.rows import Row


@dataclass(frozen=True, slots=True)
class Waiting:
    """A case waits for somebody. Alternatives of one role (approve, or refuse) are one entry.

    `body` is the village, town, district or department, blank if it is not known. `due` is
    None where no limit is set. `days` are counted to the day of the report: since `due`, or,
    without a limit, from the day on which the case began to wait. `question` is what the
    locality must answer for there to be a limit.
    """

    row: Row
    role: str
    role_label: str
    body: str
    steps: tuple[str, ...]
    month: str
    basis: Basis
    since: date
    due: date | None
    days: int
    clauses: tuple[Clause, ...]
    cite: str = ""
    question: str = ""
    unit: tuple[str, ...] = ()
    """The names from the district down to the body, if it is that of the household's place: two
    towns may have villages of one name."""


def waiting(row: Row, as_of: date) -> Iterator[Waiting]:
    """What a case waits for that is overdue, or has no limit; by role and body."""
    alike: dict[tuple[object, ...], list[Deadline]] = {}
    roles: dict[str, Role] = {}
    for each in row.deadlines:
        if each.is_overdue or each.due is None:
            for role in each.roles:
                roles[role.id] = role
                key = (role.id, each.basis, each.month, each.since, each.due)
                alike.setdefault(key, []).append(each)
    for (role_id, *_), found in alike.items():
        role = roles[str(role_id)]
        for body in bodies(row, role):
            yield _entry(row, role, body, found, as_of)


def _entry(row: Row, role: Role, body: str, found: list[Deadline], as_of: date) -> Waiting:
    first = found[0]
    parameter = first.parameter if first.basis == "open" else None
    return Waiting(
        row=row,
        role=role.id,
        role_label=role.label,
        body=body,
        steps=tuple(each.label for each in found),
        month=first.month,
        basis=first.basis,
        since=first.since,
        due=first.due,
        days=(as_of - (first.due or first.since)).days,
        clauses=tuple(dict.fromkeys(clause for each in found for clause in each.clauses)),
        cite=first.cite,
        unit=_unit(row, role.id, body),
        question="" if parameter is None else parameter.question or parameter.label,
    )


def _unit(row: Row, role: str, body: str) -> tuple[str, ...]:
    if role in LEVELS and body == row.place.name(role):
        return row.place.unit(role)
    return ()


def bodies(row: Row, role: Role) -> tuple[str, ...]:
    """For whom a role acts in a case: one name or several, or a blank.

    A role with the id of a level acts for the household's place; another one for the
    departments that the gaps are of. Where that is not known, it is whoever acted before.
    """
    if role.id in LEVELS:
        named: Iterable[str] = (row.place.name(role.id),)
    else:
        named = row.departments
    known = tuple(name for name in named if name)
    return known or (row.bodies.get(role.id, ""),)
