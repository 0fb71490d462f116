"""The fold: from events to the case. The same log always gives the same case.

An event that is not allowed is not applied: a `Refusal` is returned in the place of the
case. Nothing here reads a clock, and nothing is repaired silently.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from povertyrules.cases.case import Case, Recorded, moved
from povertyrules.cases.events import Act, Acted, Corrected, Event, Opened
from povertyrules.cases.judging import (
    allowed,
    faults_of_act,
    faults_of_actor,
    faults_of_opening,
)
from povertyrules.cases.phrases import listed
from povertyrules.cases.refusals import Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.weighing import blank
from povertyrules.kernel.catalogue import cases as codes
from povertyrules.kernel.faults import Fault


def fold(rules: Rules, events: Iterable[Event]) -> Case | Refusal:
    """The case that the events of one case lead to, or the refusal of the first that is not
    allowed. Whether the case could be opened beside others is not asked: see `replay`."""
    case: Case | None = None
    for event in events:
        result = apply(rules, case, event)
        if isinstance(result, Refusal):
            return result
        case = result
    if case is None:
        return Refusal((_not_opened("nothing", "空的"),))
    return case


def apply(rules: Rules, case: Case | None, event: Event) -> Case | Refusal:
    """The case after one more event; the first one (`case` is None) opens it."""
    if case is None:
        if isinstance(event, Opened):
            return _opened(rules, event)
        kind = ("a correction", "更正") if isinstance(event, Corrected) else ("a step", "办理")
        return Refusal((_not_opened(*kind),), number=event.number)
    faults = tuple(_faults_of_place(case, event))
    if faults or isinstance(event, Opened):  # its number is always wrong here
        since = case.events[event.number - 1 :] if event.case == case.id else ()
        return Refusal(faults, allowed(rules, case, event.day), event.number, since)
    if isinstance(event, Corrected):
        return _corrected(rules, case, event)
    return _acted(rules, case, event)


def _not_opened(kind: str, kind_zh: str) -> Fault:
    return Fault.of(codes.NOT_OPENED, "event", kind=kind, kind_zh=kind_zh)


def _faults_of_place(case: Case, event: Event) -> Iterator[Fault]:
    if event.case != case.id:
        yield Fault.of(codes.WRONG_CASE, "event.case", given=event.case, case=case.id)
    expected = len(case.later) + 2
    if event.number != expected:
        yield Fault.of(codes.WRONG_NUMBER, "event.number", number=event.number, expected=expected)


# opening


def _opened(rules: Rules, event: Opened) -> Case | Refusal:
    faults = (
        *_faults_of_ruleset(rules, event),
        *blank(event.case, "case"),
        *blank(event.subject, "subject"),
        *faults_of_opening(rules, event.act),
    )
    if faults:
        return _not_begun(rules, event, faults)
    return _begun(rules, event, event.act)


def _not_begun(rules: Rules, event: Opened, faults: tuple[Fault, ...]) -> Refusal:
    instead = allowed(rules, None, event.day, event.act.transition)
    return Refusal(faults, instead, event.number)


def _faults_of_ruleset(rules: Rules, event: Opened) -> Iterator[Fault]:
    ruleset = rules.ruleset
    if event.digest != ruleset.digest:
        yield Fault.of(
            codes.WRONG_RULESET,
            "event.digest",
            given=f"{event.ruleset} ({event.digest[:19]}…)",
            ruleset=ruleset.reference,
            digest=f"{ruleset.digest[:19]}…",
        )


def _begun(rules: Rules, event: Opened, act: Act) -> Case:
    step = rules.procedure.transitions[act.transition]
    return Case(
        lifecycle=step.lifecycle,
        state=step.target,
        is_over=rules.state(step.target).final,
        entered=((step.target, act.day),),
        acts=(Recorded(event.number, act),),
        opening=event,
    )


# steps


def _acted(rules: Rules, case: Case, event: Acted) -> Case | Refusal:
    faults = faults_of_act(rules, case, event.act, case.last_day)
    if faults:
        return Refusal(faults, allowed(rules, case, event.day), event.number)
    after = _moved(rules, case, Recorded(event.number, event.act))
    return replace(after, later=(*case.later, event))


def _moved(rules: Rules, case: Case, recorded: Recorded) -> Case:
    step = rules.procedure.transitions[recorded.act.transition]
    return moved(case, step, recorded, is_over=rules.state(step.target).final)


# corrections


def _corrected(rules: Rules, case: Case, event: Corrected) -> Case | Refusal:
    """The acts in effect are folded anew, with the corrected one in its place."""
    faults = tuple(_faults_of_correction(rules, case, event))
    if faults:
        return Refusal(faults, allowed(rules, case, event.day), event.number)
    result = _refolded(rules, case, event)
    if not isinstance(result, Case):
        return Refusal(result, allowed(rules, case, event.day), event.number)
    return replace(result, later=(*case.later, event))


def _faults_of_correction(rules: Rules, case: Case, event: Corrected) -> Iterator[Fault]:
    yield from faults_of_actor(rules, event.actor, "actor")
    yield from blank(event.reason, "reason")
    if event.day < case.last_day:
        yield Fault.of(codes.BEFORE_LAST_EVENT, "day", day=event.day, last=case.last_day)
    made = {recorded.number: recorded.act for recorded in case.acts}
    if event.corrects not in made:
        known = ", ".join(map(str, made))
        yield Fault.of(codes.NO_SUCH_ACT, "corrects", number=event.corrects, known=known)
        return
    if event.act is None and event.corrects == 1:
        yield Fault.of(codes.OPENING_STRUCK, "act")
    if event.act is not None and event.act.day > event.day:
        yield Fault.of(codes.BEFORE_LAST_EVENT, "day", day=event.day, last=event.act.day)
    role = made[event.corrects].actor.role
    yield from _faults_of_role(rules, event.actor.role, role, "actor.role")
    if event.act is not None:  # else one role could make the step of another
        yield from _faults_of_role(rules, event.act.actor.role, role, "act.actor.role")


def _faults_of_role(rules: Rules, given: str, made: str, where: str) -> Iterator[Fault]:
    roles = rules.ruleset.roles
    if given in roles and given != made:
        yield Fault.of(
            codes.CORRECTED_BY_OTHERS,
            where,
            role=roles[given].label,
            made=roles[made].label,
            made_zh=roles[made].label,
        )


def _refolded(rules: Rules, case: Case, event: Corrected) -> Case | tuple[Fault, ...]:
    """The case as it is with the correction, or why it could not be like that."""
    first, *rest = _in_effect(case, event)
    faults = faults_of_opening(rules, first.act)
    if faults:
        return faults
    again = _begun(rules, case.opening, first.act)
    if again.lifecycle != case.lifecycle:
        return (_other_kind(rules, first.act, case),)
    before = first.act.day
    for recorded in rest:
        faults = faults_of_act(rules, again, recorded.act, before)
        if faults:
            is_own = recorded.number == event.corrects
            return faults if is_own else (_breaks(recorded.number, faults),)
        again, before = _moved(rules, again, recorded), recorded.act.day
    return again


def _in_effect(case: Case, event: Corrected) -> list[Recorded]:
    """The acts, with the right one in the place of the wrong one, or without it."""
    kept = [r for r in case.acts if r.number != event.corrects]
    if event.act is None:
        return kept
    return sorted([*kept, Recorded(event.corrects, event.act)], key=lambda r: r.number)


def _breaks(number: int, faults: tuple[Fault, ...]) -> Fault:
    return Fault.of(
        codes.BREAKS_LATER,
        "act",
        number=number,
        why="; ".join(fault.message("en") for fault in faults),
        why_zh=listed((fault.message("zh") for fault in faults), "zh"),
    )


def _other_kind(rules: Rules, act: Act, case: Case) -> Fault:
    step = rules.procedure.transitions[act.transition]
    return Fault.of(
        codes.OTHER_KIND,
        "act.transition",
        step=step.label,
        lifecycle=rules.lifecycle(step.lifecycle).label,
        own=rules.lifecycle(case.lifecycle).label,
    )
