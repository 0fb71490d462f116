"""A ruleset as these tests make it: what is said, before it is spelt and laid out.

Nothing here comes from the library, so that a ruleset can be judged by something else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Literal

Unit = tuple[tuple[str, int], ...]
Month = tuple[int, int]
Value = bool | Fraction | date | Month | str | frozenset[str]

PLAIN: Unit = ()
YUAN: Unit = (("元", 1),)
HEADS: Unit = (("人", 1),)
YUAN_A_HEAD: Unit = (("人", -1), ("元", 1))
UNIT_TEXT = {PLAIN: "", YUAN: "元", HEADS: "人", YUAN_A_HEAD: "元/人"}


@dataclass(frozen=True)
class Options:
    """The values of a choice, each with its label."""

    labels: tuple[tuple[str, str], ...]

    @property
    def values(self) -> tuple[str, ...]:
        return tuple(value for value, _ in self.labels)


@dataclass(frozen=True)
class Kind:
    """What an expression gives: `boolean`, `number`, `date`, `month`, `text`, `choice` or
    `choices`."""

    name: str
    unit: Unit = PLAIN
    options: Options | None = None


BOOLEAN, DATE, MONTH, TEXT = Kind("boolean"), Kind("date"), Kind("month"), Kind("text")


@dataclass(frozen=True)
class Constant:
    """A literal. `kind` is a `Kind`'s name; a `choice` has its label beside its value."""

    kind: str
    value: Value
    label: str = ""


@dataclass(frozen=True)
class AsOf:
    """The evaluation date."""


@dataclass(frozen=True)
class Read:
    """A fact, a parameter or a definition, of a named item where `item` is given."""

    name: str
    item: str | None = None


@dataclass(frozen=True)
class Op:
    """An operator: `not negative and or implies == != < <= > >= + - * /`."""

    operator: str
    operands: tuple[Expr, ...]


@dataclass(frozen=True)
class Among:
    """`x in [a, b]`, `x not in [a, b]`."""

    value: Expr
    options: tuple[Constant, ...]
    negated: bool


@dataclass(frozen=True)
class Contains:
    """`"a" in chosen`."""

    option: Constant
    whole: Expr
    negated: bool


@dataclass(frozen=True)
class Presence:
    """`x is missing`, `x is known`."""

    name: str
    item: str | None
    missing: bool


@dataclass(frozen=True)
class Same:
    """`a is b`, `a is not b`."""

    left: str
    right: str
    negated: bool


@dataclass(frozen=True)
class Call:
    """A function. `words` are what stands after the arguments as it is: `2, half_up`."""

    function: str
    arguments: tuple[Expr, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Quantified:
    """`any(members as m where …, …, otherwise)`; `item` is whose collection it is."""

    function: str
    collection: str
    item: str | None = None
    alias: str | None = None
    where: Expr | None = None
    body: Expr | None = None
    otherwise: Expr | None = None


@dataclass(frozen=True)
class Step:
    """A step of a tree: `all`, `any`, `not`, `at_least`. Stands in other steps only."""

    operator: str
    conditions: tuple[Expr, ...]
    needed: int = 0


@dataclass(frozen=True)
class SoughtRecord:
    """A record of a pattern: of which collection, and what is asked of it."""

    name: str
    collection: str
    where: Expr | None
    absent: bool = False


@dataclass(frozen=True)
class Sought:
    """What a pattern looks for. Stands by itself only."""

    records: tuple[SoughtRecord, ...]


Expr = (
    Constant
    | AsOf
    | Read
    | Op
    | Among
    | Contains
    | Presence
    | Same
    | Call
    | Quantified
    | Step
    | Sought
)


@dataclass(frozen=True)
class Entity:
    id: str
    label: str
    parent: str | None
    least: int = 0
    most: int = 0


@dataclass(frozen=True)
class Fact:
    """`type` is as in the file. The ends of a range are in the type's own terms."""

    id: str
    label: str
    entity: str
    type: str
    kind: Kind
    decimals: int = 0
    low: Value | None = None
    high: Value | None = None
    longest: int = 1000
    most_chosen: int | None = None
    aliases: tuple[str, ...] = ()
    sensitive: bool = False
    note: str = ""


@dataclass(frozen=True)
class Dated:
    start: date
    end: date | None
    value: Value | Expr
    cite: str


@dataclass(frozen=True)
class Parameter:
    """`values` are empty for an open one, which is then filled with `fill`."""

    id: str
    label: str
    type: str
    kind: Kind
    decimals: int = 0
    low: Value | None = None
    high: Value | None = None
    values: tuple[Dated, ...] = ()
    fill: Value | None = None


DefinitionKind = Literal["derived", "criteria", "assumptions", "outcomes", "patterns"]


@dataclass(frozen=True)
class Definition:
    """`presence` says that it rests, directly or not, on whether something is missing."""

    id: str
    label: str
    section: DefinitionKind
    entity: str
    body: Expr
    kind: Kind
    presence: bool
    cites: tuple[str, ...] = ()
    group: str | None = None
    data_check: bool = False
    attributes: tuple[tuple[str, str], ...] = ()
    interpretation: str = ""


@dataclass(frozen=True)
class Form:
    """A whole ruleset. Definitions stand after what they read."""

    title: str
    version: str
    start: date
    end: date | None
    clauses: tuple[tuple[str, str], ...]
    role: str
    entities: tuple[Entity, ...]
    facts: tuple[Fact, ...]
    parameters: tuple[Parameter, ...]
    definitions: tuple[Definition, ...]
    groups: tuple[tuple[str, str], ...] = ()
    fills: Mapping[str, Value] = field(default_factory=dict)

    def entity(self, name: str) -> Entity:
        return next(e for e in self.entities if e.id == name)

    def facts_of(self, entity: str) -> list[Fact]:
        return [fact for fact in self.facts if fact.entity == entity]

    def children(self, entity: str) -> list[Entity]:
        return [e for e in self.entities if e.parent == entity]

    def chain(self, entity: str) -> list[str]:
        """The entities from the root down to this one."""
        parent = self.entity(entity).parent
        return [entity] if parent is None else [*self.chain(parent), entity]


def inside(expression: Expr) -> Iterator[Expr]:
    """An expression and everything in it."""
    yield expression
    for part in parts_of(expression):
        yield from inside(part)


def parts_of(expression: Expr) -> tuple[Expr, ...]:
    match expression:
        case Op():
            return expression.operands
        case Among():
            return (expression.value, *expression.options)
        case Contains():
            return (expression.option, expression.whole)
        case Call():
            return expression.arguments
        case Step():
            return expression.conditions
        case Sought():
            wheres = (record.where for record in expression.records)
            return tuple(where for where in wheres if where is not None)
        case Quantified():
            parts = (expression.where, expression.body, expression.otherwise)
            return tuple(part for part in parts if part is not None)
    return ()
