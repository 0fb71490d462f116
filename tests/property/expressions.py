"""Expressions that are well typed because of how they are made."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from tests.property.amounts import UNITS, Amounts
from tests.property.chooser import Chooser
from tests.property.forms import (
    Among,
    AsOf,
    Call,
    Constant,
    Contains,
    Definition,
    Entity,
    Expr,
    Fact,
    Kind,
    Op,
    Options,
    Parameter,
    Presence,
    Quantified,
    Read,
    Same,
    Step,
    Unit,
)
from tests.property.scopes import Opened, Scope, Scopes
from tests.property.words import DATES, MONTHS, NUMBERS, PATTERNS, TEXTS

Symbol = Fact | Parameter | Definition
Make = Callable[[], Expr]
ORDER = ("<", "<=", ">", ">=", "==", "!=")


class Phrases:
    """Makes expressions over what is declared so far.

    `presence` says whether the definition in hand may ask if something is missing.
    """

    def __init__(self, choose: Chooser, entities: tuple[Entity, ...]) -> None:
        self.choose = choose
        self.entities = entities
        self.symbols: list[Symbol] = []
        self.presence = False
        self.amounts = Amounts(self)

    # what there is to read

    def reads(self, scopes: Scopes, wanted: Callable[[Kind], bool]) -> list[Expr]:
        """Every way to read something of a wanted kind."""
        found: list[Expr] = []
        for symbol in self.symbols:
            if wanted(symbol.kind) and self._may_read(symbol):
                found += [Read(symbol.id, item) for item in self._items(symbol, scopes)]
        return found

    def _items(self, symbol: Symbol, scopes: Scopes) -> list[str | None]:
        return [None] if isinstance(symbol, Parameter) else scopes.qualifiers(symbol.entity)

    def _may_read(self, symbol: Symbol) -> bool:
        if not isinstance(symbol, Definition) or not symbol.presence:
            return True
        return self.presence

    def nonzero(self, scopes: Scopes, unit: Unit) -> list[Expr]:
        found: list[Expr] = []
        for symbol in self.symbols:
            if isinstance(symbol, Fact | Parameter) and symbol.kind == Kind("number", unit):
                low, high = symbol.low, symbol.high
                positive = isinstance(low, Fraction) and low > 0
                if positive or (isinstance(high, Fraction) and high < 0):
                    found += [Read(symbol.id, item) for item in self._items(symbol, scopes)]
        return found

    def collections(self, scopes: Scopes) -> list[tuple[Entity, str | None]]:
        """The collections that can be quantified over, with whose they are."""
        return [
            (entity, item)
            for entity in self.entities
            if entity.parent is not None and len(scopes.items) < 6
            for item in scopes.qualifiers(entity.parent)
        ]

    def opened(self, scopes: Scopes, depth: int) -> Opened:
        """Open a collection: its items come into scope, perhaps by a name, and filtered."""
        entity, item = self.choose.pick(self.collections(scopes))
        alias = f"it{len(scopes.items)}" if self.choose.chance(60) else None
        inside = Scopes((*scopes.items, Scope(entity.id, alias)), scopes.base)
        where = self.condition(inside, depth - 1) if self.choose.chance(40) else None
        return Opened(entity.id, item, entity.least, alias, where, inside)

    # conditions

    def stated(self, scopes: Scopes, depth: int) -> Expr:
        """A condition as an author states it: a tree of steps, or an expression."""
        if depth <= 0 or not self.choose.chance(50):
            return self.condition(scopes, depth)
        operator = self.choose.pick(("all", "any", "not", "at_least"))
        count = 1 if operator == "not" else self.choose.between(1, 3)
        conditions = tuple(self.stated(scopes, depth - 1) for _ in range(count))
        needed = self.choose.between(1, count) if operator == "at_least" else 0
        return Step(operator, conditions, needed)

    def condition(self, scopes: Scopes, depth: int) -> Expr:
        makes = self._leaves(scopes)
        if depth > 0:
            compared, connected = (
                make(scopes, depth - 1) for make in (self._compared, self._connected)
            )
            makes = self.choose.pick((makes, compared, connected, compared))
        return self.choose.pick(makes)()

    def _leaves(self, scopes: Scopes) -> list[Make]:
        reads = self.reads(scopes, lambda kind: kind.name == "boolean")
        makes: list[Make] = [lambda: self.choose.pick(reads)] * (8 if reads else 0)
        if self.presence:
            makes += [lambda: self._presence(scopes)] * 4
        return [*makes, lambda: Constant("boolean", self.choose.chance(50))]

    def _connected(self, scopes: Scopes, depth: int) -> list[Make]:
        makes: list[Make] = [
            lambda: self._logical(scopes, depth),
            lambda: Op("not", (self.condition(scopes, depth),)),
            lambda: Op("implies", (self.condition(scopes, depth), self.condition(scopes, depth))),
            lambda: Call("if", tuple(self.condition(scopes, depth) for _ in range(3))),
        ]
        if self.collections(scopes):
            makes += [lambda: self._quantified(scopes, depth)] * 4
            makes += [lambda: self._siblings(scopes, depth)] * 2
        if self._same_entities(scopes):
            makes += [lambda: self._same(scopes)] * 6
        return makes

    def _logical(self, scopes: Scopes, depth: int) -> Expr:
        count = self.choose.between(2, 3)
        operands = tuple(self.condition(scopes, depth) for _ in range(count))
        return Op(self.choose.pick(("and", "or")), operands)

    def _quantified(self, scopes: Scopes, depth: int) -> Expr:
        function = self.choose.pick(("any", "all"))
        opened = self.opened(scopes, depth)
        if function == "any" and opened.where is not None and self.choose.chance(30):
            return opened.quantified("any", None)
        return opened.quantified(function, self.condition(opened.scopes, depth))

    def _siblings(self, scopes: Scopes, depth: int) -> Expr:
        """Two items of one collection: `any(members as a, any(members as b, a is not b …`."""
        entity, item = self.choose.pick(self.collections(scopes))
        first, second = (f"it{len(scopes.items) + place}" for place in range(2))
        both = (Scope(entity.id, alias) for alias in (first, second))
        inner = Scopes((*scopes.items, *both), scopes.base)
        apart = Same(first, second, not self.choose.chance(20))
        body: Expr = Op("and", (apart, self.condition(inner, depth)))
        for alias in (second, first):
            function = self.choose.pick(("any", "all"))
            body = Quantified(function, entity.id, item, alias, None, body)
        return body

    def _same_entities(self, scopes: Scopes) -> list[list[str]]:
        return [n for e in self.entities if len(n := scopes.names(e.id)) > 1]

    def _same(self, scopes: Scopes) -> Expr:
        names = self.choose.pick(self._same_entities(scopes))
        left = self.choose.pick(names)
        return Same(left, self.choose.pick(names), self.choose.chance(50))

    def _presence(self, scopes: Scopes) -> Expr:
        subjects: list[tuple[str, str | None]] = [
            (symbol.id, item)
            for symbol in self.symbols
            if isinstance(symbol, Fact)
            for item in scopes.qualifiers(symbol.entity)
        ]
        subjects += [(entity.id, item) for entity, item in self.collections(scopes)]
        name, item = self.choose.pick(subjects)
        return Presence(name, item, self.choose.chance(50))

    # comparisons

    def _compared(self, scopes: Scopes, depth: int) -> list[Make]:
        makes: list[Make] = [
            *[lambda: self._numbers(scopes, depth)] * 6,
            lambda: self._days(scopes, depth),
            lambda: self._months(scopes, depth),
            lambda: self._texts(scopes, depth),
            lambda: self._truths(scopes, depth),
            lambda: self._among(scopes, depth),
        ]
        if self.reads(scopes, lambda kind: kind.name == "choice"):
            makes += [lambda: self._choices(scopes, depth)] * 2
        lists = self.reads(scopes, lambda kind: kind.name == "choices")
        if lists:
            makes += [lambda: self._contains(lists)] * 3
        return makes

    def _numbers(self, scopes: Scopes, depth: int) -> Expr:
        unit = self.choose.pick(UNITS)
        pair = [
            self.amounts.amount(scopes, unit, depth),
            self.amounts.amount(scopes, unit, depth, literal=True),
        ]
        if self.choose.chance(30):
            pair.reverse()
        return Op(self.choose.pick(ORDER), tuple(pair))

    def _days(self, scopes: Scopes, depth: int) -> Expr:
        return Op(self.choose.pick(ORDER), (self.day(scopes, depth), self.day(scopes, depth)))

    def _months(self, scopes: Scopes, depth: int) -> Expr:
        return Op(self.choose.pick(ORDER), (self.month(scopes, depth), self.month(scopes, depth)))

    def _texts(self, scopes: Scopes, depth: int) -> Expr:
        text = self.text(scopes, depth)
        match self.choose.below(3):
            case 0:
                return Op(self.choose.pick(ORDER[4:]), (text, self.text(scopes, depth)))
            case 1:
                return Call("starts_with", (text, Constant("text", self.choose.pick(TEXTS))))
        return Call("matches", (text, Constant("text", self.choose.pick(PATTERNS))))

    def _truths(self, scopes: Scopes, depth: int) -> Expr:
        pair = (self.condition(scopes, depth), self.condition(scopes, depth))
        return Op(self.choose.pick(ORDER[4:]), pair)

    def _choices(self, scopes: Scopes, depth: int) -> Expr:
        value, options = self.choice(scopes, depth)
        picked = [self._option(options) for _ in range(self.choose.between(1, 2))]
        if self.choose.chance(40):
            return Among(value, tuple(picked), self.choose.chance(40))
        others = self.reads(scopes, lambda kind: _overlaps(kind, options))
        other = self.choose.pick(others) if self.choose.chance(40) else picked[0]
        pair = (value, other) if self.choose.chance(70) else (other, value)
        return Op(self.choose.pick(ORDER[4:]), pair)

    def _option(self, options: Options) -> Constant:
        value, label = self.choose.pick(options.labels)
        return Constant("choice", value, label)

    def _contains(self, lists: list[Expr]) -> Expr:
        read = self.choose.pick(lists)
        assert isinstance(read, Read)
        kind = next(s.kind for s in self.symbols if s.id == read.name)
        assert kind.options is not None
        return Contains(self._option(kind.options), read, self.choose.chance(40))

    def _among(self, scopes: Scopes, depth: int) -> Expr:
        count = self.choose.between(1, 3)
        kind = self.choose.pick(("number", "date", "text", "month"))
        negated = self.choose.chance(40)
        if kind == "number":
            picked = [Constant(kind, self.choose.pick(NUMBERS)) for _ in range(count)]
            unit = self.choose.pick(UNITS)
            return Among(self.amounts.amount(scopes, unit, depth), tuple(picked), negated)
        if kind == "date":
            days = [Constant(kind, self.choose.pick(DATES)) for _ in range(count)]
            return Among(self.day(scopes, depth), tuple(days), negated)
        if kind == "month":
            months = [Constant(kind, self.choose.pick(MONTHS)) for _ in range(count)]
            return Among(self.month(scopes, depth), tuple(months), negated)
        texts = [Constant(kind, self.choose.pick(TEXTS)) for _ in range(count)]
        return Among(self.text(scopes, depth), tuple(texts), negated)

    # values

    def day(self, scopes: Scopes, depth: int) -> Expr:
        literal = Constant("date", self.choose.pick(DATES))
        return self._simple(scopes, depth, "date", [AsOf, lambda: literal])

    def month(self, scopes: Scopes, depth: int) -> Expr:
        literal = Constant("month", self.choose.pick(MONTHS))
        of_day: Make = lambda: Call("month_of", (self.day(scopes, depth - 1),))  # noqa: E731
        return self._simple(scopes, depth, "month", [lambda: literal, of_day])

    def text(self, scopes: Scopes, depth: int) -> Expr:
        literal = Constant("text", self.choose.pick(TEXTS))
        return self._simple(scopes, depth, "text", [lambda: literal])

    def _simple(self, scopes: Scopes, depth: int, name: str, leaves: list[Make]) -> Expr:
        reads = self.reads(scopes, lambda kind: kind.name == name)
        makes: list[Make] = [lambda: self.choose.pick(reads)] * (3 if reads else 0) + leaves
        if depth > 0:
            makes.append(lambda: self._either(scopes, depth - 1, name, leaves))
        return self.choose.pick(makes)()

    def _either(self, scopes: Scopes, depth: int, name: str, leaves: list[Make]) -> Expr:
        pair = [self._simple(scopes, depth, name, leaves) for _ in range(2)]
        return Call("if", (self.condition(scopes, depth), *pair))

    def choice(self, scopes: Scopes, depth: int) -> tuple[Expr, Options]:
        """A choice, and the options it has."""
        first = self.choose.pick(self.reads(scopes, lambda kind: kind.name == "choice"))
        assert isinstance(first, Read)
        options = next(s.kind.options for s in self.symbols if s.id == first.name)
        assert options is not None
        if depth <= 0 or not self.choose.chance(25):
            return first, options
        others = self.reads(scopes, lambda kind: kind == Kind("choice", options=options))
        second = self.choose.pick(others)
        return Call("if", (self.condition(scopes, depth - 1), first, second)), options


def _overlaps(kind: Kind, options: Options) -> bool:
    if kind.name != "choice" or kind.options is None:
        return False
    return bool(set(kind.options.values) & set(options.values))
