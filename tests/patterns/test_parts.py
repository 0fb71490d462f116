"""The structure of patterns: which record stands where, and what of its condition is a join."""

from __future__ import annotations

from pathlib import Path

import pytest

from povertyrules.api.ruleset import load
from povertyrules.model.nodes import Quantify
from povertyrules.model.pattern import Parts, Pattern, parts_of

PLACE = Path(__file__).parents[1] / "conformance" / "rulesets"
DEFINITIONS = {
    definition.id: definition
    for path in sorted(PLACE.glob("patterns*.yaml"))
    for definition in load(path).checked.definitions.values()
}


def pattern(name: str) -> Pattern:
    found = DEFINITIONS[name].pattern
    assert found is not None
    return found


def told(parts: tuple[Parts, ...]) -> dict[str, tuple[list[str], list[str]]]:
    return {p.record.name: ([n.text for n in p.single], [n.text for n in p.join]) for p in parts}


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("any_record", {"one": ([], [])}),
        ("one_gap", {"one": (["Gap"], [])}),
        (
            "two_months",
            {
                "first": (["Gap"], []),
                "second": (["Gap"], ["months_between(first.Seen, Seen) == 1"]),
            },
        ),
        (
            "three_months",
            {
                "first": (["Gap"], []),
                "second": (["Gap"], ["months_between(first.Seen, Seen) == 1"]),
                "third": (["Gap"], ["months_between(second.Seen, Seen) == 1"]),
            },
        ),
        (
            "dropped",
            {
                "earlier": ([], []),
                "later": ([], ["Seen > earlier.Seen", "Income * Drop < earlier.Income"]),
            },
        ),
        (
            "overdue",
            {"measure": (["Due < as_of"], []), "done": (["not Gap"], ["Seen >= measure.About"])},
        ),
        (
            "last_gap",
            {
                "last": (["Gap"], []),
                "later": ([], ["Seen > last.Seen"]),
                "measure": (["Due < as_of"], []),
            },
        ),
        (
            "worked_when_observed",
            {"job": ([], []), "observation": (["Gap"], ["Seen == job.Start"])},
        ),
        ("two_months_again", {"one": (["`two months in a row`", "Gap"], [])}),
    ],
)
def test_conditions_are_divided(
    name: str, expected: dict[str, tuple[list[str], list[str]]]
) -> None:
    assert told(parts_of(pattern(name))) == expected


def test_records_stand_in_the_order_of_the_author() -> None:
    hole = pattern("hole")
    assert [r.name for r in hole.matched] == ["before", "after"]
    assert [r.name for r in hole.absent] == ["between"]
    assert [r.level for r in hole.records] == [1, 2, 3]
    assert [r.different_from for r in hole.records] == [(), ("before",), ("before", "after")]


def test_records_of_several_collections_may_be_told_by_their_collection() -> None:
    last = pattern("last_gap")
    assert [r.collection.id for r in last.records] == ["observations", "observations", "measures"]
    assert [r.different_from for r in last.records] == [(), ("last",), ()]
    assert [r.level for r in last.records] == [1, 2, 2]


def test_a_pattern_of_items_may_look_in_what_they_belong_to() -> None:
    started = pattern("worked_when_observed")
    assert started.level == 1
    assert [(r.owner_level, r.level) for r in started.records] == [(1, 2), (0, 3)]


def test_each_record_has_its_quantifier_and_its_condition_in_the_body() -> None:
    for definition in DEFINITIONS.values():
        for record in definition.pattern.records if definition.pattern else ():
            assert isinstance(record.quantifier, Quantify)
            assert record.quantifier.item_level == record.level
            assert record.quantifier.id.startswith(definition.id)
            if record.condition is not None:
                assert record.condition.id.startswith(f"{record.quantifier.id}/body/")
