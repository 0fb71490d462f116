"""Random draws for the sample ledger, the same with every version of Python."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from math import exp
from random import Random
from typing import Any


class Dice:
    """Draws made from `Random.random` alone, whose numbers Python promises to keep."""

    def __init__(self, seed: int) -> None:
        self._random = Random(seed)

    def chance(self, probability: float) -> bool:
        return self._random.random() < probability

    def below(self, limit: int) -> int:
        return int(self._random.random() * limit)

    def between(self, low: int, high: int) -> int:
        return low + self.below(high - low + 1)

    def pick(self, options: Sequence[Any]) -> Any:
        return options[self.below(len(options))]

    def weighted(self, weights: dict[Any, float]) -> Any:
        drawn = self._random.random() * sum(weights.values())
        for option, weight in weights.items():
            drawn -= weight
            if drawn < 0:
                return option
        return option

    def spread(self, median: float, sigma: float) -> Decimal:
        """An amount around a median, skewed as incomes are: a sum of twelve even draws is
        near enough to a normal one."""
        normal = sum(self._random.random() for _ in range(12)) - 6
        return Decimal(round(median * exp(sigma * normal)))
