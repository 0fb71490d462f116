"""What those who need not see it do not see: keys of households, and numbers like identities.

A text that a person wrote (a reason, a document's number) may repeat a key, so all of them
are searched. The mask is put on when a report is made: none of its parts has what is hidden.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from povertyrules.explain.figures import mask
from povertyrules.model.ruleset import Ruleset

_LONG = re.compile(r"\d{11,}[\dXx]?")
"""Identity numbers, numbers of telephones and accounts. No document of the kind that is cited
has so many digits in a row."""
_WORD = re.compile(r"[0-9A-Za-z]+")
_TELLING = 3
"""Shorter keys are not searched for within texts: `1` stands in every date."""


class Masks:
    """Masks the keys of some households; none where the ruleset calls the key not sensitive,
    or if `show_sensitive`."""

    def __init__(self, ruleset: Ruleset, subjects: Iterable[str], *, show_sensitive: bool) -> None:
        key = ruleset.facts.get(ruleset.root.key or "")
        self.shows_all = show_sensitive
        self.hides_keys = not show_sensitive and (key is None or key.sensitive)
        self._subjects = frozenset(subjects) if self.hides_keys else frozenset()
        self._secret = frozenset(fact.id for fact in ruleset.facts.values() if fact.sensitive)

    def key(self, subject: str) -> str:
        """The key of a household, as it is shown."""
        return mask(subject) if self.hides_keys else subject

    def case(self, name: str, subject: str) -> str:
        """The id of a case, without the key of its household."""
        if self.hides_keys and name == subject:
            return mask(name)
        return self.text(name, subject)

    def text(self, text: str, subject: str = "") -> str:
        """A text without the key of its household, the keys of others and long numbers."""
        if self.shows_all:
            return text
        if self.hides_keys and len(subject) >= _TELLING:
            text = text.replace(subject, mask(subject))
        if self.hides_keys:
            text = _WORD.sub(self._word, text)
        return _LONG.sub(lambda found: mask(found[0]), text)

    def _word(self, found: re.Match[str]) -> str:
        word = found[0]
        return mask(word) if len(word) >= _TELLING and word in self._subjects else word

    def answer(self, finding: str, answer: bool) -> bool | None:
        """The answer of a finding; None where it is hidden."""
        return answer if self.shows_all or finding not in self._secret else None
