"""What is measured: every way of doing the job, by name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

Decide = Callable[[Any], Any]


@dataclass(frozen=True)
class Variant:
    """A way of doing the job. `beside` names the hand-written one of the same kind."""

    title: str
    module: str
    maker: str
    beside: str = "hand"
    prepared: bool = False
    """Whether each household is prepared (validated) before the time is taken."""

    def make(self) -> tuple[Callable[[Any], Any], Decide]:
        """What to do to a household first, and the call to be timed."""
        made = getattr(import_module(f"benchmarks.peers.{self.module}"), self.maker)()
        return made if self.prepared else (lambda household: household, made)

    def answer(self, result: Any) -> Any:
        return import_module(f"benchmarks.peers.{self.module}").answer(result)


VARIANTS = {
    "hand": Variant("hand-written Python", "by_hand", "decided"),
    "hand-explained": Variant("hand-written Python, explained", "by_hand", "explained"),
    "trusted": Variant("povertyrules, validated before", "ours", "trusted", prepared=True),
    "trusted-call": Variant("… without reading the answer", "ours", "trusted_call", prepared=True),
    "validated": Variant("povertyrules", "ours", "validated"),
    "validated-call": Variant("… without reading the answer", "ours", "validated_call"),
    "explained": Variant("povertyrules, explained", "ours", "explained", "hand-explained"),
    "zen": Variant("zen-engine", "zen", "decided"),
    "zen-traced": Variant("zen-engine, with trace", "zen", "traced", "hand-explained"),
    "openfisca": Variant("OpenFisca-Core", "openfisca", "decided"),
    "openfisca-traced": Variant(
        "OpenFisca-Core, with trace", "openfisca", "traced", "hand-explained"
    ),
}
