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
from typing import Any

from benchmarks.peers import by_hand
from benchmarks.peers.households import households
from benchmarks.peers.variants import VARIANTS

COUNT = 10_000
SECONDS = 0.6
CHUNK = 50


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
    """The median, over chunks of households, of the time for one."""
    prepare, decide = VARIANTS[name].make()
    given = [prepare(household) for household in households(COUNT)]
    for household in given[:CHUNK]:
        decide(household)
    clock, times, start = time.perf_counter, [], time.perf_counter()
    place = 0
    while clock() - start < SECONDS:
        chunk = given[place : place + CHUNK]
        begun = clock()
        for household in chunk:
            decide(household)
        times.append((clock() - begun) / len(chunk))
        place = (place + CHUNK) % COUNT
    return {"microseconds": sorted(times)[len(times) // 2] * 1e6}


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
