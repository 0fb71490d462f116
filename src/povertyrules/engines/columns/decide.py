"""Deciding frames: from what a caller gives to statuses, rejected rows and reasons."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial, reduce
from typing import Any

import narwhals as nw

from povertyrules.engines.columns import masks, pandas_columns, reasons
from povertyrules.engines.columns.emit import Loaded
from povertyrules.engines.columns.execute import OnDemand, Stepwise, Tables
from povertyrules.engines.columns.plan import DAY, Dated, Plan, make_plan, status
from povertyrules.engines.columns.program import Table
from povertyrules.engines.columns.readings import listed, listed_names, read
from povertyrules.engines.columns.sources import Source
from povertyrules.engines.columns.terms import Bit, Term, both, column, combine, lit, opposite
from povertyrules.kernel.codes import Language
from povertyrules.kernel.types import Choice
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
    masks: masks.Masked | None = None
    language: Language = "zh"


class Decided:
    """What comes out, as narwhals has it, by entity. Each frame is made when it is asked for."""

    def __init__(
        self,
        plan: Plan,
        sources: Mapping[str, Source],
        options: Options,
        frames: dict[str, Any],
    ) -> None:
        self.plan = plan
        self.sources = sources
        self.options = options
        self._unmatched = _part_unmatched(plan, frames)
        self._accepted = {name: _accepted(plan, s.entity) for name, s in sources.items()}
        on_demand = any(isinstance(frame, nw.LazyFrame) for frame in frames.values())
        run = OnDemand if on_demand else Stepwise
        self._tables: Tables = run(plan.program.steps, frames)
        self._judged: dict[str, Any] = {}

    @cached_property
    def conditions(self) -> tuple[masks.Condition, ...]:
        """What each bit of the masks means."""
        if self.options.masks is None:
            return ()
        found = masks.conditions(self.plan, self.options.masks)
        return tuple(condition for condition, _ in found)

    def decided(self, name: str) -> Any:
        """The rows that are accepted: keys, statuses, and what else was asked for."""
        judged = self._judge(name)
        accepted = self._accepted[name]
        if isinstance(accepted, Term):
            judged = judged.filter(nw.col(_ACCEPTED))
        return judged.drop(_ACCEPTED)

    def rejected(self, name: str) -> Any:
        """The rows that are not, as they were given, each with every reason."""
        source, refused = self.sources[name], self.plan.refused[name]
        if not isinstance(refused, Term) or self._all_accepted(name):
            return _nothing(source)
        return _rejected(self.plan, source, self._tables, refused, self.options)

    def unmatched(self, name: str) -> Any:
        """The rows of items that belong to no row of what they are part of, as given."""
        return _given(self.sources[name], self._unmatched[name])

    def _all_accepted(self, name: str) -> bool:
        """Whether that is known already, since the frame is in memory."""
        judged = self._judged.get(name)
        if judged is None or isinstance(judged, nw.LazyFrame):
            return False
        return bool(judged.get_column(_ACCEPTED).all())

    def _judge(self, name: str) -> Any:
        if name not in self._judged:
            made = _judged(
                self.plan, self.sources[name], self._tables, self._accepted[name], self.options
            )
            if isinstance(made, nw.LazyFrame) and not self.sources[name].lazy:
                made = made.collect(backend="polars", engine="streaming")
            self._judged[name] = made
        return self._judged[name]


_ACCEPTED = "x_accepted"


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
        name: _loaded(source, plan.tables[name], day_column, options)
        for name, source in sources.items()
    }
    return Decided(plan, sources, options, frames)


def _reads(source: Source) -> dict[str, Any]:
    """How the column of each fact is read."""
    facts = {fact.id: fact for fact in source.entity.facts}
    return {
        name: partial(read, facts[name], column, source.schema[column])
        for name, column in source.columns.used.items()
    }


ROW_NUMBER = "x_row"


def _loaded(source: Source, table: Table, day: nw.Expr | None, options: Options) -> Any:
    """The frame with the columns that the program reads: the facts' own, and the keys.

    Of a frame in memory nothing else comes along but the number of each row.
    """
    frame = source.frame
    if not source.lazy:
        frame = frame.with_row_index(ROW_NUMBER)
    if source.backend.name == "polars" and not source.lazy:
        frame = frame.lazy()
    columns = [nw.col(own).alias(key) for own, key in zip(source.keys, table.keys, strict=True)]
    columns += [nw.col(n).cast(nw.Int64).alias(f"n_{c}") for c, n in source.counts.items()]
    lists = [fact for fact in source.facts if isinstance(fact.type, Choice) and fact.type.many]
    for fact in lists:
        columns += listed(fact, source.columns.used[fact.id])
    if day is not None and source.entity.parent is None:
        columns.append(day.alias(DAY))
    frame = frame.with_columns(*columns)
    if source.lazy:
        return frame
    dropped = {source.columns.used[fact.id] for fact in lists}
    own = [ROW_NUMBER, *source.columns.used.values(), *options.keep]
    made = [*table.keys, *(f"n_{c}" for c in source.counts)]
    made += [name for fact in lists for name in listed_names(fact)]
    made += [DAY] if day is not None and source.entity.parent is None else []
    kept = [name for name in dict.fromkeys([*own, *made]) if name not in dropped]
    return frame.select(*kept)


def _part_unmatched(plan: Plan, frames: dict[str, Any]) -> dict[str, Any]:
    """The rows of items that belong to no row; they are taken out of `frames`."""
    unmatched: dict[str, Any] = {}
    for entity in plan.ruleset.entities.values():
        if entity.parent is None or entity.id not in frames:
            continue
        keys = list(plan.tables[entity.parent].keys)
        owners = frames[entity.parent].select(*keys)
        unmatched[entity.id] = frames[entity.id].join(owners, on=keys, how="anti")
        frames[entity.id] = frames[entity.id].join(owners, on=keys, how="semi")
    return unmatched


def _judged(plan: Plan, source: Source, tables: Tables, accepted: Bit, options: Options) -> Any:
    """Every row: keys, what was decided, and whether it is accepted."""
    entity, table = source.entity, plan.tables[source.entity.id]
    columns = dict(zip(source.keys, map(column, table.keys), strict=True))
    if entity.parent is None:
        columns |= {name: column(name) for name in options.keep}
    columns |= _statuses(plan, entity, options)
    if options.masks is not None and entity.parent is None:
        columns |= masks.columns(masks.conditions(plan, options.masks))
    columns[_ACCEPTED] = lit(accepted)
    frame = _view(tables, table, list(columns.values()))
    return frame.select(*(term.expr.alias(name) for name, term in columns.items()))


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


def _rejected(plan: Plan, source: Source, tables: Tables, refused: Term, options: Options) -> Any:
    table = plan.tables[source.entity.id]
    why = reasons.text(plan, source, options.language)
    names = [ROW_NUMBER] if not source.lazy else source.frame.collect_schema().names()
    frame = _view(tables, table, [*map(column, names), refused, why])
    told = frame.filter(refused.expr).select(
        *(nw.col(name) for name in names), why.expr.alias(reasons.REASONS)
    )
    return _given(source, told, reasons.REASONS)


def _nothing(source: Source) -> Any:
    """No row, in the form of the rejected ones."""
    return source.given.head(0).with_columns(nw.lit("").alias(reasons.REASONS))


def _given(source: Source, rows: Any, *more: str) -> Any:
    """Rows with all the columns that they were given with."""
    if source.lazy:
        return rows.select(*source.frame.collect_schema().names(), *more)
    rows = rows.select(ROW_NUMBER, *more)
    rows = (rows.collect() if isinstance(rows, nw.LazyFrame) else rows).sort(ROW_NUMBER)
    given = source.given[rows.get_column(ROW_NUMBER).to_list()]
    return given.with_columns(*(_as_in(given, rows.get_column(name)) for name in more))


def _as_in(frame: Any, series: Any) -> Any:
    """A column for a frame of another engine."""
    if series.implementation is frame.implementation:
        return series
    return nw.new_series(series.name, series.to_list(), nw.String, backend=frame.implementation)


def native(frame: Any, source: Source) -> Any:
    """A result as the kind of frame that was given."""
    if isinstance(frame, nw.LazyFrame) and not source.lazy:
        frame = frame.collect(backend="polars")
    made = frame.to_native()
    converted = source.backend.name == "pandas" and frame.implementation.is_pyarrow()
    return pandas_columns.restored(made) if converted else made
