"""A SQLite database, opened so that what was acknowledged is on the disk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, select

from povertyrules.cases.sql.tables import STORE, VERSION, create
from povertyrules.kernel.errors import UnsupportedFeature

_WAIT = 30
"""How many seconds a writer waits for another one."""


def open_engine(path: Path) -> Engine:
    """The database in a file, created if it is not there.

    Raises `UnsupportedFeature` for one that a later version of the library made.
    """
    url = URL.create("sqlite+pysqlite", database=str(path))
    engine = create_engine(url, connect_args={"timeout": _WAIT})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    with engine.begin() as connection:
        create(connection)
        found = connection.execute(select(STORE.c.version)).scalar_one_or_none()
        if found is None:
            connection.execute(STORE.insert().values(version=VERSION))
        elif found > VERSION:
            raise UnsupportedFeature(
                f"{path} was made by a later povertyrules (tables of version {found}, "
                f"this one knows {VERSION})"
            )
    return engine


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where SQLAlchemy says so
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _begin(connection: Connection) -> None:
    """A transaction takes the right to write at once: what it read stays true until its end."""
    connection.exec_driver_sql("BEGIN IMMEDIATE")
