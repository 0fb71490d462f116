"""Quantifiers in columns: the rows of a collection, computed one by one, then gathered.

The meaning is that of `kernel.quantifiers`. Items with rows are gathered by the columns of
their table; what is not given is one unlisted item, computed where the quantifier stands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

import narwhals as nw

from povertyrules.engines.columns import amounts, terms, truths, values, whole
from povertyrules.engines.columns.amounts import Amount, End, constant_end, exactly
from povertyrules.engines.columns.facts import Value
from povertyrules.engines.columns.program import Table
from povertyrules.engines.columns.scopes import Listed, Place
from povertyrules.engines.columns.terms import Bit, Term, opposite
from povertyrules.engines.columns.truths import Truth
from povertyrules.engines.columns.whole import Unbounded, Whole
from povertyrules.kernel.possible import Infinity, Range
from povertyrules.model.nodes import Quantify

if TYPE_CHECKING:
    from povertyrules.engines.columns.emit import Emitter


class Quantifiers:
    """One quantifier at one place."""

    def __init__(self, emitter: Emitter, place: Place, node: Quantify) -> None:
        self.emitter = emitter
        self.program = emitter.program
        self.place = place
        self.node = node
        self.owner = place.scopes[node.level]

    def value(self) -> Value:
        given = self.emitter.is_given(self.place, self.owner, self.node.collection)
        if given is False:
            return self._unlisted()
        listed = self._listed()
        return listed if given is True else values.choose(given, listed, self._unlisted())

    def _otherwise(self) -> Amount | None:
        node = self.node.otherwise
        return None if node is None else cast("Amount", self.emitter.value(node, self.place))

    def _entered(self, inside: Place) -> Place:
        self.place.below.setdefault(self.node, []).append(inside)
        return inside

    def _item(self, place: Place) -> tuple[Truth, Value]:
        """The filter and the body of one item."""
        node = self.node
        where = truths.TRUE if node.where is None else self.emitter.truth(node.where, place)
        body = truths.TRUE if node.body is None else self.emitter.value(node.body, place)
        return where, body

    # a collection that was not given

    def _unlisted(self) -> Value:
        scope = self.emitter.unlisted_item(self.owner, self.node.collection)
        inside = self._entered(
            Place(self.place.table, (*self.place.scopes[: self.node.item_level], scope))
        )
        where, body = self._item(inside)
        return _UNLISTED[self.node.quantifier](
            self.node.collection.size, where, body, self._otherwise()
        )

    # a collection with rows

    def _listed(self) -> Value:
        inside = self._entered(self._inside(cast("Listed", self.owner)))
        where, body = self._item(inside)
        rows = _Rows(self, inside.table)
        return _LISTED[self.node.quantifier](rows, where, body, self._otherwise())

    def _inside(self, owner: Listed) -> Place:
        """Where the items are computed: in their entity's own table, if nothing else than
        their owner looks at them, else in a table of pairs."""
        entity = self.emitter.ruleset.entities[self.node.collection.id]
        items = self.emitter.tables[entity.id]
        own = self.place.table.origins[owner.origin].table is self.place.table
        if own and owner.origin == owner.entity.level:
            table = items
        else:
            table = self.program.pair(self.place.table, owner.origin, items)
        scope = Listed(entity, owner, max(table.origins))
        return Place(table, (*self.place.scopes[: self.node.item_level], scope))


class _Rows:
    """The rows of a collection's items, to be gathered for each row of the place."""

    def __init__(self, quantifier: Quantifiers, table: Table) -> None:
        self.program = quantifier.program
        self.into = quantifier.place.table
        self.table = table
        self.size = quantifier.node.collection.size

    def any(self, bit: Bit) -> Bit:
        """Whether a truth holds for any of the items."""
        if bit is False:
            return False
        most = self._gathered(_number(bit), "max")
        return terms.combine(lambda a: a.fill_null(0) > 0, most)

    def total(self, number: Whole) -> Whole:
        """The sum over the items: within 64 bits for as many of them as there may be."""
        least, most = whole.bounds(number)
        size = self.size.high
        if isinstance(size, Infinity):
            raise Unbounded
        count = whole.constant(int(size))
        whole.multiply(whole.constant(least), count), whole.multiply(whole.constant(most), count)
        term = self._gathered(_term(number), "sum")
        filled = terms.combine(lambda a: a.fill_null(0).cast(nw.Int64), term)
        return Whole(filled, min(0, least * int(size)), max(0, most * int(size)))

    def extreme(self, end: End, when: Bit, how: str) -> tuple[End, Bit]:
        """The least or greatest of the items for which a truth holds, and whether any is."""
        least, most = whole.bounds(end.number)
        if end.divisor is not whole.ONE:
            raise whole.Unshared
        only = terms.choose(when, _term(end.number), None)
        if only is None:
            return constant_end(0), False
        found = self._gathered(only, how)
        some = terms.known(found)
        filled = terms.combine(lambda a: a.fill_null(least), found)
        return End(Whole(filled, least, most), end.scale), some

    def _gathered(self, term: Term, how: str) -> Term:
        return self.program.gather(self.table, self.into, term, how)


