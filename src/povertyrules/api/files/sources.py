"""Which kind of source a path is."""

from __future__ import annotations

import errno
import os
from collections.abc import Sequence

from povertyrules.api.files import delimited, json_lines, kinds, parquet, postgres, tables
from povertyrules.api.files.batches import RowSource
from povertyrules.api.files.postgres import Place
from povertyrules.kernel.catalogue import files as codes
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.model.ruleset import Ruleset


def open_source(
    path: Place,
    ruleset: Ruleset,
    keep: Sequence[str],
    language: Language,
    table: str | None = None,
    *,
    read_only: bool = True,
) -> RowSource:
    """Look at a source. Raises `InvalidLedger`, and `OSError` for what cannot be read."""
    if isinstance(path, postgres.Database):
        return postgres.PostgresSource(path, table)
    if not path.exists():
        raise OSError(errno.ENOENT, os.strerror(errno.ENOENT), str(path))
    suffix = path.suffix.lower()
    if path.is_dir() or suffix in kinds.PARQUET:
        return parquet.ParquetSource(path)
    if suffix in kinds.CSV:
        return delimited.CsvSource(path)
    if suffix in kinds.JSON_LINES:
        return json_lines.JsonLinesSource(path, ruleset, keep, language)
    if suffix in kinds.DUCKDB:
        return tables.TableSource(path, table, read_only=read_only)
    suffixes = ", ".join(kinds.SOURCES)
    raise InvalidLedger(Fault.of(codes.UNKNOWN_SOURCE, "", name=str(path), suffixes=suffixes))
