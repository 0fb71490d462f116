"""五（一）排查阶段（3月20日-3月24日）"""

from __future__ import annotations

from typing import Any

import pytest

from tests.procedure.clauses import (
    acted,
    actor,
    day,
    listed,
    makers,
    nominated,
    opened,
    proposals,
    slugs,
    submitted,
    zhaojia,
)

STAGE = zhaojia().procedure.stages["screening"].span
LIFTED_OUT = {
    "registered": True,
    "lifted_out": True,
    "list_2019": "none",
    "safeguards_unstable": True,
    "expected_income_per_capita": "4999.99",
}
ORDINARY = {
    "registered": False,
    "lifted_out": False,
    "list_2019": "none",
    "public_concern": True,
    "poverty_risk": True,
    "wage_income": 19999,
    "business_income": 0,
    "property_income": 0,
    "transfer_income": 0,
    "business_cost": 0,
}


def test_it_is_from_20_to_24_march() -> None:
    assert (STAGE.start, STAGE.end) == (day("3-20"), day("3-24"))


@pytest.mark.parametrize("category", ["monitoring", "marginal"])
def test_households_of_the_list_of_2019_join_without_being_screened(category: str) -> None:
    """2019年“两摸底”摸排的脱贫监测户和边缘户不再进行排查，自动纳入监测范围。"""
    lifted_out = category == "monitoring"
    facts = {"list_2019": category, "registered": lifted_out, "lifted_out": lifted_out}
    proposal = proposals(facts, "2020-03-20")["carry_over"]
    assert [piece.name for piece in proposal.evidence] == [f"listed_as_{category}"]
    assert listed("3-20").state == "entered"


@pytest.mark.parametrize("on", ["3-24", "3-25", "4-8", "4-13", "5-6", "12-31"])
def test_who_was_forgotten_of_the_list_of_2019_joins_when_it_is_found(on: str) -> None:
    """……自动纳入监测范围。（遗漏的，比照五（四）“及时按程序……补录”，发现后随时登记。）"""
    case = opened(zhaojia(), "carry_over", on)
    assert (case.state, case.since) == ("entered", day(on))
    step = zhaojia().procedure.rules.procedure.transitions["carry_over"]
    assert "遗漏" in step.interpretation
    assert {clause.id for clause in step.cites} == {"5.1", "5.4"}


def test_a_household_that_is_not_on_the_list_of_2019_does_not_join_that_way() -> None:
    assert "carry_over" not in proposals(LIFTED_OUT, "2020-03-20")
    result = zhaojia().procedure.open(
        "carry_over", case="丁", subject="510002", day="2020-03-20", actor=actor("town")
    )
    assert slugs(result) == ["missing-evidence", "missing-evidence"]


@pytest.mark.parametrize(
    ("facts", "changed"),
    [
        (LIFTED_OUT, {"safeguards_unstable": False}),
        (LIFTED_OUT, {"expected_income_per_capita": 5000}),
        (ORDINARY, {"public_concern": False}),
        (ORDINARY, {"poverty_risk": False}),
        (ORDINARY, {"wage_income": 20000}),
        (ORDINARY, {"poverty_risk": None}),
    ],
)
def test_candidates_are_those_that_the_clause_describes(
    facts: dict[str, Any], changed: dict[str, Any]
) -> None:
    """将……已脱贫户作为拟新增脱贫监测户，将……家庭困难户作为拟新增边缘户。"""
    proposal = proposals(facts, "2020-03-21")["nominate"]
    assert [piece.name for piece in proposal.evidence] == ["candidate"]
    assert "nominate" not in proposals({**facts, **changed}, "2020-03-21")


def test_the_village_reports_candidates_to_the_town() -> None:
    """确定拟新增监测对象后上报赵家镇脱贫办。"""
    assert makers("nominate") == ["village"]
    actions = zhaojia().procedure.next_actions(nominated(), "town", "2020-03-21")
    assert [action.transition for action in actions] == ["report_to_district"]


def test_the_town_gathers_them_and_reports_to_the_district() -> None:
    """镇脱贫办汇总后上报区脱贫办。"""
    assert makers("report_to_district") == ["town"]
    assert slugs(acted(nominated(), "compare", "3-22")) == ["wrong-state"]
    assert submitted(until="report_to_district").state == "reported"


@pytest.mark.parametrize("role", ["district", "town"])
def test_district_and_town_compare_the_candidates_data(role: str) -> None:
    """区、镇同步对拟新增监测对象的住房、经商、购车、社保、公职人员等信息开展比对工作。"""
    case = submitted(until="report_to_district")
    assert not hasattr(acted(case, "compare", "3-23", actor=actor(role)), "faults")
    assert slugs(acted(case, "compare", "3-23", actor=actor("village"))) == ["wrong-role"]


def test_the_list_is_approved_after_the_comparison_and_handed_out() -> None:
    """将比对后审定名单分发至各村（社区）。"""
    case = submitted(until="report_to_district")
    assert slugs(acted(case, "compare", "3-23", evidence=())) == ["missing-evidence"] * 2


def test_a_hit_of_the_comparison_excludes_nobody_by_itself() -> None:
    """（通知没有写明比对命中的后果：须由人核实，写明理由。）"""
    case = submitted(until="report_to_district")
    assert proposals({**ORDINARY, "owns_car": True}, "2020-03-23", case) == {}
    bare = acted(case, "leave_out", "3-23", evidence=())
    assert slugs(bare) == ["missing-evidence"] * 3
    assert makers("leave_out") == ["district"]


def test_all_of_it_is_due_by_24_march() -> None:
    for case in (nominated("3-20"), submitted(until="report_to_district")):
        found = zhaojia().procedure.deadlines(case, "2020-03-25")
        assert {(d.due, d.is_overdue) for d in found} == {(day("3-24"), True)}


def test_nothing_of_it_is_done_between_the_stages() -> None:
    for on in ("3-19", "3-25", "4-15"):
        result = zhaojia().procedure.open(
            "nominate", case="丁", subject="510002", day=day(on), actor=actor("village"),
            evidence=opened(zhaojia(), "nominate", "3-24").acts[0].act.evidence,
        )  # fmt: skip
        assert "outside-stage" in slugs(result)
