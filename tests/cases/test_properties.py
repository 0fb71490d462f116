"""Random acts and corrections: nothing forbidden is accepted, nothing allowed is refused, and
every log folds to the same case again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.cases import (
    Acted,
    Actor,
    Case,
    Corrected,
    Documented,
    Evaluated,
    Event,
    Evidence,
    Found,
    Opened,
    Reasoned,
    Refusal,
    apply,
    canonical,
    deadlines,
    fold,
    next_actions,
    openings,
    read_event,
    replay,
    to_dict,
)
from povertyrules.cases.events import Act
from tests.cases.oracle import Oracle, Standing
from tests.cases.scenes import HOUSEHOLD, RECEIPT, SMALL, evidence, proper_act, small, zhaojia

RULESETS = {"zhaojia": zhaojia(), "small": small()}
ORACLES = {"zhaojia": Oracle(Path(zhaojia().checked.location)), "small": Oracle(SMALL)}
FIRST = date(2020, 3, 20)
NAMES = st.sampled_from(sorted(RULESETS))
ROLES = st.sampled_from(["village", "town", "district", "departments", "nobody"])


def mostly(good: object, other: st.SearchStrategy[object]) -> st.SearchStrategy[object]:
    """What is right, three times of four."""
    return st.integers(0, 3).flatmap(lambda n: other if n == 0 else st.just(good))


@st.composite
def pieces(draw: st.DrawFn, name: str, day: date) -> Evidence:
    """A piece of evidence that may be for another step, false, early, late or blank."""
    rules = RULESETS[name].procedure.rules
    step = draw(st.sampled_from(sorted(rules.procedure.transitions)))
    whole = evidence(rules.procedure.transitions[step], day)
    piece = draw(st.sampled_from(whole)) if whole else Documented("无关文书", "1号")
    shifted = day + timedelta(days=draw(st.integers(-30, 2)))
    match piece:
        case Evaluated():
            names = st.sampled_from([piece.name, "housing_secure", "warning"])
            receipt = draw(mostly(RECEIPT, st.just("1号")))
            return Evaluated(draw(names), draw(st.booleans()), shifted, str(receipt))
        case Found():
            return Found(piece.finding, draw(st.booleans()), shifted, Actor("赵某", draw(ROLES)))
        case Documented():
            return Documented(piece.document, draw(st.sampled_from(["1号", " "])))
    return Reasoned(piece.reason, draw(st.sampled_from(["属实", ""])))


@st.composite
def right_acts(draw: st.DrawFn, name: str, standing: Standing | None) -> Act:
    """An act that leads on from where a case is, on a day that is possible if there is one."""
    oracle = ORACLES[name]
    steps = [each for each in sorted(oracle.steps) if oracle.leads_on(standing, each)]
    step = draw(st.sampled_from(steps or sorted(oracle.steps)))
    earliest = FIRST if standing is None else standing.last
    day = earliest + timedelta(days=draw(st.sampled_from([0, 0, 1, 2, 5, 20, 31])))
    return proper_act(RULESETS[name], step, oracle.next_day(step, day))


@st.composite
def acts(draw: st.DrawFn, name: str, standing: Standing | None) -> Act:
    """An act that is right, or has a slip: another step, day, role or evidence."""
    act = draw(right_acts(name, standing))
    slip = draw(st.sampled_from([None, None, None, "step", "day", "role", "name", "less", "more"]))
    body = act.evidence
    match slip:
        case "step":
            step = draw(st.sampled_from(sorted(ORACLES[name].steps)))
            return proper_act(RULESETS[name], step, act.day)
        case "day":
            shift = draw(st.sampled_from([-31, -1, 1, 9, 40]))
            return replace(act, day=act.day + timedelta(days=shift))
        case "role":
            return replace(act, actor=Actor("王某", draw(ROLES)))
        case "name":
            return replace(act, actor=Actor(" ", act.actor.role))
        case "less":
            return replace(act, evidence=body[:-1])
        case "more":
            return replace(act, evidence=(*body, draw(pieces(name, act.day))))
    return act


def opening(name: str, act: Act) -> Opened:
    ruleset = RULESETS[name]
    return Opened("甲", HOUSEHOLD, act, ruleset.checked.reference, ruleset.digest)


def event_of(name: str, case: Case | None, act: Act) -> Event:
    return opening(name, act) if case is None else Acted(case.id, len(case.events) + 1, act)


@st.composite
def logs(draw: st.DrawFn) -> tuple[str, list[tuple[Event, bool]]]:
    """Events, and whether the oracle allows each after those it allowed before."""
    name = draw(NAMES)
    oracle, rules = ORACLES[name], RULESETS[name].procedure.rules
    standing, case = None, None
    made: list[tuple[Event, bool]] = []
    for _ in range(draw(st.integers(1, 16))):
        act = draw(acts(name, standing))
        event = event_of(name, case, act)
        is_allowed = oracle.allows(standing, act)
        made.append((event, is_allowed))
        result = apply(rules, case, event)
        if is_allowed and isinstance(result, Case):
            standing, case = oracle.after(standing, act), result
    return name, made


@given(logs())
def test_what_is_accepted_is_exactly_what_is_allowed(
    log: tuple[str, list[tuple[Event, bool]]],
) -> None:
    name, made = log
    rules, case = RULESETS[name].procedure.rules, None
    for event, is_allowed in made:
        result = apply(rules, case, event)
        assert isinstance(result, Case) == is_allowed, result
        if isinstance(result, Refusal):
            assert result.faults
            assert result.to_text("zh")
            assert result.to_text("en")
        else:
            case = result


@given(logs())
def test_a_log_always_folds_to_the_same_case(log: tuple[str, list[tuple[Event, bool]]]) -> None:
    name, made = log
    rules = RULESETS[name].procedure.rules
    accepted = [event for event, is_allowed in made if is_allowed]
    if not accepted:
        return
    case = fold(rules, accepted)
    assert isinstance(case, Case)
    assert case.events == tuple(accepted)
    assert fold(rules, case.events) == case
    again = [read_event(canonical(event)) for event in case.events]
    assert again == accepted
    assert fold(rules, again) == case
    if RULESETS[name].procedure.lifecycles[case.lifecycle].after is None:
        assert replay(rules, accepted).cases == {"甲": case}


@given(logs(), st.sampled_from(["village", "town", "district", "departments"]), st.integers(0, 90))
def test_next_actions_are_exactly_what_is_accepted(
    log: tuple[str, list[tuple[Event, bool]]], role: str, later: int
) -> None:
    name, made = log
    ruleset = RULESETS[name]
    rules = ruleset.procedure.rules
    accepted = [event for event, is_allowed in made if is_allowed]
    case = fold(rules, accepted) if accepted else None
    day = (case.last_day if isinstance(case, Case) else FIRST) + timedelta(days=later)
    possible = set()
    for step in rules.procedure.transitions:
        act = replace(proper_act(ruleset, step, day), actor=Actor("王某", role))
        event = event_of(name, case if isinstance(case, Case) else None, act)
        result = apply(rules, case if isinstance(case, Case) else None, event)
        if isinstance(result, Case):
            possible.add(step)
    found = (
        next_actions(rules, case, role, day)
        if isinstance(case, Case)
        else openings(rules, role, day)
    )
    assert {action.transition for action in found} == possible


@st.composite
def corrections(draw: st.DrawFn) -> tuple[str, Case, Corrected]:
    name, made = draw(logs())
    rules = RULESETS[name].procedure.rules
    accepted = [event for event, is_allowed in made if is_allowed]
    if not accepted:
        accepted = [opening(name, proper_act(RULESETS[name], _first(name), FIRST))]
    case = fold(rules, accepted)
    assert isinstance(case, Case)
    number, act = draw(st.sampled_from(case.acts))
    moved = replace(act, day=act.day + timedelta(days=draw(st.integers(-3, 3))))
    other = draw(acts(name, None))
    put = draw(st.sampled_from([None, moved, other, act]))
    by = replace(act.actor, role=str(draw(mostly(act.actor.role, ROLES))))
    day = case.last_day + timedelta(days=draw(st.integers(0, 5)))
    event = Corrected(case.id, len(case.events) + 1, number, put, day, by, "记录有误")
    return name, case, event


def _first(name: str) -> str:
    return {"zhaojia": "carry_over", "small": "enlist"}[name]


@given(corrections())
def test_a_correction_is_as_if_it_had_been_right_at_once(
    drawn: tuple[str, Case, Corrected],
) -> None:
    name, case, event = drawn
    rules = RULESETS[name].procedure.rules
    result = apply(rules, case, event)
    right = [(n, event.act if n == event.corrects else act) for n, act in case.acts]
    standing: Standing | None = None
    possible = event.act is not None or event.corrects != 1
    for _, act in right:
        if act is None:
            continue
        possible = possible and ORACLES[name].allows(standing, act)
        if possible:
            standing = ORACLES[name].after(standing, act)
    same_kind = standing is not None and standing.lifecycle == case.lifecycle
    in_time = event.act is None or event.act.day <= event.day
    acting = {event.actor.role, *([] if event.act is None else [event.act.actor.role])}
    own_role = acting == {dict(case.acts)[event.corrects].actor.role}
    assert isinstance(result, Case) == (possible and same_kind and in_time and own_role)
    if isinstance(result, Case):
        assert standing is not None
        assert (result.state, result.opened) == (standing.state, standing.opened)
        assert result.events == (*case.events, event)
        assert fold(rules, result.events) == result
        assert read_event(to_dict(event)) == event


@given(logs(), st.integers(0, 400))
def test_no_deadline_is_invented(log: tuple[str, list[tuple[Event, bool]]], later: int) -> None:
    name, made = log
    rules = RULESETS[name].procedure.rules
    accepted = [event for event, is_allowed in made if is_allowed]
    case = fold(rules, accepted) if accepted else None
    if not isinstance(case, Case):
        return
    day = case.last_day + timedelta(days=later)
    for each in deadlines(rules, case, day):
        step = rules.procedure.transitions[each.transition]
        assert ORACLES[name].awaits(case, step.id)
        assert (each.due is None) == (each.basis in ("open", "none"))
        assert each.is_overdue == (each.due is not None and each.due < day)
        if each.basis in ("days", "stage"):
            assert step.limit is not None
        assert (each.basis == "month") == step.monthly
    told = {each.transition for each in deadlines(rules, case, day)}
    rounds = {step.id for step in rules.procedure.transitions.values() if step.monthly}
    expected = {step for step in ORACLES[name].steps if ORACLES[name].awaits(case, step)}
    assert expected - rounds == told - rounds


def test_the_oracle_knows_the_shipped_procedure() -> None:
    assert set(ORACLES["zhaojia"].steps) == set(zhaojia().procedure.rules.procedure.transitions)


@pytest.mark.parametrize("name", sorted(RULESETS))
def test_every_step_can_be_made(name: str) -> None:
    """A walk along the steps, always by those that were made least, makes each of them."""
    rules = RULESETS[name].procedure.rules
    left = set(rules.procedure.transitions)
    for first in [s for s in rules.procedure.transitions.values() if s.opens]:
        _walk(name, first.id, left)
    assert left == set()


def _walk(name: str, first: str, left: set[str]) -> None:
    ruleset = RULESETS[name]
    rules = ruleset.procedure.rules
    on = date(2020, 3, 20) if first == "carry_over" else date(2020, 4, 20)
    begun = apply(rules, None, opening(name, proper_act(ruleset, first, on)))
    assert isinstance(begun, Case)
    ahead, seen = [begun], {begun.state}
    left.discard(first)
    while ahead:
        case = ahead.pop()
        for step in rules.lifecycle(case.lifecycle).leading_from(case.state):
            act = proper_act(ruleset, step.id, max(case.last_day, date(2020, 4, 20)))
            after = apply(rules, case, event_of(name, case, act))
            assert isinstance(after, Case), after
            left.discard(step.id)
            if after.state not in seen:
                seen.add(after.state)
                ahead.append(after)
