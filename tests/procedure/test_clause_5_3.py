"""五（三）评定阶段（4月6日-4月10日）"""

from __future__ import annotations

from dataclasses import replace

import pytest

from povertyrules.cases import Documented, Evaluated, Found
from tests.cases.scenes import RECEIPT
from tests.procedure.clauses import (
    acted,
    actor,
    after,
    day,
    makers,
    proposals,
    slugs,
    submitted,
    zhaojia,
)

STAGE = zhaojia().procedure.stages["assessment"].span


def test_it_is_from_6_to_10_april() -> None:
    assert (STAGE.start, STAGE.end) == (day("4-6"), day("4-10"))


def test_the_village_appraises_on_what_the_visit_found() -> None:
    """根据走访核实的情况，镇组织村“两委”干部和驻村工作队开展评议……"""
    assert makers("appraise") == ["village"]
    assert slugs(acted(submitted(until="compare"), "appraise", "4-7")) == ["wrong-state"]
    assert submitted(until="appraise").state == "appraised"


@pytest.mark.parametrize("risk", ["relapse_risk", "poverty_risk"])
@pytest.mark.parametrize("answer", [True, False])
def test_the_risk_is_judged_by_people_together(risk: str, answer: bool) -> None:
    """……共同研判致贫、返贫风险……"""
    case, record = submitted(until="visit_home"), Documented("评议记录", "评〔2020〕1号")
    judged = Found(risk, answer, day("4-7"), actor("village"))
    assert not hasattr(acted(case, "appraise", "4-7", evidence=(judged, record)), "faults")
    assert slugs(acted(case, "appraise", "4-7", evidence=(record,))) == ["missing-evidence"]
    alone = Found(risk, answer, day("4-7"), actor("town"))
    assert slugs(acted(case, "appraise", "4-7", evidence=(alone, record))) == ["found-by-others"]


def test_the_list_goes_to_the_district_for_approval() -> None:
    """……将拟新增监测对象的名单报区脱贫办审定。"""
    assert makers("submit") == ["town"]
    assert makers("approve") == makers("refuse") == ["district"]
    case = submitted()
    assert after(zhaojia(), case, ("approve", "4-10")).state == "approved"
    assert slugs(acted(case, "approve", "4-10", actor=actor("town"))) == ["wrong-role"]


def test_only_those_that_the_appraisal_makes_monitored_are_reported() -> None:
    facts = {
        "registered": True, "lifted_out": True, "list_2019": "none", "wage_income": 19999,
        "business_income": 0, "property_income": 0, "transfer_income": 0, "business_cost": 0,
    }  # fmt: skip
    case = submitted(until="appraise")
    assert list(proposals({**facts, "relapse_risk": True}, "2020-04-08", case)) == ["submit"]
    none = {"relapse_risk": False, "income_dropped_sharply": False, "spending_rose_sharply": False}
    assert list(proposals({**facts, **none}, "2020-04-08", case)) == ["set_aside"]
    assert proposals(facts, "2020-04-08", case) == {}


def test_the_appraisal_follows_the_visit_and_the_list_follows_the_appraisal() -> None:
    """根据走访核实的情况……（走访以前的认定、评议以前的评定，都不作数。）"""
    case, record = submitted(until="visit_home"), Documented("评议记录", "评〔2020〕1号")
    before = Found("relapse_risk", True, day("3-29"), actor("village"))
    assert slugs(acted(case, "appraise", "4-7", evidence=(before, record))) == ["stale-evidence"]
    case, paper = submitted(until="appraise"), Documented("拟新增监测对象名单", "1号")
    old = Evaluated("monitored", True, day("4-6"), RECEIPT)
    result = acted(case, "submit", "4-8", evidence=(old, paper))
    assert slugs(result) == ["stale-evidence"]
    assert "不早于 2020-04-07" in result.to_text("zh")  # type: ignore[union-attr]
    both = (replace(before, day=day("4-7")), replace(before, day=day("4-7"), answer=False))
    visited = submitted(until="visit_home")
    result = acted(visited, "appraise", "4-7", evidence=(*both, record))
    assert slugs(result) == ["contradictory-evidence"]
    absurd = replace(before, day=day("3-30").replace(year=1920))
    result = acted(visited, "appraise", "4-7", evidence=(absurd, record))
    assert slugs(result) == ["evidence-out-of-time", "stale-evidence"]


def test_who_is_not_approved_learns_the_reason() -> None:
    """（原文只写审定；不予审定的须写明理由。）"""
    assert slugs(acted(submitted(), "refuse", "4-10", evidence=())) == ["missing-evidence"]
    refused_case = after(zhaojia(), submitted(), ("refuse", "4-10"))
    assert (refused_case.state, refused_case.is_over) == ("not_admitted", True)


def test_all_of_it_is_due_by_10_april() -> None:
    for until in ("visit_home", "appraise", "submit"):
        found = zhaojia().procedure.deadlines(submitted(until=until), "2020-04-11")
        assert {(d.due, d.is_overdue) for d in found} == {(day("4-10"), True)}
