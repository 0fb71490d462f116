"""Three-valued truths in columns: certainly so, and possibly so.

`low` is whether something certainly holds, `high` whether it may hold: false and false,
false and true (unknown), or true and true. So a truth is an interval of `False < True`, and
Kleene's connectives are the two-valued ones on its ends. Both ends are one and the same
where nothing is missing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from povertyrules.engines.columns import terms
from povertyrules.engines.columns.terms import Bit, both, choose_bit, either, opposite


@dataclass(frozen=True, slots=True, eq=False)
class Truth:
    low: Bit
    high: Bit

    @property
    def known(self) -> bool:
        """Whether it is known in every row."""
        return self.low is self.high


TRUE, FALSE = Truth(True, True), Truth(False, False)
UNKNOWN = Truth(False, True)


def certain(bit: Bit) -> Truth:
    return Truth(bit, bit)


def conjunction(truths: Iterable[Truth]) -> Truth:
    result = TRUE
    for truth in truths:
        result = _ends(both, result, truth)
    return result


def disjunction(truths: Iterable[Truth]) -> Truth:
    result = FALSE
    for truth in truths:
        result = _ends(either, result, truth)
    return result


def _ends(connect: terms.Connective, left: Truth, right: Truth) -> Truth:
    low = connect(left.low, right.low)
    return Truth(low, low if left.known and right.known else connect(left.high, right.high))


def negation(truth: Truth) -> Truth:
    high = opposite(truth.low)
    return Truth(high if truth.known else opposite(truth.high), high)


def implies(condition: Truth, consequence: Truth) -> Truth:
    return disjunction((negation(condition), consequence))


def at_least(needed: int, truths: list[Truth]) -> Truth:
    """Whether at least so many hold."""
    low = _count_reaches(needed, [truth.low for truth in truths])
    if all(truth.known for truth in truths):
        return certain(low)
    return Truth(low, _count_reaches(needed, [truth.high for truth in truths]))


def _count_reaches(needed: int, bits: list[Bit]) -> Bit:
    needed -= sum(bit is True for bit in bits)
    open_ones = [bit for bit in bits if not isinstance(bit, bool)]
    if needed <= 0:
        return True
    if needed > len(open_ones):
        return False
    count = terms.combine(
        lambda *numbers: sum(numbers[1:], numbers[0]), *map(terms.as_number, open_ones)
    )
    return terms.combine(lambda number: number >= needed, count)


def select(condition: Truth, yes: Truth, no: Truth) -> Truth:
    """`if`, of conditions: where it is unknown, what both agree on."""
    if condition.known:
        low = choose_bit(condition.low, yes.low, no.low)
        if yes.known and no.known:
            return certain(low)
        return Truth(low, choose_bit(condition.low, yes.high, no.high))
    return Truth(
        both(either(opposite(condition.high), yes.low), either(condition.low, no.low)),
        either(both(condition.high, yes.high), both(opposite(condition.low), no.high)),
    )


def choose(condition: Bit, yes: Truth, no: Truth) -> Truth:
    return select(certain(condition), yes, no)
