"""Runs that are killed at any moment: what stands under the final names is whole, or absent.

python -m tests.files.killing --runs 100
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import polars as pl
import pyarrow.parquet as pq

import povertyrules as pr
from tests.files.making import AS_OF, RULESET, households

ROOT = Path(__file__).parents[2]
ROWS = 24_000
CODE = """
import sys
import povertyrules as pr
from povertyrules.api.files import batches
batches.MOST_ROWS = 2_000
ruleset = pr.load("zhaojia", as_of="2020-06-01")
print("ready", flush=True)
pr.decide_files(ruleset, sys.argv[1], sys.argv[2], as_of="2020-06-01", overwrite=True)
"""


def started(source: Path, target: Path) -> subprocess.Popen[str]:
    """A process that is about to decide."""
    env = {**os.environ, "PYTHONPATH": str(ROOT / "src")}
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, str(source), str(target)],
        env=env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    return process


def source_in(folder: Path) -> Path:
    """Enough rows to be killed among."""
    households(ROWS, blanks=0).write_parquet(folder / "in.parquet", row_group_size=2_000)
    return folder / "in.parquet"


def duration(source: Path, target: Path) -> float:
    """How long a run takes that nobody disturbs."""
    process = started(source, target)
    begun = time.perf_counter()
    assert process.wait(timeout=120) == 0
    process.communicate()
    return time.perf_counter() - begun


def killed(source: Path, target: Path, after: float) -> bool:
    """Kill a run; whether it was still at work. Raises if what it leaves could pass as whole."""
    process = started(source, target)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    check(target)
    return process.returncode == -signal.SIGKILL


def check(target: Path) -> None:
    """What has its final name is whole."""
    if not target.exists():
        return
    said = pq.read_metadata(target).metadata
    counts = json.loads(said[b"povertyrules.counts"])
    assert counts["given"] == ROWS
    assert pl.read_parquet(target).height == counts["decided"]
    rejects = target.with_name(f"{target.stem}.rejects.parquet")
    assert pl.read_parquet(rejects).height == counts["rejected"]


def leftovers(folder: Path) -> list[Path]:
    return sorted(folder.glob(".*.part"))


def run(folder: Path, runs: int, seed: int) -> str:
    """Kill so many runs, and let the last one finish."""
    rng = random.Random(seed)
    source, target = source_in(folder), folder / "out.parquet"
    whole = duration(source, target)
    check(target)
    target.unlink()
    at_work = left = finished = 0
    for _ in range(runs):
        at_work += killed(source, target, rng.random() * whole * 1.1)
        left += bool(leftovers(folder))
        finished += target.exists()
        target.unlink(missing_ok=True)
    before = leftovers(folder)
    done = pr.decide_files(RULESET, source, target, as_of=AS_OF, overwrite=True)
    assert list(done.removed) == before
    assert leftovers(folder) == []
    check(target)
    return f"{runs} runs, {at_work} killed at work, {finished} had finished, {left} left pieces"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.files.killing")
    parser.add_argument("--runs", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(run(Path(folder), asked.runs, asked.seed) + "\n")


if __name__ == "__main__":
    main()
