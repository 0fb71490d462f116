"""Random records of a ruleset, with blanks, for comparing engines."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import Any

from povertyrules.kernel.possible import Infinity, Range
from povertyrules.kernel.types import Boolean, Choice, Number, Text
from povertyrules.model.ruleset import Collection, Entity, Fact, Row, Ruleset


@dataclass(frozen=True, slots=True)
class Holes:
    """How often a fact is missing and a collection is not given, and how many items more than
    the fewest a collection has at most."""

    blank: float = 0.3
    not_given: float = 0.2
    most_items: int = 3


_USUAL = Holes()


def random_rows(ruleset: Ruleset, count: int, seed: int = 0, holes: Holes = _USUAL) -> list[Row]:
    """So many validated records, the same for the same seed."""
    chance = random.Random(f"{seed} {ruleset.digest}")  # noqa: S311  samples, not secrets
    return [_row(ruleset, ruleset.root, chance, holes) for _ in range(count)]


def _row(ruleset: Ruleset, entity: Entity, chance: random.Random, holes: Holes) -> Row:
    blank = holes.blank
    facts = [None if chance.random() < blank else _value(f, chance) for f in entity.facts]
    return (*facts, *(_items(ruleset, c, chance, holes) for c in entity.collections))


def _items(ruleset: Ruleset, collection: Collection, chance: random.Random, holes: Holes) -> Any:
    if chance.random() < holes.not_given:
        return None
    low = int(collection.size.low)  # type: ignore[arg-type]  # sizes are whole
    high, most = collection.size.high, low + holes.most_items
    most = most if isinstance(high, Infinity) else min(int(high), most)
    entity = ruleset.entities[collection.id]
    return tuple(_row(ruleset, entity, chance, holes) for _ in range(chance.randint(low, most)))


def _value(fact: Fact, chance: random.Random) -> Any:
    match fact.type:
        case Boolean():
            return chance.random() < 0.5
        case Choice(many=True):
            chosen = [value for value in fact.labels if chance.random() < 0.3]
            return frozenset(chosen[: fact.type.max_chosen])
        case Choice():
            return chance.choice(list(fact.labels))
        case Text():
            return "".join(chance.choices("0123456789X甲", k=min(18, fact.type.max_length)))
    scale = 10 ** (fact.type.decimals or 0) if isinstance(fact.type, Number) else 1
    low, high = _ends(fact.bounds)
    return chance.randint(int(low * scale), int(high * scale))


def _ends(bounds: Any) -> tuple[Any, Any]:
    """The ends of a range, brought near where they are far or infinite."""
    low, high = bounds if isinstance(bounds, Range) else (0, 1)
    low = 0 if isinstance(low, Infinity) else low
    high = low + 10_000 if isinstance(high, Infinity) else min(high, low + 60_000)
    return low, max(low, high)
