"""One record, explained by both rulesets."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidRecord
from povertyrules.whatif.words import say

if TYPE_CHECKING:
    from povertyrules.explain.tree import Explanation

_RULE = "─" * 40


@dataclass(frozen=True, slots=True)
class Explained:
    """Both explanations of a record. A side that rejects it has the `InvalidRecord` that
    says why."""

    before_reference: str
    after_reference: str
    before: Explanation | InvalidRecord
    after: Explanation | InvalidRecord

    def to_text(self, language: Language = "zh", *, outcomes: Iterable[str] | None = None) -> str:
        """One after the other, under headings. `outcomes` restricts them, as in
        `Explanation.to_text`."""
        wanted = None if outcomes is None else tuple(outcomes)
        parts = []
        for side, reference, told in (
            ("before", self.before_reference, self.before),
            ("after", self.after_reference, self.after),
        ):
            heading = say(f"explained_{side}", language, reference=reference)
            parts.append(f"{heading}\n{_RULE}\n{_text(told, language, wanted)}")
        return "\n".join(parts)


def _text(
    told: Explanation | InvalidRecord, language: Language, outcomes: tuple[str, ...] | None
) -> str:
    if isinstance(told, InvalidRecord):
        faults = "\n".join(f"  {fault.to_text(language)}" for fault in told.faults)
        return f"{say('explained_rejected', language)}\n{faults}\n"
    return told.to_text(language, outcomes=outcomes)
