"""What a decision says of the patterns of its ruleset: which records go together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from povertyrules.api.status import STATUS, Status
from povertyrules.model.outcome import Observation
from povertyrules.model.pattern import PatternRecord
from povertyrules.model.ruleset import Clause, Definition, Entity, Ruleset
from povertyrules.records import plain_facts

if TYPE_CHECKING:
    from povertyrules.explain.matches import Matches, Places


@dataclass(frozen=True, slots=True)
class MatchedRecord:
    """One record of a match: its collection, its `position` in it from 0, its `path` in the
    record that was decided (`observations[1]`), and its known facts as plain data.

    `key` is the value of the fact that tells the records of the collection apart, None where
    the ruleset names no such fact or it is missing. A record of a collection that was not
    given has no position.
    """

    collection: str
    position: int | None
    path: str
    key: bool | int | str | list[str] | None = field(repr=False)
    facts: Mapping[str, Any] = field(repr=False)


Match = Mapping[str, MatchedRecord]
"""The records that a pattern matched, by the names that the pattern gives them."""


class PatternDecision:
    """What was decided of one pattern, for one record or one of its items.

    `status` says whether some records match; `matches` which they are, `possible` which
    others may, as far as facts are missing. Records that match in more than one order are one
    match.
    """

    def __init__(
        self, ruleset: Ruleset, definition: Definition, chain: tuple[Observation, ...], path: str
    ) -> None:
        self._ruleset = ruleset
        self._definition = definition
        self._chain = chain
        self._path = path

    @property
    def id(self) -> str:
        return self._definition.id

    @property
    def label(self) -> str:
        return self._definition.label

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses that the pattern rests on."""
        return self._definition.cites

    @property
    def status(self) -> Status:
        frame = self._chain[-1].frames[self._definition.index]
        return STATUS[frame[self._definition.body.slot]]

    @cached_property
    def _found(self) -> Matches:
        from povertyrules.explain.matches import find_matches  # most programs only decide

        return find_matches(self._definition, self._chain)

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The matches that are certain, in the order of the records."""
        return tuple(map(self._match, self._found.certain))

    @cached_property
    def possible(self) -> tuple[Match, ...]:
        """The matches that missing facts may still make."""
        return tuple(map(self._match, self._found.possible))

    def _match(self, places: Places) -> Match:
        pattern = self._definition.pattern
        records = pattern.matched if pattern is not None else ()
        pairs = zip(records, places, strict=True)
        return MappingProxyType({r.name: self._record(r, place) for r, place in pairs})

    def _record(self, record: PatternRecord, place: int | None) -> MatchedRecord:
        name = record.collection.id
        entity = self._ruleset.entities[name]
        items = self._chain[record.owner_level].items[record.collection.index]
        row = entity.unlisted if place is None or items is None else items[place].row
        facts = plain_facts(entity, row)
        parts = self._path.split(".")[: record.owner_level] if self._path else []
        path = ".".join([*parts, name if place is None else f"{name}[{place}]"])
        key = facts.get(entity.key) if entity.key is not None else None
        return MatchedRecord(name, place, path, key, MappingProxyType(facts))

    def __repr__(self) -> str:
        return f"<PatternDecision {self.id}={self.status}>"


def read_patterns(
    ruleset: Ruleset, entity: Entity, chain: tuple[Observation, ...], path: str
) -> Mapping[str, PatternDecision]:
    """The patterns of an entity, by id, in the order of the ruleset."""
    return MappingProxyType(
        {d.id: PatternDecision(ruleset, d, chain, path) for d in entity.patterns}
    )


def has_patterns(ruleset: Ruleset, entity: Entity) -> bool:
    """Whether an entity has patterns, or what it has does."""
    below = (ruleset.entities[collection.id] for collection in entity.collections)
    return bool(entity.patterns) or any(has_patterns(ruleset, each) for each in below)
