"""Every way in which an event is not allowed: what is said, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from povertyrules.cases import (
    Acted,
    Actor,
    Case,
    Corrected,
    Documented,
    Evaluated,
    Event,
    Found,
    Opened,
    Reasoned,
    Refusal,
    applied,
    apply,
)
from povertyrules.cases.docket import opened as opened_beside
from povertyrules.cases.events import Act
from povertyrules.kernel.catalogue import CODES
from povertyrules.kernel.codes import Language
from tests.cases.scenes import (
    HOUSEHOLD,
    RECEIPT,
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

RULES = zhaojia().procedure.rules
LANGUAGES: tuple[Language, ...] = ("en", "zh")


def acted(case: Case, name: str, on: str, **changes: object) -> Case | Refusal:
    """A step that would be proper but for what is changed."""
    act = replace(proper_act(zhaojia(), name, day(on)), **changes)  # type: ignore[arg-type]
    return apply(RULES, case, Acted(case.id, len(case.events) + 1, act))


def flagged_without(**changes: object) -> Case | Refusal:
    """An opening that would be proper but for what is changed."""
    act = proper_act(zhaojia(), "flag", day("4-20"))
    parts = {key: changes.pop(key) for key in ("case", "subject", "digest") if key in changes}
    event = Opened("乙", HOUSEHOLD, replace(act, **changes), *_named())  # type: ignore[arg-type]
    return opened_beside(RULES, replace(event, **parts), [listed()])  # type: ignore[arg-type]


def _named() -> tuple[str, str]:
    return RULES.ruleset.reference, RULES.ruleset.digest


def corrected(case: Case, number: int, act: Act | None, **changes: object) -> Case | Refusal:
    event = Corrected(
        case.id, len(case.events) + 1, number, act, day("5-30"), actor("village"), "记录有误"
    )
    return apply(RULES, case, replace(event, **changes))  # type: ignore[arg-type]


def second() -> Case:
    """A warning after the first one was closed."""
    others = [listed(), warned()]
    return opened(zhaojia(), "flag", "6-10", case="丙", others=others, predecessor="乙")


def reported() -> Case:
    """A candidate of which the town has told the district."""
    return after(zhaojia(), opened(zhaojia(), "nominate", "3-24"), ("report_to_district", "3-24"))


def appraised() -> Case:
    """A household that was found by the town, and appraised on 8 April."""
    case = opened(zhaojia(), "join", "3-26")
    return after(zhaojia(), case, ("visit_home", "3-28"), ("appraise", "4-8"))


def again(**changes: object) -> Case | Refusal:
    """A warning after one was closed."""
    closed = warned()
    act = proper_act(zhaojia(), "flag", day("6-10"))
    event = Opened("丙", HOUSEHOLD, act, *_named(), predecessor=closed.id)
    return opened_beside(RULES, replace(event, **changes), [listed(), closed])  # type: ignore[arg-type]


EARLY = Evaluated("warning", True, day("4-19"), RECEIPT)
OTHERS_FINDING = Found("visible_hardship", True, day("3-26"), actor("village"))

SCENES: dict[str, Callable[[], Case | Refusal]] = {
    "unknown-step": lambda: acted(warned("flag"), "review", "4-21", transition="reveiw"),
    "wrong-state": lambda: acted(warned("flag"), "close", "4-21"),
    "wrong-role": lambda: acted(warned("flag"), "review", "4-21", actor=actor("town")),
    "unknown-actor-role": lambda: acted(warned("flag"), "review", "4-21", actor=actor("vilage")),
    "outside-stage": lambda: acted(reported(), "compare", "3-25"),
    "before-last-event": lambda: acted(warned("flag"), "review", "4-19"),
    "missing-evidence": lambda: acted(warned("flag"), "review", "4-21", evidence=()),
    "evidence-out-of-time": lambda: acted(
        warned("review"), "confirm", "4-22",
        evidence=(EARLY, Documented("镇脱贫办审核意见", "1号")),
    ),
    "unknown-evidence": lambda: flagged_without(
        evidence=(
            Evaluated("warning", True, day("4-20"), RECEIPT),
            Evaluated("warnning", True, day("4-20"), RECEIPT),
        )
    ),
    "found-by-others": lambda: zhaojia().procedure.open(
        "join", case="丁", subject="510002", day="2020-03-26", actor=actor("town"),
        evidence=(OTHERS_FINDING,),
    ),
    "bad-receipt": lambda: flagged_without(
        evidence=(Evaluated("warning", True, day("4-20"), "回执1"),)
    ),
    "blank-text": lambda: flagged_without(actor=Actor(" ", "village")),
    "already-this-month": lambda: acted(
        after(zhaojia(), listed(), ("observe", "4-16")), "observe", "4-30"
    ),
    "not-an-opening": lambda: flagged_without(transition="review"),
    "opens-another": lambda: acted(listed(), "carry_over", "3-22"),
    "already-open": lambda: opened_beside(
        RULES,
        replace(warned("flag").opening, case="丙"),
        [listed(), warned("flag")],
    ),
    "predecessor": lambda: again(predecessor=None),
    "not-yet": lambda: opened_beside(RULES, warned("flag").opening, []),
    "wrong-number": lambda: apply(
        RULES, warned("flag"), Acted("乙", 3, proper_act(zhaojia(), "review", day("4-21")))
    ),
    "wrong-case": lambda: apply(
        RULES, warned("flag"), Acted("丙", 2, proper_act(zhaojia(), "review", day("4-21")))
    ),
    "wrong-ruleset": lambda: flagged_without(digest="sha256:" + "1" * 64),
    "no-such-act": lambda: corrected(warned("review"), 3, None),
    "corrected-by-others": lambda: corrected(warned("review"), 2, None, actor=actor("town")),
    "opening-struck": lambda: corrected(warned("flag"), 1, None),
    "breaks-later": lambda: corrected(warned("confirm"), 2, None),
    "breaks-other": lambda: applied(
        RULES,
        warned(),
        Corrected("乙", 9, 8, None, day("6-12"), actor("town"), "误批"),
        [listed(), second()],
    ),
    "before-other-is-over": lambda: applied(
        RULES,
        second(),
        Corrected("丙", 2, 1, proper_act(zhaojia(), "flag", day("5-24")), day("6-10"),
                  actor("village"), "误记"),
        [listed(), warned()],
    ),
    "stale-evidence": lambda: acted(appraised(), "submit", "4-9", evidence=(
        Evaluated("monitored", True, day("4-7"), RECEIPT), Documented("拟新增监测对象名单", "1号"),
    )),
    "older-evidence": lambda: acted(
        after(zhaojia(), warned("review"), ("confirm", "4-22")), "refer", "4-23",
        evidence=(
            Evaluated("gap_housing", True, day("4-21"), RECEIPT),
            Documented("致行业部门的反馈单", "1号"),
        ),
    ),
    "contradictory-evidence": lambda: flagged_without(
        evidence=(
            Evaluated("warning", True, day("4-20"), RECEIPT),
            Evaluated("warning", False, day("4-19"), RECEIPT),
        )
    ),
    "another-lifecycle": lambda: acted(listed(), "review", "4-21"),
    "not-opened": lambda: apply(RULES, None, warned("review").later[0]),
}  # fmt: skip

TOLD: dict[str, dict[str, str]] = yaml.safe_load(
    Path(__file__).with_name("refusals.yaml").read_text("utf-8")
)
"""What is said in each scene, in both languages."""


@pytest.mark.parametrize("slug", SCENES)
def test_it_is_refused_for_this_reason_alone(slug: str) -> None:
    assert slugs(SCENES[slug]()) == [slug]


@pytest.mark.parametrize("slug", SCENES)
def test_what_is_said(slug: str) -> None:
    (fault,) = refused(SCENES[slug]()).faults
    assert {"en": fault.to_text("en"), "zh": fault.to_text("zh")} == TOLD[slug]


def test_every_refusal_has_a_scene() -> None:
    numbers = [n for n in CODES if "PR9" <= n < "PR93" or "PR938" <= n <= "PR945"]
    of_cases = {CODES[number].slug for number in numbers}
    assert of_cases == set(SCENES) == set(TOLD)


@pytest.mark.parametrize("slug", SCENES)
def test_both_languages_and_plain_data(slug: str) -> None:
    refusal = refused(SCENES[slug]())
    for language in LANGUAGES:
        assert refusal.faults[0].code.number in refusal.to_text(language)
        for fault in refusal.faults:
            assert fault.message(language)
            assert fault.help(language)
    assert refusal.to_dict("zh")["faults"] == [fault.to_dict("zh") for fault in refusal.faults]


def test_every_reason_is_given_at_once() -> None:
    early, nobody = day("4-19"), Actor("", "town")
    result = acted(warned("flag"), "close", "4-21", day=early, actor=nobody, evidence=())
    assert slugs(result) == ["wrong-state", "before-last-event", "blank-text", "missing-evidence"]


def test_a_refusal_says_what_could_be_done_and_by_whom() -> None:
    refusal = refused(SCENES["wrong-state"]())
    assert [(a.transition, [r.id for r in a.roles]) for a in refusal.allowed] == [
        ("review", ["village"]),
        ("withdraw", ["village"]),
    ]
    assert "可以办理：\n  初审后上传至镇脱贫办（由村“两委”和驻村工作队办理；" in refusal.to_text(
        "zh"
    )
    assert "What can be done:\n  撤回预警" not in refusal.to_text("en")


def test_where_nothing_can_be_done_on_the_day_other_days_are_told() -> None:
    refusal = refused(SCENES["outside-stage"]())
    assert [action.transition for action in refusal.allowed] == ["compare", "leave_out"]
    assert "2020-04-16" in refusal.to_text("zh")


def test_of_a_case_that_is_over_and_done_nothing_can_be() -> None:
    case = after(zhaojia(), warned(), ("update_records", "5-26"))
    refusal = refused(acted(case, "review", "5-27"))
    assert refusal.allowed == ()
    assert refusal.to_text("zh").endswith("\n没有可以办理的步骤。")
    assert refusal.to_text("en").endswith("\nNothing can be done.")


def test_beside_an_open_case_its_own_steps_are_told() -> None:
    refusal = refused(SCENES["already-open"]())
    assert [action.transition for action in refusal.allowed] == ["review", "withdraw"]


@pytest.mark.parametrize("event", [listed().opening, warned("review").later[0]])
def test_a_refusal_leaves_everything_as_it_was(event: Event) -> None:
    case = warned("flag")
    before = (case, case.events)
    wrong = replace(event, case="不是这一件")
    assert isinstance(apply(RULES, case, wrong), Refusal)
    assert (case, case.events) == before


def test_evidence_that_is_blank_is_none() -> None:
    for piece in (Documented("村（社区）初审意见", " "), Reasoned("撤回预警的理由", "")):
        name = "review" if isinstance(piece, Documented) else "withdraw"
        assert slugs(acted(warned("flag"), name, "4-21", evidence=(piece,))) == ["blank-text"]


def test_a_refusal_is_not_taken_for_a_case() -> None:
    with pytest.raises(TypeError, match="isinstance"):
        bool(SCENES["wrong-state"]())
