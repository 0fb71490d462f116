"""Invented households by the million, written as Parquet part by part, from a fixed seed."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

PART = 1_000_000
ROW_GROUP = 250_000
SEED = 34
_SIZE_SHARES = (0.12, 0.20, 0.22, 0.20, 0.12, 0.08, 0.04, 0.02)
_NEEDS = ("food", "clothing", "education", "medical", "housing", "water")

Columns = dict[str, Any]
Random = np.random.Generator


def write(path: Path, rows: int, ruleset: str, blanks: float = 0.0) -> None:
    """Write a file of `rows` households; of each cell but the key, a share `blanks` is empty."""
    made = MAKERS[ruleset]
    writer: pq.ParquetWriter | None = None
    for start, count in _parts(rows):
        rng = np.random.default_rng((SEED, start))
        table = _table(made(rng, start, count), rng, blanks)
        if writer is None:
            writer = pq.ParquetWriter(path, table.schema, compression="zstd")
        writer.write_table(table, row_group_size=ROW_GROUP)
    assert writer is not None
    writer.close()


def _parts(rows: int) -> Iterator[tuple[int, int]]:
    for start in range(0, rows, PART):
        yield start, min(PART, rows - start)


def _table(columns: Columns, rng: Random, blanks: float) -> pa.Table:
    arrays = {}
    for number, (name, values) in enumerate(columns.items()):
        empty = None
        if blanks and number:
            empty = rng.random(len(values)) < blanks
        arrays[name] = pa.array(values, mask=empty) if empty is not None else _array(values)
    return pa.table(arrays)


def _array(values: Any) -> pa.Array:
    return values if isinstance(values, pa.Array) else pa.array(values)


def _money(rng: Random, count: int) -> Columns:
    """A household's size and its amounts of a year, in yuan."""
    size = rng.choice(np.arange(1, 9), size=count, p=_SIZE_SHARES).astype(np.int8)
    total = size * rng.lognormal(math.log(7000), 0.6, count)
    shares = rng.gamma((4, 2, 0.5, 1.5), size=(count, 4))
    shares /= shares.sum(axis=1, keepdims=True)
    incomes = np.minimum(total[:, None] * 1.1 * shares, 10**7).astype(np.int32)
    costs = np.minimum(incomes.sum(axis=1), total * 0.2 * rng.random(count)).astype(np.int32)
    return {"size": size, "total": total, "incomes": incomes, "costs": costs}


def _chance(rng: Random, count: int, share: float) -> Any:
    return rng.random(count) < share


def peers(rng: Random, start: int, count: int) -> Columns:
    """The facts of `benchmarks/peers/ruleset.yaml`."""
    money = _money(rng, count)
    size, total = money["size"], money["total"]
    net = money["incomes"].sum(axis=1) - money["costs"]
    last = np.maximum(net / size * rng.lognormal(0, 0.25, count), 0).astype(np.int32)
    last_spending = (total * 0.6 * rng.lognormal(0, 0.3, count)).astype(np.int32)
    spending = (last_spending * rng.lognormal(0, 0.3, count)).astype(np.int32)
    registered = _chance(rng, count, 0.5)
    names = ("wages", "business", "property", "transfers")
    return {
        "id": np.arange(start, start + count, dtype=np.int64),
        "registered": registered,
        "lifted_out": registered & _chance(rng, count, 0.97),
        "size": size,
        **{name: money["incomes"][:, number] for number, name in enumerate(names)},
        "costs": money["costs"],
        "last_per_head": last,
        "spending": spending,
        "last_spending": last_spending,
        **{
            need: rng.choice(np.array((1, 0, 2), np.int8), size=count, p=(0.95, 0.03, 0.02))
            for need in _NEEDS
        },
        "owns_flat": _chance(rng, count, 0.03),
        "owns_car": _chance(rng, count, 0.05),
        "runs_business": _chance(rng, count, 0.03),
        "public_employee": _chance(rng, count, 0.01),
        "illness": _chance(rng, count, 0.12),
        "disability": _chance(rng, count, 0.08),
        "disaster": _chance(rng, count, 0.03),
        "jobless": _chance(rng, count, 0.10),
    }


_YES = {
    "low_income_support": 0.08,
    "extreme_poverty_support": 0.02,
    "serious_illness": 0.06,
    "disability": 0.08,
    "public_concern": 0.02,
    "food_secure": 0.995,
    "clothing_secure": 0.995,
    "education_secure": 0.99,
    "medical_secure": 0.98,
    "housing_secure": 0.97,
    "water_secure": 0.98,
    "owns_commercial_housing": 0.03,
    "runs_business": 0.03,
    "owns_car": 0.05,
    "social_insurance_hit": 0.04,
    "public_employee": 0.01,
    "relapse_risk": 0.05,
    "poverty_risk": 0.05,
    "income_dropped_sharply": 0.03,
    "spending_rose_sharply": 0.04,
    "safeguards_unstable": 0.02,
    "visible_hardship": 0.02,
    "comparison_cleared": 0.10,
}
_CONTRADICTED = 0.0005
"""The share of households that an assumption of the ruleset rejects."""


def zhaojia(rng: Random, start: int, count: int) -> Columns:
    """Every fact of the shipped ruleset `zhaojia`; a few households contradict it."""
    money = _money(rng, count)
    incomes = money["incomes"]
    names = ("wage_income", "business_income", "property_income", "transfer_income")
    per_head = (incomes.sum(axis=1) - money["costs"]) / money["size"]
    registered = _chance(rng, count, 0.3)
    lifted_out = registered & _chance(rng, count, 0.97)
    listed = _chance(rng, count, 0.05)
    list_2019 = np.where(lifted_out & listed, "monitoring", "none")
    list_2019 = np.where(~registered & listed, "marginal", list_2019)
    lifted_out = np.where(_chance(rng, count, _CONTRADICTED), ~registered, lifted_out)
    return {
        "household_id": _ids(start, count),
        "household_size": money["size"],
        "registered": registered,
        "lifted_out": lifted_out,
        "list_2019": list_2019,
        **{name: incomes[:, number] for number, name in enumerate(names)},
        "business_cost": money["costs"],
        "expected_income_per_capita": (per_head * rng.lognormal(0, 0.1, count)).astype(np.int32),
        **{name: _chance(rng, count, share) for name, share in _YES.items()},
    }


def _ids(start: int, count: int) -> pa.Array:
    """Keys as registers have them: a region's digits and a number."""
    numbers = pa.array(np.arange(start, start + count) + 5117 * 10**9)
    return numbers.cast(pa.string())


MAKERS: dict[str, Callable[[Random, int, int], Columns]] = {"peers": peers, "zhaojia": zhaojia}
