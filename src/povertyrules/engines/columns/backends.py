"""The engines under the frames, as a table: what each is, and what it cannot do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from povertyrules.kernel.errors import MissingExtra


@dataclass(frozen=True, slots=True)
class Backend:
    """One engine. `lazy` frames are queries: they are run when somebody reads them.

    `largest_dividend` is up to where whole numbers are divided exactly: PySpark divides
    through binary fractions, which are exact below 2**53. `counts_rows` says that rows can be
    numbered in the order in which they stand; `enums` that the answers of a group are a
    column of declared texts, which takes a byte a row.

    `aside` makes of a query that is used several times one that is cheap to use again
    (`execute.py`), as `keeps` tells.
    """

    name: str
    frame: str
    lazy: bool
    largest_dividend: int
    counts_rows: bool
    enums: bool = False
    aside: Callable[[Any], Any] | None = None
    keeps: str = "needs no keeping: every step runs once"


BACKENDS = {
    backend.name: backend
    for backend in (
        Backend(
            "polars",
            "polars.DataFrame, polars.LazyFrame",
            lazy=False,
            largest_dividend=2**63 - 1,
            counts_rows=True,
            enums=True,
            aside=lambda query: query.cache(),
            keeps="in memory, until the result is there",
        ),
        Backend("pandas", "pandas.DataFrame", False, 2**63 - 1, True),
        Backend("pyarrow", "pyarrow.Table", False, 2**63 - 1, True),
        Backend(
            "duckdb",
            "duckdb.DuckDBPyRelation",
            lazy=True,
            largest_dividend=2**63 - 1,
            counts_rows=False,
            aside=lambda query: query.materialize(),
            keeps="run at once; in memory, as long as a result is",
        ),
        Backend(
            "pyspark",
            "pyspark.sql.DataFrame",
            lazy=True,
            largest_dividend=2**53,
            counts_rows=False,
            aside=lambda query: query.localCheckpoint(eager=False),
            keeps="a local checkpoint, as long as a result is",
        ),
    )
}


def backend_of(frame: Any) -> Backend | None:
    """The engine of a narwhals frame; None for one that is not supported."""
    return BACKENDS.get(str(frame.implementation.value))


def wrapped(frame: Any) -> Any:
    """A frame as narwhals has it. Raises `TypeError` for what is none, and `MissingExtra`."""
    try:
        import narwhals as nw
    except ImportError:
        raise MissingExtra("deciding data frames", "columns") from None
    return nw.from_native(frame)
