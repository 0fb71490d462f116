"""One step in a process of its own: `python -m benchmarks.tutorial.steps NAME FOLDER`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

AS_OF = "2020-06-01"


def by_command(given: str, result: str, *more: str) -> Callable[[Path], None]:
    def step(folder: Path) -> None:
        from povertyrules.cli.app import run

        places = [str(folder / given), "-o", str(folder / result), "--force"]
        asked = ["-r", "zhaojia", "--as-of", AS_OF, "--no-progress"]
        assert run(["evaluate", *places, *asked, *more]) in (0, 4)  # some rows are rejected

    return step


def polars(folder: Path) -> None:
    import polars as pl

    import povertyrules as pr

    given = pl.read_parquet(folder / "households.parquet")
    decided = pr.load("zhaojia").evaluate_frame(given, as_of=AS_OF)
    decided.frame.write_parquet(folder / "polars.parquet")


def duckdb(folder: Path) -> None:
    import duckdb

    import povertyrules as pr

    given = duckdb.connect().read_parquet(str(folder / "households.parquet"))
    decided = pr.load("zhaojia").evaluate_frame(given, as_of=AS_OF)
    decided.frame.to_parquet(str(folder / "duckdb.parquet"))


def spark(folder: Path) -> None:
    from pyspark.sql import SparkSession

    import povertyrules as pr

    session = SparkSession.builder.config("spark.ui.enabled", "false").getOrCreate()
    given = session.read.parquet(str(folder / "households.parquet"))
    decided = pr.load("zhaojia").evaluate_frame(given, as_of=AS_OF)
    decided.frame.write.mode("overwrite").parquet(str(folder / "spark.parquet"))


STEPS = {
    "csv": by_command("households.csv", "decided.csv", "--stream"),
    "parquet": by_command("households.parquet", "decided.parquet"),
    "polars": polars,
    "duckdb": duckdb,
    "spark": spark,
}

if __name__ == "__main__":
    STEPS[sys.argv[1]](Path(sys.argv[2]))
