"""Preparing: a plan with the columns of each result, made once for frames of one form."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from povertyrules.engines.columns import masks
from povertyrules.engines.columns.answers import result_columns
from povertyrules.engines.columns.emit import Loaded
from povertyrules.engines.columns.loading import ROW_NUMBER, Load, load
from povertyrules.engines.columns.options import Options
from povertyrules.engines.columns.plan import DAY, Dated, Plan, make_plan
from povertyrules.engines.columns.program import Pair
from povertyrules.engines.columns.readings import Keep, Reading, read
from povertyrules.engines.columns.sources import Source, inside
from povertyrules.engines.columns.spelling import Spelled
from povertyrules.engines.columns.terms import Bit, Term, column, opposite
from povertyrules.engines.columns.translated import Translated
from povertyrules.engines.columns.truths import Truth
from povertyrules.engines.columns.whole import dividing_up_to
from povertyrules.engines.columns.why import text_columns
from povertyrules.kernel.catalogue import deciding_frames as codes
from povertyrules.kernel.errors import InvalidFrame
from povertyrules.kernel.faults import Fault
from povertyrules.model.ruleset import Entity, Ruleset


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


def prepare(
    ruleset: Ruleset, dated: Sequence[Dated], sources: Mapping[str, Source], options: Options
) -> Prepared:
    """Make the plan for frames like these. Raises `UnsupportedFeature` and `InvalidFrame`."""
    loaded = {
        name: Loaded(
            _reads(source, options), source.complete, options.always, frozenset(source.counts)
        )
        for name, source in sources.items()
    }
    wanted = options.outcomes
    if options.masks and wanted is not None:  # masks are of all outcomes
        wanted += tuple(d.id for d in ruleset.order if d.kind == "outcome")
    day = _day(sources[ruleset.root.id], options)
    with dividing_up_to(min(s.backend.largest_dividend for s in sources.values())):
        plan = make_plan(ruleset, loaded, dated, wanted, day=day, validate=options.validate)
        accepted = {name: _accepted(plan, s.entity) for name, s in sources.items()}
        found = [] if options.masks is None else masks.conditions(plan, options.masks)
        results = {
            name: _result(plan, s, accepted[name], options, sources, found)
            for name, s in sources.items()
        }
    _refuse_anonymous(plan, sources)
    return Prepared(plan, options, results, accepted, tuple(c for c, _ in found))


def _day(root: Source, options: Options) -> Callable[[Keep], Reading] | None:
    if options.day is None:
        return None
    return partial(read, DAY, inside(options.day), root.schema[options.day])


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


def _result(
    plan: Plan,
    source: Source,
    accepted: Bit,
    options: Options,
    sources: Mapping[str, Source],
    masked: Sequence[tuple[masks.Condition, Truth]],
) -> Result:
    texts = text_columns(plan, source.entity, options)
    columns = result_columns(plan, source, accepted, options, texts, masked)
    numbered = len(sources) > 1 and not source.lazy
    if numbered:
        columns[ROW_NUMBER] = column(ROW_NUMBER)
    return Result(
        tuple(Translated(term.expr, name) for name, term in columns.items()),
        frozenset().union(*(term.reads for term in columns.values())),
        numbered,
        tuple(text for text in texts.values() if text.fits and not source.lazy),
    )


def _accepted(plan: Plan, entity: Entity) -> Bit:
    """Whether the record that a row belongs to is accepted."""
    refused = plan.refused[plan.ruleset.root.id]
    if isinstance(refused, Term) and entity.parent is not None:
        refused = plan.program.bring(plan.tables[entity.id], 0, refused.column, refused.after)
    return opposite(refused)


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
