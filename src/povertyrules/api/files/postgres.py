"""A PostgreSQL database: a table read in batches, and results written in one transaction."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import uuid4

from povertyrules.api.files import kinds
from povertyrules.api.files.batches import Batch
from povertyrules.api.files.destinations import Destination, Sheets
from povertyrules.api.files.tables import known_table, quoted, table_batch, told_briefly
from povertyrules.kernel.catalogue import files as codes
from povertyrules.kernel.errors import InvalidLedger, MissingExtra
from povertyrules.kernel.faults import Fault

if TYPE_CHECKING:
    import polars as pl

_LONGEST_NAME = 63
"""In bytes: the server would cut a longer name off, and only say so in a notice."""
_NUMBERS = ("bool", "int2", "int4", "int8", "float4", "float8")
_DATES = ("date", "timestamp", "timestamptz")
_TEXTS = ("text", "varchar", "_text", "_varchar", "bytea")
_AS_THEY_ARE = frozenset((*_NUMBERS, *_DATES, *_TEXTS))
"""Types that Arrow has too. All others come as the text that the server writes for them: numeric
digit by digit, where a binary fraction would be another number."""


@dataclass(frozen=True, slots=True)
class Database:
    """A database by its URI, which may hold a password: shown is only where it is."""

    uri: str = field(repr=False)

    def __str__(self) -> str:
        parts = urlsplit(self.uri)
        host = parts.netloc.rpartition("@")[2] or parse_qs(parts.query).get("host", [""])[0]
        return f"postgresql://{host}{parts.path}"

    @property
    def secrets(self) -> list[str]:
        """What must not be shown, as it may stand in a message."""
        parts = urlsplit(self.uri)
        found = [parts.password or "", *parse_qs(parts.query).get("password", [])]
        return [text for each in found if each for text in (each, unquote(each))]


Place = Path | Database


def place_of(place: str | PathLike[str] | Database) -> Place:
    """A path, or a database where it begins as the URI of one. Raises `InvalidLedger`."""
    if isinstance(place, Database):
        return place
    if not isinstance(place, str) or not place.startswith(kinds.POSTGRES):
        return Path(place)
    if place.count("@") != urlsplit(place).netloc.count("@") or place.count("@") > 1:
        # Where the password ends cannot be told, nor hence what of it may be shown.
        reason = "write @ : / ? # % in the password as %40 %3A %2F %3F %23 %25"
        raise InvalidLedger(Fault.of(codes.BAD_SERVER, "", name="postgresql://…", reason=reason))
    return Database(place)


class PostgresSource:
    """The rows of one table or view."""

    def __init__(self, database: Database, table: str | None) -> None:
        self.name = f"{database}:{table or ''}"
        self.places: Sequence[Path] = ()
        self.remarks: Sequence[str] = ()
        self._database = database
        with connected(database) as cursor:
            known = _tables(cursor)
            self._table = known[known_table(list(known), str(database), table)]
            self._types = _column_types(cursor, self._table)
            self.columns: Sequence[str] = list(self._types)
            cursor.execute(f"SELECT count(*) FROM {self._table}")  # noqa: S608  a quoted name
            self.total: int | None = cursor.fetchone()[0]

    def batches(self, wanted: Sequence[str], rows: int) -> Iterator[Batch]:  # noqa: ARG002
        """The batches are of so many bytes, as they come from the server: fewer rows than asked."""
        columns = ", ".join(_selected(name, kind) for name, kind in self._types.items())
        with connected(self._database) as cursor:
            cursor.execute(f"SELECT {columns} FROM {self._table}")  # noqa: S608  quoted names
            reader = cursor.fetch_record_batch()
            none = True
            for part in reader:
                none = False
                yield table_batch(part, wanted)
            if none:
                yield table_batch(reader.schema.empty_table(), wanted)


def _selected(name: str, kind: str) -> str:
    return quoted(name) if kind in _AS_THEY_ARE else f"{quoted(name)}::text AS {quoted(name)}"


@contextmanager
def connected(database: Database) -> Iterator[Any]:
    """A cursor in a transaction, which is kept only if all goes well."""
    try:
        from adbc_driver_postgresql import dbapi
    except ImportError:
        raise MissingExtra("a PostgreSQL database", "postgres") from None
    try:
        with dbapi.connect(database.uri) as connection, connection.cursor() as cursor:
            cursor.execute("SET client_encoding TO 'UTF8'")
            yield cursor
            connection.commit()
    except dbapi.Error as error:
        reason = told_briefly(_without(database.secrets, str(error)))
        fault = Fault.of(codes.BAD_SERVER, "", name=str(database), reason=reason)
        raise InvalidLedger(fault) from None  # the error itself may quote a secret


def _without(secrets: Sequence[str], text: str) -> str:
    for secret in secrets:
        text = text.replace(secret, "***")
    return text


def _tables(cursor: Any) -> dict[str, str]:
    """The tables and views as SQL spells them, by the names that are asked for: those of the
    current schema by their own, others with that of their schema."""
    cursor.execute(
        "SELECT n.nspname::text, c.relname::text, n.nspname = current_schema() "
        "FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
        "WHERE c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT n.nspname LIKE 'pg\\_%' "
        "AND n.nspname <> 'information_schema' ORDER BY 1, 2"
    )
    found: dict[str, str] = {}
    for schema, name, here in cursor.fetchall():
        spelt = f"{quoted(schema)}.{quoted(name)}"
        found[name if here else f"{schema}.{name}"] = spelt
    return found


def _column_types(cursor: Any, table: str) -> dict[str, str]:
    literal = table.replace("'", "''")
    cursor.execute(
        "SELECT a.attname::text, t.typname::text FROM pg_attribute a "  # noqa: S608  quoted
        f"JOIN pg_type t ON t.oid = a.atttypid WHERE a.attrelid = '{literal}'::regclass "
        "AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum"
    )
    return dict(cursor.fetchall())


def has_table(database: Database, table: str) -> bool:
    with connected(database) as cursor:
        return table in _tables(cursor)


@contextmanager
def into_postgres(
    database: Database, table: str, root: str, decided: Collection[str]
) -> Iterator[Destination]:
    """Tables that are there, all of them, only if all goes well: one transaction."""
    with connected(database) as cursor:
        # Rather than wait for ever for whoever reads an older result.
        cursor.execute("SET LOCAL lock_timeout TO '60s'")
        yield Sheets(partial(_Table, cursor, database), table, root, decided)


class _Table:
    """One table that is being written, under another name until it is whole."""

    def __init__(self, cursor: Any, database: Database, name: str) -> None:
        if len(name.encode()) > _LONGEST_NAME:
            reason = f"the name of the table {name} has more than {_LONGEST_NAME} bytes"
            raise InvalidLedger(Fault.of(codes.BAD_SERVER, "", name=str(database), reason=reason))
        self._cursor = cursor
        self._name = name
        self._part = f"povertyrules_{uuid4().hex}"
        self._is_new = True

    def add(self, frame: pl.DataFrame) -> None:
        import polars as pl

        rows = _plain(frame).to_arrow(compat_level=pl.CompatLevel.oldest())
        self._cursor.adbc_ingest(self._part, rows, mode="create" if self._is_new else "append")
        self._is_new = False

    def close(self, metadata: Mapping[str, Any]) -> None:
        said = json.dumps(metadata, ensure_ascii=False).replace("'", "''")
        for command in (
            f"DROP TABLE IF EXISTS {quoted(self._name)}",
            f"ALTER TABLE {self._part} RENAME TO {quoted(self._name)}",
            f"COMMENT ON TABLE {quoted(self._name)} IS '{said}'",
        ):
            self._cursor.execute(command)

    def abandon(self) -> None:
        """The transaction goes back."""


def _plain(frame: pl.DataFrame) -> pl.DataFrame:
    """The columns in types that the server has."""
    import polars as pl

    def expr(name: str, kind: pl.DataType) -> pl.Expr:
        column = pl.col(name)
        if isinstance(kind, pl.Enum | pl.Categorical):
            return column.cast(pl.String)
        if kind == pl.UInt64:
            return column.cast(pl.Decimal(20, 0))
        return column.struct.json_encode() if isinstance(kind, pl.Struct) else column

    return frame.select(expr(name, kind) for name, kind in frame.schema.items())
