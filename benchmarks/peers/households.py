"""Invented households for the job: plain whole numbers and truth values, a fixed seed."""

from __future__ import annotations

import math
import random
from typing import Any

Household = dict[str, Any]

NEEDS = ("food", "clothing", "education", "medical", "housing", "water")
HITS = {"owns_flat": 0.03, "owns_car": 0.05, "runs_business": 0.03, "public_employee": 0.01}
RISKS = {"illness": 0.12, "disability": 0.08, "disaster": 0.03, "jobless": 0.10}
RULES = (
    "low_income", "income_drop", "spending_rise", "at_risk", "monitored", "marginal",
    "lacks_food", "lacks_clothing", "lacks_education", "lacks_medical", "lacks_housing",
    "lacks_water", "warning", "verify", "review",
)  # fmt: skip
SIZES = range(1, 9)
SIZE_WEIGHTS = (12, 20, 22, 20, 12, 8, 4, 2)


def households(count: int, seed: int = 34) -> list[Household]:
    """`count` households. Exact ties at 30 and 50 percent are moved off the line, because
    engines that compute with binary fractions may decide those either way."""
    rng = random.Random(seed)
    return [_household(number, rng) for number in range(count)]


def _household(number: int, rng: random.Random) -> Household:
    size = rng.choices(SIZES, SIZE_WEIGHTS)[0]
    total = size * rng.lognormvariate(math.log(7000), 0.6)
    incomes = [int(total * 1.1 * share) for share in _shares(rng, (4, 2, 0.5, 1.5))]
    costs = min(sum(incomes), int(total * 0.2 * rng.random()))
    net = sum(incomes) - costs
    last = 0 if rng.random() < 0.01 else int(net / size * rng.lognormvariate(0, 0.25))
    last_spending = 0 if rng.random() < 0.01 else int(total * 0.6 * rng.lognormvariate(0, 0.3))
    spending = int(last_spending * rng.lognormvariate(0, 0.3))
    if 10 * (last * size - net) == 3 * last * size:
        last += 1
    if 2 * (spending - last_spending) == last_spending:
        spending += 1
    registered = rng.random() < 0.5
    return {
        "id": number,
        "registered": registered,
        "lifted_out": registered and rng.random() < 0.97,
        "size": size,
        **dict(zip(("wages", "business", "property", "transfers"), incomes, strict=True)),
        "costs": costs,
        "last_per_head": last,
        "spending": spending,
        "last_spending": last_spending,
        **{need: rng.choices((1, 0, 2), (95, 3, 2))[0] for need in NEEDS},
        **{name: rng.random() < share for name, share in (HITS | RISKS).items()},
    }


def _shares(rng: random.Random, weights: tuple[float, ...]) -> list[float]:
    drawn = [rng.gammavariate(weight, 1) for weight in weights]
    return [part / sum(drawn) for part in drawn]
