"""Judging what an import wrote, household by household, and storing where the cases stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Connection, select

from povertyrules.cases.case import Case
from povertyrules.cases.docket import applied
from povertyrules.cases.event_reading import read_event
from povertyrules.cases.events import Event
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.appending import row_of
from povertyrules.cases.sql.bulk import AT_ONCE, insert_all, parts
from povertyrules.cases.sql.reading import folded
from povertyrules.cases.sql.tables import CASES, EVENTS, WAITING
from povertyrules.cases.sql.waiting import rows_of


@dataclass(slots=True)
class Standing:
    """Where a case stands when the log has come so far."""

    subject: str
    number: int
    link: str


@dataclass(frozen=True, slots=True)
class Late:
    """An event that was written, and turns out not to be allowed."""

    entry: int
    event: Event
    refusal: Refusal


@dataclass(slots=True)
class _Household:
    """The lines of its cases before the import, by case, and those of the import by entry."""

    before: dict[str, list[str]] = field(default_factory=dict)
    new: list[tuple[int, str]] = field(default_factory=list)


def settle(
    connection: Connection, rules: Rules, standing: Mapping[str, Standing], before: int
) -> Late | None:
    """Store where the cases of an import stand; or the first event that is not allowed, of
    those after the entry that was the last one `before`."""
    latest: Late | None = None
    for some in parts(_by_household(standing), AT_ONCE):
        cases: dict[str, Case] = {}
        for household in _households(connection, dict(some), before):
            late = _judge(rules, household, cases)
            if late is not None and (latest is None or late.entry < latest.entry):
                latest = late
        if latest is None:
            touched = [cases[name] for _, names in some for name in names]
            _store(connection, rules, standing, touched, is_new=before == 0)
    return latest


def _by_household(standing: Mapping[str, Standing]) -> Iterable[tuple[str, list[str]]]:
    found: dict[str, list[str]] = {}
    for name, now in standing.items():
        found.setdefault(now.subject, []).append(name)
    return found.items()


def _households(
    connection: Connection, names: Mapping[str, list[str]], before: int
) -> Iterator[_Household]:
    """Those households with all of their cases, also those that the log does not name."""
    subject_of = {name: subject for subject, own in names.items() for name in own}
    if before:
        known = select(CASES.c.case_id, CASES.c.subject).where(CASES.c.subject.in_(names))
        subject_of |= {row.case_id: row.subject for row in connection.execute(known)}
    found = {subject: _Household() for subject in names}
    for some in parts(subject_of, AT_ONCE):
        wanted = select(EVENTS.c.entry, EVENTS.c.case_id, EVENTS.c.event)
        wanted = wanted.where(EVENTS.c.case_id.in_(some))
        for entry, name, line in connection.execute(
            wanted.order_by(EVENTS.c.case_id, EVENTS.c.number)
        ):
            own = found[subject_of[name]]
            if entry <= before:
                own.before.setdefault(name, []).append(line)
            else:
                own.new.append((entry, line))
    yield from found.values()


def _judge(rules: Rules, household: _Household, cases: dict[str, Case]) -> Late | None:
    """The first event of a household that is not allowed; its cases are added to `cases`."""
    own = {name: folded(rules, name, lines) for name, lines in household.before.items()}
    for entry, line in sorted(household.new):
        event = read_event(line)
        beside = [own[name] for name in sorted(own)]
        result = applied(rules, own.get(event.case), event, beside)
        if isinstance(result, Refusal):
            return Late(entry, event, result)
        own[result.id] = result
    cases |= own
    return None


def _store(
    connection: Connection,
    rules: Rules,
    standing: Mapping[str, Standing],
    cases: list[Case],
    *,
    is_new: bool,
) -> None:
    names = [case.id for case in cases]
    for table in () if is_new else (CASES, WAITING):
        for some in parts(names, AT_ONCE):
            connection.execute(table.delete().where(table.c.case_id.in_(some)))
    rows = [row_of(case, standing[case.id].link) for case in cases]
    insert_all(connection, CASES, CASES.columns.keys(), rows)
    waits = [row for case in cases for row in rows_of(rules, case)]
    insert_all(connection, WAITING, WAITING.columns.keys(), waits)
