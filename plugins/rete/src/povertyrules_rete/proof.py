"""The proof that all engines decide alike, with their speed and the worker's memory.

    python -m povertyrules_rete.proof --households 20000 --memory 100000

Random households, with blanks and with collections that were not given, of the rulesets in
`rulesets/` and of every shipped ruleset that has patterns, are decided by the engine rete, by
the reference and by the record engine. Prints a line for each ruleset, with households per
second of processor time (the worker's included), so that what else the machine does is left
out. Ends with 1 if anything is decided otherwise.
"""

from __future__ import annotations

import argparse
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from povertyrules import load
from povertyrules.engines import record, reference
from povertyrules.kernel.errors import OpenParameter, UnsupportedFeature
from povertyrules.model.binding import bind
from povertyrules.model.outcome import Plan, Verdicts
from povertyrules.model.ruleset import Row, Ruleset
from povertyrules.testing.engines import shipped_rulesets
from povertyrules.testing.rows import Holes, random_rows
from povertyrules_rete.plan import RetePlan
from povertyrules_rete.settings import Settings

PLACE = Path(__file__).with_name("rulesets")
DAY = date(2020, 6, 15)
HOLES = (Holes(0.0, 0.0, 6), Holes(0.05, 0.0, 6), Holes(0.2, 0.02, 5), Holes(0.4, 0.1, 4))
_CHUNK = 16


def rulesets() -> list[Ruleset]:
    """The rulesets for the proof, and those shipped that have patterns."""
    own = [load(path).checked for path in sorted(PLACE.glob("*.yaml"))]
    shipped = [r for r in shipped_rulesets() if any(e.patterns for e in r.entities.values())]
    return own + shipped


def households(ruleset: Ruleset, count: int, seed: int) -> Iterator[Row]:
    """Random households, made as they are needed: complete ones, and ones with blanks."""
    for start in range(0, count, _CHUNK):
        holes = HOLES[start // _CHUNK % len(HOLES)]
        yield from random_rows(ruleset, min(_CHUNK, count - start), seed + start, holes)


def plan_of(ruleset: Ruleset, make: Callable[..., Any]) -> Any:
    """A plan on the usual day, or on the first one on which the ruleset is in force."""
    start = ruleset.in_force.start
    return make(ruleset, bind(ruleset, max(start, DAY) if ruleset.in_force.end is None else start))


def is_same(found: Verdicts, expected: Verdicts) -> bool:
    """Whether verdicts agree, for all items too; where nothing is reported they may be left
    out."""
    if tuple(found.truths) != tuple(expected.truths):
        return False
    return all(map(_same_items, found.items, expected.items)) if found.items else True


def _same_items(found: Sequence[Verdicts] | None, expected: Sequence[Verdicts] | None) -> bool:
    if not found or not expected:
        return found == () or expected == () or found == expected
    return len(found) == len(expected) and all(map(is_same, found, expected))


def compare(ruleset: Ruleset, count: int, seed: int) -> int:
    """Decide so many households by three engines; how many are decided otherwise."""
    rete: RetePlan = plan_of(ruleset, lambda r, b: RetePlan(r, b, Settings()))
    plans: dict[str, Plan] = {
        "rete": rete,
        "reference": plan_of(ruleset, reference.plan),
        "record": plan_of(ruleset, record.plan),
    }
    seconds = dict.fromkeys(plans, 0.0)
    before = _of_children()
    differing, truths = 0, Counter[Any]()
    for row in households(ruleset, count, seed):
        found = {name: _timed(name, plan, row, seconds) for name, plan in plans.items()}
        truths.update(found["reference"].truths)
        differing += not all(is_same(found[name], found["reference"]) for name in plans)
    rete.worker.close()
    seconds["rete"] += _of_children() - before
    _tell(ruleset, rete, count, differing, truths, seconds)
    return differing


def _timed(name: str, plan: Plan, row: Row, seconds: dict[str, float]) -> Verdicts:
    start = time.process_time()
    verdicts = Verdicts(*plan.decide(row))
    seconds[name] += time.process_time() - start
    return verdicts


def _of_children() -> float:
    """The processor time of workers that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _tell(
    ruleset: Ruleset,
    rete: RetePlan,
    count: int,
    differing: int,
    truths: Counter[Any],
    seconds: dict[str, float],
) -> None:
    speeds = ", ".join(f"{name} {count / spent:,.0f}/s" for name, spent in seconds.items())
    counts = rete.counts
    print(
        f"{ruleset.reference}: {count:,} households, {differing} mismatches; {speeds}; "
        f"joined {counts.joined:,}, nothing to join {counts.alone:,}, "
        f"not given {counts.not_given:,}, too many {counts.too_many:,}; "
        f"holds {truths[True]:,}, fails {truths[False]:,}, unknown {truths[None]:,}",
        flush=True,
    )


def memory(count: int, seed: int) -> None:
    """Decide so many households of one ruleset, and print what the worker's memory does."""
    ruleset = load(PLACE / "measures.yaml").checked
    plan: RetePlan = plan_of(ruleset, lambda r, b: RetePlan(r, b, Settings()))
    step, most, samples = max(1, count // 100), 0, []
    for number, row in enumerate(households(ruleset, count, seed), 1):
        plan.decide(row)
        if number % step == 0:
            resident = resident_kb(plan.worker.pid)
            most = max(most, resident)
            samples.append(resident)
            if number % (10 * step) == 0:
                print(f"  {number:,}: worker {resident:,} kB, most so far {most:,} kB", flush=True)
    first, last = max(samples[: len(samples) // 2]), max(samples[len(samples) // 2 :])
    started = plan.worker.started
    plan.worker.close()
    print(
        f"memory: {count:,} households by {started} workers, one after the other; at most "
        f"{first:,} kB in the first half and {last:,} kB in the second"
    )


def resident_kb(pid: int | None) -> int:
    """The memory that a process has now, as Linux tells it; 0 elsewhere."""
    status = Path(f"/proc/{pid}/status")
    lines = status.read_text("ascii").splitlines() if status.exists() else []
    return next((int(line.split()[1]) for line in lines if line.startswith("VmRSS")), 0)


def main(arguments: Sequence[str] | None = None) -> int:
    """The command; 1 if anything is decided otherwise, or nothing could be compared."""
    parser = argparse.ArgumentParser(prog="python -m povertyrules_rete.proof")
    parser.add_argument("--households", type=int, default=20_000, help="over all rulesets")
    parser.add_argument("--memory", type=int, default=0, help="households for the memory's part")
    parser.add_argument("--seed", type=int, default=0)
    chosen = parser.parse_args(arguments)
    all_, differing, compared = rulesets(), 0, 0
    for ruleset in all_ if chosen.households else ():
        try:
            share = -(-chosen.households // len(all_))
            differing += compare(ruleset, share, chosen.seed)
            compared += share
        except (UnsupportedFeature, OpenParameter) as error:
            print(f"{ruleset.reference}: not compared: {error}")
    print(f"{compared:,} households, {differing} mismatches")
    if chosen.memory:
        memory(chosen.memory, chosen.seed)
    return 1 if differing or (chosen.households and not compared) else 0


if __name__ == "__main__":
    sys.exit(main())
