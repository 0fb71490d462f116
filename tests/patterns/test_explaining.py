"""How patterns are explained: the records that match, and what was asked of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import povertyrules as pr
from povertyrules.explain.gist import gist

RULESET = """
povertyrules: 1
ruleset: {id: monthly, version: 1.0.0, title: 每月监测, in_force: {from: 2020-01-01}}
sources:
  notice: {title: 通知, clauses: {"5.5.1": {label: 五（五）1, text: 每月进行一次动态监测。}}}
entities:
  household: {label: 农户}
  observations: {label: 监测记录, of: household, max: 12, key: seen}
  members: {label: 家庭成员, of: household, max: 6, key: name}
facts:
  household: {poor: {type: boolean, label: 困难}}
  observations:
    seen: {type: month, label: 月份}
    gap_water: {type: boolean, label: 饮水安全缺项}
  members:
    name: {type: text, label: 姓名, sensitive: true}
    card: {type: text, label: 证件号码, sensitive: true}
patterns:
  again:
    label: 连续两个月饮水安全缺项
    over: observations
    match:
      first: {where: gap_water}
      second: {where: "gap_water and months_between(first.seen, seen) == 1"}
    cite: notice#5.5.1
    interpretation: 通知未写明后果，仅供参考。
  unmended:
    label: 此后再无监测
    over: observations
    match: {last: {where: gap_water}}
    without: {later: {where: seen > last.seen}}
    cite: notice#5.5.1
  twice:
    label: 同一人登记两次
    over: members
    match: {one: {}, other: {where: card == one.card}}
    cite: notice#5.5.1
