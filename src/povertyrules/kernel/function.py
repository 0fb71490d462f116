"""A function that a plugin adds to the language: its types, and its meaning, written once.

`Function.known` is the plugin's own code. It takes and gives Python values:

| type | value |
| --- | --- |
| boolean | `bool` |
| integer | `int` |
| money, decimal | `Decimal`, with the decimals of the type |
| ratio | `Fraction` |
| date | `date` |
| month | `date`, its first day |
| text, choice | `str` |
| list of choices | `frozenset[str]` |

What it makes of operands that are missing follows from its declaration: any value of the
declared result, or, where it only grows or only falls in each operand (`varies`), what lies
between its results at the ends.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, cast

from povertyrules.kernel.calendar import FIRST_DATE, LAST_DATE
from povertyrules.kernel.errors import FailedPlugin
from povertyrules.kernel.numbers import exact
from povertyrules.kernel.possible import (
    EVERYTHING,
    AnyText,
    Bound,
    Infinity,
    Possible,
    Range,
    Subset,
    is_known,
    point,
)
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number, Text, Type

Known = Callable[..., Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A function for expressions.

    `name` is how expressions call it; `label` what explanations call it. `takes` has the
    type of each operand: a text of any length stands for a `Text`, a choice of any values
    for a `Choice(())`, a number of any unit and up to so many decimals for a `Number` whose
    unit is None. `gives` is the type of the result; a number, date or month must also
    declare the `least` and the `most` that it can be, in its own unit (a number), as a
    `date` (a date, or a month by its first day).

    `known` computes the result; None says that these operands have none, which is treated as
    a missing value. `varies` has, for each operand, `+` if the result only grows in it, `-`
    if it only falls; without it, a missing operand leaves the result open. `columns` computes
    the same for whole columns; without it, a ruleset that calls the function is refused on
    data frames. It takes and gives narwhals expressions: amounts as 64-bit integers in the
    smallest unit (分), dates as `date.toordinal`, months as 12 * year + month - 1, choices as
    texts; null in a result says that there is none.

    `conceals` says that the result may be shown where the operands are sensitive: it is made to
    be shown in their place, such as a masked number. Without it, what is computed from a
    sensitive fact, of others beside it too, is masked in explanations.

    `examples` are operands with what comes of them, for the documentation and the test kit;
    `example` is a call as an author would write it.
    """

    name: str
    label: str
    takes: tuple[Type, ...]
    gives: Type
    known: Known
    example: str
    description: str = ""
    least: int | Decimal | Fraction | date | None = None
    most: int | Decimal | Fraction | date | None = None
    varies: tuple[str, ...] = ()
    columns: Callable[..., Any] | None = None
    conceals: bool = False
    examples: tuple[tuple[tuple[Any, ...], Any], ...] = field(default=(), repr=False)
    plugin: str = ""
    """Whose it is: entered when the plugin is registered."""

    @property
    def bounds(self) -> Possible:
        """What the result may be at all."""
        return bounds_of(self.gives, self.least, self.most)

    def exactly(self, *operands: Any) -> Any:
        """The result for known operands, all as the kernel has them; None if there is none.

        Raises `FailedPlugin` where the plugin's code raises, or gives what it did not declare.
        """
        values = [
            to_python(value, type_) for value, type_ in zip(operands, self.takes, strict=True)
        ]
        try:  # `plugin_code`, written out, since it runs for every household
            result = self.known(*values)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            reason = f"it raised {type(error).__name__}"
            raise FailedPlugin(self.plugin, self.name, reason) from error
        return None if result is None else self._checked(result)

    def _checked(self, result: Any) -> Any:
        value = from_python(result, self.gives)
        if value is None:
            reason = f"it gave a {type(result).__name__} where it declares {self.gives}"
            raise FailedPlugin(self.plugin, self.name, reason)
        if not contains(self.bounds, value):
            reason = "it gave a value outside of the range that it declares"
            raise FailedPlugin(self.plugin, self.name, reason)
        return value

    def meaning(self, *operands: Possible) -> Possible:
        """What the result may be, of what the operands may be."""
        if all(map(is_known, operands)):
            value = self.exactly(*map(_only, operands))
            return self.bounds if value is None else as_possible(value, self.gives)
        if not self.varies:
            return self.bounds
        return self._between(cast("Sequence[Range]", operands))

    def _between(self, operands: Sequence[Range]) -> Possible:
        pairs = list(zip(operands, self.varies, strict=True))
        low = self._at(r.low if sign == "+" else r.high for r, sign in pairs)
        high = self._at(r.high if sign == "+" else r.low for r, sign in pairs)
        least, most = cast("Range", self.bounds)
        return Range(least if low is None else low, most if high is None else high)

    def _at(self, ends: Any) -> Any:
        """The result at an end, or None if that is infinite or there is none."""
        values = list(ends)
        return None if any(isinstance(v, Infinity) for v in values) else self.exactly(*values)


