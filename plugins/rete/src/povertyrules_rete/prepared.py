"""A pattern made ready: which of its conditions concern one record, which relate several."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from povertyrules.model.nodes import Expression
from povertyrules.model.outcome import Binding
from povertyrules.model.pattern import Parts, Pattern, PatternRecord, levels_read, parts_of
from povertyrules.model.ruleset import Definition
from povertyrules_rete.joins import Difference, Join, joins_of
from povertyrules_rete.network import Rules, write_rules
from povertyrules_rete.refusing import refused
from povertyrules_rete.relations import MOST_RULES, READINGS, Reading, Relation


@dataclass(frozen=True, slots=True)
class Prepared:
    """A pattern of a ruleset. `matched` relates the records that must exist, None where there
    is but one. `absent` has one entry for each record that must not: what relates it to the
    others, None where nothing does. `singles` are the conditions of each record by itself."""

    definition: Definition
    pattern: Pattern
    singles: tuple[tuple[Expression, ...], ...]
    matched: Relation | None
    absent: tuple[Relation | None, ...]

    @property
    def relations(self) -> Iterator[tuple[str, Relation]]:
        """What goes to the network, each by a name of its own."""
        for number, relation in enumerate((self.matched, *self.absent)):
            if relation is not None:
                yield f"{self.definition.id}/{number}", relation


def prepare(definition: Definition, pattern: Pattern, binding: Binding) -> Prepared:
    """Divide a pattern. Raises `UnsupportedFeature` for what the network cannot express."""
    parts = parts_of(pattern)
    for part in parts:
        _check_reach(pattern, part)
    joins = [_joins(pattern, part, binding) for part in parts]
    count = len(pattern.matched)
    numbers = tuple(range(count))
    among = tuple(join for own in joins[:count] for join in own)
    prepared = Prepared(
        definition,
        pattern,
        tuple(part.single for part in parts),
        _relation(pattern, numbers, among) if count > 1 else None,
        tuple(
            _relation(pattern, (*_involved(pattern, joins[n]), n), joins[n]) if joins[n] else None
            for n in range(count, len(parts))
        ),
    )
    _check_rules(prepared)
    return prepared


def _joins(pattern: Pattern, part: Parts, binding: Binding) -> tuple[Join, ...]:
    """What relates a record to those before it, identity first."""
    levels = {record.name: record.level for record in pattern.records}
    different = (Difference(levels[n], part.record.level) for n in part.record.different_from)
    return (*different, *joins_of(part.join, part.record, pattern, binding))


def _relation(pattern: Pattern, members: tuple[int, ...], joins: tuple[Join, ...]) -> Relation:
    return Relation(members, tuple(pattern.records[n].level for n in members), joins)


def _involved(pattern: Pattern, joins: tuple[Join, ...]) -> tuple[int, ...]:
    """The records that must exist to which a record is related that must not."""
    read = {join.first for join in joins}
    return tuple(n for n, record in enumerate(pattern.matched) if record.level in read)


def _check_reach(pattern: Pattern, part: Parts) -> None:
    """A condition on one record is decided once for it, so it may only read this record and
    what the record belongs to."""
    record = part.record
    beyond = range(record.owner_level + 1, pattern.level + 1)
    for node in part.single:
        if any(level in beyond for level in levels_read(node)):
            why = f"it reads both `{record.name}` and an item to which that does not belong"
            raise refused(node, why, "look for the record in what the pattern is about")


def _check_rules(prepared: Prepared) -> None:
    for _, relation in prepared.relations:
        if relation.count("sure") > MOST_RULES:
            node = prepared.definition.body
            raise refused(node, "it has too many `!=` between records", "divide the pattern")


def rule_name(relation: str, reading: Reading, number: int) -> str:
    return f"{relation}/{reading}/{number}"


def kinds_of(patterns: tuple[Prepared, ...]) -> dict[tuple[str, Reading], tuple[int, ...]]:
    """A kind for each place in each relation, in either reading."""
    found: dict[tuple[str, Reading], tuple[int, ...]] = {}
    count = 0
    for prepared in patterns:
        for name, relation in prepared.relations:
            for reading in READINGS:
                last = count + len(relation.members)
                found[name, reading] = tuple(range(count + 1, last + 1))
                count = last
    return found


def rules_of(
    patterns: tuple[Prepared, ...], kinds: dict[tuple[str, Reading], tuple[int, ...]]
) -> Rules:
    """The rules of all patterns by name."""
    rules: Rules = {}
    for prepared in patterns:
        for name, relation in prepared.relations:
            for reading in READINGS:
                written = write_rules(relation, reading, kinds[name, reading])
                for number, conditions in enumerate(written):
                    rules[rule_name(name, reading, number)] = conditions
    return rules


def owner_of(record: PatternRecord) -> tuple[int, int]:
    """Where a record's collection is found: the level of what has it, and its place there."""
    return record.owner_level, record.collection.index
