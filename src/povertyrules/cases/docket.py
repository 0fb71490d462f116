"""Many cases: one is opened beside those that the same record already has.

A record has at most one open case of a kind. One that is opened after another was closed
names it as its predecessor. A lifecycle may ask for the record to be in a state of another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from povertyrules.cases.actions import Action
from povertyrules.cases.beside import faults_beside, not_yet, too_early
from povertyrules.cases.case import Case
from povertyrules.cases.events import Corrected, Event, Opened
from povertyrules.cases.folding import apply
from povertyrules.cases.judging import allowed
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.kernel.catalogue import cases as codes
from povertyrules.kernel.faults import Fault
from povertyrules.model.procedure.parts import Lifecycle


@dataclass(frozen=True, slots=True)
class Refused:
    """An event of a log that was not allowed, and was left out."""

    event: Event
    refusal: Refusal


@dataclass(frozen=True, slots=True, eq=False)
class Docket:
    """What a whole log leads to: the cases by id, and the events that were not allowed."""

    cases: Mapping[str, Case]
    refused: tuple[Refused, ...]


def replay(rules: Rules, events: Iterable[Event]) -> Docket:
    """Every case of a log, whose events may be of any number of cases, in their order."""
    cases: dict[str, Case] = {}
    refused = tuple(_replayed(rules, events, cases))
    return Docket(cases, refused)


def first_refused(rules: Rules, events: Iterable[Event]) -> Refused | None:
    """The first event of a log that was not allowed when it was recorded; None if all were.

    Like `fold`, but of all cases of a record (or of many records): each event is judged
    beside the record's other cases as they stood, so the events must come in the order in
    which they were recorded. `event.case` and `event.number` of what is returned say where
    it is. Nothing after it is looked at.
    """
    return next(_replayed(rules, events, {}), None)


def _replayed(rules: Rules, events: Iterable[Event], cases: dict[str, Case]) -> Iterator[Refused]:
    """Put what each allowed event leads to into `cases`, and give what is refused in turn."""
    of_subject: dict[str, list[str]] = {}
    for event in events:
        case = cases.get(event.case)
        subject = event.subject if isinstance(event, Opened) else case.subject if case else ""
        others = of_subject.get(subject, [])
        result = applied(rules, case, event, (cases[name] for name in others))
        if isinstance(result, Refusal):
            yield Refused(event, result)
            continue
        if case is None:
            of_subject.setdefault(result.subject, []).append(result.id)
        cases[result.id] = result


def applied(
    rules: Rules, case: Case | None, event: Event, others: Iterable[Case]
) -> Case | Refusal:
    """The case after one more event, beside the `others` that the same record has.

    Like `apply`, and asks also what only the others can tell: whether the case may be opened,
    and, after what reaches back, whether it and those that came after it or depend on it could
    still have been opened.
    """
    if case is None and isinstance(event, Opened):
        return opened(rules, event, others)
    result = apply(rules, case, event)
    if isinstance(result, Refusal) or case is None:
        return result
    if not _reaches_back(rules, case, result, event):
        return result
    beside = [other for other in others if other.id != case.id]
    if faults := tuple(faults_beside(rules, result, case, beside)):
        return Refusal(faults, allowed(rules, case, event.day), event.number)
    return result


def _reaches_back(rules: Rules, case: Case, after: Case, event: Event) -> bool:
    """Whether other cases may now be wrong: a correction, a case that is open again, or one
    that is no longer where others need the record to be."""
    if isinstance(event, Corrected) or (case.is_over and not after.is_over):
        return True
    needed = {lifecycle.after for lifecycle in rules.procedure.lifecycles.values()}
    return case.state != after.state and case.state in needed


def opened(rules: Rules, event: Opened, others: Iterable[Case]) -> Case | Refusal:
    """The case that an event opens beside the `others` that the same record already has."""
    result = apply(rules, None, event)
    if isinstance(result, Refusal):
        return result
    lifecycle = rules.lifecycle(result.lifecycle)
    beside = [case for case in others if case.id != event.case]
    faults = tuple(_faults(rules, lifecycle, event, beside))
    if faults:
        alike = (c for c in beside if c.lifecycle == lifecycle.id and not c.is_over)
        return Refusal(faults, _instead(rules, event, next(alike, None)), event.number)
    return result


def _instead(rules: Rules, event: Opened, case: Case | None) -> tuple[Action, ...]:
    """What can be done in the case that is open already; else what can be opened."""
    return allowed(rules, case, event.day, event.act.transition)


def last_closed(lifecycle: str, others: Iterable[Case]) -> Case | None:
    """The case of a kind that comes before the next: no other names it as predecessor."""
    before = [case for case in others if case.lifecycle == lifecycle and case.is_over]
    named = {case.predecessor for case in before}
    return next((case for case in before if case.id not in named), None)


def _faults(
    rules: Rules, lifecycle: Lifecycle, event: Opened, others: list[Case]
) -> Iterator[Fault]:
    alike = [case for case in others if case.lifecycle == lifecycle.id]
    for case in alike:
        if not case.is_over:
            yield Fault.of(
                codes.ALREADY_OPEN,
                "subject",
                subject=event.subject,
                case=case.id,
                state=rules.state(case.state).label,
            )
    last = last_closed(lifecycle.id, alike)
    expected = None if last is None else last.id
    if event.predecessor != expected and all(case.is_over for case in alike):
        yield Fault.of(
            codes.PREDECESSOR,
            "predecessor",
            expected=expected or "none",
            expected_zh=f" {expected}" if expected else "无",
            given=event.predecessor or "none",
            given_zh=f" {event.predecessor}" if event.predecessor else "无",
        )
    yield from _faults_of_order(rules, lifecycle, event, others, last)


def _faults_of_order(
    rules: Rules, lifecycle: Lifecycle, event: Opened, others: list[Case], last: Case | None
) -> Iterator[Fault]:
    yield from too_early(rules, event.day, last, "day")
    first = lifecycle.after
    if first is None:
        return
    if not any(case.state == first and case.since <= event.day for case in others):
        yield not_yet(rules, lifecycle, event.subject, "subject")
