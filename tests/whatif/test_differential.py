"""The migration table is the one that deciding household by household gives, everywhere."""

from __future__ import annotations

import random
from collections import Counter
from typing import Any

import pytest

import povertyrules as pr
from tests.columns.framing import rows_of
from tests.whatif.scenes import DAY, ENGINES, Row, first, framed, household, members, second

SUBJECTS = ("tier", "check", "poor", "child_poor")
FACTS = ("household_id", "household_size", "income", "ill", "car")


def any_household(dice: random.Random, number: int) -> Row:
    """A household with blanks, values out of range, and contradictions."""
    facts: Row = {
        "村": dice.choice(["东山", "西河", None]),
        "组": dice.choice([1, 2, None]),
        "household_size": dice.choice([1, 1, 2, 3, None, 0, 21]),
        "income": dice.choice([0, 3999, 4000, 4999, 5000, 9000, 60000, 200000, None, -1]),
        "ill": dice.choice([True, False, None]),
        "car": dice.choice([True, False, False, None]),
    }
    return household(f"h{number}", **facts)


def answer(ruleset: pr.Ruleset, record: Row, subject: str, day: str = DAY) -> str:
    try:
        decision = ruleset.evaluate(record, as_of=day)
    except pr.InvalidRecord:
        return "rejected"
    if subject not in decision.groups:
        return decision.outcomes[subject].status.value
    found = decision.groups[subject]
    return "unknown" if found is pr.UNKNOWN else found or "none"


def expected(
    records: list[tuple[Row, Row]], subject: str, by: tuple[str, ...]
) -> Counter[tuple[Any, ...]]:
    before, after = first(), second()
    return Counter(
        (
            *(row[name] for name in by),
            answer(before, record, subject),
            answer(after, record, subject),
        )
        for row, record in records
    )


def found(comparison: pr.Comparison, subject: str) -> Counter[tuple[Any, ...]]:
    moves = comparison.migration(subject).moves()
    return Counter({(*m.where.values(), m.before, m.after): m.count for m in moves})


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("seed", range(3))
def test_as_household_by_household(engine: str, seed: int) -> None:
    dice = random.Random(seed)
    rows = [any_household(dice, number) for number in range(150)]
    ages = [(f"h{dice.randrange(150)}", dice.choice([3, 15, 16, 40, None])) for _ in range(100)]
    by = ((), ("村",), ("村", "组"))[seed]
    comparison = pr.compare(
        first(),
        second(),
        framed(rows, engine),
        as_of=DAY,
        outcomes=SUBJECTS,
        by=by,
        members=members(ages, engine),
        keys={"members": "number"},
    )
    records = [(row, _record(row, ages)) for row in rows]
    for subject in SUBJECTS:
        counts = expected(records, subject, by)
        assert found(comparison, subject) == counts
        assert comparison.migration(subject).total == len(rows)
        place = next(iter(counts))
        where = dict(zip(by, place[:-2], strict=True))
        opened = rows_of(comparison.cell(place[-2], place[-1], where, of=subject))
        keys = {
            row["household_id"]
            for row, record in records
            if all(row[name] == value for name, value in where.items())
            and answer(first(), record, subject) == place[-2]
            and answer(second(), record, subject) == place[-1]
        }
        assert {row["household_id"] for row in opened} == keys
        assert len(opened) == counts[place]


def _record(row: Row, ages: list[tuple[str, int | None]]) -> Row:
    record = {name: row[name] for name in FACTS}
    own = [{"age": age} for key, age in ages if key == row["household_id"]]
    return {**record, "members": own} if own else record


@pytest.mark.parametrize("engine", ENGINES)
def test_the_truths_that_changed(engine: str) -> None:
    """Counted by distinct masks, as if every household had been looked at."""
    dice = random.Random(7)
    rows = [any_household(dice, number) for number in range(200)]
    comparison = pr.compare(first(), second(), framed(rows, engine), as_of=DAY, outcomes=["tier"])
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        record = {name: row[name] for name in FACTS}
        pair = [answer(ruleset, record, "poor") for ruleset in (first(), second())]
        if "rejected" not in pair and pair[0] != pair[1]:
            counts[pair[0], pair[1]] += 1
    [poor] = [d for d in comparison.differences(of="tier") if d.id == "poor"]
    assert dict(poor.counts) == dict(counts)
    assert poor.count == sum(counts.values())
