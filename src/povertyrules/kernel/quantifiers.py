"""The meaning of quantifiers and aggregates over a collection, once.

An item is `(included, value)`: the three-valued truth of the `where` filter, and what the
body may be for that item. A collection that was not given is any collection of its
declared size whose items are all like one *unlisted* item, of which nothing is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from povertyrules.kernel.possible import Bound, Possible, Range
from povertyrules.kernel.truth import Truth, conjunction, disjunction, negation

Item = tuple[Truth, Any]


@dataclass(frozen=True, slots=True)
class Quantifier:
    """`listed(items, otherwise)` for a collection that was given,
    `unlisted(size, item, otherwise)` for one that was not.

    `otherwise` is what `min` and `max` are over nothing; the others ignore it.
    """

    name: str
    listed: Callable[[Sequence[Item], Possible], Any]
    unlisted: Callable[[Range, Item, Possible], Any]


def _any(items: Sequence[Item], _: Possible) -> Truth:
    return disjunction(conjunction(item) for item in items)


def _any_unlisted(size: Range, item: Item, _: Possible) -> Truth:
    truth = conjunction(item)
    if truth is False or size.high == 0:
        return False
    return True if truth and size.low > 0 else None


def _all(items: Sequence[Item], _: Possible) -> Truth:
    return conjunction(disjunction((negation(included), value)) for included, value in items)


def _all_unlisted(size: Range, item: Item, _: Possible) -> Truth:
    truth = disjunction((negation(item[0]), item[1]))
    if truth is True or size.high == 0:
        return True
    return False if truth is False and size.low > 0 else None


def _count(items: Sequence[Item], _: Possible) -> Range:
    included = [item[0] for item in items]
    return Range(included.count(True), len(included) - included.count(False))


def _count_unlisted(size: Range, item: Item, _: Possible) -> Range:
    included = item[0]
    return Range(size.low if included else 0, 0 if included is False else size.high)


def _sum(items: Sequence[Item], _: Possible) -> Range:
    parts = [_contribution(item) for item in items]
    low: Bound = 0
    high: Bound = 0
    for part in parts:
        low, high = low + part.low, high + part.high
    return Range(low, high)


def _sum_unlisted(size: Range, item: Item, _: Possible) -> Range:
    part = _contribution(item)
    return Range(
        part.low * (size.low if part.low >= 0 else size.high),
        part.high * (size.high if part.high >= 0 else size.low),
    )


def _contribution(item: Item) -> Range:
    """What one item adds to a sum: nothing if it is not included."""
    included, value = item
    if included is True:
        return Range(*value)
    return Range(0, 0) if included is False else Range(min(0, value.low), max(0, value.high))


def _min(items: Sequence[Item], otherwise: Possible) -> Range:
    """The least value: the certain items bound it above, every possible item below."""
    return _mirror(
        _max([(included, _mirror(value)) for included, value in items], _mirrored(otherwise))
    )


def _max(items: Sequence[Item], otherwise: Possible) -> Range:
    certain = [value for included, value in items if included is True]
    possible = [value for included, value in items if included is not False]
    ends = possible if certain else [*possible, *([otherwise] if otherwise else [])]
    lows = [value.low for value in certain or ends]
    return Range(max(lows) if certain else min(lows), max(value.high for value in ends))


def _mirror(value: Range) -> Range:
    return Range(-value.high, -value.low)


def _mirrored(value: Possible) -> Possible:
    return _mirror(value) if isinstance(value, Range) else value


def _extreme_unlisted(size: Range, item: Item, otherwise: Possible) -> Range:
    """The hull of the item's value and, where the selection may be empty, `otherwise`."""
    included, value = item
    ends: list[Range] = []
    if included is not False and size.high > 0:
        ends.append(value)
    if isinstance(otherwise, Range) and (included is not True or size.low == 0):
        ends.append(otherwise)
    return Range(min(end.low for end in ends), max(end.high for end in ends))


QUANTIFIERS = {
    quantifier.name: quantifier
    for quantifier in (
        Quantifier("any", _any, _any_unlisted),
        Quantifier("all", _all, _all_unlisted),
        Quantifier("count", _count, _count_unlisted),
        Quantifier("sum", _sum, _sum_unlisted),
        Quantifier("min", _min, _extreme_unlisted),
        Quantifier("max", _max, _extreme_unlisted),
    )
}
