"""From the tables of an earlier version to the present ones, one version at a time, forward.

Each step is written out and never changes, whatever becomes of `tables`; what it derives from
the events goes by the present rules. All steps run in one transaction.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, select, text

from povertyrules.cases.rules import Rules
from povertyrules.cases.sql.reading import read_many
from povertyrules.cases.sql.tables import CASES, VERSION
from povertyrules.cases.sql.triggers import append_only
from povertyrules.cases.sql.waiting import keep_waits

_TO_2 = """
CREATE TABLE waiting (
    case_id VARCHAR NOT NULL, step VARCHAR NOT NULL, since VARCHAR {exact} NOT NULL,
    due VARCHAR {exact}, PRIMARY KEY (case_id, step));
CREATE INDEX waiting_by_due ON waiting (due);
CREATE INDEX waiting_by_step ON waiting (step, since);
CREATE TABLE notes (
    entry {serial} NOT NULL, kind VARCHAR NOT NULL, about VARCHAR NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1), note TEXT NOT NULL, link VARCHAR(64) NOT NULL,
    PRIMARY KEY (entry), CONSTRAINT one_note_a_number UNIQUE (kind, about, number));
CREATE TABLE subjects (
    subject VARCHAR NOT NULL, area VARCHAR {exact} NOT NULL, PRIMARY KEY (subject));
CREATE INDEX subjects_of_an_area ON subjects (area);
CREATE TABLE referred (
    case_id VARCHAR NOT NULL, department VARCHAR NOT NULL, PRIMARY KEY (case_id, department));
CREATE INDEX referred_to ON referred (department, case_id)
"""
_WORDS = {
    "sqlite": {"exact": "", "serial": "INTEGER"},
    "postgresql": {"exact": 'COLLATE "C"', "serial": "SERIAL"},
}


def migrate(connection: Connection, rules: Rules, version: int) -> None:
    """Bring tables of an earlier version to the present one; nothing for those that are."""
    for target in range(version + 1, VERSION + 1):
        _STEPS[target](connection, rules)
    if version != VERSION:
        connection.execute(text("UPDATE store SET version = :version"), {"version": VERSION})


def _to_2(connection: Connection, rules: Rules) -> None:
    """What cases wait for, areas, referrals and denials."""
    for statement in _TO_2.format(**_WORDS[connection.dialect.name]).split(";"):
        connection.execute(text(statement))
    append_only(connection, "events")  # a trigger is new
    append_only(connection, "notes")
    for case in list(read_many(connection, rules, select(CASES.c.case_id))):
        keep_waits(connection, rules, case)


_STEPS: dict[int, Callable[[Connection, Rules], None]] = {2: _to_2}