def bounds_of(type_: Type, least: object, most: object) -> Possible:
    """Every value that a result of a type may be, between its declared ends."""
    match type_:
        case Boolean():
            return None
        case Choice(many=True):
            return Subset(frozenset(), frozenset(type_.values))
        case Choice():
            return frozenset(type_.values)
        case Text():
            return AnyText(type_.max_length)
    low, high = (None if end is None else from_python(end, type_) for end in (least, most))
    widest = Range(FIRST_DATE, LAST_DATE) if isinstance(type_, Date) else EVERYTHING
    return Range(widest.low if low is None else low, widest.high if high is None else high)


def contains(bounds: Possible, value: Any) -> bool:
    """Whether a known value is one of the possible ones."""
    match bounds:
        case Range(low, high):
            return bool(low <= value <= high)
        case AnyText(max_length=longest):
            return len(value) <= longest
        case Subset(possible=possible):
            return bool(value <= possible)
        case frozenset():
            return value in bounds
    return True


def as_possible(value: Any, type_: Type) -> Possible:
    """A known value as the operators take it."""
    if isinstance(type_, Choice):
        return Subset(value, value) if type_.many else frozenset((value,))
    if isinstance(type_, Number | Date | Month):
        return point(value)
    return cast("Possible", value)


def _only(possible: Possible) -> Any:
    match possible:
        case Range(low=low):
            return low
        case Subset(certain=certain):
            return certain
        case frozenset():
            return next(iter(possible))
    return possible


def to_python(value: Any, type_: Type) -> Any:
    """A known value of the kernel as a plugin takes it."""
    match type_:
        case Date():
            return date.fromordinal(value)
        case Month():
            return date(value // 12, value % 12 + 1, 1)
        case Number(decimals=None):
            return Fraction(value)
        case Number(decimals=0):
            return int(value)
        case Number(decimals=int(decimals)):
            return Decimal(f"{int(value * 10**decimals)}E-{decimals}")
    return value


def from_python(value: Any, type_: Type) -> Any:
    """What a plugin gives as the kernel has it; None where it is not of the type.

    A float is of no type: what is exact does not pass through it.
    """
    match type_:
        case Boolean():
            return value if isinstance(value, bool) else None
        case Text():
            return _plain_text(value)
        case Choice(many=True):
            return _from_chosen(value)
        case Choice():
            return _plain_text(value)
        case Date() | Month():
            return _from_date(value, type_)
        case Number():
            return _from_number(value, type_)


def _plain_text(value: object) -> str | None:
    """A text without what its class (an enumeration's, say) makes of it."""
    return str.__str__(value) if isinstance(value, str) else None


def _from_chosen(value: object) -> frozenset[str] | None:
    texts = map(_plain_text, value) if type(value) is frozenset else [None]
    chosen = frozenset(texts)
    return None if None in chosen else cast("frozenset[str]", chosen)


def _from_date(value: Any, type_: Date | Month) -> int | None:
    if type(value) is not date:
        return None
    if isinstance(type_, Date):
        return value.toordinal()
    return 12 * value.year + value.month - 1 if value.day == 1 else None


def _from_number(value: Any, type_: Number) -> Bound | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return int.__int__(value)
    if type(value) not in (Decimal, Fraction):
        return None
    if isinstance(value, Decimal) and not value.is_finite():
        return None
    number = Fraction(value)
    if type_.decimals is not None and (number * 10**type_.decimals).denominator != 1:
        return None
    return exact(number)
