"""The records that a pattern matched, as they stand beside the reasons of the pattern."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from povertyrules.explain.builder.program import Program
from povertyrules.explain.figures import value_text
from povertyrules.explain.matches import Places, find_matches
from povertyrules.kernel.hiding import mask
from povertyrules.model.outcome import Observation
from povertyrules.model.pattern import Pattern, PatternRecord
from povertyrules.model.ruleset import Definition

SHOWN = 20
"""How many matches of one pattern are listed."""
Described = Callable[[tuple[Observation, ...], tuple[str, ...]], dict[str, Any]]


def describe_matches(program: Program, definition: Definition) -> Described:
    """The function that names the records of each match, from the observations of the items
    down to the one that the pattern is about, and their paths."""
    pattern = cast("Pattern", definition.pattern)

    def described(chain: tuple[Observation, ...], paths: tuple[str, ...]) -> dict[str, Any]:
        def match(places: Places) -> list[dict[str, Any]]:
            pairs = zip(pattern.matched, places, strict=True)
            return [_record(program, record, place, chain, paths) for record, place in pairs]

        found = find_matches(definition, chain)
        parts: dict[str, Any] = {"matches": [match(places) for places in found.certain[:SHOWN]]}
        parts["possible"] = [match(places) for places in found.possible[:SHOWN]]
        parts["more"] = sum(max(0, len(each) - SHOWN) for each in found)
        return parts

    return described


def _record(
    program: Program,
    record: PatternRecord,
    place: int | None,
    chain: tuple[Observation, ...],
    paths: tuple[str, ...],
) -> dict[str, Any]:
    """A record by its name in the pattern, its place, and its key."""
    name, owner = record.collection.id, paths[record.owner_level]
    path = f"{owner}.{name}" if owner else name
    items = chain[record.owner_level].items[record.collection.index]
    if place is None or items is None:
        return {"name": record.name, "item": path, "key": None}
    key = _key(program, name, items[place])
    return {"name": record.name, "item": f"{path}[{place}]", "key": key}


def _key(program: Program, entity: str, item: Observation) -> str | None:
    """What tells an item apart, masked if it is sensitive; None if it is not known."""
    known = program.ruleset.entities[entity]
    fact = next((fact for fact in known.facts if fact.id == known.key), None)
    if fact is None or item.row[fact.index] is None:
        return None
    text = str(value_text(fact.type, item.row[fact.index]))
    return mask(text) if fact.sensitive and not program.show_sensitive else text
