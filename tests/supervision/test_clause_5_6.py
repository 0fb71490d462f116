"""五（四）至五（六）: the sentences that demand a ledger, a round, or that nobody is overlooked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from povertyrules.cases import Case, Corrected, Evaluated
from povertyrules.cases.events import Act
from povertyrules.supervision import LEVELS, Place
from tests.cases.scenes import (
    HOUSEHOLD,
    RECEIPT,
    after,
    day,
    listed,
    opened,
    proper_act,
    warned,
    zhaojia,
)
from tests.supervision.scenes import RULES, reported

HOME = Place("东山村", "赵家镇", "达川区")
HOMES = {HOUSEHOLD: HOME}


def test_5_4_ledgers_of_every_level_are_made_of_those_taken_in() -> None:
    """……平台自动汇总后形成各级防止返贫监测台账。"""
    made = reported([listed(), warned("plan")], HOMES, day("5-1"))
    for level in LEVELS:
        table = made.ledger.table(level)
        assert [row[4] for row in table.rows] == ["乙", "甲"]
        assert {row[1:4] for row in table.rows} == {("达川区", "赵家镇", "东山村")}
    assert {row[7] for row in made.ledger.table("town").rows} == {"脱贫监测户"}


def test_5_4_the_2019_list_tells_the_category_without_an_evaluation_of_it() -> None:
    """2019年“两摸底”的脱贫监测户……自动纳入：名单成立，类别随之成立。"""
    (row,) = reported([listed()], HOMES, day("4-1")).ledger.rows
    assert (row.category, row.category_label) == ("monitoring", "脱贫监测户")


def test_5_5_1_each_month_it_is_known_who_has_not_been_observed() -> None:
    """村“两委”和驻村工作队……每月对监测对象进行一次动态监测。"""
    seen = after(zhaojia(), listed(), ("observe", "4-20"))
    other = listed(case="丙", subject="510002")
    homes = {**HOMES, "510002": replace(HOME, village="西河村")}
    made = reported([seen, other], homes, day("4-25"))
    assert [(each.row.case, each.status) for each in made.round] == [
        ("甲", "observed"), ("丙", "due"),
    ]  # fmt: skip
    late = reported([seen, other], homes, day("5-2"), month="2020-04")
    table = next(each for each in late.tables() if each.name == "unobserved")
    assert [(row[2], row[3], row[6]) for row in table.rows] == [("西河村", "丙", "逾期未监测")]


@pytest.mark.parametrize("month", range(4, 13))
def test_5_6_there_is_a_round_in_every_month_from_april_to_december(month: int) -> None:
    """7至12月。每月开展一次动态监测……"""
    made = reported([listed()], HOMES, day(f"{month}-28"))
    assert {each.month for each in made.rounds} == {f"2020-{m:02d}" for m in range(4, month + 1)}
    assert [each.status for each in made.round] == ["due"]


def flagged(*gaps: str) -> Act:
    act = proper_act(zhaojia(), "flag", day("4-20"))
    found = [Evaluated(name, True, day("4-20"), RECEIPT) for name in gaps]
    return replace(act, evidence=(*act.evidence, *found))


def test_5_5_1_warnings_are_told_by_gap_and_by_the_department_they_are_a_matter_of() -> None:
    """……并根据其实际困难反馈至相关行业部门。"""
    act = flagged("gap_housing", "gap_water")
    case = zhaojia().procedure.open(
        "flag", case="乙", subject=HOUSEHOLD, day=act.day, actor=act.actor,
        evidence=act.evidence, others=[listed()],
    )  # fmt: skip
    made = reported([listed(), case], HOMES, day("4-22"))  # type: ignore[list-item]
    tables = {each.name: each for each in made.tables()}
    found = {row[0]: row[2] for row in tables["safeguards"].rows}
    assert (found["住房安全缺项"], found["饮水安全缺项"], found["不愁吃缺项"]) == (1, 1, 0)
    assert found["合计"] == 1
    departments = {row[0] for row in tables["by_departments"].rows}
    assert departments == {"住房城乡建设部门", "水利部门"}


def test_5_5_1_a_warning_whose_gap_is_not_named_is_not_dropped() -> None:
    made = reported([listed(), warned("")], HOMES, day("4-22"))
    table = next(each for each in made.tables() if each.name == "safeguards")
    assert ("（材料未载明缺项）", "", 1, 1, 0, 0) in table.rows


HOUSING = "gap_housing"


def gaps_of(*found: tuple[str, bool]) -> list[tuple[date, date | None]]:
    """The gaps of a warning to whose acts, one after the other, an evaluation is added: for
    which day, and whether it found the gap."""
    case = warned("refer")
    for place, (as_of, holds) in enumerate(found, start=1):
        number, was = case.acts[place]
        piece = Evaluated(HOUSING, holds, day(as_of), RECEIPT)
        act, next_one = replace(was, evidence=(*was.evidence, piece)), len(case.events) + 1
        event = Corrected(case.id, next_one, number, act, day("4-25"), was.actor, "补记评定")
        made = zhaojia().procedure.apply(case, event)
        assert isinstance(made, Case), made.to_text()
        case = made
    (row,) = reported([case], HOMES).ledger.rows
    return [(gap.found, gap.ended) for gap in row.gaps if gap.outcome == HOUSING]


def test_5_5_1_a_gap_does_not_end_before_it_is_found() -> None:
    """One of the same day takes the place of the one before it; an evaluation of an earlier
    day than the last is refused as evidence."""
    assert gaps_of(("4-21", True), ("4-21", False)) == []
    assert gaps_of(("4-21", False), ("4-21", True)) == [(day("4-21"), None)]
    again = gaps_of(("4-20", True), ("4-21", False), ("4-22", True))
    assert again == [(day("4-20"), day("4-21")), (day("4-22"), None)]


def test_5_5_2_a_gap_ends_when_an_evaluation_finds_none_left() -> None:
    """……对标补短，全面达标。（“有缺项”不成立，则各缺项均不成立。）"""
    (row,) = reported([warned("reach_standard")], HOMES, day("5-21")).ledger.rows
    assert [(gap.label, gap.found, gap.ended) for gap in row.gaps] == [
        ("不愁吃缺项", day("4-23"), day("5-20"))
    ]


def test_5_5_2_without_a_number_of_days_nothing_is_overdue() -> None:
    """……应限时完成补短帮扶。（没有写多少天。）"""
    made = reported([warned("plan")], HOMES, day("12-31"))
    assert made.overdue == ()
    (entry,) = made.unlimited
    assert (entry.role, entry.body, entry.basis) == ("departments", "民政部门", "open")
    assert entry.question == "补短帮扶应当在反馈至行业部门后多少天内完成？"
    assert any("尚未规定" in note for note in made.notes("zh"))


def test_5_5_3_the_days_from_the_flag_to_the_closing_are_told() -> None:
    """……镇脱贫办组织核实后，在大数据平台中批准销号。"""
    closed = reported([warned("close")], HOMES, day("12-31"))
    assert [(d.days, d.outcome, d.is_open) for d in closed.durations] == [(35, "已销号", False)]
    still = reported([warned("plan")], HOMES, day("5-30"))
    assert [(d.days, d.outcome, d.is_open) for d in still.durations] == [(40, "", True)]


def test_5_5_3_records_brought_up_to_date_do_not_close_a_warning_again() -> None:
    """销号后，行业部门应将相关情况在本行业信息系统内及时更新。"""
    done = after(zhaojia(), warned("close"), ("update_records", "6-30"))
    (duration,) = reported([done], HOMES, day("12-31")).durations
    assert (duration.end, duration.outcome) == (day("5-25"), "已销号")
    waits = reported([warned("close")], HOMES, day("6-1")).unlimited
    assert [each.steps for each in waits] == [("更新本行业信息系统",)]


def test_5_6_a_new_warning_names_the_one_before_it() -> None:
    """……对新发现的预警监测对象，及时开展对标补短和帮扶救助，立行立改。"""
    first = warned("close")
    second = opened(zhaojia(), "flag", "7-5", case="丁", others=[listed(), first], predecessor="乙")
    made = reported([listed(), first, second], HOMES, day("7-6"))
    assert [row.predecessor for row in made.ledger.rows if row.case == "丁"] == ["乙"]
    assert len(made.durations) == 2
    assert RULES is made.rules
