"""Where a fault of a record's data is, by its path: `members[2].birth_date`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_STEP = re.compile(r"[^.\[\]]+|\[\d+\]")


@dataclass(frozen=True, slots=True)
class PathPlace:
    """`fact` is the name that a path ends in, `above` what stands before it, with the dot;
    `item` is the number of the root's item that it leads into, None for the root itself."""

    above: str
    fact: str
    item: int | None


def place_of(path: str, data: Mapping[str, Any]) -> PathPlace:
    """The place that a path means in a record. `risks[1]` is no item: it is one choice of the
    fact `risks`; `members[1]` is an item, and no fact of it is meant."""
    steps: list[str] = _STEP.findall(path)
    first = data.get(steps[0]) if steps else None
    items = isinstance(first, list) and any(isinstance(item, Mapping) for item in first)
    item = int(steps[1][1:-1]) if items and len(steps) > 1 and steps[1][0] == "[" else None
    names = [step for step in steps if step[0] != "["]
    if not names or (item is not None and len(names) == 1):
        return PathPlace(path, "", item)
    return PathPlace(path[: path.rindex(names[-1])], names[-1], item)


def value_at(path: str, data: Mapping[str, Any]) -> str:
    """What a record says at a path, as text; empty for nothing, and for what has parts."""
    value: Any = data
    for step in _STEP.findall(path):
        if step[0] == "[" and isinstance(value, list) and int(step[1:-1]) < len(value):
            value = value[int(step[1:-1])]
        elif isinstance(value, Mapping):
            value = value.get(step)
        else:
            return ""
    return "" if value is None or isinstance(value, list | dict) else str(value)
