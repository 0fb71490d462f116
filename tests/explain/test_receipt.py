"""Receipts: their format, and how two of them differ."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

import povertyrules.explain
from povertyrules.explain import compare, make_receipt
from povertyrules.explain.receipt import content_digest
from povertyrules.records import accept, canonical
from tests.explain.support import HOUSEHOLD, PLANS, VILLAGE, ZHAOJIA, binding, ruleset, without
from tests.explain.test_golden import MEMBERS

SCHEMA = Path(povertyrules.explain.__file__).with_name("receipt-1.schema.json")


def receipt(
    facts: dict[str, Any], location: str = ZHAOJIA, engine: str = "record", library: str = "1.0"
) -> dict[str, Any]:
    checked, bound = ruleset(location), binding(location)
    row = accept(checked)(facts)
    verdicts = PLANS[engine](checked, bound).decide(row)
    return make_receipt(checked, bound, canonical(checked, row), verdicts, library=library)


def test_a_receipt_is_plain_json_in_the_published_format() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema_rs.meta.validate(schema)
    for made in (receipt(HOUSEHOLD), receipt(MEMBERS, VILLAGE)):
        assert json.loads(json.dumps(made)) == made
        jsonschema_rs.validate(schema, made)


def test_a_receipt_holds_what_the_decision_rests_on() -> None:
    made = receipt(without(HOUSEHOLD, "relapse_risk"))
    assert made["ruleset"]["digest"] == ruleset(ZHAOJIA).digest
    assert made["as_of"] == "2020-06-01"
    assert made["facts"]["wage_income"] == "12000.00"
    assert "relapse_risk" not in made["facts"]
    assert made["result"]["outcomes"]["monitoring"] == "unknown"
    assert made["result"]["assumptions"]["lifted_out_is_registered"] == "holds"
    assert made["result"]["groups"] == {"category": {"status": "unknown", "outcome": None}}


def test_a_receipt_holds_items_and_what_the_caller_filled_in() -> None:
    made = receipt(MEMBERS, VILLAGE)
    assert made["parameters"] == {"pension": {"value": "1200.00", "cite": "某府发〔2020〕1号"}}
    members = made["result"]["items"]["members"]
    assert [member["outcomes"]["dropout"] for member in members] == [
        "holds",
        "fails",
        "fails",
        "unknown",
    ]
    assert members[0]["items"] == {}


def test_engines_give_the_same_receipt_and_a_newer_library_confirms_it() -> None:
    for facts, location in ((HOUSEHOLD, ZHAOJIA), (MEMBERS, VILLAGE)):
        before = receipt(facts, location)
        assert receipt(facts, location, "reference") == before
        assert compare(before, receipt(facts, location, library="2.0")) == []


def test_the_content_digest_is_of_everything_else() -> None:
    made = receipt(HOUSEHOLD)
    rest = {key: made[key] for key in sorted(made) if key != "content"}
    assert content_digest(rest) == made["content"]
    for key in rest:
        assert content_digest({**made, key: "?"}) != made["content"], key
    with pytest.raises(ValueError, match="JSON"):
        content_digest({"facts": float("nan")})


def test_differences_are_told_by_the_labels_of_the_ruleset() -> None:
    before = receipt(HOUSEHOLD)
    after = receipt(without(HOUSEHOLD | {"list_2019": "marginal"}, "relapse_risk"))
    told = compare(before, after, "zh", ruleset(ZHAOJIA))
    for line in (
        "事实 有返贫风险：原为 是，现已没有",
        "结果 脱贫监测户：原为 成立，现为 不能判定",
        "结果 监测类别 成立的结论：原为 脱贫监测户，现为 边缘户",
    ):
        assert line in told, told
    assert not [line for line in told if re.search("[a-z]", line)]


def test_differences_are_told_in_words() -> None:
    before = receipt(HOUSEHOLD)
    after = receipt(without(HOUSEHOLD | {"wage_income": "12000.01"}, "relapse_risk"))
    assert compare(before, after) == [
        "fact wage_income: was 12000.00, is now 12000.01",
        "fact relapse_risk: was yes, is no longer there",
        "result monitoring: was holds, is now cannot be decided",
        "result warning: was holds, is now cannot be decided",
        "result category status: was holds, is now cannot be decided",
        "result category outcome that holds: was monitoring, is now nothing",
    ]
    assert compare(before, after, "zh")[0] == "事实 wage_income：原为 12000.00，现为 12000.01"


def test_another_ruleset_another_day_and_other_items_are_differences() -> None:
    before = receipt(MEMBERS, VILLAGE)
    changed = json.loads(json.dumps(before))
    changed["ruleset"]["digest"] = "0"
    changed["as_of"] = "2020-06-02"
    changed["parameters"]["pension"]["cite"] = "?"
    changed["facts"]["members"].pop()
    changed["result"]["items"]["members"][1]["outcomes"]["dropout"] = "holds"
    changed["facts"]["poor"] = "True"
    differences = compare(before, changed)
    for start in (
        "ruleset digest: was ",
        "date of evaluation: was 2020-06-01, is now 2020-06-02",
        "parameter pension citation: was 某府发〔2020〕1号, is now ?",
        "fact members[3]: was ",
        "fact poor: was yes, is now True",
        "result members[1] dropout: was does not hold, is now holds",
    ):
        assert any(difference.startswith(start) for difference in differences), start
    assert len(differences) == 6
