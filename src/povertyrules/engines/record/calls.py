"""Calls of plugins' functions: by what the function makes of possible values.

A known value passes through it as well as a missing one, since a function may have no result
for values that are known.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import partial
from typing import Any

from povertyrules.engines.record.context import Context
from povertyrules.engines.record.leaves import parted
from povertyrules.engines.record.runtime import CELLS, times
from povertyrules.engines.record.values import Value, kind_of, possible_of, scale_of
from povertyrules.kernel.function import Function
from povertyrules.kernel.possible import Possible, Range
from povertyrules.kernel.types import Type
from povertyrules.model.nodes import Apply


def call(context: Context, node: Apply) -> Value:
    """Generate the call of a function; where its result is."""
    operands = [context.value(operand) for operand in node.operands]
    function = context.bind(_caller(node))
    texts = ", ".join(map(possible_of, operands))
    cell = context.function.assign(f"{function}({texts})", "c")
    return parted(context, node.type, cell)


def _caller(node: Apply) -> Callable[..., Any]:
    """The function on scaled possible values; it gives a cell."""
    function: Function = dict(node.parameters)["function"]
    return partial(_called, function, [operand.type for operand in node.operands], node.type)


def _called(function: Function, types: list[Type], gives: Type, *operands: Possible) -> Any:
    plain = (_in_scale(value, type_, -1) for value, type_ in zip(operands, types, strict=True))
    return CELLS[kind_of(gives)](_in_scale(function.meaning(*plain), gives, 1))


def _in_scale(value: Possible, type_: Type, sign: int) -> Possible:
    """A range scaled by a type's decimals, or (sign -1) as plain numbers."""
    scale = scale_of(type_)
    if not scale or not isinstance(value, Range):
        return value
    return times(value, Fraction(10) ** (sign * scale))
