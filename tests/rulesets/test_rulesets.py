"""The rulesets themselves: without a complaint, and with the names that others rely on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from povertyrules.api.shelf import find
from povertyrules.kernel.possible import Range
from povertyrules.model.check import check_source
from povertyrules.model.reading import collections_decided_by
from povertyrules.model.ruleset import Ruleset
from povertyrules.syntax.read import read_file

ROOT = Path(__file__).parents[2]
FILES = [*sorted(ROOT.glob("rulesets/*/*/ruleset.yaml")), ROOT / "tests/rulesets/data_checks.yaml"]

AMOUNTS = {
    "wage_income": "工资性收入",
    "business_income": "生产经营性收入",
    "property_income": "财产性收入",
    "transfer_income": "转移性收入",
    "business_cost": "生产经营性支出",
}
YES_OR_NO = {
    "registered": "建档立卡户",
    "lifted_out": "已脱贫户",
    "low_income_support": "低保户",
    "extreme_poverty_support": "特困供养户",
    "serious_illness": "重病户",
    "disability": "残疾人户",
    "public_concern": "上访、信访、群众反映较多",
    "food_secure": "不愁吃",
    "clothing_secure": "不愁穿",
    "education_secure": "义务教育",
    "medical_secure": "基本医疗",
    "housing_secure": "住房安全",
    "water_secure": "饮水安全",
    "owns_commercial_housing": "比对：住房",
    "runs_business": "比对：经商",
    "owns_car": "比对：购车",
    "social_insurance_hit": "比对：社保",
    "public_employee": "比对：公职人员",
}
FINDINGS = {
    "relapse_risk": "有返贫风险",
    "poverty_risk": "有致贫风险",
    "income_dropped_sharply": "收入骤减",
    "spending_rose_sharply": "支出骤增",
    "safeguards_unstable": "“两不愁三保障”实现情况不够稳定",
    "visible_hardship": "走访发现实际困难",
    "comparison_cleared": "比对情况经核实不影响纳入",
}
OTHERS = {
    "household_id": "户编号",
    "household_size": "家庭人口",
    "list_2019": "2019年“两摸底”",
    "expected_income_per_capita": "预计年人均纯收入",
}
OUTCOMES = {
    "focus_group": "排查重点",
    "candidate_monitoring": "拟新增脱贫监测户",
    "candidate_marginal": "拟新增边缘户",
    "visit": "入户核实",
    "comparison_review": "比对待核实",
    "monitoring": "脱贫监测户",
    "marginal": "边缘户",
    "gap_food": "不愁吃缺项",
    "gap_clothing": "不愁穿缺项",
    "gap_education": "义务教育缺项",
    "gap_medical": "基本医疗缺项",
    "gap_housing": "住房安全缺项",
    "gap_water": "饮水安全缺项",
    "warning": "预警监测对象",
}


@pytest.fixture(scope="module")
def zhaojia() -> Ruleset:
    return find("zhaojia@2020.34.1", None)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_nothing_is_wrong_with_it(path: Path) -> None:
    ruleset, report = check_source(read_file(path))
    assert [diagnostic.to_text() for diagnostic in report if diagnostic.severity != "note"] == []
    assert ruleset is not None
    if path.name == "ruleset.yaml":
        assert (ruleset.id, ruleset.version) == (path.parents[1].name, path.parent.name)


def test_the_facts_of_zhaojia(zhaojia: Ruleset) -> None:
    labels = {fact.id: fact.label for fact in zhaojia.facts.values()}
    assert labels == AMOUNTS | YES_OR_NO | FINDINGS | OTHERS
    assert all(zhaojia.facts[name].bounds == Range(0, 10_000_000) for name in AMOUNTS)
    assert zhaojia.facts["household_size"].bounds == Range(1, 60)
    expected = zhaojia.facts["expected_income_per_capita"]
    assert expected.bounds == Range(-10_000_000, 10_000_000)
    assert set(zhaojia.facts["list_2019"].labels) == {"monitoring", "marginal", "none"}
    assert {fact.id for fact in zhaojia.facts.values() if fact.finding} == set(FINDINGS)
    assert [fact.id for fact in zhaojia.facts.values() if fact.sensitive] == ["household_id"]
    assert zhaojia.root.id == "household"


def test_every_finding_says_what_by_whom_and_by_which_clause(zhaojia: Ruleset) -> None:
    for name in FINDINGS:
        fact = zhaojia.facts[name]
        assert fact.finding is not None
        assert fact.finding.question.endswith("？")
        assert fact.finding.by.label
        assert fact.cites


def test_the_outcomes_of_zhaojia(zhaojia: Ruleset) -> None:
    assert {outcome.id: outcome.label for outcome in zhaojia.root.outcomes} == OUTCOMES
    assert zhaojia.groups["category"].outcomes == ("monitoring", "marginal")
    gaps = [zhaojia.definitions[name] for name in OUTCOMES if name.startswith("gap_")]
    assert all(gap.attributes["行业部门"] for gap in gaps)
    assert all(outcome.cites for outcome in zhaojia.root.outcomes)


def test_what_the_notice_leaves_open_is_recorded(zhaojia: Ruleset) -> None:
    assert "印发日期" in zhaojia.in_force.interpretation
    assert "安全饮水" in zhaojia.definitions["gap_water"].interpretation
    interpreted = ["household_size", "expected_income_per_capita", "comparison_cleared"]
    assert all(zhaojia.facts[name].interpretation for name in interpreted)
    assert all(zhaojia.facts[name].interpretation for name in list(FINDINGS)[:5])
    assert "不是规范性文件" in zhaojia.definitions["net_income"].note


def test_no_line_is_shipped_for_the_tiers() -> None:
    ruleset = find("tiers-2021@2021.7.1", None)
    assert [p.id for p in ruleset.parameters.values()] == ["monitoring_range"]
    assert ruleset.parameters["monitoring_range"].open


def test_no_published_version_was_changed() -> None:
    """The digest of every version that was ever published, as it was on that day."""
    published = {
        "tiers-2021@2021.7.1": "46e0186819b0e7c61a359490abc513a1e93d4ac57bfc9daef36665cced934db2",
        "zhaojia@2020.34.1": "a18c676373443d64d65b834f243680a9c70573a4acf6541de8e23e0c1abb7536",
    }
    found = {reference: find(reference, None).digest for reference in published}
    assert found == {reference: f"sha256:{digest}" for reference, digest in published.items()}


def test_the_version_with_the_procedure_decides_as_the_one_before(zhaojia: Ruleset) -> None:
    newer = find("zhaojia", date(2020, 6, 1))
    assert (newer.version, newer.replaces) == ("2020.34.2", ("2020.34.1",))
    before, after = json.loads(zhaojia.canonical), json.loads(newer.canonical)
    for part in ("groups", "sources", "in_force"):
        assert before[part] == after[part]
    own, household = before["entities"]["household"], after["entities"]["household"]
    patterns = {definition.id for definition in newer.root.patterns}
    assert own["facts"] == household["facts"]
    assert own["definitions"] == {
        name: what for name, what in household["definitions"].items() if name not in patterns
    }
    assert collections_decided_by(newer) == {"household"}
    line = before["parameters"]
    assert after["parameters"] == line | {"assistance_days": after["parameters"]["assistance_days"]}
    assert [p.id for p in newer.deciding_parameters] == list(line)
    assert {role.id: role.label for role in newer.roles.values()} == before["roles"]


def test_what_the_notice_gives_no_days_for_is_told(zhaojia: Ruleset) -> None:
    path = ROOT / "rulesets/zhaojia/2020.34.2/ruleset.yaml"
    notes = [d for d in check_source(read_file(path))[1] if d.severity == "note"]
    assert [(d.code.slug, d.values["name"]) for d in notes] == [
        ("open-limit", "reach_standard"),
        ("open-limit", "deliver_relief"),
    ]
