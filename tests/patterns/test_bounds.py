"""How many combinations of records a pattern may have to try, for a household with all it has."""

from __future__ import annotations

from pathlib import Path

import pytest

import povertyrules as pr

RULESET = """povertyrules: 1
ruleset: {{id: bounds, version: "1", title: bounds, in_force: {{from: 2020-01-01}}}}
sources: {{rules: {{title: rules, clauses: {{"1": words}}}}}}
entities:
  household: {{label: household}}
  members: {{label: members, of: household, max: {members}}}
  jobs: {{label: jobs, of: members, max: 10}}
facts: {{jobs: {{pay: {{type: money, label: pay, min: 0, max: 1000}}}}}}
patterns:
  one_pay:
    label: one pay
    of: members
    over: jobs
    match: {{a: {{}}, b: {{where: pay == a.pay}}, c: {{where: pay == a.pay}}}}
    cite: rules#1
outcomes: {{same: {{label: same, when: "any(members, one_pay)", cite: rules#1}}}}
"""


@pytest.mark.parametrize(("members", "fits"), [(100, True), (101, False)])
def test_a_pattern_of_items_is_tried_for_each_of_them(
    members: int, fits: bool, tmp_path: Path
) -> None:
    file = tmp_path / "bounds.yaml"
    file.write_text(RULESET.format(members=members), encoding="utf-8")
    if fits:
        assert pr.load(file).id == "bounds"
    else:
        with pytest.raises(pr.InvalidRuleset, match="try up to 101000 combinations"):
            pr.load(file)


def test_a_matched_record_shows_no_facts_in_passing() -> None:
    """What a program prints or logs must not have the numbers of people in it."""
    place = Path(__file__).parents[1] / "conformance" / "rulesets" / "patterns.yaml"
    facts = {"observations": [{"seen": "2020-04", "gap": True, "income": "87.65"}]}
    (match,) = pr.load(place).evaluate(facts, as_of="2020-06-01").patterns["one_gap"].matches
    assert match["one"].facts["income"] == "87.65"
    assert "87.65" not in repr(match)
    assert "2020-04" not in repr(match)


def test_the_label_of_a_pattern_must_not_pass_for_another(tmp_path: Path) -> None:
    file = tmp_path / "alike.yaml"
    mixed = "s\u0430me"  # a Cyrillic letter among Latin ones
    text = RULESET.format(members=5).replace("label: one pay", f"label: {mixed}")
    file.write_text(text, encoding="utf-8")
    before = pr.check(str(file)).diagnostics
    file.write_text(text.replace(mixed, "one pay"), encoding="utf-8")
    assert len(before) == len(pr.check(str(file)).diagnostics) + 1
