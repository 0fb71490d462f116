"""From the section `procedure` of a document to a checked procedure."""

from __future__ import annotations

from collections.abc import Iterable

from povertyrules.kernel.catalogue import procedure as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Span
from povertyrules.kernel.suggest import nearest
from povertyrules.model import fields
from povertyrules.model.procedure.context import Surroundings
from povertyrules.model.procedure.parts import (
    Lifecycle,
    Procedure,
    Stage,
    State,
    Transition,
)
from povertyrules.model.procedure.paths import check_paths
from povertyrules.model.procedure.stages import read_stages
from povertyrules.model.procedure.states import read_states
from povertyrules.model.procedure.transitions import read_transition
from povertyrules.model.ruleset import InForce
from povertyrules.model.sources import read_citations
from povertyrules.syntax.document import Entry, Mapping

_Labelled = Stage | State | Transition | Lifecycle


def read_procedure(section: Mapping, in_force: InForce | None, around: Surroundings) -> Procedure:
    """The procedure, as far as it is sound; everything that is wrong with it is reported."""
    report = around.report
    stages = read_stages(section, in_force, around.authorities, report)
    around.stages = stages
    for stage in stages.values():
        around.take(stage.id, stage.where)
    around.declared_stages = frozenset(e.key.text for e, _ in fields.objects(section, "stages"))
    entries = list(fields.objects(section, "lifecycles"))
    for entry, _ in entries:
        around.take(entry.key.text, entry.key.span)
    states = {entry.key.text: read_states(node, around) for entry, node in entries}
    lifecycles = {
        entry.key.text: _lifecycle(entry, node, states, around) for entry, node in entries
    }
    procedure = Procedure(stages, lifecycles, note=fields.text(section, "note"))
    _check_labels(stages.values(), report)
    _check_labels(lifecycles.values(), report)
    if around.is_whole:
        _check_use(procedure, report)
        for entry, node in entries:
            _check_paths(lifecycles[entry.key.text], node, report)
    return procedure


def _lifecycle(
    entry: Entry, node: Mapping, states: dict[str, dict[str, State]], around: Surroundings
) -> Lifecycle:
    name = entry.key.text
    read = []
    for step, inner in fields.objects(node, "transitions"):
        around.take(step.key.text, step.key.span)
        read.append(read_transition(name, step, inner, states[name], around))
    transitions = {step.id: step for step in read if step is not None}
    _check_labels(states[name].values(), around.report)
    _check_labels(transitions.values(), around.report)
    return Lifecycle(
        id=name,
        label=fields.text(node, "label", name),
        after=_after(name, node, states, around),
        states=states[name],
        transitions=transitions,
        cites=read_citations(node, around.authorities, around.report),
        interpretation=fields.text(node, "interpretation"),
        note=fields.text(node, "note"),
        where=entry.key.span,
    )


def _after(
    name: str, node: Mapping, states: dict[str, dict[str, State]], around: Surroundings
) -> str | None:
    written = fields.scalar(node, "after")
    if written is None:
        return None
    others = [state for owner, found in states.items() if owner != name for state in found]
    if written.text in others:
        return written.text
    if around.is_whole:
        suggestion = nearest(written.text, others)
        around.report.add(
            codes.UNKNOWN_STATE_BEFORE, written.span, name=written.text, suggestion=suggestion
        )
    return None


def _check_paths(lifecycle: Lifecycle, node: Mapping, report: Report) -> None:
    """Unless a step or state was not understood: others may seem out of reach only for that."""
    written = [fields.mapping(node, section) for section in ("states", "transitions")]
    found = (lifecycle.states, lifecycle.transitions)
    if all(w is not None and len(w.entries) == len(f) for w, f in zip(written, found, strict=True)):
        check_paths(lifecycle, report)


def _check_use(procedure: Procedure, report: Report) -> None:
    used = {stage.id for step in procedure.transitions.values() for stage in step.stages}
    for stage in procedure.stages.values():
        if stage.id not in used:
            report.add(codes.UNUSED_STAGE, stage.where, name=stage.id)


def _check_labels(things: Iterable[_Labelled], report: Report) -> None:
    first: dict[str, tuple[str, Span]] = {}
    for thing in things:
        other, where = first.setdefault(thing.label, (thing.id, thing.where))
        if other != thing.id:
            report.add(
                codes.SAME_LABEL,
                thing.where,
                name=thing.id,
                other=other,
                line=where.line,
                label=thing.label,
            )
