"""One record of files that may be larger than memory, decided by itself: for its explanation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from povertyrules.api.decision import Decision
from povertyrules.api.files.batches import RowSource, rows_for
from povertyrules.api.files.cells import is_worded
from povertyrules.api.files.columns import Columns, columns_of
from povertyrules.api.files.deciding import need_columns, undecidable
from povertyrules.api.files.items import item_source
from povertyrules.api.files.kinds import DUCKDB, PARQUET
from povertyrules.api.files.postgres import Database, Place, place_of
from povertyrules.api.files.sources import open_source
from povertyrules.api.frames import evaluate_frame
from povertyrules.api.ruleset import Ruleset
from povertyrules.kernel.catalogue import files as codes
from povertyrules.kernel.errors import InvalidLedger, InvalidRecord
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.types import Boolean
from povertyrules.ledgers.cells import cell_reader

if TYPE_CHECKING:
    import polars as pl


@dataclass(frozen=True, slots=True)
class Placed:
    """A record as it stands in files. `row` counts from 1; `columns` has the column of each fact
    and `cells` what stands there, by fact; `faults` are words that could not be read."""

    ruleset: Ruleset
    as_of: date
    row: int
    data: Mapping[str, Any]
    columns: Mapping[str, str]
    cells: Mapping[str, Any]
    faults: tuple[Fault, ...]

    def decide(self) -> Decision:
        """Decide it as `Ruleset.evaluate` does. Raises `InvalidRecord` with every fault."""
        try:
            decision = self.ruleset.evaluate(self.data, as_of=self.as_of)
        except InvalidRecord as error:
            raise InvalidRecord([*self.faults, *error.faults]) from None
        if self.faults:
            raise InvalidRecord(self.faults)
        return decision


def decide_record(
    ruleset: Ruleset,
    source: str | PathLike[str] | Database,
    key: Any,
    *,
    as_of: str | date | None = None,
    as_of_column: str | None = None,
    collections: Mapping[str, str | PathLike[str]] | None = None,
    table: str | None = None,
    keys: Mapping[str, str] | None = None,
    without_rows: Literal["missing", "none"] = "missing",
) -> Decision:
    """Decide one record of what `decide_files` reads, by its key: the decision explains itself
    as that of `Ruleset.evaluate` does.

    `source` is a Parquet file, a folder of them, or a database with its `table`; the other
    arguments are those of `decide_files`. Where no column is the key, it is the number of the
    row, from 1. The files need not be sorted: they are looked through.

    Raises `KeyError` if no row or more than one has the key, `InvalidRecord` if it is rejected,
    and what `decide_files` raises.
    """
    found = list(
        find_records(
            ruleset,
            place_of(source),
            key,
            as_of=as_of,
            as_of_column=as_of_column,
            collections={name: Path(path) for name, path in (collections or {}).items()},
            table=table,
            keys=keys or {},
            without_rows=without_rows,
        )
    )
    if len(found) != 1:
        raise KeyError(f"{len(found)} rows have the key {key!r}")
    return found[0].decide()


def find_records(
    ruleset: Ruleset,
    source: Place,
    key: Any,
    *,
    as_of: str | date | None,
    as_of_column: str | None = None,
    collections: Mapping[str, Path],
    table: str | None,
    keys: Mapping[str, str],
    without_rows: Literal["missing", "none"] = "missing",
) -> Iterator[Placed]:
    """Every record with a key, given as it is or as text."""
    need_columns()
    rows = _opened(source, ruleset, table)
    columns = columns_of(ruleset.checked, rows, keys, [as_of_column] if as_of_column else [])
    items: dict[str, Any] = {
        name: _items(ruleset, name, path, key, keys) for name, path in collections.items()
    }
    for row, frame in _rows(rows, columns, str(key)):
        sound, faults = frame, list[Fault]()
        if not items:  # as when all are decided: with items beside them, words are not read
            sound, faults = _read(frame, columns)
        with undecidable(rows.name):
            decided = evaluate_frame(
                ruleset,
                sound,
                as_of=as_of,
                as_of_column=as_of_column,
                keys=columns.keys,
                without_rows=without_rows,
                **items,
            )
        day, data = decided.record(frame.get_column(columns.key)[0])
        cells = {fact: frame.get_column(name)[0] for fact, name in columns.used.items()}
        yield Placed(ruleset, day, row, data, columns.used, cells, tuple(faults))


def _opened(source: Place, ruleset: Ruleset, table: str | None) -> RowSource:
    """What text files say is read by other rules: as ledgers."""
    kinds = (*PARQUET, *DUCKDB)
    if isinstance(source, Path) and _is_other(source, kinds):
        suffixes = ", ".join(kinds)
        raise InvalidLedger(Fault.of(codes.UNKNOWN_SOURCE, "", name=str(source), suffixes=suffixes))
    return open_source(source, ruleset.checked, (), "en", table)


def _is_other(source: Path, kinds: Sequence[str]) -> bool:
    return source.exists() and not source.is_dir() and source.suffix.lower() not in kinds


def _rows(rows: RowSource, columns: Columns, key: str) -> Iterator[tuple[int, pl.DataFrame]]:
    """The rows with a key, each by itself, with its number. Only the key is read of the others."""
    import polars as pl

    done = 0
    wanted = columns.read[:1] if columns.numbered else [columns.key]
    for batch in rows.batches(wanted, rows_for(len(rows.columns))):
        height = batch.frame.height
        if columns.numbered:
            places = [int(key) - 1 - done] if key.isdecimal() and done < int(key) else []
            places = [place for place in places if place < height]
        else:
            keys = batch.frame.get_column(columns.key)
            places = (keys.cast(pl.String) == key).fill_null(False).arg_true().to_list()
        for place in places:
            frame = batch.whole([place]).select(columns.read)
            if columns.numbered:
                number = pl.lit(done + place + 1, pl.Int64).alias(columns.number)
                frame = frame.with_columns(number)
            yield done + place + 1, frame
        done += height


def _items(
    ruleset: Ruleset, name: str, path: Path, key: Any, keys: Mapping[str, str]
) -> pl.DataFrame:
    """The items of the record with a key."""
    import polars as pl

    source, owner = item_source(ruleset.checked, name, path, keys)
    parts = [
        batch.frame.filter(pl.col(owner).cast(pl.String) == str(key))
        for batch in source.batches(source.columns, rows_for(len(source.columns)))
    ]
    return pl.concat(parts)


def _read(frame: pl.DataFrame, columns: Columns) -> tuple[pl.DataFrame, list[Fault]]:
    """A row with the words for yes, no and several choices as values, and what could not be."""
    import polars as pl

    values: list[pl.Series] = []
    faults: list[Fault] = []
    for name, fact in columns.facts.items():
        if is_worded(fact) and frame.schema[name] == pl.String:
            word = frame.get_column(name)[0]
            value, fault = (None, None) if word is None else cell_reader(fact)(word)
            dtype = pl.Boolean if isinstance(fact.type, Boolean) else pl.List(pl.String)
            values.append(pl.Series(name, [value], dtype=dtype))
            if fault is not None:
                faults.append(Fault(fault.code, fact.id, fault.values, fault.suggestion))
    return frame.with_columns(values), faults
