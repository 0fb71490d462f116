"""Expressions as text: the same meaning, spelt in one of many ways."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from fractions import Fraction
from random import Random

from tests.property.forms import (
    Among,
    AsOf,
    Call,
    Constant,
    Contains,
    Expr,
    Op,
    Presence,
    Quantified,
    Read,
    Same,
)

_STRENGTH = {"implies": 0, "or": 1, "and": 2, "not": 3, "+": 5, "-": 5, "*": 6, "/": 6}
_NEGATIVE, _COMPARISON, _ATOM = 7, 4, 8


class Speller:
    """Spells expressions: names by id or by label, more brackets than needed, either mark.

    Without `random`, in the plainest way: ids and no bracket too many.
    """

    def __init__(self, labels: Mapping[str, str], random: Random | None) -> None:
        self._labels = labels
        self._random = random

    def spell(self, expression: Expr, least: int = 0) -> str:
        """The text, in brackets if it binds less tightly than `least`."""
        text, strength = self._text(expression)
        return f"({text})" if strength < least or self._perhaps(5) else text

    def _perhaps(self, percent: int) -> bool:
        return self._random is not None and self._random.randrange(100) < percent

    def _text(self, expression: Expr) -> tuple[str, int]:
        match expression:
            case Constant():
                return self._constant(expression), _ATOM
            case AsOf():
                return "as_of", _ATOM
            case Read(name=name, item=item):
                return self._read(name, item), _ATOM
            case Op():
                return self._operator(expression)
            case Call():
                return self._call(expression), _ATOM
            case Quantified():
                return self._quantified(expression), _ATOM
        return self._test(expression), _COMPARISON

    def _test(self, expression: Expr) -> str:
        negation = "not " if getattr(expression, "negated", False) else ""
        match expression:
            case Among(value=value, options=options):
                listed = ", ".join(self.spell(option, 5) for option in options)
                return f"{self.spell(value, 5)} {negation}in [{listed}]"
            case Contains(option=option, whole=whole):
                return f"{self._constant(option)} {negation}in {self.spell(whole, 5)}"
            case Presence(name=name, item=item, missing=missing):
                return f"{self._read(name, item)} is {'missing' if missing else 'known'}"
            case Same(left=left, right=right):
                return f"{left} is {negation}{right}"
        raise TypeError(expression)

    def _constant(self, constant: Constant) -> str:
        value = constant.value
        match constant.kind:
            case "boolean":
                return "true" if value else "false"
            case "number":
                assert isinstance(value, Fraction)
                return decimal_text(value)
            case "choice":
                return self._quoted(constant.label if self._perhaps(40) else str(value))
            case "text":
                return self._quoted(str(value))
        return f'{constant.kind}("{plain_text(value)}")'

    def _quoted(self, text: str) -> str:
        return f"'{text}'" if "'" not in text and self._perhaps(30) else f'"{text}"'

    def _read(self, name: str, item: str | None) -> str:
        shown = self._name(name)
        return shown if item is None else f"{item}.{shown}"

    def _name(self, name: str) -> str:
        label = self._labels.get(name, name)
        shown = label if self._perhaps(40) else name
        if not shown.isidentifier() or self._perhaps(10):
            return f"`{shown}`"
        return shown

    def _operator(self, op: Op) -> tuple[str, int]:
        first, *rest = op.operands
        if op.operator == "negative":
            return f"-{self.spell(first, _NEGATIVE)}", _NEGATIVE
        if op.operator == "not":
            return f"not {self.spell(first, 3)}", 3
        strength = _STRENGTH.get(op.operator, _COMPARISON)
        if op.operator in ("and", "or"):
            parts = [self.spell(operand, 3) for operand in op.operands]
            return f" {op.operator} ".join(parts), strength
        left_least = strength if strength >= 5 else strength + 1
        left = self.spell(first, left_least)
        return f"{left} {op.operator} {self.spell(rest[0], strength + 1)}", strength

    def _call(self, call: Call) -> str:
        arguments = [*(self.spell(a) for a in call.arguments), *call.words]
        return f"{call.function}({', '.join(arguments)})"

    def _quantified(self, quantified: Quantified) -> str:
        collection = quantified.collection
        first = collection if quantified.item is None else f"{quantified.item}.{collection}"
        if quantified.alias is not None:
            first += f" as {quantified.alias}"
        if quantified.where is not None:
            first += f" where {self.spell(quantified.where)}"
        rest = [self.spell(e) for e in (quantified.body, quantified.otherwise) if e is not None]
        return f"{quantified.function}({', '.join([first, *rest])})"


def decimal_text(value: Fraction) -> str:
    """A number that has a finite decimal, as a plain numeral."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    shifted = abs(value.numerator * 10**places // value.denominator)
    sign = "-" if value < 0 else ""
    digits = str(shifted).rjust(places + 1, "0")
    return f"{sign}{digits[:-places]}.{digits[-places:]}" if places else f"{sign}{digits}"


def plain_text(value: object) -> str:
    """A value as files and records write it."""
    if isinstance(value, Fraction):
        return decimal_text(value)
    if isinstance(value, tuple):
        return f"{value[0]:04d}-{value[1]:02d}"
    return value.isoformat() if isinstance(value, date) else str(value)
