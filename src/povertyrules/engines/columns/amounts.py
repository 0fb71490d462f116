"""Numbers in columns: what an amount may be, from its low end to its high end, exactly.

An end is a fraction: an integer column over an integer constant, and over another column
where something was divided by it. Fractions are compared by multiplying across, so nothing
is ever rounded. Where an amount is known in every row, both ends are one and the same.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor, gcd, lcm

from povertyrules.engines.columns import whole
from povertyrules.engines.columns.terms import Bit, both, either, opposite
from povertyrules.engines.columns.truths import Truth
from povertyrules.engines.columns.whole import ONE, Whole
from povertyrules.kernel.possible import Infinity, Range


@dataclass(frozen=True, slots=True, eq=False)
class End:
    """`number / (scale * divisor)`; the scale and the divisor are at least 1."""

    number: Whole
    scale: int = 1
    divisor: Whole = ONE


@dataclass(frozen=True, slots=True, eq=False)
class Amount:
    """Every number from `low` to `high`; one object where the amount is known in all rows."""

    low: End
    high: End

    @property
    def known(self) -> bool:
        return self.low is self.high


def exactly(end: End) -> Amount:
    return Amount(end, end)


def on_ends(make: Callable[..., End], *operands: tuple[Amount, bool]) -> Amount:
    """What grows (`True`) or falls in each operand has its ends at the operands' ends."""
    low = make(*(a.low if rises else a.high for a, rises in operands))
    if all(a.known for a, _ in operands):
        return exactly(low)
    return Amount(low, make(*(a.high if rises else a.low for a, rises in operands)))


# ends


def constant_end(value: Fraction | int) -> End:
    fraction = Fraction(value)
    return End(whole.constant(fraction.numerator), fraction.denominator)


