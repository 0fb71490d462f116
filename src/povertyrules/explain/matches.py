"""Which records a pattern matched, read from what was observed. Nothing is evaluated here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from povertyrules.kernel.truth import Truth, conjunction
from povertyrules.model.nodes import Expression
from povertyrules.model.outcome import Frame, Observation
from povertyrules.model.pattern import Pattern, PatternRecord
from povertyrules.model.ruleset import Definition

Numbers = tuple[int, ...]
Places = tuple[int | None, ...]
"""For each record of `Pattern.matched`, its place in its collection; None for one of a
collection that was not given."""


class Matches(NamedTuple):
    """What a pattern matched, and what it may match once more is known.

    Records that match in several orders are one match, in the first of these orders."""

    certain: tuple[Places, ...]
    possible: tuple[Places, ...]


def find_matches(definition: Definition, chain: tuple[Observation, ...]) -> Matches:
    """The matches of a pattern, in the order of the records. `chain` has the observations of
    the items from the root to the one that the pattern is about."""
    pattern = cast("Pattern", definition.pattern)
    found: dict[frozenset[tuple[str, int | None]], tuple[Places, Truth]] = {}
    given = [_is_given(record, chain) for record in pattern.matched]
    collections = [record.collection.id for record in pattern.matched]
    for numbers, truth in _matches(pattern, 0, chain[-1].frames[definition.index], given):
        places = tuple(n if known else None for n, known in zip(numbers, given, strict=True))
        names = frozenset(zip(collections, places, strict=True))
        if names not in found or (truth and not found[names][1]):
            found[names] = places, truth
    return Matches(
        tuple(places for places, truth in found.values() if truth),
        tuple(places for places, truth in found.values() if not truth),
    )


def _matches(
    pattern: Pattern, number: int, frame: Frame, given: list[bool]
) -> Iterator[tuple[Numbers, Truth]]:
    """The records from one on that match or may, and whether they do for certain."""
    record = pattern.matched[number]
    body = cast("Expression", record.quantifier.body)
    may_lack = not given[number] and frame[record.quantifier.slot] is not True
    for place, inner in enumerate(frame[record.quantifier.slot + 1]):
        truth = inner[body.slot]
        if truth is False:
            continue
        if may_lack:  # nobody knows whether there is such a record at all
            truth = None
        if number + 1 == len(pattern.matched):
            yield (place,), truth
            continue
        for places, others in _matches(pattern, number + 1, inner, given):
            yield (place, *places), conjunction((truth, others))


def _is_given(record: PatternRecord, chain: tuple[Observation, ...]) -> bool:
    """Whether the collection was given in which a record is looked for."""
    return chain[record.owner_level].items[record.collection.index] is not None
