"""What a caller changes in what it was given changes nothing for anybody else."""

from __future__ import annotations

from typing import Any, cast

import pytest

import povertyrules as pr

DAY = "2020-06-01"


def decided() -> pr.Decision:
    return pr.load("zhaojia").evaluate({"household_size": 4, "housing_secure": False}, as_of=DAY)


def test_a_receipt_is_of_the_record_that_was_decided() -> None:
    decision = decided()
    decision.facts["household_size"] = 60
    receipt = decision.receipt()
    assert receipt["facts"]["household_size"] == 4
    receipt["facts"]["household_size"] = 7
    assert decision.receipt()["facts"]["household_size"] == 4


def test_an_outcome_s_attributes_cannot_be_changed() -> None:
    attributes = cast("dict[str, Any]", decided().outcomes["gap_housing"].attributes)
    with pytest.raises(TypeError):
        attributes["行业部门"] = "x"


@pytest.mark.parametrize("name", ["../../etc/", "/etc/x", "a/b", "x.yaml"])
def test_a_receipt_never_makes_the_library_read_another_file(name: str) -> None:
    receipt = decided().receipt()
    receipt["ruleset"]["id"] = name
    with pytest.raises(pr.UnknownRuleset, match="there is no ruleset"):
        pr.replay(receipt)
