"""The ways to do the job on a frame, and how their answers are compared."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import polars as pl

import povertyrules as pr
from benchmarks.columns import by_hand
from benchmarks.peers.households import RULES
from benchmarks.peers.openfisca import GIVEN, YEAR_ASKED

RULESET = Path(__file__).parents[1] / "peers" / "ruleset.yaml"
DAY = "2020-06-01"
KEYS = {"household": "id"}

Decide = Callable[[pl.DataFrame], Any]


class Variant(NamedTuple):
    title: str
    make: Callable[[], Decide]
    fired: Callable[[Any], np.ndarray]
    """The rules that hold, one bit each, in the order of `RULES`."""
    target: float | None = None


def _fired_by_hand(frame: pl.DataFrame) -> np.ndarray:
    return frame["fired"].to_numpy().astype(np.int64)


def _ours(**options: Any) -> Callable[[], Decide]:
    def make() -> Decide:
        ruleset = pr.load(RULESET)
        return lambda frame: (
            ruleset.evaluate_frame(frame, as_of=DAY, keys=KEYS, masks="outcomes", **options).frame
        )

    return make


def _fired_of_ours(frame: pl.DataFrame) -> np.ndarray:
    """Our mask has the outcomes in the order in which they are computed."""
    names = [o.id for o in pr.load(RULESET).checked.root.outcomes]
    mask = frame["true_mask"].to_numpy().astype(np.int64)
    places = {name: place for place, name in enumerate(names)}
    return sum(((mask >> places[rule]) & 1) << bit for bit, rule in enumerate(RULES))  # type: ignore[return-value]


def _openfisca() -> Decide:
    from openfisca_core.simulations.simulation_builder import SimulationBuilder

    from benchmarks.peers.openfisca import _system

    system = _system()

    def decide(frame: pl.DataFrame) -> dict[str, np.ndarray]:
        simulation = SimulationBuilder().build_default_simulation(system, len(frame))
        for name in GIVEN:
            simulation.set_input(name, YEAR_ASKED, frame[name].to_numpy())
        return {rule: simulation.calculate(rule, YEAR_ASKED) for rule in RULES}

    return decide


def _fired_of_openfisca(found: dict[str, np.ndarray]) -> np.ndarray:
    return sum(found[rule].astype(np.int64) << bit for bit, rule in enumerate(RULES))  # type: ignore[return-value]


VARIANTS = {
    "hand": Variant("hand-written polars", lambda: by_hand.decide, _fired_by_hand),
    "trusted": Variant(
        "povertyrules, trusted",
        _ours(outcomes=("category", "warning"), validate=False),
        _fired_of_ours,
        1.3,
    ),
    "validated": Variant(
        "povertyrules, validated", _ours(outcomes=("category", "warning")), _fired_of_ours, 2.5
    ),
    "everything": Variant("povertyrules, all outcomes", _ours(), _fired_of_ours),
    "openfisca": Variant("OpenFisca-Core", _openfisca, _fired_of_openfisca),
}
