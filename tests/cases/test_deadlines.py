"""Deadlines: by stages, by days that a locality set, by months; and where no limit is set."""

from __future__ import annotations

import povertyrules as pr
from povertyrules.cases.rounds import rounds_of
from povertyrules.cases.waits import waits
from povertyrules.kernel.source import Source
from povertyrules.model.check import check_source
from tests.cases.scenes import SMALL, after, day, listed, opened, small, warned, zhaojia

LOCAL = {"assistance_days": {"value": 20, "cite": "示例镇〔2020〕5号"}}


def told(ruleset: pr.Ruleset, case: pr.cases.Case, as_of: str) -> dict[str, tuple[object, ...]]:
    return {
        d.transition: (d.basis, d.due and d.due.isoformat(), d.is_overdue)
        for d in ruleset.procedure.deadlines(case, as_of)
    }


def test_by_the_end_of_a_stage() -> None:
    case, step = opened(zhaojia(), "nominate", "3-21"), "report_to_district"
    assert told(zhaojia(), case, "2020-03-24")[step] == ("stage", "2020-03-24", False)
    assert told(zhaojia(), case, "2020-03-25")[step] == ("stage", "2020-03-24", True)


def test_a_stage_that_was_over_before_sets_no_limit() -> None:
    case = opened(zhaojia(), "nominate", "5-6")
    assert told(zhaojia(), case, "2020-06-30")["report_to_district"] == ("none", None, False)


def test_a_late_stage_leaves_the_limits_of_later_ones() -> None:
    """Who was found in time is to be entered in time, however late the list was sent on."""
    case = after(zhaojia(), opened(zhaojia(), "nominate", "3-21"), ("report_to_district", "4-20"))
    assert told(zhaojia(), case, "2020-04-20")["compare"] == ("stage", "2020-03-24", True)
    case = after(zhaojia(), case, ("compare", "4-21"))
    assert told(zhaojia(), case, "2020-04-21") == {"visit_home": ("stage", "2020-04-05", True)}


def test_what_was_done_late_stays_to_be_seen() -> None:
    case = after(zhaojia(), opened(zhaojia(), "nominate", "3-21"), ("report_to_district", "3-24"))
    assert zhaojia().procedure.done_late(case) == ()
    case = after(zhaojia(), case, ("compare", "4-20"), ("visit_home", "4-20"))
    late = zhaojia().procedure.done_late(case)
    assert [(each.number, each.transition, each.due, each.days) for each in late] == [
        (3, "compare", day("3-24"), 27),
        (4, "visit_home", day("4-5"), 15),
    ]
    assert late[1].to_text("zh") == (
        "进村入户走访核实：期限 2020-04-05，于 2020-04-20 办理，迟 15 天"
    )
    assert late[1].to_text("en").endswith("due by 2020-04-05, done on 2020-04-20, late by 15 days")
    assert late[1].to_dict() == {
        "number": 4,
        "transition": "visit_home",
        "label": "进村入户走访核实",
        "basis": "stage",
        "since": "2020-04-20",
        "due": "2020-04-05",
        "day": "2020-04-20",
        "days_late": 15,
        "set_by": "",
        "cite": ["notice#5.2", "notice#5.4"],
    }


def test_days_run_from_the_referral_though_nobody_plans() -> None:
    ruleset = pr.load("zhaojia", as_of="2020-06-01", parameters=LOCAL)
    case = warned("refer")  # on 23 April; nobody has planned
    found = told(ruleset, case, "2020-05-14")
    assert found == {
        "plan": ("none", None, False),
        "reach_standard": ("days", "2020-05-13", True),
        "deliver_relief": ("days", "2020-05-13", True),
    }
    assert [wait.step for wait in waits(ruleset.procedure.rules, case)] == [
        "reach_standard", "deliver_relief",
    ]  # fmt: skip
    assert set(told(ruleset, warned("reach_standard"), "2020-12-31")) == {"apply_to_close"}