def _number(bit: Bit) -> Term:
    return terms.as_number(bit) if isinstance(bit, Term) else terms.lit(int(bit))


def _term(number: Whole) -> Term:
    """A number as wide as a sum of it may need: engines add narrow columns up narrowly."""
    return terms.lit(whole.as_wide(number, whole.WIDEST))


# listed items


def _any(rows: _Rows, where: Truth, body: Value, _: Amount | None) -> Truth:
    item = truths.conjunction((where, cast("Truth", body)))
    low = rows.any(item.low)
    return Truth(low, low if item.known else rows.any(item.high))


def _all(rows: _Rows, where: Truth, body: Value, otherwise: Amount | None) -> Truth:
    """All are, if none is not."""
    return truths.negation(_any(rows, where, truths.negation(cast("Truth", body)), otherwise))


def _count(rows: _Rows, where: Truth, _: Value, __: Amount | None) -> Amount:
    low = End(rows.total(_one_if(where.low)))
    return exactly(low) if where.known else Amount(low, End(rows.total(_one_if(where.high))))


def _one_if(bit: Bit) -> Whole:
    return whole.select(bit, whole.constant(1), whole.constant(0))


def _sum(rows: _Rows, where: Truth, body: Value, _: Amount | None) -> Amount:
    part = _contribution(where, cast("Amount", body))
    low = _total(rows, part.low)
    return exactly(low) if part.known else Amount(low, _total(rows, part.high))


def _total(rows: _Rows, end: End) -> End:
    if end.divisor is not whole.ONE:
        raise whole.Unshared
    return End(rows.total(end.number), end.scale)


def _contribution(where: Truth, value: Amount) -> Amount:
    """What an item adds: nothing where it is excluded, possibly nothing where it may be."""
    zero = constant_end(0)
    if where.known:
        return amounts.choose(where.low, value, exactly(zero))
    low = amounts.select_end(where.high, amounts.lesser(zero, value.low), zero)
    high = amounts.select_end(where.high, amounts.greater(zero, value.high), zero)
    return Amount(
        amounts.select_end(where.low, value.low, low),
        amounts.select_end(where.low, value.high, high),
    )


def _max(rows: _Rows, where: Truth, body: Value, otherwise: Amount | None) -> Amount:
    """The certain items bound it below, every possible item above."""
    value = cast("Amount", body)
    certain, some = rows.extreme(value.low, where.low, "max")
    if where.known and value.known:
        return _or_else(exactly(certain), some, otherwise)
    possible, any_possible = rows.extreme(value.high, where.high, "max")
    lowest, _ = rows.extreme(value.low, where.high, "min")
    both_ends = Amount(lowest, possible)
    uncertain = _widened(both_ends, any_possible, otherwise)
    return Amount(
        amounts.select_end(some, certain, uncertain.low),
        amounts.select_end(some, possible, uncertain.high),
    )


