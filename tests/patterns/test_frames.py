"""Patterns in frames: asked for by name, decided as for each record by itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import povertyrules as pr
from tests.conformance.cases import all_cases

PLACE = Path(__file__).parents[1] / "conformance" / "rulesets"
RULESET = pr.load(PLACE / "patterns.yaml")
CASES = [case.facts for case in all_cases() if case.ruleset.endswith("/patterns.yaml")]
PATTERNS = [definition.id for definition in RULESET.checked.root.patterns]
STATUS = {True: "holds", False: "fails", None: "unknown"}


def frames() -> tuple[pl.DataFrame, pl.DataFrame]:
    """The households of the conformance cases, and their observations."""
    households, observations = [], []
    for number, facts in enumerate(CASES):
        given = facts.get("observations")
        households.append(
            {"id": str(number), "observations": None if given is None else len(given)}
        )
        observations += [{"id": str(number), **each} for each in given or ()]
    schema = {"id": pl.String, "seen": pl.String, "gap": pl.Boolean, "income": pl.Int64}
    return pl.DataFrame(households), pl.DataFrame(observations, schema)


def decided(**options: Any) -> pr.FrameDecisions:
    households, observations = frames()
    return RULESET.evaluate_frame(
        households,
        as_of="2020-06-15",
        keys={"household": "id"},
        observations=observations,
        **options,
    )


def has_a_month_of_its_own(facts: Mapping[str, Any]) -> bool:
    months = [each.get("seen") for each in facts.get("observations") or ()]
    return None not in months and len(set(months)) == len(months)


def test_patterns_are_columns_where_they_are_named() -> None:
    found = decided(outcomes=["has_any", *PATTERNS]).frame
    assert [c for c in found.columns if c != "id"] == ["has_any", *PATTERNS]
    rows = {row["id"]: row for row in found.rows(named=True)}
    for number, facts in enumerate(CASES):
        if has_a_month_of_its_own(facts):
            row = rows.pop(str(number))
            patterns = RULESET.evaluate(facts, as_of="2020-06-15").patterns
            assert {p: STATUS[row[p]] for p in PATTERNS} == {
                p: str(patterns[p].status) for p in PATTERNS
            }
    assert not rows


def test_records_that_no_key_tells_apart_are_rejected_where_they_are_compared() -> None:
    """Two months that are not known may be two records or one: nobody can tell."""
    asked = decided(outcomes=["two_months"])
    number = sum(not has_a_month_of_its_own(facts) for facts in CASES)
    assert asked.rejected.height == number > 1
    reasons = " ".join(asked.rejected_items("observations")["reasons"])
    assert "PR650" in reasons
    assert "PR651" in reasons
    assert decided(outcomes=["has_gap"]).rejected.height == 0


def test_patterns_are_no_columns_otherwise() -> None:
    assert not set(decided().frame.columns) & set(PATTERNS)


def test_masks_are_of_all_outcomes_all_the_same() -> None:
    asked = decided(outcomes=["two_months"], masks="outcomes")
    assert "two_months" in asked.frame.columns
    assert [c.id for c in asked.conditions] == [o.id for o in RULESET.checked.root.outcomes]


def test_a_name_that_is_neither_is_refused() -> None:
    with pytest.raises(pr.InvalidFrame, match="two_months"):
        decided(outcomes=["two_month"])
