"""From the nodes of a checked ruleset to column values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import cast

from povertyrules.engines.columns import facts, terms, truths
from povertyrules.engines.columns.amounts import Amount, End, end_within, exactly
from povertyrules.engines.columns.days import Calendar
from povertyrules.engines.columns.facts import Value
from povertyrules.engines.columns.operators import Spelling, spellings
from povertyrules.engines.columns.program import Origin, Program, Table
from povertyrules.engines.columns.quantify import Quantifiers
from povertyrules.engines.columns.readings import Keep, Reading, Unreadable
from povertyrules.engines.columns.refusing import refusing
from povertyrules.engines.columns.scopes import Listed, Place, Scope, Unlisted, lineage
from povertyrules.engines.columns.terms import Bit, Term, both, column, combine
from povertyrules.engines.columns.truths import Truth
from povertyrules.engines.columns.values import mapped
from povertyrules.engines.columns.whole import Whole
from povertyrules.kernel.errors import InvalidFrame
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.possible import Range
from povertyrules.model.nodes import (
    Apply,
    AsOf,
    Constant,
    DefinitionRef,
    Expression,
    FactRef,
    ParameterRef,
    Presence,
    Quantify,
    SameItem,
)
from povertyrules.model.ruleset import Collection, Definition, Entity, Fact, Ruleset


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a loaded table has: how each of its facts is read, by id, and which of them have
    not a single blank.

    `always` says that an item without rows here has none, rather than that they are unknown.
    """

    read: Mapping[str, Callable[[Keep], Reading]]
    complete: Mapping[str, bool]
    always: bool = False
    counted: frozenset[str] = frozenset()
    """The collections below for which a column says how many items there are."""


