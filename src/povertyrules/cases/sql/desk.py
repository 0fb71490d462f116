"""A desk: the store as one person sees it, who has a role and an area.

Who somebody is, and which role and area they have, is known to whoever opens the desk (a
platform with its own log-in), and so is what time it is: no clock is read here. A desk is
opened for one request.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime

from sqlalchemy import Connection, Engine

from povertyrules.cases.areas import Area
from povertyrules.cases.case import Case
from povertyrules.cases.events import Corrected, Event, Opened
from povertyrules.cases.evidence import Actor
from povertyrules.cases.handover import faults_of_referral, faults_of_withdrawal
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.access import fault_of_correction, named, own_cases
from povertyrules.cases.sql.appending import append_held, hold_for
from povertyrules.cases.sql.engine import reading, writing
from povertyrules.cases.sql.locking import hold, hold_record
from povertyrules.cases.sql.notes import (
    Denial,
    departments_of,
    note_denial,
    note_place,
    note_referral,
    note_withdrawal,
    place_of,
)
from povertyrules.cases.sql.reading import cases_of, lines_of, read, read_many, subject_of_case
from povertyrules.cases.sql.storable import (
    faults_of_ids,
    faults_of_subject,
    faults_of_text,
    faults_of_words,
)
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
            fault = self._fault(connection, event, subject)
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
        if faults := faults_of_subject(subject):
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
        """Make a case the business of a department too. Returns all departments of it.

        Whoever may hand cases of this kind over to departments may, from when it can be handed
        over until it is over, and has the whole area: a department refers nothing."""
        if faults := faults_of_ids(case=case, department=department):
            return Refusal(faults)
        with writing(self._engine) as connection:
            refused = self._refused(connection, "refer", case, faults_of_referral)
            if refused is not None:
                return refused
            note_referral(connection, case, department, self.actor, self.at)
            return departments_of(connection, case)

    def withdraw_referral(
        self, case: str, department: str, reason: str
    ) -> frozenset[str] | Refusal:
        """Take a referral back, with a reason: whoever may refer may. The referral stays in
        the notes. Returns the departments that are left."""
        faults = faults_of_ids(case=case, department=department)
        if faults := (*faults, *faults_of_words(reason, "reason")):
            return Refusal(faults)
        with writing(self._engine) as connection:
            refused = self._refused(connection, "withdraw_referral", case, faults_of_withdrawal)
            if refused is not None:
                return refused
            if department not in departments_of(connection, case):
                fault = Fault.of(codes.NOT_REFERRED, "department", case=case, department=department)
                return Refusal((fault,))
            note_withdrawal(connection, case, department, self.actor, self.at, reason)
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

    def _fault(self, connection: Connection, event: Event, subject: str) -> Fault | None:
        if event.actor != self.actor:
            given, actor = named(event.actor), named(self.actor)
            return Fault.of(codes.ANOTHER_NAME, "access.actor", given=given, actor=actor)
        fault = self._fault_of_place(connection, event, subject)
        if fault is None and isinstance(event, Corrected):
            return fault_of_correction(read(connection, self.rules, event.case), event)
        return fault

    def _fault_of_place(self, connection: Connection, event: Event, subject: str) -> Fault | None:
        is_there = subject_of_case(connection, event.case) is not None
        if not isinstance(event, Opened) or is_there:  # one that is there says what it holds
            if self._is_own(connection, event.case):
                return None
            return self._not_yours(f"事项 {event.case}", f"case {event.case}")
        place = place_of(connection, subject)
        if place is not None and self.area.sees(place, ()):  # a new case was referred to nobody
            return None  # else nothing is told of a household that lives elsewhere
        area = str(self.area)
        return Fault.of(codes.NO_AREA, "access.subject", subject=subject, area=area)

    def _refused(
        self,
        connection: Connection,
        what: str,
        name: str,
        faults_of: Callable[[Rules, Case, Actor], Iterator[Fault]],
    ) -> Refusal | None:
        """Why a case is not the actor's to refer. Nobody else writes in it meanwhile."""
        hold(connection, name)
        is_own = not self.area.department and self._is_own(connection, name)
        case = read(connection, self.rules, name) if is_own else None
        if case is None:
            return self._denied(connection, what, name, f"事项 {name}", f"case {name}")
        refusal = Refusal(tuple(faults_of(self.rules, case, self.actor)))
        if _is_denial(refusal):
            self._deny(connection, what, name, refusal)
        return refusal if refusal.faults else None

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


def _is_denial(refusal: Refusal) -> bool:
    return any(fault.code in _DENIES for fault in refusal.faults)
