"""Many cases: a log replayed, a second warning after the first, openings beside others."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from povertyrules.cases import (
    Case,
    Corrected,
    Refusal,
    applied,
    first_refused,
    opened,
    replay,
)
from tests.cases.scenes import (
    actor,
    after,
    day,
    listed,
    log,
    proper_act,
    refused,
    warned,
    zhaojia,
)
from tests.cases.scenes import opened as properly_opened

RULES = zhaojia().procedure.rules


STEPS = ("report_to_district", "compare", "visit_home", "appraise", "submit", "approve",
         "mark_monitoring")  # fmt: skip


def late(**beside: Any) -> Case:
    """A household that was found and entered in May."""
    household = properly_opened(zhaojia(), "nominate", "5-6", **beside)
    return after(zhaojia(), household, *((step, "5-6") for step in STEPS))


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
    household = late()
    warning = properly_opened(zhaojia(), "flag", "5-12", case="乙", others=[household])
    struck = Corrected("甲", 9, 8, None, day("5-13"), actor("town"), "误标")
    refusal = refused(applied(RULES, household, struck, [warning]))
    assert [fault.code.slug for fault in refusal.faults] == ["breaks-other"]
    moved_late = replace(household.acts[-1].act, day=day("5-13"))
    moved = replace(struck, act=moved_late)
    assert isinstance(applied(RULES, household, moved, [warning]), Refusal)
    assert isinstance(applied(RULES, household, struck, []), Case)


def moved(case: Case, on: str) -> Corrected:
    """The opening of a case, corrected to another day."""
    act = proper_act(zhaojia(), case.acts[0].act.transition, day(on))
    return Corrected(case.id, len(case.events) + 1, 1, act, case.last_day, act.actor, "误记")


def faults(result: Case | Refusal) -> list[tuple[str, str]]:
    return [(fault.code.slug, fault.path) for fault in refused(result).faults]


def test_a_warning_is_not_corrected_to_a_day_before_the_household_was_monitored() -> None:
    household = late()
    warning = properly_opened(zhaojia(), "flag", "5-12", case="乙", others=[household])
    assert isinstance(applied(RULES, warning, moved(warning, "5-6"), [household]), Case)
    early = applied(RULES, warning, moved(warning, "5-5"), [household])
    assert faults(early) == [("not-yet", "act.day")]
    docket = replay(RULES, [*log(household, warning), moved(warning, "5-5")])
    assert [r.event for r in docket.refused] == [moved(warning, "5-5")]


def test_a_warning_is_not_corrected_to_a_day_before_the_end_of_the_one_before() -> None:
    others = [listed(), warned()]
    early = applied(RULES, second(), moved(second(), "5-24"), others)
    assert faults(early) == [("before-other-is-over", "act.day")]
    assert "须为 2020-05-25 或以后的日期" in refused(early).to_text("zh")
    assert isinstance(applied(RULES, second(), moved(second(), "5-25"), others), Case)


def test_a_warning_is_not_corrected_to_end_after_the_next_one_has_begun() -> None:
    case, others = warned(), [listed(), second()]
    act = proper_act(zhaojia(), "close", day("6-11"))
    wrong = Corrected("乙", 9, 8, act, day("6-11"), act.actor, "误记")
    refusal = refused(applied(RULES, case, wrong, others))
    assert faults(refusal) == [("breaks-other", "event")]
    text = refusal.to_text("zh")
    assert "2020-06-10 立案的事项 丙" in text
    assert "须使 乙 在 2020-06-10 已办结；或先更正事项 丙" in text
    right = replace(wrong, act=replace(act, day=day("6-10")))
    docket = replay(RULES, [*log(listed(), case, second()), right])
    assert docket.refused == ()
    assert docket.cases["乙"].since == day("6-10")


def test_a_case_does_not_break_what_never_stood_on_it() -> None:
    """A household that was not admitted at first: correcting that leaves its warning alone."""
    first = properly_opened(zhaojia(), "nominate", "4-20", case="子")
    first = after(zhaojia(), first, *((s, "4-21") for s in (*STEPS[:2], "visit_home", "appraise")))
    first = after(zhaojia(), first, ("set_aside", "4-22"))
    again = late(others=[first], predecessor="子")
    warning = properly_opened(zhaojia(), "flag", "5-12", case="乙", others=[first, again])
    act = replace(first.acts[-1].act, day=day("4-23"))
    moved_on = Corrected("子", 7, 6, act, day("5-13"), act.actor, "误记")
    assert isinstance(applied(RULES, first, moved_on, [again, warning]), Case)


def test_what_is_corrected_long_after_does_not_move_the_end_of_a_case() -> None:
    act = warned().acts[-1].act
    later = Corrected("乙", 9, 8, act, day("6-20"), act.actor, "文号写错")
    case = applied(RULES, warned(), later, [listed()])
    assert isinstance(case, Case)
    assert isinstance(opened(RULES, second().opening, [listed(), case]), Case)


def test_the_first_event_that_was_not_allowed_beside_the_others_is_found() -> None:
    whole = log(listed(), warned(), second())
    assert first_refused(RULES, whole) is None
    wrong = [*whole, moved(second(), "5-24"), moved(warned(), "4-19")]
    found = first_refused(RULES, wrong)
    assert found is not None
    assert (found.event.case, found.event.number) == ("丙", 2)
    assert faults(found.refusal) == [("before-other-is-over", "act.day")]
    alone = first_refused(RULES, warned().events)
    assert alone is not None
    assert (alone.event.case, alone.event.number) == ("乙", 1)


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
    assert "before-other-is-over" in slugs or "evidence-out-of-time" in slugs
