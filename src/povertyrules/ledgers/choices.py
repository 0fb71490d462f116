"""Which choices a cell may mean. Every meaning is found, so that none is taken by chance.

The exact text of a value or of its label comes first. Only then is it folded as headings are;
values that fold alike ("A" and "A*", 甲（一） and 甲[一]) are then all meant. In a list, a label
may hold a separator itself (因病、因残): the cell is read in every way its parts allow.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from povertyrules.kernel.types import Choice
from povertyrules.ledgers.headings import fold
from povertyrules.model.ruleset import Fact

MAX_READINGS = 16
"""So many ways to read a list are told apart; with more it is ambiguous whatever follows."""

_SEPARATORS = re.compile(r"[、，,;；]")

Reading = tuple[str, ...]
"""The values that a list may mean, in the order in which they first occur."""


class ChoiceNames:
    """The names of the values of a fact: finds the values that a text may mean."""

    def __init__(self, fact: Fact, choice: Choice) -> None:
        self.shown = {value: fact.labels.get(value) or value for value in choice.values}
        self._exact: dict[str, dict[str, None]] = defaultdict(dict)
        self._folded: dict[str, dict[str, None]] = defaultdict(dict)
        for value, label in self.shown.items():
            for name in (value, label):
                self._exact[name.strip()][value] = None
                self._folded[_fold(name)][value] = None
        self._longest = max((len(_parts(name)) for name in self._exact), default=1)

    def meanings(self, text: str) -> list[str]:
        """The values that a text names; more than one is an ambiguity."""
        found = self._exact.get(text.strip()) or self._folded.get(_fold(text))
        return list(found or ())

    def readings(self, text: str) -> list[Reading]:
        """Every list of values that a text may mean, told apart as sets.

        The parts between separators are joined again as far as any name has parts, and the
        lists are built up from the left; at most `MAX_READINGS` are kept on the way.
        """
        parts = _parts(text)
        so_far: list[list[Reading]] = [[()]]
        for end in range(1, len(parts) + 1):
            longer = (
                tuple(dict.fromkeys((*reading, value)))
                for start in range(max(0, end - self._longest), end)
                for value in self.meanings(text[parts[start][0] : parts[end - 1][1]])
                for reading in so_far[start]
            )
            so_far.append(_distinct(longer))
        return so_far[-1] if parts else []

    def unknown(self, text: str) -> str:
        """The first part of a list that is no value; the text itself where each one is."""
        parts = (text[start:end] for start, end in _parts(text))
        return next((part for part in parts if not self.meanings(part)), text)


def _fold(text: str) -> str:
    """A name folded as headings are; one separator is as good as another."""
    return _SEPARATORS.sub("、", fold(text))


def _parts(text: str) -> list[tuple[int, int]]:
    """Where the parts between separators stand in a text; blank ones are none."""
    return [(start, end) for start, end in _spans(text) if text[start:end].strip()]


def _spans(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for separator in _SEPARATORS.finditer(text):
        yield start, separator.start()
        start = separator.end()
    yield start, len(text)


def _distinct(readings: Iterable[Reading]) -> list[Reading]:
    found: dict[frozenset[str], Reading] = {}
    for reading in readings:
        found.setdefault(frozenset(reading), reading)
        if len(found) == MAX_READINGS:
            break
    return list(found.values())
