"""Bad input raises what is documented, and nothing else."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import povertyrules as pr
from povertyrules.api.checking import check
from tests.kernel.odd import EVERY, OddDate, OddHash

MOMENT = datetime(2020, 6, 1, tzinfo=UTC)
NO_DATES: list[Any] = ["", "2020-06-31", "20200601", None, MOMENT, [], {}, 20200601, b"x"]


@pytest.mark.parametrize("junk", NO_DATES)
def test_what_is_no_date(junk: Any) -> None:
    ruleset = pr.load("zhaojia")
    for call in (
        lambda: ruleset.evaluate({}, as_of=junk),
        lambda: ruleset.on(junk),
    ):
        with pytest.raises(pr.InvalidDate, match="as_of is a da") as raised:
            call()
        assert isinstance(raised.value, pr.PovertyRulesError)
        assert isinstance(raised.value, ValueError)


@pytest.mark.parametrize("junk", [junk for junk in NO_DATES if junk is not None])
def test_what_is_no_date_when_loading(junk: Any) -> None:
    with pytest.raises(pr.InvalidDate):
        pr.load("zhaojia", as_of=junk)


@pytest.mark.parametrize("junk", [None, 3, [], b"zhaojia", True])
def test_what_names_no_ruleset(junk: Any) -> None:
    with pytest.raises(pr.UnknownRuleset, match="named by text or a path"):
        pr.load(junk)


@pytest.mark.parametrize("name", ["zhaojia@", "zhaojia@ ", "@", "", "a\0.yaml"])
def test_names_of_no_ruleset(name: str) -> None:
    with pytest.raises(pr.UnknownRuleset):
        pr.load(name)


@pytest.mark.parametrize("junk", [3, "x", [1]])
def test_parameters_of_the_wrong_kind(junk: Any) -> None:
    with pytest.raises(pr.OpenParameter):
        pr.load("tiers-2021", parameters=junk)


@pytest.mark.parametrize(
    "path", ["/" + "a" * 5000, "a" * 5000 + ".yaml", "/a\0b", "./" + "b/" * 3000]
)
def test_paths_that_no_file_can_have(path: str) -> None:
    for read in (pr.load, check):
        with pytest.raises(pr.UnknownRuleset) as raised:
            read(path)
        assert len(str(raised.value)) < 500


@pytest.mark.parametrize("number", range(len(EVERY)))
def test_odd_objects_for_a_day_a_ruleset_and_parameters(number: int) -> None:
    ruleset, odd = pr.load("zhaojia"), EVERY[number]
    with suppress(pr.InvalidDate, pr.NotInForce):
        ruleset.evaluate({}, as_of=odd)
    with suppress(pr.InvalidDate, pr.NotInForce):
        pr.load("zhaojia", as_of=odd)
    with pytest.raises(pr.UnknownRuleset):
        pr.load(odd)
    for fills in (
        odd,
        {"monitoring_range": odd},
        {"monitoring_range": {"value": odd, "cite": odd}},
    ):
        with pytest.raises(pr.OpenParameter):
            pr.load("tiers-2021", parameters=fills)


def test_a_day_of_a_derived_class_is_that_day() -> None:
    ruleset = pr.load("zhaojia")
    for day in (OddDate(2020, 6, 1), OddHash("2020-06-01")):
        assert ruleset.evaluate({}, as_of=day).receipt()["as_of"] == "2020-06-01"


FILLED: list[tuple[Any, str]] = [
    (8700, "8700.00"),
    (8700.5, "8700.50"),
    ("8700.25", "8700.25"),
    (Decimal("8700.10"), "8700.10"),
    (Fraction(17401, 2), "8700.50"),
]


@pytest.mark.parametrize(("value", "written"), FILLED)
def test_what_fills_an_open_parameter(value: Any, written: str) -> None:
    fills = {"monitoring_range": {"value": value, "cite": "某文"}}
    decision = pr.load("tiers-2021", parameters=fills).evaluate({}, as_of="2022-01-01")
    assert decision.receipt()["parameters"]["monitoring_range"]["value"] == written


UNFIT: list[tuple[Any, str]] = [
    (8700.1, 'a binary floating-point number is not exactly 8700.1; write "8700.1"'),
    (8700.123, "not exactly 8700.123"),
    ("8700.123", "it has more than 2 decimals"),
    (0.5, "it must be an amount in 元/人 from 1000 to 100000"),
    ("many", "it must be an amount in 元/人 from 1000 to 100000"),
    (True, "it must be an amount"),
    (10**50, "it has more than 40 digits"),
    (float("nan"), "it must be an amount"),
]


@pytest.mark.parametrize(("value", "why"), UNFIT)
def test_why_a_value_does_not_fit(value: Any, why: str) -> None:
    with pytest.raises(pr.OpenParameter) as raised:
        pr.load("tiers-2021", parameters={"monitoring_range": {"value": value, "cite": "某文"}})
    assert why in str(raised.value)


def test_a_value_without_its_citation() -> None:
    with pytest.raises(pr.OpenParameter) as raised:
        pr.load("tiers-2021", parameters={"monitoring_range": 8700})
    assert str(raised.value) == (
        "`monitoring_range` must be given together with the document that sets it: write "
        '{"monitoring_range": {"value": …, "cite": "…"}}, not 8700'
    )


@pytest.mark.parametrize("broken", ["\ud800", "云农\udfff办"])
def test_half_a_character_fills_nothing(broken: str, tmp_path: Path) -> None:
    with pytest.raises(pr.OpenParameter, match="half a character"):
        pr.load("tiers-2021", parameters={"monitoring_range": {"value": 8700, "cite": broken}})
    file = tmp_path / "text.yaml"
    file.write_text(OPEN_TEXT, "utf-8")
    with pytest.raises(pr.OpenParameter, match="half a character"):
        pr.load(file, parameters={"called": {"value": broken, "cite": "某文"}})
    with pytest.raises(pr.OpenParameter, match="a text of at most 5 characters"):
        pr.load(file, parameters={"called": {"value": "abcdef", "cite": "某文"}})


OPEN_TEXT = """
povertyrules: 1
ruleset: {id: open, version: '1', title: 留待确定, in_force: {from: 2020-01-01}}
sources: {notice: {clauses: {'1': 条文}}}
parameters:
  called: {label: 称谓, type: text, max_length: 5, open: true, question: 怎么称呼？, cite: notice#1}
facts: {household: {name: {type: text, label: 名称}}}
outcomes: {one: {label: 一, when: name == called, cite: notice#1}}
"""
