"""Invented households for the job of `benchmarks.peers`, as a frame: a fixed seed, narrow types."""

from __future__ import annotations

import numpy as np
import polars as pl

from benchmarks.peers.households import HITS, NEEDS, RISKS, SIZE_WEIGHTS, SIZES

INCOMES = ("wages", "business", "property", "transfers")
SHARES = (4, 2, 0.5, 1.5)
_ANSWERS = np.array([1, 0, 2], dtype=np.int8)


def frame(count: int, seed: int = 34) -> pl.DataFrame:
    """`count` households. Exact ties at 30 and 50 percent are moved off the line, because
    binary fractions may decide those either way."""
    rng = np.random.default_rng(seed)
    weights = np.array(SIZE_WEIGHTS) / sum(SIZE_WEIGHTS)
    size = rng.choice(np.array(SIZES, dtype=np.int8), count, p=weights)
    total = size * rng.lognormal(np.log(7000), 0.6, count)
    incomes = (total[:, None] * 1.1 * rng.dirichlet(SHARES, count)).astype(np.int32)
    costs = np.minimum(incomes.sum(1), (total * 0.2 * rng.random(count)).astype(np.int64))
    net = incomes.sum(1, dtype=np.int64) - costs
    last = (net / size * rng.lognormal(0, 0.25, count)).astype(np.int64)
    last[rng.random(count) < 0.01] = 0
    last_spending = (total * 0.6 * rng.lognormal(0, 0.3, count)).astype(np.int64)
    last_spending[rng.random(count) < 0.01] = 0
    spending = (last_spending * rng.lognormal(0, 0.3, count)).astype(np.int64)
    last += 10 * (last * size - net) == 3 * last * size
    spending += 2 * (spending - last_spending) == last_spending
    registered = rng.random(count) < 0.5
    numbers = {"costs": costs, "last_per_head": last, "spending": spending}
    numbers |= {"last_spending": last_spending}
    return pl.DataFrame(
        {
            "id": np.arange(count),
            "registered": registered,
            "lifted_out": registered & (rng.random(count) < 0.97),
            "size": size,
            **{name: incomes[:, place] for place, name in enumerate(INCOMES)},
            **{name: values.astype(np.int32) for name, values in numbers.items()},
            **{name: rng.choice(_ANSWERS, count, p=(0.95, 0.03, 0.02)) for name in NEEDS},
            **{name: rng.random(count) < share for name, share in (HITS | RISKS).items()},
        }
    )
