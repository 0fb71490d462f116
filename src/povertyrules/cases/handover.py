"""Handing over: the step by which a case becomes the business of those who have no other.

A warning is fed back to departments by one step: none of them acts in it before, nor in any
other kind of case. So whoever may make that step says which departments they are: from the
state that it leads from, until the case is over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from povertyrules.cases.case import Case
from povertyrules.cases.evidence import Actor
from povertyrules.cases.judging import wrong_role, wrong_state
from povertyrules.cases.rules import Rules
from povertyrules.kernel.catalogue import storing
from povertyrules.kernel.faults import Fault
from povertyrules.model.procedure.parts import Lifecycle, Transition


def handover_of(rules: Rules, lifecycle: Lifecycle) -> Transition | None:
    """The step without which a role never acts that acts in the state after it; None if a
    lifecycle has none."""
    others = [e for e in rules.procedure.lifecycles.values() if e.id != lifecycle.id]
    elsewhere = _roles(step for other in others for step in other.transitions.values())
    for step in lifecycle.transitions.values():
        new = _roles(lifecycle.leading_from(step.target)) - _roles([step]) - elsewhere
        if new - _roles(_steps_without(lifecycle, step)):
            return step
    return None


def _roles(steps: Iterable[Transition]) -> set[str]:
    return {role.id for step in steps for role in step.roles}


def _steps_without(lifecycle: Lifecycle, left_out: Transition) -> list[Transition]:
    """The steps that can be made in some case in which one step never was."""
    left = [step for step in lifecycle.transitions.values() if step is not left_out]
    made = [step for step in left if step.opens]
    for step in made:  # it grows meanwhile
        made += [each for each in left if step.target in each.sources and each not in made]
    return made


def faults_of_referral(rules: Rules, case: Case, actor: Actor) -> Iterator[Fault]:
    """Why somebody cannot refer a case to a department as it stands."""
    lifecycle = rules.lifecycle(case.lifecycle)
    step = handover_of(rules, lifecycle)
    if step is None:
        yield Fault.of(storing.NEVER_REFERRED, "case", kind=lifecycle.label)
        return
    yield from _faults_of_role(rules, step, actor)
    states = _states(lifecycle, step)
    if case.state not in states:
        yield wrong_state(rules, case, step, states, "case")


def faults_of_withdrawal(rules: Rules, case: Case, actor: Actor) -> Iterator[Fault]:
    """Why somebody cannot take a referral back, whatever became of the case."""
    step = handover_of(rules, rules.lifecycle(case.lifecycle))
    if step is not None:
        yield from _faults_of_role(rules, step, actor)


def _faults_of_role(rules: Rules, step: Transition, actor: Actor) -> Iterator[Fault]:
    if actor.role not in _roles([step]):
        yield wrong_role(rules, step, actor.role)


def _states(lifecycle: Lifecycle, step: Transition) -> tuple[str, ...]:
    """Where the step leads from, and what comes after it until the case is over."""
    before = {each.target for each in _steps_without(lifecycle, step)}
    return tuple(
        name
        for name, state in lifecycle.states.items()
        if not state.final and (name in step.sources or name not in before)
    )
