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

VERSION = 2
"""Of the tables: a database of a later version is not opened."""

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


# version 2

_EXACT = String().with_variant(String(collation="C"), "postgresql")
"""Text that is compared by its characters, in whatever language the database sorts."""

WAITING = Table(
    "waiting",
    METADATA,
    Column("case_id", String, primary_key=True),
    Column("step", String, primary_key=True),
    Column("since", _EXACT, nullable=False),
    Column("due", _EXACT),
    Index("waiting_by_due", "due"),
    Index("waiting_by_step", "step", "since"),
)
"""The steps with a limit that each case waits for, to be found without folding it."""

NOTES = Table(
    "notes",
    METADATA,
    Column("entry", Integer, primary_key=True, autoincrement=True),
    Column("kind", String, nullable=False),
    Column("about", String, nullable=False),
    Column("number", Integer, CheckConstraint("number >= 1"), nullable=False),
    Column("note", Text, nullable=False),
    Column("link", String(64), nullable=False),
    UniqueConstraint("kind", "about", "number", name="one_note_a_number"),
)
"""What is kept beside the cases, append-only and chained too: where a household lives
(`place`), to whom a case was referred (`referral`), what was not allowed (`denial`)."""

SUBJECTS = Table(
    "subjects",
    METADATA,
    Column("subject", String, primary_key=True),
    Column("area", _EXACT, nullable=False),
    Index("subjects_of_an_area", "area"),
)
"""Where each household lives now: what the last note says. A path ends in `/`."""

REFERRED = Table(
    "referred",
    METADATA,
    Column("case_id", String, primary_key=True),
    Column("department", String, primary_key=True),
    Index("referred_to", "department", "case_id"),
)
"""The departments that each case was referred to."""


def create(connection: Connection) -> None:
    """Create the tables in an empty database."""
    METADATA.create_all(connection)
    for table in (EVENTS, NOTES):
        append_only(connection, table.name)
