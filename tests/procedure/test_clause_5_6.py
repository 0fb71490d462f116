"""五（六）成效巩固阶段（7月1日-12月31日）"""

from __future__ import annotations

import pytest

from tests.procedure.clauses import (
    acted,
    after,
    day,
    listed,
    opened,
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
