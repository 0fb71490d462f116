"""The syntax tree of expressions: what was written, before any name has a meaning."""

from __future__ import annotations

from dataclasses import dataclass

from povertyrules.kernel.source import Span


@dataclass(frozen=True, slots=True)
class Name:
    """A name or a label; `quoted` if it stood in backquotes."""

    text: str
    span: Span
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Member:
    """`a.phone`: a fact, definition or collection of a named item."""

    item: Name
    name: Name
    span: Span


@dataclass(frozen=True, slots=True)
class NumberLiteral:
    """`text` is a plain decimal numeral without sign."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class TextLiteral:
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class TruthLiteral:
    """`true` or `false`."""

    value: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Unary:
    """`not x`, `-x`."""

    operator: str
    operand: Tree
    span: Span


@dataclass(frozen=True, slots=True)
class Binary:
    """`+ - * / == != < <= > >= implies`; `at` is where the operator stands."""

    operator: str
    left: Tree
    right: Tree
    at: Span
    span: Span


@dataclass(frozen=True, slots=True)
class Logical:
    """`a and b and c`, or with `or`: two or more operands, never a mixture."""

    operator: str
    operands: tuple[Tree, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Within:
    """`x in ["a", "b"]`, or `"a" in risks` where `options` is None and `whole` is given."""

    value: Tree
    options: tuple[Tree, ...] | None
    whole: Tree | None
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Presence:
    """`x is missing`, `x is known`."""

    subject: Name | Member
    missing: bool
    span: Span


@dataclass(frozen=True, slots=True)
class SameItem:
    """`a is b`, `a is not b`."""

    left: Name
    right: Name
    negated: bool
    span: Span


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a call. The first one of a quantifier may be named and filtered:
    `members as a where a.age < 16`."""

    value: Tree
    alias: Name | None
    where: Tree | None
    span: Span


@dataclass(frozen=True, slots=True)
class Call:
    """`round(x, 2, half_up)`, `count(members where working)`."""

    function: Name
    arguments: tuple[Argument, ...]
    span: Span


Tree = (
    Name
    | Member
    | NumberLiteral
    | TextLiteral
    | TruthLiteral
    | Unary
    | Binary
    | Logical
    | Within
    | Presence
    | SameItem
    | Call
)
