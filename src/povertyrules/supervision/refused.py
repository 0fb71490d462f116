"""Events of a log that were left out, and why, without showing whose they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from povertyrules.cases import Case, Opened, Refused
from povertyrules.kernel.codes import Language
from povertyrules.supervision.masking import Masks

_LANGUAGES: tuple[Language, ...] = ("en", "zh")


@dataclass(frozen=True, slots=True)
class RefusedEvent:
    """An event of the log that was left out: of which case, its number, and why."""

    case: str
    number: int
    why: str
    why_zh: str


class LeftOut:
    """The events that a replay left out beside its cases. `subjects` says of the id of each
    case whose it is, as far as any of them tells it."""

    def __init__(self, cases: Iterable[Case], refused: Iterable[Refused]) -> None:
        self._refused = list(refused)
        openings = (r.event for r in self._refused if isinstance(r.event, Opened))
        self.subjects = {event.case: event.subject for event in openings}
        self.subjects |= {case.id: case.subject for case in cases}

    def told(self, masks: Masks, is_wanted: Callable[[str, str], bool]) -> Iterator[RefusedEvent]:
        """What is told of those that are wanted, by the case and the household; the household
        is blank where nobody knows it."""
        for each in self._refused:
            event, own = each.event, self._subject(each)
            if not is_wanted(event.case, own):
                continue
            why, why_zh = (self._why(each, own, masks, language) for language in _LANGUAGES)
            yield RefusedEvent(masks.case(event.case, own), event.number, why, why_zh)

    def _subject(self, refused: Refused) -> str:
        event = refused.event
        return event.subject if isinstance(event, Opened) else self.subjects.get(event.case, "")

    def _why(self, refused: Refused, subject: str, masks: Masks, language: Language) -> str:
        text = refused.refusal.faults[0].to_text(language)
        for name in self._strangers(refused):
            text = text.replace(name, masks.case(name, ""))
        return masks.text(text, subject)

    def _strangers(self, refused: Refused) -> Iterator[str]:
        """Ids of cases of nobody knows whom: they may have been made of a key."""
        event = refused.event
        before = event.predecessor if isinstance(event, Opened) else None
        yield from (name for name in (event.case, before) if name and name not in self.subjects)
