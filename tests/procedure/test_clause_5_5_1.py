"""五（五）1 动态监测（4月16日-6月30日）"""

from __future__ import annotations

import pytest

from povertyrules.cases import opened as opened_beside
from tests.procedure.clauses import (
    acted,
    actor,
    after,
    day,
    listed,
    makers,
    opened,
    proposals,
    slugs,
    warned,
    zhaojia,
)

STAGE = zhaojia().procedure.stages["assistance"].span
MONITORED = {"registered": True, "lifted_out": True, "list_2019": "monitoring"}
GAPS = {
    "food_secure": "gap_food",
    "clothing_secure": "gap_clothing",
    "education_secure": "gap_education",
    "medical_secure": "gap_medical",
    "housing_secure": "gap_housing",
    "water_secure": "gap_water",
}


def test_it_is_from_16_april_to_30_june() -> None:
    assert (STAGE.start, STAGE.end) == (day("4-16"), day("6-30"))


def test_the_village_observes_every_monitored_household_once_a_month() -> None:
    """村“两委”和驻村工作队……每月对监测对象进行一次动态监测。"""
    assert makers("observe") == ["village"]
    case = after(zhaojia(), listed(), ("observe", "4-30"), ("observe", "5-1"))
    assert slugs(acted(case, "observe", "5-31")) == ["already-this-month"]
    assert [d.month for d in zhaojia().procedure.deadlines(case, "2020-06-30")] == ["2020-06"]
    assert slugs(acted(listed(), "observe", "4-15")) == ["outside-stage"]


def test_a_household_is_observed_from_the_month_in_which_it_joins() -> None:
    """每月对监测对象进行一次动态监测。（最后一日纳入的，自次月起计。）"""
    for on, first in (("5-30", "2020-05"), ("5-31", "2020-06")):
        case = opened(zhaojia(), "carry_over", on)
        assert zhaojia().procedure.deadlines(case, "2020-06-30")[0].month == first
    assert "次月起计" in zhaojia().procedure.rules.procedure.transitions["observe"].interpretation


@pytest.mark.parametrize("fact", GAPS)
def test_a_gap_in_any_safeguard_is_flagged_by_the_village(fact: str) -> None:
    """对“两不愁三保障”出现缺项的，由村“两委”和驻村工作队及时在大数据平台上标注预警……"""
    assert makers("flag") == ["village"]
    proposal = proposals({**MONITORED, fact: False}, "2020-04-20", listed())["flag"]
    assert [piece.name for piece in proposal.evidence] == ["warning"]


def test_without_a_gap_nothing_is_flagged_and_a_blank_is_none() -> None:
    assert "flag" not in proposals(MONITORED, "2020-04-20", listed())
    assert "flag" not in proposals({**MONITORED, "food_secure": None}, "2020-04-20", listed())


def test_only_a_monitored_household_is_flagged() -> None:
    event = warned("flag").opening
    assert slugs(opened_beside(zhaojia().procedure.rules, event, [])) == ["not-yet"]


def test_the_village_reviews_before_the_town_hears_of_it() -> None:
    """……各村（社区）初审后上传至镇脱贫办……"""
    assert makers("review") == ["village"]
    assert slugs(acted(warned("flag"), "confirm", "4-21")) == ["wrong-state"]
    actions = zhaojia().procedure.next_actions(warned("review"), "town", "2020-04-22")
    assert [action.transition for action in actions] == ["confirm", "return_to_village"]


def test_the_town_confirms_on_what_the_village_sent() -> None:
    """……镇脱贫办根据村（社区）上传的信息审核后确定为预警监测对象……"""
    assert makers("confirm") == ["town"]
    assert slugs(acted(warned("review"), "confirm", "4-22", actor=actor("village"))) == [
        "wrong-role"
    ]
    assert (
        slugs(acted(warned("review"), "confirm", "4-22", evidence=())) == ["missing-evidence"] * 2
    )
    assert warned("confirm").state == "confirmed"


def test_what_the_town_does_not_confirm_goes_back_with_a_reason() -> None:
    """（原文只写审核后确定；不予确定的退回，并写明理由。）"""
    bare = acted(warned("review"), "return_to_village", "4-22", evidence=())
    assert slugs(bare) == ["missing-evidence"]
    case = after(zhaojia(), warned("review"), ("return_to_village", "4-22"))
    assert case.state == "flagged"
    assert after(zhaojia(), case, ("withdraw", "4-23")).is_over


@pytest.mark.parametrize(("fact", "gap"), GAPS.items())
def test_the_departments_in_charge_are_told(fact: str, gap: str) -> None:
    """……并根据其实际困难反馈至相关行业部门。"""
    assert makers("refer") == ["town"]
    facts = {**MONITORED, fact: False}
    proposal = proposals(facts, "2020-04-23", listed(), warned("confirm"))["refer"]
    assert [piece.name for piece in proposal.evidence] == [gap]
    assert zhaojia().checked.definitions[gap].attributes["行业部门"]
