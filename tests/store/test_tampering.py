"""A row that is changed behind the store's back is found, whichever column it is."""

from __future__ import annotations

from datetime import date

import pytest

from povertyrules.cases import Case, Refusal
from povertyrules.cases.areas import area_of
from povertyrules.cases.sql.store import SqlStore
from povertyrules.cases.sql.tables import METADATA
from tests.cases.scenes import actor, listed, log, warned
from tests.store.places import raw, without_triggers

AT = date(2020, 4, 21)
VILLAGE = area_of("区/镇/村")


@pytest.fixture
def full(store: SqlStore) -> SqlStore:
    """Something in every table."""
    for event in log(listed(), warned("refer")):
        assert isinstance(store.append(event), Case)
    for area in ("区/镇/另一村", "区/镇/村"):
        store.place("510001", area_of(area), actor("town"), AT)
    for department in ("教委", "住建委"):
        store.refer("乙", department, actor("town"), AT)
    for case in ("丙", "丁"):
        assert isinstance(store.desk(actor("town"), VILLAGE, AT).case(case), Refusal)
    assert store.verify() == ()
    return store


# Which row is changed, to what, and where that is found.
OF = {"events": "case_id = '乙' AND number = 2", "cases": "case_id = '乙'",
      "waiting": "case_id = '甲'", "subjects": "subject = '510001'",
      "referred": "department = '教委'"}  # fmt: skip
CHANGES: list[tuple[str, str, str, tuple[str, int, str]]] = [
    ("events", "entry", "99", ("乙", 3, "events")),
    ("events", "case_id", "'庚'", ("乙", 3, "events")),
    ("events", "number", "99", ("乙", 3, "events")),
    ("events", "event", "replace(event, '王', '李')", ("乙", 2, "events")),
    ("events", "link", "upper(link)", ("乙", 2, "events")),
    ("cases", "case_id", "'庚'", ("乙", 0, "events")),
    ("cases", "subject", "'510002'", ("乙", 0, "events")),
    ("cases", "lifecycle", "'x'", ("乙", 0, "events")),
    ("cases", "state", "'closed'", ("乙", 0, "events")),
    ("cases", "is_over", "1", ("乙", 0, "events")),
    ("cases", "number", "9", ("乙", 0, "events")),
    ("cases", "link", "upper(link)", ("乙", 0, "events")),
    ("waiting", "case_id", "'庚'", ("甲", 0, "events")),
    ("waiting", "step", "'x'", ("甲", 0, "events")),
    ("waiting", "since", "'2020-01-01'", ("甲", 0, "events")),
    ("waiting", "due", "NULL", ("甲", 0, "events")),
    ("subjects", "subject", "'510002'", ("510001", 0, "place")),
    ("subjects", "area", "'区/镇/另一村/'", ("510001", 0, "place")),
    ("referred", "case_id", "'甲'", ("乙", 0, "referral")),
    ("referred", "department", "'x'", ("乙", 0, "referral")),
]
KINDS = {"place": "510001", "referral": "乙", "denial": "王某某"}
for noted, about in KINDS.items():
    OF[noted] = f"kind = '{noted}' AND number = 1"
    CHANGES += [
        (noted, "entry", "99", (about, 2, noted)),
        (noted, "kind", "'other'", (about, 2, noted)),
        (noted, "about", "'庚'", (about, 2, noted)),
        (noted, "number", "99", (about, 2, noted)),
        (noted, "note", "replace(note, '2020', '2021')", (about, 1, noted)),
        (noted, "link", "upper(link)", (about, 1, noted)),
    ]


def test_every_column_is_tried() -> None:
    tried = {("notes" if table in KINDS else table, column) for table, column, *_ in CHANGES}
    of_tables = {(t.name, c.name) for t in METADATA.sorted_tables for c in t.columns}
    assert of_tables - tried == {("store", "version")}  # see test_migrations


@pytest.mark.parametrize(("table", "column", "value", "where"), CHANGES)
def test_a_tampered_row_is_found_and_located(
    full: SqlStore, place: str, table: str, column: str, value: str, where: tuple[str, int, str]
) -> None:
    real = "notes" if table in KINDS else table
    lifted = without_triggers(place, real) if real in ("events", "notes") else []
    raw(place, *lifted, f"UPDATE {real} SET {column} = {value} WHERE {OF[table]}")  # noqa: S608
    found = full.verify()
    assert where in [(damage.case, damage.number, damage.log) for damage in found]
    for damage in found:
        assert damage.case in damage.to_text("zh")
        assert str(damage.number) in damage.to_text("en")


@pytest.mark.parametrize("log_of", KINDS)
def test_a_note_that_is_gone_is_found(full: SqlStore, place: str, log_of: str) -> None:
    gone = f"DELETE FROM notes WHERE {OF[log_of]}"  # noqa: S608
    raw(place, *without_triggers(place, "notes"), gone)
    assert (KINDS[log_of], 2, log_of) in [(d.case, d.number, d.log) for d in full.verify()]
