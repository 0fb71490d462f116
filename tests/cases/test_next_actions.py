"""What somebody can do now; what an evaluation proposes."""

from __future__ import annotations

import pytest

import povertyrules as pr
from povertyrules.cases import Evaluated
from tests.cases.scenes import SMALL, actor, after, day, listed, opened, warned, zhaojia

PROCEDURE = zhaojia().procedure


def reported() -> pr.cases.Case:
    case = opened(zhaojia(), "nominate", "3-21")
    return after(zhaojia(), case, ("report_to_district", "3-21"))


@pytest.mark.parametrize(
    ("role", "on", "steps"),
    [
        ("district", "2020-03-24", ["compare", "leave_out"]),
        ("town", "2020-03-24", ["compare"]),
        ("village", "2020-03-24", []),
        ("district", "2020-03-25", []),
        ("district", None, ["compare", "leave_out"]),
        ("district", "2020-03-20", []),
    ],
)
def test_by_role_and_day(role: str, on: str | None, steps: list[str]) -> None:
    assert [a.transition for a in PROCEDURE.next_actions(reported(), role, on)] == steps


def test_what_is_done_once_a_month_waits_for_the_next() -> None:
    case = after(zhaojia(), listed(), ("observe", "4-20"))
    assert PROCEDURE.next_actions(case, "village", "2020-04-30") == ()
    (action,) = PROCEDURE.next_actions(case, "village", "2020-05-01")
    assert (action.transition, action.source, action.target) == ("observe", "entered", "entered")


def test_openings() -> None:
    found = {role: [a.transition for a in PROCEDURE.openings(role, "2020-03-21")]
             for role in ("village", "town", "district")}  # fmt: skip
    assert found == {"village": ["nominate"], "town": ["carry_over"], "district": []}
    assert [a.transition for a in PROCEDURE.openings("village")] == ["nominate", "flag"]


def test_an_action_says_what_it_needs_and_by_which_clause() -> None:
    (_, action) = PROCEDURE.next_actions(reported(), "district")
    assert action.to_text("zh") == (
        "比对后不列入名单（由区脱贫办办理；须有文书“比对结果”、"
        "在“拟新增监测对象（镇已汇总上报）”以后区脱贫办对“比对情况经核实不影响纳入”的认定为“否”、"
        "不列入名单的理由；"
        "阶段：排查阶段（2020-03-20 至 2020-03-24）、"
        "动态监测及补短帮扶阶段（2020-04-16 至 2020-06-30）、"
        "成效巩固阶段（2020-07-01 至 2020-12-31））"
    )
    assert action.to_text("en").startswith(
        "比对后不列入名单 (by 区脱贫办; needs the document “比对结果”, a finding of "
        "“比对情况经核实不影响纳入” by 区脱贫办 that says no, made since "
        "“拟新增监测对象（镇已汇总上报）”, a reason: 不列入名单的理由; in "
    )
    assert action.to_dict()["cite"] == ["notice#5.1", "notice#5.4"]


# what an evaluation proposes

HOUSEHOLD = {
    "household_size": 4,
    "registered": True,
    "lifted_out": True,
    "list_2019": "monitoring",
    "housing_secure": False,
}


def test_an_evaluation_proposes_and_a_person_makes_it() -> None:
    decision = zhaojia().evaluate(HOUSEHOLD, as_of="2020-04-20")
    (proposal,) = PROCEDURE.propose(decision, [listed()])
    assert (proposal.action.transition, proposal.case) == ("flag", None)
    assert proposal.missing == ()
    receipt = decision.receipt()["content"]
    assert proposal.evidence == (Evaluated("warning", True, day("4-20"), receipt),)
    case = PROCEDURE.open(
        "flag", case="乙", subject="510001", day="2020-04-20", actor=actor("village"),
        evidence=proposal.evidence, others=[listed()],
    )  # fmt: skip
    assert isinstance(case, pr.cases.Case)
    assert case.state == "flagged"


def test_every_gap_that_was_found_is_evidence() -> None:
    record = {**HOUSEHOLD, "water_secure": False, "food_secure": True}
    decision = zhaojia().evaluate(record, as_of="2020-04-22")
    (proposal,) = PROCEDURE.propose(decision, [listed(), warned("confirm")])
    assert proposal.action.transition == "refer"
    assert [piece.name for piece in proposal.evidence] == ["gap_housing", "gap_water"]
    assert [type(need).__name__ for need in proposal.missing] == ["DocumentNeed"]


