"""Cases of one record beside each other: which must have come before which, and by when.

A case that follows another begins when that one is over, and one of a kind that needs the
record in a state begins while it is there. This is asked of cases as they stand, corrections
applied, so that it can be asked again after each correction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import zip_longest

from povertyrules.cases.case import Case
from povertyrules.cases.rules import Rules
from povertyrules.kernel.catalogue import cases as codes
from povertyrules.kernel.faults import Fault
from povertyrules.model.procedure.parts import Lifecycle


def over_since(rules: Rules, case: Case) -> date | None:
    """The day from which a case has been over; None if it is not."""
    found: date | None = None
    for state, since, _ in _times(rules, case):
        found = (found or since) if rules.state(state).final else None
    return found


def was_in(rules: Rules, case: Case, state: str, day: date) -> bool:
    """Whether a case was in a state on a day, be it for a part of the day."""
    return any(
        name == state and since <= day and (until is None or day <= until)
        for name, since, until in _times(rules, case)
    )


def _times(rules: Rules, case: Case) -> Iterator[tuple[str, date, date | None]]:
    """The states of a case in turn: from which day, and to which."""
    for recorded, then in zip_longest(case.acts, case.acts[1:]):
        target = rules.procedure.transitions[recorded.act.transition].target
        yield target, recorded.act.day, None if then is None else then.act.day


def too_early(rules: Rules, day: date, before: Case | None, path: str) -> Iterator[Fault]:
    """A fault if a case would begin on a day before the one that it follows was over."""
    end = None if before is None else over_since(rules, before)
    if before is not None and end is not None and day < end:
        yield Fault.of(codes.BEFORE_OTHER_IS_OVER, path, day=day, case=before.id, end=end)


def may_begin(rules: Rules, lifecycle: Lifecycle, day: date, others: Iterable[Case]) -> bool:
    """Whether the record was on a day where a case of this kind needs it to be."""
    first = lifecycle.after
    return first is None or any(was_in(rules, case, first, day) for case in others)


def not_yet(rules: Rules, lifecycle: Lifecycle, subject: str, path: str) -> Fault:
    """The fault of a case that began before the record was where it must be."""
    first = lifecycle.after or ""
    owner = next(e for e in rules.procedure.lifecycles.values() if first in e.states)
    return Fault.of(
        codes.NOT_YET,
        path,
        clauses=tuple(clause.reference for clause in lifecycle.cites),
        subject=subject,
        state=rules.state(first).label,
        lifecycle=owner.label,
    )


# after a case has changed


def faults_beside(rules: Rules, case: Case, was: Case, others: list[Case]) -> Iterator[Fault]:
    """Why a case, that `was` otherwise, cannot be as it is now beside the others of its
    record: its own opening would not have been allowed (asked where it has another day now),
    or that of a case which came after it or depends on it."""
    if case.opened != was.opened:
        yield from _faults_of_own(rules, case, others)
    every = [*others, case]
    for other in others:
        if other.predecessor == case.id and other.lifecycle == case.lifecycle:
            yield from _faults_of_successor(rules, case, other)
        kind = rules.lifecycle(other.lifecycle)
        if kind.after in rules.lifecycle(case.lifecycle).states:
            rest = [each for each in every if each.id != other.id]
            if not may_begin(rules, kind, other.opened, rest):
                yield _comes_too_late(rules, case, other)


def _faults_of_own(rules: Rules, case: Case, others: list[Case]) -> Iterator[Fault]:
    before = next((each for each in others if each.id == case.predecessor), None)
    yield from too_early(rules, case.opened, before, "act.day")
    lifecycle = rules.lifecycle(case.lifecycle)
    if not may_begin(rules, lifecycle, case.opened, others):
        yield not_yet(rules, lifecycle, case.subject, "act.day")


def _faults_of_successor(rules: Rules, case: Case, other: Case) -> Iterator[Fault]:
    end = over_since(rules, case)
    if end is None or other.opened < end:
        yield _breaks(rules, case, other, "is over", "已办结")


def _comes_too_late(rules: Rules, case: Case, other: Case) -> Fault:
    label = rules.state(rules.lifecycle(other.lifecycle).after or "").label
    return _breaks(rules, case, other, f"is in the state “{label}”", f"处于“{label}”")


def _breaks(rules: Rules, case: Case, other: Case, needed: str, needed_zh: str) -> Fault:
    return Fault.of(
        codes.BREAKS_OTHER,
        "event",
        case=case.id,
        other=other.id,
        kind=rules.lifecycle(other.lifecycle).label,
        day=other.opened,
        needed=needed,
        needed_zh=needed_zh,
    )
