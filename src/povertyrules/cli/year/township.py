"""The sample township: its households with their villages, decided as they are on a day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from povertyrules.api.decision import Decision
from povertyrules.api.engine import read_ledger
from povertyrules.api.ruleset import Ruleset
from povertyrules.kernel.errors import InvalidRecord
from povertyrules.supervision import Place

_VILLAGE = "行政村"


class Township:
    """What is known of every household. Facts change as the year goes on."""

    def __init__(self, ruleset: Ruleset, ledger: Path) -> None:
        read = read_ledger(ledger, ruleset.checked, keep=(_VILLAGE,))
        self.ruleset = ruleset
        self._facts: dict[str, dict[str, Any]] = {r.key: dict(r.data) for r in read.records}
        self._villages = {r.key: read.kept[r.provenance.rows[0]][_VILLAGE] for r in read.records}

    def places(self) -> dict[str, Place]:
        """Where each household lives."""
        return {key: Place(v, "赵家镇", "达川区") for key, v in sorted(self._villages.items())}

    def village(self, key: str) -> str:
        return self._villages[key]

    def fact(self, key: str, name: str) -> Any:
        """A fact as it is now; None if nobody knows it."""
        return self._facts[key].get(name)

    def learn(self, key: str, facts: Mapping[str, Any]) -> None:
        """Something was found out, or has changed."""
        self._facts[key].update(facts)

    def decide(self, key: str, day: date) -> Decision:
        """The decision on what is known now."""
        return self.ruleset.on(day).evaluate(self._facts[key])

    def holding(self, key: str, day: date) -> tuple[str, ...]:
        """The outcomes that hold for a household, in the order of the ruleset."""
        return self.decide(key, day).holding

    def decisions(self, day: date) -> dict[str, Decision]:
        """Every household's decision, in the order of the ledger. Those that contradict
        themselves go back to whoever filled them in, and wait."""
        found: dict[str, Decision] = {}
        for key in self._facts:
            try:
                found[key] = self.decide(key, day)
            except InvalidRecord:
                continue
        return found
