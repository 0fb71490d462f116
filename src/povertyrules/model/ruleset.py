"""A checked ruleset: what every engine, explanation and analysis reads. Frozen.

Rows. A validated record is a `Row`: a tuple with one value for each fact of its entity, in
the order of `Entity.facts`, followed by one for each collection, in the order of
`Entity.collections`: a tuple of rows, or None if the collection was not given. A missing
fact is None. Numbers are integers scaled by the type's decimals, dates ordinals, months
month numbers, choices and texts `str`, a list of choices a `frozenset`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

from povertyrules.kernel.codes import Language
from povertyrules.kernel.possible import Possible, Range
from povertyrules.kernel.source import NOWHERE, Span
from povertyrules.kernel.types import Type
from povertyrules.model.nodes import Expression

if TYPE_CHECKING:
    from povertyrules.model.pattern import Pattern
    from povertyrules.model.procedure.parts import Procedure

Row = tuple[Any, ...]
DefinitionKind = Literal["derived", "criterion", "assumption", "outcome"]


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a source: its id (`2.1`), its number in the document (二（一）), its words."""

    source: str
    id: str
    label: str
    text: str = field(repr=False)

    @property
    def reference(self) -> str:
        return f"{self.source}#{self.id}"


@dataclass(frozen=True, slots=True)
class Document:
    """A source that the ruleset cites."""

    id: str
    title: str
    number: str
    issuer: str
    clauses: Mapping[str, Clause]


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody who makes findings or acts in the procedure."""

    id: str
    label: str
    cites: tuple[Clause, ...] = ()
    interpretation: str = ""
    where: Span = field(default=NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class InForce:
    """The days from `start` to `end`, both included; no `end` means until further notice."""

    start: date
    end: date | None
    interpretation: str = ""

    def covers(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day <= self.end)

    def __str__(self) -> str:
        return self.to_text()

    def to_text(self, language: Language = "en") -> str:
        """The days for a reader."""
        start, end = self.start.isoformat(), self.end.isoformat() if self.end else ""
        if language == "zh":
            return f"{start} 至 {end}" if end else f"自 {start} 起"
        return f"from {start} to {end or 'further notice'}"


class _Named:
    """Shown by its id: all that hangs on it would fill pages."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self.id}>"  # type: ignore[attr-defined]


@dataclass(frozen=True, slots=True, eq=False)
class DatedValue:
    """A parameter's value for a span of days: a constant (as in a `Row`), or a formula."""

    span: InForce
    value: Any
    formula: Expression | None
    cites: tuple[Clause, ...]
    published: date | None
    interpretation: str = ""


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Parameter(_Named):
    """A figure that the policy sets, by date. An `open` one is filled by the caller."""

    id: str
    label: str
    type: Type
    bounds: Possible
    values: tuple[DatedValue, ...]
    open: bool
    cites: tuple[Clause, ...]
    question: str = ""
    interpretation: str = ""
    where: Span = field(default=NOWHERE, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """What a person must find: the question, and who answers it."""

    question: str
    by: Role


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Fact(_Named):
    """One fact of an entity. `bounds` is what it may be while it is missing: for numbers a
    `Range` in the type's own unit (money in 元, not scaled), for dates one of ordinals.

    `labels` maps each value of a choice to its label.
    """

    id: str
    index: int
    label: str
    aliases: tuple[str, ...]
    type: Type
    bounds: Possible
    entity: str
    labels: Mapping[str, str]
    sensitive: bool = False
    finding: Finding | None = None
    cites: tuple[Clause, ...] = ()
    interpretation: str = ""
    note: str = ""
    where: Span = field(default=NOWHERE, repr=False)


@dataclass(frozen=True, slots=True, eq=False)
class Collection:
    """The items of `entity` that an item of `parent` has. `index` is its place in a `Row`
    after the parent's facts; `size` how many items there may be."""

    id: str
    index: int
    parent: str
    size: Range


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Definition(_Named):
    """A derived fact, a criterion, an assumption or an outcome, for each item of `entity`.

    `index` is its place in `Entity.definitions`. `data_check` marks an outcome about the
    data itself, which may ask whether a fact is missing: the law that more facts never
    change a decided outcome does not hold for it. `pattern` says which records a criterion
    looks for, if it was written as a pattern.
    """

    id: str
    index: int
    kind: DefinitionKind
    entity: str
    level: int
    label: str
    body: Expression
    cites: tuple[Clause, ...]
    group: str | None = None
    data_check: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    interpretation: str = ""
    note: str = ""
    where: Span = field(default=NOWHERE, repr=False)
    pattern: Pattern | None = None


@dataclass(frozen=True, eq=False)
class Entity:
    """The root, or what a collection holds. `level` counts from the root, which has 0."""

    id: str
    label: str
    parent: str | None
    level: int
    key: str | None
    facts: tuple[Fact, ...]
    collections: tuple[Collection, ...]
    definitions: tuple[Definition, ...]

    @cached_property
    def reported(self) -> tuple[Definition, ...]:
        """The outcomes and assumptions, in the order of a `Verdicts`' truths."""
        return tuple(d for d in self.definitions if d.kind in ("outcome", "assumption"))

    @cached_property
    def outcomes(self) -> tuple[Definition, ...]:
        return tuple(d for d in self.definitions if d.kind == "outcome")

    @cached_property
    def patterns(self) -> tuple[Definition, ...]:
        """The criteria that look for records that go together."""
        return tuple(d for d in self.definitions if d.pattern is not None)

    @cached_property
    def unlisted(self) -> Row:
        """The row of an item of which nothing is known."""
        return (None,) * (len(self.facts) + len(self.collections))


@dataclass(frozen=True, slots=True)
class Group:
    """Outcomes of one entity of which at most one may hold."""

    id: str
    label: str
    entity: str
    outcomes: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Ruleset:
    """A checked ruleset. `order` lists all definitions, each after what it reads."""

    id: str
    version: str
    title: str
    jurisdiction: str
    in_force: InForce
    documents: Mapping[str, Document]
    roles: Mapping[str, Role]
    entities: Mapping[str, Entity]
    root: Entity
    parameters: Mapping[str, Parameter]
    definitions: Mapping[str, Definition]
    order: tuple[Definition, ...]
    groups: Mapping[str, Group]
    digest: str
    canonical: str = field(repr=False)
    """The canonical JSON that the digest is taken of."""
    replaces: tuple[str, ...] = ()
    """The earlier versions that this one takes the place of."""
    procedure: Procedure | None = None
    requires: Mapping[str, str] = field(default_factory=dict)
    """The plugins that the ruleset needs, each with its range of versions."""
    location: str = ""
    """Where the file was read from; not part of the digest."""

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every fact of every entity by id (ids are unique in a ruleset)."""
        return {fact.id: fact for entity in self.entities.values() for fact in entity.facts}

    @cached_property
    def deciding_parameters(self) -> tuple[Parameter, ...]:
        """The parameters that a decision may depend on: all but those that only time limits
        of the procedure read."""
        limits = self.procedure.limits if self.procedure is not None else frozenset()
        return tuple(p for p in self.parameters.values() if p.id not in limits)

    @property
    def reference(self) -> str:
        """`id@version`."""
        return f"{self.id}@{self.version}"
