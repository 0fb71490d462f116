"""Steps: from which state to which, by whom, in which stage, on what, and by when."""

from __future__ import annotations

from povertyrules.kernel.catalogue import procedure as codes
from povertyrules.model import fields
from povertyrules.model.procedure.context import Surroundings
from povertyrules.model.procedure.limits import read_limit, stage_named
from povertyrules.model.procedure.needs import read_needs
from povertyrules.model.procedure.parts import Limit, Stage, State, Transition
from povertyrules.model.procedure.states import is_state
from povertyrules.model.ruleset import Role
from povertyrules.model.sources import read_citations, read_roles
from povertyrules.syntax.document import Entry, Mapping


def read_transition(
    lifecycle: str, entry: Entry, node: Mapping, states: dict[str, State], around: Surroundings
) -> Transition | None:
    """A step; None if it does not say where it leads, or a state of it is not there."""
    name = entry.key.text
    cites = read_citations(node, around.authorities, around.report)
    roles = _roles(node, around)
    stages = _stages(node, around)
    needs = read_needs(entry, node, states, around)
    ends = _ends(entry, node, states, around)
    sources, target = ends if ends is not None else ((), "")
    limit = _limit(entry, node, sources, stages, states, around) if ends is not None else None
    monthly = bool(fields.text(node, "every"))
    if ends is not None and monthly and sources != (target,):
        around.report.add(codes.EVERY_LEADS_AWAY, entry.key.span, name=name)
    if ends is None:
        return None
    return Transition(
        id=name,
        label=fields.text(node, "label", name),
        lifecycle=lifecycle,
        sources=sources,
        target=target,
        roles=roles,
        stages=stages,
        needs=needs,
        limit=limit,
        monthly=monthly,
        cites=cites,
        interpretation=fields.text(node, "interpretation"),
        note=fields.text(node, "note"),
        where=entry.key.span,
    )


def _roles(node: Mapping, around: Surroundings) -> tuple[Role, ...]:
    roles = read_roles(node, around.authorities, around.report)
    for role in roles:
        if role.id in around.uncited:
            around.report.add(codes.UNCITED_ROLE, role.where, name=role.id)
    return roles


def _stages(node: Mapping, around: Surroundings) -> tuple[Stage, ...]:
    found = [stage_named(name, around) for name in fields.scalars(node, "stage")]
    stages = [stage for stage in found if stage is not None]
    return tuple(sorted(stages, key=lambda stage: stage.span.start))


def _ends(
    entry: Entry, node: Mapping, states: dict[str, State], around: Surroundings
) -> tuple[tuple[str, ...], str] | None:
    """The states that a step leads from (none for an opening), and the one it leads to."""
    opens, target = fields.scalar(node, "opens"), fields.scalar(node, "to")
    sources = fields.scalars(node, "from")
    name = entry.key.text
    if opens is not None and (target is not None or sources):
        around.report.add(codes.STEP_OPENS_AND_LEADS, entry.key.span, name=name)
        return None
    if opens is None and (target is None or not sources):
        if around.is_whole:
            around.report.add(codes.STEP_INCOMPLETE, entry.key.span, name=name)
        return None
    named = [*sources, *(each for each in (opens, target) if each is not None)]
    known = [is_state(each, states, around) for each in named]  # reports each
    if not all(known):
        return None
    return tuple(source.text for source in sources), named[-1].text


def _limit(
    entry: Entry,
    node: Mapping,
    sources: tuple[str, ...],
    stages: tuple[Stage, ...],
    states: dict[str, State],
    around: Surroundings,
) -> Limit | None:
    written = node.entry("limit")
    if written is not None and not sources:
        around.report.add(codes.LIMIT_OF_OPENING, written.key.span, name=entry.key.text)
        return None
    limit = read_limit(entry, node, sources, states, around)
    if limit is None or limit.stage is None or limit.stage in stages or written is None:
        return limit
    if around.is_whole:
        around.report.add(
            codes.LIMIT_STAGE, written.key.span, name=entry.key.text, stage=limit.stage.id
        )
    return limit
