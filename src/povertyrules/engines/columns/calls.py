"""Calls of plugins' functions on whole columns.

The plugin's own expression sees operands as columns that may be null; where an operand is
not known, what it gives is left aside. A function that only grows or falls is taken at the
ends of what its operands may be.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

import narwhals as nw

from povertyrules.engines.columns import amounts, facts, terms, truths, whole
from povertyrules.engines.columns.amounts import Amount, End
from povertyrules.engines.columns.facts import Value, limits_of, scale_of
from povertyrules.engines.columns.terms import Bit, Term, all_of, combine, either, opposite
from povertyrules.engines.columns.texts import Chosen, Options, TextValue
from povertyrules.engines.columns.truths import Truth
from povertyrules.engines.columns.whole import Whole
from povertyrules.kernel.function import Function
from povertyrules.kernel.guarding import plugin_code
from povertyrules.kernel.possible import Range
from povertyrules.kernel.types import Boolean, Choice, Text, Type
from povertyrules.model.nodes import Apply


class NoColumns(Exception):
    """A function that cannot be computed in columns; the argument says why."""


def call(node: Apply, *operands: Value) -> Value:
    """What a function gives for operands in columns. Raises `NoColumns`."""
    function: Function = dict(node.parameters)["function"]
    if function.columns is None:
        owner = f"the plugin `{function.plugin}`"
        raise NoColumns(f"{owner} gives `{function.name}` no implementation for data frames")
    if function.varies:
        return _between(function, cast("Sequence[Amount]", operands))
    known = all_of(map(_known, operands))
    if known is False:
        return _result(function.gives, function, None)
    columns = [_column(v, t) for v, t in zip(operands, function.takes, strict=True)]
    made = _computed(function, columns)
    return _result(function.gives, function, terms.choose(known, made, None))


def _computed(function: Function, columns: Sequence[Term]) -> Term:
    compute: Any = function.columns

    def make(*expressions: nw.Expr) -> nw.Expr:
        with plugin_code(function.plugin, function.name, "its implementation for columns"):
            return cast("nw.Expr", compute(*expressions))

    return combine(make, *columns)


# operands


def _known(value: Value) -> Bit:
    """Whether only one value is possible."""
    match value:
        case Truth():
            return True if value.known else either(value.low, opposite(value.high))
        case Amount():
            ends = value.low, value.high
            return True if value.known else opposite(amounts.end_below(*ends, otherwise=True))
        case TextValue():
            return _text_known(value)
        case Options():
            return _one_possible(value)
        case Chosen():
            raise NoColumns("lists of choices are no operands of a function on data frames")


def _text_known(text: TextValue) -> Bit:
    if text.value is None:
        return False
    return True if text.always or isinstance(text.value, str) else terms.known(text.value)


def _one_possible(choice: Options) -> Bit:
    highs = [truth.high for truth in choice.truths.values()]
    return opposite(truths.at_least(2, [truths.certain(high) for high in highs]).low)


def _column(value: Value, type_: Type) -> Term:
    match value:
        case Truth():
            return terms.lit(value.low)
        case Amount():
            return _number(value.low, type_)
        case TextValue():
            return value.term
        case Options():
            return _chosen(value)
        case Chosen():
            raise NoColumns("lists of choices are no operands of a function on data frames")


def _number(end: End, type_: Type) -> Term:
    """An end as an integer in the smallest unit of a declared type."""
    scale = scale_of(type_)
    fits = scale % end.scale == 0 and end.divisor.value == 1
    if not fits or getattr(type_, "decimals", 0) is None:
        raise NoColumns("what was divided is no operand of a function on data frames; round it")
    if end.number.value is None:
        raise whole.Unbounded
    factor = whole.constant(scale // end.scale)
    scaled = end.number if factor.value == 1 else whole.multiply(end.number, factor)
    return terms.lit(whole.as_wide(scaled, whole.WIDEST))


def _chosen(choice: Options) -> Term:
    text: Any = None
    for value, truth in choice.truths.items():
        text = terms.choose(truth.high, value, text)
    return terms.lit(text)


# results


def _between(function: Function, operands: Sequence[Amount]) -> Value:
    """A function that grows or falls in each operand, at their ends."""
    ends = []
    for rising in ("+", "-"):
        at = [a.low if sign == rising else a.high for a, sign in _signed(function, operands)]
        columns = [_number(end, type_) for end, type_ in zip(at, function.takes, strict=True)]
        ends.append(cast("Amount", _result(function.gives, function, _computed(function, columns))))
    if all(operand.known for operand in operands):
        return ends[0]
    return Amount(ends[0].low, ends[1].high)


def _signed(function: Function, operands: Sequence[Amount]) -> list[tuple[Amount, str]]:
    return list(zip(operands, function.varies, strict=True))


def _result(type_: Type, function: Function, term: Term | None) -> Value:
    """A column of results, null where there is none; None if there is none in any row."""
    match type_:
        case Boolean():
            return truths.UNKNOWN if term is None else facts.truth_of(term)
        case Text(max_length=longest):
            return TextValue(term, whole.constant(longest), always=False)
        case Choice(many=True):
            raise NoColumns("lists of choices are no results of a function on data frames")
        case Choice(values=values):
            return Options({value: _is(term, value) for value in values})
    bounds = cast("Range", function.bounds)
    if term is None:
        return facts.of_range(bounds)
    least, most = limits_of(bounds, type_)
    number = Whole(term, least, most)
    scale = scale_of(type_)
    low, high = (End(facts.filled_with(number, end), scale) for end in (least, most))
    return Amount(low, high)


def _is(term: Term | None, value: str) -> Truth:
    if term is None:
        return truths.UNKNOWN
    return facts.truth_of(combine(lambda a: a == value, term))
