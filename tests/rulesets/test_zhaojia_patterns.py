"""The monthly records and warnings of zhaojia 2020.34.2: they inform, and decide nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import povertyrules as pr
from povertyrules.ledgers import read_ledger

OLD, NEW = (pr.load(f"zhaojia@2020.34.{number}") for number in (1, 2))
SAFEGUARDS = ("food", "clothing", "education", "medical", "housing", "water")
MONITORED = {
    "household_id": "X1",
    "list_2019": "monitoring",
    "registered": True,
    "lifted_out": True,
}


def month(name: str, *missing: str) -> dict[str, Any]:
    secure = {f"month_{each}_secure": each not in missing for each in SAFEGUARDS}
    return {"observed_month": name, **secure}


def holding(day: str, **facts: Any) -> list[str]:
    patterns = NEW.evaluate({**MONITORED, **facts}, as_of=day).patterns
    return [name for name, pattern in patterns.items() if pattern.status == "holds"]


def statuses(ruleset: pr.Ruleset, facts: dict[str, Any]) -> dict[str, str]:
    decision = ruleset.evaluate(facts, as_of="2020-10-01")
    needed = sorted(need.path for need in decision.needed)
    return {name: str(o.status) for name, o in decision.outcomes.items()} | {"": str(needed)}


def test_a_gap_is_found_by_the_monthly_record() -> None:
    found = [month("2020-05"), month("2020-06", "water")]
    assert holding("2020-06-30", observations=found) == ["gap_found_monthly"]


def test_a_month_without_observation_is_told_once_it_is_over() -> None:
    observations = [month("2020-05"), month("2020-06")]
    assert holding("2020-07-31", observations=observations) == []
    assert holding("2020-08-01", observations=observations) == ["month_missed"]
    (match,) = (
        NEW.evaluate(
            {**MONITORED, "observations": [*observations, month("2020-08")]}, as_of="2020-09-01"
        )
        .patterns["month_missed"]
        .matches
    )
    assert match["observation"].key == "2020-06"


@pytest.mark.parametrize("safeguard", SAFEGUARDS)
def test_the_same_gap_in_two_months_running(safeguard: str) -> None:
    found = [month("2020-06", safeguard), month("2020-05", safeguard)]
    assert f"{safeguard}_gap_again" in holding("2020-06-30", observations=found)
    found[1]["observed_month"] = "2020-04"
    assert f"{safeguard}_gap_again" not in holding("2020-06-30", observations=found)


def test_a_warning_after_closing() -> None:
    first = {"warned_on": "2020-05-20", "warning_closed": True, "closed_on": "2020-06-30"}
    again = {"warned_on": "2020-07-01", "warning_closed": False}
    assert holding("2020-07-15", warnings=[first, again]) == ["warned_after_closing"]
    assert holding("2020-07-15", warnings=[{**first, "warning_closed": False}, again]) == []
    assert holding("2020-07-15", warnings=[first, {**again, "warned_on": "2020-06-30"}]) == []


@pytest.mark.parametrize(
    "facts", [{}, MONITORED, {**MONITORED, "household_size": 4, "water_secure": False}]
)
def test_nothing_is_decided_otherwise(facts: dict[str, Any]) -> None:
    observed = {**facts, "observations": [month("2020-05", "water"), month("2020-06", "water")]}
    assert statuses(NEW, facts) == statuses(NEW, observed) == statuses(OLD, facts)


def test_a_page_without_observations_is_as_it_was() -> None:
    """Nothing matches, so nothing is told of patterns."""
    page = NEW.evaluate(MONITORED, as_of="2020-10-01").explain().to_text()
    before = OLD.evaluate(MONITORED, as_of="2020-10-01").explain().to_text()
    assert page.replace("2020.34.2", "2020.34.1") == before


HOUSEHOLDS = "户编号,建档立卡户,已脱贫户,2019年“两摸底”"
X1 = "X1,是,是,脱贫监测户"


def test_a_ledger_of_households_is_read_without_a_remark(tmp_path: Path) -> None:
    """What decides nothing is not missed."""
    path = tmp_path / "ledger.csv"
    path.write_text(f"{HOUSEHOLDS}\n{X1}\n", "utf-8")
    assert [read_ledger(path, each.checked).notes for each in (OLD, NEW)] == [[], []]


def test_a_ledger_has_a_row_for_each_observation(tmp_path: Path) -> None:
    path = tmp_path / "ledger.csv"
    rows = [f"{X1},{month},否" for month in ("2020-05", "2020-06")]
    lines = [f"{HOUSEHOLDS},监测月份,当月饮水安全有保障", *rows]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    ledger = read_ledger(path, NEW.checked)
    (record,) = ledger.records
    patterns = NEW.evaluate(record.data, as_of="2020-06-30").patterns
    assert patterns["water_gap_again"].status == "holds"
