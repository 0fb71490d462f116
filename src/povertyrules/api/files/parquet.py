"""Parquet: one file, a folder of files, a folder partitioned by `name=value`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn
from urllib.parse import unquote

from povertyrules.api.files.batches import Batch
from povertyrules.api.files.kinds import PARQUET
from povertyrules.kernel.catalogue import files as codes
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault

if TYPE_CHECKING:
    import polars as pl

_NOTHING = "__HIVE_DEFAULT_PARTITION__"
_LONGEST_REASON = 200
LARGE_GROUP = 2_000_000
"""Rows of a row group beyond which it is not read at once."""
_BUFFER = 1 << 20


@dataclass(frozen=True, slots=True)
class _Part:
    """One file: its rows, and what its folders say of all of them."""

    path: Path
    rows: int
    said: dict[str, str | None]


class ParquetSource:
    """Every row of one file or of a folder.

    The footers of all files are read at once, so that a file that is cut off or has other
    columns is found before anything is decided.
    """

    def __init__(self, path: Path) -> None:
        self.name = str(path)
        found, other = ([path], []) if path.is_file() else files_in(path)
        self.remarks = [str(p) for p in other]
        self.places = found
        self._parts: list[_Part] = []
        self._columns: dict[str, str] = {}
        self._is_coarse = False
        """Whether a row group is too large for memory: then pages are read, which is slower."""
        for file in found:
            self._add(file, _said(file, path))
        self._said = list(self._parts[0].said)
        self.columns = [*(c for c in self._columns if c not in self._said), *self._said]
        self.total: int | None = sum(part.rows for part in self._parts)

    def type_of(self, column: str) -> str:
        """The type of a column, in words that two sources can be compared by."""
        return "string" if column in self._said else self._columns[column]

    def _add(self, file: Path, said: dict[str, str | None]) -> None:
        rows, columns, largest = _footer(file)
        for name, value in said.items():
            if name in columns:
                shown = _NOTHING if value is None else value
                fault = Fault.of(codes.SAID_TWICE, "", name=str(file), column=name, value=shown)
                raise InvalidLedger(fault)
        self._is_coarse |= largest > LARGE_GROUP
        first = self._parts[0] if self._parts else None
        if first is None:
            self._columns = columns
        else:
            self._compare(file, columns, self._columns, first)
            self._compare(file, _as_columns(said), _as_columns(first.said), first)
        self._parts.append(_Part(file, rows, said))

    def _compare(
        self, file: Path, here: dict[str, str], there: dict[str, str], first: _Part
    ) -> None:
        for column in [*here, *there]:
            type_, other = here.get(column, "—"), there.get(column, "—")
            if type_ != other:
                fault = Fault.of(
                    codes.SCHEMAS_DIFFER,
                    "",
                    column=column,
                    type=type_,
                    other=other,
                    name=str(file),
                    first=str(first.path),
                )
                raise InvalidLedger(fault)

    def batches(self, wanted: Sequence[str], rows: int) -> Iterator[Batch]:
        stored = [name for name in wanted if name not in self._said]
        for part in self._parts:
            start = 0
            for batch in self._of_part(part, stored, rows, wanted):
                yield batch
                start += batch.frame.height
            if start != part.rows:
                fault = Fault.of(
                    codes.ROWS_LOST, "", name=str(part.path), expected=part.rows, found=start
                )
                raise InvalidLedger(fault)

    def _of_part(
        self, part: _Part, stored: Sequence[str], rows: int, wanted: Sequence[str]
    ) -> Iterator[Batch]:
        if self._is_coarse:
            own = [name for name in self._columns if name not in self._said]
            for frame in _by_pages(part.path, own, rows):
                yield self._kept(part, frame, wanted)
            return
        start = 0
        for frame in _frames(part.path, stored, rows):
            yield self._batch(part, frame, start, wanted)
            start += frame.height

    def _kept(self, part: _Part, frame: pl.DataFrame, wanted: Sequence[str]) -> Batch:
        """A batch that has all columns with it, since nothing can be read again cheaply."""
        whole = _with_said(frame, part, self.columns)
        return Batch(whole.select(wanted), lambda rows: whole[list(rows)])

    def _batch(self, part: _Part, frame: pl.DataFrame, start: int, wanted: Sequence[str]) -> Batch:
        def whole(rows: Sequence[int]) -> pl.DataFrame:
            return self._whole(part, start, frame.height, rows)

        return Batch(_with_said(frame, part, wanted), whole)

    def _whole(self, part: _Part, start: int, height: int, rows: Sequence[int]) -> pl.DataFrame:
        import polars as pl

        names = [name for name in self._columns if name not in self._said]
        scan = pl.scan_parquet(part.path, glob=False, hive_partitioning=False)
        try:
            found = scan.select(names).slice(start, height).collect()[list(rows)]
        except Exception as error:  # noqa: BLE001  polars has many kinds
            _damaged(part.path, error)
        return _with_said(found, part, self.columns)


def files_in(folder: Path) -> tuple[list[Path], list[Path]]:
    """The Parquet files of a folder and those within it, and the files that are others.

    What begins with a dot or an underscore is no data, as everywhere where such folders are
    written. Raises `InvalidLedger` where there is no Parquet file.
    """

    def refuse(error: OSError) -> NoReturn:
        raise error

    found: list[Path] = []
    other: list[Path] = []
    for here, folders, names in os.walk(folder, onerror=refuse, followlinks=True):
        folders[:] = sorted(name for name in folders if not name.startswith((".", "_")))
        for name in sorted(n for n in names if not n.startswith((".", "_"))):
            path = Path(here, name)
            (found if path.suffix.lower() in PARQUET else other).append(path)
    if not found:
        raise InvalidLedger(Fault.of(codes.NO_FILES, "", name=str(folder)))
    return sorted(found), other


def _said(file: Path, root: Path) -> dict[str, str | None]:
    """What the folders between the root and a file say: `county=5117/year=2020`."""
    if file == root:
        return {}
    parts = [part.partition("=") for part in file.relative_to(root).parts[:-1] if "=" in part]
    return {unquote(n): None if v == _NOTHING else unquote(v) for n, _, v in parts}


def _as_columns(said: dict[str, str | None]) -> dict[str, str]:
    return dict.fromkeys(said, "name=value")


def _footer(path: Path) -> tuple[int, dict[str, str], int]:
    """The number of rows, the columns with their types, and the rows of the largest group."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, pre_buffer=False) as file:
            schema = file.schema_arrow
            found = file.metadata
            groups = (found.row_group(number).num_rows for number in range(found.num_row_groups))
            columns = {field.name: _type(field.type) for field in schema}
            return found.num_rows, columns, max(groups, default=0)
    except OSError as error:
        if error.errno is None:
            _damaged(path, error)
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    except pa.ArrowException as error:
        _damaged(path, error)


