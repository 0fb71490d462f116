"""Households for files, and what one household at a time comes to."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import polars as pl
from numpy.random import default_rng

import povertyrules as pr
from benchmarks.scale.households import zhaojia

AS_OF = "2020-06-01"
RULESET = pr.load("zhaojia", as_of=AS_OF)
CONTRADICTED = 0.02


def households(rows: int, *, blanks: float = 0.1, seed: int = 1) -> pl.DataFrame:
    """Invented households: blanks, and some that contradict the ruleset or have a bad wage."""
    rng = default_rng(seed)
    frame = pl.DataFrame(
        {name: pl.Series(values) for name, values in zhaojia(rng, seed * 10**6, rows).items()}
    )
    key, *others = frame.columns
    frame = frame.with_columns(
        pl.when(pl.Series(rng.random(rows) >= blanks)).then(pl.col(name)).alias(name)
        for name in others
    )
    contradicted = pl.Series(rng.random(rows) < CONTRADICTED)
    wrong = pl.Series(rng.random(rows) < CONTRADICTED)
    return frame.with_columns(
        pl.when(contradicted).then(True).otherwise("lifted_out").alias("lifted_out"),
        pl.when(contradicted).then(False).otherwise("registered").alias("registered"),
        pl.when(wrong).then(-5).otherwise("wage_income").cast(pl.Int32).alias("wage_income"),
    ).select(key, *others)


def one_by_one(frame: pl.DataFrame) -> dict[str, dict[str, Any] | None]:
    """The statuses of every household by its key, None for a rejected one."""
    evaluator = RULESET.on(AS_OF)
    return {str(row["household_id"]): _decided(evaluator, row) for row in frame.rows(named=True)}


def _decided(evaluator: pr.Evaluator, row: Mapping[str, Any]) -> dict[str, Any] | None:
    record = {name: value for name, value in row.items() if value is not None}
    try:
        decision = evaluator.evaluate(record)
    except pr.InvalidRecord:
        return None
    statuses = {"holds": True, "fails": False, "unknown": None}
    found: dict[str, Any] = {n: statuses[o.status.value] for n, o in decision.outcomes.items()}
    answer = decision.groups["category"]
    found["category"] = None if answer is pr.UNKNOWN else "none" if answer is None else answer
    return found


def read(path: Any) -> pl.DataFrame:
    """A result file, of either kind, with truths as truths."""
    if str(path).endswith(".parquet"):
        return pl.read_parquet(path, glob=False, hive_partitioning=False)
    text = pl.read_csv(path, infer_schema=False)
    truths = [o.id for o in RULESET.checked.root.outcomes]
    words = {"true": True, "false": False}
    return text.with_columns(
        pl.col(name).replace_strict(words, return_dtype=pl.Boolean)
        for name in truths
        if name in text.columns
    )


def by_key(decided: pl.DataFrame) -> dict[str, dict[str, Any]]:
    """The rows of a result by their key."""
    rows = decided.rows(named=True)
    return {str(row.pop("household_id")): row for row in rows}


def check(counts: pr.FileCounts, rows: int) -> None:
    """Everything adds up."""
    assert counts.given == rows == counts.decided + counts.rejected
    for found in (*counts.outcomes.values(), *counts.groups.values()):
        assert sum(found.values()) == counts.decided
    assert len(counts.outcomes) == len(RULESET.checked.root.outcomes)


def parts(rows: int, count: int) -> list[tuple[int, int]]:
    """Where `count` parts of so many rows begin, and how long they are."""
    size = math.ceil(rows / count)
    return [(start, min(size, rows - start)) for start in range(0, rows, size)]
