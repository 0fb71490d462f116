"""A value in generated code: how it is read where it is known, and where it is not.

| kind | while known | while not known |
| --- | --- | --- |
| truth | `True`, `False` | `None` |
| number | an integer, scaled by the type's decimals | a `Range`, scaled alike |
| ratio | a numerator over a positive denominator | a `Range`, not scaled |
| choice | a `str` | a `frozenset` |
| chosen | a `frozenset` | a `Subset` |
| text | a `str` | an `AnyText` |

The local that holds a known value is None while the value is not known.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from povertyrules.kernel.types import Boolean, Choice, Number, Text, Type

Kind = Literal["truth", "number", "ratio", "choice", "chosen", "text"]


def kind_of(type_: Type) -> Kind:
    match type_:
        case Boolean():
            return "truth"
        case Number(decimals=None):
            return "ratio"
        case Choice(many=True):
            return "chosen"
        case Choice():
            return "choice"
        case Text():
            return "text"
    return "number"


def scale_of(type_: Type) -> int | None:
    """The decimals of a number's integer; None for a ratio, which has no scale."""
    return type_.decimals if isinstance(type_, Number) else 0


@dataclass(frozen=True, slots=True)
class Value:
    """Where a value is. `known`, `over`, `possible` and `cell` are names or literals.

    `over` is a ratio's denominator. `possible` is empty for a value that is always known.
    `cell` holds what a frame shows: the known value (a ratio as a pair), else the possible.
    """

    type: Type
    known: str
    possible: str = ""
    over: str = ""
    cell: str = ""
    missing: bool = False
    """Whether it is a fact, of which nothing is known while it is missing."""

    @property
    def kind(self) -> Kind:
        return kind_of(self.type)

    @property
    def always(self) -> bool:
        return not self.possible

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(n for n in (self.known, self.over, self.possible, self.cell) if n)


def truth_value(type_: Type, name: str) -> Value:
    """A truth in a local, or the literal `True` or `False`."""
    literal = name in ("True", "False")
    return Value(type_, name, possible="" if literal else "None", cell=name)


def cell_of(value: Value) -> str:
    """An expression for what a frame shows."""
    if value.cell:
        return value.cell
    known = f"({value.known}, {value.over})" if value.kind == "ratio" else value.known
    if value.always or value.kind == "truth":
        return known
    return f"({known} if {value.known} is not None else {value.possible})"


def possible_of(value: Value) -> str:
    """An expression for what the value may be, as the kernel's operators take it."""
    known = {
        "truth": value.known,
        "number": f"Range({value.known}, {value.known})",
        "ratio": f"ratio_point({value.known}, {value.over})",
        "choice": f"frozenset(({value.known},))",
        "chosen": f"Subset({value.known}, {value.known})",
        "text": value.known,
    }[value.kind]
    if value.always or value.kind == "truth":
        return known
    return f"({known} if {value.known} is not None else {value.possible})"
