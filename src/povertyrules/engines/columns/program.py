"""The program of a plan: tables, and the steps that add columns to them.

A table has a row for each item of an entity, or for each pair of items where a quantifier
looks at the items of a collection from an item of another. Its `keys` identify a row. Its
`origins` say, for each item that a row tells of, which entity's table has it, and by which
columns of this one it is found there: in an entity's own table those are the item and all
that it is part of, numbered from the root.

Steps are kept in order, and each is one pass over its tables. A new column goes into the
earliest step of its kind that comes after all that it reads, so that whatever can be
computed in one pass is.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple, TypeVar

from povertyrules.engines.columns.terms import LOADED, Term, column
from povertyrules.engines.columns.translated import Translated


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """The table with the items of a scope, and the columns here that equal its keys."""

    table: Table
    columns: tuple[str, ...]


@dataclass(slots=True, eq=False)
class Table:
    name: str
    keys: tuple[str, ...]
    origins: dict[int, Origin] = field(default_factory=dict)


@dataclass(slots=True, eq=False)
class Compute:
    """New columns from the columns of the same row."""

    table: Table
    columns: dict[str, Term] = field(default_factory=dict)
    _translated: dict[str, Translated] = field(default_factory=dict)

    def translated(self, name: str) -> Translated:
        """The expression of a column, under its name."""
        if name not in self._translated:
            self._translated[name] = Translated(self.columns[name].expr, name)
        return self._translated[name]

    @property
    def route(self) -> object:
        """What another step must share to be one pass with this one."""
        return self.table.name


@dataclass(slots=True, eq=False)
class Bring:
    """Columns of the item that a row belongs to."""

    table: Table
    origin: Origin
    columns: dict[str, str] = field(default_factory=dict)
    """The new name of each column of the origin."""

    @property
    def route(self) -> object:
        return self.table.name, self.origin.table.name, self.origin.columns


class Aggregate(NamedTuple):
    """`sum`, `min` or `max` of a column over the items of a row; null over none."""

    column: str
    how: str


@dataclass(slots=True, eq=False)
class Gather:
    """Aggregates over the rows of `items` that belong to each row of `table`."""

    items: Table
    table: Table
    columns: dict[str, Aggregate] = field(default_factory=dict)

    @property
    def route(self) -> object:
        return self.items.name, self.table.name


@dataclass(slots=True, eq=False)
class Pair:
    """A new table: each row of one, with each item that belongs to it by `columns`.

    `own` are the names here of the keys of the items that are not those of the row.
    """

    table: Table
    rows: Table
    items: Table
    columns: tuple[str, ...]
    own: tuple[str, ...]


Step = Compute | Bring | Gather | Pair
_New = TypeVar("_New", Compute, Bring, Gather)


class Program:
    """Steps in the making."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        self._count = 0
        self._kept: dict[tuple[str, int], tuple[Term, Term]] = {}
        self._brought: dict[tuple[str, int, str], Term] = {}
        self._pairs: dict[tuple[str, int, str], Table] = {}

    def fresh(self, prefix: str) -> str:
        self._count += 1
        return f"{prefix}{self._count}"

    @property
    def paired(self) -> frozenset[str]:
        """The tables whose rows are compared with one another: told apart by their keys."""
        pairs = (step for step in self.steps if isinstance(step, Pair))
        return frozenset(name for p in pairs for name in (p.rows.name, p.items.name))

    def let(self, table: Table, term: Term) -> Term:
        """Put a term into a column of its own, if it is not one."""
        if term.name is not None:
            return term
        key = (table.name, id(term))
        if key not in self._kept:
            self._kept[key] = (term, self._let(table, term))
        return self._kept[key][1]

    def _let(self, table: Table, term: Term) -> Term:
        number, step = self._find(term.after, Compute(table))
        name = self.fresh("c")
        step.columns[name] = term
        return column(name, number)

    def bring(self, table: Table, number: int, name: str, after: int) -> Term:
        """A column of an origin, in the rows of a table that belong to it."""
        origin = table.origins[number]
        if origin.table is table:
            return column(name, after)
        key = (table.name, number, name)
        if key not in self._brought:
            number, step = self._find(max(after, self.made(table)), Bring(table, origin))
            new = self.fresh("b")
            step.columns[new] = name
            self._brought[key] = column(new, number)
        return self._brought[key]

    def gather(self, items: Table, table: Table, term: Term, how: str) -> Term:
        """An aggregate (`sum`, `min`, `max`) of the items of each row; null over none."""
        kept = self.let(items, term)
        number, step = self._find(kept.after, Gather(items, table))
        name = self.fresh("g")
        step.columns[name] = Aggregate(kept.column, how)
        return column(name, number)

    def pair(self, table: Table, owner: int, items: Table) -> Table:
        """The table of a row with each of the items that one of its origins has."""
        key = (table.name, owner, items.name)
        if key not in self._pairs:
            number = max(table.origins) + 1
            shared = table.origins[owner].columns
            own = tuple(f"k{number}_{n}" for n in range(len(items.keys) - len(shared)))
            made = Table(self.fresh("t"), (*table.keys, *own), dict(table.origins))
            made.origins[number] = Origin(items, (*shared, *own))
            self._add(Pair(made, table, items, shared, own))
            self._pairs[key] = made
        return self._pairs[key]

    def made(self, table: Table) -> int:
        """After which step a table is there."""
        for number, step in enumerate(self.steps):
            if isinstance(step, Pair) and step.table is table:
                return number
        return LOADED

    def _find(self, after: int, new: _New) -> tuple[int, _New]:
        """The first step after another that does the same as a new one; else the new one."""
        for number in range(after + 1, len(self.steps)):
            step = self.steps[number]
            if isinstance(step, type(new)) and step.route == new.route:
                return number, step
        return self._add(new), new

    def _add(self, step: Step) -> int:
        self.steps.append(step)
        return len(self.steps) - 1
