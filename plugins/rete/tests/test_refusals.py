"""What the network cannot express is refused when the plan is made: where, why, what to do."""

from __future__ import annotations

import importlib.util
import sys

import pytest

import povertyrules as pr
from plugins.rete.tests.deciding import joins, one, patterns, planned
from povertyrules.model.ruleset import Ruleset

TWO = "{{first: {{}}, second: {{where: '{0}'}}}}"


def _refused(ruleset: Ruleset) -> str:
    with pytest.raises(pr.UnsupportedFeature) as caught:
        planned(ruleset)
    assert str(caught.value).endswith(", or decide the ruleset with the engine record")
    return str(caught.value)


@joins
@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("level / 2 > first.level", "multiply the other side instead of dividing"),
        ("round(level / 2, 0, up) > first.level", "multiply the other side instead of dividing"),
        ("gap or first.gap", "write a pattern for each case"),
        ("not (gap and first.gap)", "only comparisons may stand between records"),
        ("first.gap implies gap", "only comparisons may stand between records"),
        ("months_between(first.day, day) == 1", "compare days with `days_between`"),
        ("level * first.level > 3", "it multiplies two facts"),
        ("length(note) == length(first.note)", "only facts, constants, parameters"),
        ("wide > first.wide", "and 9007199254740992 is the limit; narrow the declared ranges"),
        ("open > first.open", "give `open` (Open) `min` and `max`"),
        ("first.gap", "it reads only `first`; write it under `first`"),
        ("first.level > 3", "it reads only `first`; write it under `first`"),
        ("month_of(day) == month_of(first.day)", "state it of single records"),
        ("count(measures where due > day) > first.level", "only facts, constants, parameters"),
        ("any(measures, due > day and due < first.day)", "only comparisons may stand"),
        ("abs(level - first.level) > 1", "only facts, constants, parameters"),
    ],
)
def test_a_join_that_is_refused(condition: str, told: str) -> None:
    message = _refused(one(TWO.format(condition)))
    assert told in message
    assert message.startswith("tried.yaml:26:")
    assert "` relates records in a way that the engine rete cannot: " in message


@joins
def test_the_place_is_that_of_the_part() -> None:
    message = _refused(one(TWO.format("gap and level > first.level and open > first.open")))
    assert message.startswith("tried.yaml:26:80: `first.Open` relates")


@joins
def test_three_records_at_once() -> None:
    third = "third: {where: 'level - first.level > second.level'}"
    message = _refused(one(f"{{first: {{}}, second: {{}}, {third}}}"))
    assert "it reads more than two records; compare them two by two" in message


@joins
def test_too_many_alternatives() -> None:
    unequal = " and ".join(
        f"{own} != first.{other}"
        for own, other in [
            ("level", "level"), ("seen", "seen"), ("note", "note"), ("gap", "gap")
        ]
    )  # fmt: skip
    message = _refused(one(TWO.format(unequal)))
    assert "it has too many `!=` between records; divide the pattern" in message


@joins
def test_patterns_that_need_no_network_are_never_refused() -> None:
    plan = planned(one("{first: {where: 'level / 2 > 1 or gap'}}"))
    assert plan.rules == {}


@joins
def test_a_record_and_an_item_to_which_it_does_not_belong() -> None:
    body = """\
  tried:
    label: Tried
    of: observations
    over: measures
    match: {measure: {where: gap and due < as_of}}
    cite: text#1
"""
    message = _refused(patterns(body, "'any(observations, tried)'"))
    assert "`Gap`" in message
    assert "it reads both `measure` and an item to which that does not belong" in message


def test_other_versions_of_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 13, 1))
    with pytest.raises(pr.UnsupportedFeature, match=r"on Python 3\.13: use Python 3\.12 or earl"):
        planned(one("{first: {}}"))


@joins
def test_without_durable_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr("povertyrules_rete.refusing.find_spec", lambda _: None)
    with pytest.raises(pr.UnsupportedFeature, match="which is not installed: run pip install"):
        planned(one("{first: {}}"))


@joins
def test_other_systems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    with pytest.raises(pr.UnsupportedFeature, match="needs a POSIX system"):
        planned(one("{first: {}}"))


def test_the_plugin_itself_loads_everywhere() -> None:
    host = pr.Engine(plugins=["rete"])
    assert "rete" in host.plugins
