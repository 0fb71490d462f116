"""What the tests of explanations share: rulesets, observations, explanations."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from povertyrules.api.shelf import find
from povertyrules.engines import record, reference
from povertyrules.explain import Explainer, Explanation
from povertyrules.model.binding import bind, read_fills
from povertyrules.model.outcome import Binding, Observation, Plan
from povertyrules.model.ruleset import Ruleset
from povertyrules.records import accept

HERE = Path(__file__).parent
ZHAOJIA = "zhaojia@2020.34.1"
VILLAGE = str(HERE / "rulesets" / "village.yaml")
DAY = "2020-06-01"
PLANS: dict[str, Callable[[Ruleset, Binding], Plan]] = {
    "reference": reference.plan,
    "record": record.plan,
}
PENSION = {"pension": {"value": "1200", "cite": "某府发〔2020〕1号"}}

HOUSEHOLD: dict[str, Any] = {
    "household_id": "X1-0042",
    "household_size": 4,
    "registered": True,
    "lifted_out": True,
    "list_2019": "none",
    "wage_income": "12000",
    "business_income": "8000",
    "property_income": "0",
    "transfer_income": "1200",
    "business_cost": "2000",
    "expected_income_per_capita": "4900",
    "relapse_risk": True,
    "safeguards_unstable": False,
    "visible_hardship": False,
    "public_concern": False,
    **dict.fromkeys(("low_income_support", "extreme_poverty_support"), False),
    **dict.fromkeys(("serious_illness", "disability"), False),
    **dict.fromkeys(("income_dropped_sharply", "spending_rose_sharply"), False),
    **dict.fromkeys(("food_secure", "clothing_secure", "education_secure"), True),
    **dict.fromkeys(("medical_secure", "water_secure"), True),
    "housing_secure": False,
    "owns_commercial_housing": False,
    "runs_business": False,
    "owns_car": True,
    "social_insurance_hit": False,
    "public_employee": False,
}
"""The household of the design: 4 people, 19,200 元 a year, at risk, its house not safe."""


@cache
def ruleset(location: str) -> Ruleset:
    return find(location, None)


def binding(location: str, as_of: str = DAY, fills: Mapping[str, Any] | None = None) -> Binding:
    checked = ruleset(location)
    if fills is None:
        fills = PENSION if location == VILLAGE else {}
    return bind(checked, date.fromisoformat(as_of), read_fills(checked, fills))


def observe(
    location: str, facts: Mapping[str, Any], bound: Binding, engine: str = "reference"
) -> Observation:
    checked = ruleset(location)
    row = accept(checked)(dict(facts))
    return PLANS[engine](checked, bound).observe(row)


def explained(location: str, facts: Mapping[str, Any], as_of: str = DAY) -> Explanation:
    bound = binding(location, as_of)
    return Explainer(ruleset(location), bound).explain(observe(location, facts, bound))


def because(tree: dict[str, Any], definition: str) -> dict[str, Any]:
    """The top node of a definition of the record itself."""
    node: dict[str, Any] = tree["result"]["definitions"][definition]["because"]
    return node


def without(facts: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in facts.items() if name not in names}