def _type(arrow: object) -> str:
    """A type, whichever of several layouts in memory a file asks for."""
    return str(arrow).replace("large_", "").replace("_view", "")


def _frames(path: Path, names: Sequence[str], rows: int) -> Iterator[pl.DataFrame]:
    import polars as pl

    scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
    if not names:  # all that is read stands in the names of the folders
        yield from _of_nothing(_footer(path)[0], rows)
        return
    try:
        none = True
        for frame in scan.select(names).collect_batches(chunk_size=rows, maintain_order=True):
            none = False
            yield frame
        if none:
            yield scan.select(names).collect()
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001  polars has many kinds
        _damaged(path, error)


def _by_pages(path: Path, names: Sequence[str], rows: int) -> Iterator[pl.DataFrame]:
    """As `_frames`, without ever having a whole row group."""
    import polars as pl
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path, pre_buffer=False, buffer_size=_BUFFER) as file:
            none = True
            for part in file.iter_batches(batch_size=rows, columns=list(names)):
                none = False
                yield pl.DataFrame(part)
            if none:
                yield pl.DataFrame(file.schema_arrow.empty_table()).select(names)
    except (OSError, pa.ArrowException) as error:
        _damaged(path, error)


def _of_nothing(height: int, rows: int) -> Iterator[pl.DataFrame]:
    import polars as pl

    for start in range(0, height, rows):
        yield pl.DataFrame(height=min(rows, height - start))


def _with_said(frame: pl.DataFrame, part: _Part, wanted: Sequence[str]) -> pl.DataFrame:
    import polars as pl

    said = [pl.lit(part.said[name], pl.String).alias(name) for name in wanted if name in part.said]
    return frame.with_columns(said).select(wanted) if said else frame


def _damaged(path: Path, error: Exception) -> NoReturn:
    reason = " ".join(str(error).split())[:_LONGEST_REASON]
    raise InvalidLedger(Fault.of(codes.BAD_PARQUET, "", name=str(path), reason=reason)) from error
