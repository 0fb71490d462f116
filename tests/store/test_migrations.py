"""Tables of every earlier version become the present ones, in both databases.

`versions/N.*.sql` are dumps of a store as version N made it, `versions/N.jsonl` is its log,
and `versions/ruleset.yaml` is the ruleset that its cases go by. They never change.
"""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import inspect, select, text
from sqlalchemy.exc import IntegrityError

import povertyrules as pr
from povertyrules.cases import read_event, replay
from povertyrules.cases.sql.store import SqlStore
from povertyrules.cases.sql.tables import STORE, VERSION
from povertyrules.kernel.errors import DamagedStore
from tests.store.places import engine_of, new_place, raw

VERSIONS = Path(__file__).with_name("versions")
EARLIER = range(1, VERSION)
RULES = pr.load(VERSIONS / "ruleset.yaml").procedure.rules


def restore(place: str, version: int) -> None:
    """The database as an earlier version made it."""
    if "://" not in place:
        dump = (VERSIONS / f"{version}.sqlite.sql").read_text("utf-8")
        with sqlite3.connect(place) as connection:
            connection.executescript(dump)
        connection.close()
        return
    dump = (VERSIONS / f"{version}.postgres.sql").read_text("utf-8")
    raw(place, dump.replace("%", "%%"))


def shape(place: str) -> object:
    """Tables with their columns and indexes, and the triggers."""
    engine = engine_of(place)
    with engine.connect() as connection:
        found = inspect(connection)
        tables = {
            name: (
                [(c["name"], str(c["type"]), c["nullable"]) for c in found.get_columns(name)],
                sorted(
                    (i["name"], i["column_names"], i["unique"]) for i in found.get_indexes(name)
                ),
                found.get_pk_constraint(name)["constrained_columns"],
                sorted(u["column_names"] for u in found.get_unique_constraints(name)),
            )
            for name in found.get_table_names()
        }
        query = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
        if "://" in place:
            query = (
                "SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal "
                "AND tgrelid IN ('events'::regclass, 'notes'::regclass) ORDER BY tgname"
            )
        triggers = [
            (name, re.sub(r"cases_\d+|IF NOT EXISTS |\s+", " ", made).split())
            for name, made in connection.execute(text(query))
        ]
    engine.dispose()
    return tables, triggers


@pytest.mark.parametrize("version", EARLIER)
def test_an_earlier_store_is_opened(version: int, place: str) -> None:
    restore(place, version)
    lines = (VERSIONS / f"{version}.jsonl").read_text("utf-8").splitlines()
    for _ in range(2):  # it is there when it is opened again
        store = SqlStore(RULES, place)
        assert store.verify() == ()
        assert list(store.export_log()) == lines
        docket = replay(RULES, map(read_event, lines))
        assert (docket.refused, list(docket.cases)) == ((), ["甲", "乙", "甲2", "乙2"])
        assert {case.id: case for case in store.cases()} == docket.cases
        store.close()
    engine = engine_of(place)
    with engine.connect() as connection:
        assert connection.execute(select(STORE.c.version)).scalar_one() == VERSION
    engine.dispose()


@pytest.mark.parametrize("version", EARLIER)
def test_its_tables_are_those_of_a_new_one(
    version: int, place: str, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    restore(place, version)
    SqlStore(RULES, place).close()
    server = request.getfixturevalue("postgres") if kind == "postgres" else None
    new = new_place(kind, tmp_path, server)
    SqlStore(RULES, new).close()
    assert shape(place) == shape(new)
    with pytest.raises(IntegrityError, match="events are never changed"):
        raw(place, "UPDATE events SET number = 7 WHERE entry = 1")


def test_what_fails_on_the_way_leaves_the_earlier_store(place: str) -> None:
    restore(place, 1)
    raw(place, "INSERT INTO events (case_id, number, event, link) VALUES ('甲', 2, '[]', '')"
        if "://" not in place
        else "INSERT INTO events VALUES (99, '甲', 2, '{\"kind\":\"acted\"}', '')")  # fmt: skip
    before = len(str(shape_of_store(place)))
    with pytest.raises(DamagedStore):
        SqlStore(RULES, place)
    assert len(str(shape_of_store(place))) == before


def shape_of_store(place: str) -> list[str]:
    engine = engine_of(place)
    with engine.connect() as connection:
        names = sorted(inspect(connection).get_table_names())
    engine.dispose()
    return names
