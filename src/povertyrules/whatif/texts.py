"""What a picture of a comparison says in words: its title, its sides, its sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from povertyrules.kernel.codes import Language
from povertyrules.whatif.changes import Change
from povertyrules.whatif.subjects import REJECTED
from povertyrules.whatif.words import say

if TYPE_CHECKING:
    from povertyrules.whatif.comparing import Comparison


@dataclass(frozen=True, slots=True)
class Caption:
    """The words around a picture."""

    title: str
    versions: str
    households: str
    sources: tuple[str, ...]
    caveats: str
    """Which ledger, and what of it is not decided or not even counted; empty if nothing is."""

    @property
    def is_plain(self) -> bool:
        """Whether every font has its characters."""
        return "".join((self.title, self.versions, self.caveats, *self.sources)).isascii()


def caption(comparison: Comparison, of: str | None, language: Language) -> Caption:
    """The words for the picture of one group or outcome."""
    migration, subject = comparison.migration(of), comparison.subject(of)
    entity = comparison.rulesets[1].checked.root
    households = say(
        "households", language, entity=entity.label or entity.id, count=f"{migration.total:,}"
    )
    sides = [
        say("version", language, reference=ruleset.checked.reference, date=_day(day, language))
        for ruleset, day in zip(comparison.rulesets, comparison.days, strict=True)
    ]
    return Caption(
        title=say("title", language, subject=subject.label),
        versions=say("versions", language, before=sides[0], after=sides[1]),
        households=households,
        sources=tuple(sources(comparison, of, language)),
        caveats=say("stop", language).join(_caveats(comparison, of, language)),
    )


def _caveats(comparison: Comparison, of: str | None, language: Language) -> Iterator[str]:
    """What a picture that goes from hand to hand must say of the rows that it is about."""
    about, migration = comparison.about, comparison.migration(of)
    if about.ledger:
        yield say("ledger", language, name=about.ledger)
    if about.rows_without_key:
        yield say("without_key", language, count=f"{about.rows_without_key:,}")
    before = sum(migration.count(REJECTED, answer.id) for answer in migration.after)
    after = sum(migration.count(answer.id, REJECTED) for answer in migration.before)
    if before or after:
        yield say("refused", language, before=f"{before:,}", after=f"{after:,}")


def _day(day: date | None, language: Language) -> str:
    return say("each_row", language) if day is None else day.isoformat()


def sources(comparison: Comparison, of: str | None, language: Language) -> Iterator[str]:
    """What makes the difference, a line each."""
    before, after = comparison.days
    if before != after:
        days = [_day(day, language) for day in (before, after)]
        yield _line(say("as_of", language), days[0], days[1], language)
    found = comparison.changes(of)
    for change in found:
        yield source_line(change, language)
    if not found and before == after:
        yield say("no_sources", language)


def source_line(change: Change, language: Language) -> str:
    """`监测范围：7,000.00 元/人 → 8,700.00 元/人`."""
    if change.relation in ("only_before", "only_after"):
        text = change.before or change.after
        where = change.relation_text(language)
        return say(
            "source_only", language, label=change.label, relation=where, text=text,
            kind=change.kind_text(language),
        )  # fmt: skip
    return _line(change.label, change.before, change.after, language)


def _line(label: str, before: str, after: str, language: Language) -> str:
    return say("source_line", language, label=label, before=before, after=after)
