"""What is done alike with values of every type: keep them, carry them over, choose."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from povertyrules.engines.columns import amounts, texts, truths
from povertyrules.engines.columns.amounts import Amount, End
from povertyrules.engines.columns.facts import Value
from povertyrules.engines.columns.terms import Bit, Term
from povertyrules.engines.columns.texts import Chosen, Options, TextValue
from povertyrules.engines.columns.truths import Truth
from povertyrules.engines.columns.whole import Whole

OnTerm = Callable[[Term], Term]


def mapped(value: Value, on_term: OnTerm) -> Value:
    """The same value with each of its terms replaced; what was shared stays shared."""
    match value:
        case Truth():
            return _truth(value, on_term)
        case Amount():
            low = _end(value.low, on_term)
            return Amount(low, low if value.known else _end(value.high, on_term))
        case TextValue():
            text = on_term(value.value) if isinstance(value.value, Term) else value.value
            return TextValue(text, _whole(value.longest, on_term), value.always)
        case Options():
            return Options({v: _truth(t, on_term) for v, t in value.truths.items()})
        case Chosen():
            return Chosen({v: _truth(t, on_term) for v, t in value.truths.items()})


def _truth(truth: Truth, on_term: OnTerm) -> Truth:
    low = _bit(truth.low, on_term)
    return Truth(low, low if truth.known else _bit(truth.high, on_term))


def _bit(bit: Bit, on_term: OnTerm) -> Bit:
    return bit if isinstance(bit, bool) else on_term(bit)


def _end(end: End, on_term: OnTerm) -> End:
    divisor = end.divisor if isinstance(end.divisor.value, int) else _whole(end.divisor, on_term)
    return End(_whole(end.number, on_term), end.scale, divisor)


def _whole(number: Whole, on_term: OnTerm) -> Whole:
    if not isinstance(number.value, Term):
        return number
    return Whole(on_term(number.value), number.least, number.most, number.width)


def select(condition: Truth, yes: Value, no: Value) -> Value:
    """`if` for values of one type."""
    match yes:
        case Truth():
            return truths.select(condition, yes, cast("Truth", no))
        case Amount():
            return amounts.select(condition, yes, cast("Amount", no))
        case TextValue():
            return texts.select_text(condition, yes, cast("TextValue", no))
        case Options():
            return texts.select_choice(condition, yes, cast("Options", no))
        case Chosen():
            return texts.select_chosen(condition, yes, cast("Chosen", no))


def choose(condition: Bit, yes: Value, no: Value) -> Value:
    """One or the other, by something that is always known."""
    if condition is True:
        return yes
    return no if condition is False else select(truths.certain(condition), yes, no)


def equal(left: Any, right: Any) -> Truth:
    match left:
        case Truth():
            return _same_truth(left, right)
        case Amount():
            return amounts.is_equal(left, right)
        case TextValue():
            return texts.same_text(left, right)
        case _:
            return texts.same_choice(left, right)


def _same_truth(left: Truth, right: Truth) -> Truth:
    yes = truths.conjunction((left, right))
    no = truths.conjunction((truths.negation(left), truths.negation(right)))
    return truths.disjunction((yes, no))
