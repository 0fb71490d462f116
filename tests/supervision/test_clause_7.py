"""七、工作要求: the sentences that demand supervision."""

from __future__ import annotations

from dataclasses import replace

import povertyrules as pr
from povertyrules.supervision import Place, report
from tests.cases.scenes import HOUSEHOLD, day, listed, warned
from tests.procedure.clauses import nominated, submitted
from tests.supervision.scenes import reported

HOMES = {HOUSEHOLD: Place("东山村", "赵家镇", "达川区")}


def test_7_1_a_limit_that_a_locality_sets_makes_the_department_overdue() -> None:
    """建立健全……限时办结制度。"""
    fills = {"assistance_days": {"value": 15, "cite": "示例镇〔2020〕5号"}}
    ruleset = pr.load("zhaojia", as_of="2020-06-01", parameters=fills)
    rules = ruleset.procedure.rules
    made = report(rules, [warned("plan")], as_of=day("5-10"), places=HOMES)
    (entry,) = made.overdue
    assert (entry.role, entry.body, entry.due, entry.days) == (
        "departments", "民政部门", day("5-8"), 2,
    )  # fmt: skip
    assert entry.cite == "示例镇〔2020〕5号"
    table = next(each for each in made.tables() if each.name == "overdue")
    assert "示例镇〔2020〕5号" in table.to_csv()
    assert made.open_limits == ()


def test_7_2_whose_turn_it_is_is_told_of_every_open_warning() -> None:
    """行业部门要制定对标补短和帮扶救助措施并督促指导落实落地。"""
    made = reported([warned("refer")], HOMES, day("4-30"))
    table = next(each for each in made.tables() if each.name == "roles")
    assert table.rows == (("行业部门", 1, 1, 0, 0),)


def test_7_2_villages_are_told_apart_by_what_they_have_observed() -> None:
    """各村（社区）要认真做好监测对象的摸底和动态监测工作……"""
    other = listed(case="丙", subject="510002")
    homes = {**HOMES, "510002": Place("东山村", "河市镇", "达川区")}
    made = reported([listed(), other], homes, day("5-2"), month="2020-04")
    table = next(each for each in made.tables() if each.name == "round")
    assert [row[:3] for row in table.rows[:-1]] == [
        ("达川区", "河市镇", "东山村"), ("达川区", "赵家镇", "东山村"),
    ]  # fmt: skip
    assert table.rows[-1][3:] == (2, 0, 0, 2, 0)


def test_7_3_whoever_is_behind_is_listed_by_role_and_body() -> None:
    """镇脱贫办将……纳入日常督查巡查重要范畴，对工作推进不力的将及时通报……"""
    cases = (listed(), nominated(), submitted())
    named = [
        replace(case, opening=replace(case.opening, case=str(number)))
        for number, case in enumerate(cases)
    ]
    made = reported(named, HOMES, day("5-1"))
    behind = {(each.role_label, each.body, each.steps) for each in made.overdue}
    assert behind == {
        ("村“两委”和驻村工作队", "东山村", ("每月动态监测",)),
        ("镇脱贫办", "赵家镇", ("汇总后上报区脱贫办",)),
        ("区脱贫办", "达川区", ("审定", "不予审定")),
    }


def test_7_3_every_overdue_entry_names_its_clauses() -> None:
    """……确保责任落实、工作落实、政策落实。"""
    made = reported([listed()], HOMES, day("6-1"))
    (bodies,) = (each for each in made.tables() if each.name == "overdue_bodies")
    assert bodies.rows == (("村“两委”和驻村工作队", "东山村", 2, 1, 32, "每月动态监测"),)
    (table,) = (each for each in made.tables() if each.name == "overdue")
    assert {row[-1] for row in table.rows} == {"五（五）1、五（六）、七（二）"}


def test_7_3_the_actors_are_named() -> None:
    """……将严肃问责。（每一步都有经办人。）"""
    made = reported([warned("plan")], HOMES, day("5-1"))
    assert "王某某" in made.ledger.table("village").to_csv()


def test_7_3_villages_of_one_name_are_not_taken_for_one() -> None:
    other = listed(case="丙", subject="510002")
    homes = {**HOMES, "510002": Place("东山村", "河市镇", "达川区")}
    made = reported([listed(), other], homes, day("5-2"))
    table = next(each for each in made.tables() if each.name == "overdue_bodies")
    assert {row[1:3] for row in table.rows} == {("赵家镇 东山村", 1), ("河市镇 东山村", 1)}
