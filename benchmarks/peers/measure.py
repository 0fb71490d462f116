"""One measurement in a process of its own; prints one line of JSON.

python -m benchmarks.peers.measure check VARIANT     how many of the households differ
python -m benchmarks.peers.measure time VARIANT      microseconds for one household
python -m benchmarks.peers.measure start import|load milliseconds to get ready
"""

from __future__ import annotations

import json
import sys
import time
import warnings
from statistics import median
from typing import Any

from benchmarks.peers import by_hand
from benchmarks.peers.households import households
from benchmarks.peers.variants import VARIANTS, Variant

COUNT = 10_000
SECONDS = 1.0
WARM_UP = 0.1
CHUNK = 200
CHUNK_SECONDS = 0.002


def check(name: str) -> dict[str, Any]:
    """Compare a variant with the hand-written one, household by household."""
    variant = VARIANTS[name]
    prepare, decide = variant.make()
    differing = [
        household["id"]
        for household in households(COUNT)
        if variant.answer(decide(prepare(household))) != by_hand.decide(household)
    ]
    return {"households": COUNT, "differing": len(differing), "first": differing[:3]}


def measure(name: str) -> dict[str, Any]:
    """The median time for one household, and its ratio to the hand-written function's.

    Both run in turns, a chunk each, so that what else the machine does falls on both.
    """
    variant = VARIANTS[name]
    timed, beside = _Timed(variant), _Timed(VARIANTS[variant.beside])
    begun = time.perf_counter()
    while time.perf_counter() - begun < SECONDS:
        timed.run()
        beside.run()
    return {"microseconds": timed.median() * 1e6, "ratio": timed.median() / beside.median()}


class _Timed:
    """One way of deciding, timed chunk by chunk."""

    def __init__(self, variant: Variant) -> None:
        prepare, self.decide = variant.make()
        self.given = [prepare(household) for household in households(COUNT)]
        self.size = CHUNK
        self.place = 0
        self.times: list[float] = []
        self._warm_up()

    def _warm_up(self) -> None:
        """Run for a moment; a slow way gets smaller chunks."""
        count, begun = 0, time.perf_counter()
        while time.perf_counter() - begun < WARM_UP and count < COUNT:
            self.decide(self.given[count])
            count += 1
        once = (time.perf_counter() - begun) / count
        self.size = max(1, min(CHUNK, int(CHUNK_SECONDS / once)))

    def run(self) -> None:
        chunk = self.given[self.place : self.place + self.size]
        decide, begun = self.decide, time.perf_counter()
        for household in chunk:
            decide(household)
        self.times.append((time.perf_counter() - begun) / len(chunk))
        self.place = (self.place + self.size) % (COUNT - CHUNK)

    def median(self) -> float:
        return median(self.times)


def start(what: str) -> dict[str, Any]:
    """The time to import what decides, or to load the shipped ruleset after that."""
    begun = time.perf_counter()
    from povertyrules import load

    if what == "load":
        begun = time.perf_counter()
        load("zhaojia")
    return {"milliseconds": (time.perf_counter() - begun) * 1e3}


def main(arguments: list[str]) -> None:
    warnings.simplefilter("ignore")
    what, name = arguments
    result = {"check": check, "time": measure, "start": start}[what](name)
    print(json.dumps(result))


if __name__ == "__main__":
    main(sys.argv[1:])
