"""The columns of a result: keys, statuses, answers of groups, masks."""

from __future__ import annotations

from collections.abc import Callable

import narwhals as nw

from povertyrules.engines.columns import masks
from povertyrules.engines.columns.options import Options
from povertyrules.engines.columns.plan import Plan, status
from povertyrules.engines.columns.sources import Source, inside
from povertyrules.engines.columns.terms import Bit, Term, all_of, column, combine, lit, opposite
from povertyrules.model.ruleset import Entity, Group

NONE = "none"
"""In the column of a group: no outcome of it holds."""
ACCEPTED = "x_accepted"


def result_columns(plan: Plan, source: Source, accepted: Bit, options: Options) -> dict[str, Term]:
    """The columns of a result: keys, what was decided, and whether a row is accepted."""
    entity, table = source.entity, plan.tables[source.entity.id]
    pairs = list(zip(source.keys, table.keys, strict=True))[: -1 if source.anonymous else None]
    columns = {own: column(key) for own, key in pairs}
    if entity.parent is None:
        columns |= {name: column(inside(name)) for name in options.keep}
    columns |= _statuses(plan, entity, options, enum=source.backend.enums)
    if options.masks is not None and entity.parent is None:
        columns |= masks.columns(masks.conditions(plan, options.masks))
    if isinstance(accepted, Term):
        columns[ACCEPTED] = accepted
    return columns


def _statuses(plan: Plan, entity: Entity, options: Options, *, enum: bool) -> dict[str, Term]:
    wanted = options.outcomes
    outcomes = [o for o in entity.outcomes if wanted is None or o.id in wanted]
    columns = {outcome.id: status(plan.truths[outcome.id]) for outcome in outcomes}
    for group in plan.ruleset.groups.values():
        if group.entity == entity.id and (wanted is None or group.id in wanted):
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
