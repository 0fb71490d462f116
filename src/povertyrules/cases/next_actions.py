"""What somebody in a role can do now."""

from __future__ import annotations

from datetime import date

from povertyrules.cases.actions import Action, action_of, is_open_on, is_possible
from povertyrules.cases.case import Case
from povertyrules.cases.rules import Rules
from povertyrules.model.procedure.parts import Transition


def next_actions(
    rules: Rules, case: Case, role: str, as_of: date | None = None
) -> tuple[Action, ...]:
    """The steps that a role can make from where a case is: exactly those that `apply`
    accepts on the day, given the evidence. Without a day, those of any day."""
    steps = rules.lifecycle(case.lifecycle).leading_from(case.state)
    return tuple(
        action_of(step, case.state)
        for step in steps
        if _is_for(step, role) and (as_of is None or is_possible(case, step, as_of))
    )


def openings(rules: Rules, role: str, as_of: date | None = None) -> tuple[Action, ...]:
    """The steps with which a role can open a case."""
    return tuple(
        action_of(step, None)
        for lifecycle in rules.procedure.lifecycles.values()
        for step in lifecycle.openings
        if _is_for(step, role) and (as_of is None or is_open_on(step, as_of))
    )


def _is_for(step: Transition, role: str) -> bool:
    return any(each.id == role for each in step.roles)
