"""One household's facts for the network, and what its matches decide of a pattern.

A pattern is decided from two sides, as facts may be missing. It holds for certain if there are
records that surely match and no absent record may exist. It fails if no records may match, or
an absent record surely exists for each of those that may. `surely` and `maybe` are the two
`sides` below; while everything is known they are the same, and one is enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Any

from povertyrules.kernel.truth import Truth
from povertyrules.model.ruleset import Row
from povertyrules_rete.joins import Difference
from povertyrules_rete.prepared import Prepared, rule_name
from povertyrules_rete.relations import READINGS, Reading, Relation, column
from povertyrules_rete.sides import Interval

Kinds = dict[tuple[str, Reading], tuple[int, ...]]
Match = tuple[int, ...]
_OTHER: dict[Reading, Reading] = {"sure": "maybe", "maybe": "sure"}


@dataclass(slots=True)
class Sought:
    """A pattern for one item: the rows of the scopes around it, the rows in which each of its
    records is looked for, and what holds of each of them alone."""

    prepared: Prepared
    scopes: dict[int, Row]
    rows: list[Sequence[Row]]
    truths: list[Sequence[Truth]]
    texts: dict[str, int] = field(default_factory=dict)

    def among(self, member: int, reading: Reading) -> list[int]:
        """The records that are as the pattern says, each by itself."""
        truths = self.truths[member]
        if reading == "sure":
            return [number for number, truth in enumerate(truths) if truth]
        return [number for number, truth in enumerate(truths) if truth is not False]

    def interval(self, relation: Relation, join: int, is_first: bool, row: Row) -> Interval:
        comparison: Any = relation.joins[join]
        side = comparison.left if is_first else comparison.right
        level = comparison.first if is_first else comparison.second
        return side.interval({**self.scopes, level: row}, self.texts)  # type: ignore[no-any-return]


def is_known(sought: Sought) -> bool:
    """Whether nothing that the pattern reads of these records is missing."""
    if any(None in truths for truths in sought.truths):
        return False
    return all(
        low == high
        for _, relation in sought.prepared.relations
        for number, join in enumerate(relation.joins)
        if not isinstance(join, Difference)
        for level in (join.first, join.second)
        for item in sought.among(relation.members[relation.place(level)], "maybe")
        for low, high in [_of(sought, relation, number, level, item)]
    )


def _of(sought: Sought, relation: Relation, join: int, level: int, item: int) -> Interval:
    row = sought.rows[relation.members[relation.place(level)]][item]
    comparison: Any = relation.joins[join]
    return sought.interval(relation, join, level == comparison.first, row)


def sides_of(sought: Sought) -> tuple[Reading, ...]:
    """The sides from which a pattern must be looked at."""
    return ("sure",) if is_known(sought) else READINGS


@dataclass(frozen=True, slots=True)
class Posted:
    """A relation as it is posted from one side: which records, and in which reading."""

    name: str
    relation: Relation
    reading: Reading
    items: tuple[list[int], ...]

    @property
    def combinations(self) -> int:
        return prod(map(len, self.items))


def posted(sought: Sought, side: Reading) -> Iterator[Posted]:
    """What the network is asked from one side; what has no records cannot match.

    Those that must not exist are read the other way round.
    """
    prepared = sought.prepared
    for name, relation in prepared.relations:
        absent = relation is not prepared.matched
        last = _OTHER[side] if absent else side
        items = [sought.among(member, side) for member in relation.members[:-1]]
        items.append(sought.among(relation.members[-1], last))
        if all(items):
            yield Posted(name, relation, last, tuple(items))


def facts_of(sought: Sought, wanted: Iterable[Posted], kinds: Kinds) -> list[dict[str, int]]:
    """The facts of everything that is posted, each once."""
    found: dict[tuple[int, int], dict[str, int]] = {}
    for each in wanted:
        relation, reading = each.relation, each.reading
        for place, (member, level) in enumerate(
            zip(relation.members, relation.levels, strict=True)
        ):
            kind = kinds[each.name, reading][place]
            columns = list(relation.columns(level, reading))
            for item in each.items[place]:
                fact = {"kind": kind, "i": item}
                for name, join, is_first, what in columns:
                    interval = sought.interval(relation, join, is_first, sought.rows[member][item])
                    own = 2 * (item + 1) * len(relation.joins) + 2 * join + is_first
                    fact[name] = column(interval, what, own)
                found[kind, item] = fact
    return list(found.values())


def is_found(sought: Sought, side: Reading, fired: dict[str, set[Match]]) -> bool:
    """Whether records match from one side, by the matches of each rule."""
    matches = _matched(sought, side, fired)
    for relation, name, member in _absent(sought.prepared):
        if relation is None:
            if sought.among(member, _OTHER[side]):
                return False
            continue
        existing = _fired(name, relation, _OTHER[side], fired)
        allowed = relation.members[:-1]
        denied = {match[:-1] for match in existing}
        matches = {m for m in matches if tuple(m[member] for member in allowed) not in denied}
    return bool(matches)


def _absent(prepared: Prepared) -> Iterator[tuple[Relation | None, str, int]]:
    count = len(prepared.pattern.matched)
    for number, relation in enumerate(prepared.absent):
        yield relation, f"{prepared.definition.id}/{number + 1}", count + number


def _matched(sought: Sought, side: Reading, fired: dict[str, set[Match]]) -> set[Match]:
    relation = sought.prepared.matched
    if relation is None:
        return {(item,) for item in sought.among(0, side)}
    return _fired(f"{sought.prepared.definition.id}/0", relation, side, fired)


def _fired(
    name: str, relation: Relation, reading: Reading, fired: dict[str, set[Match]]
) -> set[Match]:
    numbers = range(relation.count(reading))
    return set().union(*(fired.get(rule_name(name, reading, n), ()) for n in numbers))


def truth_of(sought: Sought, fired: dict[str, set[Match]], sides: Sequence[Reading]) -> Truth:
    """What a pattern is, by the matches of each rule."""
    if is_found(sought, "sure", fired):
        return True
    return None if "maybe" in sides and is_found(sought, "maybe", fired) else False
