"""A table of a DuckDB database, read in batches."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from povertyrules.api.files.batches import Batch
from povertyrules.kernel.catalogue import files as codes
from povertyrules.kernel.errors import InvalidLedger, MissingExtra
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.suggest import nearest

if TYPE_CHECKING:
    import polars as pl

_LONGEST_REASON = 200


class TableSource:
    """The rows of one table or view. The database is opened for reading only, unless results
    are written to it: one process cannot have it both ways."""

    def __init__(self, path: Path, table: str | None, *, read_only: bool = True) -> None:
        self.name = f"{path}:{table or ''}"
        self.places: Sequence[Path] = (path,)
        self.remarks: Sequence[str] = ()
        self._path = path
        self._read_only = read_only
        with connected(path, read_only=read_only) as connection:
            self._table = quoted(known_table(_tables(connection), str(path), table))
            described = connection.execute(f"DESCRIBE {self._table}").fetchall()
            self.columns = [str(row[0]) for row in described]
            self._query = _selected(self._table, [(str(row[0]), str(row[1])) for row in described])
            count = connection.execute(
                f"SELECT count(*) FROM {self._table}"  # noqa: S608  a quoted name
            ).fetchone()
            self.total: int | None = count[0]

    def batches(self, wanted: Sequence[str], rows: int) -> Iterator[Batch]:
        import duckdb

        none = True
        with connected(self._path, read_only=self._read_only) as connection:
            try:
                query = connection.sql(self._query)
                for part in query.to_arrow_reader(rows):
                    none = False
                    yield table_batch(part, wanted)
                if none:
                    yield table_batch(query.limit(0).to_arrow_table(), wanted)
            except duckdb.Error as error:
                unusable(self._path, error)


_STRANGE = re.compile(r"\b(INTERVAL|UNION|BIT|BIGNUM|VARINT|TIME WITH TIME ZONE)\b")
"""Types that DuckDB hands over in forms which nothing else reads, or reads as something else."""


def _selected(table: str, columns: Sequence[tuple[str, str]]) -> str:
    """The query for all rows: columns of such types as the texts that DuckDB shows."""
    strange = [quoted(name) for name, type_ in columns if _STRANGE.search(type_)]
    replaced = ", ".join(f"CAST({name} AS VARCHAR) AS {name}" for name in strange)
    return f"SELECT * REPLACE ({replaced}) FROM {table}" if strange else f"FROM {table}"  # noqa: S608


def table_batch(part: Any, wanted: Sequence[str]) -> Batch:
    """Rows of Arrow, as the engine takes them."""
    import polars as pl

    frame = pl.DataFrame(part)
    return Batch(frame.select(wanted), lambda rows: _rows(frame, rows))


def _rows(frame: pl.DataFrame, rows: Sequence[int]) -> pl.DataFrame:
    return frame[list(rows)]


def connected(path: Path, *, read_only: bool) -> Any:
    """A connection to a database file."""
    try:
        import duckdb
    except ImportError:
        raise MissingExtra("a DuckDB database", "duckdb") from None
    try:
        return duckdb.connect(str(path), read_only=read_only)
    except duckdb.Error as error:
        unusable(path, error)


def known_table(known: Sequence[str], database: str, table: str | None) -> str:
    """A table that a database has. Raises `InvalidLedger` for others."""
    listed = ", ".join(known) or "—"
    if table is None:
        raise InvalidLedger(Fault.of(codes.TABLE_NEEDED, "", name=database, known=listed))
    if table not in known:
        values: dict[str, object] = {"name": database, "table": table, "known": listed}
        raise InvalidLedger(Fault(codes.NO_SUCH_TABLE, "", values, nearest(table, known)))
    return table


def has_table(path: Path, table: str) -> bool:
    """Whether a database is there that has the table."""
    if not path.exists():
        return False
    with connected(path, read_only=True) as connection:
        return any(is_same(table, known) for known in _tables(connection))


def is_same(table: str, other: str) -> bool:
    """Whether DuckDB takes two names for one table: it does not tell capitals apart."""
    return table.casefold() == other.casefold()


def _tables(connection: Any) -> list[str]:
    found = connection.execute(
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY 1"
    ).fetchall()
    return [str(row[0]) for row in found]


def quoted(name: str) -> str:
    """A name as SQL spells it."""
    return '"' + name.replace('"', '""') + '"'


def unusable(path: Path, error: Exception) -> NoReturn:
    """Raises what is told of an error of DuckDB."""
    reason = told_briefly(str(error))
    raise InvalidLedger(Fault.of(codes.BAD_DATABASE, "", name=str(path), reason=reason)) from error


def told_briefly(text: str) -> str:
    """The beginning of what a database says."""
    return " ".join(text.split())[:_LONGEST_REASON]
