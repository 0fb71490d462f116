"""What a pattern looks for, in a checked ruleset: the structure that its condition has.

A pattern is a criterion, so every engine decides it like any other condition. Its body is a
nest of quantifiers, one for each record of `match`, and within the innermost a denied one for
each record of `without`:

    any(observations as first, … and any(observations as second, second is not first and …
        and not any(observations as between, … )))

Who must know which records are meant (an explanation, or an engine that joins records in
another way) reads them here instead of taking that nest apart.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from povertyrules.model.nodes import (
    Apply,
    DefinitionRef,
    Expression,
    FactRef,
    Presence,
    Quantify,
    SameItem,
)
from povertyrules.model.reading import walk

if TYPE_CHECKING:
    from povertyrules.model.ruleset import Collection


@dataclass(frozen=True, slots=True, eq=False)
class PatternRecord:
    """One record that a pattern looks for; if it is `absent`, one that must not exist.

    It is an item of `collection`, which the item in the scope at `owner_level` has, and
    stands in the scope at `level` of `condition`: what the author wrote under `where`, None
    where any record will do. Beside that it must be another record than those in
    `different_from`. `quantifier` is the node of the pattern's body that seeks it.
    """

    name: str
    collection: Collection
    owner_level: int
    level: int
    absent: bool
    condition: Expression | None
    different_from: tuple[str, ...]
    quantifier: Quantify


@dataclass(frozen=True, slots=True, eq=False)
class Pattern:
    """The records that a pattern looks for, in the order of the author: those of `match`,
    then those of `without`. `level` is the scope of the item that the pattern is about."""

    level: int
    records: tuple[PatternRecord, ...]

    @property
    def matched(self) -> tuple[PatternRecord, ...]:
        """The records that must exist."""
        return tuple(record for record in self.records if not record.absent)

    @property
    def absent(self) -> tuple[PatternRecord, ...]:
        """The records that must not exist, each by itself."""
        return tuple(record for record in self.records if record.absent)


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """The condition of one record, taken apart at its `and`s.

    What is `single` reads this record, what it belongs to, parameters and the date, so that
    it can be decided for each record by itself. What is a `join` reads another record of the
    pattern. All of them must hold, and the record must be another one than those in
    `record.different_from`.
    """

    record: PatternRecord
    single: tuple[Expression, ...]
    join: tuple[Expression, ...]


def parts_of(pattern: Pattern) -> tuple[Parts, ...]:
    """The conditions of a pattern's records, each divided into what concerns that record
    alone and what relates it to the others; in the order of `pattern.records`."""
    return tuple(_parts(pattern, record) for record in pattern.records)


def _parts(pattern: Pattern, record: PatternRecord) -> Parts:
    conditions = () if record.condition is None else tuple(conjuncts(record.condition))
    others = range(pattern.level + 1, record.level)
    joins = {node: any(level in others for level in levels_read(node)) for node in conditions}
    return Parts(
        record,
        tuple(node for node, joined in joins.items() if not joined),
        tuple(node for node, joined in joins.items() if joined),
    )


def conjuncts(condition: Expression) -> Iterator[Expression]:
    """The conditions that a condition consists of, where all of them must hold."""
    if isinstance(condition, Apply) and condition.operator == "and":
        for operand in condition.operands:
            yield from conjuncts(operand)
    else:
        yield condition


def levels_read(condition: Expression) -> Iterator[int]:
    """The scopes from which a condition reads something; some may be given twice."""
    for node in walk(condition):
        if isinstance(node, FactRef | DefinitionRef | Presence | Quantify):
            yield node.level
        elif isinstance(node, SameItem):
            yield from (node.left_level, node.right_level)
