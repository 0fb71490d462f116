"""A refusal: why something cannot be done in a case, and what could be done, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from povertyrules.cases.actions import Action
from povertyrules.cases.event_writing import to_dict
from povertyrules.cases.events import Corrected, Event
from povertyrules.kernel.codes import Language
from povertyrules.kernel.faults import Fault


@dataclass(frozen=True, slots=True)
class Refusal:
    """Returned, never raised, in the place of the case that there would have been.

    `faults` has every reason, `allowed` what could be done instead: on the day that was
    given where there is any, else on any day. `number` is that of the event that was refused.
    `since` has what others did in the case meanwhile, where the event came too late.
    """

    faults: tuple[Fault, ...]
    allowed: tuple[Action, ...] = ()
    number: int = 0
    since: tuple[Event, ...] = ()

    def __bool__(self) -> bool:
        """Refused itself: a case is always true, so `if result:` would take a refusal for one.
        Raises `TypeError`."""
        raise TypeError("a refusal is neither true nor false: ask isinstance(result, Refusal)")

    def to_text(self, language: Language = "en") -> str:
        """Every reason on a line, what was done meanwhile, then what could be done and by whom."""
        zh = language == "zh"
        lines = [fault.to_text(language) for fault in self.faults]
        if self.since:
            lines.append("其间已办理：" if zh else "Done meanwhile:")
            lines += [f"  {_line(event)}" for event in self.since]
        if self.allowed:
            lines.append("可以办理：" if zh else "What can be done:")
            lines += [f"  {action.to_text(language)}" for action in self.allowed]
        elif not any(fault.path.startswith(("event", "access")) for fault in self.faults):
            lines.append("没有可以办理的步骤。" if zh else "Nothing can be done.")
        return "\n".join(lines)

    def to_dict(self, language: Language = "en") -> dict[str, object]:
        """The refusal as plain data."""
        return {
            "faults": [fault.to_dict(language) for fault in self.faults],
            "allowed": [action.to_dict() for action in self.allowed],
            "number": self.number,
            "since": [to_dict(event) for event in self.since],
        }


def _line(event: Event) -> str:
    """`2 2020-04-21 review 张某某 (village)`: an event by its ids."""
    what = f"corrects {event.corrects}" if isinstance(event, Corrected) else event.act.transition
    return f"{event.number} {event.day} {what} {event.actor.name} ({event.actor.role})"
