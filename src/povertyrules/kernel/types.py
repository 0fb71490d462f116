"""The types of the ruleset language."""

from __future__ import annotations

from dataclasses import dataclass

Unit = tuple[tuple[str, int], ...]
"""A product of powers, sorted by symbol: 元/人 is (("人", -1), ("元", 1)); () is a plain number."""


@dataclass(frozen=True, slots=True)
class Boolean:
    """`boolean`, and what a `finding` is for arithmetic's purposes."""

    def __str__(self) -> str:
        return "boolean"


@dataclass(frozen=True, slots=True)
class Number:
    """`integer` (0 decimals), `decimal(n)`, `money` (2 decimals, in 元), or a `ratio`.

    `decimals` is None for a ratio: the exact result of a division. `unit` is None only for
    a literal number, which takes the unit of what it meets.
    """

    decimals: int | None
    unit: Unit | None = ()

    def __str__(self) -> str:
        if self.decimals is None:
            return "ratio"
        if self.decimals == 0:
            return "integer"
        return "money" if self == MONEY else f"decimal({self.decimals})"


@dataclass(frozen=True, slots=True)
class Date:
    """A day; its value is the ordinal."""

    def __str__(self) -> str:
        return "date"


@dataclass(frozen=True, slots=True)
class Month:
    """A calendar month; its value is 12 * year + month - 1."""

    def __str__(self) -> str:
        return "month"


@dataclass(frozen=True, slots=True)
class Text:
    """Text of at most `max_length` characters."""

    max_length: int

    def __str__(self) -> str:
        return "text"


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the declared values; with `many`, any set of at most `max_chosen` of them."""

    values: tuple[str, ...]
    many: bool = False
    max_chosen: int | None = None

    def __str__(self) -> str:
        return "list of choices" if self.many else "choice"


Type = Boolean | Number | Date | Month | Text | Choice

MONEY_UNIT: Unit = (("元", 1),)
MONEY = Number(2, MONEY_UNIT)
INTEGER = Number(0)
BOOLEAN = Boolean()
DATE = Date()
MONTH = Month()


def unit_product(left: Unit | None, right: Unit | None, power: int = 1) -> Unit | None:
    """The unit of left * right**power. Two literals stay a literal."""
    if left is None and right is None:
        return None
    exponents = dict(left or ())
    for symbol, exponent in right or ():
        exponents[symbol] = exponents.get(symbol, 0) + power * exponent
    return tuple(sorted((s, e) for s, e in exponents.items() if e))


def parse_unit(text: str) -> Unit:
    """Read `元`, `元/人`, `kWh/户/月`: symbols multiplied by `*`, divided by `/`.

    Raises `ValueError` for an empty symbol.
    """
    unit: Unit = ()
    for position, factor in enumerate(text.split("/")):
        for symbol in factor.split("*"):
            if not symbol.strip():
                raise ValueError(text)
            if symbol.strip() != "1":
                unit = unit_product(unit, ((symbol.strip(), 1),), -1 if position else 1) or ()
    return unit


def unit_text(unit: Unit | None) -> str:
    """`元/人` for the unit of yuan per head; an empty text for a plain number."""

    def factors(sign: int) -> list[str]:
        return [s for s, e in unit or () if e * sign > 0 for _ in range(abs(e))]

    over, under = factors(1), factors(-1)
    return "/".join(["*".join(over) or ("1" if under else ""), *under])
