"""五（四）录入阶段（4月11日-4月15日）"""

from __future__ import annotations

import pytest

from tests.procedure.clauses import (
    LATER,
    acted,
    after,
    day,
    makers,
    opened,
    proposals,
    slugs,
    submitted,
    zhaojia,
)

STAGE = zhaojia().procedure.stages["entry"].span
APPROVED = submitted(("approve", "4-10"))
MONITORING = {"registered": True, "lifted_out": True, "list_2019": "monitoring"}
MARGINAL = {"registered": False, "lifted_out": False, "list_2019": "marginal"}


def test_it_is_from_11_to_15_april() -> None:
    assert (STAGE.start, STAGE.end) == (day("4-11"), day("4-15"))


def test_the_village_collects_the_data_of_approved_marginal_households() -> None:
    """村“两委”和驻村工作队根据审定的名单，入户采集新增边缘户信息……"""
    assert makers("collect") == ["village"]
    assert slugs(acted(submitted(), "collect", "4-11")) == ["wrong-state"]
    assert list(proposals(MARGINAL, "2020-04-11", APPROVED)) == ["collect"]
    assert after(zhaojia(), APPROVED, ("collect", "4-11")).state == "collected"


def test_the_town_enters_marginal_households() -> None:
    """……由镇脱贫办在国家系统中录入新增边缘户……"""
    assert makers("enter_marginal") == ["town"]
    assert slugs(acted(APPROVED, "enter_marginal", "4-12")) == ["wrong-state"]
    case = after(zhaojia(), APPROVED, ("collect", "4-11"), ("enter_marginal", "4-12"))
    assert case.state == "entered"


def test_the_town_marks_monitoring_households() -> None:
    """……标注新增脱贫监测户。"""
    assert makers("mark_monitoring") == ["town"]
    assert list(proposals(MONITORING, "2020-04-11", APPROVED)) == ["mark_monitoring"]
    assert after(zhaojia(), APPROVED, ("mark_monitoring", "4-15")).state == "entered"


def test_nobody_is_entered_who_was_not_approved() -> None:
    for step in ("collect", "enter_marginal", "mark_monitoring"):
        assert slugs(acted(submitted(), step, "4-11")) == ["wrong-state"]


@pytest.mark.parametrize("on", LATER)
def test_households_that_are_found_later_are_entered_by_the_same_steps(on: str) -> None:
    """对监测过程发现的新增监测对象，及时按程序在国家系统补录。"""
    month_day = on.removeprefix("2020-").lstrip("0").replace("-0", "-")
    steps = ("report_to_district", "compare", "visit_home", "appraise", "submit", "approve",
             "mark_monitoring")  # fmt: skip
    case = opened(zhaojia(), "nominate", month_day)
    case = after(zhaojia(), case, *((step, month_day) for step in steps))
    assert (case.state, case.since) == ("entered", day(month_day))


def test_entering_is_due_by_15_april() -> None:
    found = zhaojia().procedure.deadlines(APPROVED, "2020-04-16")
    assert {(d.due, d.is_overdue) for d in found} == {(day("4-15"), True)}
