"""Deciding frames: from what a caller gives to statuses, rejected rows and reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from typing import Any

import narwhals as nw

from povertyrules.engines.columns import pandas_columns, reasons
from povertyrules.engines.columns.emit import Loaded
from povertyrules.engines.columns.execute import OnDemand, Stepwise, Tables
from povertyrules.engines.columns.plan import DAY, Dated, Plan, make_plan, status
from povertyrules.engines.columns.program import Table
from povertyrules.engines.columns.readings import read
from povertyrules.engines.columns.sources import Source
from povertyrules.engines.columns.terms import Bit, Term, both, column, combine, lit, opposite
from povertyrules.kernel.codes import Language
from povertyrules.model.ruleset import Entity, Group, Ruleset

NONE = "none"
"""In the column of a group: no outcome of it holds."""


@dataclass(frozen=True, slots=True)
class Options:
    """What is asked for besides the statuses.

    `outcomes` names those that are wanted (all if None); `keep` columns of the root's frame
    that come along. `validate` off trusts every value to be within its declared range.
    """

    outcomes: tuple[str, ...] | None = None
    keep: tuple[str, ...] = ()
    validate: bool = True
    masks: bool = False
    language: Language = "zh"


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """The frames that come out, as narwhals has them; by entity."""

    plan: Plan
    decided: Mapping[str, Any]
    rejected: Mapping[str, Any]
    unmatched: Mapping[str, Any]


def decide(
    ruleset: Ruleset,
    sources: Mapping[str, Source],
    dated: Sequence[Dated],
    options: Options,
    *,
    day_column: nw.Expr | None = None,
    always: bool = False,
) -> Decided:
    """Decide every row of the root's frame, and of the frames of its collections."""
    loaded = {
        name: Loaded(
            _reads(source), source.complete, always=always, counted=frozenset(source.counts)
        )
        for name, source in sources.items()
    }
    plan = make_plan(ruleset, loaded, dated, options.outcomes, validate=options.validate)
    frames = {
        name: _loaded(source, plan.tables[name], day_column) for name, source in sources.items()
    }
    unmatched = _part_unmatched(ruleset, plan, frames)
    lazy = any(source.lazy for source in sources.values())
    run = OnDemand if lazy else Stepwise
    accepted = {name: _accepted(plan, source.entity) for name, source in sources.items()}
    tables = run(plan.program.steps, frames)
    return Decided(
        plan,
        {
            name: _decided(plan, source, tables, accepted[name], options)
            for name, source in sources.items()
        },
        {name: _rejected(plan, source, tables, options) for name, source in sources.items()},
        unmatched,
    )


def _reads(source: Source) -> dict[str, Any]:
    """How the column of each fact is read."""
    facts = {fact.id: fact for fact in source.entity.facts}
    return {
        name: partial(read, facts[name], column, source.schema[column])
        for name, column in source.columns.used.items()
    }


def _loaded(source: Source, table: Table, day: nw.Expr | None) -> Any:
    """The frame with the columns that the program reads besides the facts."""
    frame = source.frame
    if source.numbered and source.backend.counts_rows and not source.lazy:
        frame = frame.with_row_index(source.keys[-1])
    elif source.numbered and len(source.keys) == 1:
        frame = frame.with_columns(nw.lit(None, nw.Int64).alias(source.keys[-1]))
    if source.backend.name == "polars" and not source.lazy:
        frame = frame.lazy()
    columns = [nw.col(own).alias(key) for own, key in zip(source.keys, table.keys, strict=True)]
    columns += [nw.col(n).cast(nw.Int64).alias(f"n_{c}") for c, n in source.counts.items()]
    if day is not None and source.entity.parent is None:
        columns.append(day.alias(DAY))
    return frame.with_columns(*columns)


