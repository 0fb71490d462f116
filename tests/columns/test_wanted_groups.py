"""A group may be asked for by its own name."""

from __future__ import annotations

from tests.whatif.scenes import DAY, first, framed, household


def test_a_group_alone() -> None:
    decided = first().evaluate_frame(framed([household("a")]), as_of=DAY, outcomes=["tier"])
    assert decided.frame.to_dicts() == [{"household_id": "a", "tier": "none"}]
