"""What no case can ever reach, where it gets stuck, and times that never begin."""

from __future__ import annotations

from povertyrules.kernel.catalogue import procedure as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.model.procedure.parts import (
    DecisionNeed,
    FindingNeed,
    Lifecycle,
    State,
    Transition,
)


def check_paths(lifecycle: Lifecycle, report: Report) -> None:
    """Report states that cannot be reached or left, and limits whose time may never begin."""
    if not lifecycle.openings:
        report.add(codes.NO_OPENING, lifecycle.where, name=lifecycle.id)
        return
    begins = [step.target for step in lifecycle.openings]
    reached = lifecycle.reachable(begins, avoiding=())
    for state in lifecycle.states.values():
        if state.id not in reached:
            report.add(codes.UNREACHABLE_STATE, state.where, name=state.id)
        elif not state.final and not _leads_on(lifecycle, state):
            report.add(codes.DEAD_END, state.where, name=state.id)
    for step in lifecycle.transitions.values():
        _check_start(lifecycle, step, report)


def _leads_on(lifecycle: Lifecycle, state: State) -> bool:
    """Whether a case moves on from a state, or something is done there every month."""
    steps = lifecycle.leading_from(state.id)
    return any(step.target != state.id or step.monthly for step in steps)


def _check_start(lifecycle: Lifecycle, step: Transition, report: Report) -> None:
    """Report what is counted from a state that a case may never have been in."""
    limit = step.limit
    if limit is not None and limit.days is not None and not set(step.sources) <= {*limit.since}:
        (state,) = limit.since
        source = _passed_by(lifecycle, step, state)
        if source:
            report.add(codes.LIMIT_WITHOUT_START, step.where, name=source, state=state)
    for need in step.needs:
        since = need.since if isinstance(need, DecisionNeed | FindingNeed) else None
        source = "" if since is None else _passed_by(lifecycle, step, since.id)
        if source and since is not None:
            report.add(codes.NEED_WITHOUT_START, step.where, name=source, state=since.id)
            return


def _passed_by(lifecycle: Lifecycle, step: Transition, state: str) -> str:
    """A state that the step leads from and that a case can come to without another one."""
    begins = [each.target for each in lifecycle.openings]
    around = lifecycle.reachable(begins, avoiding={state})
    return next((source for source in step.sources if source in around), "")
