"""Numbers: expressions with a unit, whose divisors are never zero."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from tests.property.forms import (
    HEADS,
    PLAIN,
    YUAN,
    YUAN_A_HEAD,
    AsOf,
    Call,
    Constant,
    Expr,
    Op,
    Unit,
)
from tests.property.words import NUMBERS

if TYPE_CHECKING:
    from tests.property.expressions import Phrases
    from tests.property.scopes import Scopes

ROUNDINGS = ("half_up", "half_even", "up", "down", "ceiling", "floor")
UNITS = (PLAIN, YUAN, HEADS, YUAN_A_HEAD)
Make = Callable[[], Expr]


def number(value: int | Fraction) -> Constant:
    return Constant("number", Fraction(value))


class Amounts:
    """Makes expressions of a given unit. A literal has no unit of its own, so it stands only
    where another operand says what it is (`literal`)."""

    def __init__(self, phrases: Phrases) -> None:
        self._phrases = phrases
        self._choose = phrases.choose

    def amount(self, scopes: Scopes, unit: Unit, depth: int, *, literal: bool = False) -> Expr:
        makes = self._leaves(scopes, unit)
        if literal:
            makes.insert(0, self._literal)
        if depth > 0:
            makes += self._composed(scopes, unit, depth - 1)
        return self._choose.pick(makes)()

    def _literal(self) -> Expr:
        return number(self._choose.pick(NUMBERS))

    def _leaves(self, scopes: Scopes, unit: Unit) -> list[Make]:
        reads = self._phrases.reads(scopes, lambda kind: (kind.name, kind.unit) == ("number", unit))
        makes: list[Make] = [lambda: self._choose.pick(reads)] if reads else []
        if unit == PLAIN:
            makes.append(lambda: Call("year_of", (AsOf(),)))
            if self._phrases.collections(scopes):
                makes.append(lambda: self._count(scopes, 0))
        return makes

    def _composed(self, scopes: Scopes, unit: Unit, depth: int) -> list[Make]:
        makes: list[Make] = [
            lambda: self._sum(scopes, unit, depth),
            lambda: self._product(scopes, unit, depth),
            lambda: self._quotient(scopes, unit, depth),
            lambda: Op("negative", (self.amount(scopes, unit, depth),)),
            lambda: Call("abs", (self.amount(scopes, unit, depth),)),
            lambda: self._extreme_of_values(scopes, unit, depth),
            lambda: self._rounded(scopes, unit, depth),
            lambda: self._either(scopes, unit, depth),
        ]
        if self._phrases.collections(scopes):
            makes += [lambda: self._aggregate(scopes, unit, depth)] * 3
        if unit == PLAIN:
            makes += self._counted(scopes, depth) * 2
        return makes

    def _sum(self, scopes: Scopes, unit: Unit, depth: int) -> Expr:
        pair = [self.amount(scopes, unit, depth), self.amount(scopes, unit, depth, literal=True)]
        if self._choose.chance(30):
            pair.reverse()
        return Op(self._choose.pick(("+", "-")), tuple(pair))

    def _product(self, scopes: Scopes, unit: Unit, depth: int) -> Expr:
        if unit == YUAN and self._choose.chance(30):
            rate = self.amount(scopes, YUAN_A_HEAD, depth)
            return Op("*", (rate, self.amount(scopes, HEADS, depth)))
        pair = [self.amount(scopes, unit, depth), self.amount(scopes, PLAIN, depth, literal=True)]
        if self._choose.chance(30):
            pair.reverse()
        return Op("*", tuple(pair))

    def _quotient(self, scopes: Scopes, unit: Unit, depth: int) -> Expr:
        if unit == YUAN_A_HEAD and self._choose.chance(60):
            return Op("/", (self.amount(scopes, YUAN, depth), self._divisor(scopes, HEADS, depth)))
        if unit == PLAIN and self._choose.chance(40):
            own = self._choose.pick(UNITS)
            return Op("/", (self.amount(scopes, own, depth), self._divisor(scopes, own, depth)))
        divided = self.amount(scopes, unit, depth)
        if self._choose.chance(40):
            return Op("/", (divided, number(self._choose.pick(NUMBERS[1:]))))
        return Op("/", (divided, self._divisor(scopes, PLAIN, depth)))

    def _divisor(self, scopes: Scopes, unit: Unit, depth: int) -> Expr:
        """Something that the declared ranges prove not to be zero."""
        sure = self._phrases.nonzero(scopes, unit)
        if sure and self._choose.chance(70):
            return self._choose.pick(sure)
        value = self.amount(scopes, unit, depth)
        if self._choose.chance(50):
            return Call("greatest", (value, number(1)))
        away = Op("+", (Call("abs", (value,)), number(Fraction(1, 2))))
        return Op("negative", (away,)) if self._choose.chance(30) else away

    def _extreme_of_values(self, scopes: Scopes, unit: Unit, depth: int) -> Expr:
        first = self.amount(scopes, unit, depth)
        rest = [
            self.amount(scopes, unit, depth, literal=True)
            for _ in range(self._choose.between(1, 2))
        ]
        return Call(self._choose.pick(("least", "greatest")), (first, *rest))

    def _rounded(self, scopes: Scopes, unit: Unit, depth: int) -> Expr:
        words = (str(self._choose.below(3)), self._choose.pick(ROUNDINGS))
        return Call("round", (self.amount(scopes, unit, depth),), words)

    def _either(self, scopes: Scopes, unit: Unit, depth: int) -> Expr:
        condition = self._phrases.condition(scopes, depth)
        yes = self.amount(scopes, unit, depth)
        return Call("if", (condition, yes, self.amount(scopes, unit, depth, literal=True)))

    def _aggregate(self, scopes: Scopes, unit: Unit, depth: int) -> Expr:
        function = self._choose.pick(("sum", "max", "min"))
        opened = self._phrases.opened(scopes, depth)
        body = self.amount(opened.scopes, unit, depth)
        may_be_empty = opened.least == 0 or opened.where is not None
        otherwise = None
        if function != "sum" and (may_be_empty or self._choose.chance(20)):
            otherwise = self.amount(scopes, unit, depth, literal=True)
        return opened.quantified(function, body, otherwise)

    def _count(self, scopes: Scopes, depth: int) -> Expr:
        return self._phrases.opened(scopes, depth).quantified("count", None)

    def _counted(self, scopes: Scopes, depth: int) -> list[Make]:
        phrases = self._phrases
        makes: list[Make] = [
            *[lambda: self._between(scopes, depth)] * 4,
            lambda: Call("year_of", (phrases.day(scopes, depth),)),
            lambda: Call("length", (phrases.text(scopes, depth),)),
        ]
        if phrases.collections(scopes):
            makes.append(lambda: self._count(scopes, depth))
        lists = phrases.reads(scopes, lambda kind: kind.name == "choices")
        if lists:
            makes += [lambda: Call("count", (self._choose.pick(lists),))] * 3
        return makes

    def _between(self, scopes: Scopes, depth: int) -> Expr:
        names = ("months_between", "age_on", "years_between", "days_between")
        name = self._choose.pick(names)
        months = name == "months_between" and self._choose.chance(50)
        of = self._phrases.month if months else self._phrases.day
        return Call(name, (of(scopes, depth), of(scopes, depth)))
