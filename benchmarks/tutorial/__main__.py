"""One register decided by each step of docs/laptop-to-spark.md, all with the same answers.

    python -m benchmarks.tutorial [--rows 1e6] [--dir DIR] [--write]

Each step runs in a fresh process, whose whole time counts, start-up included. `--write` puts the
table into the page. Needs numpy; Spark's step also PySpark and Java (the environment of
`make spark` has them), and is left out where they are not.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import nullcontext
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

import polars as pl

from benchmarks.scale import households
from benchmarks.tutorial.steps import AS_OF

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/laptop-to-spark.md"
STEPS = {
    "csv": ("CSV to CSV, `povertyrules evaluate --stream`", "decided.csv"),
    "parquet": ("Parquet to Parquet, `povertyrules evaluate`", "decided.parquet"),
    "polars": ("polars, in memory", "polars.parquet"),
    "duckdb": ("DuckDB, Parquet to Parquet", "duckdb.parquet"),
    "spark": ("Spark on this machine, Parquet to Parquet", "spark.parquet"),
}
_PLACE = re.compile(r"(<!-- measured: tutorial -->\n).*?(<!-- end -->)", re.DOTALL)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.tutorial")
    parser.add_argument("--rows", type=lambda text: int(float(text)), default=10**6)
    parser.add_argument("--dir", type=Path)
    parser.add_argument("--write", action="store_true", help="put the table into the page")
    asked = parser.parse_args()
    names = [name for name in STEPS if name != "spark" or find_spec("pyspark")]
    folders = nullcontext(asked.dir) if asked.dir else tempfile.TemporaryDirectory()
    with folders as folder:
        lines = measured(Path(folder), asked.rows, names)
    text = "\n".join(["", *lines, "", _machine(asked.rows), ""])
    print(text)
    if asked.write:
        page = PAGE.read_text("utf-8")
        PAGE.write_text(_PLACE.sub(lambda m: f"{m[1]}{text}\n{m[2]}", page), encoding="utf-8")


def measured(folder: Path, rows: int, names: Sequence[str]) -> list[str]:
    """The table of the steps. Raises `AssertionError` if one decides otherwise than the first."""
    folder.mkdir(parents=True, exist_ok=True)
    given = folder / "households.parquet"
    households.write(given, rows, "zhaojia", blanks=0.1)
    pl.scan_parquet(given).sink_csv(folder / "households.csv")
    lines = ["| | time | rows a second | peak memory |", "| --- | ---: | ---: | ---: |"]
    first: pl.DataFrame | None = None
    for name in names:
        label, result = STEPS[name]
        seconds, peak = _run(name, folder)
        found = _answers(folder / result)
        first = found if first is None else first
        assert found.equals(first), f"{name} decides otherwise than {names[0]}"
        memory = "in the JVM" if name == "spark" else f"{peak / 2**20:,.0f} MiB"
        lines.append(f"| {label} | {seconds:.1f} s | {rows / seconds:,.0f} | {memory} |")
        print(lines[-1], file=sys.stderr, flush=True)
    return lines


def _run(name: str, folder: Path) -> tuple[float, int]:
    """How long a step took, and the most memory that its process had, in bytes."""
    command = [sys.executable, "-m", "benchmarks.tutorial.steps", name, str(folder)]
    started = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, f"{name} failed"
    return time.perf_counter() - started, used.ru_maxrss * 1024


def _answers(result: Path) -> pl.DataFrame:
    """What was decided, by household."""
    if result.suffix == ".csv":
        found = pl.read_csv(result, infer_schema=False)
    else:
        pattern = result / "*.parquet" if result.is_dir() else result
        found = pl.read_parquet(pattern).with_columns(pl.all().cast(pl.String))
    return found.select(sorted(found.columns)).sort("household_id")


def _machine(rows: int) -> str:
    libraries = [name for name in ("polars", "duckdb", "pyspark") if find_spec(name)]
    said = ", ".join(f"{name} {version(name)}" for name in libraries)
    return (
        f"Measured with `python -m benchmarks.tutorial --rows {rows} --write`: {rows:,} invented "
        f"households, every fact of `zhaojia`, a tenth of the cells blank, as of {AS_OF}; "
        f"{os.cpu_count()} cores, Python {platform.python_version()}, {said}. All steps gave the "
        "same answers, which the command checks."
    )


if __name__ == "__main__":
    main()
