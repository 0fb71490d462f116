"""What a plain scalar means by YAML 1.2, and the spellings that are refused.

Only spellings that every YAML program reads alike are accepted: `true` and `false`, whole
numbers, numbers with a point, and text. There are no floats: a point makes a `Decimal`.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, NamedTuple

from povertyrules.kernel.catalogue import text as codes
from povertyrules.kernel.codes import Code

MAX_DIGITS = 30
Value = str | int | Decimal | bool | None


class Trap(NamedTuple):
    """A spelling that is refused, with what its message needs."""

    code: Code
    values: dict[str, Any]


_TRUTHS = {"true": True, "True": True, "TRUE": True}
_TRUTHS |= {"false": False, "False": False, "FALSE": False}
_NULLS = ("", "~", "null", "Null", "NULL")
_YES = ("y", "yes", "on")
_NO = ("n", "no", "off")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)(\.[0-9]+)?")
_MAYBE_NUMBER = re.compile(r"[-+]?\.?[0-9][0-9a-fA-Fox_:.+-]*|[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)")
_SHAPES: tuple[tuple[Code, re.Pattern[str]], ...] = (
    (codes.NOT_A_NUMBER, re.compile(r"[-+]?\.(?:inf|Inf|INF|nan|NaN|NAN)")),
    (codes.OTHER_BASE, re.compile(r"[-+]?0(?:x[0-9a-fA-F_]+|o[0-7_]+|b[01_]+)")),
    (codes.SEXAGESIMAL, re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")),
    (codes.EXPONENT, re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+")),
    (codes.DIGIT_GROUPS, re.compile(r"[-+]?[0-9][0-9_]*_[0-9_]*(?:\.[0-9_]*)?")),
    (codes.LEADING_ZERO, re.compile(r"[-+]?0[0-9]+(?:\.[0-9]*)?")),
    (codes.INCOMPLETE_NUMBER, re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+\.)")),
)


def resolve(text: str) -> Value | Trap:
    """The value of a plain scalar, or the trap that it is."""
    if text in _TRUTHS:
        return _TRUTHS[text]
    if text in _NULLS:
        return None
    if len(text) <= 3 and text.lower() in _YES + _NO and _once_boolean(text):
        truth = "true" if text.lower() in _YES else "false"
        return Trap(codes.BOOLEAN_WORD, {"text": text, "truth": truth})
    if _MAYBE_NUMBER.fullmatch(text):
        return _number(text)
    return text


def _once_boolean(text: str) -> bool:
    """YAML 1.1 read `no`, `No` and `NO` as false, and `nO` as text."""
    return text in (text.lower(), text.upper(), text.capitalize())


def _number(text: str) -> Value | Trap:
    match = _NUMBER.fullmatch(text)
    if sum(char.isdigit() for char in text) > MAX_DIGITS:
        if match is None and not any(shape.fullmatch(text) for _, shape in _SHAPES):
            return text
        return Trap(codes.TOO_MANY_DIGITS, {"limit": MAX_DIGITS})
    if match is not None:
        return Decimal(text) if match.group(1) else int(text)
    for code, shape in _SHAPES:
        if shape.fullmatch(text):
            return Trap(code, {"text": text, "number": _written_out(text)})
    return text


def _written_out(text: str) -> str:
    """How the author should write the number that was probably meant."""
    try:
        number = Decimal(text.replace("_", ""))
    except ArithmeticError:
        return text
    if not number.is_finite() or abs(number.adjusted()) > MAX_DIGITS:
        return text
    return f"{number:f}"
