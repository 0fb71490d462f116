"""Where a household lives, and the levels at which it is counted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["village", "town", "district"]
LEVELS: tuple[Level, ...] = ("village", "town", "district")
"""From the smallest to the largest. A role with such an id acts for the place of that level."""


@dataclass(frozen=True, slots=True)
class Place:
    """The village, town and district of a household, by name; a blank is not known."""

    village: str = ""
    town: str = ""
    district: str = ""

    def unit(self, level: Level) -> tuple[str, ...]:
        """The names from the district down to a level. Two towns may have villages of one
        name, so a name alone does not say which village is meant."""
        names = (self.district, self.town, self.village)
        return names[: len(LEVELS) - LEVELS.index(level)]

    def name(self, level: Level) -> str:
        """The name at a level; blank if it is not known."""
        return self.unit(level)[-1]


UNKNOWN = Place()


def unknown_last(unit: tuple[str, ...]) -> tuple[tuple[bool, str], ...]:
    """The order of units by name, what is not known behind what is."""
    return tuple((not name, name) for name in unit)
