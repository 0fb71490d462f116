"""Two versions of a small ruleset, which differ in the line and in criteria, and frames."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl

import povertyrules as pr
from tests.columns.framing import MAKERS

RULESETS = Path(__file__).with_name("rulesets")
DAY = "2020-06-01"
ENGINES = ("polars", "polars lazy", "pandas", "pandas nullable", "pyarrow", "duckdb")

SCHEMA = {
    "household_id": pl.String,
    "村": pl.String,
    "组": pl.Int64,
    "household_size": pl.Int64,
    "income": pl.Int64,
    "ill": pl.Boolean,
    "car": pl.Boolean,
}
Row = dict[str, Any]


@cache
def first() -> pr.Ruleset:
    return pr.load(RULESETS / "first")


@cache
def second() -> pr.Ruleset:
    return pr.load(RULESETS / "second")


def household(key: str, **facts: Any) -> Row:
    """A household of one with 4,500 a head, not ill, without a car."""
    usual: Row = {
        "村": "东山", "组": 1, "household_size": 1, "income": 4500, "ill": False, "car": False,
    }  # fmt: skip
    return {"household_id": key, **usual, **facts}


def framed(rows: Sequence[Row], engine: str = "polars") -> Any:
    columns = {name: [row[name] for row in rows] for name in SCHEMA}
    return MAKERS[engine](pl.DataFrame(columns, schema=SCHEMA))


def members(ages: Sequence[tuple[str, int | None]], engine: str = "polars") -> Any:
    columns = {
        "household_id": [key for key, _ in ages],
        "number": list(range(len(ages))),
        "age": [age for _, age in ages],
    }
    schema = {"household_id": pl.String, "number": pl.Int64, "age": pl.Int64}
    return MAKERS[engine](pl.DataFrame(columns, schema=schema))