def _reduced(number: Whole, scale: int, divisor: Whole = ONE) -> End:
    """The same end with the smallest scale; of a constant divisor nothing is left."""
    if not isinstance(divisor.value, int):
        return End(number, scale, divisor)
    scale *= divisor.value
    if isinstance(number.value, int):
        shared = gcd(number.value, scale)
        return End(whole.constant(number.value // shared), scale // shared)
    return End(number, scale)


def _times(number: Whole, factor: int) -> Whole:
    return number if factor == 1 else whole.multiply(number, whole.constant(factor))


def _aligned(left: End, right: End) -> tuple[Whole, Whole, int, Whole]:
    """Both numbers over one scale and one divisor."""
    scale = lcm(left.scale, right.scale)
    first, second = (
        _times(left.number, scale // left.scale),
        _times(right.number, scale // right.scale),
    )
    if left.divisor is right.divisor:
        return first, second, scale, left.divisor
    return (
        whole.multiply(first, right.divisor),
        whole.multiply(second, left.divisor),
        scale,
        whole.multiply(left.divisor, right.divisor),
    )


def add_ends(left: End, right: End) -> End:
    first, second, scale, divisor = _aligned(left, right)
    return _reduced(whole.add(first, second), scale, divisor)


def subtract_ends(left: End, right: End) -> End:
    first, second, scale, divisor = _aligned(left, right)
    return _reduced(whole.subtract(first, second), scale, divisor)


def negative_end(end: End) -> End:
    return End(whole.negative(end.number), end.scale, end.divisor)


def multiply_ends(left: End, right: End) -> End:
    number, scale = whole.multiply(left.number, right.number), left.scale * right.scale
    return _reduced(number, scale, whole.multiply(left.divisor, right.divisor))


def divide_ends(left: End, right: End) -> End:
    """A quotient; the right one is above zero."""
    shared = gcd(left.scale, right.scale)
    number = _times(whole.multiply(left.number, right.divisor), right.scale // shared)
    return _reduced(number, left.scale // shared, whole.multiply(left.divisor, right.number))


def select_end(condition: Bit, yes: End, no: End) -> End:
    if condition is True or yes is no:
        return yes
    if condition is False:
        return no
    scale = lcm(yes.scale, no.scale)
    numbers = (_times(end.number, scale // end.scale) for end in (yes, no))
    return End(
        whole.select(condition, *numbers), scale, whole.select(condition, yes.divisor, no.divisor)
    )


def end_within(end: End, possible: Range) -> End:
    """The end of a value whose least and greatest are known from the declared ranges."""
    if end.divisor is not ONE:
        return end
    low, high = (None if isinstance(b, Infinity) else b for b in possible)
    least = None if low is None else ceil(low * end.scale)
    most = None if high is None else floor(high * end.scale)
    return End(whole.within(end.number, least, most), end.scale)


def _crossed(left: End, right: End) -> tuple[Whole, Whole]:
    """Two whole numbers that compare as the ends do."""
    shared = gcd(left.scale, right.scale)
    first, second = right.scale // shared, left.scale // shared
    if isinstance(left.number.value, int) and left.divisor is ONE:
        first, second = _without_common(left.number.value * first, second)
        return _times(right.divisor, first), _times(right.number, second)
    if isinstance(right.number.value, int) and right.divisor is ONE:
        second, first = _without_common(right.number.value * second, first)
        return _times(left.number, first), _times(left.divisor, second)
    if left.divisor is right.divisor:
        return _times(left.number, first), _times(right.number, second)
    return (
        _times(whole.multiply(left.number, right.divisor), first),
        _times(whole.multiply(right.number, left.divisor), second),
    )


def _without_common(one: int, other: int) -> tuple[int, int]:
    shared = gcd(one, other) or 1
    return one // shared, other // shared


def end_below(left: End, right: End, *, otherwise: bool = False) -> Bit:
    return whole.below(*_crossed(left, right), otherwise=otherwise)


def end_at_most(left: End, right: End, *, otherwise: bool = False) -> Bit:
    return whole.at_most(*_crossed(left, right), otherwise=otherwise)


def lesser(left: End, right: End) -> End:
    if left is right:
        return left
    bounded(left, right)
    return select_end(end_at_most(left, right), left, right)


def greater(left: End, right: End) -> End:
    if left is right:
        return left
    bounded(left, right)
    return select_end(end_at_most(left, right), right, left)


def bounded(*ends: End) -> None:
    """Refuse ends that may be infinite."""
    for end in ends:
        whole.bounds(end.number)


# amounts


def add(left: Amount, right: Amount) -> Amount:
    return on_ends(add_ends, (left, True), (right, True))


def subtract(left: Amount, right: Amount) -> Amount:
    return on_ends(subtract_ends, (left, True), (right, False))


def negative(amount: Amount) -> Amount:
    return on_ends(negative_end, (amount, False))


def multiply(left: Amount, right: Amount) -> Amount:
    """The extremes lie at the corners; which ones, the signs say where they are certain."""
    if left.known and right.known:
        return exactly(multiply_ends(left.low, right.low))
    if not _above_zero(left) and _above_zero(right):
        left, right = right, left
    if _above_zero(left):
        return Amount(
            _product(left.low, left.high, right.low), _product(left.high, left.low, right.high)
        )
    corners = [multiply_ends(a, b) for a in _ends(left) for b in _ends(right)]
    return Amount(_extreme(lesser, corners), _extreme(greater, corners))


def _product(near: End, far: End, factor: End) -> End:
    """The low corner of a product with one factor not below zero: its `near` end if the other
    factor is not below zero, else its `far` end. For the high corner the ends change places."""
    least, most = whole.bounds(factor.number)
    if near is far or least >= 0:
        return multiply_ends(near, factor)
    if most <= 0:
        return multiply_ends(far, factor)
    up = whole.at_most(whole.constant(0), factor.number, otherwise=False)
    return select_end(up, multiply_ends(near, factor), multiply_ends(far, factor))


def divide(left: Amount, right: Amount, possible: Range) -> Amount:
    """A quotient. `possible` is what the divisor may be, which zero is not."""
    if possible.high < 0:
        left, right = negative(left), negative(right)
        possible = Range(-possible.high, -possible.low)
    right = _positive(right, possible)
    if right.known:
        return on_ends(divide_ends, (left, True), (right, True))
    return Amount(
        _quotient(left.low, right.high, right.low), _quotient(left.high, right.low, right.high)
    )


def _quotient(end: End, if_up: End, if_down: End) -> End:
    least, most = whole.bounds(end.number)
    if least >= 0:
        return divide_ends(end, if_up)
    if most <= 0:
        return divide_ends(end, if_down)
    up = whole.at_most(whole.constant(0), end.number, otherwise=False)
    return select_end(up, divide_ends(end, if_up), divide_ends(end, if_down))


def _positive(amount: Amount, possible: Range) -> Amount:
    low = _above(end_within(amount.low, possible))
    return exactly(low) if amount.known else Amount(low, _above(end_within(amount.high, possible)))


def _above(end: End) -> End:
    """An end that is above zero, as the checker has proved."""
    return End(whole.within(end.number, 1, None), end.scale, end.divisor)


def _above_zero(amount: Amount) -> bool:
    return whole.bounds(amount.low.number)[0] >= 0


def _ends(amount: Amount) -> tuple[End, ...]:
    return (amount.low,) if amount.known else (amount.low, amount.high)


def _extreme(pick: Callable[[End, End], End], ends: list[End]) -> End:
    found = ends[0]
    for end in ends[1:]:
        found = pick(found, end)
    return found


def absolute(amount: Amount) -> Amount:
    if _above_zero(amount):
        return amount
    if amount.known:
        return exactly(greater(amount.low, negative_end(amount.low)))
    sizes = [greater(end, negative_end(end)) for end in (amount.low, amount.high)]
    zero = constant_end(0)
    astride = both(end_below(amount.low, zero), end_below(zero, amount.high))
    return Amount(select_end(astride, zero, lesser(*sizes)), greater(*sizes))


def least(*amounts: Amount) -> Amount:
    return on_ends(lambda *ends: _extreme(lesser, list(ends)), *((a, True) for a in amounts))


def greatest(*amounts: Amount) -> Amount:
    return on_ends(lambda *ends: _extreme(greater, list(ends)), *((a, True) for a in amounts))


def select(condition: Truth, yes: Amount, no: Amount) -> Amount:
    """`if`: either one where the condition is unknown."""
    if condition.known:
        low = select_end(condition.low, yes.low, no.low)
        if yes.known and no.known:
            return exactly(low)
        return Amount(low, select_end(condition.low, yes.high, no.high))
    unknown = both(condition.high, opposite(condition.low))
    return Amount(
        select_end(unknown, lesser(yes.low, no.low), select_end(condition.low, yes.low, no.low)),
        select_end(
            unknown, greater(yes.high, no.high), select_end(condition.low, yes.high, no.high)
        ),
    )


def choose(condition: Bit, yes: Amount, no: Amount) -> Amount:
    return select(Truth(condition, condition), yes, no)


# comparisons


def is_below(left: Amount, right: Amount) -> Truth:
    certain = end_below(left.high, right.low, otherwise=False)
    if left.known and right.known and _finite(left) and _finite(right):
        return Truth(certain, certain)
    return Truth(certain, end_below(left.low, right.high, otherwise=True))


def is_at_most(left: Amount, right: Amount) -> Truth:
    certain = end_at_most(left.high, right.low, otherwise=False)
    if left.known and right.known and _finite(left) and _finite(right):
        return Truth(certain, certain)
    return Truth(certain, end_at_most(left.low, right.high, otherwise=True))


def is_equal(left: Amount, right: Amount) -> Truth:
    if left.known and right.known and _finite(left) and _finite(right):
        same = whole.equal(*_crossed(left.low, right.low), otherwise=False)
        return Truth(same, same)
    return Truth(
        both(
            end_at_most(left.high, right.low, otherwise=False),
            end_at_most(right.high, left.low, otherwise=False),
        ),
        both(
            end_at_most(left.low, right.high, otherwise=True),
            end_at_most(right.low, left.high, otherwise=True),
        ),
    )


def _finite(amount: Amount) -> bool:
    return amount.low.number.finite


# rounding


def rounded(amount: Amount, decimals: int, mode: str) -> Amount:
    """Rounding only ever grows with what is rounded, so the ends are rounded."""
    return on_ends(lambda end: _rounded_end(end, decimals, mode), (amount, True))


def _rounded_end(end: End, decimals: int, mode: str) -> End:
    shared = gcd(10**decimals, end.scale)
    number = _times(end.number, 10**decimals // shared)
    divisor = _times(end.divisor, end.scale // shared)
    return _reduced(_ROUND[mode](number, divisor), 10**decimals)


def _floor(number: Whole, divisor: Whole) -> Whole:
    return whole.divide_down(number, divisor)


def _ceiling(number: Whole, divisor: Whole) -> Whole:
    return whole.negative(_floor(whole.negative(number), divisor))


def _by_sign(number: Whole, positive: Whole, negative_: Whole) -> Whole:
    least, most = whole.bounds(number)
    if least >= 0:
        return positive
    if most <= 0:
        return negative_
    up = whole.at_most(whole.constant(0), number, otherwise=False)
    return whole.select(up, positive, negative_)


def _down(number: Whole, divisor: Whole) -> Whole:
    return _by_sign(number, _floor(number, divisor), _ceiling(number, divisor))


def _up(number: Whole, divisor: Whole) -> Whole:
    return _by_sign(number, _ceiling(number, divisor), _floor(number, divisor))


def _half_up(number: Whole, divisor: Whole) -> Whole:
    """A tie moves away from zero."""

    def of(size: Whole) -> Whole:
        return _floor(whole.add(_times(size, 2), divisor), _times(divisor, 2))

    return _by_sign(number, of(number), whole.negative(of(whole.negative(number))))


def _half_even(number: Whole, divisor: Whole) -> Whole:
    quotient = _floor(number, divisor)
    rest = whole.subtract(number, whole.multiply(quotient, divisor))
    twice = whole.within(_times(rest, 2), 0, None)
    odd = whole.subtract(quotient, _times(_floor(quotient, whole.constant(2)), 2))
    tie_up = whole.equal(odd, ONE, otherwise=False)
    over = whole.below(divisor, twice, otherwise=False)
    up = either(over, both(whole.equal(twice, divisor, otherwise=False), tie_up))
    more = whole.within(whole.add(quotient, ONE), None, None)
    return whole.select(up, more, quotient)


_ROUND = {
    "floor": _floor,
    "ceiling": _ceiling,
    "down": _down,
    "up": _up,
    "half_up": _half_up,
    "half_even": _half_even,
}
