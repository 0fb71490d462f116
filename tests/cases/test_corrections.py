"""Corrections: they are events too, nothing is rewritten, and what follows must still hold."""

from __future__ import annotations

from dataclasses import replace

from povertyrules.cases import Acted, Case, Corrected, Documented, Refusal, apply, fold
from tests.cases.scenes import (
    actor,
    after,
    day,
    listed,
    opened,
    proper_act,
    refused,
    slugs,
    warned,
    zhaojia,
)

PROCEDURE = zhaojia().procedure
RULES = PROCEDURE.rules


def accepted(result: object) -> Case:
    assert isinstance(result, Case), result
    return result


def test_a_wrong_date_is_corrected_and_both_dates_stay_in_the_log() -> None:
    case = warned("refer")
    earlier = replace(case.acts[1].act, day=day("4-20"))
    again = accepted(
        PROCEDURE.correct(
            case, 2, day="2020-04-24", actor=actor("village"), reason="日期写错", act=earlier
        )
    )
    assert again.entered_on("reviewed") == day("4-20")
    assert again.acts[1].act.day == day("4-20")
    assert again.events[:-1] == case.events
    assert again.events[1].day == day("4-21")
    assert (again.state, again.last_day) == ("referred", day("4-24"))
    assert fold(RULES, again.events) == again


def test_the_last_step_can_be_struck_out_and_made_anew() -> None:
    case = warned("review")
    struck = accepted(
        PROCEDURE.correct(case, 2, day="2020-04-22", actor=actor("village"), reason="误报")
    )
    assert (struck.state, [r.number for r in struck.acts]) == ("flagged", [1])
    again = after(zhaojia(), struck, ("review", "4-23"))
    assert [r.number for r in again.acts] == [1, 4]
    assert [type(event).__name__ for event in again.events] == [
        "Opened", "Acted", "Corrected", "Acted",
    ]  # fmt: skip
    assert fold(RULES, again.events) == again


def test_a_step_can_become_another_one() -> None:
    case = warned("review")
    withdrawn = proper_act(zhaojia(), "withdraw", day("4-21"))
    again = accepted(
        PROCEDURE.correct(
            case, 2, day="2020-04-22", actor=actor("village"), reason="应为撤回", act=withdrawn
        )
    )
    assert (again.state, again.is_over) == ("withdrawn", True)


def test_a_correction_can_be_corrected() -> None:
    case = warned("review")
    for reference in ("2号", "3号"):
        piece = Documented("村（社区）初审意见", reference)
        act = replace(case.acts[1].act, evidence=(piece,))
        case = accepted(
            PROCEDURE.correct(
                case, 2, day="2020-04-22", actor=actor("village"), reason="文号写错", act=act
            )
        )
    assert case.acts[1].act.evidence == (Documented("村（社区）初审意见", "3号"),)
    assert len(case.events) == 4


def test_the_opening_is_corrected_within_its_own_kind() -> None:
    case = warned("flag")
    other = proper_act(zhaojia(), "nominate", day("4-20"))
    result = PROCEDURE.correct(
        case, 1, day="2020-04-22", actor=actor("village"), reason="写错", act=other
    )
    assert slugs(result) == ["another-lifecycle"]
    later = replace(case.acts[0].act, day=day("4-21"))
    result = PROCEDURE.correct(
        case, 1, day="2020-04-22", actor=actor("village"), reason="写错", act=later,
        others=[listed()],
    )  # fmt: skip
    assert accepted(result).opened == day("4-21")
    assert accepted(result).since == day("4-21")


def test_what_is_put_in_its_place_must_itself_be_allowed() -> None:
    case = warned("review")
    bare = replace(case.acts[1].act, evidence=())
    result = PROCEDURE.correct(
        case, 2, day="2020-04-22", actor=actor("village"), reason="写错", act=bare
    )
    assert slugs(result) == ["missing-evidence"]


def test_a_correction_is_dated_attributed_and_has_a_reason() -> None:
    case = warned("review")
    event = Corrected(case.id, 3, 2, None, day("4-20"), actor("village", ""), " ")
    assert slugs(PROCEDURE.apply(case, event)) == [
        "blank-text",
        "blank-text",
        "before-last-event",
    ]
    tomorrow = replace(case.acts[1].act, day=day("4-25"))
    result = PROCEDURE.correct(
        case, 2, day="2020-04-22", actor=actor("village"), reason="写错", act=tomorrow
    )
    assert slugs(result) == ["before-last-event"]


def test_after_a_correction_nothing_may_be_dated_before_it() -> None:
    case = accepted(
        PROCEDURE.correct(
            warned("review"), 2, day="2020-04-30", actor=actor("village"), reason="误报"
        )
    )
    act = proper_act(zhaojia(), "review", day("4-29"))
    assert slugs(PROCEDURE.apply(case, Acted(case.id, 4, act))) == ["before-last-event"]


def test_a_round_that_was_struck_out_is_due_again() -> None:
    case = after(zhaojia(), listed(), ("observe", "4-16"))
    assert [d.month for d in PROCEDURE.deadlines(case, "2020-05-01")] == ["2020-05"]
    struck = accepted(
        PROCEDURE.correct(case, 2, day="2020-04-20", actor=actor("village"), reason="未入户")
    )
    told = PROCEDURE.deadlines(struck, "2020-05-01")
    assert [(d.month, d.is_overdue) for d in told] == [("2020-04", True), ("2020-05", False)]


def test_a_correction_that_would_move_an_event_past_the_next_one_is_refused() -> None:
    case = after(zhaojia(), opened(zhaojia(), "nominate", "3-21"), ("report_to_district", "3-22"))
    late = replace(case.acts[0].act, day=day("3-23"))
    refusal = refused(
        PROCEDURE.correct(
            case, 1, day="2020-03-24", actor=actor("village"), reason="写错", act=late
        )
    )
    assert [fault.code.slug for fault in refusal.faults] == ["breaks-later"]
    assert "第 2 号事件" in refusal.to_text("zh")


def test_a_correction_makes_no_step_of_another_role() -> None:
    """Else a village could enter a household that it may only nominate."""
    case = warned("review")
    town = replace(case.acts[1].act, actor=actor("town"))
    number = len(case.events) + 1
    event = Corrected(case.id, number, 2, town, case.last_day, actor("village"), "误记")
    result = apply(RULES, case, event)
    assert isinstance(result, Refusal)
    assert ("act.actor.role", "PR923") in [(f.path, f.code.number) for f in result.faults]
