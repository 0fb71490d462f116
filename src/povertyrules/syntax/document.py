"""The nodes of a YAML document, each with its span. No tags, anchors or aliases exist here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from povertyrules.kernel.source import Span

Style = Literal["plain", "single", "double", "literal", "folded"]


@dataclass(frozen=True, slots=True, eq=False)
class Scalar:
    """A scalar. `value` is by YAML 1.2's core schema, without its floats: a plain number
    with a point is a `Decimal`; dates and everything else stay text."""

    text: str
    value: str | int | Decimal | bool | None
    style: Style
    span: Span
    offsets: tuple[int, ...] = field(repr=False)
    """For each character of `text`, the offset in the source of where it is written."""

    def part(self, start: int, end: int) -> Span:
        """Where the characters [start, end) of the text are written in the source."""
        if not self.offsets:
            return self.span
        first = self.offsets[min(start, len(self.offsets) - 1)]
        last = self.offsets[min(max(start, end - 1), len(self.offsets) - 1)]
        return Span(self.span.source, first, max(last, first) + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Sequence:
    items: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    key: Scalar
    value: Node


@dataclass(frozen=True, slots=True, eq=False)
class Mapping:
    """A mapping with text keys, each occurring once."""

    entries: tuple[Entry, ...]
    span: Span

    def get(self, key: str) -> Node | None:
        """The value under a key, or None."""
        entry = self.entry(key)
        return None if entry is None else entry.value

    def entry(self, key: str) -> Entry | None:
        return next((e for e in self.entries if e.key.text == key), None)

    def __iter__(self) -> Iterator[Entry]:
        return iter(self.entries)


Node = Scalar | Sequence | Mapping


@dataclass(frozen=True, slots=True, eq=False)
class ParsedFile:
    """A ruleset file whose structure fits the schema.

    What did not fit was reported and is left out of `root`; `damaged` holds the names of
    the definitions left out, so that nobody reports them as unknown a second time.
    `left_out` has those definitions, as far as they are sound, in their sections; `doubtful`
    the sections that cannot be relied on, and `names` if any name may be missing.
    """

    root: Mapping
    damaged: frozenset[str]
    left_out: Mapping
    doubtful: frozenset[str]