@dataclass(slots=True)
class Emitter:
    """Makes the program for the definitions of a ruleset.

    `loaded` has the tables that were given, by entity; `parameters` the values in force.
    """

    ruleset: Ruleset
    loaded: Mapping[str, Loaded]
    parameters: Mapping[str, Value]
    as_of: Amount
    program: Program = field(default_factory=Program)
    tables: dict[str, Table] = field(default_factory=dict)
    readings: dict[str, dict[str, Reading]] = field(default_factory=dict)
    unreadable: list[Fault] = field(default_factory=list)
    definitions: dict[str, Value] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    """Where each definition was computed for the items that have rows."""
    _unlisted: dict[tuple[str, int, str], Value] = field(default_factory=dict)
    _unlisted_places: dict[tuple[str, int, str], Place] = field(default_factory=dict)
    _items: dict[tuple[int, str], Unlisted] = field(default_factory=dict)
    _given: dict[tuple[str, int, str], Bit] = field(default_factory=dict)
    _spellings: dict[str, Mapping[str, Spelling]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._table(self.ruleset.root, ())
        if self.unreadable:
            raise InvalidFrame(self.unreadable)

    def _table(self, entity: Entity, above: tuple[Origin, ...]) -> None:
        """The tables of an entity and of the collections below it that were given."""
        keys = (*above[-1].columns, f"k{entity.level}") if above else ("k0",)
        table = Table(entity.id, keys)
        origins = (*above, Origin(table, keys))
        table.origins = dict(enumerate(origins))
        self.tables[entity.id] = table
        self.readings[entity.id] = {}
        for fact, read in self.loaded[entity.id].read.items():
            try:
                self.readings[entity.id][fact] = read(lambda term: self.program.let(table, term))
            except Unreadable as error:
                self.unreadable.append(_wrong_type(entity, fact, error))
        for collection in entity.collections:
            if collection.id in self.loaded:
                self._table(self.ruleset.entities[collection.id], origins)

    # definitions

    def define(self, definition: Definition) -> Value | None:
        """Compute a definition for every item that has a row; None where none can have."""
        table = self.tables.get(definition.entity)
        if table is None:
            return None
        place = self._own_place(table, definition.entity)
        self.places[definition.id] = place
        value = self.value(definition.body, place)
        kept = mapped(value, lambda term: self.program.let(table, term))
        self.definitions[definition.id] = kept
        return kept

    def _own_place(self, table: Table, entity: str) -> Place:
        chain: list[Entity] = [self.ruleset.entities[entity]]
        while chain[0].parent is not None:
            chain.insert(0, self.ruleset.entities[chain[0].parent])
        scope: Scope | None = None
        for each in chain:
            scope = Listed(each, scope, each.level)
        return Place(table, lineage(cast("Scope", scope)))

    # nodes

    def value(self, node: Expression, place: Place) -> Value:
        with refusing(node):
            value = self._value(node, place)
            if isinstance(value, Amount) and isinstance(node.possible, Range):
                value = _within(value, node.possible)
            place.values[node] = value
            return value

    def truth(self, node: Expression, place: Place) -> Truth:
        return cast("Truth", self.value(node, place))

    def _value(self, node: Expression, place: Place) -> Value:
        match node:
            case Constant():
                return facts.of_constant(node.value, node.type)
            case ParameterRef():
                return self._everywhere(self.parameters[node.parameter.id], place)
            case AsOf():
                return self._everywhere(self.as_of, place)
            case FactRef():
                return self._fact(place, place.scopes[node.level], node.fact)
            case DefinitionRef():
                return self._definition(place, place.scopes[node.level], node.definition)
            case Apply():
                operands = [self.value(operand, place) for operand in node.operands]
                return self._spellings_at(place.table)[node.operator](node, *operands)
            case Quantify():
                return Quantifiers(self, place, node).value()
            case Presence():
                return self._presence(place, node)
            case SameItem():
                scopes = place.scopes[node.left_level], place.scopes[node.right_level]
                same = self._same(place, *scopes)
                return truths.negation(same) if node.negated else same

    def _spellings_at(self, table: Table) -> Mapping[str, Spelling]:
        if table.name not in self._spellings:
            calendar = Calendar(lambda number: self._keep(table, number))
            self._spellings[table.name] = spellings(calendar)
        return self._spellings[table.name]

    def _keep(self, table: Table, number: Whole) -> Whole:
        if not isinstance(number.value, Term):
            return number
        kept = self.program.let(table, number.value)
        return Whole(kept, number.least, number.most, number.width)

    # what is read

    def _everywhere(self, value: Value, place: Place) -> Value:
        """A value that may differ between rows of the root: brought to where it is read."""
        return mapped(value, lambda term: self.brought(place, 0, term))

    def brought(self, place: Place, origin: int, term: Term) -> Term:
        """A column of the table of an item, in the rows of a place that tell of that item."""
        return self.program.bring(place.table, origin, term.column, term.after)

    def _fact(self, place: Place, scope: Scope, fact: Fact) -> Value:
        if isinstance(scope, Unlisted):
            return facts.of_nothing(fact)
        term = self._column(place, scope, fact)
        if term is None:
            return facts.of_nothing(fact)
        complete = self.loaded[fact.entity].complete[fact.id]
        width = self.readings[fact.entity][fact.id].width
        return facts.of_column(fact, term, width, complete=complete)

    def _column(self, place: Place, scope: Listed, fact: Fact) -> Term | None:
        """The column of a fact; None where the frame has none."""
        reading = self.readings[fact.entity].get(fact.id)
        if reading is None:
            return None
        kept = self.program.let(self.tables[fact.entity], reading.value)
        return self.brought(place, scope.origin, kept)

    def _definition(self, place: Place, scope: Scope, definition: Definition) -> Value:
        if isinstance(scope, Listed):
            value = self.definitions[definition.id]
            return mapped(value, lambda term: self.brought(place, scope.origin, term))
        key = (place.table.name, id(scope), definition.id)
        if key not in self._unlisted:
            where = self._unlisted_places[key] = Place(place.table, lineage(scope))
            value = self.value(definition.body, where)
            self._unlisted[key] = mapped(value, lambda term: self.program.let(place.table, term))
        return self._unlisted[key]

    def place_of(self, place: Place, scope: Scope, definition: Definition) -> Place:
        """Where a definition that is read at a place was computed, once it was."""
        if isinstance(scope, Listed):
            return self.places[definition.id]
        return self._unlisted_places[place.table.name, id(scope), definition.id]

    def _presence(self, place: Place, node: Presence) -> Truth:
        scope = place.scopes[node.level]
        if isinstance(node.subject, Collection):
            known = self.is_given(place, scope, node.subject)
        else:
            known = self.is_known(place, scope, node.subject)
        truth = truths.certain(known)
        return truths.negation(truth) if node.missing else truth

    def is_known(self, place: Place, scope: Scope, fact: Fact) -> Bit:
        """Whether a fact has a value."""
        if isinstance(scope, Unlisted):
            return False
        term = self._column(place, scope, fact)
        if term is None:
            return False
        return True if self.loaded[fact.entity].complete[fact.id] else terms.known(term)

    def is_given(self, place: Place, scope: Scope, collection: Collection) -> Bit:
        """Whether a collection was given: where it has rows, if they are not the whole truth."""
        if isinstance(scope, Unlisted) or collection.id not in self.loaded:
            return False  # without a table nothing is known, whatever a column says
        if collection.id in self.loaded[collection.parent].counted:
            count = self.brought(place, scope.origin, column(f"n_{collection.id}"))
            return terms.known(count)
        if self.loaded[collection.id].always:
            return True
        key = (place.table.name, scope.origin, collection.id)
        if key not in self._given:
            self._given[key] = self._has_rows(place, scope, collection)
        return self._given[key]

    def _has_rows(self, place: Place, scope: Listed, collection: Collection) -> Bit:
        owner, items = self.tables[scope.entity.id], self.tables[collection.id]
        one = terms.lit(1)
        rows = self.program.gather(items, owner, one, "max")
        found = self.program.let(owner, terms.known(rows))
        return self.brought(place, scope.origin, found)

    def unlisted_item(self, scope: Scope, collection: Collection) -> Unlisted:
        """The unlisted item of an owner: the same one whenever it is asked for."""
        key = (id(scope), collection.id)
        if key not in self._items:
            self._items[key] = Unlisted(self.ruleset.entities[collection.id], scope)
        return self._items[key]

    def _same(self, place: Place, left: Scope, right: Scope) -> Truth:
        """Whether two scopes hold one item; of unlisted ones it may be another of its kind."""
        if left.entity is not right.entity:
            return truths.FALSE
        if isinstance(left, Listed) and isinstance(right, Listed):
            return truths.certain(self._same_row(place.table, left, right))
        if isinstance(left, Unlisted) and isinstance(right, Unlisted):
            owners = self._same(place, left.owner, right.owner)
            return Truth(False, owners.high)
        return truths.FALSE

    def _same_row(self, table: Table, left: Listed, right: Listed) -> Bit:
        if left.origin == right.origin:
            return True
        same: Bit = True
        pairs = zip(
            table.origins[left.origin].columns, table.origins[right.origin].columns, strict=True
        )
        for one, other in pairs:
            if one != other:
                made = self.program.made(table)
                pair = column(one, made), column(other, made)
                same = both(same, combine(lambda a, b: a == b, *pair))
        return same


def _wrong_type(entity: Entity, name: str, error: Unreadable) -> Fault:
    fact = next(fact for fact in entity.facts if fact.id == name)
    values: dict[str, object] = {
        "label": fact.label,
        "found": error.found,
        "values": ", ".join(fact.labels),
    }
    return Fault(error.code, f"{entity.id}.{name}", values)


def _within(amount: Amount, possible: Range) -> Amount:
    low: End = end_within(amount.low, possible)
    return exactly(low) if amount.known else Amount(low, end_within(amount.high, possible))
