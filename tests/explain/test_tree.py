"""The tree as plain data: margins, decisive nodes, absence, masks, what is shared."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from povertyrules.explain import Explainer
from tests.explain.checking import check
from tests.explain.support import (
    HOUSEHOLD,
    VILLAGE,
    ZHAOJIA,
    because,
    binding,
    explained,
    observe,
    ruleset,
    without,
)
from tests.explain.test_golden import MEMBERS, NOT_LISTED


def tree(facts: dict[str, Any], location: str = ZHAOJIA) -> dict[str, Any]:
    return explained(location, facts).to_dict()


@pytest.mark.parametrize(
    ("transfer", "size", "value", "margin", "status"),
    [
        ("1200", 4, "4800", "-200", "holds"),
        ("2000", 4, "5000", "0", "fails"),
        ("1999.99", 4, "4999.9975", "-0.0025", "holds"),
        ("3200.01", 3, "7066.67", "2066.67", "fails"),
        ("1200", 7, "19200/7", "-15800/7", "holds"),
    ],
)
def test_a_comparison_has_both_sides_and_the_exact_margin(
    transfer: str, size: int, value: str, margin: str, status: str
) -> None:
    node = because(
        tree(HOUSEHOLD | {"transfer_income": transfer, "household_size": size}),
        "income_below_line",
    )
    assert (node["status"], node["operator"], node["margin"]) == (status, "<", margin)
    assert node["left"] == {
        "kind": "definition",
        "definition": "income_per_capita",
        "type": "ratio",
        "unit": "元/人",
        "value": value,
    }
    assert node["right"]["value"] == "5000.00"


def test_a_negative_amount_keeps_its_sign_and_decimals() -> None:
    made = tree(HOUSEHOLD | {"expected_income_per_capita": "-0.05"})
    assert made["result"]["facts"]["expected_income_per_capita"] == "-0.05"
    assert because(made, "expected_income_below_line")["margin"] == "-5000.05"


def test_a_parameter_says_since_when_and_by_which_clause() -> None:
    line = tree(HOUSEHOLD)["parameters"]["monitoring_line"]
    assert (line["value"], line["from"], line["to"]) == ("5000.00", "2020-03-20", "2020-12-31")
    assert line["cites"] == ["notice#2.1", "notice#2.2"]


def test_a_parameter_that_the_caller_filled_says_on_whose_word() -> None:
    pension = tree(MEMBERS, VILLAGE)["parameters"]["pension"]
    assert pension["filled"] == {"cite": "某府发〔2020〕1号", "question": "本县每月发放多少？"}
    assert "from" not in pension


def test_arithmetic_is_shown_term_by_term() -> None:
    node = because(tree(HOUSEHOLD), "net_income")
    assert node["signs"] == ["+", "+", "+", "+", "-"]
    assert [operand["fact"] for operand in node["operands"]] == [
        "wage_income",
        "business_income",
        "property_income",
        "transfer_income",
        "business_cost",
    ]
    assert [operand["value"] for operand in node["operands"]][-1] == "2000.00"
    assert node["value"] == "19200.00"


def test_decisive_are_the_conditions_that_settle_the_one_above() -> None:
    node = because(tree(HOUSEHOLD), "monitoring")
    assert [child["decisive"] for child in node["children"]] == [False, True, False]
    assert all(child["decisive"] for child in node["children"][1]["children"])
    failing = because(tree(HOUSEHOLD | {"relapse_risk": False}), "monitoring")
    assert [child["decisive"] for child in failing["children"]] == [True, True, True]
    stopped = failing["children"][1]["children"]
    assert [(child["status"], child["decisive"]) for child in stopped] == [
        ("holds", False),
        ("holds", False),
        ("holds", False),
        ("fails", True),
    ]


def test_kinds_of_absence_never_look_alike() -> None:
    missing = tree(without(HOUSEHOLD, "relapse_risk", "transfer_income"))
    text = explained(ZHAOJIA, without(HOUSEHOLD, "relapse_risk", "transfer_income")).to_text()
    transfer = because(missing, "net_income")["operands"][3]
    assert transfer["missing"] is True
    assert transfer["range"] == ["0.00", "10000000.00"]
    assert "转移性收入 未填报" in text
    assert "有返贫风险：尚未研判" in text
    assert "未用到" in explained(ZHAOJIA, HOUSEHOLD).to_text()
    assert "家庭成员：名单未提供" in explained(VILLAGE, NOT_LISTED).to_text()
    derived = missing["result"]["definitions"]["net_income"]
    assert derived["value"] is None
    assert derived["open"] == {"range": ["18000.00", "10018000.00"]}
    assert "missing" not in because(missing, "income_per_capita")["operands"][0]


def test_what_is_known_of_an_unknown_number_can_still_decide() -> None:
    rich = HOUSEHOLD | {"wage_income": "40000"}
    made = tree(without(rich, "transfer_income"))
    node = because(made, "income_below_line")
    assert (node["status"], node["margin"], node["left"]["value"]) == ("fails", None, None)
    text = explained(ZHAOJIA, without(rich, "transfer_income")).to_text("en")
    assert "in any case this does not hold" in text


def test_a_group_names_its_outcome_or_none_or_what_is_possible() -> None:
    def category(facts: dict[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = tree(facts)["result"]["groups"]["category"]
        return found

    label = "监测类别"
    assert category(HOUSEHOLD) == {
        "label": label,
        "status": "holds",
        "outcome": "monitoring",
        "possible": [],
    }
    assert category(HOUSEHOLD | {"relapse_risk": False})["status"] == "fails"
    unknown = category(without(HOUSEHOLD, "relapse_risk"))
    assert (unknown["outcome"], unknown["possible"]) == (None, ["monitoring"])


def test_witnesses_are_five_and_a_count_of_the_rest() -> None:
    child = {"birth_date": "2010-06-02", "in_school": False}
    node = because(tree(MEMBERS | {"members": [child] * 8}, VILLAGE), "any_dropout")
    assert [witness["item"] for witness in node["witnesses"]] == [
        f"members[{number}]" for number in range(5)
    ]
    assert (node["total"], node["included"], node["more"]) == (8, 8, 3)
    text = explained(VILLAGE, MEMBERS | {"members": [child] * 8}).to_text()
    assert "另有 3 个，从略" in text


def test_a_witness_says_what_it_was_seen_to_have() -> None:
    node = because(tree(MEMBERS, VILLAGE), "any_dropout")
    (witness,) = node["witnesses"]
    assert (witness["item"], witness["included"]) == ("members[0]", "holds")
    assert witness["body"]["children"][0] == {
        "kind": "fact",
        "fact": "in_school",
        "status": "fails",
        "decisive": True,
        "item": "members[0]",
    }


def test_sensitive_facts_are_masked_unless_asked_for() -> None:
    explanation = explained(VILLAGE, MEMBERS)
    masked, shown = explanation.to_dict(), explanation.to_dict(show_sensitive=True)
    members = masked["result"]["items"]["members"]
    assert [member["facts"]["name"] for member in members] == ["王***学", "***", "***", None]
    assert members[0]["facts"]["birth_date"] == "2***2"
    assert masked["result"]["facts"]["poor"] == "***"
    assert because(masked, "rent_high")["margin"] is None
    assert because(masked, "rent_high")["left"]["value"] == "1***0"
    assert shown["result"]["items"]["members"][0]["facts"]["name"] == "王小明同学"
    assert because(shown, "rent_high")["margin"] == "300.00"
    for form in (explanation.to_text, explanation.to_markdown):
        assert "王小明同学" not in form()
        assert "2010-06-02" not in form()
        assert "王小明同学" in form(show_sensitive=True)


def test_reasons_that_repeat_are_the_same_as_made_afresh() -> None:
    """More different cases than are remembered, each against a new explainer."""
    names = [fact.id for fact in ruleset(ZHAOJIA).root.facts if fact.id.endswith("_secure")]
    names += ["runs_business", "owns_car", "public_employee"]
    bound = binding(ZHAOJIA)
    explainer = Explainer(ruleset(ZHAOJIA), bound)
    for number in range(2 ** len(names)):
        values = {name: bool(number >> place & 1) for place, name in enumerate(names)}
        observation = observe(ZHAOJIA, HOUSEHOLD | values, bound, "record")
        made = explainer.tree(observation)
        assert made["result"]["facts"]["water_secure"] is values["water_secure"]
        if number % 37 == 0:
            assert made == Explainer(ruleset(ZHAOJIA), bound).tree(observation)
            check(made)


def test_only_the_outcomes_asked_for_are_told_and_references_then_in_full() -> None:
    text = explained(ZHAOJIA, HOUSEHOLD).to_text(outcomes=["warning"])
    assert text.count("\n一、") == 1
    assert "\n二、" not in text
    assert "脱贫监测户：成立（二（一）、五（一））" in text
    assert "相差 200.00 元/人" in text


def test_an_explanation_does_not_change_what_it_shares() -> None:
    explanation = explained(VILLAGE, MEMBERS)
    before = copy.deepcopy(explanation.to_dict())
    explanation.to_text("zh")
    explanation.to_markdown("en")
    assert explanation.to_dict() == before
