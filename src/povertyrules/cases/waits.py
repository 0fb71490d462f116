"""What a case waits for, whatever the day: what a store keeps to find overdue cases quickly.

`deadlines` says by when on a day that is asked about. This says what can be known before: the
end of a stage and of the oldest round that was not made; of a number of days only from when it
runs, since a locality may fill the number in later, or change it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from povertyrules.cases.case import Case
from povertyrules.cases.deadlines import due_of, rounds_not_made, start_of
from povertyrules.cases.rules import Rules
from povertyrules.model.procedure.parts import Transition

_TWO_MONTHS = timedelta(days=62)


@dataclass(frozen=True, slots=True)
class Wait:
    """A step that has a limit: `since` is the day from which the time runs, `due` the last
    day, None where it depends on a number of days."""

    step: str
    since: date
    due: date | None


def waits(rules: Rules, case: Case) -> tuple[Wait, ...]:
    """The steps with a limit that a case waits for."""
    steps = rules.lifecycle(case.lifecycle).awaited_in(case.state)
    found = (_wait(rules, case, step) for step in steps)
    return tuple(wait for wait in found if wait is not None)


def least_days(rules: Rules, step: Transition) -> int | None:
    """The fewest days that the limit of a step can be; None if it is no number of days, or
    nobody has filled it in."""
    parameter = None if step.limit is None else step.limit.days
    if parameter is None:
        return None
    if parameter.id in rules.fills:
        return int(rules.fills[parameter.id].value)
    return min((int(each.value) for each in parameter.values), default=None)


def _wait(rules: Rules, case: Case, step: Transition) -> Wait | None:
    if step.monthly:
        return _round(rules, case, step)
    if step.limit is None:
        return None
    since = start_of(step, case.entered, case.since)
    if step.limit.days is not None:
        return Wait(step.id, since, None)
    _, end = due_of(rules.fills, step, since, case.opened)
    return None if end is None else Wait(step.id, since, end)


def _round(rules: Rules, case: Case, step: Transition) -> Wait | None:
    """The oldest round that was not made: mostly that of this month or the next."""
    for horizon in (min(case.last_day, date.max - _TWO_MONTHS) + _TWO_MONTHS, _end(rules, step)):
        first = next(rounds_not_made(rules, case, step, horizon), None)
        if first is not None:
            return Wait(step.id, first.since, first.due)
    return None


def _end(rules: Rules, step: Transition) -> date:
    """A day by which every stage of a step has begun, and ended if it ends."""
    spans = [stage.span for stage in step.stages] or [rules.ruleset.in_force]
    return max(span.start + _TWO_MONTHS if span.end is None else span.end for span in spans)
