"""What of a procedure enters the ruleset's digest: everything that it means."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from povertyrules.model.procedure.parts import (
    DecisionNeed,
    DocumentNeed,
    FindingNeed,
    Lifecycle,
    Limit,
    Need,
    Procedure,
    ReasonNeed,
    Stage,
    State,
    Transition,
)
from povertyrules.model.ruleset import Clause


def procedure_content(procedure: Procedure) -> dict[str, Any]:
    """The procedure as plain data; the order in which its parts are written is left out."""
    return {
        "stages": {stage.id: _stage(stage) for stage in procedure.stages.values()},
        "lifecycles": {each.id: _lifecycle(each) for each in procedure.lifecycles.values()},
        "note": procedure.note,
    }


def _stage(stage: Stage) -> dict[str, Any]:
    end = None if stage.span.end is None else stage.span.end.isoformat()
    return {
        "label": stage.label,
        "span": [stage.span.start.isoformat(), end, stage.span.interpretation],
        "cite": _cites(stage.cites),
        "note": stage.note,
    }


def _lifecycle(lifecycle: Lifecycle) -> dict[str, Any]:
    return {
        "label": lifecycle.label,
        "after": lifecycle.after,
        "states": {state.id: _state(state) for state in lifecycle.states.values()},
        "transitions": {step.id: _transition(step) for step in lifecycle.transitions.values()},
        **_remarks(lifecycle),
    }


def _state(state: State) -> dict[str, Any]:
    return {"label": state.label, "final": state.final, **_remarks(state)}


def _transition(step: Transition) -> dict[str, Any]:
    return {
        "label": step.label,
        "from": sorted(step.sources),
        "to": step.target,
        "by": sorted(role.id for role in step.roles),
        "stage": [stage.id for stage in step.stages],
        "needs": [_need(need) for need in step.needs],
        "limit": None if step.limit is None else _limit(step.limit),
        "monthly": step.monthly,
        **_remarks(step),
    }


def _need(need: Need) -> list[Any]:
    match need:
        case DecisionNeed():
            names = sorted(definition.id for definition in need.definitions)
            return ["holds" if need.holds else "fails", names, *_since(need)]
        case FindingNeed():
            names = sorted(fact.id for fact in need.findings)
            return ["finding", names, need.answer, *_since(need)]
        case DocumentNeed():
            return ["document", need.label]
        case ReasonNeed():
            return ["reason", need.label]


def _since(need: DecisionNeed | FindingNeed) -> list[str]:
    return [] if need.since is None else [need.since.id]


def _limit(limit: Limit) -> list[Any]:
    days = None if limit.days is None else limit.days.id
    stage = None if limit.stage is None else limit.stage.id
    return [days, sorted(limit.since), stage, limit.interpretation]


def _remarks(thing: Lifecycle | State | Transition) -> dict[str, Any]:
    return {
        "cite": _cites(thing.cites),
        "interpretation": thing.interpretation,
        "note": thing.note,
    }


def _cites(cites: Iterable[Clause]) -> list[str]:
    return [clause.reference for clause in cites]
