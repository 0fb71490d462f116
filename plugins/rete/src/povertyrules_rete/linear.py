"""Sums of facts, each times a constant, read from the expressions of a condition."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from povertyrules.kernel.possible import Infinity, Range
from povertyrules.kernel.types import Date, Month, Number
from povertyrules.model.nodes import Apply, AsOf, Constant, Expression, FactRef, ParameterRef
from povertyrules.model.outcome import Binding
from povertyrules_rete.refusing import refused
from povertyrules_rete.sides import Sum, Term

_DIFFERENCES = ("days_between", "month_difference")
_ALLOWED = "only facts, constants, parameters, `+`, `-` and `*` by a constant may stand in it"
_MOVE = "state it of single records, or of facts that already hold the result"


@dataclass(frozen=True, slots=True)
class Linear:
    """A constant and facts with factors, in the units of the author. A fact may stand in it
    several times: while it is missing, each of these is on its own."""

    constant: Fraction
    facts: tuple[tuple[Fraction, FactRef], ...] = ()

    def times(self, factor: Fraction | int) -> Linear:
        facts = tuple((factor * own, node) for own, node in self.facts)
        return Linear(factor * self.constant, facts)

    def plus(self, other: Linear) -> Linear:
        return Linear(self.constant + other.constant, self.facts + other.facts)

    def minus(self, other: Linear) -> Linear:
        return self.plus(other.times(-1))


def linear(node: Expression, binding: Binding) -> Linear:
    """Read an expression, or raise `UnsupportedFeature` at the part that is no such sum."""
    match node:
        case Constant(value=int() as value) if not isinstance(value, bool):
            return Linear(_unscaled(node, value))
        case ParameterRef():
            return Linear(_unscaled(node, binding.values[node.parameter.id]))
        case AsOf():
            return Linear(Fraction(binding.as_of.toordinal()))
        case FactRef() if isinstance(node.type, Number | Date | Month):
            return Linear(Fraction(0), ((Fraction(1), node),))
        case Apply():
            return _applied(node, binding)
    raise refused(node, _ALLOWED, _MOVE)


def _applied(node: Apply, binding: Binding) -> Linear:
    if node.operator not in ("+", "-", "*", "negative", *_DIFFERENCES):
        raise refused(node, _ALLOWED, _remedy(node.operator))
    first, *others = (linear(operand, binding) for operand in node.operands)
    for other in others:
        if node.operator == "*":
            first = _product(node, first, other)
        elif node.operator in _DIFFERENCES:
            first = other.minus(first)
        else:
            first = first.plus(other) if node.operator == "+" else first.minus(other)
    return first.times(-1) if node.operator == "negative" else first


def _product(node: Apply, left: Linear, right: Linear) -> Linear:
    if left.facts and right.facts:
        raise refused(node, "it multiplies two facts", _MOVE)
    return left.times(right.constant) if left.facts else right.times(left.constant)


def _remedy(operator: str) -> str:
    if operator == "months_between":
        return "compare days with `days_between`, or facts of the type month"
    if operator in ("/", "round"):
        return "multiply the other side instead of dividing"
    return _MOVE


def _unscaled(node: Expression, value: int | Fraction) -> Fraction:
    """A value as a row has it, in the author's unit."""
    if not isinstance(node.type, Number | Date | Month):
        raise refused(node, _ALLOWED, _MOVE)
    return Fraction(value) / _scale(node)


def _scale(node: Expression) -> int:
    return 10 ** (node.type.decimals or 0) if isinstance(node.type, Number) else 1


def sums(left: Linear, right: Linear) -> tuple[Sum, Sum]:
    """Both sides of a comparison in one unit in which everything is whole. Raises
    `UnsupportedFeature` for a fact without a declared range."""
    factors = [factor / _scale(fact) for side in (left, right) for factor, fact in side.facts]
    whole = [*factors, left.constant, right.constant]
    unit = lcm(*(number.denominator for number in whole))
    return _sum(left, unit), _sum(right, unit)


def _sum(side: Linear, unit: int) -> Sum:
    terms = tuple(_term(factor * unit / _scale(node), node) for factor, node in side.facts)
    return Sum(int(side.constant * unit), terms)


def _term(factor: Fraction, node: FactRef) -> Term:
    low, high = _bounds(node)
    return Term(int(factor), node.level, node.fact.index, low, high)


def _bounds(node: FactRef) -> tuple[int, int]:
    bounds = node.fact.bounds
    if not isinstance(bounds, Range):
        raise refused(node, _ALLOWED, _MOVE)
    low, high = bounds
    if isinstance(low, Infinity) or isinstance(high, Infinity):
        name = f"`{node.fact.id}` ({node.fact.label})"
        raise refused(node, "its integers need a declared range", f"give {name} `min` and `max`")
    return int(low * _scale(node)), int(high * _scale(node))
