"""A database, opened so that what was acknowledged is on the disk.

SQLite lets one writer in at a time; PostgreSQL lets many in, and `locking` says who waits for
whom. Everything else is the same for both.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Connection,
    Engine,
    create_engine,
    event,
    inspect,
    make_url,
    select,
)
from sqlalchemy.exc import ArgumentError, DBAPIError

from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.locking import alone
from povertyrules.cases.sql.migrations import migrate
from povertyrules.cases.sql.tables import EVENTS, STORE, VERSION, WAITING, create
from povertyrules.kernel.errors import DamagedStore, MissingExtra, StoreFailed, UnsupportedFeature

_WAIT = 30
"""How many seconds a writer waits for another one in SQLite."""
_LEFT = 2**26
"""How many bytes SQLite's log of changes keeps on the disk: an import makes it large."""
_READS = "povertyrules_reads"
"""The option of a connection that only reads."""
_NO_URL = "this is no URL of a database"
_DRIVERS = {"postgresql": "postgresql+psycopg", "postgresql+psycopg": "postgresql+psycopg"}


def open_engine(rules: Rules, where: str | os.PathLike[str]) -> Engine:
    """The database in a file or at a URL; its tables are made if they are not there,
    and brought to the present version if they are older (what waits in them by the rules).

    Raises `UnsupportedFeature` for another kind of database and for tables that a later
    version of the library made, `MissingExtra` without the driver, `StoreFailed` if the
    database cannot be reached.
    """
    url = _url(where)
    engine = _sqlite(url) if url.get_backend_name() == "sqlite" else _postgres(url)
    name = url.render_as_string(hide_password=True)
    try:
        with writing(engine) as connection:
            alone(connection)
            _prepare_tables(connection, rules, name)
    except BaseException:
        engine.dispose()
        raise
    return engine


def first_event(where: str) -> str | None:
    """The first event of a store at a URL, empty if it has none: its ruleset is the one by
    which the cases go on. None where there is no store yet; none is made.

    Raises as `open_engine` does.
    """
    engine = _postgres(_url(where))
    try:
        with told(), engine.connect() as connection:
            if not inspect(connection).has_table(EVENTS.name):
                return None
            wanted = select(EVENTS.c.event).order_by(EVENTS.c.entry).limit(1)
            return connection.execute(wanted).scalar_one_or_none() or ""
    finally:
        engine.dispose()


def _url(where: str | os.PathLike[str]) -> URL:
    if not isinstance(where, str) or "://" not in where:
        return URL.create("sqlite+pysqlite", database=str(Path(where)))
    try:
        url = make_url(where)
    except (ArgumentError, ValueError) as error:  # its message would show the password
        raise UnsupportedFeature(_NO_URL) from error
    if url.drivername not in _DRIVERS:
        raise UnsupportedFeature(
            f"a store of cases is a file, or postgresql://…, not {url.drivername}://…"
        )
    return url.set(drivername=_DRIVERS[url.drivername])


def _prepare_tables(connection: Connection, rules: Rules, name: str) -> None:
    if not inspect(connection).has_table(STORE.name):
        create(connection)
        connection.execute(STORE.insert().values(version=VERSION))
        return
    versions = connection.execute(select(STORE.c.version)).scalars().all()
    found = max(versions, default=0)
    if not found >= 1 or (found < VERSION and len(versions) > 1):
        raise DamagedStore(f"{name} does not say which version its tables are of: {versions}")
    if found > VERSION:
        raise UnsupportedFeature(
            f"{name} was made by a later povertyrules (tables of version {found}, "
            f"this one knows {VERSION})"
        )
    if found < VERSION and inspect(connection).has_table(WAITING.name):  # new in version 2
        raise DamagedStore(f"{name} says version {found} of tables that are of a later one")
    migrate(connection, rules, found)


# transactions


@contextmanager
def told() -> Iterator[None]:
    """What the database could not do is told as `StoreFailed`."""
    try:
        yield
    except DBAPIError as error:
        raise StoreFailed(str(error.orig)) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction that writes all or nothing."""
    with told(), engine.begin() as connection:
        yield connection


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """One transaction that sees the store as it was when it began, and holds nobody up."""
    options: dict[str, Any] = {_READS: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with told(), engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


# SQLite


def _sqlite(url: URL) -> Engine:
    engine = create_engine(url, connect_args={"timeout": _WAIT})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin where SQLAlchemy says so
    connection.text_factory = _text
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.execute(f"PRAGMA journal_size_limit={_LEFT}")
    cursor.close()


def _text(data: bytes) -> str:
    """Text as it is stored. What is no UTF-8 was put there by somebody else: it is read with
    halves of characters, so that it can be told where it is."""
    return data.decode("utf-8", "surrogateescape")


def _begin_sqlite(connection: Connection) -> None:
    """A writer takes the right to write at once: what it read stays true until its end."""
    reads = connection.get_execution_options().get(_READS)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


# PostgreSQL


def _postgres(url: URL) -> Engine:
    try:
        engine = create_engine(url, pool_pre_ping=True)  # a server may have been restarted
        (_, given) = engine.dialect.create_connect_args(url)
        _check_host(str(given.get("host", "")))
    except ModuleNotFoundError as error:
        raise MissingExtra("a store of cases in PostgreSQL", "store-postgres") from error
    except (ArgumentError, ValueError) as error:
        raise UnsupportedFeature(_NO_URL) from error
    event.listen(engine, "connect", _prepare_postgres)
    return engine


def _check_host(host: str) -> None:
    """Raise `ValueError` for a name that no host can have; a folder is that of a socket."""
    if not host.startswith("/"):
        host.encode("idna")


def _prepare_postgres(connection: Any, _record: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_encoding")
        (encoding,) = cursor.fetchone()
        cursor.execute("SHOW synchronous_commit")
        (commit,) = cursor.fetchone()
        if commit == "off":  # what is acknowledged must be on the disk
            cursor.execute("SET synchronous_commit TO on")
    connection.commit()
    if encoding != "UTF8":
        raise UnsupportedFeature(f"a store of cases is kept in UTF8, not in {encoding}")
