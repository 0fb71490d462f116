"""Whether an act is allowed: the right step, from the right state, by the right role, on a
day that is possible, with the evidence it needs. Every reason against it is given."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from povertyrules.cases.actions import Action, action_of, is_open_on, is_possible
from povertyrules.cases.case import Case
from povertyrules.cases.events import Act
from povertyrules.cases.evidence import Actor
from povertyrules.cases.phrases import listed, role_names, stage_names
from povertyrules.cases.rounds import made_in_month, month_of
from povertyrules.cases.rules import Rules
from povertyrules.cases.weighing import blank, faults_of_evidence
from povertyrules.kernel.catalogue import cases as codes
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.suggest import nearest
from povertyrules.model.procedure.parts import Transition
from povertyrules.model.ruleset import Role


def faults_of_opening(rules: Rules, act: Act) -> tuple[Fault, ...]:
    """Why no case can be opened by an act, as far as other cases do not matter."""
    step = rules.step(act.transition)
    if step is None:
        return (_unknown(rules, act),)
    if not step.opens:
        openings = listed((f"“{s.label}”" for s in _openings(rules)), "zh")
        english = listed((f"“{s.label}”" for s in _openings(rules)), "en")
        fault = Fault.of(
            codes.NOT_AN_OPENING,
            "transition",
            step=step.label,
            openings=english,
            openings_zh=openings,
        )
        return (fault,)
    return tuple(_faults(rules, step, act, case=None))


def faults_of_act(rules: Rules, case: Case, act: Act, not_before: date) -> tuple[Fault, ...]:
    """Why an act cannot be made in a case. `not_before` is the day of what comes before it."""
    step = rules.step(act.transition)
    if step is None:
        return (_unknown(rules, act),)
    return (
        *_faults_of_place(rules, step, case),
        *_faults_of_order(step, case, act, not_before),
        *_faults(rules, step, act, case),
    )


def _unknown(rules: Rules, act: Act) -> Fault:
    steps = rules.procedure.transitions
    near = nearest(act.transition, steps)
    known = ", ".join(steps)
    return Fault.of(
        codes.UNKNOWN_STEP, "transition", suggestion=near, name=act.transition, known=known
    )


def _openings(rules: Rules, like: str = "") -> list[Transition]:
    """The steps that open a case; of one lifecycle if a step of it is named that does."""
    step = rules.step(like)
    of = step.lifecycle if step is not None and step.opens else None
    found = [each for each in rules.procedure.transitions.values() if each.opens]
    return [each for each in found if of in (None, each.lifecycle)]


def _faults_of_place(rules: Rules, step: Transition, case: Case) -> Iterator[Fault]:
    if step.lifecycle != case.lifecycle:
        yield Fault.of(
            codes.OTHER_KIND,
            "transition",
            step=step.label,
            lifecycle=rules.lifecycle(step.lifecycle).label,
            own=rules.lifecycle(case.lifecycle).label,
        )
    elif step.opens:
        yield Fault.of(codes.OPENS_ANOTHER, "transition", step=step.label)
    elif case.state not in step.sources:
        yield wrong_state(rules, case, step, step.sources, "transition")


def wrong_state(
    rules: Rules, case: Case, step: Transition, sources: tuple[str, ...], path: str
) -> Fault:
    """That a step is for a case in one of other states than it is in."""
    labels = rules.state_labels(sources)
    return Fault.of(
        codes.WRONG_STATE,
        path,
        step=step.label,
        state=rules.state(case.state).label,
        sources=" or ".join(labels),
        sources_zh="或".join(labels),
    )


def wrong_role(rules: Rules, step: Transition, role: str) -> Fault:
    """That a step is for others than somebody in a role to make."""
    known = rules.ruleset.roles.get(role)
    return Fault.of(
        codes.WRONG_ROLE,
        "actor.role",
        clauses=tuple(clause.reference for clause in step.cites),
        step=step.label,
        role=role if known is None else known.label,
        roles=role_names(step.roles, "en"),
        roles_zh=role_names(step.roles, "zh"),
    )


def _faults_of_order(step: Transition, case: Case, act: Act, not_before: date) -> Iterator[Fault]:
    if act.day < not_before:
        yield Fault.of(codes.BEFORE_LAST_EVENT, "day", day=act.day, last=not_before)
    made = made_in_month(case.acts, step, act.day) if step.monthly else None
    if made is not None:
        yield Fault.of(
            codes.ALREADY_THIS_MONTH,
            "day",
            step=step.label,
            month=month_of(act.day),
            day=made.act.day,
        )


def _faults(rules: Rules, step: Transition, act: Act, case: Case | None) -> Iterator[Fault]:
    yield from faults_of_actor(rules, act.actor, "actor")
    if act.actor.role in rules.ruleset.roles and not _may(act.actor, step.roles):
        yield wrong_role(rules, step, act.actor.role)
    if not is_open_on(step, act.day):
        yield Fault.of(
            codes.OUTSIDE_STAGE,
            "day",
            clauses=tuple(c.reference for stage in step.stages for c in stage.cites),
            step=step.label,
            day=act.day,
            stages=stage_names(step.stages, "en"),
            stages_zh=stage_names(step.stages, "zh"),
        )
    yield from faults_of_evidence(rules, step, act, case)


def _may(actor: Actor, roles: tuple[Role, ...]) -> bool:
    return any(role.id == actor.role for role in roles)


def faults_of_actor(rules: Rules, actor: Actor, path: str) -> Iterator[Fault]:
    """Nobody acts without a name, or in a role that there is not."""
    yield from blank(actor.name, f"{path}.name")
    roles = rules.ruleset.roles
    if actor.role not in roles:
        yield Fault.of(
            codes.UNKNOWN_ACTOR_ROLE,
            f"{path}.role",
            suggestion=nearest(actor.role, roles),
            role=actor.role,
            known=", ".join(roles),
        )


# what could be done instead


def allowed(rules: Rules, case: Case | None, day: date, step: str = "") -> tuple[Action, ...]:
    """The steps that can be made on a day; where there are none, those of any day.

    Without a case they are openings: of the lifecycle that a step opens, if it opens one.
    """
    if case is None:
        openings = _openings(rules, step)
        now = [step for step in openings if is_open_on(step, day)]
        return tuple(action_of(step, None) for step in now or openings)
    steps = rules.lifecycle(case.lifecycle).leading_from(case.state)
    now = [step for step in steps if is_possible(case, step, day)]
    return tuple(action_of(step, case.state) for step in now or steps)
