"""Decisions: what is read out of them, and that they are not changed, tested or pickled."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

import povertyrules as pr
from povertyrules.api import decision as reading
from tests.cli.running import included


@pytest.fixture
def decision() -> pr.Decision:
    return pr.load("zhaojia").evaluate(included(), as_of="2020-04-20")


def test_outcomes_and_groups_are_read_only(decision: pr.Decision) -> None:
    outcomes: Any = decision.outcomes
    groups: Any = decision.groups
    for mapping in (outcomes, groups):
        with pytest.raises(TypeError):
            mapping["monitoring"] = None
    assert decision.outcomes["monitoring"].status == "holds"


HOUSEHOLDS: tuple[dict[str, Any], ...] = (
    {},
    {"relapse_risk": None},
    {"relapse_risk": False},
    {"registered": False, "lifted_out": False},
)


@pytest.mark.parametrize("shared", [0, 1, 1024])
def test_reading_tells_the_truths_also_where_no_more_readings_are_kept(
    shared: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_MAX_READINGS", shared)
    ruleset = pr.load("zhaojia")
    root = ruleset.checked.root
    for change in HOUSEHOLDS * 2:
        decision = ruleset.evaluate(included() | change, as_of="2020-04-20")
        told = dict(zip([d.id for d in root.reported], decision.verdicts.truths, strict=True))
        statuses = {True: "holds", False: "fails", None: "unknown"}
        assert list(decision.outcomes) == [d.id for d in root.outcomes]
        assert {o.id: o.status for o in decision.outcomes.values()} == {
            d.id: statuses[told[d.id]] for d in root.outcomes
        }
        for group in ruleset.checked.groups.values():
            truths = [told[name] for name in group.outcomes]
            holding = [name for name in group.outcomes if told[name]]
            nothing = "unknown" if None in truths else None
            assert decision.groups[group.id] == (holding[0] if holding else nothing)
        assert decision.holding == tuple(d.id for d in root.outcomes if told[d.id])
        assert decision.outcomes is decision.outcomes


def test_a_status_is_no_truth_value(decision: pr.Decision) -> None:
    with pytest.raises(TypeError, match="compare it"):
        bool(decision.outcomes["monitoring"].status)


def test_pickling_says_what_to_send_instead(decision: pr.Decision) -> None:
    ruleset = pr.load("zhaojia")
    for thing in (decision, ruleset, ruleset.on("2020-04-20")):
        with pytest.raises(TypeError, match=r"send decision\.receipt\(\)"):
            pickle.dumps(thing)
