"""A desk: the store as one person sees it, who has a role and an area.

Who somebody is, and which role and area they have, is known to whoever opens the desk (a
platform with its own log-in), and so is what time it is: no clock is read here. A desk is
opened for one request.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import Connection, Engine, Select, select

from povertyrules.cases.areas import Area
from povertyrules.cases.case import Case
from povertyrules.cases.events import Event, Opened
from povertyrules.cases.evidence import Actor
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.appending import append_held, hold_for
from povertyrules.cases.sql.engine import reading, writing
from povertyrules.cases.sql.locking import hold, hold_record
from povertyrules.cases.sql.notes import (
    Denial,
    departments_of,
    note_denial,
    note_place,
    note_referral,
    place_of,
    stored,
)
from povertyrules.cases.sql.reading import cases_of, lines_of, read, read_many, subject_of_case
from povertyrules.cases.sql.storable import faults_of_ids, faults_of_text
from povertyrules.cases.sql.tables import CASES, REFERRED, SUBJECTS
from povertyrules.cases.sql.waiting import Overdue, overdue
from povertyrules.kernel.catalogue import cases as case_codes
from povertyrules.kernel.catalogue import storing as codes
from povertyrules.kernel.faults import Fault

_DENIES = {case_codes.WRONG_ROLE, case_codes.UNKNOWN_ACTOR_ROLE, case_codes.CORRECTED_BY_OTHERS}
"""Reasons of the fold that are about who acts."""


class Desk:
    """What one actor may see and do. What is not theirs is a `Refusal`, and is logged."""

    def __init__(
        self, engine: Engine, rules: Rules, actor: Actor, area: Area, at: date | datetime
    ) -> None:
        """Raises `ValueError` for an actor whose name cannot be kept."""
        for fault in faults_of_ids(name=actor.name, role=actor.role, body=actor.body):
            raise ValueError(fault.to_text())
        self._engine = engine
        self.rules = rules
        self.actor = actor
        self.area = area
        self.at = at.isoformat()

    def __repr__(self) -> str:
        return f"<Desk of {self.actor.name} ({self.actor.role}) in {self.area}>"

    # doing

    def append(self, event: Event) -> Case | Refusal:
        """Write an event, as `SqlStore.append`, if it is in the actor's own name and in a case
        that is theirs. One transaction, the denial in it."""
        if faults := faults_of_text(event):
            return Refusal(faults, number=event.number)
        with writing(self._engine) as connection:
            subject = hold_for(connection, event)
            fault = self._fault_of_name(event) or self._fault_of_event(connection, event, subject)
            result: Case | Refusal
            if fault is not None:
                result = Refusal((fault,), number=event.number)
            else:
                result = append_held(connection, self.rules, event)
            if isinstance(result, Refusal) and (fault is not None or _is_denial(result)):
                self._deny(connection, "append", event.case, result)
            return result

    def place(self, subject: str, area: Area) -> Area | Refusal:
        """Enter where a household lives: in the actor's area, and where it was before too."""
        if faults := faults_of_ids(subject=subject):
            return Refusal(faults)
        with writing(self._engine) as connection:
            hold_record(connection, subject)
            before = place_of(connection, subject)
            is_own = self.area.contains(area) and (before is None or self.area.contains(before))
            if not is_own or self.area.department or area.department:
                return self._denied(connection, "place", subject, f"户 {subject}", subject)
            note_place(connection, subject, area, self.actor, self.at)
            return area

    def refer(self, case: str, department: str) -> frozenset[str] | Refusal:
        """Make a case the business of a department too. Returns all departments of it. A
        department cannot: whoever has the whole area refers."""
        if faults := faults_of_ids(case=case, department=department):
            return Refusal(faults)
        with writing(self._engine) as connection:
            hold(connection, case)
            if self.area.department or not self._is_own(connection, case):
                return self._denied(connection, "refer", case, f"事项 {case}", case)
            note_referral(connection, case, department, self.actor, self.at)
            return departments_of(connection, case)

    # seeing

    def case(self, name: str) -> Case | Refusal:
        """A case by its id. One that is not there is refused as one that is not theirs is."""
        if faults := faults_of_ids(case=name):
            return Refusal(faults)
        with reading(self._engine) as connection:
            if self._is_own(connection, name):
                case = read(connection, self.rules, name)
                if case is not None:
                    return case
        with writing(self._engine) as connection:
            return self._denied(connection, "case", name, f"事项 {name}", f"case {name}")

    def cases_of(self, subject: str) -> tuple[Case, ...] | Refusal:
        """Those cases of a household that are the actor's, by id."""
        if faults := faults_of_ids(subject=subject):
            return Refusal(faults)
        with reading(self._engine) as connection:
            place = place_of(connection, subject)
            if place is not None and self.area.contains(place):
                found = cases_of(connection, self.rules, subject)
                return tuple(case for case in found if self._is_own(connection, case.id))
        with writing(self._engine) as connection:
            return self._denied(connection, "cases_of", subject, f"户 {subject}", subject)

    def cases(self) -> Iterator[Case]:
        """Every case that is the actor's, by id."""
        with reading(self._engine) as connection:
            yield from read_many(connection, self.rules, own_cases(self.area))

    def overdue(self, as_of: date) -> Iterator[Overdue]:
        """Those of the actor's cases that have a deadline before a day."""
        with reading(self._engine) as connection:
            yield from overdue(connection, self.rules, as_of, own_cases(self.area))

    def export_log(self) -> Iterator[str]:
        """The events of the actor's cases, as `SqlStore.export_log`."""
        with reading(self._engine) as connection:
            yield from lines_of(connection, own_cases(self.area))

    # may they?

    def _fault_of_name(self, event: Event) -> Fault | None:
        if event.actor == self.actor:
            return None
        given, actor = _named(event.actor), _named(self.actor)
        return Fault.of(codes.ANOTHER_NAME, "access.actor", given=given, actor=actor)

    def _fault_of_event(self, connection: Connection, event: Event, subject: str) -> Fault | None:
        is_there = subject_of_case(connection, event.case) is not None
        if not isinstance(event, Opened) or is_there:  # one that is there says what it holds
            if self._is_own(connection, event.case):
                return None
            return self._not_yours(f"事项 {event.case}", f"case {event.case}")
        place = place_of(connection, subject)
        if place is None:
            return Fault.of(codes.NO_AREA, "access.subject", subject=subject)
        if self.area.sees(place, ()):  # a new case was not referred to anybody
            return None
        return self._not_yours(f"户 {subject}", subject)

    def _is_own(self, connection: Connection, case: str) -> bool:
        subject = subject_of_case(connection, case)
        place = None if subject is None else place_of(connection, subject)
        return place is not None and self.area.sees(place, departments_of(connection, case))

    def _not_yours(self, what_zh: str, what: str) -> Fault:
        area = str(self.area)
        return Fault.of(codes.NOT_YOURS, "access.area", what=what, what_zh=what_zh, area=area)

    def _denied(
        self, connection: Connection, what: str, about: str, named_zh: str, named: str
    ) -> Refusal:
        refusal = Refusal((self._not_yours(named_zh, named),))
        self._deny(connection, what, about, refusal)
        return refusal

    def _deny(self, connection: Connection, what: str, about: str, refusal: Refusal) -> None:
        reasons = tuple(fault.code.number for fault in refusal.faults)
        who = (self.actor.name, self.actor.role, self.actor.body, str(self.area))
        note_denial(connection, Denial(*who, what, about, reasons, self.at))


def own_cases(area: Area) -> Select[str]:
    """The ids of the cases that are the business of an area."""
    first = stored(area)
    beyond = first[:-1] + chr(ord("/") + 1)
    lives = SUBJECTS.c.subject == CASES.c.subject
    wanted = select(CASES.c.case_id).join(SUBJECTS, lives)
    wanted = wanted.where(SUBJECTS.c.area >= first, SUBJECTS.c.area < beyond)
    if area.department:
        is_referred = REFERRED.c.case_id == CASES.c.case_id
        wanted = wanted.join(REFERRED, is_referred)
        wanted = wanted.where(REFERRED.c.department == area.department)
    return wanted


def _is_denial(refusal: Refusal) -> bool:
    return any(fault.code in _DENIES for fault in refusal.faults)


def _named(actor: Actor) -> str:
    """`张某某 (village, 示例村)`."""
    body = f", {actor.body}" if actor.body else ""
    return f"{actor.name} ({actor.role}{body})"
