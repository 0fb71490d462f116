"""Which missing facts could still change something, and who has them."""

from __future__ import annotations

import random
from typing import Any

import pytest

from povertyrules.explain import needed
from povertyrules.explain.needed import Needed
from tests.explain.support import HOUSEHOLD, VILLAGE, ZHAOJIA, binding, observe, ruleset, without
from tests.explain.test_golden import MEMBERS, NOT_LISTED


def missing(facts: dict[str, Any], location: str = ZHAOJIA, **options: Any) -> tuple[Needed, ...]:
    observation = observe(location, facts, binding(location))
    return needed(ruleset(location), observation, **options)


def paths(facts: dict[str, Any], location: str = ZHAOJIA, **options: Any) -> list[str]:
    return [need.path for need in missing(facts, location, **options)]


def test_nothing_is_needed_where_everything_is_decided() -> None:
    assert missing(HOUSEHOLD) == ()
    assert missing(without(HOUSEHOLD, "poverty_risk", "comparison_cleared")) == ()


def test_a_finding_says_what_must_be_found_and_by_whom() -> None:
    (need,) = missing(without(HOUSEHOLD, "relapse_risk"))
    assert need.path == need.fact == "relapse_risk"
    assert need.question == "经评议研判，该户是否存在返贫风险？"
    assert need.by is not None
    assert need.by.label == "村“两委”和驻村工作队"
    assert need.outcomes == ("monitoring", "warning")
    assert need.to_dict()["by"] == {"id": "village", "label": "村“两委”和驻村工作队"}


def test_what_lies_below_a_decided_comparison_is_not_needed() -> None:
    rich = HOUSEHOLD | {"wage_income": "40000"}
    assert paths(without(rich, "transfer_income", "relapse_risk")) == []


def test_the_order_is_that_of_the_facts() -> None:
    given = without(HOUSEHOLD, "relapse_risk", "transfer_income", "household_size", "wage_income")
    assert paths(given) == ["household_size", "wage_income", "transfer_income", "relapse_risk"]


def test_outcomes_can_be_chosen() -> None:
    given = without(HOUSEHOLD, "relapse_risk", "disability")
    assert paths(given) == ["disability", "relapse_risk"]
    assert paths(given, outcomes=["focus_group"]) == ["disability"]


def test_a_collection_that_was_not_given_is_needed_itself() -> None:
    needs = missing(NOT_LISTED, VILLAGE)
    assert [need.path for need in needs] == ["rent", "members"]
    assert needs[1].collection
    assert needs[1].label == "家庭成员"


def test_facts_of_items_have_their_paths_item_by_item() -> None:
    members: list[dict[str, Any]] = [{"in_school": True, "jobs": []}, {"jobs": [{"months": 3}]}]
    assert paths(MEMBERS | {"members": members}, VILLAGE) == [
        "members[0].birth_date",
        "members[0].skill",
        "members[0].phone",
        "members[0].county",
        "members[1].birth_date",
        "members[1].in_school",
        "members[1].skill",
        "members[1].phone",
        "members[1].county",
        "members[1].jobs[0].wage",
    ]
    asked = missing(MEMBERS | {"members": members}, VILLAGE)
    assert asked[5].outcomes == ("any_dropout", "members[1].dropout")


def test_items_that_are_settled_need_nothing() -> None:
    members = [{"birth_date": "1980-01-01"}, {"in_school": True}]
    found = paths(MEMBERS | {"members": members}, VILLAGE, outcomes=["any_dropout"])
    assert found == []


@pytest.mark.parametrize("seed", range(25))
def test_a_fact_that_is_not_needed_decides_nothing(seed: int) -> None:
    """The law behind the rule, tried on households of which much is missing."""
    rng = random.Random(seed)
    facts = {name: value for name, value in HOUSEHOLD.items() if rng.random() < 0.5}
    bound, checked = binding(ZHAOJIA), ruleset(ZHAOJIA)
    observation = observe(ZHAOJIA, facts, bound)
    needs = needed(checked, observation)
    unknown = [o for o in checked.root.outcomes if observation.frames[o.index][0] is None]
    for name, value in HOUSEHOLD.items():
        wanted = {o for need in needs if need.path == name for o in need.outcomes}
        if name not in facts:
            more = observe(ZHAOJIA, facts | {name: value}, bound)
            for outcome in unknown:
                if outcome.id not in wanted:
                    assert more.frames[outcome.index][0] is None, (name, outcome.id)
    assert bool(needs) == bool(unknown)
