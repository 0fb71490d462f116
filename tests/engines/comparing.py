"""Whether two engines said the same: truths, and everything that they observed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from povertyrules.kernel.possible import Range, Subset
from povertyrules.model.outcome import Observation, Verdicts
from povertyrules.model.ruleset import Entity, Ruleset


def truths(ruleset: Ruleset, verdicts: Verdicts) -> object:
    """Verdicts without the collections in whose items nothing is reported."""
    return _truths(ruleset, ruleset.root, verdicts)


def _truths(ruleset: Ruleset, entity: Entity, verdicts: Verdicts) -> object:
    below: dict[str, object] = {}
    for place, collection in enumerate(entity.collections):
        child = ruleset.entities[collection.id]
        if _reports(ruleset, child):
            items = verdicts.items[place]
            below[child.id] = items and [_truths(ruleset, child, item) for item in items]
    return verdicts.truths, below


def _reports(ruleset: Ruleset, entity: Entity) -> bool:
    children = [ruleset.entities[c.id] for c in entity.collections]
    return bool(entity.reported) or any(_reports(ruleset, child) for child in children)


def observed(observation: Observation | None) -> object:
    """An observation in a form that compares equal whatever the denominators of ratios."""
    if observation is None:
        return None
    return (
        observation.row,
        tuple(_cell(frame) for frame in observation.frames),
        tuple(None if i is None else tuple(map(observed, i)) for i in observation.items),
        tuple(map(observed, observation.unlisted)),
    )


def _cell(cell: Any) -> object:
    """A frame, a tuple of frames, or a value in a frame: (3, 6) becomes the number 1/2."""
    if isinstance(cell, Range):
        return "range", cell.low, cell.high
    if isinstance(cell, Subset):
        return "subset", cell.certain, cell.possible
    if isinstance(cell, tuple):
        if _is_ratio(cell):
            return "ratio", Fraction(*cell)
        return tuple(_cell(part) for part in cell)
    return type(cell).__name__, cell


def _is_ratio(cell: tuple[Any, ...]) -> bool:
    """Frames of two integers look alike; then both engines' frames are read as ratios."""
    return len(cell) == 2 and all(type(part) is int for part in cell) and cell[1] > 0
