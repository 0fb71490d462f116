"""Binding: the parameters of a ruleset on one day, with what the caller fills in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from povertyrules.kernel.errors import NotInForce, OpenParameter
from povertyrules.kernel.numbers import MAX_DIGITS, from_decimal, scale, unscale
from povertyrules.kernel.operators import OPERATORS
from povertyrules.kernel.suggest import nearest
from povertyrules.kernel.types import Number, Type
from povertyrules.model.literals import read_text
from povertyrules.model.nodes import Apply, Constant, Expression, ParameterRef
from povertyrules.model.outcome import Binding, Fill
from povertyrules.model.possibility import of_value, within
from povertyrules.model.ruleset import DatedValue, Parameter, Ruleset

_LONGEST_SHOWN = 80


def bind(ruleset: Ruleset, as_of: date, fills: Mapping[str, Fill] | None = None) -> Binding:
    """The value of every parameter on a day.

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
        else _value(parameter, as_of, fills)
        for parameter in ruleset.parameters.values()
    }
    return Binding(as_of, values, dict(fills))


def _refuse_unfilled(ruleset: Ruleset, fills: Mapping[str, Fill]) -> None:
    unfilled = [p for p in ruleset.parameters.values() if p.open and p.id not in fills]
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


def _value(parameter: Parameter, as_of: date, fills: Mapping[str, Fill]) -> Any:
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
        value = _value(node.parameter, as_of, fills) if filled is None else filled.value
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
    return {name: _fill(ruleset, name, content) for name, content in given.items()}


def _fill(ruleset: Ruleset, name: str, content: Any) -> Fill:
    if not isinstance(name, str):
        raise OpenParameter(f"a parameter's name is text, not {_shown(name)}")
    parameter = ruleset.parameters.get(name)
    if parameter is None or not parameter.open:
        open_ones = [p.id for p in ruleset.parameters.values() if p.open]
        near = nearest(name, open_ones)
        hint = f"; did you mean `{near}`?" if near else f"; open are: {', '.join(open_ones) or '—'}"
        raise OpenParameter(f"`{name}` is not an open parameter of {ruleset.reference}{hint}")
    if not isinstance(content, Mapping) or set(content) != {"value", "cite"}:
        raise OpenParameter(
            f'`{name}` is filled with {{"value": …, "cite": "the document that sets it"}}'
        )
    cite = content["cite"]
    if not isinstance(cite, str) or not cite.strip():
        raise OpenParameter(f"`{name}` needs the citation of what sets it, as text")
    value = read_given(content["value"], parameter.type)
    if value is None or not within(of_value(value, parameter.type), parameter.bounds):
        raise OpenParameter(
            f"{_shown(content['value'])} is not a value of `{name}` "
            f"({parameter.type}, {_bounds_text(parameter)})"
        )
    return Fill(value, cite.strip())


def read_given(value: Any, type_: Type) -> bool | int | str | None:
    """A value that a program gives, as in a `Row`; None if it does not fit the type."""
    if isinstance(value, bool):
        return value if str(type_) == "boolean" else None
    if isinstance(value, int | Decimal) and isinstance(type_, Number):
        number = from_decimal(value) if isinstance(value, Decimal) else Fraction(value)
        if number is None or abs(number) >= 10**MAX_DIGITS:
            return None
        return scale(number, type_.decimals or 0)
    if isinstance(value, date):
        return read_text(value.isoformat(), type_)
    return read_text(value, type_) if isinstance(value, str) else None


def _shown(value: object) -> str:
    """A value in a message: short, whatever it is."""
    try:
        text = repr(value)
    except ValueError:  # an integer of more digits than Python shows
        return f"a value of type {type(value).__name__}"
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"


def _bounds_text(parameter: Parameter) -> str:
    bounds = parameter.bounds
    return f"from {bounds[0]} to {bounds[1]}" if isinstance(bounds, tuple) else "any"
