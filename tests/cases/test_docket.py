"""Many cases: a log replayed, a second warning after the first, openings beside others."""

from __future__ import annotations

from dataclasses import replace

from povertyrules.cases import Case, Corrected, Refusal, applied, opened, replay
from tests.cases.scenes import actor, after, day, listed, log, refused, warned, zhaojia
from tests.cases.scenes import opened as properly_opened

RULES = zhaojia().procedure.rules


def second() -> Case:
    """A warning after the first one was closed."""
    return properly_opened(
        zhaojia(), "flag", "6-10", case="丙", others=[listed(), warned()], predecessor="乙"
    )


def test_a_log_leads_to_its_cases() -> None:
    docket = replay(RULES, log(listed(), warned(), second()))
    assert docket.refused == ()
    assert docket.cases == {"甲": listed(), "乙": warned(), "丙": second()}


def test_what_is_not_allowed_is_left_out_and_told() -> None:
    events = log(listed(), warned("review"))
    wrong = replace(warned("confirm").later[1], number=7)
    docket = replay(RULES, [*events, wrong])
    assert docket.cases == {"甲": listed(), "乙": warned("review")}
    ((refused_event, refusal),) = [(r.event, r.refusal) for r in docket.refused]
    assert refused_event == wrong
    assert (refusal.faults[0].code.slug, refusal.number) == ("wrong-number", 7)


def test_a_warning_without_a_monitored_household_is_refused() -> None:
    docket = replay(RULES, warned("flag").events)
    assert docket.cases == {}
    assert [r.refusal.faults[0].code.slug for r in docket.refused] == ["not-yet"]


def test_a_warning_after_closing_knows_its_predecessor() -> None:
    assert second().predecessor == "乙"
    assert second().lifecycle == warned().lifecycle
    third = replace(second().opening, case="丁", predecessor="乙")
    closed = after(zhaojia(), second(), ("withdraw", "6-11"))
    others = [listed(), warned(), closed]
    refusal = refused(opened(RULES, third, others))
    assert "本事项的前一事项是 丙，不是 乙" in refusal.to_text("zh")


def test_a_case_that_was_never_there_is_no_predecessor() -> None:
    wrong = replace(warned("flag").opening, predecessor="无此件")
    refusal = refused(opened(RULES, wrong, [listed()]))
    assert "本事项的前一事项是无，不是 无此件" in refusal.to_text("zh")


def test_closing_a_warning_does_not_end_the_monitoring_of_the_household() -> None:
    docket = replay(RULES, log(listed(), warned()))
    assert docket.cases["乙"].is_over
    assert not docket.cases["甲"].is_over
    actions = zhaojia().procedure.next_actions(docket.cases["甲"], "village", "2020-05-26")
    assert [action.transition for action in actions] == ["observe"]


def test_a_closed_case_is_not_opened_again_under_the_one_that_came_after_it() -> None:
    case, others = warned(), [listed(), second()]
    struck = Corrected("乙", 9, 8, None, second().opened, actor("town"), "误批")
    refusal = refused(applied(RULES, case, struck, others))
    assert [fault.code.slug for fault in refusal.faults] == ["breaks-other"]
    assert isinstance(applied(RULES, case, struck, [listed()]), Case)
    docket = replay(RULES, [*log(listed(), case, second()), struck])
    assert docket.cases["乙"].is_over
    assert [r.refusal.faults[0].code.slug for r in docket.refused] == ["breaks-other"]


def test_a_correction_does_not_take_away_what_another_case_stands_on() -> None:
    steps = ("report_to_district", "compare", "visit_home", "appraise", "submit", "approve",
             "mark_monitoring")  # fmt: skip
    household = properly_opened(zhaojia(), "nominate", "5-6")
    household = after(zhaojia(), household, *((step, "5-6") for step in steps))
    warning = properly_opened(zhaojia(), "flag", "5-12", case="乙", others=[household])
    struck = Corrected("甲", 9, 8, None, day("5-13"), actor("town"), "误标")
    refusal = refused(applied(RULES, household, struck, [warning]))
    assert [fault.code.slug for fault in refusal.faults] == ["breaks-other"]
    late = replace(household.acts[-1].act, day=day("5-13"))
    moved = replace(struck, act=late)
    assert isinstance(applied(RULES, household, moved, [warning]), Refusal)
    assert isinstance(applied(RULES, household, struck, []), Case)


def test_other_households_do_not_matter() -> None:
    other = listed(case="戊", subject="510002")
    assert opened(RULES, warned("flag").opening, [listed()]) == warned("flag")
    docket = replay(RULES, log(other, listed(), warned()))
    assert set(docket.cases) == {"甲", "乙", "戊"}
    assert replay(RULES, log(other, warned("flag"))).refused


def test_the_next_case_is_not_dated_before_the_end_of_the_one_before() -> None:
    early = replace(second().opening, act=replace(second().opening.act, day=warned().opened))
    refusal = refused(opened(RULES, early, [listed(), warned()]))
    slugs = [fault.code.slug for fault in refusal.faults]
    assert "before-last-event" in slugs or "evidence-out-of-time" in slugs
