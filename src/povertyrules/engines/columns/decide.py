"""Deciding frames: from what a caller gives to statuses, rejected rows and reasons."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import narwhals as nw

from povertyrules.engines.columns import masks, pandas_columns, reasons
from povertyrules.engines.columns.answers import ACCEPTED, result_columns
from povertyrules.engines.columns.emit import Loaded
from povertyrules.engines.columns.execute import OnDemand, Stepwise, Tables
from povertyrules.engines.columns.loading import (
    ROW_NUMBER,
    Load,
    key_kinds,
    load,
    owns_items,
    part_unmatched,
)
from povertyrules.engines.columns.options import Options
from povertyrules.engines.columns.plan import DAY, Dated, Plan, make_plan
from povertyrules.engines.columns.program import Pair, Table
from povertyrules.engines.columns.readings import Keep, Reading, read
from povertyrules.engines.columns.sources import REASONS, Source, inside
from povertyrules.engines.columns.spelling import Spelled
from povertyrules.engines.columns.terms import Bit, Term, column, opposite
from povertyrules.engines.columns.translated import Translated
from povertyrules.engines.columns.whole import dividing_up_to
from povertyrules.engines.columns.why import text_columns
from povertyrules.kernel.catalogue import deciding_frames as codes
from povertyrules.kernel.catalogue.records import INEXACT_FLOAT
from povertyrules.kernel.errors import InvalidFrame
from povertyrules.kernel.faults import Fault
from povertyrules.model.ruleset import Entity, Ruleset


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of one frame: `given` are `decided`, `rejected` and `unmatched` together.

    Items of a rejected record are among the rejected; `unmatched` are items of no record.
    """

    given: int
    decided: int
    rejected: int
    unmatched: int


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    """The columns of a result, and those of the table that they read.

    One that is `numbered` has the number of each row too: tables that were joined have lost
    their order. `texts` are columns of numbers that are to be looked up.
    """

    columns: tuple[Translated, ...]
    reads: frozenset[str]
    numbered: bool
    texts: tuple[Spelled, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Prepared:
    """A plan with what is asked for: the columns of each result, by entity."""

    plan: Plan
    options: Options
    results: Mapping[str, Result]
    accepted: Mapping[str, Bit]
    conditions: tuple[masks.Condition, ...]
    _loads: dict[Hashable, Load] = field(default_factory=dict)

    def load(self, source: Source, kinds: Mapping[str, Any], *, owns: bool) -> Load:
        """How a frame is loaded, with keys of some kinds."""
        name, names = source.entity.id, source.names if source.lazy else ()
        given = (str(source.schema.get(key)) for key in source.keys)
        key = (name, *names, *given, *((k, str(kind)) for k, kind in kinds.items()))
        if key not in self._loads:
            self._loads[key] = load(source, self.plan.tables[name], kinds, owns=owns)
        return self._loads[key]


class Planner:
    """A ruleset with its parameters, and the plans that were made of it."""

    def __init__(self, ruleset: Ruleset, dated: Sequence[Dated]) -> None:
        self.ruleset = ruleset
        self.dated = tuple(dated)
        self._prepared: dict[Hashable, dict[Hashable, Prepared]] = {}

    def decide(self, sources: Mapping[str, Source], options: Options) -> Decided:
        """Decide every row of the root's frame, and of the frames of its collections.

        Raises `UnsupportedFeature` and `InvalidFrame`.
        """
        prepared = self._fitting(sources, options)
        kinds = key_kinds(prepared.plan, sources)
        frames = {
            name: prepared.load(source, kinds, owns=owns_items(source, sources)).frame(source)
            for name, source in sources.items()
        }
        return Decided(prepared, sources, frames)

    def _fitting(self, sources: Mapping[str, Source], options: Options) -> Prepared:
        """A plan for frames like these: after some, one that knows nothing of their values, so
        that a file in many parts is not planned anew for each."""
        form = (options, *((name, s.form) for name, s in sources.items()))
        plans = self._prepared.setdefault(form, {})
        found = tuple(s.found for s in sources.values())
        if found not in plans and len(plans) >= MOST_VARIANTS:
            sources = {name: s.unseen() for name, s in sources.items()}
            found = tuple(s.found for s in sources.values())
        if found not in plans:
            plans[found] = self._prepare(sources, options)
        for oldest in list(self._prepared)[:-MOST_FORMS]:
            self._prepared.pop(oldest, None)
        return plans[found]

    def _prepare(self, sources: Mapping[str, Source], options: Options) -> Prepared:
        loaded = {
            name: Loaded(
                _reads(source, options), source.complete, options.always, frozenset(source.counts)
            )
            for name, source in sources.items()
        }
        wanted = None if options.masks else options.outcomes  # masks are of everything
        day = self._day(sources[self.ruleset.root.id], options)
        with dividing_up_to(min(s.backend.largest_dividend for s in sources.values())):
            plan = make_plan(
                self.ruleset, loaded, self.dated, wanted, day=day, validate=options.validate
            )
            accepted = {name: _accepted(plan, s.entity) for name, s in sources.items()}
            results = {
                name: _result(plan, s, accepted[name], options, sources)
                for name, s in sources.items()
            }
        _refuse_anonymous(plan, sources)
        found = () if options.masks is None else masks.conditions(plan, options.masks)
        return Prepared(plan, options, results, accepted, tuple(c for c, _ in found))

    def _day(self, root: Source, options: Options) -> Callable[[Keep], Reading] | None:
        if options.day is None:
            return None
        return partial(read, DAY, inside(options.day), root.schema[options.day])


MOST_FORMS, MOST_VARIANTS = 32, 8
"""So many plans are kept: for frames of so many forms, and of each for so many kinds of values."""


class Decided:
    """What comes out, as narwhals has it, by entity. Each frame is made when it is asked for."""

    def __init__(
        self, prepared: Prepared, sources: Mapping[str, Source], frames: dict[str, Any]
    ) -> None:
        self.prepared = prepared
        self.sources = sources
        self._unmatched = part_unmatched(prepared.plan, frames)
        self._frames = frames
        self._tables = _tables(prepared.plan, sources, frames)
        self._judged: dict[str, Any] = {}

    def decided(self, name: str) -> Any:
        """The rows that are accepted: keys, statuses, and what else was asked for."""
        judged = self._judge(name)
        if not isinstance(self.prepared.accepted[name], Term):
            return judged
        accepted = judged if self._all_accepted(name) else judged.filter(nw.col(ACCEPTED))
        return accepted.drop(ACCEPTED)

    def rejected(self, name: str) -> Any:
        """The rows that are not, as they were given, each with every reason."""
        source, refused = self.sources[name], self.prepared.plan.refused[name]
        if not isinstance(refused, Term) or self._all_accepted(name):
            return _nothing(source)
        return _rejected(self.prepared, source, self._tables, refused)

    def unmatched(self, name: str) -> Any:
        """The rows of items that belong to no row of what they are part of, as given."""
        return self._as_given(name, self._unmatched[name])

    def _as_given(self, name: str, rows: Any) -> Any:
        source = self.sources[name]
        if source.lazy:
            names = source.frame.collect_schema().names()
            return rows.select(*(nw.col(inside(own)).alias(own) for own in names))
        return _given(source, rows)

    def without_items(self, name: str) -> Any:
        """The rows that have no row of a collection below them, as they were given."""
        parent = self.prepared.plan.ruleset.entities[name].parent
        if parent is None or name not in self.sources:
            raise KeyError(name)
        keys = list(self.prepared.plan.tables[parent].keys)
        items = self._frames[name].select(*keys)
        return self._as_given(parent, self._frames[parent].join(items, on=keys, how="anti"))

    def counts(self, name: str) -> Counts:
        """How many rows were decided, and how many not."""
        source = self.sources[name]
        given = _height(source.frame)
        unmatched = _height(self._unmatched[name]) if name in self._unmatched else 0
        decided = _height(self.decided(name))
        return Counts(given, decided, given - decided - unmatched, unmatched)

    def inexact(self, name: str) -> dict[str, int]:
        """The floating-point columns, and in how many rows their number is not exactly one
        that the fact may be."""
        used, table = self.sources[name].columns.used, self.prepared.plan.tables[name]
        where = {
            used[fact]: fault.where
            for fact, reading in self.prepared.plan.readings[name].items()
            for fault in reading.faults
            if fault.code is INEXACT_FLOAT
        }
        if not where:
            return {}
        frame = _view(self._tables, table, list(where.values()))
        told = frame.select(*(term.expr.alias(column) for column, term in where.items()))
        counts = told.select(nw.all().cast(nw.Int64).sum().fill_null(0))
        if isinstance(counts, nw.LazyFrame):
            counts = counts.collect()
        return {column: n for column, n in counts.rows(named=True)[0].items() if n}

    def _all_accepted(self, name: str) -> bool:
        """Whether that is known already, since the frame is in memory."""
        judged = self._judged.get(name)
        if judged is None or isinstance(judged, nw.LazyFrame):
            return False
        return bool(judged.get_column(ACCEPTED).all())

    def _judge(self, name: str) -> Any:
        if name not in self._judged:
            self._judged[name] = self._made(name)
        return self._judged[name]

    def _made(self, name: str) -> Any:
        result = self.prepared.results[name]
        frame = self._tables.frame(self.prepared.plan.tables[name], result.reads)
        made = frame.select(*result.columns)
        if isinstance(made, nw.LazyFrame) and not self.sources[name].lazy:
            made = made.collect(backend="polars", engine="streaming")
        if result.texts:
            texts = [text.looked_up(made.get_column(text.name)) for text in result.texts]
            made = made.with_columns(*texts)
        return made.sort(ROW_NUMBER).drop(ROW_NUMBER) if result.numbered else made


def _result(
    plan: Plan, source: Source, accepted: Bit, options: Options, sources: Mapping[str, Source]
) -> Result:
    texts = text_columns(plan, source.entity, options)
    columns = result_columns(plan, source, accepted, options, texts)
    numbered = len(sources) > 1 and not source.lazy
    if numbered:
        columns[ROW_NUMBER] = column(ROW_NUMBER)
    return Result(
        tuple(Translated(term.expr, name) for name, term in columns.items()),
        frozenset().union(*(term.reads for term in columns.values())),
        numbered,
        tuple(text for text in texts.values() if text.fits and not source.lazy),
    )


def _tables(plan: Plan, sources: Mapping[str, Source], frames: Mapping[str, Any]) -> Tables:
    if any(isinstance(frame, nw.LazyFrame) for frame in frames.values()):
        aside = sources[plan.ruleset.root.id].backend.aside
        return OnDemand(plan.program.steps, frames, aside)
    return Stepwise(plan.program.steps, frames)


def _refuse_anonymous(plan: Plan, sources: Mapping[str, Source]) -> None:
    """Refuse to tell items apart that have no key."""
    for step in plan.program.steps:
        if isinstance(step, Pair):
            faults = [
                Fault.of(codes.ITEMS_WITHOUT_KEY, name, label=source.entity.label, entity=name)
                for name, source in sources.items()
                if source.anonymous and name in (step.items.name, step.rows.name)
            ]
            if faults:
                raise InvalidFrame(faults)


def _reads(source: Source, options: Options) -> dict[str, Any]:
    """How the column of each fact is read."""
    facts = {fact.id: fact for fact in source.entity.facts}
    within = source.within if options.validate else facts
    return {
        name: partial(
            read, facts[name], inside(column), source.schema[column], within=name in within
        )
        for name, column in source.columns.used.items()
    }


def _view(tables: Tables, table: Table, parts: Sequence[Bit]) -> Any:
    """The table with what is read by terms."""
    found = [part.reads for part in parts if isinstance(part, Term)]
    return tables.frame(table, frozenset().union(*found))


def _accepted(plan: Plan, entity: Entity) -> Bit:
    """Whether the record that a row belongs to is accepted."""
    refused = plan.refused[plan.ruleset.root.id]
    if isinstance(refused, Term) and entity.parent is not None:
        refused = plan.program.bring(plan.tables[entity.id], 0, refused.column, refused.after)
    return opposite(refused)


def _rejected(prepared: Prepared, source: Source, tables: Tables, refused: Term) -> Any:
    plan, table = prepared.plan, prepared.plan.tables[source.entity.id]
    why = reasons.text(plan, source, prepared.options.language)
    shown = {ROW_NUMBER: ROW_NUMBER}
    if source.lazy:
        shown = {name: inside(name) for name in source.frame.collect_schema().names()}
    frame = _view(tables, table, [*map(column, shown.values()), refused, why]).filter(refused.expr)
    told = frame.select(
        *(nw.col(own).alias(name) for name, own in shown.items()), why.expr.alias(REASONS)
    )
    return _given(source, told, REASONS)


def _nothing(source: Source) -> Any:
    """No row, in the form of the rejected ones."""
    return source.given.head(0).with_columns(nw.lit("").alias(REASONS))


def _given(source: Source, rows: Any, *more: str) -> Any:
    """Rows with all the columns that they were given with."""
    if source.lazy:
        return rows
    rows = rows.select(ROW_NUMBER, *more)
    rows = (rows.collect() if isinstance(rows, nw.LazyFrame) else rows).sort(ROW_NUMBER)
    given = source.given[rows.get_column(ROW_NUMBER).to_list()]
    return given.with_columns(*(_as_in(given, rows.get_column(name)) for name in more))


def _as_in(frame: Any, series: Any) -> Any:
    """A column for a frame of another engine."""
    if series.implementation is frame.implementation:
        return series
    return nw.new_series(series.name, series.to_list(), nw.String, backend=frame.implementation)


def _height(frame: Any) -> int:
    if isinstance(frame, nw.LazyFrame):
        return int(frame.select(nw.len()).collect().item())
    return len(frame)


def native(frame: Any, source: Source) -> Any:
    """A result as the kind of frame that was given."""
    if isinstance(frame, nw.LazyFrame) and not source.lazy:
        frame = frame.collect(backend="polars")
    made = frame.to_native()
    converted = source.backend.name == "pandas" and frame.implementation.is_pyarrow()
    return pandas_columns.restored(made) if converted else made
