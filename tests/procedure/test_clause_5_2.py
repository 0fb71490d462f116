"""五（二）走访阶段（3月25日-4月5日）"""

from __future__ import annotations

from tests.procedure.clauses import (
    acted,
    actor,
    after,
    day,
    makers,
    opened,
    proposals,
    slugs,
    submitted,
    zhaojia,
)

STAGE = zhaojia().procedure.stages["visiting"].span


def test_it_is_from_25_march_to_5_april() -> None:
    assert (STAGE.start, STAGE.end) == (day("3-25"), day("4-5"))


def test_the_town_visits_every_household_of_the_list() -> None:
    """镇脱贫办统筹力量、分组对初步监测名单开展进村入户走访。"""
    assert makers("visit_home") == ["town"]
    case = submitted(until="compare")
    assert slugs(acted(case, "appraise", "4-7")) == ["wrong-state"]
    assert after(zhaojia(), case, ("visit_home", "4-5")).state == "visited"


def test_what_was_verified_at_the_home_is_on_record() -> None:
    """重点核实“两不愁三保障”稳定实现情况，是否存在返贫、致贫风险。"""
    case = submitted(until="compare")
    assert slugs(acted(case, "visit_home", "3-30", evidence=())) == ["missing-evidence"]


def test_households_in_hardship_that_are_found_on_the_way_join_the_list() -> None:
    """在进村入户过程中，对发现其他家庭生活实际困难的农户，应一并纳入初步监测名单……"""
    case = opened(zhaojia(), "join", "3-26")
    assert case.state == "joined"
    result = zhaojia().procedure.open(
        "join", case="丁", subject="510002", day="2020-03-26", actor=actor("town")
    )
    assert slugs(result) == ["missing-evidence"]


def test_and_are_visited_like_the_others() -> None:
    """……并入户核实。"""
    case = opened(zhaojia(), "join", "3-26")
    assert slugs(acted(case, "appraise", "4-7")) == ["wrong-state"]
    assert after(zhaojia(), case, ("visit_home", "3-27"), ("appraise", "4-7")).state == "appraised"


def test_the_visits_are_due_by_5_april() -> None:
    (deadline,) = zhaojia().procedure.deadlines(submitted(until="compare"), "2020-04-06")
    assert (deadline.transition, deadline.due, deadline.is_overdue) == (
        "visit_home", day("4-5"), True,
    )  # fmt: skip


def test_no_evaluation_takes_the_place_of_a_visit() -> None:
    assert "visit_home" not in proposals(
        {"visible_hardship": True}, "2020-03-30", submitted(until="compare")
    )
