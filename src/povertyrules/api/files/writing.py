"""Results and rejected rows, written part by part: Parquet with its metadata, or CSV."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from povertyrules.api.files.landing import naming
from povertyrules.api.metadata import as_texts

if TYPE_CHECKING:
    import polars as pl


class Writer(Protocol):
    """One file that is being written."""

    def add(self, frame: pl.DataFrame) -> None:
        """Write more rows; the first decide the columns."""

    def close(self, metadata: Mapping[str, Any]) -> None:
        """Write what comes after the rows."""

    def abandon(self) -> None:
        """Write nothing more: the file will be taken away."""


def writer(file: IO[bytes], target: Path) -> Writer:
    """A writer of the kind that the target's ending says."""
    made = _Parquet if target.suffix.lower() == ".parquet" else _Csv
    return made(file, target)


class _Parquet:
    def __init__(self, file: IO[bytes], target: Path) -> None:
        self._file = file
        self._target = target
        self._schema: Any = None
        self._writer: Any = None

    def add(self, frame: pl.DataFrame) -> None:
        import polars as pl
        import pyarrow.parquet as pq

        table = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
        with naming(self._target):
            if self._writer is None:
                self._schema = table.schema
                self._writer = pq.ParquetWriter(
                    self._file, self._schema, compression="zstd", compression_level=1
                )
            if table.num_rows:
                self._writer.write_table(table.cast(self._schema), row_group_size=table.num_rows)

    def close(self, metadata: Mapping[str, Any]) -> None:
        with naming(self._target):
            self._writer.add_key_value_metadata(as_texts(metadata))
            self._writer.close()

    def abandon(self) -> None:
        if self._writer is not None:
            self._writer.is_open = False  # or it would write the footer when it is collected


class _Csv:
    def __init__(self, file: IO[bytes], target: Path) -> None:
        self._file = file
        self._target = target
        self._columns: list[str] | None = None

    def add(self, frame: pl.DataFrame) -> None:
        first = self._columns is None
        if first:
            self._columns = frame.columns
        text = io.BytesIO()
        flat = _flat(frame.select(self._columns or []))
        flat.write_csv(text, include_header=first, include_bom=first)
        with naming(self._target):
            self._file.write(text.getbuffer())

    def close(self, metadata: Mapping[str, Any]) -> None:  # noqa: ARG002  it stands beside
        with naming(self._target):
            self._file.flush()

    def abandon(self) -> None:
        pass


def _flat(frame: pl.DataFrame) -> pl.DataFrame:
    """Columns that CSV can hold: lists as texts, what else it cannot hold as JSON."""
    return frame.with_columns(_flat_column(frame.get_column(name)) for name in frame.columns)


def _flat_column(column: pl.Series) -> pl.Series:
    import polars as pl

    dtype = column.dtype
    if isinstance(dtype, pl.List) and _is_plain(dtype.inner):
        return column.cast(pl.List(pl.String)).list.join("、")
    if isinstance(dtype, pl.Binary):
        return column.bin.encode("hex")
    if isinstance(dtype, pl.Duration):
        return column.dt.to_string("iso")
    if dtype.is_nested() or not _is_plain(dtype):  # rare, and engines differ in what they encode
        texts = [None if value is None else _json(value) for value in column.to_list()]
        return pl.Series(column.name, texts, pl.String)
    return column


def _is_plain(dtype: Any) -> bool:
    """Whether a value is written as it is."""
    import polars as pl

    plain = (pl.String, pl.Boolean, pl.Date, pl.Datetime, pl.Time, pl.Categorical, pl.Enum, pl.Null)
    return dtype.is_numeric() or isinstance(dtype, plain)


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=_told)


def _told(value: Any) -> Any:
    """What JSON has no form for."""
    if isinstance(value, bytes):
        return value.hex()
    return value.to_list() if hasattr(value, "to_list") else str(value)


def write_metadata(file: IO[bytes], target: Path, metadata: Mapping[str, Any]) -> None:
    """The metadata as a file of its own, beside CSV."""
    text = json.dumps(metadata, ensure_ascii=False, indent=2) + "\n"
    with naming(target):
        file.write(text.encode())


def side_paths(target: Path) -> dict[str, Path]:
    """The files that belong to a result: of the rejected rows, and with CSV the metadata."""
    sides = {"rejects": target.with_name(f"{target.stem}.rejects{target.suffix}")}
    if target.suffix.lower() == ".csv":
        sides["metadata"] = target.with_name(f"{target.stem}.json")
    return sides


def item_paths(target: Path, collection: str) -> tuple[Path, Path]:
    """The files of a collection's items: of those that are decided, and of the others."""
    return (
        target.with_name(f"{target.stem}.{collection}{target.suffix}"),
        target.with_name(f"{target.stem}.{collection}.rejects{target.suffix}"),
    )
