"""What is not the business of whoever asks."""

from __future__ import annotations

from povertyrules.cases import Refusal
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import PovertyRulesError


class Denied(PovertyRulesError):
    """Somebody asked for what is not theirs; it has been logged."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal
        super().__init__(refusal.to_text("en"))

    def to_text(self, language: Language) -> str:
        """The reasons, without the paths that only programs need."""
        return "\n".join(
            f"{fault.message(language)} [{fault.code.number}]" for fault in self.refusal.faults
        )
