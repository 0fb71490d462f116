"""Binding: the parameters of a ruleset on one day, with what the caller fills in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

from povertyrules.kernel.errors import NotInForce, OpenParameter
from povertyrules.kernel.foreign import entries_of
from povertyrules.kernel.numbers import scale, unscale
from povertyrules.kernel.operators import OPERATORS
from povertyrules.kernel.types import Number, Type
from povertyrules.model.fills import read_fill
from povertyrules.model.nodes import Apply, Constant, Expression, ParameterRef
from povertyrules.model.outcome import Binding, Fill
from povertyrules.model.ruleset import DatedValue, Parameter, Ruleset


def bind(ruleset: Ruleset, as_of: date, fills: Mapping[str, Fill] | None = None) -> Binding:
    """The value of every parameter on a day, but those that only time limits read.

    Raises `NotInForce` if the ruleset or one of its parameters has no value on that day,
    `OpenParameter` if a parameter that the document leaves open was not filled.
    """
    fills = fills or {}
    if not ruleset.in_force.covers(as_of):
        raise NotInForce(f"{ruleset.title} ({ruleset.reference})", as_of, str(ruleset.in_force))
    _refuse_unfilled(ruleset, fills)
    values = {
        parameter.id: fills[parameter.id].value
        if parameter.open
        else value_on(parameter, as_of, fills)
        for parameter in ruleset.deciding_parameters
    }
    return Binding(as_of, values, {name: f for name, f in fills.items() if name in values})


def _refuse_unfilled(ruleset: Ruleset, fills: Mapping[str, Fill]) -> None:
    unfilled = [p for p in ruleset.deciding_parameters if p.open and p.id not in fills]
    if unfilled:
        shown = "; ".join(f"{p.id} ({p.label}) {p.question}".strip() for p in unfilled)
        raise OpenParameter(
            f"{ruleset.reference} leaves open what must be decided first: {shown}. "
            'Fill it when loading: load(…, parameters={"'
            f'{unfilled[0].id}": {{"value": …, "cite": …}}}})'
        )


def value_in_force(parameter: Parameter, as_of: date) -> DatedValue:
    """The dated value that covers a day; raises `NotInForce` where none does."""
    for dated in parameter.values:
        if dated.span.covers(as_of):
            return dated
    spans = ", ".join(str(dated.span) for dated in parameter.values)
    raise NotInForce(f"{parameter.id} ({parameter.label})", as_of, spans)


def value_on(parameter: Parameter, as_of: date, fills: Mapping[str, Fill]) -> Any:
    """The value of a parameter that is not open, as in a `Row`; raises `NotInForce`."""
    dated = value_in_force(parameter, as_of)
    if dated.formula is None:
        return dated.value
    return scale(_worked_out(dated.formula, as_of, fills), _decimals(parameter.type))


def _worked_out(node: Expression, as_of: date, fills: Mapping[str, Fill]) -> Any:
    """A formula over parameters, by the operators' own meaning on known values."""
    if isinstance(node, Apply):
        operands = [_worked_out(operand, as_of, fills) for operand in node.operands]
        return OPERATORS[node.operator].known(*operands, **dict(node.parameters))
    if isinstance(node, ParameterRef):
        filled = fills.get(node.parameter.id)
        value = value_on(node.parameter, as_of, fills) if filled is None else filled.value
    else:
        value = cast("Constant", node).value  # the checker lets nothing else into a formula
    return unscale(value, _decimals(node.type)) if isinstance(node.type, Number) else value


def _decimals(type_: Type) -> int:
    return (type_.decimals or 0) if isinstance(type_, Number) else 0


def read_fills(ruleset: Ruleset, given: Mapping[str, Any]) -> dict[str, Fill]:
    """What a caller gives for open parameters: `{"line": {"value": 8700, "cite": "…"}}`.

    Raises `OpenParameter` for a name that is no open parameter, a value that does not fit,
    or a value without its citation.
    """
    entries = entries_of(given)
    if entries is None:
        raise OpenParameter('parameters are given like {"line": {"value": 8700, "cite": "…"}}')
    return dict(read_fill(ruleset, name, content) for name, content in entries)
