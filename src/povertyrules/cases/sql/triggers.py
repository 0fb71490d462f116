"""The database itself refuses to change or remove what was appended."""

from __future__ import annotations

from sqlalchemy import Connection, text

_SQLITE = """
CREATE TRIGGER IF NOT EXISTS {table}_are_not_{done} BEFORE {action} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} are never {done}'); END
"""
_REPLACED = """
CREATE TRIGGER IF NOT EXISTS {table}_are_not_replaced BEFORE INSERT ON {table}
WHEN EXISTS (SELECT 1 FROM {table} WHERE entry = NEW.entry OR ({same}))
BEGIN SELECT RAISE(ABORT, '{table} are never changed'); END
"""
"""SQLite's INSERT OR REPLACE removes the row before without asking the other triggers."""
_KEYS = {"events": ("case_id", "number"), "notes": ("kind", "about", "number")}
_FUNCTION = """
CREATE OR REPLACE FUNCTION {table}_are_not_{done}() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION '{table} are never {done}'
USING ERRCODE = 'integrity_constraint_violation'; END $$
"""
_POSTGRES = """
CREATE OR REPLACE TRIGGER {table}_are_not_{done}_{kind} BEFORE {action} ON {table}
FOR EACH {level} EXECUTE FUNCTION {table}_are_not_{done}()
"""
_DONE = (("changed", "UPDATE"), ("removed", "DELETE"))


def append_only(connection: Connection, table: str) -> None:
    """From here on rows of a table are neither changed nor removed."""
    if connection.dialect.name != "postgresql":
        same = " AND ".join(f"{name} = NEW.{name}" for name in _KEYS[table])
        connection.execute(text(_REPLACED.format(table=table, same=same)))
    for done, action in _DONE:
        if connection.dialect.name != "postgresql":
            connection.execute(text(_SQLITE.format(table=table, done=done, action=action)))
            continue
        connection.execute(text(_FUNCTION.format(table=table, done=done)))
        levels = [("row", action, "ROW")]
        levels += [("all", "TRUNCATE", "STATEMENT")] if action == "DELETE" else []
        for kind, what, level in levels:
            names = {"table": table, "done": done, "kind": kind, "action": what, "level": level}
            connection.execute(text(_POSTGRES.format(**names)))