def test_what_is_not_known_is_not_proposed() -> None:
    unknown = zhaojia().evaluate({"household_size": 4}, as_of="2020-04-20")
    assert PROCEDURE.propose(unknown, [listed()]) == ()
    sound = {**HOUSEHOLD, **dict.fromkeys(
        ("food_secure", "clothing_secure", "education_secure", "medical_secure",
         "housing_secure", "water_secure"), True)}  # fmt: skip
    done = zhaojia().evaluate(sound, as_of="2020-05-20")
    (proposal,) = PROCEDURE.propose(done, [listed(), warned("plan")])
    assert proposal.action.transition == "reach_standard"
    assert [(e.name, e.holds) for e in proposal.evidence] == [
        ("monitoring", True),
        ("safeguard_gap", False),
    ]


def test_nothing_is_proposed_outside_its_stage_or_before_its_turn() -> None:
    early = zhaojia().evaluate(HOUSEHOLD, as_of="2020-04-15")
    assert PROCEDURE.propose(early, [listed()]) == ()
    decision = zhaojia().evaluate(HOUSEHOLD, as_of="2020-04-20")
    (only,) = PROCEDURE.propose(decision, [])
    assert only.action.transition == "carry_over"
    assert PROCEDURE.propose(decision, [listed(), warned("flag")]) == ()


def test_after_closing_the_proposal_names_the_predecessor() -> None:
    decision = zhaojia().evaluate(HOUSEHOLD, as_of="2020-06-10")
    (proposal,) = PROCEDURE.propose(decision, [listed(), warned()])
    assert (proposal.action.transition, proposal.predecessor) == ("flag", "乙")


def test_a_decision_by_another_ruleset_proposes_nothing() -> None:
    other = pr.load("zhaojia@2020.34.1").evaluate(HOUSEHOLD, as_of="2020-04-20")
    with pytest.raises(pr.AnotherRuleset, match=r"the procedure is that of zhaojia@2020\.34\.2"):
        PROCEDURE.propose(other, [listed()])


def test_the_evidence_for_a_step_is_there_whether_or_not_it_is_proposed() -> None:
    decision = zhaojia().evaluate(HOUSEHOLD, as_of="2020-04-15")
    assert PROCEDURE.propose(decision, [listed()]) == ()
    (flag,) = PROCEDURE.evidence("flag", decision)
    assert (flag.name, flag.holds, flag.receipt) == ("warning", True, decision.receipt()["content"])
    assert PROCEDURE.evidence("observe", decision) == ()  # it needs a document only
    assert [piece.name for piece in PROCEDURE.evidence("reach_standard", decision)] == [
        "monitoring"  # and not that nothing is lacking: the house is
    ]
    other = pr.load("zhaojia@2020.34.1").evaluate(HOUSEHOLD, as_of="2020-04-20")
    with pytest.raises(pr.AnotherRuleset):
        PROCEDURE.evidence("flag", other)
    with pytest.raises(KeyError):
        PROCEDURE.evidence("flg", decision)


# the door to all this


def test_a_ruleset_without_a_procedure_says_so() -> None:
    with pytest.raises(pr.NoProcedure, match=r"tiers-2021@2021.7.1 declares no procedure"):
        _ = pr.load("tiers-2021").procedure
    assert repr(pr.load(SMALL).procedure) == "<Procedure of demo@1.0.0>"
    assert next(iter(PROCEDURE.stages)) == "screening"
    assert list(PROCEDURE.lifecycles) == ["identification", "warning_case"]


@pytest.mark.parametrize("junk", [None, 3, "2020-02-31", "2020-4-1", "昨天"])
def test_what_is_no_day(junk: object) -> None:
    with pytest.raises(pr.InvalidDate, match="day is a date such as"):
        PROCEDURE.act(listed(), "observe", day=junk, actor=actor("village"))  # type: ignore[arg-type]
    with pytest.raises(pr.InvalidDate):
        PROCEDURE.deadlines(listed(), junk)  # type: ignore[arg-type]


def test_cases_are_shown_shortly() -> None:
    assert repr(warned("flag")) == "<Case 乙 flagged since 2020-04-20>"
    assert len({warned("flag"), warned("flag")}) == 1
