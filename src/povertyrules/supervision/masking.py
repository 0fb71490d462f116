"""What those who need not see it do not see: keys of households, and numbers like identities.

A text that a person wrote (a reason, a document's number) may repeat a key, so all of them
are searched. The mask is put on when a report is made: none of its parts has what is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from unicodedata import normalize

from povertyrules.cases import Actor
from povertyrules.kernel.hiding import mask, without_numbers
from povertyrules.model.ruleset import Ruleset
from povertyrules.supervision.places import Place

_WORD = re.compile(r"[0-9A-Za-z０-９Ａ-Ｚａ-ｚ]+")
_TELLING = 3
"""Shorter keys are searched for in their own cases only: `1` stands in every date."""


class Masks:
    """Masks the keys of some households; none where the ruleset calls the key not sensitive,
    or if `show_sensitive`."""

    def __init__(self, ruleset: Ruleset, subjects: Iterable[str], *, show_sensitive: bool) -> None:
        key = ruleset.facts.get(ruleset.root.key or "")
        self.shows_all = show_sensitive
        self.hides_keys = not show_sensitive and (key is None or key.sensitive)
        telling = [s for s in subjects if len(s) >= _TELLING] if self.hides_keys else []
        self._words = frozenset(_plain(s) for s in telling if _WORD.fullmatch(s))
        self._others = frozenset(s for s in telling if not _WORD.fullmatch(s))
        self._lengths = _lengths(self._others)
        self._secret = frozenset(fact.id for fact in ruleset.facts.values() if fact.sensitive)

    def key(self, subject: str) -> str:
        """The key of a household, as it is shown."""
        return mask(subject) if self.hides_keys else subject

    def case(self, name: str, subject: str) -> str:
        """The id of a case, without the key of its household. Where that is not known, nearly
        all of the id is masked: it is mostly made of the key."""
        if self.hides_keys and subject in ("", name):
            return mask(name)
        return self.text(name, subject)

    def text(self, text: str, subject: str = "") -> str:
        """A text without the key of its household, the keys of others and numbers of people."""
        if self.shows_all:
            return text
        if self.hides_keys:
            text = self._others_of(_WORD.sub(self._word, _without(text, subject)))
        return without_numbers(text)

    def actor(self, actor: Actor, subject: str) -> Actor:
        """Who acted: the name is shown, but no key or number that was written beside it."""
        name, body = self.text(actor.name, subject), self.text(actor.body, subject)
        return replace(actor, name=name, body=body)

    def place(self, place: Place) -> Place:
        """Where a household lives, without numbers that stand in a wrong column."""
        if self.shows_all:
            return place
        return Place(*map(without_numbers, (place.village, place.town, place.district)))

    def answer(self, finding: str, answer: bool) -> bool | None:
        """The answer of a finding; None where it is hidden."""
        return answer if self.shows_all or finding not in self._secret else None

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        return mask(word) if _plain(word) in self._words else word

    def _others_of(self, text: str) -> str:
        """Keys that are no single word are searched for at each character."""
        if not self._lengths:
            return text
        made, at = "", 0
        while at < len(text):
            pieces = (text[at : at + n] for n in self._lengths.get(text[at], ()))
            found = next((piece for piece in pieces if piece in self._others), "")
            made += mask(found) if found else text[at]
            at += len(found) or 1
        return made


def _plain(word: str) -> str:
    """`ＡＢ１２` and `ab12` are one word."""
    return normalize("NFKC", word).casefold()


def _lengths(keys: Iterable[str]) -> dict[str, list[int]]:
    """How long the keys are that begin with a character, the longest first."""
    found: dict[str, set[int]] = {}
    for key in keys:
        found.setdefault(key[0], set()).add(len(key))
    return {first: sorted(lengths, reverse=True) for first, lengths in found.items()}


def _without(text: str, subject: str) -> str:
    """A text of a household's own case without its key; a short one where it is a word."""
    if len(subject) >= _TELLING:
        return text.replace(subject, mask(subject))
    if not subject:
        return text
    alone = rf"(?<![0-9A-Za-z]){re.escape(subject)}(?![0-9A-Za-z])"
    return re.sub(alone, mask(subject), text)