def _or_else(value: Amount, some: Bit, otherwise: Amount | None) -> Amount:
    return value if otherwise is None else amounts.choose(some, value, otherwise)


def _widened(value: Amount, some: Bit, otherwise: Amount | None) -> Amount:
    """Either of two, where there is any item at all; else what there is over nothing."""
    if otherwise is None:
        return value
    hull = Amount(
        amounts.lesser(value.low, otherwise.low), amounts.greater(value.high, otherwise.high)
    )
    return Amount(
        amounts.select_end(some, hull.low, otherwise.low),
        amounts.select_end(some, hull.high, otherwise.high),
    )


def _min(rows: _Rows, where: Truth, body: Value, otherwise: Amount | None) -> Amount:
    mirrored = None if otherwise is None else amounts.negative(otherwise)
    return amounts.negative(_max(rows, where, amounts.negative(cast("Amount", body)), mirrored))


_LISTED: dict[str, Callable[[_Rows, Truth, Value, Amount | None], Value]] = {
    "any": _any,
    "all": _all,
    "count": _count,
    "sum": _sum,
    "min": _min,
    "max": _max,
}


# an unlisted item


def _any_unlisted(size: Range, where: Truth, body: Value, _: Amount | None) -> Truth:
    item = truths.conjunction((where, cast("Truth", body)))
    low = item.low if size.low > 0 else False
    return Truth(low, item.high if size.high > 0 else False)


def _all_unlisted(size: Range, where: Truth, body: Value, otherwise: Amount | None) -> Truth:
    opposite_body = truths.negation(cast("Truth", body))
    return truths.negation(_any_unlisted(size, where, opposite_body, otherwise))


def _count_unlisted(size: Range, where: Truth, _: Value, __: Amount | None) -> Amount:
    zero = constant_end(0)
    most = End(whole.INFINITE) if isinstance(size.high, Infinity) else constant_end(size.high)
    return Amount(
        amounts.select_end(where.low, constant_end(_finite(size.low)), zero),
        amounts.select_end(where.high, most, zero),
    )


def _finite(bound: object) -> int:
    if isinstance(bound, Infinity):
        raise Unbounded
    return int(cast("int", bound))


def _sum_unlisted(size: Range, where: Truth, body: Value, _: Amount | None) -> Amount:
    """As many times what one adds as makes the sum least, and greatest."""
    part = _contribution(where, cast("Amount", body))
    few, many = _finite(size.low), _finite(size.high)
    return Amount(_multiplied(part.low, few, many), _multiplied(part.high, many, few))


def _multiplied(end: End, if_up: int, if_down: int) -> End:
    up = whole.at_most(whole.constant(0), end.number, otherwise=False)
    return amounts.select_end(
        up,
        amounts.multiply_ends(end, constant_end(if_up)),
        amounts.multiply_ends(end, constant_end(if_down)),
    )


def _extreme_unlisted(size: Range, where: Truth, body: Value, otherwise: Amount | None) -> Amount:
    """The item's value, and what there is over nothing where the selection may be empty."""
    value = cast("Amount", body)
    if otherwise is None:
        return value
    if size.high == 0:
        return otherwise
    may_be_empty: Bit = True if size.low == 0 else opposite(where.low)
    low, high = (
        amounts.lesser(value.low, otherwise.low),
        amounts.greater(value.high, otherwise.high),
    )
    widened = Amount(
        amounts.select_end(may_be_empty, low, value.low),
        amounts.select_end(may_be_empty, high, value.high),
    )
    return Amount(
        amounts.select_end(where.high, widened.low, otherwise.low),
        amounts.select_end(where.high, widened.high, otherwise.high),
    )


_UNLISTED: dict[str, Callable[[Range, Truth, Value, Amount | None], Value]] = {
    "any": _any_unlisted,
    "all": _all_unlisted,
    "count": _count_unlisted,
    "sum": _sum_unlisted,
    "min": _extreme_unlisted,
    "max": _extreme_unlisted,
}
