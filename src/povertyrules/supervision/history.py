"""Where cases were, and when: as they stood on a day, and how long in which state."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from povertyrules.cases import Case, Refusal, Rules, fold
from povertyrules.kernel.errors import AnotherRuleset
from povertyrules.supervision.masking import Masks


@dataclass(frozen=True, slots=True)
class Stay:
    """A case was in a `state` from the day `start` on; to the day `end`, or still is."""

    state: str
    start: date
    end: date | None


def as_it_stood(rules: Rules, case: Case, day: date, masks: Masks) -> Case | None:
    """The case by its events up to a day; None if it was not open yet.

    Raises `AnotherRuleset` for a case of another procedure.
    """
    if case.opening.digest != rules.ruleset.digest:
        name, opening = masks.case(case.id, case.subject), case.opening
        raise AnotherRuleset(
            f"case {name} goes by {opening.ruleset} ({opening.digest}), and the "
            f"report by {rules.ruleset.reference} ({rules.ruleset.digest})"
        )
    if case.last_day <= day:
        return case
    events = [event for event in case.events if event.day <= day]
    if not events:
        return None
    earlier = fold(rules, events)
    if isinstance(earlier, Refusal):  # the first events of a case are a case
        raise AssertionError(earlier.to_text())
    return earlier


def stays(rules: Rules, case: Case) -> tuple[Stay, ...]:
    """The states that a case has been in, oldest first; one that it came back to, twice."""
    found: list[Stay] = []
    for _, act in case.acts:
        target = rules.procedure.transitions[act.transition].target
        if found and found[-1].state == target:
            continue
        if found:
            found[-1] = Stay(found[-1].state, found[-1].start, act.day)
        found.append(Stay(target, act.day, None))
    return tuple(found)


def ended_on(rules: Rules, visited: Iterable[Stay]) -> tuple[str, date] | None:
    """The first final state that a case came into, and when. What is done in a closed case
    (a record brought up to date, say) does not close it again."""
    for stay in visited:
        if rules.state(stay.state).final:
            return stay.state, stay.start
    return None
