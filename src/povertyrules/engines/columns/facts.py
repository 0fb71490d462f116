"""The values of facts: from a column of a table, or from the declared range alone."""

from __future__ import annotations

from fractions import Fraction
from typing import cast

from povertyrules.engines.columns import truths, whole
from povertyrules.engines.columns.amounts import Amount, End, exactly
from povertyrules.engines.columns.terms import Term, combine, filled
from povertyrules.engines.columns.texts import Chosen, Options, TextValue
from povertyrules.engines.columns.truths import UNKNOWN, Truth
from povertyrules.engines.columns.whole import Whole
from povertyrules.kernel.numbers import Exact, unscale
from povertyrules.kernel.possible import Bound, Infinity, Possible, Range
from povertyrules.kernel.types import Boolean, Choice, Number, Text, Type
from povertyrules.model.ruleset import Fact

Value = Truth | Amount | TextValue | Options | Chosen

SEPARATOR = "\x1f"
"""What stands before, between and after the values of a list of choices in a loaded column."""


def scale_of(type_: Type) -> int:
    return 10 ** (type_.decimals or 0) if isinstance(type_, Number) else 1


def of_column(fact: Fact, column: Term, width: int, *, complete: bool) -> Value:
    """A fact that has a column; `complete` says that none of its rows is empty."""
    match fact.type:
        case Boolean():
            return truths.certain(column) if complete else truth_of(column)
        case Text(max_length=longest):
            return TextValue(column, whole.constant(longest), always=complete)
        case Choice(many=True):
            return Chosen({v: _listed(column, v, complete=complete) for v in fact.labels})
        case Choice():
            return Options({v: _chosen(fact, column, v, complete=complete) for v in fact.labels})
    return _amount(fact, column, width, complete=complete)


def truth_of(bit: Term) -> Truth:
    """A truth of a column whose nulls are not known."""
    return Truth(filled(bit, False), filled(bit, True))


def _chosen(fact: Fact, column: Term, value: str, *, complete: bool) -> Truth:
    bit = combine(lambda a: a == value, column)
    if len(fact.labels) == 1:
        return truths.TRUE
    return truths.certain(bit) if complete else truth_of(bit)


def _listed(column: Term, value: str, *, complete: bool) -> Truth:
    wanted = f"{SEPARATOR}{value}{SEPARATOR}"
    bit = combine(lambda a: a.str.contains(wanted, literal=True), column)
    return truths.certain(bit) if complete else truth_of(bit)


def _amount(fact: Fact, column: Term, width: int, *, complete: bool) -> Amount:
    scale = scale_of(fact.type)
    low, high = limits(fact)
    number = Whole(column, low, high, width)
    if complete:
        return exactly(End(number, scale))
    if low is not None and low == high:
        return exactly(End(whole.constant(low), scale))
    return Amount(*(End(filled_with(number, end), scale) for end in (low, high)))


def filled_with(number: Whole, end: int | None) -> Whole:
    """A number with an end of its range where it is missing, as wide as that end needs."""
    if end is None:
        return number
    width = number.width if abs(end) < 2 ** (number.width - 1) else whole.WIDEST
    value = whole.as_wide(number, width)
    filled = combine(lambda a: a.fill_null(end), value)
    return Whole(filled, number.least, number.most, width)


def limits(fact: Fact) -> tuple[int | None, int | None]:
    """The least and the greatest scaled integer that a number, a date or a month may be."""
    return limits_of(cast("Range", fact.bounds), fact.type)


def limits_of(bounds: Range, type_: Type) -> tuple[int | None, int | None]:
    """The ends of a range as scaled integers, None for an infinite one."""
    low, high = bounds
    scale = scale_of(type_)
    return _scaled(low, scale), _scaled(high, scale)


def _scaled(bound: Bound, scale: int) -> int | None:
    return None if isinstance(bound, Infinity) else int(bound * scale)


def of_nothing(fact: Fact) -> Value:
    """A fact that is missing everywhere: any value of its declared range."""
    match fact.type:
        case Boolean():
            return UNKNOWN
        case Text(max_length=longest):
            return TextValue(None, whole.constant(longest), always=False)
        case Choice(many=True):
            return Chosen(dict.fromkeys(fact.labels, UNKNOWN))
        case Choice():
            only = truths.TRUE if len(fact.labels) == 1 else UNKNOWN
            return Options(dict.fromkeys(fact.labels, only))
    return of_range(fact.bounds)


def of_range(possible: Possible) -> Amount:
    low, high = cast("Range", possible)
    return exactly(_bound_end(low)) if low == high else Amount(_bound_end(low), _bound_end(high))


def _bound_end(bound: Bound) -> End:
    if isinstance(bound, Infinity):
        return End(whole.INFINITE)
    fraction = Fraction(bound)
    return End(whole.constant(fraction.numerator), fraction.denominator)


def of_constant(value: bool | int | str, type_: Type) -> Value:
    """A literal, or a parameter's value, as in a `Row`."""
    if isinstance(value, bool):
        return truths.certain(value)
    if isinstance(value, str):
        if isinstance(type_, Choice):
            return Options({value: truths.TRUE})
        return TextValue(value, whole.constant(len(value)), always=True)
    decimals = (type_.decimals or 0) if isinstance(type_, Number) else 0
    number: Exact = unscale(value, decimals)
    return of_range(Range(number, number))
