"""七、工作要求"""

from __future__ import annotations

import pytest

import povertyrules as pr
from tests.procedure.clauses import (
    acted,
    day,
    listed,
    makers,
    nominated,
    proper_act,
    slugs,
    submitted,
    warned,
    zhaojia,
)


def test_7_1_work_is_finished_within_a_time_limit() -> None:
    """建立健全……限时办结制度。（天数由当地规定并注明依据；未规定的不认定逾期。）"""
    parameter = zhaojia().checked.parameters["assistance_days"]
    assert parameter.open
    assert {clause.id for clause in parameter.cites} == {"5.5.2", "7.1"}
    fills = {"assistance_days": {"value": 15, "cite": "示例镇〔2020〕5号"}}
    ruleset = pr.load("zhaojia", as_of="2020-06-01", parameters=fills)
    for deadline in ruleset.procedure.deadlines(warned("plan"), "2020-05-09"):
        assert (deadline.due, deadline.is_overdue) == (day("5-8"), True)
        assert deadline.cite == "示例镇〔2020〕5号"


def test_7_2_closing_needs_a_visit_in_return() -> None:
    """行业部门和各村（社区）要分类分层解决问题，及时回访销号……"""
    result = acted(warned("apply_to_close"), "close", "5-25", evidence=())
    assert "销号核实（回访）记录" in result.to_text("zh")  # type: ignore[union-attr]


def test_7_2_the_departments_plan_the_measures_and_see_them_through() -> None:
    """行业部门要制定对标补短和帮扶救助措施并督促指导落实落地。"""
    steps = ("plan", "reach_standard", "deliver_relief", "apply_to_close")
    assert [makers(step) for step in steps] == [["departments"]] * 4


@pytest.mark.parametrize("step", ["reach_standard", "deliver_relief"])
def test_7_2_the_villages_put_the_measures_into_effect(step: str) -> None:
    """各村（社区）要……落实预警监测对象的对标补短和帮扶救助。"""
    found = proper_act(zhaojia(), step, day("5-20")).evidence
    without = tuple(e for e in found if getattr(e, "document", "") != "村（社区）落实情况")
    result = acted(warned("plan"), step, "5-20", evidence=without)
    assert slugs(result) == ["missing-evidence"]
    assert "村（社区）落实情况" in result.to_text("zh")  # type: ignore[union-attr]
    steps = zhaojia().procedure.rules.procedure.transitions
    assert "7.2" in {clause.id for clause in steps[step].cites}
    assert "写明村（社区）落实的内容" in steps["plan"].interpretation


def test_7_2_the_villages_screen_and_observe() -> None:
    """各村（社区）要认真做好监测对象的摸底和动态监测工作……"""
    assert makers("nominate") == makers("observe") == ["village"]


def test_7_3_whoever_is_behind_can_be_told() -> None:
    """镇脱贫办将……纳入日常督查巡查重要范畴，对工作推进不力的将及时通报……"""
    behind = {
        (role.label, deadline.label)
        for case in (listed(), nominated(), submitted())
        for deadline in zhaojia().procedure.deadlines(case, "2020-05-01")
        if deadline.is_overdue
        for role in deadline.roles
    }
    assert behind == {
        ("村“两委”和驻村工作队", "每月动态监测"),
        ("镇脱贫办", "汇总后上报区脱贫办"),
        ("区脱贫办", "审定"),
        ("区脱贫办", "不予审定"),
    }


def test_7_3_what_was_decided_against_somebody_names_who_and_why() -> None:
    """……对影响全镇脱贫攻坚任务的将严肃问责。（每一步都有经办人；不利的决定都有理由。）"""
    assert slugs(acted(submitted(), "refuse", "4-10", evidence=())) == ["missing-evidence"]
    for case in (listed(), warned(), submitted()):
        assert all(event.actor.name and event.actor.role for event in case.events)
