"""五（五）3 销号管理"""

from __future__ import annotations

from tests.procedure.clauses import (
    acted,
    actor,
    after,
    listed,
    makers,
    opened,
    slugs,
    warned,
    zhaojia,
)


def test_the_department_applies_once_assistance_is_done() -> None:
    """完成对标补短和帮扶救助后，行业部门在大数据平台中提出销号申请……"""
    assert makers("apply_to_close") == ["departments"]
    assert slugs(acted(warned("plan"), "apply_to_close", "5-21")) == ["wrong-state"]
    assert warned("apply_to_close").state == "closing"


def test_the_town_verifies_and_closes() -> None:
    """……镇脱贫办组织核实后，在大数据平台中批准销号。"""
    assert makers("close") == ["town"]
    case = warned("apply_to_close")
    assert slugs(acted(case, "close", "5-25", evidence=())) == ["missing-evidence"]
    assert slugs(acted(case, "close", "5-25", actor=actor("departments"))) == ["wrong-role"]
    assert slugs(acted(warned("reach_standard"), "close", "5-25")) == ["wrong-state"]
    assert (warned().state, warned().is_over) == ("closed", True)


def test_what_does_not_pass_goes_back_with_a_reason() -> None:
    """（原文只写核实后批准；核实未通过的退回，并写明理由。）"""
    case = warned("apply_to_close")
    assert slugs(acted(case, "send_back", "5-25", evidence=())) == ["missing-evidence"]
    back = after(zhaojia(), case, ("send_back", "5-25"))
    assert (back.state, back.is_over) == ("planned", False)
    again = after(
        zhaojia(), back, ("reach_standard", "6-1"), ("apply_to_close", "6-2"), ("close", "6-3")
    )
    assert again.is_over


def test_the_department_updates_its_own_records_after_closing() -> None:
    """销号后，行业部门应将相关情况在本行业信息系统内及时更新。"""
    assert makers("update_records") == ["departments"]
    (deadline,) = zhaojia().procedure.deadlines(warned(), "2020-12-31")
    assert (deadline.transition, deadline.due) == ("update_records", None)
    assert after(zhaojia(), warned(), ("update_records", "5-26")).state == "updated"


def test_closing_ends_the_warning_and_not_the_monitoring() -> None:
    assert warned().is_over
    assert not listed().is_over
    months = [d.month for d in zhaojia().procedure.deadlines(listed(), "2020-06-30")]
    assert months == ["2020-04", "2020-05", "2020-06"]


def test_a_warning_again_is_a_new_one_that_knows_the_one_before() -> None:
    again = opened(
        zhaojia(), "flag", "6-10", case="丙", others=[listed(), warned()], predecessor="乙"
    )
    assert (again.id, again.predecessor, again.state) == ("丙", "乙", "flagged")
    assert warned().state == "closed"