outcomes:
  watch: {label: 持续缺项, when: {all: [poor, again]}, cite: notice#5.5.1}
"""
APRIL, MAY = {"seen": "2020-04", "gap_water": True}, {"seen": "2020-05", "gap_water": True}


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> pr.Ruleset:
    path = tmp_path_factory.mktemp("rulesets") / "monthly.yaml"
    path.write_text(RULESET, "utf-8")
    return pr.load(path)


def explained(ruleset: pr.Ruleset, **facts: Any) -> Any:
    return ruleset.evaluate(facts, as_of="2020-06-15").explain()


def test_an_outcome_names_the_records_that_matched(ruleset: pr.Ruleset) -> None:
    text = explained(ruleset, poor=True, observations=[APRIL, MAY]).to_text(outcomes=["watch"])
    assert text.partition("一、")[2] == (
        "持续缺项：成立（五（五）1）\n"
        "    以下 2 条须全部成立，均已成立：\n"
        "        困难：是\n"
        "        连续两个月饮水安全缺项：成立（五（五）1）\n"
        "            解释：通知未写明后果，仅供参考。\n"
        "            符合的记录：监测记录 2020-04、监测记录 2020-05\n"
        "            要求：监测记录甲（甲的饮水安全缺项）、"
        "监测记录乙（乙的饮水安全缺项 且 自 甲的月份 至 乙的月份 相隔的月数等于1）\n"
        "    原文（五（五）1）：“每月进行一次动态监测。”\n"
    )


def test_patterns_that_hold_are_told_as_information(ruleset: pr.Ruleset) -> None:
    text = explained(ruleset, poor=True, observations=[APRIL]).to_text()
    assert text.partition("相互关联的记录")[2] == (
        "（供参考）\n"
        "    此后再无监测：成立（五（五）1）\n"
        "        符合的记录：监测记录 2020-04\n"
        "        要求：监测记录甲（甲的饮水安全缺项）、没有监测记录乙（乙的月份晚于甲的月份）\n"
    )


def test_patterns_that_do_not_hold_are_told_when_asked_for(ruleset: pr.Ruleset) -> None:
    explanation = explained(ruleset, observations=[{"seen": "2020-04"}, MAY])
    assert "Records that go together" not in explanation.to_text("en", outcomes=["watch"])
    asked = explanation.to_text("en", outcomes=["again"])
    assert "连续两个月饮水安全缺项: cannot be decided (五（五）1)" in asked
    assert "Records that may match once more is known: 监测记录 2020-04, 监测记录 2020-05" in asked
    assert "Original (五（五）1): “每月进行一次动态监测。”" in asked


def test_markdown_tells_the_same(ruleset: pr.Ruleset) -> None:
    text = explained(ruleset, observations=[APRIL, MAY]).to_markdown("en", outcomes=["again"])
    assert "## Records that go together (for information)" in text
    assert "    - Records that match: 监测记录 2020-04, 监测记录 2020-05" in text
    assert "> Original (五（五）1): “每月进行一次动态监测。”" in text


def test_sensitive_keys_are_masked(ruleset: pr.Ruleset) -> None:
    members = [{"name": "王小明", "card": "X1"}, {"name": "王晓明", "card": "X1"}]
    explanation = explained(ruleset, members=members)
    masked = explanation.to_text(outcomes=["twice"])
    assert "第 1 个家庭成员" in masked
    assert "王小明" not in masked + str(explanation.to_dict())
    assert "X1" not in masked + str(explanation.to_dict())
    assert "家庭成员 王小明" in explanation.to_text(outcomes=["twice"], show_sensitive=True)


def test_plain_data_has_the_records_of_each_match(ruleset: pr.Ruleset) -> None:
    data = explained(ruleset, observations=[APRIL, MAY]).to_dict()
    assert data["definitions"]["unmended"]["pattern"] == [
        {"name": "last", "collection": "observations", "absent": False},
        {"name": "later", "collection": "observations", "absent": True},
    ]
    found = data["result"]["definitions"]["again"]
    assert found["matches"] == [
        [
            {"name": "first", "item": "observations[0]", "key": "2020-04"},
            {"name": "second", "item": "observations[1]", "key": "2020-05"},
        ]
    ]
    assert (found["possible"], found["more"]) == ([], 0)


def test_many_matches_are_counted(ruleset: pr.Ruleset) -> None:
    explanation = explained(ruleset, observations=[APRIL] * 6 + [MAY] * 6)
    found = explanation.to_dict()["result"]["definitions"]["again"]
    assert (len(found["matches"]), found["more"]) == (20, 16)
    assert "另有 31 组，从略" in explanation.to_text(outcomes=["again"])


def test_a_reason_in_one_line_names_the_first_match(ruleset: pr.Ruleset) -> None:
    data = explained(ruleset, poor=True, observations=[APRIL, MAY]).to_dict()
    assert gist(data, "watch", "zh") == (
        "困难：是；连续两个月饮水安全缺项：成立（符合的记录：监测记录 2020-04、监测记录 2020-05）"
    )


DEEP = """povertyrules: 1
ruleset: {id: deep, version: "1", title: deep, in_force: {from: 2020-01-01}}
sources: {rules: {title: rules, clauses: {"1": words}}}
entities: {household: {label: household}, months: {label: months, of: household, max: 5}}
facts: {months: {gap: {type: boolean, label: gap}}}
patterns:
  chain:
    label: chain
    over: months
    match: {a: {}, b: {}, c: {}, d: {where: gap}}
    without: {e: {where: "any(months as f, any(months as g, f.gap and g.gap and gap))"}}
    cite: rules#1
outcomes: {found: {label: found, when: chain, cite: rules#1}}
"""


@pytest.mark.parametrize("gaps", [[True] * 4, [False] * 4, [None] * 3, None])
def test_records_within_records_are_told_apart_however_deep(
    gaps: list[bool | None] | None, tmp_path: Path
) -> None:
    file = tmp_path / "deep.yaml"
    file.write_text(DEEP, encoding="utf-8")
    months = None if gaps is None else [{"gap": gap} for gap in gaps]
    explanation = pr.load(file).evaluate({"months": months}, as_of="2020-06-01").explain()
    assert explanation.to_text("zh")
    assert explanation.to_text("en")
    assert explanation.to_markdown("en")


ALIKE = """povertyrules: 1
ruleset: {id: alike, version: "1", title: alike, in_force: {from: 2020-01-01}}
sources: {rules: {title: rules, clauses: {"1": words}}}
entities: {household: {label: household}, rows: {label: rows, of: household, max: 5, key: number}}
facts:
  rows:
    number: {type: text, label: number, max_length: 18%s}
    born: {type: date, label: born}
patterns:
  twice: {label: twice, over: rows, match: {a: {}, b: {where: born == a.born}}, cite: rules#1}
outcomes: {found: {label: found, when: twice, cite: rules#1}}
"""


@pytest.mark.parametrize(
    ("sensitive", "numbers", "told"),
    [
        (
            ", sensitive: true",
            ["51A01", "51B01"],
            ["rows 1 (5***1)", "rows 2 (5***1)"],
        ),
        ("", ["51A01", "51A01"], ["rows 1 (51A01)", "rows 2 (51A01)"]),
        ("", ["51A01", "51B01"], ["rows 51A01", "rows 51B01"]),
    ],
)
def test_records_that_a_key_does_not_tell_apart_are_named_by_their_place(
    sensitive: str, numbers: list[str], told: list[str], tmp_path: Path
) -> None:
    file = tmp_path / "alike.yaml"
    file.write_text(ALIKE % sensitive, encoding="utf-8")
    rows = [{"number": number, "born": "2000-01-01"} for number in numbers]
    text = pr.load(file).evaluate({"rows": rows}, as_of="2020-06-01").explain().to_text("en")
    (line,) = [line for line in text.splitlines() if "atch" in line and "rows" in line][:1]
    assert [part in line for part in told] == [True, True], line
