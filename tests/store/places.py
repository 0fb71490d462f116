"""Where the tests keep cases: a file of SQLite or a schema of PostgreSQL, each its own."""

from __future__ import annotations

from itertools import count
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, make_url, select

from povertyrules.cases.sql.tables import EVENTS, METADATA, NOTES
from tests.postgres import Server

KINDS = ("sqlite", "postgres")
_NUMBERS = count(1)


def new_place(kind: str, folder: Path, server: Server | None) -> str:
    """Where a store has not been yet: what `procedure.store` takes."""
    number = next(_NUMBERS)
    if server is None:
        return str(folder / f"cases{number}.db")
    name = f"cases_{number}"  # a schema: a database takes longer to make, and 7 MB
    raw(server.uri(), f"CREATE SCHEMA {name}")
    return f"{server.uri()}&options=-csearch_path%3D{name}"


def engine_of(place: str) -> Engine:
    """The database itself, without the store."""
    if "://" in place:
        return create_engine(_driven(place))
    return create_engine(URL.create("sqlite+pysqlite", database=place))


def _driven(uri: str) -> URL:
    return make_url(uri).set(drivername="postgresql+psycopg")


def raw(place: str, *statements: str) -> None:
    """What somebody does to the database behind the store's back. Each is one statement."""
    engine = engine_of(place)
    try:
        with engine.begin() as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


def without_triggers(place: str, table: str = "events") -> list[str]:
    """The statements after which the database lets rows be changed again."""
    if "://" in place:
        return [f"ALTER TABLE {table} DISABLE TRIGGER ALL"]
    return [f"DROP TRIGGER {table}_are_not_changed", f"DROP TRIGGER {table}_are_not_removed"]


def rows(place: str) -> dict[str, list[tuple[object, ...]]]:
    """Everything in every table, in the order in which it was written where there is one."""
    engine = engine_of(place)
    with engine.connect() as connection:
        found = {
            table.name: sorted(tuple(row) for row in connection.execute(select(table)))
            for table in METADATA.sorted_tables
            if "entry" not in table.columns
        }
        for table in (EVENTS, NOTES):  # PostgreSQL leaves gaps in `entry`
            columns = [column for column in table.columns if column.name != "entry"]
            wanted = select(*columns).order_by(table.c.entry)
            found[table.name] = [tuple(row) for row in connection.execute(wanted)]
    engine.dispose()
    return found
