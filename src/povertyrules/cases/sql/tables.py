"""What the database holds. Events are appended; the database itself refuses to change them."""

from __future__ import annotations

from sqlalchemy import (
    CheckConstraint,
    Column,
    Connection,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from povertyrules.cases.sql.triggers import append_only

VERSION = 1
"""Of the tables: a database of a later version is not opened."""

BATCH = 1000
"""How many rows are fetched at a time of what may be long."""

METADATA = MetaData()

STORE = Table(
    "store",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
)

EVENTS = Table(
    "events",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=True),
    Column("case_id", String, nullable=False),
    Column("number", Integer, CheckConstraint("number >= 1"), nullable=False),
    Column("event", Text, nullable=False),
    Column("link", String(64), nullable=False),
    UniqueConstraint("case_id", "number", name="one_event_a_number"),
)
"""The log. `entry` is the order in which it was written, `event` the canonical text."""

CASES = Table(
    "cases",
    METADATA,
    Column("case_id", String, primary_key=True),
    Column("subject", String, nullable=False),
    Column("lifecycle", String, nullable=False),
    Column("state", String, nullable=False),
    Column("is_over", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("link", String(64), nullable=False),
    Index("cases_of_a_subject", "subject"),
)
"""Where each case stands, to be found without folding it: always what its events fold to."""

Index(
    "one_open_case_of_a_kind",
    CASES.c.subject,
    CASES.c.lifecycle,
    unique=True,
    sqlite_where=CASES.c.is_over == 0,
    postgresql_where=CASES.c.is_over == 0,
)


def create(connection: Connection) -> None:
    """Create whatever is not there yet."""
    METADATA.create_all(connection)
    append_only(connection, EVENTS.name)
