"""五（五）2 补短帮扶"""

from __future__ import annotations

import povertyrules as pr
from tests.procedure.clauses import (
    acted,
    actor,
    after,
    day,
    listed,
    makers,
    proper_act,
    proposals,
    slugs,
    warned,
    zhaojia,
)

MONITORING = {"registered": True, "lifted_out": True, "list_2019": "monitoring"}
MARGINAL = {"registered": False, "lifted_out": False, "list_2019": "marginal"}


def test_the_departments_plan_measures_together_with_the_village() -> None:
    """相关行业部门要根据预警监测对象实际困难情况，会同各村（社区）制定有针对性的帮扶措施……"""
    assert makers("plan") == ["departments"]
    bare = acted(warned("refer"), "plan", "4-28", evidence=())
    assert slugs(bare) == ["missing-evidence"]
    assert "会同村（社区）制定的帮扶措施" in bare.to_text("zh")  # type: ignore[union-attr]


def test_assistance_has_a_time_limit_that_the_locality_sets() -> None:
    """……应限时完成补短帮扶。"""
    for deadline in zhaojia().procedure.deadlines(warned("plan"), "2020-12-31"):
        assert (deadline.basis, deadline.due, deadline.is_overdue) == ("open", None, False)
    fills = {"assistance_days": {"value": 30, "cite": "示例镇〔2020〕5号"}}
    ruleset = pr.load("zhaojia", as_of="2020-06-01", parameters=fills)
    for deadline in ruleset.procedure.deadlines(warned("plan"), "2020-05-24"):
        assert (deadline.due, deadline.is_overdue) == (day("5-23"), True)
        assert [role.id for role in deadline.roles] == ["departments"]


def test_the_time_runs_from_the_referral_whether_or_not_measures_are_planned() -> None:
    """……会同各村（社区）制定有针对性的帮扶措施，应限时完成补短帮扶。"""
    fills = {"assistance_days": {"value": 30, "cite": "示例镇〔2020〕5号"}}
    ruleset = pr.load("zhaojia", as_of="2020-06-01", parameters=fills)
    found = ruleset.procedure.deadlines(warned("refer"), "2020-05-24")
    assert {d.transition: (d.due, d.is_overdue) for d in found} == {
        "plan": (None, False),
        "reach_standard": (day("5-23"), True),
        "deliver_relief": (day("5-23"), True),
    }
    unset = zhaojia().procedure.deadlines(warned("refer"), "2020-12-31")
    assert [deadline.due for deadline in unset] == [None] * 3
    late = after(zhaojia(), warned("plan"), ("reach_standard", "6-2"), ("apply_to_close", "6-2"))
    assert [each.days for each in ruleset.procedure.done_late(late)] == [10]


def test_monitoring_households_reach_the_whole_standard() -> None:
    """对预警的脱贫监测户，要对照2020年脱贫退出的标准，对标补短，全面达标……"""
    cases = [listed(), warned("plan")]
    assert list(proposals(MONITORING, "2020-05-20", *cases)) == ["reach_standard"]
    short = {**MONITORING, "water_secure": False}
    assert "reach_standard" not in proposals(short, "2020-05-20", *cases)
    unknown = {**MONITORING, "water_secure": None}
    assert "reach_standard" not in proposals(unknown, "2020-05-20", *cases)
    only_paper = acted(warned("plan"), "reach_standard", "5-20", evidence=())
    assert slugs(only_paper) == ["missing-evidence"] * 4


def test_the_standard_is_reached_after_the_measures_not_before() -> None:
    """……对标补短，全面达标。（制定措施以前、退回以前的评定，都不证明补短已经完成。）"""
    found = proper_act(zhaojia(), "reach_standard", day("4-27")).evidence
    result = acted(warned("plan"), "reach_standard", "5-20", evidence=found)
    assert slugs(result) == ["stale-evidence"]
    again = after(zhaojia(), warned("apply_to_close"), ("send_back", "5-25"))
    found = proper_act(zhaojia(), "reach_standard", day("5-24")).evidence
    assert slugs(acted(again, "reach_standard", "5-26", evidence=found)) == ["stale-evidence"]


def test_marginal_households_get_their_relief() -> None:
    """……对预警的边缘户，要及时落实帮扶救助。"""
    assert makers("deliver_relief") == ["departments"]
    found = proposals({**MARGINAL, "water_secure": False}, "2020-05-20", listed(), warned("plan"))
    assert list(found) == ["deliver_relief"]
    assert [need.label for need in found["deliver_relief"].missing] == [  # type: ignore[union-attr]
        "帮扶救助落实情况", "村（社区）落实情况",
    ]  # fmt: skip
    assert after(zhaojia(), warned("plan"), ("deliver_relief", "5-20")).state == "assisted"


def test_a_monitoring_household_is_not_done_with_relief_alone() -> None:
    cases = [listed(), warned("plan")]
    assert "deliver_relief" not in proposals(MONITORING, "2020-05-20", *cases)


def test_nobody_but_the_departments_says_that_it_is_done() -> None:
    for role in ("village", "town", "district"):
        result = acted(warned("plan"), "reach_standard", "5-20", actor=actor(role))
        assert slugs(result) == ["wrong-role"]
