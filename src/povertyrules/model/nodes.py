"""The expressions of a checked ruleset: frozen, typed, resolved, each with a stable id.

A *scope* is one item that an expression may read: level 0 is the root record, level 1 an
item of one of its collections, and so on. A definition `of: members` starts with two
scopes (the household at level 0, the member at level 1); every quantifier opens one more.

*Slots*. When an engine observes an evaluation it returns one frame for a definition: a
tuple with the value of each node at the node's `slot`, numbered in pre-order from 0. A
quantifier's `where` and `body` run once for each item, so they have a frame for each item,
with slots of their own from 0 (first `where`, then `body`); those frames, in the order of
the items, stand in the definition's frame at the quantifier's `slot + 1`. A collection that
was not given is one unlisted item: one frame.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from povertyrules.kernel.possible import Possible
from povertyrules.kernel.sizes import NOTHING, Size
from povertyrules.kernel.source import Span
from povertyrules.kernel.types import Type

if TYPE_CHECKING:
    from povertyrules.model.ruleset import Collection, Definition, Fact, Parameter


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Node:
    """What every node has.

    `id` is the definition's id followed by the path of child numbers (`monitoring/1/0`).
    `possible` is what the value may be, from the declared ranges alone (numbers in their own
    unit, not scaled), and `size` how many digits it may have. `text` is the
    canonical expression, names in the author's labels where they have one.
    """

    id: str
    slot: int
    type: Type
    possible: Possible
    size: Size = NOTHING
    span: Span = field(repr=False)
    wording: str | Callable[[], str] = field(repr=False)

    @property
    def text(self) -> str:
        """The canonical expression; put together when it is read, as most are never."""
        return self.wording if isinstance(self.wording, str) else self.wording()

    @property
    def children(self) -> tuple[Expression, ...]:
        return ()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Constant(Node):
    """A literal: `bool`; `str` for text and choices; otherwise an integer (scaled by the
    type's decimals for numbers, an ordinal for dates, a month number for months)."""

    value: bool | int | str


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class ParameterRef(Node):
    """The value of a parameter in force on `as_of`."""

    parameter: Parameter


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class AsOf(Node):
    """The evaluation date."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class FactRef(Node):
    """A fact of the item in the scope at `level`."""

    level: int
    fact: Fact


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class DefinitionRef(Node):
    """What a derived fact, a criterion or an outcome is for the item at `level`."""

    level: int
    definition: Definition


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Apply(Node):
    """An operator of `kernel.operators` on its operands.

    `parameters` are the constants of `round`, `at_least` and `matches`, as keywords.
    `stated` is true for a step of the author's tree (`all:`, `any:`, `not:`, `at_least:`).
    """

    operator: str
    operands: tuple[Expression, ...]
    parameters: tuple[tuple[str, Any], ...] = ()
    stated: bool = False

    @property
    def children(self) -> tuple[Expression, ...]:
        return self.operands


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Quantify(Node):
    """A quantifier of `kernel.quantifiers` over a collection of the item at `level`.

    The items are in the scope at `item_level`. `where` and `otherwise` may be absent;
    `body` is absent only for `count`. `otherwise` is evaluated outside, once.
    """

    quantifier: str
    level: int
    collection: Collection
    item_level: int
    where: Expression | None
    body: Expression | None
    otherwise: Expression | None

    @property
    def children(self) -> tuple[Expression, ...]:
        return () if self.otherwise is None else (self.otherwise,)

    @property
    def item_children(self) -> tuple[Expression, ...]:
        """The nodes that are evaluated for each item, in slot order."""
        return tuple(node for node in (self.where, self.body) if node is not None)


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Presence(Node):
    """`x is missing` (or `x is known`, when `missing` is false) of a fact or collection."""

    level: int
    subject: Fact | Collection
    missing: bool


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class SameItem(Node):
    """`a is b`: whether two scopes hold one and the same item (or do not, if negated).

    An unlisted item (or an item of one) stands for any number of items, so where two scopes
    hold the same unlisted item the answer is unknown.
    """

    left_level: int
    right_level: int
    negated: bool


Expression = (
    Constant
    | ParameterRef
    | AsOf
    | FactRef
    | DefinitionRef
    | Apply
    | Quantify
    | Presence
    | SameItem
)


def frame_size(node: Expression) -> int:
    """How many slots a node and what is evaluated with it take in one frame."""
    own = 2 if isinstance(node, Quantify) else 1
    return own + sum(frame_size(child) for child in node.children)
