"""Which missing facts could still decide an outcome, as truths for every row.

The rule is that of `explain.needed`, told from below: what a node needs is what its operands
need, where it is not known itself. What items need is gathered for each row of what they are
part of, so that a fact of an item is needed where it is of any of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import cast

from povertyrules.engines.columns import amounts, terms, truths
from povertyrules.engines.columns.amounts import Amount
from povertyrules.engines.columns.facts import Value
from povertyrules.engines.columns.plan import Plan
from povertyrules.engines.columns.program import Table
from povertyrules.engines.columns.refusing import refusing
from povertyrules.engines.columns.scopes import Listed, Place, Scope
from povertyrules.engines.columns.terms import Bit, Term, both, either, opposite
from povertyrules.engines.columns.texts import TextValue
from povertyrules.engines.columns.truths import Truth
from povertyrules.kernel.possible import is_known
from povertyrules.model.nodes import Apply, DefinitionRef, Expression, FactRef, Quantify
from povertyrules.model.ruleset import Collection, Definition, Fact

Needs = Mapping[Fact | Collection, Bit]
"""What is needed, and where."""


@dataclass(slots=True)
class Needing:
    """What the definitions of a plan need."""

    plan: Plan
    _definitions: dict[int, dict[Fact | Collection, Bit]] = field(default_factory=dict)

    def of(self, outcomes: list[Definition]) -> dict[Fact | Collection, Bit]:
        """What would decide any of the outcomes of one entity: by entity as declared, facts
        as declared, then collections."""
        found = _merged([self._own(self.plan.emitter.places[o.id], o) for o in outcomes])
        order = list(self.plan.ruleset.entities)

        def rank(what: Fact | Collection) -> tuple[int, bool, int]:
            is_collection = isinstance(what, Collection)
            entity = what.parent if isinstance(what, Collection) else what.entity
            return order.index(entity), is_collection, what.index

        return {what: found[what] for what in sorted(found, key=rank)}

    def _own(self, place: Place, definition: Definition) -> dict[Fact | Collection, Bit]:
        """What a definition needs, in columns of the table where it was computed."""
        key = id(place)
        if key not in self._definitions:
            needs = self._node(definition.body, place)
            self._definitions[key] = {
                what: self._kept(place.table, where) for what, where in needs.items()
            }
        return self._definitions[key]

    def _kept(self, table: Table, where: Bit) -> Bit:
        return where if isinstance(where, bool) else self.plan.program.let(table, where)

    def _node(self, node: Expression, place: Place) -> Needs:
        with refusing(node):
            is_open = _open(place.values[node])
        if is_open is False:
            return {}
        match node:
            case FactRef(level=level, fact=fact):
                return self._fact(place, place.scopes[level], fact)
            case DefinitionRef(level=level, definition=definition):
                return _where(is_open, self._read(place, place.scopes[level], definition))
            case Apply():
                return _where(is_open, self._operands(node, place))
            case Quantify():
                return _where(is_open, self._quantifier(node, place))
            case _:
                return {}

    def _fact(self, place: Place, scope: Scope, fact: Fact) -> Needs:
        if is_known(fact.bounds) or not isinstance(scope, Listed):
            return {}
        return {fact: opposite(self.plan.emitter.is_known(place, scope, fact))}

    def _read(self, place: Place, scope: Scope, definition: Definition) -> Needs:
        """What a definition needs, in the rows of a place that reads it."""
        where = self.plan.emitter.place_of(place, scope, definition)
        needs = self._own(where, definition)
        if not isinstance(scope, Listed):
            return needs
        return {what: self._brought(place, scope, bit) for what, bit in needs.items()}

    def _brought(self, place: Place, scope: Listed, bit: Bit) -> Bit:
        return bit if isinstance(bit, bool) else self.plan.emitter.brought(place, scope.origin, bit)

    def _operands(self, node: Apply, place: Place) -> Needs:
        """What the operands need; of `if` not those of the branch that is excluded."""
        needs = [self._node(operand, place) for operand in node.operands]
        if node.operator == "if":
            asked = cast("Truth", place.values[node.operands[0]])
            needs[1:] = [_where(asked.high, needs[1]), _where(opposite(asked.low), needs[2])]
        return _merged(needs)

    def _quantifier(self, node: Quantify, place: Place) -> Needs:
        owner = place.scopes[node.level]
        given = self.plan.emitter.is_given(place, owner, node.collection)
        needs: list[Needs] = []
        some: Bit = False
        for inside in place.below[node]:
            if isinstance(inside.scopes[-1], Listed):
                items, certain = self._listed(node, place, inside)
                needs.append(_where(given, items))
                some = both(given, certain)
            else:
                needs.append(_where(opposite(given), self._item(node, inside)))
        if isinstance(owner, Listed):
            needs.append({node.collection: opposite(given)})
        if node.otherwise is not None:
            needs.append(_where(opposite(some), self._node(node.otherwise, place)))
        return _merged(needs)

    def _listed(self, node: Quantify, place: Place, inside: Place) -> tuple[Needs, Bit]:
        """What the items need, and whether any of them is certainly included."""
        needs = {
            what: self._any(place.table, inside.table, bit)
            for what, bit in self._item(node, inside).items()
        }
        certain = _included(node, inside).low if node.otherwise is not None else False
        return needs, self._any(place.table, inside.table, certain)

    def _any(self, into: Table, items: Table, bit: Bit) -> Bit:
        """Whether a truth holds for any item of a row."""
        if bit is False:
            return False
        most = self.plan.program.gather(items, into, terms.as_number(terms.lit(bit)), "max")
        return self._kept(into, terms.combine(lambda a: a.fill_null(0) > 0, most))

    def _item(self, node: Quantify, inside: Place) -> Needs:
        needs = _merged([self._node(child, inside) for child in node.item_children])
        return _where(opposite(_settled(node, inside)), needs)


def _where(bit: Bit, needs: Needs) -> Needs:
    found = {what: both(bit, where) for what, where in needs.items()}
    return {what: where for what, where in found.items() if where is not False}


def _merged(needs: list[Needs]) -> dict[Fact | Collection, Bit]:
    found: dict[Fact | Collection, Bit] = {}
    for each in needs:
        for what, where in each.items():
            found[what] = either(found.get(what, False), where)
    return found


def _included(node: Quantify, inside: Place) -> Truth:
    return truths.TRUE if node.where is None else cast("Truth", inside.values[node.where])


def _settled(node: Quantify, inside: Place) -> Bit:
    """Whether nothing about an item can change what it does to the whole."""
    included = _included(node, inside)
    is_known = opposite(_open(included))
    if node.body is None:
        return is_known
    value = inside.values[node.body]
    if node.quantifier == "any":
        counts = opposite(_open(truths.conjunction((included, cast("Truth", value)))))
    elif node.quantifier == "all":
        exempt = truths.negation(included)
        counts = opposite(_open(truths.disjunction((exempt, cast("Truth", value)))))
    else:
        with refusing(node.body):
            counts = both(included.low, opposite(_open(value)))
    return either(opposite(included.high), counts)


def _open(value: Value) -> Bit:
    """Whether a value is not known."""
    match value:
        case Truth():
            return False if value.known else both(value.high, opposite(value.low))
        case Amount():
            if value.known:
                return False
            ends = (amounts.exactly(value.low), amounts.exactly(value.high))
            return opposite(amounts.is_equal(*ends).low)
        case TextValue():
            return _open_text(value)
        case _:
            return terms.any_of(_open(truth) for truth in value.truths.values())


def _open_text(text: TextValue) -> Bit:
    if text.always or isinstance(text.value, str):
        return False
    return opposite(terms.known(text.value)) if isinstance(text.value, Term) else True
