"""Rows handed back as they were given."""

from __future__ import annotations

from typing import Any

import narwhals as nw

from povertyrules.engines.columns import pandas_columns
from povertyrules.engines.columns.loading import ROW_NUMBER
from povertyrules.engines.columns.sources import REASONS, Source, inside


def no_rows(source: Source) -> Any:
    """No row, in the form of the rejected ones."""
    return source.given.head(0).with_columns(nw.lit("").alias(REASONS))


def as_given(source: Source, rows: Any) -> Any:
    """Loaded rows as they were given."""
    if source.lazy:
        names = source.frame.collect_schema().names()
        return rows.select(*(nw.col(inside(own)).alias(own) for own in names))
    return with_all_columns(source, rows)


def with_all_columns(source: Source, rows: Any, *more: str) -> Any:
    """Rows with all the columns that they were given with."""
    if source.lazy:
        return rows
    rows = rows.select(ROW_NUMBER, *more)
    rows = (rows.collect() if isinstance(rows, nw.LazyFrame) else rows).sort(ROW_NUMBER)
    given = source.given[rows.get_column(ROW_NUMBER).to_list()]
    return given.with_columns(*(_as_in(given, rows.get_column(name)) for name in more))


def _as_in(frame: Any, series: Any) -> Any:
    """A column for a frame of another engine."""
    if series.implementation is frame.implementation:
        return series
    return nw.new_series(series.name, series.to_list(), nw.String, backend=frame.implementation)


def native(frame: Any, source: Source) -> Any:
    """A result as the kind of frame that was given."""
    if isinstance(frame, nw.LazyFrame) and not source.lazy:
        frame = frame.collect(backend="polars")
    made = frame.to_native()
    converted = source.backend.name == "pandas" and frame.implementation.is_pyarrow()
    return pandas_columns.restored(made) if converted else made
