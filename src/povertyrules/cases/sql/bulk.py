"""Many rows at once: PostgreSQL copies them, SQLite takes one statement for all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, text

from povertyrules.kernel.errors import StoreFailed

_Item = TypeVar("_Item")
Row = tuple[Any, ...]

AT_ONCE = 200
"""How many ids one question names at most."""
_MUCH, _USUAL = 256_000, 2_000
"""KiB of the pages that SQLite keeps in memory."""


def parts(items: Iterable[_Item], size: int) -> Iterator[list[_Item]]:
    """The items, so many at a time."""
    rest = iter(items)
    while part := list(islice(rest, size)):
        yield part


def insert_all(
    connection: Connection, table: Table, columns: Sequence[str], rows: list[Row]
) -> None:
    """Insert rows in their order."""
    if not rows:
        return
    names = ", ".join(columns)
    if connection.dialect.name == "postgresql":
        _copy(connection, f"COPY {table.name} ({names}) FROM STDIN", rows)
        return
    marks = ", ".join("?" * len(columns))
    statement = f"INSERT INTO {table.name} ({names}) VALUES ({marks})"  # noqa: S608 - our names
    connection.exec_driver_sql(statement, rows)


def _copy(connection: Connection, statement: str, rows: list[Row]) -> None:
    driver: Any = connection.connection.driver_connection
    failed: Any = connection.dialect.loaded_dbapi.Error
    try:
        with driver.cursor() as cursor, cursor.copy(statement) as copy:
            for row in rows:
                copy.write_row(row)
    except failed as error:  # SQLAlchemy does not see this one
        raise StoreFailed(str(error)) from error


@contextmanager
def much_room(connection: Connection) -> Iterator[None]:
    """Let SQLite keep much in memory meanwhile: it would else write the pages of an index
    again and again, since they do not come in its order."""
    if connection.dialect.name == "postgresql":
        yield
        return
    connection.exec_driver_sql(f"PRAGMA cache_size=-{_MUCH}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size=-{_USUAL}")


def by_index(connection: Connection) -> None:
    """Until the end of the transaction, find rows by their ids even in tables that PostgreSQL
    has not counted since they grew: it would go through all of them for each question."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL enable_seqscan = off"))
