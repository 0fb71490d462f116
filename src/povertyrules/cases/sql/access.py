"""Whose business what is: the cases of an area, and who corrects whom."""

from __future__ import annotations

from sqlalchemy import Select, select

from povertyrules.cases.areas import Area
from povertyrules.cases.case import Case
from povertyrules.cases.events import Corrected
from povertyrules.cases.evidence import Actor
from povertyrules.cases.sql.notes import stored
from povertyrules.cases.sql.tables import CASES, REFERRED, SUBJECTS
from povertyrules.kernel.catalogue import storing as codes
from povertyrules.kernel.faults import Fault


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


def fault_of_correction(case: Case | None, event: Corrected) -> Fault | None:
    """Nobody corrects what another body did, or makes it the act of a third person. What
    another role did, the fold refuses."""
    acts = () if case is None else case.acts
    made = next((each.act.actor for each in acts if each.number == event.corrects), None)
    if made is None or made.role != event.actor.role:
        return None
    actor = named(event.actor)
    if made.body != event.actor.body:
        return Fault.of(codes.ANOTHER_BODY, "access.actor", made=named(made), actor=actor)
    right = made if event.act is None else event.act.actor
    if right.role == made.role and right not in (made, event.actor):
        return Fault.of(codes.ANOTHER_NAME, "access.act", given=named(right), actor=actor)
    return None


def named(actor: Actor) -> str:
    """`张某某 (village, 示例村)`."""
    body = f", {actor.body}" if actor.body else ""
    return f"{actor.name} ({actor.role}{body})"
