"""The rules of the game: a ruleset with its procedure, looked up by the pure functions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from povertyrules.kernel.errors import NoProcedure
from povertyrules.model.outcome import Fill
from povertyrules.model.procedure.parts import Lifecycle, Procedure, State, Transition
from povertyrules.model.ruleset import Ruleset


@dataclass(frozen=True, eq=False)
class Rules:
    """A checked ruleset that declares a procedure. `fills` has the open parameters that a
    locality filled in, its time limits among them."""

    ruleset: Ruleset
    procedure: Procedure
    fills: Mapping[str, Fill] = field(default_factory=dict)

    def step(self, name: str) -> Transition | None:
        return self.procedure.transitions.get(name)

    def state(self, name: str) -> State:
        return self.procedure.states[name]

    def lifecycle(self, name: str) -> Lifecycle:
        return self.procedure.lifecycles[name]

    def state_labels(self, names: tuple[str, ...]) -> list[str]:
        return [f"“{self.state(name).label}”" for name in names]


def rules_of(ruleset: Ruleset, fills: Mapping[str, Fill] | None = None) -> Rules:
    """Raises `NoProcedure` for a ruleset that declares none."""
    if ruleset.procedure is None:
        raise NoProcedure(f"{ruleset.reference} declares no procedure")
    return Rules(ruleset, ruleset.procedure, dict(fills or {}))
