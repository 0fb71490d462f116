"""What was decided: statuses, rejected rows and reasons, counts; made when they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import narwhals as nw

from povertyrules.engines.columns import reasons
from povertyrules.engines.columns.answers import ACCEPTED
from povertyrules.engines.columns.execute import OnDemand, Stepwise, Tables
from povertyrules.engines.columns.given import as_given, no_rows, with_all_columns
from povertyrules.engines.columns.loading import ROW_NUMBER, part_unmatched
from povertyrules.engines.columns.plan import Plan
from povertyrules.engines.columns.prepare import Prepared
from povertyrules.engines.columns.program import Table
from povertyrules.engines.columns.sources import REASONS, Source, inside
from povertyrules.engines.columns.terms import Bit, Term, column
from povertyrules.kernel.catalogue.records import INEXACT_FLOAT


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of one frame: `given` are `decided`, `rejected` and `unmatched` together.

    Items of a rejected record are among the rejected; `unmatched` are items of no record.
    """

    given: int
    decided: int
    rejected: int
    unmatched: int


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
            return no_rows(source)
        return _rejected(self.prepared, source, self._tables, refused)

    def unmatched(self, name: str) -> Any:
        """The rows of items that belong to no row of what they are part of, as given."""
        return as_given(self.sources[name], self._unmatched[name])

    def without_items(self, name: str) -> Any:
        """The rows that have no row of a collection below them, as they were given."""
        parent = self.prepared.plan.ruleset.entities[name].parent
        if parent is None or name not in self.sources:
            raise KeyError(name)
        keys = list(self.prepared.plan.tables[parent].keys)
        items = self._frames[name].select(*keys)
        found = self._frames[parent].join(items, on=keys, how="anti")
        return as_given(self.sources[parent], found)

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


def _tables(plan: Plan, sources: Mapping[str, Source], frames: Mapping[str, Any]) -> Tables:
    if any(isinstance(frame, nw.LazyFrame) for frame in frames.values()):
        source = sources[plan.ruleset.root.id]
        return OnDemand(
            plan.program.steps, frames, source.backend.aside if source.lazy else _run_at_once
        )
    return Stepwise(plan.program.steps, frames)


def _run_at_once(query: Any) -> Any:
    """What was put aside, as rows. Where the frames are in memory nothing need wait, and plans
    of `polars` queries that are merely kept double with every one that reads another."""
    return query.collect(engine="streaming").lazy()


def _view(tables: Tables, table: Table, parts: Sequence[Bit]) -> Any:
    """The table with what is read by terms."""
    found = [part.reads for part in parts if isinstance(part, Term)]
    return tables.frame(table, frozenset().union(*found))


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
    return with_all_columns(source, told, REASONS)


def _height(frame: Any) -> int:
    if isinstance(frame, nw.LazyFrame):
        return int(frame.select(nw.len()).collect().item())
    return len(frame)
