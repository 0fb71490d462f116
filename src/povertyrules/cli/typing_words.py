"""Types and ranges in a reader's words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from povertyrules.cli.words import Words
from povertyrules.explain.display import show_number
from povertyrules.explain.figures import bounds_parts, value_text
from povertyrules.explain.words import Words as Spoken
from povertyrules.kernel.possible import Possible
from povertyrules.kernel.types import MONEY_UNIT, Choice, Number, Text, Type, unit_text


def type_words(kind: Type, words: Words, labels: Mapping[str, str] | None = None) -> str:
    """`是或否`, `金额（元）`, `以下之一：健康、大病`."""
    match kind:
        case Number(decimals=decimals):
            unit = unit_text(kind.unit)
            text = words.say(_number(decimals, unit), decimals=decimals)
            return words.say("type_unit", type=text, unit=unit) if unit else text
        case Choice(values=values, many=many):
            listed = "、".join((labels or {}).get(value, value) for value in values)
            return words.say("type_choices" if many else "type_choice", values=listed)
        case Text(max_length=length):
            return words.say("type_text", length=length)
        case _:
            return words.say(f"type_{kind}")


def value_words(kind: Type, value: Any, words: Words) -> str:
    """A parameter's value, with its unit: `5,000.00 元/人`."""
    shown = value_text(kind, value)
    if isinstance(kind, Number) and isinstance(shown, str):
        return show_number(Spoken(words.language), shown, unit_text(kind.unit))
    return "" if shown is None else str(shown)


def _number(decimals: int | None, unit: str) -> str:
    if MONEY_UNIT[0][0] in unit:
        return "type_money"
    return "type_decimal" if decimals else "type_integer"


def bounds_words(kind: Type, bounds: Possible, words: Words) -> str:
    """`0 至 10,000,000.00`; empty where the range says nothing."""
    if not isinstance(kind, Number):
        return ""
    low, high = bounds_parts(kind, bounds).get("range", (None, None))
    if low is None and high is None:
        return ""
    if low is not None and high is not None:
        return words.say("bounds", low=_grouped(low), high=_grouped(high))
    if low is not None:
        return words.say("bounds_low", low=_grouped(low))
    return words.say("bounds_high", high=_grouped(high))


def _grouped(number: str) -> str:
    """Thousands set apart; decimals that are all zero say nothing in a range."""
    whole, _, rest = number.partition(".")
    text = f"{int(whole):,}" if whole.lstrip("-").isdigit() else whole
    return f"{text}.{rest}" if rest.strip("0") else text
