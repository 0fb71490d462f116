"""The plan: a ruleset made into column expressions, for frames of a known shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

import narwhals as nw

from povertyrules.engines.columns import facts, terms, truths, whole
from povertyrules.engines.columns.amounts import Amount, End, exactly
from povertyrules.engines.columns.emit import Emitter, Loaded
from povertyrules.engines.columns.facts import Value
from povertyrules.engines.columns.program import Program, Table
from povertyrules.engines.columns.readings import Keep, Reading, Unreadable
from povertyrules.engines.columns.terms import Bit, Term, column, either, lit, opposite
from povertyrules.engines.columns.truths import Truth
from povertyrules.engines.columns.values import mapped, select
from povertyrules.engines.columns.whole import Whole
from povertyrules.kernel.calendar import FIRST_DATE, LAST_DATE
from povertyrules.kernel.catalogue import deciding_frames as frame_faults
from povertyrules.kernel.catalogue import frames as frame_codes
from povertyrules.kernel.catalogue import records as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.errors import InvalidFrame
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.possible import Infinity, Range
from povertyrules.kernel.types import DATE
from povertyrules.model.outcome import Binding
from povertyrules.model.reading import with_all_read
from povertyrules.model.ruleset import Collection, Definition, Entity, Fact, Group, Ruleset

DAY = Fact(
    "as_of", 0, "评定日期", (), DATE, Range(FIRST_DATE, LAST_DATE), "", labels=MappingProxyType({})
)
"""The evaluation date of each row, read like a fact."""


KEYLESS, REPEATED = "x_keyless", "x_repeated"
"""Whether a row has no key, and whether others have the same: loaded where items have owners."""


@dataclass(frozen=True, slots=True)
class Dated:
    """The parameters from one day on: the binding, or None where nothing is in force.

    Of several the first is for all days before the second.
    """

    start: int
    binding: Binding | None


@dataclass(frozen=True, slots=True)
class Check:
    """Something for which a row must be rejected, as a truth for every row: the code, what
    it tells, and the definitions whose clauses it cites."""

    where: Bit
    code: Code
    values: Mapping[str, object]
    cited: tuple[Definition, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Counted:
    """How many items a row has, and whether they are too few, too many, or not all accepted."""

    collection: Collection
    few: Bit
    many: Bit
    miscounted: Bit
    rejected: Bit
    count: Term
    rejected_count: Term


@dataclass(slots=True)
class Plan:
    """Everything to be computed, and where it is.

    `truths` has the conditions by definition id, `refused` for each table whether a row must
    be rejected, with the `checks` and `counts` that say why.
    """

    ruleset: Ruleset
    emitter: Emitter
    program: Program
    tables: Mapping[str, Table]
    readings: Mapping[str, Mapping[str, Reading]]
    truths: dict[str, Truth]
    checks: dict[str, list[Check]]
    counts: dict[str, list[Counted]]
    refused: dict[str, Bit]


def make_plan(
    ruleset: Ruleset,
    loaded: Mapping[str, Loaded],
    dated: Sequence[Dated],
    wanted: Iterable[str] | None = None,
    *,
    day: Callable[[Keep], Reading] | None = None,
    validate: bool = True,
) -> Plan:
    """Compile what is wanted (outcomes by id; all if None) with what it reads.

    `dated` has one entry where all rows have one evaluation date; else one from each day on
    which something changes, and `day` reads the column with the date of each row. Raises
    `UnsupportedFeature` for what columns cannot compute exactly, and `InvalidFrame`.
    """
    emitter = Emitter(ruleset, loaded, {}, exactly(End(whole.constant(dated[0].start))))
    if day is not None:
        emitter.as_of = _day_column(emitter, day)
    _bind(emitter, dated)
    definitions = needed(ruleset, wanted)
    made = {d.id: value for d in definitions if (value := emitter.define(d)) is not None}
    found = {name: value for name, value in made.items() if isinstance(value, Truth)}
    plan = Plan(
        ruleset=ruleset,
        emitter=emitter,
        program=emitter.program,
        tables=emitter.tables,
        readings=emitter.readings,
        truths=found,
        checks={},
        counts={},
        refused={},
    )
    out = _out_of_force(emitter, dated)
    if out is not False:
        span = ruleset.in_force
        spans: dict[str, object] = {"spans": str(span), "spans_zh": span.to_text("zh")}
        plan.checks[ruleset.root.id] = [Check(out, frame_codes.NOT_IN_FORCE_THAT_DAY, spans)]
    _refuse(plan, emitter, ruleset.root, validate=validate)
    return plan


def _day_column(emitter: Emitter, read: Callable[[Keep], Reading]) -> Amount:
    root = emitter.tables[emitter.ruleset.root.id]
    try:
        reading = read(lambda term: emitter.program.let(root, term))
    except Unreadable as error:
        fault = Fault.of(frame_faults.NO_DATES, "as_of_column", type=error.found)
        raise InvalidFrame([fault]) from None
    emitter.readings[emitter.ruleset.root.id][DAY.id] = reading
    kept = emitter.program.let(root, reading.value)
    return exactly(End(Whole(kept, FIRST_DATE, LAST_DATE)))


def _bind(emitter: Emitter, dated: Sequence[Dated]) -> None:
    """The value of each parameter: a constant, or by the date of each row."""
    bound = [(entry.start, entry.binding) for entry in dated if entry.binding is not None]
    root = emitter.tables[emitter.ruleset.root.id]
    for parameter in emitter.ruleset.deciding_parameters:
        found: Value | None = None
        for start, binding in bound:
            value = facts.of_constant(binding.values[parameter.id], parameter.type)
            found = value if found is None else select(_since(emitter, start), value, found)
        if found is not None:
            kept = mapped(found, lambda term: emitter.program.let(root, term))
            emitter.parameters = {**emitter.parameters, parameter.id: kept}


def _since(emitter: Emitter, start: int) -> Truth:
    day = emitter.as_of.low.number
    return truths.certain(whole.at_most(whole.constant(start), day, otherwise=False))


def _out_of_force(emitter: Emitter, dated: Sequence[Dated]) -> Bit:
    """Whether nothing is in force on the day of a row, or it has no day."""
    if isinstance(emitter.as_of.low.number.value, int):
        return False
    inside: Bit = False
    for entry in dated:
        since = _since(emitter, entry.start).low
        inside = terms.choose_bit(since, entry.binding is not None, inside)
    day = cast("Term", emitter.as_of.low.number.value)
    return either(opposite(terms.known(day)), opposite(inside))


def needed(ruleset: Ruleset, wanted: Iterable[str] | None) -> list[Definition]:
    """The wanted outcomes, all assumptions, and what they read, in the ruleset's order.

    The outcomes of groups are always among them: two that hold reject a record, whatever else
    is asked for. Patterns are wanted only where they are named.
    """
    asked = {name for group in ruleset.groups.values() for name in group.outcomes}
    asked.update(wanted or ())
    ends = [
        d.id
        for d in ruleset.order
        if d.kind == "assumption"
        or (d.kind == "outcome" and (wanted is None or d.id in asked))
        or (d.pattern is not None and d.id in asked)
    ]
    return with_all_read(ruleset, ends)


# what must be rejected


def _refuse(plan: Plan, emitter: Emitter, entity: Entity, *, validate: bool) -> Bit:
    """Whether a row has faults, contradicts the ruleset, or has items that do."""
    table = plan.tables[entity.id]
    checks = plan.checks.setdefault(entity.id, [])
    checks += _key_checks(plan, entity)
    checks += _checks(plan, entity)
    plan.counts[entity.id] = [
        _counted(plan, emitter, entity, collection, validate=validate)
        for collection in entity.collections
        if collection.id in plan.tables
    ]
    unsound = _unsound(plan, entity) if validate else False
    bits: list[Bit] = [unsound]
    bits += [check.where for check in plan.checks[entity.id]]
    for counted in plan.counts[entity.id]:
        bits += [counted.few, counted.many, counted.miscounted, counted.rejected]
    any_of_them: Bit = terms.any_of(bits)
    if any_of_them is True:
        any_of_them = plan.program.let(table, lit(True))
    elif isinstance(any_of_them, Term):  # a truth may be null where a value has a fault
        if unsound is not False or _has_days(
            plan
        ):  # what is computed with an unsound value may be null
            any_of_them = terms.filled(any_of_them, True)
        any_of_them = plan.program.let(table, any_of_them)
    plan.refused[entity.id] = any_of_them
    return any_of_them


def _has_days(plan: Plan) -> bool:
    return DAY.id in plan.readings[plan.ruleset.root.id]


def _unsound(plan: Plan, entity: Entity) -> Bit:
    """Whether any value of a row has a fault."""
    faults = [f.where for reading in plan.readings[entity.id].values() for f in reading.faults]
    if not faults:
        return False
    bad = terms.combine(lambda *bits: nw.any_horizontal(*bits, ignore_nulls=True), *faults)
    return plan.program.let(plan.tables[entity.id], bad)


def _key_checks(plan: Plan, entity: Entity) -> Iterable[Check]:
    """Rows to which items are keyed, or that are compared with one another, need a key, and
    one of their own."""
    owns = any(collection.id in plan.tables for collection in entity.collections)
    if owns or entity.id in plan.program.paired:
        name: dict[str, object] = {"name": entity.key or entity.label}
        yield Check(column(KEYLESS), frame_codes.NO_KEY, name)
        yield Check(column(REPEATED), frame_codes.REPEATED_KEY, name)


def _checks(plan: Plan, entity: Entity) -> Iterable[Check]:
    for definition in entity.definitions:
        if definition.kind == "assumption" and definition.id in plan.truths:
            broken = opposite(plan.truths[definition.id].high)
            where = _kept(plan, entity, broken)
            values = {"label": definition.label}
            yield Check(where, codes.ASSUMPTION_BROKEN, values, (definition,))
    for group in plan.ruleset.groups.values():
        outcomes = [plan.ruleset.definitions[name] for name in group.outcomes]
        if group.entity == entity.id:
            yield from _conflicts(plan, entity, group, outcomes)


def _conflicts(
    plan: Plan, entity: Entity, group: Group, outcomes: list[Definition]
) -> Iterable[Check]:
    known = [outcome for outcome in outcomes if outcome.id in plan.truths]
    for number, first in enumerate(known):
        for second in known[number + 1 :]:
            pair = terms.both(plan.truths[first.id].low, plan.truths[second.id].low)
            if pair is not False:
                values = {"first": first.label, "second": second.label, "group": group.label}
                where = _kept(plan, entity, pair)
                yield Check(where, codes.GROUP_CONFLICT, values, (first, second))


def _kept(plan: Plan, entity: Entity, bit: Bit) -> Bit:
    return bit if isinstance(bit, bool) else plan.program.let(plan.tables[entity.id], bit)


def _counted(
    plan: Plan, emitter: Emitter, entity: Entity, collection: Collection, *, validate: bool
) -> Counted:
    table, items = plan.tables[entity.id], plan.tables[collection.id]
    below = emitter.ruleset.entities[collection.id]
    refused = _refuse(plan, emitter, below, validate=validate)
    program = plan.program
    count = program.gather(items, table, lit(1), "sum")
    rows = program.let(table, terms.combine(lambda a: a.fill_null(0), count))
    bad = program.gather(items, table, terms.as_number(lit(refused)), "sum")
    bad_count = program.let(table, terms.combine(lambda a: a.fill_null(0), bad))
    low, high = collection.size
    told = emitter.loaded[collection.id].always or _says(emitter, entity, collection)
    few: Bit = False
    if low > 0:
        few = terms.combine(lambda a: a < low, rows)
        few = few if told else terms.both(few, terms.combine(lambda a: a > 0, rows))
    many: Bit = False
    if not isinstance(high, Infinity):
        many = terms.combine(lambda a: a > high, rows)
    miscounted: Bit = False
    if _says(emitter, entity, collection):
        said = column(f"n_{collection.id}")
        miscounted = terms.combine(lambda a, b: a != b.fill_null(0), rows, said)
        few = terms.both(few, terms.known(said))
    return Counted(
        collection,
        _kept(plan, entity, few),
        _kept(plan, entity, many),
        _kept(plan, entity, miscounted),
        _kept(plan, entity, terms.combine(lambda a: a > 0, bad_count)),
        rows,
        bad_count,
    )


def _says(emitter: Emitter, entity: Entity, collection: Collection) -> bool:
    """Whether a column says how many items there are."""
    return collection.id in emitter.loaded[entity.id].counted


def status(truth: Truth) -> Term:
    """A truth as a nullable boolean: null where it is unknown."""
    if truth.known:
        return lit(truth.low)
    return terms.combine(
        lambda low, high: nw.when(low).then(nw.lit(True)).when(~high).then(nw.lit(False)),
        lit(truth.low),
        lit(truth.high),
    )
