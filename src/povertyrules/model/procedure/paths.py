"""What no case can ever reach, where it gets stuck, and times that never begin."""

from __future__ import annotations

from collections.abc import Collection

from povertyrules.kernel.catalogue import procedure as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.model.procedure.parts import Lifecycle, State, Transition


def check_paths(lifecycle: Lifecycle, report: Report) -> None:
    """Report states that cannot be reached or left, and limits whose time may never begin."""
    if not lifecycle.openings:
        report.add(codes.NO_OPENING, lifecycle.where, name=lifecycle.id)
        return
    reached = _reachable(lifecycle, ())
    for state in lifecycle.states.values():
        if state.id not in reached:
            report.add(codes.UNREACHABLE_STATE, state.where, name=state.id)
        elif not state.final and not _leads_on(lifecycle, state):
            report.add(codes.DEAD_END, state.where, name=state.id)
    for step in lifecycle.transitions.values():
        _check_start(lifecycle, step, report)


def _reachable(lifecycle: Lifecycle, avoiding: Collection[str]) -> set[str]:
    """The states that a case can come to without ever being in those to avoid."""
    reached: set[str] = set()
    ahead = [step.target for step in lifecycle.openings]
    while ahead:
        state = ahead.pop()
        if state not in reached and state not in avoiding:
            reached.add(state)
            ahead.extend(step.target for step in lifecycle.leading_from(state))
    return reached


def _leads_on(lifecycle: Lifecycle, state: State) -> bool:
    """Whether a case moves on from a state, or something is done there every month."""
    steps = lifecycle.leading_from(state.id)
    return any(step.target != state.id or step.monthly for step in steps)


def _check_start(lifecycle: Lifecycle, step: Transition, report: Report) -> None:
    limit = step.limit
    if limit is None or limit.days is None or set(step.sources) <= set(limit.since):
        return
    (state,) = limit.since
    around = _reachable(lifecycle, limit.since)
    for source in step.sources:
        if source in around:
            report.add(codes.LIMIT_WITHOUT_START, step.where, name=source, state=state)
            return
