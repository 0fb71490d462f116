"""Who waits for whom in PostgreSQL, where many write at once.

What is allowed in a case depends on the other cases of its record. So whoever writes holds the
case and the record until the end of the transaction: two writers of one record come one after
the other, those of different records do not meet. Locks are taken in one order (events, the
case, the record, notes), so that nobody waits in a circle. SQLite has one writer at a time anyway.
"""

from __future__ import annotations

from zlib import crc32

from sqlalchemy import Connection, text

_STORE, _CASE, _RECORD, _NOTES = 0x50520000, 0x50520001, 0x50520002, 0x50520003
"""The first half of the keys, so that locks of other programs are other locks."""
_HOLD = text("SELECT pg_advisory_xact_lock(:kind, :key)")


def hold(connection: Connection, case: str) -> None:
    """Let nobody else write in a case until the end of the transaction."""
    if _is_postgres(connection):
        connection.execute(text("LOCK TABLE events IN ROW EXCLUSIVE MODE"))
        _hold(connection, _CASE, case)


def hold_record(connection: Connection, subject: str) -> None:
    """Let nobody else write in the cases of a record until the end of the transaction."""
    if _is_postgres(connection):
        _hold(connection, _RECORD, subject)


def hold_notes(connection: Connection, kind: str, about: str) -> None:
    """Let nobody else add to notes about something until the end of the transaction."""
    if _is_postgres(connection):
        connection.execute(text("LOCK TABLE notes IN ROW EXCLUSIVE MODE"))
        _hold(connection, _NOTES, f"{kind}:{about}")


def hold_all(connection: Connection) -> None:
    """Let nobody else write at all until the end of the transaction."""
    if _is_postgres(connection):
        for table in ("events", "notes"):
            connection.execute(text(f"LOCK TABLE {table} IN SHARE ROW EXCLUSIVE MODE"))


def alone(connection: Connection) -> None:
    """Let nobody else make or change the tables until the end of the transaction."""
    if _is_postgres(connection):
        _hold(connection, _STORE, "")


def _is_postgres(connection: Connection) -> bool:
    return connection.dialect.name == "postgresql"


def _hold(connection: Connection, kind: int, name: str) -> None:
    key = crc32(name.encode()) - 2**31  # two names with one key only wait for each other
    connection.execute(_HOLD, {"kind": kind, "key": key})
