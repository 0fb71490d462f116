"""The shipped ruleset on whole frames: complete data, and a tenth of all cells blank."""

from __future__ import annotations

import numpy as np
import polars as pl

import povertyrules as pr

DAY = "2020-06-01"
BLANK = 0.1


def frame(count: int, blank: float, seed: int = 34) -> pl.DataFrame:
    """Invented households with every fact of the ruleset, a share of the cells blank."""
    rng = np.random.default_rng(seed)
    columns: dict[str, pl.Series] = {}
    for fact in pr.load("zhaojia").checked.root.facts:
        kind = str(fact.type)
        if fact.id == "household_id":
            columns[fact.id] = pl.int_range(count, eager=True).cast(pl.String)
        elif kind == "boolean":
            columns[fact.id] = pl.Series(rng.random(count) < 0.5)
        elif kind == "integer":
            columns[fact.id] = pl.Series(rng.integers(1, 9, count))
        elif kind == "choice":
            columns[fact.id] = pl.repeat("none", count, eager=True)
        else:
            columns[fact.id] = pl.Series(rng.integers(0, 30_000, count))
    columns["lifted_out"] = columns["lifted_out"] & columns["registered"]
    made = pl.DataFrame(columns)
    holes = [
        pl.when(pl.Series(rng.random(count) >= blank)).then(pl.col(name)).alias(name)
        for name in made.columns
        if name != "household_id"
    ]
    return made.with_columns(holes) if blank else made


def decide(given: pl.DataFrame) -> pl.DataFrame:
    decided: pl.DataFrame = pr.load("zhaojia").evaluate_frame(given, as_of=DAY).frame
    return decided