def _part_unmatched(ruleset: Ruleset, plan: Plan, frames: dict[str, Any]) -> dict[str, Any]:
    """The rows of items that belong to no row; they are taken out of `frames`."""
    unmatched: dict[str, Any] = {}
    for entity in ruleset.entities.values():
        if entity.parent is None or entity.id not in frames:
            continue
        keys = list(plan.tables[entity.parent].keys)
        owners = frames[entity.parent].select(*keys)
        unmatched[entity.id] = frames[entity.id].join(owners, on=keys, how="anti")
        frames[entity.id] = frames[entity.id].join(owners, on=keys, how="semi")
    return unmatched


def _decided(plan: Plan, source: Source, tables: Tables, accepted: Bit, options: Options) -> Any:
    """The keys, a status for each outcome, an answer for each group."""
    entity, table = source.entity, plan.tables[source.entity.id]
    columns = [column(k) for k in table.keys]
    names = [*source.keys]
    if entity.parent is None:
        columns += [column(name) for name in options.keep]
        names += options.keep
    statuses = _statuses(plan, entity, options)
    columns += statuses.values()
    frame = _view(tables, table, [*columns, accepted])
    if accepted is not True:
        frame = frame.filter(lit(accepted).expr)
    pairs = zip(columns, [*names, *statuses], strict=True)
    return frame.select(*(term.expr.alias(name) for term, name in pairs))


def _view(tables: Tables, table: Table, parts: Sequence[Bit]) -> Any:
    """The table with what is read by terms."""
    found = [part.reads for part in parts if isinstance(part, Term)]
    return tables.frame(table, frozenset().union(*found))


def _accepted(plan: Plan, entity: Entity) -> Bit:
    """Whether the record that a row belongs to is accepted."""
    refused = plan.refused[plan.ruleset.root.id]
    if isinstance(refused, Term) and entity.parent is not None:
        assert refused.name is not None
        refused = plan.program.bring(plan.tables[entity.id], 0, refused.name, refused.after)
    return opposite(refused)


def _statuses(plan: Plan, entity: Entity, options: Options) -> dict[str, Term]:
    wanted = options.outcomes
    outcomes = [o for o in entity.outcomes if wanted is None or o.id in wanted]
    columns = {outcome.id: status(plan.truths[outcome.id]) for outcome in outcomes}
    for group in plan.ruleset.groups.values():
        asked = wanted is None or group.id in wanted or set(group.outcomes) & set(wanted)
        if group.entity == entity.id and asked:
            columns[group.id] = _answer(plan, group)
    return columns


def _answer(plan: Plan, group: Group) -> Term:
    """The outcome that holds, `none`, or null where it may still be one or the other."""
    found = [plan.truths[name] for name in group.outcomes]
    fails = reduce(both, (opposite(truth.high) for truth in found), True)
    answer = combine(lambda a: nw.when(a).then(nw.lit(NONE)), lit(fails))
    for name, truth in reversed(list(zip(group.outcomes, found, strict=True))):
        answer = combine(_said(name), lit(truth.low), answer)
    return answer


def _said(name: str) -> Callable[[nw.Expr, nw.Expr], nw.Expr]:
    return lambda holds, other: nw.when(holds).then(nw.lit(name)).otherwise(other)


def _rejected(plan: Plan, source: Source, tables: Tables, options: Options) -> Any:
    """The rows that are not accepted as they were given, with every reason."""
    names = source.frame.collect_schema().names()
    entity, table = source.entity.id, plan.tables[source.entity.id]
    refused = plan.refused[entity]
    why = reasons.text(plan, source, options.language)
    frame = _view(tables, table, [*map(column, names), refused, why])
    key = nw.col(table.keys[0])
    never = key.is_null() & ~key.is_null()
    frame = frame.filter(refused.expr if isinstance(refused, Term) else never)
    return frame.select(*(nw.col(name) for name in names), why.expr.alias(reasons.REASONS))


def native(frame: Any, source: Source) -> Any:
    """A result as the kind of frame that was given."""
    if source.backend.name == "polars" and not source.lazy:
        frame = frame.collect(backend="polars")
    made = frame.to_native()
    return pandas_columns.restored(made) if source.backend.name == "pandas" else made
