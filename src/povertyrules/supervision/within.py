"""A part of a report: of one village or town, or of one department."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from povertyrules.supervision.places import Level, Place
from povertyrules.supervision.rows import Row


@dataclass(frozen=True, slots=True)
class Within:
    """What a report is of: households of a unit, named from the district down
    (`("达川区", "赵家镇")`), and the cases with a gap that is a department's; all, if blank."""

    unit: tuple[str, ...] = ()
    department: str = ""

    def __bool__(self) -> bool:
        return bool(self.unit or self.department)

    def __str__(self) -> str:
        return "、".join(part for part in ("/".join(self.unit), self.department) if part)

    def has_place(self, place: Place) -> bool:
        """Whether a household that lives there belongs to the unit."""
        return place.unit("village")[: len(self.unit)] == self.unit

    def has_gap(self, row: Row) -> bool:
        """Whether a case is the department's: by any of its gaps, also one that ended."""
        return not self.department or any(self.department in gap.departments for gap in row.gaps)


WHOLE = Within()


def within_named(level: Level, text: str, places: Mapping[str, Place]) -> list[tuple[str, ...]]:
    """The units that a name may mean, `东山村` or `赵家镇/东山村`: several where two towns have
    villages of one name."""
    names = tuple(part.strip() for part in text.split("/"))
    units = sorted({place.unit(level) for place in places.values()})
    return [unit for unit in units if unit[-len(names) :] == names]
