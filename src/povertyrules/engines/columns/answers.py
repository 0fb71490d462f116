"""The columns of a result: keys, statuses, answers of groups, reasons, masks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import narwhals as nw

from povertyrules.engines.columns import masks
from povertyrules.engines.columns.loading import ROW_NUMBER
from povertyrules.engines.columns.options import Options
from povertyrules.engines.columns.plan import Plan, status
from povertyrules.engines.columns.sources import Source, inside
from povertyrules.engines.columns.spelling import Spelled
from povertyrules.engines.columns.stamp import stamp
from povertyrules.engines.columns.terms import Bit, Term, all_of, column, combine, lit, opposite
from povertyrules.engines.columns.truths import Truth
from povertyrules.kernel.catalogue import deciding_frames as codes
from povertyrules.kernel.catalogue.comparing import UNCLEAR_ANSWER
from povertyrules.kernel.errors import InvalidFrame
from povertyrules.kernel.faults import Fault
from povertyrules.model.ruleset import Entity, Group

NONE = "none"
"""In the column of a group: no outcome of it holds."""
ACCEPTED = "x_accepted"


def result_columns(
    plan: Plan,
    source: Source,
    accepted: Bit,
    options: Options,
    texts: Mapping[str, Spelled],
    masked: Sequence[tuple[masks.Condition, Truth]],
) -> dict[str, Term]:
    """The columns of a result: keys, what was decided and why, and whether a row is accepted.

    Texts of a frame in memory are packed: they are looked up when it is there. Raises
    `InvalidFrame` where a column of the caller's, or an outcome, would share its name with
    another.
    """
    entity, table = source.entity, plan.tables[source.entity.id]
    pairs = list(zip(source.keys, table.keys, strict=True))[: -1 if source.anonymous else None]
    given = {own: column(key) for own, key in pairs}
    if entity.parent is None:
        given |= {name: column(inside(name)) for name in options.keep}
    parts: list[Mapping[str, Term]] = [
        _statuses(plan, entity, options),
        _answers(plan, entity, options, enum=source.backend.enums),
        {name: text.term(packed=not source.lazy) for name, text in texts.items()},
        stamp(plan, entity, options, enum=source.backend.enums),
    ]
    if options.masks is not None and entity.parent is None:
        parts.append(masks.columns(masked))
    if isinstance(accepted, Term):
        parts.append({ACCEPTED: accepted})
    names = Counter([ROW_NUMBER, *(name for part in parts for name in part)])
    taken = [name for name in given if name in names]
    taken += [name for name, count in names.items() if count > 1]  # as an outcome is called
    if taken:
        raise InvalidFrame([Fault(codes.NAME_TAKEN, entity.id, {"column": n}) for n in taken])
    return {name: term for part in (given, *parts) for name, term in part.items()}


def _statuses(plan: Plan, entity: Entity, options: Options) -> dict[str, Term]:
    outcomes = [o for o in entity.outcomes if options.wants(o.id)]
    outcomes += [p for p in entity.patterns if options.names(p.id)]
    return {outcome.id: status(plan.truths[outcome.id]) for outcome in outcomes}


def _answers(plan: Plan, entity: Entity, options: Options, *, enum: bool) -> dict[str, Term]:
    groups = [g for g in plan.ruleset.groups.values() if g.entity == entity.id]
    groups = [group for group in groups if options.wants(group.id)]
    if any(NONE in group.outcomes for group in groups):
        raise InvalidFrame([Fault.of(UNCLEAR_ANSWER, entity.id, name=NONE)])
    return {group.id: _answer(plan, group, enum=enum) for group in groups}


def _answer(plan: Plan, group: Group, *, enum: bool) -> Term:
    """The outcome that holds, `none`, or null where it may still be one or the other."""
    kind = nw.Enum([*group.outcomes, NONE]) if enum else None
    found = [plan.truths[name] for name in group.outcomes]
    fails = all_of(opposite(truth.high) for truth in found)
    answer = combine(lambda a: nw.when(a).then(nw.lit(NONE, kind)), lit(fails))
    for name, truth in reversed(list(zip(group.outcomes, found, strict=True))):
        answer = combine(_said(nw.lit(name, kind)), lit(truth.low), answer)
    return answer


def _said(name: nw.Expr) -> Callable[[nw.Expr, nw.Expr], nw.Expr]:
    return lambda holds, other: nw.when(holds).then(name).otherwise(other)
