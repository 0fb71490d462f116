"""The job on povertyrules, through its public interface."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import povertyrules as pr
from benchmarks.peers.by_hand import Answer
from benchmarks.peers.households import Household

DAY = "2020-06-01"
RULESET = Path(__file__).with_name("ruleset.yaml")


Read = tuple[str | None, bool, tuple[str, ...]]


def validated() -> Callable[[Household], Read]:
    """The natural call: every fact is checked, then decided; and its answer is read."""
    ruleset = pr.load(RULESET)

    def decide(household: Household) -> Read:
        decision = ruleset.evaluate(household, as_of=DAY)
        warning = decision.outcomes["warning"].status == "holds"
        return decision.groups["category"], warning, decision.holding

    return decide


def validated_call() -> Callable[[Household], pr.Decision]:
    """The same, and nobody reads the answer."""
    ruleset = pr.load(RULESET)

    def decide(household: Household) -> pr.Decision:
        return ruleset.evaluate(household, as_of=DAY)

    return decide


def trusted() -> tuple[Callable[[Household], Any], Callable[[Any], Read]]:
    """Validated once, decided and read after that: what to do to a household first, and the
    call."""
    prepare, decide_row = trusted_call()

    def decide(row: Any) -> Read:
        decision = decide_row(row)
        warning = decision.outcomes["warning"].status == "holds"
        return decision.groups["category"], warning, decision.holding

    return prepare, decide


def trusted_call() -> tuple[Callable[[Household], Any], Callable[[Any], pr.Decision]]:
    """The same, and nobody reads the answer."""
    evaluator = pr.load(RULESET).on(DAY)
    return evaluator.accept, evaluator.decide


def explained() -> Callable[[Household], tuple[Read, dict[str, Any]]]:
    """The natural call, its answer read, and the whole explanation as a dictionary."""
    ruleset = pr.load(RULESET)

    def explain(household: Household) -> tuple[Read, dict[str, Any]]:
        decision = ruleset.evaluate(household, as_of=DAY)
        warning = decision.outcomes["warning"].status == "holds"
        read = decision.groups["category"], warning, decision.holding
        return read, decision.explain().to_dict()

    return explain


def answer(result: Any) -> Answer:
    """What was read; where it was not, it is read here."""
    if isinstance(result, pr.Decision):
        warning = result.outcomes["warning"].status == "holds"
        result = result.groups["category"], warning, result.holding
    elif isinstance(result[0], tuple):
        result, _ = result
    category, warning, holding = result
    return category or "none", warning, list(holding)
