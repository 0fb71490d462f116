"""What is kept beside the cases goes with the log: places, referrals, denials."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from povertyrules.cases import Case, Note, Refusal, read_event, read_record
from povertyrules.cases.areas import area_of
from povertyrules.cases.sql.store import SqlStore
from povertyrules.kernel.errors import DamagedStore, InvalidEvent
from tests.cases.scenes import actor, listed, log, slugs, warned, zhaojia
from tests.store.places import new_place, raw, rows, without_triggers
from tests.store.test_desk import AT, HOUSING, TOWN, VILLAGE, desk

RULES = zhaojia().procedure.rules


@pytest.fixture
def full(store: SqlStore) -> SqlStore:
    for event in log(listed(), warned("refer")):
        assert isinstance(store.append(event), Case)
    for area in (area_of("开州区/赵家镇/另一村"), VILLAGE):
        store.place("510001", area, actor("town"), AT)
    for department in ("教委", "住建委"):
        store.refer("乙", department, actor("town"), AT)
    for name in ("丙", "丁"):
        assert isinstance(desk(store, "town", TOWN).case(name), Refusal)
    return store


@pytest.fixture
def copy(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> str:
    server = request.getfixturevalue("postgres") if kind == "postgres" else None
    return new_place(kind, tmp_path, server)


def test_an_imported_store_equals_the_one_it_comes_from(
    full: SqlStore, place: str, copy: str
) -> None:
    lines = list(full.export_log())
    with SqlStore(RULES, copy) as other:
        assert other.import_log(map(read_record, lines)) == ()
        assert list(other.export_log()) == lines
        assert rows(copy) == rows(place)
        assert other.verify() == ()
        assert [case.id for case in desk(other, "departments", HOUSING).cases()] == ["乙"]
        assert other.place_of("510001") == VILLAGE
        assert list(other.denials()) == list(full.denials())
        assert len(list(other.events())) == other.count() == 5


def test_the_events_come_first_and_are_as_ever(full: SqlStore) -> None:
    lines = list(full.export_log())
    records = [read_record(line) for line in lines]
    assert [isinstance(record, Note) for record in records] == [False] * 5 + [True] * 6
    assert [read_event(line) for line in lines[:5]] == records[:5]
    for line, record in zip(lines[5:], records[5:], strict=True):
        assert isinstance(record, Note)
        assert record.line == line
        data = json.loads(line)
        assert (data["format"], data["version"]) == ("povertyrules-note", 1)
    with pytest.raises(InvalidEvent):
        read_event(lines[5])


def test_a_log_goes_on_where_the_store_is(full: SqlStore, copy: str, place: str) -> None:
    """The notes that are new continue those that are there."""
    with SqlStore(RULES, copy) as other:
        assert other.import_log(map(read_record, full.export_log())) == ()
        before = len(list(full.export_log()))
        full.place("510001", area_of("开州区/赵家镇/另一村"), actor("town"), AT)
        full.refer("甲", "住建委", actor("town"), AT)
        later = [read_record(line) for line in list(full.export_log())[before:]]
        assert len(later) == 2
        assert other.import_log(later[1:]) == ()
        assert other.import_log(later[:1]) == ()
        assert other.verify() == ()
        assert rows(copy)["subjects"] == rows(place)["subjects"]
        assert rows(copy)["referred"] == rows(place)["referred"]


def test_a_note_that_has_no_place(full: SqlStore, copy: str) -> None:
    records = [read_record(line) for line in full.export_log()]
    gap = [*records[:5], *records[6:]]
    no_case = [each for each in records if isinstance(each, Note) or each.case != "乙"]
    with SqlStore(RULES, copy) as other:
        for wrong, at, slug in ((gap, 6, "wrong-number"), (no_case, 4, "not-opened")):
            (told,) = other.import_log(wrong)
            assert (told.position, slugs(told.refusal)) == (at, [slug])
            assert told.record is wrong[at - 1]
            assert list(other.export_log()) == []
            assert other.place_of("510001") is None


def test_notes_between_events_count(full: SqlStore, copy: str) -> None:
    records = [read_record(line) for line in full.export_log()]
    places = records[5:7]
    wrong = [*places, records[0], records[2], records[1]]
    with SqlStore(RULES, copy) as other:
        (told,) = other.import_log(wrong)
        assert (told.position, told.record) == (4, records[2])
        bad = listed(case="丙").opening  # the household has one already
        (told,) = other.import_log([records[0], *places, records[1], bad])
        assert (told.position, told.record) == (5, bad)
        assert other.import_log([*places, records[0]]) == ()
        assert other.verify() == ()


GOOD = {
    "about": "510001", "area": "区/镇", "at": "2020-04-21", "format": "povertyrules-note",
    "by": {"name": "王", "role": "town", "body": ""}, "kind": "place", "number": 1, "version": 1,
}  # fmt: skip


@pytest.mark.parametrize(
    ("part", "value", "path"),
    [
        ("kind", "other", "kind"), ("area", "区:部", "area"), ("area", "", "area"),
        ("area", None, "area"), ("number", 0, "number"), ("number", "1", "number"),
        ("version", 2, "version"), ("by", [], "by"), ("about", 1, "about"),
        ("withdrawn", "理由", ""), ("about", "\ud800", "about"),
    ],
)  # fmt: skip
def test_what_is_no_note(part: str, value: object, path: str) -> None:
    assert isinstance(read_record(GOOD), Note)
    with pytest.raises(InvalidEvent) as told:
        read_record({**GOOD, part: value})
    assert [fault.path for fault in told.value.faults] == [path]


def test_a_note_that_cannot_be_read_is_not_exported(full: SqlStore, place: str) -> None:
    raw(place, *without_triggers(place, "notes"), "UPDATE notes SET note = '{}'")
    with pytest.raises(DamagedStore, match="no note"):
        list(full.export_log())
    with pytest.raises(DamagedStore, match="no denial"):
        list(full.denials())
