"""Random logs of several cases of two households: what must hold between cases always does."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from povertyrules.cases import (
    Acted,
    Case,
    Corrected,
    Evaluated,
    Event,
    Evidence,
    Found,
    Opened,
    Refusal,
    applied,
    replay,
)
from povertyrules.cases.docket import last_closed
from tests.cases.scenes import actor
from tests.cases.test_properties import FIRST, ORACLES, RULESETS, acts

NAMES = st.sampled_from(sorted(RULESETS))


def opening(draw: st.DrawFn, name: str, cases: dict[str, Case], number: int) -> Opened:
    ruleset, oracle = RULESETS[name], ORACLES[name]
    act = draw(acts(name, None))
    subject = draw(st.sampled_from(["户一", "户二"]))
    days = [case.last_day for case in cases.values() if case.subject == subject]
    day = oracle.next_day(act.transition, max([FIRST, *days]) + timedelta(days=1))
    step = ruleset.procedure.rules.step(act.transition)
    beside = [case for case in cases.values() if case.subject == subject]
    last = last_closed(step.lifecycle, beside) if step is not None else None
    right = None if last is None else last.id
    before = draw(st.sampled_from([right, right, right, None, "乱"]))
    shifted = replace(act, day=day, evidence=tuple(_dated(e, day) for e in act.evidence))
    return Opened(
        f"件{number}", subject, shifted, ruleset.checked.reference, ruleset.digest, before
    )


def _dated(piece: Evidence, day: date) -> Evidence:
    match piece:
        case Evaluated():
            return replace(piece, as_of=day)
        case Found():
            return replace(piece, day=day)
    return piece


@st.composite
def many(draw: st.DrawFn) -> tuple[str, list[Event]]:
    """Events that lead on from where the cases are, most of them allowed."""
    name = draw(NAMES)
    rules, oracle = RULESETS[name].procedure.rules, ORACLES[name]
    cases: dict[str, Case] = {}
    events: list[Event] = []
    for number in range(draw(st.integers(4, 24))):
        kind = draw(st.sampled_from(["open", "act", "act", "act", "act", "correct"]))
        event: Event
        if kind == "open" or not cases:
            event = opening(draw, name, cases, number)
        else:
            case = cases[draw(st.sampled_from(sorted(cases)))]
            if kind == "act":
                standing = oracle.of(case)
                event = Acted(case.id, len(case.events) + 1, draw(acts(name, standing)))
            else:
                wrong, act = draw(st.sampled_from(case.acts))
                day = act.day + timedelta(days=draw(st.integers(-30, 10)))
                moved = replace(act, day=day, evidence=tuple(_dated(e, day) for e in act.evidence))
                put = draw(st.sampled_from([None, None, act, moved]))
                who = actor(act.actor.role)
                event = Corrected(
                    case.id, len(case.events) + 1, wrong, put, case.last_day, who, "有误"
                )
        events.append(event)
        known = cases.get(event.case)
        subject = event.subject if isinstance(event, Opened) else known.subject if known else ""
        beside = [each for each in cases.values() if each.subject == subject]
        result = applied(rules, known, event, beside)
        if isinstance(result, Case):
            cases[result.id] = result
    return name, events


def _over_since(name: str, case: Case) -> date:
    """The first day after which a case was never open again, by the YAML text."""
    steps = ORACLES[name].steps
    finals = {s for each in ORACLES[name].whole["procedure"]["lifecycles"].values()
              for s, state in each["states"].items() if state.get("final") == "true"}  # fmt: skip
    ends = [steps[act.transition].get("to", "") in finals for _, act in case.acts]
    last_open = max(index for index, is_end in enumerate(ends) if not is_end)
    return case.acts[last_open + 1].act.day


@given(many())
def test_what_must_hold_between_cases_always_does(drawn: tuple[str, list[Event]]) -> None:
    name, events = drawn
    rules = RULESETS[name].procedure.rules
    docket = replay(rules, events)
    cases = docket.cases
    open_ones = Counter((c.subject, c.lifecycle) for c in cases.values() if not c.is_over)
    assert max(open_ones.values(), default=0) <= 1
    for case in cases.values():
        own = rules.lifecycle(case.lifecycle)
        beside = [c for c in cases.values() if c.subject == case.subject and c.id != case.id]
        if own.after is not None:
            entered = [day for c in beside if (day := c.entered_on(own.after)) is not None]
            assert min(entered) <= case.opened
        if case.predecessor is not None:
            before = cases[case.predecessor]
            assert before.is_over
            assert _over_since(name, before) <= case.opened
            assert (before.subject, before.lifecycle) == (case.subject, case.lifecycle)
    named = [c.predecessor for c in cases.values() if c.predecessor is not None]
    assert len(named) == len(set(named))


@given(many())
def test_the_log_of_what_was_accepted_leads_to_the_same_cases(
    drawn: tuple[str, list[Event]],
) -> None:
    name, events = drawn
    rules = RULESETS[name].procedure.rules
    docket = replay(rules, events)
    left_out = [each.event for each in docket.refused]
    accepted = [event for event in events if not any(event is each for each in left_out)]
    again = replay(rules, accepted)
    assert again.refused == ()
    assert again.cases == docket.cases
    assert sum(len(case.events) for case in docket.cases.values()) == len(accepted)
    assert all(isinstance(each.refusal, Refusal) for each in docket.refused)
