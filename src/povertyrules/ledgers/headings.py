"""Headings and facts: which fact a heading means."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from povertyrules.kernel.types import Choice
from povertyrules.ledgers.ledger import MatchedBy
from povertyrules.ledgers.unit_words import ending
from povertyrules.model.ruleset import Entity, Fact, Ruleset

MAX_ENDINGS = 4
"""So many brackets and units are taken off a heading's end."""
_DROPPED = re.compile(r"[\s“”‘’\"'「」『』*]+")
_BRACKETS = str.maketrans("[]【】〔〕{}", "()()()()")
_UNIT = re.compile(r"\([^()]*\)\Z")
_NUMBER = re.compile(r"[-_(]?[0-9]{1,2}\)?\Z")


@lru_cache(maxsize=10_000)
def fold(text: str) -> str:
    """A heading without what its meaning does not depend on: width, case, spaces, line
    breaks, quotation marks, the kind of brackets, a colon at the end, a star for "required".
    """
    folded = unicodedata.normalize("NFKC", text).translate(_BRACKETS).casefold()
    return _DROPPED.sub("", folded).rstrip(":")


def without_unit(folded: str) -> str:
    """A folded heading without a closing bracket such as （元）."""
    return _UNIT.sub("", folded)


def closing_bracket(folded: str) -> str:
    """What stands in the bracket that closes a folded heading; empty where none does."""
    found = _UNIT.search(folded)
    return found[0][1:-1] if found else ""


def endings(folded: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A folded heading, then the same without what it adds at its end, one thing after the
    other: 工资性收入(万元)(必填). With each, everything that was taken off."""
    taken: tuple[str, ...] = ()
    yield folded, taken
    while len(taken) < MAX_ENDINGS and (found := ending(folded)) is not None:
        folded, said = found
        taken += (said,)
        yield folded, taken


def without_number(folded: str) -> str:
    """A folded heading without the number of its column: 返贫风险3."""
    return _NUMBER.sub("", folded)


@dataclass(frozen=True, slots=True)
class Match:
    """A fact that a heading may mean, and by which of its names."""

    fact: Fact
    by: MatchedBy


class Headings:
    """Finds the facts of a ruleset by heading."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._exact: dict[str, dict[str, Match]] = {}
        self._bare: dict[str, dict[str, Match]] = {}
        for entity in ruleset.entities.values():
            for fact in entity.facts:
                self._add(fact)

    def _add(self, fact: Fact) -> None:
        for name, by in names_of(fact):
            folded = fold(name)
            self._exact.setdefault(folded, {}).setdefault(fact.id, Match(fact, by))
            self._bare.setdefault(without_unit(folded), {}).setdefault(fact.id, Match(fact, by))

    def find(self, header: str) -> list[Match]:
        """The facts that a heading may mean; more than one is an ambiguity.

        The whole heading is tried first, then without brackets and units at its end, then,
        for lists of choices only, without a number there.
        """
        folded = fold(header)
        if not folded:
            return []
        bare = (self._bare.get(name) for name, _ in endings(folded))
        for found in (self._exact.get(folded), *bare):
            if found:
                return list(found.values())
        numbered = self._exact.get(without_number(folded), {})
        return [match for match in numbered.values() if is_list(match.fact)]

    def known(self) -> Iterable[str]:
        """Every folded name."""
        return self._exact.keys()


def names_of(fact: Fact) -> Iterable[tuple[str, MatchedBy]]:
    """What a column for the fact may be called."""
    yield fact.id, "id"
    if fact.label:
        yield fact.label, "label"
    for alias in fact.aliases:
        yield alias, "alias"


def is_list(fact: Fact) -> bool:
    return isinstance(fact.type, Choice) and fact.type.many


def key_fact(entity: Entity) -> Fact | None:
    """The fact that tells one item of an entity from another, if one is declared."""
    return next((fact for fact in entity.facts if fact.id == entity.key), None)
