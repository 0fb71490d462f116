"""A refusal: why something cannot be done in a case, and what could be done, and by whom."""

from __future__ import annotations

from dataclasses import dataclass

from povertyrules.cases.actions import Action
from povertyrules.kernel.codes import Language
from povertyrules.kernel.faults import Fault


@dataclass(frozen=True, slots=True)
class Refusal:
    """Returned, never raised, in the place of the case that there would have been.

    `faults` has every reason, `allowed` what could be done instead: on the day that was
    given where there is any, else on any day. `number` is that of the event that was refused.
    """

    faults: tuple[Fault, ...]
    allowed: tuple[Action, ...] = ()
    number: int = 0

    def __bool__(self) -> bool:
        """Refused itself: a case is always true, so `if result:` would take a refusal for one.
        Raises `TypeError`."""
        raise TypeError("a refusal is neither true nor false: ask isinstance(result, Refusal)")

    def to_text(self, language: Language = "en") -> str:
        """Every reason on a line, then what could be done and by whom."""
        zh = language == "zh"
        lines = [fault.to_text(language) for fault in self.faults]
        if self.allowed:
            lines.append("可以办理：" if zh else "What can be done:")
            lines += [f"  {action.to_text(language)}" for action in self.allowed]
        elif not any(fault.path.startswith("event") for fault in self.faults):
            lines.append("没有可以办理的步骤。" if zh else "Nothing can be done.")
        return "\n".join(lines)

    def to_dict(self, language: Language = "en") -> dict[str, object]:
        """The refusal as plain data."""
        return {
            "faults": [fault.to_dict(language) for fault in self.faults],
            "allowed": [action.to_dict() for action in self.allowed],
            "number": self.number,
        }
