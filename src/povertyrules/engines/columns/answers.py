"""The columns of a result: keys, statuses, answers of groups, reasons, masks."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import narwhals as nw

from povertyrules.engines.columns import masks
from povertyrules.engines.columns.loading import ROW_NUMBER
from povertyrules.engines.columns.options import Options
from povertyrules.engines.columns.plan import Plan, status
from povertyrules.engines.columns.sources import Source, inside
from povertyrules.engines.columns.spelling import Spelled
from povertyrules.engines.columns.stamp import stamp
from povertyrules.engines.columns.terms import Bit, Term, all_of, column, combine, lit, opposite
from povertyrules.kernel.catalogue import deciding_frames as codes
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
) -> dict[str, Term]:
    """The columns of a result: keys, what was decided and why, and whether a row is accepted.

    Texts of a frame in memory are packed: they are looked up when it is there. Raises
    `InvalidFrame` where a column of the caller's would share its name with another.
    """
    entity, table = source.entity, plan.tables[source.entity.id]
    pairs = list(zip(source.keys, table.keys, strict=True))[: -1 if source.anonymous else None]
    given = {own: column(key) for own, key in pairs}
    if entity.parent is None:
        given |= {name: column(inside(name)) for name in options.keep}
    made = _statuses(plan, entity, options, enum=source.backend.enums)
    made |= {name: text.term(packed=not source.lazy) for name, text in texts.items()}
    made |= stamp(plan, entity, options, enum=source.backend.enums)
    if options.masks is not None and entity.parent is None:
        made |= masks.columns(masks.conditions(plan, options.masks))
    if isinstance(accepted, Term):
        made[ACCEPTED] = accepted
    if taken := [name for name in given if name in made or name == ROW_NUMBER]:
        raise InvalidFrame([Fault(codes.NAME_TAKEN, entity.id, {"column": n}) for n in taken])
    return {**given, **made}


def _statuses(plan: Plan, entity: Entity, options: Options, *, enum: bool) -> dict[str, Term]:
    outcomes = [o for o in entity.outcomes if options.wants(o.id)]
    columns = {outcome.id: status(plan.truths[outcome.id]) for outcome in outcomes}
    for group in plan.ruleset.groups.values():
        if group.entity == entity.id and options.wants(group.id):
            columns[group.id] = _answer(plan, group, enum=enum)
    return columns


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
