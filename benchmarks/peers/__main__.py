"""Check that all engines agree, time them in turns, print the table.

The exit code is 1 if they do not agree, or if a median misses its target.

python -m benchmarks.peers [--rounds 5] [--only hand validated …]
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
from statistics import median
from typing import Any, NamedTuple

from benchmarks.peers.variants import VARIANTS

STARTS = {"import": "from povertyrules import load", "load": 'load("zhaojia")'}
TARGETS = {"trusted-call": 1.5, "validated": 4.0, "validated-call": 4.0, "explained": 3.0}
AHEAD = {
    ("validated", "zen"): 30,
    ("validated", "openfisca"): 400,
    ("explained", "zen-traced"): 10,
    ("explained", "openfisca-traced"): 100,
}
STARTING_LIMIT = 150


class Timing(NamedTuple):
    """The time for one household, and its ratio to the hand-written function's."""

    microseconds: float
    ratio: float


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.peers")
    parser.add_argument("--rounds", type=int, default=5, help="processes for each variant")
    parser.add_argument("--only", nargs="+", choices=VARIANTS, default=list(VARIANTS))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as compiled:
        # Compiled modules are kept, as an installed package has them.
        os.environ["PYTHONPYCACHEPREFIX"] = compiled
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
        return _measure(options.only, options.rounds)


def _measure(names: list[str], rounds: int) -> int:
    if not _agree(names):
        return 1
    times = _timed(names, rounds)
    missed = [*_print_table(times), *_print_ahead(times), *_print_starts(rounds)]
    print("\nEvery target is met." if not missed else "\nTargets missed:")
    for words in missed:
        print(f"- {words}")
    return 1 if missed else 0


def _run(*arguments: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "benchmarks.peers.measure", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{' '.join(arguments)} failed:\n{done.stderr}")
    result: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return result


def _agree(names: list[str]) -> bool:
    agreed = True
    for name in names:
        result = _run("check", name)
        if result["differing"]:
            agreed = False
            print(
                f"{VARIANTS[name].title}: {result['differing']} of {result['households']} "
                f"households differ, the first are {result['first']}"
            )
    if agreed:
        print(f"All agree with the hand-written decision on {result['households']:,} households.")
    return agreed


def _timed(names: list[str], rounds: int) -> dict[str, Timing]:
    """Medians by variant: in each round every variant runs once, in changing order."""
    found: dict[str, list[dict[str, float]]] = {name: [] for name in names}
    for number in range(rounds):
        order = list(names)
        random.Random(number).shuffle(order)
        for name in order:
            found[name].append(_run("time", name))
    return {
        name: Timing(median(r["microseconds"] for r in runs), median(r["ratio"] for r in runs))
        for name, runs in found.items()
    }


def _print_table(times: dict[str, Timing]) -> list[str]:
    """Print times and ratios; the targets that were missed, in words."""
    missed = []
    print(f"\n{'one household':<34}{'µs':>10}{'× by hand':>12}{'target':>10}")
    for name, timing in times.items():
        title, limit = VARIANTS[name].title, TARGETS.get(name)
        target = "" if limit is None else f"≤ {limit:.1f}"
        print(f"{title:<34}{timing.microseconds:>10.2f}{timing.ratio:>12.2f}{target:>10}")
        if limit is not None and timing.ratio > limit:
            missed.append(f"{name}: {timing.ratio:.3f} × by hand, the limit is {limit}")
    return missed


def _print_ahead(times: dict[str, Timing]) -> list[str]:
    """Print how much faster than others; the targets that were missed, in words."""
    missed = []
    print()
    for (ours, theirs), target in AHEAD.items():
        if ours in times and theirs in times:
            factor = times[theirs].ratio / times[ours].ratio
            title = f"{VARIANTS[ours].title} is faster than {VARIANTS[theirs].title}"
            print(f"{title:<66}{factor:>7.0f} ×  (target {target} ×)")
            if factor < target:
                missed.append(f"{ours}: {factor:.1f} × faster than {theirs}, not {target} ×")
    return missed


def _print_starts(rounds: int) -> list[str]:
    """Print how long it takes to get ready; the targets that were missed, in words."""
    missed = []
    print()
    for what, title in STARTS.items():
        _run("start", what)
        milliseconds = median(_run("start", what)["milliseconds"] for _ in range(rounds))
        print(f"{title:<34}{milliseconds:>10.0f} ms  (target {STARTING_LIMIT} ms)")
        if milliseconds > STARTING_LIMIT:
            missed.append(f"{title}: {milliseconds:.0f} ms, the limit is {STARTING_LIMIT} ms")
    return missed


if __name__ == "__main__":
    sys.exit(main())
