"""What durable-rules was found to do, on which the network rests, and where it is not asked."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from plugins.rete.tests.deciding import joins, one, planned, pure, rows
from povertyrules_rete.settings import FACTS
from povertyrules_rete.worker import Network

pytestmark = joins


def _rule(*conditions: dict[str, Any]) -> dict[str, Any]:
    second = {"$and": [{"kind": 2}, *conditions, {"h": {"r0": "h"}}]}
    return {"r": [{"r0": {"kind": 1}}, {"r1": second}]}


@pytest.mark.parametrize(
    ("test", "expected"),
    [
        ("$gt", lambda a, b: b > a), ("$gte", lambda a, b: b >= a), ("$lt", lambda a, b: b < a),
        ("$lte", lambda a, b: b <= a), ("$neq", lambda a, b: a != b),
    ],
)  # fmt: skip
def test_integers_are_compared_exactly_up_to_62_bits(test: str, expected: Any) -> None:
    network = Network(_rule({test: {"x": {"r0": "y"}}}))
    for bits, sign in product((0, 8, 31, 32, 33, 52, 53, 54, 62), (1, -1)):
        for first, second in product((-1, 0, 1), repeat=2):
            a, b = sign * 2**bits + first, sign * 2**bits + second
            facts = [{"kind": 1, "i": 0, "y": a}, {"kind": 2, "i": 0, "x": b}]
            assert bool(network.matches(facts)) == expected(a, b), (a, b)


def test_thousands_of_matches_at_once_lose_none() -> None:
    network = Network(_rule({"$neq": {"i": {"r0": "i"}}}))
    count = 60
    facts = [{"kind": kind, "i": n} for kind in (1, 2) for n in range(count)]
    for _ in range(3):
        found = network.matches(facts)
        assert sorted(found) == [["r", a, b] for a in range(count) for b in range(count) if a != b]


def test_nothing_of_a_household_remains() -> None:
    network = Network(_rule({"$gt": {"x": {"r0": "y"}}}))
    assert network.matches([{"kind": 1, "i": 0, "y": 1}]) == []
    assert network.matches([{"kind": 2, "i": 0, "x": 2}]) == []


def test_numbers_of_facts_are_told_apart() -> None:
    """By the hash (FNV-1a, 32 bits) of their digits, which is all that durable-rules looks at."""
    numbers = range(1, FACTS + 1)
    assert len({_hash(str(number)) for number in numbers}) == FACTS


def _hash(text: str) -> int:
    found = 0x811C9DC5
    for byte in text.encode():
        found = (found ^ byte) * 0x01000193 & 0xFFFFFFFF
    return found


@pytest.mark.parametrize("count", [17, 18])
def test_many_combinations_are_left_to_the_record_engine(count: int) -> None:
    """17 records three times are 4,913 combinations, 18 are more than 5,000."""
    ruleset = one(
        "{first: {}, second: {where: seen > first.seen}, third: {where: seen == second.seen}}"
    )
    plan = planned(ruleset, limit=120.0)
    row = rows(*({"seen": 24240 + n % 3} for n in range(count)))
    assert plan.decide(row).truths == pure(ruleset, row) == (True,)
    assert (plan.counts.joined, plan.counts.too_many) == ((1, 0) if count == 17 else (0, 1))


def test_too_many_facts_are_left_to_the_record_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("povertyrules_rete.plan.FACTS", 3)
    ruleset = one("{first: {}, second: {where: seen > first.seen}}")
    plan = planned(ruleset)
    row = rows({"seen": 24240}, {"seen": 24241})
    assert plan.decide(row).truths == (True,)
    assert plan.counts.too_many == 1


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("seen == first.seen and second is not first", True),
        ("seen == first.seen and second is first", False),
        ("seen > first.seen and note == first.note", None),
        ("note == first.note and level != first.level", False),
    ],
)
def test_identity_and_texts(condition: str, expected: bool | None) -> None:
    ruleset = one(f"{{first: {{}}, second: {{where: '{condition}'}}}}")
    row = rows(
        {"seen": 24240, "note": "a", "level": 1},
        {"seen": 24240, "note": "a", "level": 1},
        {"seen": 24241, "level": 1},
    )
    assert planned(ruleset).decide(row).truths == pure(ruleset, row) == (expected,)


def test_a_collection_that_is_not_given_is_left_to_the_record_engine() -> None:
    ruleset = one("{first: {}, second: {where: seen > first.seen}}")
    plan = planned(ruleset)
    assert plan.decide((1, None, ())).truths == (None,)
    assert plan.counts.not_given == 1
    assert plan.decide((1, (), None)).truths == (False,)
    assert plan.counts.alone == 1


def test_explanations_are_those_of_the_record_engine() -> None:
    ruleset = one("{first: {}, second: {where: seen > first.seen}}")
    row = rows({"seen": 24240}, {"seen": 24241})
    plan = planned(ruleset)
    assert plan.observe(row).frames[0][0] is True
