"""The two readings of a comparison are what the library's own operators make of intervals."""

from __future__ import annotations

import operator
from itertools import product
from typing import Any

import pytest

from povertyrules.kernel.operators import OPERATORS
from povertyrules.kernel.possible import Range
from povertyrules_rete.relations import READINGS, Reading, alternatives, column

COMPARED: dict[str, Any] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "!=": operator.ne,
}  # fmt: skip
INTERVALS = [(low, high) for low in range(4) for high in range(low, 4)]


def _holds(name: str, reading: Reading, left: tuple[int, int], right: tuple[int, int]) -> bool:
    return any(
        all(COMPARED[test](column(left, a, 2), column(right, b, 3)) for test, a, b in all_of)
        for all_of in alternatives(name, reading)
    )


@pytest.mark.parametrize("name", ["==", "!=", "<", "<=", ">", ">="])
def test_both_readings(name: str) -> None:
    for left, right in product(INTERVALS, INTERVALS):
        truth = OPERATORS[name].meaning(Range(*left), Range(*right))
        found = {reading: _holds(name, reading, left, right) for reading in READINGS}
        assert found == {"sure": truth is True, "maybe": truth is not False}, (left, right)
