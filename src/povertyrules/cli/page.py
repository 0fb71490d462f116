"""A page as blocks, whatever it is printed on: a terminal, plain text, Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

NoteKind = Literal["interpretation", "note", "open"]


@dataclass(frozen=True, slots=True)
class Heading:
    """`level` 1 is the page's title."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """A remark with its mark: an interpretation or an open term must not pass unnoticed."""

    kind: NoteKind
    text: str


@dataclass(frozen=True, slots=True)
class Item:
    """A thing that has a name: a parameter, a criterion, an outcome."""

    label: str
    id: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """A condition: steps with their depth."""

    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table. Columns are as wide as they need to be; the last one takes the rest."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """The words of a clause."""

    label: str
    text: str


Block = Heading | Paragraph | Note | Item | Steps | Grid | Quote
