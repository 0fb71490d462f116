"""Random records of a ruleset, with blanks, for comparing engines."""

from __future__ import annotations

import random
from typing import Any

from povertyrules.kernel.possible import Infinity, Range
from povertyrules.kernel.types import Boolean, Choice, Number, Text
from povertyrules.model.ruleset import Collection, Entity, Fact, Row, Ruleset

_BLANK, _NOT_GIVEN, _MOST_ITEMS = 0.3, 0.2, 3


def random_rows(ruleset: Ruleset, count: int, seed: int = 0) -> list[Row]:
    """So many validated records, the same for the same seed."""
    chance = random.Random(f"{seed} {ruleset.digest}")  # noqa: S311  samples, not secrets
    return [_row(ruleset, ruleset.root, chance) for _ in range(count)]


def _row(ruleset: Ruleset, entity: Entity, chance: random.Random) -> Row:
    facts = [None if chance.random() < _BLANK else _value(f, chance) for f in entity.facts]
    return (*facts, *(_items(ruleset, c, chance) for c in entity.collections))


def _items(ruleset: Ruleset, collection: Collection, chance: random.Random) -> Any:
    if chance.random() < _NOT_GIVEN:
        return None
    low = int(collection.size.low)  # type: ignore[arg-type]  # sizes are whole
    high = collection.size.high
    most = low + _MOST_ITEMS if isinstance(high, Infinity) else min(int(high), low + _MOST_ITEMS)
    entity = ruleset.entities[collection.id]
    return tuple(_row(ruleset, entity, chance) for _ in range(chance.randint(low, most)))


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