def test_measures_that_were_done_late_are_told_when_they_are_done() -> None:
    ruleset = pr.load("zhaojia", as_of="2020-06-01", parameters=LOCAL)
    (late,) = ruleset.procedure.done_late(warned())
    assert (late.transition, late.since, late.due, late.days, late.cite) == (
        "reach_standard", day("4-23"), day("5-13"), 7, "示例镇〔2020〕5号",
    )  # fmt: skip
    again = after(zhaojia(), warned("apply_to_close"), ("send_back", "5-25"),
                  ("reach_standard", "5-26"))  # fmt: skip
    assert [each.days for each in ruleset.procedure.done_late(again)] == [7, 13]
    assert zhaojia().procedure.done_late(warned()) == ()


BETWEEN = """\
        told: {label: 已告知, cite: notice#5.5.1}
        back: {label: 已退回, cite: notice#5.5.1}
        repaired: {label"""
STEPS = """\
        tell: {label: 告知, from: flagged, to: told, by: town, cite: notice#5.5.1}
        hand_back: {label: 退回村, from: told, to: back, by: town, cite: notice#5.5.1}
        flag_again: {label: 再报, from: back, to: flagged, by: village, cite: notice#5.5.1}
        finish:"""


def test_the_time_runs_only_where_the_step_is_ahead() -> None:
    """Not where it begins anew before the step can be made, nor after the step."""
    text = SMALL.read_text("utf-8")
    for old, new in (
        ("        repaired: {label", BETWEEN),
        ("        finish:", STEPS),
        ("          from: flagged\n", "          from: told\n"),
        ("{days: repair_days}", "{days: repair_days, since: flagged}"),
    ):
        assert text.count(old) == 1
        text = text.replace(old, new)
    ruleset, report = check_source(Source("过程.yaml", text))
    assert ruleset is not None, [d.to_text() for d in report]
    assert ruleset.procedure is not None
    lifecycle = ruleset.procedure.lifecycles["repair"]
    assert lifecycle.counted_in(lifecycle.transitions["finish"]) == {"flagged", "told"}
    waited = {s: [step.id for step in lifecycle.awaited_in(s)] for s in lifecycle.states}
    assert waited == {
        "flagged": ["tell", "finish"],
        "told": ["hand_back", "finish"],
        "back": ["flag_again"],
        "repaired": ["send_back", "close"],
        "closed": [],
    }


def test_days_that_nobody_has_set_are_not_invented() -> None:
    case = warned("plan")
    assert told(zhaojia(), case, "2020-12-31") == {
        "reach_standard": ("open", None, False),
        "deliver_relief": ("open", None, False),
    }
    (first, _) = zhaojia().procedure.deadlines(case, "2020-12-31")
    assert first.to_text("zh") == "脱贫监测户：对标补短，全面达标：没有规定期限"
    assert first.to_text("en") == "脱贫监测户：对标补短，全面达标: no limit set"
    assert first.parameter is not None
    assert first.parameter.question
    assert first.to_dict()["parameter"] == "assistance_days"


def test_days_that_a_locality_has_set_run_from_the_state_that_is_named() -> None:
    ruleset = pr.load("zhaojia", as_of="2020-06-01", parameters=LOCAL)
    case = warned("plan")  # referred on 23 April, planned on the 28th
    assert told(ruleset, case, "2020-05-13")["reach_standard"] == ("days", "2020-05-13", False)
    assert told(ruleset, case, "2020-05-14")["reach_standard"] == ("days", "2020-05-13", True)
    (first, _) = ruleset.procedure.deadlines(case, "2020-05-14")
    assert (first.since, first.cite) == (day("4-23"), "示例镇〔2020〕5号")
    assert first.to_text("zh").endswith("截至 2020-05-13，已逾期")


def test_what_a_locality_sets_leaves_decisions_and_cases_as_they_are() -> None:
    ruleset = pr.load("zhaojia", as_of="2020-06-01", parameters=LOCAL)
    assert ruleset.digest == zhaojia().digest
    assert ruleset.procedure.fold(warned("plan").events) == warned("plan")
    record = {"household_size": 4}
    receipts = [r.evaluate(record, as_of="2020-06-01").receipt() for r in (ruleset, zhaojia())]
    assert receipts[0] == receipts[1]


