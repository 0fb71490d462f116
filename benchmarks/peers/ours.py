"""The job on povertyrules, through its public interface."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import povertyrules as pr
from benchmarks.peers.by_hand import Answer
from benchmarks.peers.households import RULES, Household

DAY = "2020-06-01"
RULESET = Path(__file__).with_name("ruleset.yaml")


def validated() -> Callable[[Household], pr.Decision]:
    """The natural call: every fact is checked, then decided."""
    ruleset = pr.load(RULESET)

    def decide(household: Household) -> pr.Decision:
        return ruleset.evaluate(household, as_of=DAY)

    return decide


def trusted() -> tuple[Callable[[Household], Any], Callable[[Any], pr.Decision]]:
    """Validated once, decided after that: what to do to a household first, and the call."""
    evaluator = pr.load(RULESET).on(DAY)
    return evaluator.accept, evaluator.decide


def explained() -> Callable[[Household], tuple[pr.Decision, dict[str, Any]]]:
    """The natural call, and the whole explanation as a dictionary."""
    ruleset = pr.load(RULESET)

    def explain(household: Household) -> tuple[pr.Decision, dict[str, Any]]:
        decision = ruleset.evaluate(household, as_of=DAY)
        return decision, decision.explain().to_dict()

    return explain


def answer(result: pr.Decision | tuple[pr.Decision, dict[str, Any]]) -> Answer:
    decision = result[0] if isinstance(result, tuple) else result
    outcomes = decision.outcomes
    holding = [name for name in RULES if outcomes[name].status == "holds"]
    return decision.groups["category"] or "none", "warning" in holding, holding
