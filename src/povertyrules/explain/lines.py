"""The lines of a text before they are laid out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LineKind = Literal["line", "leaf", "quote"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line at a depth. A `leaf` is short and stands beside others; a `quote` is the
    wording of a clause."""

    depth: int
    text: str
    kind: LineKind = "line"


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines. `strong` headings state a result."""

    heading: str
    lines: tuple[Line, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """An explanation ready to be laid out: title, what stands under it, sections."""

    title: str
    subtitle: tuple[str, ...]
    sections: tuple[Section, ...]
