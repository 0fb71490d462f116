"""Which records a decision names, for the record itself and for its items."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import povertyrules as pr
from povertyrules.api.patterns import Match

PLACE = Path(__file__).parents[1] / "conformance" / "rulesets"
RULESETS = [pr.load(path) for path in sorted(PLACE.glob("patterns*.yaml"))]
PATTERNS, ABSENT, MEMBERS = RULESETS
APRIL = {"seen": "2020-04", "gap": True}
MAY = {"seen": "2020-05", "gap": True}
JUNE = {"seen": "2020-06", "gap": True}


def decide(ruleset: pr.Ruleset = PATTERNS, **facts: Any) -> pr.Decision:
    return ruleset.evaluate(facts, as_of="2020-06-15")


def paths(matches: Iterable[Match]) -> list[list[str]]:
    return [[record.path for record in match.values()] for match in matches]


def test_every_match_is_named_by_its_records() -> None:
    two = decide(observations=[JUNE, APRIL, MAY]).patterns["two_months"]
    assert two.status == "holds"
    assert two.label == "two months in a row"
    assert [c.reference for c in two.clauses] == ["text#1"]
    assert [list(match) for match in two.matches] == [["first", "second"], ["first", "second"]]
    assert paths(two.matches) == [
        ["observations[1]", "observations[2]"],
        ["observations[2]", "observations[0]"],
    ]
    assert two.possible == ()


def test_a_matched_record_shows_its_key_and_its_facts() -> None:
    decision = decide(observations=[APRIL, {**MAY, "income": "3.5"}])
    (match,) = decision.patterns["two_months"].matches
    second = match["second"]
    assert (second.collection, second.position, second.key) == ("observations", 1, "2020-05")
    assert second.facts == {"seen": "2020-05", "gap": True, "income": "3.50"}


def test_records_that_match_in_any_order_are_one_match() -> None:
    twice = decide(observations=[APRIL, APRIL, APRIL]).patterns["same_month"]
    assert paths(twice.matches) == [
        ["observations[0]", "observations[1]"],
        ["observations[0]", "observations[2]"],
        ["observations[1]", "observations[2]"],
    ]


def test_what_must_not_exist_is_not_named() -> None:
    late = decide(ABSENT, observations=[], measures=[{"due": "2020-06-01", "about": "2020-04"}])
    (match,) = late.patterns["overdue"].matches
    assert list(match) == ["measure"]


def test_possible_matches_are_told_apart_from_certain_ones() -> None:
    two = decide(observations=[APRIL, MAY, {"gap": True}]).patterns["two_months"]
    assert two.status == "holds"
    assert paths(two.matches) == [["observations[0]", "observations[1]"]]
    assert paths(two.possible) == [
        ["observations[0]", "observations[2]"],
        ["observations[1]", "observations[2]"],
    ]


def test_the_records_of_a_collection_that_was_not_given_have_no_place() -> None:
    two = decide().patterns["two_months"]
    assert two.status == "unknown"
    (match,) = two.possible
    assert [(r.position, r.path, r.facts) for r in match.values()] == [
        (None, "observations", {})
    ] * 2


def test_items_have_patterns_of_their_own() -> None:
    moved = [{"county": "X", "start": "2020-01"}, {"county": "Y", "start": "2020-03"}]
    decision = decide(
        MEMBERS, observations=[{"seen": "2020-03", "gap": True}], members=[{}, {"jobs": moved}]
    )
    members = decision.of("members")
    assert members is not None
    assert [m.patterns["moved"].status for m in members] == ["unknown", "holds"]
    assert paths(members[1].patterns["moved"].matches) == [
        ["members[1].jobs[0]", "members[1].jobs[1]"]
    ]
    assert paths(members[1].patterns["worked_when_observed"].matches) == [
        ["members[1].jobs[1]", "observations[0]"]
    ]
    assert "moved" not in decision.patterns


ONLY_PATTERNS = """
povertyrules: 1
ruleset: {id: only, version: 1.0.0, title: Only, in_force: {from: 2000-01-01}}
sources: {text: {clauses: {"1": made for the tests}}}
entities:
  household: {label: household}
  members: {label: members, of: household, max: 3}
  jobs: {label: jobs, of: members, max: 3}
facts:
  household: {poor: {type: boolean, label: poor}}
  members: {name: {type: text, label: name}}
  jobs: {pay: {type: integer, label: pay}}
patterns:
  two_jobs:
    label: two jobs
    of: members
    over: jobs
    match: {one: {}, other: {}}
    cite: text#1
outcomes: {o: {label: o, when: poor, cite: text#1}}
"""


def test_items_for_which_nothing_is_decided_have_patterns_all_the_same(tmp_path: Path) -> None:
    path = tmp_path / "only.yaml"
    path.write_text(ONLY_PATTERNS, "utf-8")
    ruleset = pr.load(path)
    decision = ruleset.evaluate(
        {"members": [{"jobs": [{}, {}]}, {"jobs": [{}]}]}, as_of="2020-01-01"
    )
    members = decision.of("members")
    assert members is not None
    assert [m.patterns["two_jobs"].status for m in members] == ["holds", "fails"]
    assert [list(m.outcomes) for m in members] == [[], []]
    assert ruleset.evaluate({}, as_of="2020-01-01").of("members") == ()


def test_patterns_change_no_decision_and_need_nothing(tmp_path: Path) -> None:
    path = tmp_path / "only.yaml"
    path.write_text(ONLY_PATTERNS, "utf-8")
    decision = pr.load(path).evaluate({}, as_of="2020-01-01")
    assert [n.path for n in decision.needed] == ["poor"]
    assert list(decision.outcomes) == ["o"]


def test_a_record_that_nobody_knows_to_exist_makes_no_match_for_certain() -> None:
    """A collection that was not given may be empty."""
    for ruleset in RULESETS:
        for pattern in decide(ruleset).patterns.values():
            assert bool(pattern.matches) is (pattern.status == "holds")
            assert pattern.possible or pattern.status == "fails"
    (match,) = decide().patterns["any_record"].possible
    assert [(record.position, record.path) for record in match.values()] == [(None, "observations")]
