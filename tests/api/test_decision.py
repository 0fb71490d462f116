"""Decisions cannot be changed, mistaken for a truth value, or sent by pickle."""

from __future__ import annotations

import pickle
from typing import Any

import pytest

import povertyrules as pr
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


def test_a_status_is_no_truth_value(decision: pr.Decision) -> None:
    with pytest.raises(TypeError, match="compare it"):
        bool(decision.outcomes["monitoring"].status)


def test_pickling_says_what_to_send_instead(decision: pr.Decision) -> None:
    ruleset = pr.load("zhaojia")
    for thing in (decision, ruleset, ruleset.on("2020-04-20")):
        with pytest.raises(TypeError, match=r"send decision\.receipt\(\)"):
            pickle.dumps(thing)
