"""The operators on possible values: calls of the kernel's own meanings.

A generated function takes the leaves of a region (known or not) and applies the kernel's
meanings to what each may be. Numbers are ranges of scaled integers, brought to one scale
where an operator needs that; ratios, products and rounding work on unscaled numbers.
"""

from __future__ import annotations

from fractions import Fraction
from functools import partial

from povertyrules.engines.record.source import Function
from povertyrules.engines.record.values import Value, kind_of, possible_of, scale_of
from povertyrules.kernel.operators import OPERATORS
from povertyrules.kernel.types import Type
from povertyrules.model.nodes import Apply, Expression

_UNSCALED = ("round", "*", "/")
_SAME_SCALE = ("==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "least", "greatest", "if")
_NUMERIC = ("number", "ratio")


class Lifting:
    """Generates the possible values of a region's nodes, one statement for each."""

    def __init__(self, function: Function) -> None:
        self.function = function
        self.places: dict[int, str] = {}

    def leaf(self, node: Expression, value: Value) -> None:
        for name in value.names:
            self.function.use(name)
        self.places[id(node)] = self.function.assign(possible_of(value), "p")

    def apply(self, node: Apply) -> None:
        scale = _working_scale(node)
        operands = [self.scaled(self.places[id(o)], o.type, scale) for o in node.operands]
        text = f"{self._meaning(node)}({', '.join(operands)})"
        if kind_of(node.type) in _NUMERIC:
            text = self._times(text, scale, scale_of(node.type))
        self.places[id(node)] = self.function.assign(text, "p")

    def scaled(self, text: str, type_: Type, scale: int | None) -> str:
        """Possible values of a type in another scale (None: unscaled)."""
        if kind_of(type_) not in _NUMERIC:
            return text
        return self._times(text, scale_of(type_), scale)

    def _times(self, text: str, scale: int | None, wanted: int | None) -> str:
        power = (wanted or 0) - (scale or 0)
        if power == 0:
            return text
        factor = 10**power if power > 0 else Fraction(1, 10**-power)
        return f"times({text}, {self.function.module.bind(factor)})"

    def _meaning(self, node: Apply) -> str:
        meaning = OPERATORS[node.operator].meaning
        if node.parameters:
            meaning = partial(meaning, **dict(node.parameters))
        return self.function.module.bind(meaning)


def _working_scale(node: Apply) -> int | None:
    """The scale in which an operator is applied; None for unscaled numbers."""
    if node.operator in _UNSCALED:
        return None
    if kind_of(node.type) in _NUMERIC and node.operator in _SAME_SCALE:
        return scale_of(node.type)
    scales = [scale_of(o.type) for o in node.operands if kind_of(o.type) in _NUMERIC]
    return None if None in scales else max((s for s in scales if s is not None), default=0)
