"""No question scans a table that it need not: what the database says it does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import event as sql_event

from povertyrules.cases import Acted, Case, Note
from povertyrules.cases.areas import area_of
from povertyrules.cases.sql.store import SqlStore
from tests.cases.scenes import actor, day, listed, proper_act, zhaojia

LARGE = ("events", "cases", "waiting", "notes", "subjects", "referred")
AT = date(2020, 4, 21)
CASES = 400
PLACE = {"area": "区/镇/村", "by": {"name": "王", "role": "town", "body": ""}, "at": "2020-04-21"}


@pytest.fixture
def large(store: SqlStore) -> SqlStore:
    """Enough cases that a scan would not be what the database chooses."""
    openings = [listed(case=f"甲{n}", subject=f"户{n}").opening for n in range(CASES)]
    assert store.import_log(openings) == ()
    for n in range(CASES):
        store.place(f"户{n}", area_of(f"区/镇{n // 20}/村{n}"), actor("town"), AT)
    return store


def plans(store: SqlStore) -> Iterator[tuple[str, str]]:
    """Everything that is asked of the database, and how it goes about it."""
    asked: list[tuple[str, object]] = []

    def note(_c: object, _k: object, statement: str, parameters: object, *_: object) -> None:
        asked.append((statement, parameters))

    sql_event.listen(store._engine, "before_cursor_execute", note)
    observed = Acted("甲7", 2, proper_act(zhaojia(), "observe", day("4-21")))
    assert isinstance(store.append(observed), Case)
    opening = replace(listed(case="乙7", subject="户乙").opening)
    assert isinstance(store.append(opening), Case)
    assert store.case("甲9") is not None
    assert store.cases_of("户9")
    desk = store.desk(actor("village"), area_of("区/镇9/村180"), AT)
    assert isinstance(desk.case("甲180"), Case)
    assert [case.id for case in desk.cases()] == ["甲180"]
    assert desk.cases_of("户180")
    assert len(list(desk.overdue(date(2020, 5, 2)))) == 1
    assert len(list(desk.export_log())) == 1
    desk.case("甲1")
    desk.place("户180", area_of("区/镇9/村180"))
    store.refer("甲9", "住建委", actor("town"), AT)
    store.departments_of("甲9")
    store.desk(actor("town"), area_of("区"), AT).refer("甲9", "教委")
    list(store.desk(actor("departments"), area_of("区:住建委"), AT).cases())
    list(store.overdue(date(2020, 4, 30)))
    more = [listed(case=f"丙{n}", subject=f"户丙{n}").opening for n in range(3)]
    notes = [Note("place", f"户丙{n}", 1, PLACE) for n in range(3)]
    assert store.import_log([*more, *notes]) == ()
    sql_event.remove(store._engine, "before_cursor_execute", note)
    postgres = store._engine.dialect.name == "postgresql"
    with store._engine.connect() as connection:
        if postgres:
            connection.exec_driver_sql("ANALYZE")
            connection.exec_driver_sql("SET enable_seqscan = off")  # is there another way?
        for statement, parameters in asked:
            if not re.match(r"\s*(SELECT (?!pg_)|UPDATE|DELETE)", statement):
                continue
            if statement.startswith("SELECT notes.entry"):  # is there any? It reads one
                continue
            explain = "EXPLAIN " if postgres else "EXPLAIN QUERY PLAN "
            rows = connection.exec_driver_sql(explain + statement, parameters)  # type: ignore[arg-type]
            yield statement, "\n".join(str(row[-1]) for row in rows)


def test_nothing_is_scanned(large: SqlStore) -> None:
    seen = list(plans(large))
    assert len(seen) > 20
    for statement, plan in seen:
        for table in LARGE:
            assert f"Seq Scan on {table}" not in plan, f"{statement}\n{plan}"
            assert not re.search(rf"SCAN {table}\b(?! USING)", plan), f"{statement}\n{plan}"
            assert not re.search(rf"SCAN {table} USING", plan), f"{statement}\n{plan}"
