"""Areas: whose business a household is. Pure: who is whom, and where a household lives, is
known elsewhere.

An area is a path from the largest to the smallest: `开州区`, `开州区/赵家镇`,
`开州区/赵家镇/示例村`. A department has its business within an area, and only with the cases
that were referred to it: `开州区:住房城乡建设委`.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Area:
    """A place by its path, and the department whose business in it is meant, if one is."""

    path: tuple[str, ...]
    department: str = ""

    def __str__(self) -> str:
        path = "/".join(self.path)
        return f"{path}:{self.department}" if self.department else path

    @property
    def place(self) -> Area:
        """The place alone, without the department."""
        return Area(self.path)

    def contains(self, other: Area) -> bool:
        """Whether a place lies in this one, or is this one."""
        return other.path[: len(self.path)] == self.path

    def sees(self, place: Area, departments: Collection[str]) -> bool:
        """Whether a case is the business of whoever has this area: the household lives at
        `place`, and the case was referred to `departments`."""
        return self.contains(place) and (not self.department or self.department in departments)


def area_of(text: str) -> Area:
    """The area that `开州区/赵家镇` or `开州区:民政局` says.

    Raises `ValueError` for blank parts and for what could be written in two ways.
    """
    written, colon, department = text.partition(":")
    path = tuple(written.split("/"))
    parts = [*path, department] if colon else [*path]
    if any(not part or part != part.strip() or ":" in part or not part.isprintable()
           for part in parts) or "/" in department:  # fmt: skip
        raise ValueError(f"{text!r} is no area: write 区/镇/村, or 区:部门")
    return Area(path, department)
