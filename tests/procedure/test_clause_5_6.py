"""五（六）成效巩固阶段（7月1日-12月31日）"""

from __future__ import annotations

from dataclasses import replace

import pytest

from povertyrules.cases import Case, Evaluated
from tests.procedure.clauses import (
    acted,
    after,
    day,
    listed,
    opened,
    proper_act,
    proposals,
    slugs,
    zhaojia,
)

STAGE = zhaojia().procedure.stages["consolidation"].span
MONITORED = {"registered": True, "lifted_out": True, "list_2019": "monitoring"}


def test_it_is_from_1_july_to_31_december() -> None:
    assert (STAGE.start, STAGE.end) == (day("7-1"), day("12-31"))


def test_one_observation_in_each_month_from_july_to_december() -> None:
    """7至12月。每月开展一次动态监测……"""
    case = listed()
    for month in range(4, 13):
        assert not hasattr(acted(case, "observe", f"{month}-28"), "faults")
        case = after(zhaojia(), case, ("observe", f"{month}-28"))
    assert zhaojia().procedure.deadlines(case, "2020-12-31") == ()
    assert slugs(acted(case, "observe", "12-31")) == ["already-this-month"]
    late = acted(case, "observe", "12-31", day=day("12-31").replace(year=2021))
    assert slugs(late) == ["outside-stage"]


@pytest.mark.parametrize("month", range(7, 13))
def test_new_warnings_are_taken_up_at_once_to_the_end_of_the_year(month: int) -> None:
    """……对新发现的预警监测对象，及时开展对标补短和帮扶救助，立行立改。"""
    facts = {**MONITORED, "housing_secure": False}
    assert "flag" in proposals(facts, f"2020-{month:02d}-01", listed())
    case = opened(zhaojia(), "flag", f"{month}-1", case="乙", others=[listed()])
    steps = ("review", "confirm", "refer", "plan", "reach_standard", "apply_to_close", "close")
    assert after(zhaojia(), case, *((step, f"{month}-1") for step in steps)).is_over


def test_what_is_open_at_the_end_of_the_year_is_still_brought_to_an_end() -> None:
    """（原文没有写12月31日仍未销号的如何处理：已标注的预警仍须办结，责任不因阶段结束而免除。）"""
    next_year = day("1-8").replace(year=2021)
    case = opened(zhaojia(), "flag", "12-30", case="乙", others=[listed()])
    for step in ("review", "confirm", "refer", "plan", "reach_standard", "apply_to_close", "close"):
        act = proper_act(zhaojia(), step, next_year)
        last = day("12-31")
        evidence = tuple(
            replace(piece, as_of=last) if isinstance(piece, Evaluated) else piece
            for piece in act.evidence
        )
        roles = [role.id for role in zhaojia().procedure.rules.procedure.transitions[step].roles]
        assert zhaojia().procedure.next_actions(case, roles[0], next_year)
        result = acted(case, step, "12-31", day=next_year, evidence=evidence)
        assert isinstance(result, Case), result.to_text("en")
        case = result
    assert case.is_over
    assert "12月31日以后仍可办理" in zhaojia().procedure.lifecycles["warning_case"].interpretation


def test_no_new_warning_is_flagged_after_the_end_of_the_year() -> None:
    act = replace(proper_act(zhaojia(), "flag", day("12-31")), day=day("1-4").replace(year=2021))
    case = opened(zhaojia(), "flag", "12-31", case="乙", others=[listed()])
    event = replace(case.opening, act=act)
    assert "outside-stage" in slugs(zhaojia().procedure.apply(None, event, [listed()]))
