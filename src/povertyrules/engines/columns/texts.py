"""Texts, choices and lists of choices in columns."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import narwhals as nw

from povertyrules.engines.columns import terms, truths, whole
from povertyrules.engines.columns.amounts import Amount, End
from povertyrules.engines.columns.terms import Bit, Term, any_of, both, combine, filled, opposite
from povertyrules.engines.columns.truths import Truth
from povertyrules.engines.columns.whole import Whole


@dataclass(frozen=True, slots=True, eq=False)
class TextValue:
    """A text for each row, null where it is not known; one constant; or None, never known.

    `always` says that it is known in every row. `longest` is how long it may be at most.
    """

    value: Term | str | None
    longest: Whole
    always: bool

    @property
    def term(self) -> Term:
        return terms.lit(self.value)


def test_of(
    text: TextValue, make: Callable[[nw.Expr], nw.Expr], known: Callable[[str], bool]
) -> Truth:
    """A test of a text: of a column by `make`, of a constant by `known`. Unknown where the
    text is."""
    if text.value is None:
        return truths.UNKNOWN
    if isinstance(text.value, str):
        return truths.certain(known(text.value))
    bit = combine(make, text.value)
    if text.always:
        return truths.certain(bit)
    return Truth(filled(bit, False), filled(bit, True))


def same_text(left: TextValue, right: TextValue) -> Truth:
    if left.value is None or right.value is None:
        return truths.UNKNOWN
    if isinstance(left.value, str) and isinstance(right.value, str):
        return truths.certain(left.value == right.value)
    bit = combine(lambda a, b: a == b, left.term, right.term)
    if left.always and right.always:
        return truths.certain(bit)
    return Truth(filled(bit, False), filled(bit, True))


def length_of(text: TextValue) -> Amount:
    if isinstance(text.value, str):
        end = End(whole.constant(len(text.value)))
        return Amount(end, end)
    if text.value is None:
        return Amount(End(whole.constant(0)), End(text.longest))
    length = combine(lambda a: a.str.len_chars().cast(nw.Int64), text.value)
    if text.always:
        end = End(Whole(length, 0, text.longest.most))
        return Amount(end, end)
    low = Whole(combine(lambda a: a.fill_null(0), length), 0, text.longest.most)
    most = combine(
        lambda a, b: nw.when(~a.is_null()).then(a).otherwise(b),
        length,
        terms.lit(text.longest.value),
    )
    return Amount(End(low), End(Whole(most, 0, text.longest.most)))


def select_text(condition: Truth, yes: TextValue, no: TextValue) -> TextValue:
    """`if`, of texts: where the condition is unknown, the text that both agree on."""
    longest = _longer(_length_bound(yes), _length_bound(no))
    chosen = terms.choose(condition.low, yes.value, no.value)
    if condition.known:
        bound = whole.select(condition.low, _length_bound(yes), _length_bound(no))
        return TextValue(chosen, bound, yes.always and no.always)
    unknown = both(condition.high, opposite(condition.low))
    agreed = terms.choose(same_text(yes, no).low, yes.value, None)
    return TextValue(terms.choose(unknown, agreed, chosen), longest, always=False)


def _length_bound(text: TextValue) -> Whole:
    """How long a text may be in each row: as long as it is, where it is known."""
    return length_of(text).high.number


def _longer(left: Whole, right: Whole) -> Whole:
    return whole.select(whole.at_most(left, right, otherwise=False), right, left)


@dataclass(frozen=True, slots=True, eq=False)
class Options:
    """A choice: of each value whether it is certainly the one, and whether it may be."""

    truths: Mapping[str, Truth]

    def of(self, value: str) -> Truth:
        return self.truths.get(value, truths.FALSE)


def same_choice(left: Options, right: Options) -> Truth:
    values = dict.fromkeys([*left.truths, *right.truths])
    pairs = [(left.of(value), right.of(value)) for value in values]
    low = any_of(both(a.low, b.low) for a, b in pairs)
    if all(a.known and b.known for a, b in pairs):
        return truths.certain(low)
    return Truth(low, any_of(both(a.high, b.high) for a, b in pairs))


def select_choice(condition: Truth, yes: Options, no: Options) -> Options:
    values = dict.fromkeys([*yes.truths, *no.truths])
    return Options({v: truths.select(condition, yes.of(v), no.of(v)) for v in values})


@dataclass(frozen=True, slots=True, eq=False)
class Chosen:
    """A list of choices: of each value whether it is certainly in it, and whether it may be."""

    truths: Mapping[str, Truth]

    def contains(self, value: str) -> Truth:
        return self.truths.get(value, truths.FALSE)


def how_many(chosen: Chosen) -> Amount:
    parts = chosen.truths.values()
    low = End(_count([part.low for part in parts]))
    if all(part.known for part in parts):
        return Amount(low, low)
    return Amount(low, End(_count([part.high for part in parts])))


def _count(bits: list[Bit]) -> Whole:
    total = whole.constant(0)
    for bit in bits:
        one = whole.select(bit, whole.constant(1), whole.constant(0))
        total = whole.add(total, one)
    return total


def select_chosen(condition: Truth, yes: Chosen, no: Chosen) -> Chosen:
    values = dict.fromkeys([*yes.truths, *no.truths])
    return Chosen({v: truths.select(condition, yes.contains(v), no.contains(v)) for v in values})