def test_being_sent_back_does_not_begin_the_time_anew() -> None:
    ruleset = pr.load("zhaojia", as_of="2020-06-01", parameters=LOCAL)
    case = after(zhaojia(), warned("apply_to_close"), ("send_back", "5-25"))
    assert told(ruleset, case, "2020-05-25")["reach_standard"] == ("days", "2020-05-13", True)


def test_days_run_anew_from_a_state_that_is_come_into_again() -> None:
    case = opened(small(), "flag", "5-1", others=[opened(small(), "enlist", "4-20", case="子")])
    assert told(small(), case, "2020-05-02")["finish"] == ("days", "2020-05-31", False)
    again = after(small(), case, ("finish", "5-20"), ("send_back", "5-25"))
    assert told(small(), again, "2020-06-24")["finish"] == ("days", "2020-06-24", False)


def test_a_clause_without_a_limit_sets_none() -> None:
    assert told(zhaojia(), warned("flag"), "2020-12-31") == {
        "review": ("none", None, False),
        "withdraw": ("none", None, False),
    }
    assert told(zhaojia(), warned(), "2020-12-31") == {"update_records": ("none", None, False)}


def test_one_round_a_month_from_april_to_december() -> None:
    months = [d.month for d in zhaojia().procedure.deadlines(listed(), "2020-12-31")]
    assert months == [f"2020-{number:02d}" for number in range(4, 13)]


def test_rounds_that_were_missed_stay_overdue() -> None:
    case = after(zhaojia(), listed(), ("observe", "4-20"), ("observe", "6-2"))
    found = zhaojia().procedure.deadlines(case, "2020-07-10")
    assert [(d.month, d.due, d.is_overdue) for d in found] == [
        ("2020-05", day("5-31"), True),
        ("2020-07", day("7-31"), False),
    ]
    assert found[0].to_text("zh") == "每月动态监测（2020-05）：截至 2020-05-31，已逾期"
    assert found[1].to_text("en") == "每月动态监测 (2020-07): by 2020-07-31"


def test_no_round_is_due_before_the_household_joined() -> None:
    late = opened(zhaojia(), "nominate", "5-6", case="丙")
    late = after(
        zhaojia(), late,
        ("report_to_district", "5-6"),
        ("compare", "5-7"), ("visit_home", "5-8"), ("appraise", "5-9"), ("submit", "5-10"),
        ("approve", "6-1"), ("mark_monitoring", "6-2"),
    )  # fmt: skip
    months = [d.month for d in zhaojia().procedure.deadlines(late, "2020-07-31")]
    assert months == ["2020-06", "2020-07"]


def test_no_round_is_owed_of_a_month_of_which_no_day_is_left() -> None:
    late = opened(zhaojia(), "carry_over", "4-30")
    assert [d.month for d in zhaojia().procedure.deadlines(late, "2020-05-31")] == ["2020-05"]
    assert waits(zhaojia().procedure.rules, late)[0].since == day("5-1")
    assert after(zhaojia(), late, ("observe", "4-30")).state == "entered"
    still = opened(zhaojia(), "carry_over", "4-29")
    months = [d.month for d in zhaojia().procedure.deadlines(still, "2020-05-31")]
    assert months == ["2020-04", "2020-05"]


def test_the_first_round_begins_with_its_stage() -> None:
    step = zhaojia().procedure.rules.procedure.transitions["observe"]
    in_force = zhaojia().checked.in_force
    assert rounds_of(step, in_force, day("4-15")) == []
    (april,) = rounds_of(step, in_force, day("4-16"))
    assert (april.first, april.last) == (day("4-16"), day("4-30"))
    assert len(rounds_of(step, in_force, day("12-31").replace(year=2030))) == 9


def test_deadlines_as_plain_data() -> None:
    (found,) = zhaojia().procedure.deadlines(listed(), "2020-04-30")
    assert found.to_dict() == {
        "transition": "observe",
        "label": "每月动态监测",
        "by": ["village"],
        "basis": "month",
        "since": "2020-04-16",
        "due": "2020-04-30",
        "overdue": False,
        "parameter": None,
        "set_by": "",
        "month": "2020-04",
        "cite": ["notice#5.5.1", "notice#5.6", "notice#7.2"],
    }
