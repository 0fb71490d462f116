"""What a caller fills into the open parameters of a ruleset, read and checked."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, cast

from povertyrules.kernel.errors import OpenParameter
from povertyrules.kernel.foreign import (
    is_whole,
    plain_day,
    plain_mapping,
    plain_number,
    plain_text_of,
)
from povertyrules.kernel.numbers import MAX_DIGITS, exact_number, parse_number, plain_text, scale
from povertyrules.kernel.possible import Infinity, Range
from povertyrules.kernel.shown import shown
from povertyrules.kernel.suggest import nearest
from povertyrules.kernel.types import BOOLEAN, MONEY, Boolean, Number, Text, unit_text
from povertyrules.model.literals import read_text, show_value
from povertyrules.model.outcome import Fill
from povertyrules.model.possibility import of_value, within
from povertyrules.model.ruleset import Parameter, Ruleset
from povertyrules.model.typenames import in_english


def read_fill(ruleset: Ruleset, given_name: object, content: object) -> tuple[str, Fill]:
    """One open parameter with what was given for it; raises `OpenParameter`."""
    name = plain_text_of(given_name)
    if name is None:
        raise OpenParameter(f"a parameter's name is text, not {shown(given_name)}")
    parameter = ruleset.parameters.get(name)
    if parameter is None or not parameter.open:
        raise OpenParameter(_not_open(ruleset, name))
    given = plain_mapping(content)
    if given is None or set(given) != {"value", "cite"}:
        raise OpenParameter(
            f"`{name}` must be given together with the document that sets it: write "
            f'{{"{name}": {{"value": …, "cite": "…"}}}}, not {shown(content)}'
        )
    cite = plain_text_of(given["cite"])
    if cite is None or not cite.strip():
        raise OpenParameter(f"`{name}` needs the citation of what sets it, as text")
    if not is_whole(cite):
        raise OpenParameter(f"the citation of `{name}` holds half a character: {shown(cite)}")
    return name, Fill(_value(parameter, given["value"]), cite.strip())


def _not_open(ruleset: Ruleset, name: str) -> str:
    open_ones = [p.id for p in ruleset.parameters.values() if p.open]
    near = nearest(name, open_ones)
    hint = f"; did you mean `{near}`?" if near else f"; open are: {', '.join(open_ones) or '—'}"
    return f"{shown(name)} is not an open parameter of {ruleset.reference}{hint}"


def _value(parameter: Parameter, given: object) -> Any:
    """The value as in a `Row`; raises `OpenParameter` if it does not fit the type."""
    value: bool | int | str | None
    if isinstance(parameter.type, Number):
        value, why = _number(given, parameter.type)
    elif isinstance(parameter.type, Boolean):
        value, why = (given if given is True or given is False else None), ""
    elif isinstance(parameter.type, Text):
        value, why = _text(given)
    else:
        day = plain_day(given)
        text = plain_text_of(given) if day is None else day.isoformat()
        value, why = (None if text is None else read_text(text, parameter.type)), ""
    if value is None or not within(of_value(value, parameter.type), parameter.bounds):
        raise OpenParameter(
            f"{shown(given)} is not a value of `{parameter.id}`: "
            f"{why or f'it must be {_wanted(parameter)}'}"
        )
    return value


def _number(given: object, type_: Number) -> tuple[int | None, str]:
    """The scaled integer, or None and why, where more is to be said than the type."""
    plain, decimals = plain_number(given), type_.decimals or 0
    number = exact_number(plain) if plain is not None else parse_number(plain_text_of(given) or "")
    if number is None:
        return None, ""
    if abs(number) >= 10**MAX_DIGITS:
        return None, f"it has more than {MAX_DIGITS} digits"
    scaled = scale(number, decimals)
    if scaled is None and isinstance(plain, float) and Fraction(repr(plain)) != number:
        written = repr(plain)
        return None, (
            f"a binary floating-point number is not exactly {written}; "
            f'write "{written}" or Decimal("{written}")'
        )
    return scaled, "" if scaled is not None else f"it has more than {decimals} decimals"


def _text(given: object) -> tuple[str | None, str]:
    text = plain_text_of(given)
    if text is not None and not is_whole(text):
        return None, "it holds half a character"
    return text, ""


def _wanted(parameter: Parameter) -> str:
    """`an amount of money from 1000 to 100000`: what the parameter takes."""
    type_ = parameter.type
    if isinstance(type_, Text):
        return f"a text of at most {type_.max_length} characters"
    if not isinstance(type_, Number):
        return "True or False" if type_ == BOOLEAN else in_english(type_) + _between(parameter)
    unit = f" in {unit_text(type_.unit)}" if type_.unit else ""
    if type_ == MONEY:
        what = in_english(type_)
    elif type_.decimals == MONEY.decimals and "元" in unit:
        what = f"an amount{unit}"
    else:
        decimals = f"a number with at most {type_.decimals} decimals"
        what = f"{decimals if type_.decimals else 'a whole number'}{unit}"
    return what + _between(parameter)


def _between(parameter: Parameter) -> str:
    if not isinstance(parameter.bounds, Range):
        return ""
    ends = zip(("from", "to"), parameter.bounds, strict=True)
    return "".join(
        f" {word} {_shown_end(end, parameter)}"
        for word, end in ends
        if not isinstance(end, Infinity)
    )


def _shown_end(end: Any, parameter: Parameter) -> str:
    if isinstance(parameter.type, Number):
        return plain_text(end)
    return show_value(cast("int", end), parameter.type)
