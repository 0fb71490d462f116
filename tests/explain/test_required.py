"""What conditions are required to be, said in one way, and never against their status."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from povertyrules.api.shelf import find
from povertyrules.engines import reference
from povertyrules.explain import Explainer, Explanation
from povertyrules.explain.gist import gist
from povertyrules.model.binding import bind, read_fills
from povertyrules.records import accept
from tests.explain.support import HERE, HOUSEHOLD, ZHAOJIA, explained

NEGATED = str(HERE / "rulesets" / "negated.yaml")
BOTH = {"car": True, "truck": False, "poor": True, "income": "4000", "state": "ill"}
NEITHER = {"car": False, "truck": False, "poor": True, "income": "6000", "state": "well"}


def tiers(facts: dict[str, Any]) -> Explanation:
    """A household of the three tiers, with every fact given, on a line of 6,000 元."""
    found = find("tiers-2021", None)
    amounts = ("business_income", "property_income", "transfer_income", "business_cost")
    findings = [fact.id for fact in found.root.facts if fact.finding]
    every = {
        "household_id": "5101-0042",
        "household_size": 3,
        "lifted_out": True,
        "wage_income": "15000",
        **dict.fromkeys(amounts, "0"),
        **dict.fromkeys(findings, True),
    }
    fills = {"monitoring_range": {"value": "6000", "cite": "某省通知"}}
    bound = bind(found, date(2022, 1, 1), read_fills(found, fills))
    observation = reference.plan(found, bound).observe(accept(found)(every | facts))
    return Explainer(found, bound).explain(observation)


def told(outcome: str, facts: dict[str, Any], lang: Any = "zh") -> list[str]:
    """The reasons for one outcome, without its heading and clauses."""
    text = explained(NEGATED, facts).to_text(lang, outcomes=[outcome])
    section = text.split("\n一、" if lang == "zh" else "\n1. ")[1]
    lines = [line.strip() for line in section.splitlines()[1:]]
    return [line for line in lines if line and not line.startswith(("原文", "Original"))]


def test_a_negated_criterion_that_holds_says_that_it_must_not() -> None:
    assert told("plain", BOTH) == [
        "以下 3 条须全部成立，其中 2 条不成立：",
        "有机动车辆：成立（本项成立要求其不成立；第一条）",
        "以下 2 条有一条成立即可，其中 1 条成立：",
        "有小汽车：是",
        "未用到（已有一条成立）：有货车",
        "收入在监测范围之内：成立（本项成立要求其不成立；第一条）",
        "收入 4,000.00 元，低于 5,000.00 元，相差 1,000.00 元",
        "未用到（已有一条不成立）：脱贫户",
    ]
    english = told("plain", BOTH, "en")
    assert "有机动车辆: holds (for this to hold: must not hold; 第一条)" in english


def test_a_negated_criterion_that_fails_says_that_it_meets_what_is_required() -> None:
    assert told("plain", NEITHER) == [
        "以下 3 条须全部成立，均已成立：",
        "脱贫户：是",
        "有机动车辆：不成立（本项成立要求其不成立，符合；第一条）",
        "以下 2 条有一条成立即可，均不成立：",
        "有小汽车：否（“有机动车辆”成立要求为“是”）",
        "有货车：否（“有机动车辆”成立要求为“是”）",
        "收入在监测范围之内：不成立（本项成立要求其不成立，符合；第一条）",
        "收入 6,000.00 元，高于 5,000.00 元，相差 1,000.00 元（“收入在监测范围之内”成立要求低于）",
    ]


@pytest.mark.parametrize(
    ("outcome", "facts", "line"),
    [
        ("outer", NEITHER, "情况稳定：成立（本项成立要求其不成立；第一条）"),
        ("outer", NEITHER, "有机动车辆：不成立（“情况稳定”成立要求其不成立，符合；第一条）"),
        ("outer", BOTH, "情况稳定：不成立（本项成立要求其不成立，符合；第一条）"),
        ("outer", BOTH, "有机动车辆：成立（“情况稳定”成立要求其不成立；第一条）"),
        ("implied", BOTH, "有机动车辆：成立（本项成立要求其不成立；第一条）"),
        ("implied", BOTH, "脱贫户：是"),
        ("several", BOTH, "收入在监测范围之内：成立（本项成立要求其不成立；第一条）"),
        ("not_plain", NEITHER, "甲类：成立（本项成立要求其不成立；第一条）"),
        ("not_plain", BOTH, "甲类：不成立（本项成立要求其不成立，符合；第一条）"),
        ("twice", BOTH, "有机动车辆：成立（第一条）"),
        ("twice", NEITHER, "有机动车辆：不成立（第一条）"),
        ("compound", BOTH, "有小汽车：是（该条成立要求为“否”）"),
        (
            "direct",
            BOTH,
            "收入 4,000.00 元，低于 5,000.00 元，相差 1,000.00 元（本项成立要求不低于）",
        ),
        ("direct", BOTH, "健康状况：大病（本项成立要求不为“大病”）"),
        ("direct", BOTH, "健康状况：大病（本项成立要求不为大病之一）"),
        ("plain", {"poor": True}, "有机动车辆：不能判定（本项成立要求其不成立；第一条）"),
    ],
)
def test_negations_in_other_conditions(outcome: str, facts: dict[str, Any], line: str) -> None:
    assert line in told(outcome, facts)


def test_nothing_is_said_to_be_required_of_what_meets_it() -> None:
    assert told("direct", NEITHER)[1:] == [
        "收入 6,000.00 元，高于 5,000.00 元，相差 1,000.00 元",
        "健康状况：健康",
        "健康状况：健康",
    ]


def test_a_reference_to_another_section_says_so_too() -> None:
    text = explained(NEGATED, BOTH).to_text()
    assert "甲类：不成立（本项成立要求其不成立，符合；见第" in text


def test_a_fact_says_what_the_outcome_requires_before_its_clause() -> None:
    text = explained(ZHAOJIA, HOUSEHOLD | {"housing_secure": True}).to_text()
    assert "住房安全：是（本项成立要求为“否”；三）" in text
    assert "须为“" not in text
    assert "要求：" not in text


def test_the_reason_in_one_line_says_it_in_the_same_words() -> None:
    tree = explained(NEGATED, BOTH).to_dict()
    assert gist(tree, "plain", "zh") == "有小汽车：是"
    assert gist(tree, "direct", "zh") == (
        "收入 4,000.00 元，低于 5,000.00 元，相差 1,000.00 元（本项成立要求不低于）"
    )
    held = explained(NEGATED, NEITHER).to_dict()
    assert gist(held, "not_plain", "zh") == "甲类：成立（本项成立要求其不成立）"


@pytest.mark.parametrize(
    ("size", "line"),
    [
        (3, "收入在监测范围之内：成立（本项成立要求其不成立；"),
        (1, "收入在监测范围之内：不成立（本项成立要求其不成立，符合；"),
    ],
)
def test_the_shipped_tiers_say_that_income_must_not_be_within_the_range(
    size: int, line: str
) -> None:
    assert line in tiers({"household_size": size}).to_text(outcomes=["sudden"])
