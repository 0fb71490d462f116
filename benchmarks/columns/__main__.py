"""Check that all ways agree, time them in turns, print the table.

python -m benchmarks.columns [--rows 1e6 1e7] [--rounds 7] [--without openfisca]
"""

from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections.abc import Callable
from statistics import median
from typing import Any

import numpy as np
import polars as pl

from benchmarks.columns import households, zhaojia
from benchmarks.columns.variants import VARIANTS

AHEAD_OF_OPENFISCA = 8
WITH_BLANKS = 5.0
CHECKED = 100_000


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.columns")
    parser.add_argument("--rows", type=float, nargs="+", default=[1e6, 1e7])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--without", nargs="*", choices=VARIANTS, default=[])
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    names = [name for name in VARIANTS if name not in options.without]
    missed = [] if _agree(names) else ["the answers differ"]
    for rows in options.rows:
        missed += _measure(names, int(rows), options.rounds)
    missed += _blanks(int(min(options.rows)), options.rounds)
    print("\n".join(f"MISSED: {what}" for what in missed) or "every target is met")
    return bool(missed)


def _agree(names: list[str]) -> bool:
    frame = households.frame(CHECKED)
    fired = {name: VARIANTS[name].fired(VARIANTS[name].make()(frame)) for name in names}
    differing = {n: int(np.sum(fired[n] != fired["hand"])) for n in names}
    print(f"{CHECKED:,} households, decided differently than by hand: {differing}")
    return not any(differing.values())


def _in_turns(
    ways: dict[str, Callable[[], Any]], rounds: int, beside: str
) -> dict[str, tuple[float, float]]:
    """For each way the median seconds, and the median ratio to one of them, round by round."""
    times: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    for _ in range(rounds):
        for name, way in ways.items():
            begun = time.perf_counter()
            way()
            times[name].append(time.perf_counter() - begun)
    return {
        name: (median(taken), median(a / b for a, b in zip(taken, times[beside], strict=True)))
        for name, taken in times.items()
    }


def _measure(names: list[str], rows: int, rounds: int) -> list[str]:
    frame = households.frame(rows).rechunk()
    made = {name: VARIANTS[name].make() for name in names}
    ways = {name: _bound(decide, frame) for name, decide in made.items()}
    found = _in_turns(ways, rounds, "hand")
    print(f"\n{rows:>12,} households{'ms':>22}{'× by hand':>12}{'target':>10}")
    missed: list[str] = []
    for name, (seconds, ratio) in found.items():
        variant = VARIANTS[name]
        target = f"≤ {variant.target}" if variant.target else ""
        print(f"  {variant.title:<34}{seconds * 1e3:>10.1f}{ratio:>12.2f}{target:>10}")
        if variant.target and ratio > variant.target:
            missed.append(f"{variant.title}, {rows:,} rows: {ratio:.2f} × by hand")
    if "openfisca" in found:
        ahead = found["openfisca"][0] / found["trusted"][0]
        print(f"  trusted is {ahead:.0f} × faster than OpenFisca (target {AHEAD_OF_OPENFISCA} ×)")
        if ahead < AHEAD_OF_OPENFISCA:
            missed.append(f"{ahead:.1f} × faster than OpenFisca, {rows:,} rows")
    return missed


def _bound(decide: Callable[[pl.DataFrame], Any], frame: pl.DataFrame) -> Callable[[], Any]:
    return lambda: decide(frame)


def _blanks(rows: int, rounds: int) -> list[str]:
    whole, holed = zhaojia.frame(rows, 0), zhaojia.frame(rows, zhaojia.BLANK)
    ways = {
        "complete": _bound(zhaojia.decide, whole),
        "blanks": _bound(zhaojia.decide, holed),
    }
    found = _in_turns(ways, rounds, "complete")
    print(f"\n{rows:>12,} households by zhaojia, all outcomes, validated{'ms':>12}")
    print(f"  complete data{found['complete'][0] * 1e3:>43.1f}")
    seconds, ratio = found["blanks"]
    print(f"  a tenth of all cells blank{seconds * 1e3:>30.1f}{ratio:>8.2f} × (≤ {WITH_BLANKS})")
    return [f"with blanks {ratio:.2f} × the complete data"] if ratio > WITH_BLANKS else []


if __name__ == "__main__":
    sys.exit(main())
