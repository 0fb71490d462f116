"""The store: what it says is written is written, and nothing else; damage is found."""

from __future__ import annotations

import re
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from sqlalchemy.exc import IntegrityError, ProgrammingError

from povertyrules.cases import (
    Acted,
    Case,
    Corrected,
    Event,
    Opened,
    Refusal,
    canonical,
    read_event,
    replay,
    to_dict,
)
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.store import SqlStore
from povertyrules.kernel.errors import DamagedStore, MissingExtra, StoreFailed, UnsupportedFeature
from tests.cases.scenes import actor, day, listed, log, proper_act, refused, slugs, warned, zhaojia
from tests.cases.test_properties import RULESETS, logs
from tests.store.places import new_place, raw, without_triggers

ROOT = Path(__file__).parents[2]
RULES = zhaojia().procedure.rules


def of_household(event: Event, number: int) -> Event:
    """The event as that of another household, and of another case."""
    own = replace(event, case=f"{event.case}{number}")
    return replace(own, subject=f"户{number}") if isinstance(own, Opened) else own


def filled(store: SqlStore, *cases: Case) -> SqlStore:
    for event in log(*cases):
        assert isinstance(store.append(event), Case)
    return store


LATER = proper_act(zhaojia(), "review", day("4-22"))


def test_what_is_stored_is_what_the_events_fold_to(store: SqlStore, place: str) -> None:
    filled(store, listed(), warned())
    assert (store.case("甲"), store.case("乙"), store.case("丙")) == (listed(), warned(), None)
    assert store.cases_of("510001") == (warned(), listed())
    assert [read_event(line) for line in store.export_log()] == log(listed(), warned())
    assert store.verify() == ()
    store.close()
    again = SqlStore(RULES, place)
    assert again.case("乙") == warned()
    again.close()


def test_what_is_not_allowed_leaves_no_trace(store: SqlStore) -> None:
    filled(store, listed())
    assert slugs(store.append(replace(warned("flag").opening, digest="sha256:0"))) == [
        "wrong-ruleset"
    ]
    assert slugs(store.append(warned("review").later[0])) == ["not-opened"]
    assert list(store.export_log()) == [canonical(listed().opening)]
    assert store.verify() == ()


def test_other_cases_of_the_household_are_asked(store: SqlStore) -> None:
    assert slugs(store.append(warned("flag").opening)) == ["not-yet"]
    filled(store, listed(), warned("flag"))
    second = replace(warned("flag").opening, case="丙")
    assert slugs(store.append(second)) == ["already-open"]


def test_a_stale_writer_is_told_and_nothing_is_overwritten(store: SqlStore) -> None:
    filled(store, listed(), warned("flag"))
    one = Acted("乙", 2, proper_act(zhaojia(), "review", day("4-21")))
    other = Acted("乙", 2, proper_act(zhaojia(), "withdraw", day("4-21")))
    assert isinstance(store.append(one), Case)
    told = refused(store.append(other))
    assert slugs(told) == ["wrong-number"]
    assert told.since == (one,)
    assert "其间已办理：\n  2 2020-04-21 review 王某某 (village)\n" in told.to_text("zh")
    assert told.to_dict()["since"] == [to_dict(one)]
    case = store.case("乙")
    assert case is not None
    assert case.later == (one,)


def test_an_opening_that_is_there_already_is_refused(store: SqlStore) -> None:
    filled(store, listed())
    assert slugs(store.append(listed().opening)) == ["wrong-number"]


def test_a_correction_is_appended(store: SqlStore) -> None:
    filled(store, listed(), warned("review"))
    event = Corrected("乙", 3, 2, None, day("4-22"), actor("village"), "误报")
    result = store.append(event)
    assert isinstance(result, Case)
    assert (result.state, store.case("乙")) == ("flagged", result)
    assert store.verify() == ()


def test_a_log_is_imported_whole_or_not_at_all(
    store: SqlStore, kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    server = request.getfixturevalue("postgres") if kind == "postgres" else None
    events = log(listed(), warned())
    wrong = [*events, Acted("不在", 4, LATER)]
    (told,) = store.import_log(wrong)
    assert (told.record, slugs(told.refusal)) == (wrong[-1], ["not-opened"])
    assert list(store.export_log()) == []
    assert store.import_log(events) == ()
    lines = list(store.export_log())
    copy = SqlStore(RULES, new_place(kind, tmp_path, server))
    assert copy.import_log(map(read_event, lines)) == ()
    assert list(copy.export_log()) == lines
    assert copy.verify() == ()
    copy.close()


@pytest.mark.parametrize(
    ("part", "text", "why"),
    [
        ("case", "甲\0", "NUL"), ("subject", "户\0", "NUL"), ("case", "甲" * 201, "201"),
        ("subject", "户\ud800", "U+D800"),
    ],
)  # fmt: skip
def test_text_that_a_database_would_change_is_refused(
    store: SqlStore, part: str, text: str, why: str
) -> None:
    opening = listed().opening
    event = replace(opening, case=text) if part == "case" else replace(opening, subject=text)
    told = refused(store.append(event))
    assert [fault.code.number for fault in told.faults] == ["PR934"]
    assert why in told.to_text("en")
    assert why in told.to_text("zh")
    assert list(store.export_log()) == []


def test_text_that_every_database_keeps_comes_back(store: SqlStore) -> None:
    opening = replace(listed().opening, subject="𠮷 '\";-- %s :a")
    act = replace(opening.act, note="a\0b \u2028")
    case = store.append(replace(opening, act=act))
    assert isinstance(case, Case)
    assert store.case("甲") == case
    assert store.cases_of(case.subject) == (case,)
    assert store.verify() == ()


@settings(max_examples=40)
@given(drawn=logs())
def test_any_log_is_stored_as_it_folds(
    tmp_path_factory: pytest.TempPathFactory, drawn: tuple[str, list[tuple[Event, bool]]]
) -> None:
    name, made = drawn
    rules = RULESETS[name].procedure.rules
    store = SqlStore(rules, tmp_path_factory.mktemp("store") / "cases.db")
    events = [event for event, _ in made]
    docket = replay(rules, events)
    refused = [event for event in events if isinstance(store.append(event), Refusal)]
    assert refused == [each.event for each in docket.refused]
    assert {name: store.case(name) for name in docket.cases} == docket.cases
    assert store.verify() == ()
    store.close()


# the database itself


_AGAIN = "SELECT {}, case_id, number, '{{}}', link FROM events WHERE number = 1 LIMIT 1"


@pytest.mark.parametrize("entry", ["entry", "entry + 1000"])
def test_an_event_is_not_replaced_either(
    store: SqlStore, place: str, kind: str, entry: str
) -> None:
    filled(store, listed())
    verb = "INSERT" if kind == "postgres" else "INSERT OR REPLACE"
    with pytest.raises(IntegrityError):
        raw(
            place,
            f"{verb} INTO events (entry, case_id, number, event, link) {_AGAIN.format(entry)}",
        )
    assert store.verify() == ()


@pytest.mark.parametrize(
    "statement", ["UPDATE events SET event = '{}'", "DELETE FROM events WHERE number = 1"]
)
def test_the_database_refuses_to_change_events(store: SqlStore, place: str, statement: str) -> None:
    filled(store, listed())
    with pytest.raises(IntegrityError, match="events are never"):
        raw(place, statement)


def test_postgres_empties_no_table(store: SqlStore, place: str, kind: str) -> None:
    if kind == "postgres":  # SQLite has no such statement
        with pytest.raises(IntegrityError, match="events are never"):
            raw(place, "TRUNCATE events")


def test_a_file_of_a_later_version_is_not_opened(store: SqlStore, place: str) -> None:
    raw(place, "UPDATE store SET version = 99")
    with pytest.raises(UnsupportedFeature, match="made by a later povertyrules"):
        SqlStore(RULES, place)


@pytest.mark.parametrize("url", ["mysql://a:secret@b/c", "sqlite:///cases.db", "://secret"])
def test_another_database_is_not_taken_for_a_file(url: str) -> None:
    with pytest.raises(UnsupportedFeature) as told:
        SqlStore(RULES, url)
    assert "secret" not in str(told.value)


def test_a_database_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreFailed) as told:
        SqlStore(RULES, f"postgresql://a:secret@/b?host={tmp_path}")
    assert "secret" not in str(told.value)
    with pytest.raises(StoreFailed):  # a folder may be longer than the name of a machine
        SqlStore(RULES, f"postgresql://a:secret@/b?host=/run/{'x' * 70}")
    with pytest.raises(StoreFailed, match="unable to open"):
        SqlStore(RULES, tmp_path / "no folder" / "cases.db")


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(MissingExtra, match=r"needs the extra `store-postgres`"):
        SqlStore(RULES, "postgresql://a@b/c")


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "povertyrules.cases.sql.store", None)
    with pytest.raises(MissingExtra, match=r"needs the extra `store`"):
        zhaojia().procedure.store("cases.db")


def test_the_door_to_it(place: str) -> None:
    with zhaojia().procedure.store(place) as made:
        assert made.verify() == ()


# damage

FORGERY = canonical(Acted("乙", 2, LATER))
BEHIND = "UPDATE events SET"
OF_2 = "WHERE case_id = '乙' AND number = 2"


@pytest.mark.parametrize(
    ("statements", "found"),
    [
        ((f"UPDATE events SET event = '{FORGERY}' {OF_2}",),  # noqa: S608
         ("乙", 2, "link")),
        (("UPDATE events SET event = event || ' ' WHERE case_id = '乙' AND number = 3",),
         ("乙", 3, "form")),
        (("UPDATE events SET event = 'x' WHERE case_id = '乙' AND number = 3",),
         ("乙", 3, "form")),
        (("DELETE FROM events WHERE case_id = '乙' AND number = 2",), ("乙", 3, "number")),
        (("DELETE FROM events WHERE case_id = '乙' AND number = 4",), ("乙", 0, "standing")),
        (("DELETE FROM events WHERE case_id = '甲'",), ("甲", 0, "lost")),
        (("UPDATE cases SET state = 'closed' WHERE case_id = '乙'",), ("乙", 0, "standing")),
        (("DELETE FROM cases WHERE case_id = '乙'",), ("乙", 0, "standing")),
        (("UPDATE events SET case_id = '丁' WHERE case_id = '甲'",), ("丁", 1, "belongs")),
        ((f"{BEHIND} number = 9 {OF_2}",), ("乙", 3, "number")),
        ((f"{BEHIND} link = upper(link) {OF_2}",), ("乙", 2, "link")),
        ((f"{BEHIND} entry = 99 {OF_2}",), ("乙", 3, "order")),
    ],
    ids=lambda value: value[0][:60] if isinstance(value[0], str) else None,
)  # fmt: skip
def test_damage_is_found_and_located(
    store: SqlStore, place: str, statements: tuple[str, ...], found: tuple[str, int, str]
) -> None:
    filled(store, listed(), warned("refer"))
    raw(place, *without_triggers(place), *statements)
    damages = [(d.case, d.number, d.what) for d in store.verify()]
    assert found in damages
    for damage in store.verify():
        assert damage.case in damage.to_text("zh")
        assert damage.case in damage.to_text("en")


def test_a_chain_that_was_worked_out_anew_is_found_if_the_event_is_not_allowed(
    store: SqlStore, place: str
) -> None:
    filled(store, listed(), warned("flag"))
    wrong = canonical(Acted("乙", 2, proper_act(zhaojia(), "close", day("4-21"))))
    after = link(link(FIRST, canonical(warned("flag").opening)), wrong)
    values = f"'乙', 2, '{wrong}', '{after}'"
    forged = f"INSERT INTO events (case_id, number, event, link) VALUES ({values})"  # noqa: S608
    raw(place, forged)
    assert [(d.case, d.number, d.what) for d in store.verify()] == [("乙", 2, "fold")]
    with pytest.raises(DamagedStore, match="the events of the case 乙 do not fold"):
        store.case("乙")


def test_a_user_who_may_make_no_tables_works_in_them(
    store: SqlStore, place: str, kind: str
) -> None:
    if kind != "postgres":
        pytest.skip("SQLite has no users")
    schema = place.rpartition("%3D")[2]
    raw(
        place,
        f"CREATE ROLE {schema} LOGIN PASSWORD 'clerk'",
        f"GRANT USAGE ON SCHEMA {schema} TO {schema}",
        f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {schema}",
        f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA {schema} TO {schema}",
    )
    own = re.sub(r"//[^@]*@", f"//{schema}:clerk@", place)
    with SqlStore(RULES, own) as clerk:
        assert clerk.import_log(log(listed())) == ()
        filled(clerk, warned("flag"))
        assert clerk.verify() == ()
    for statement in ("UPDATE events SET number = 3", "ALTER TABLE events DISABLE TRIGGER ALL"):
        with pytest.raises(
            (IntegrityError, ProgrammingError), match=r"never changed|must be owner"
        ):
            raw(own, statement)


# many at once, and the end of the process


def test_one_id_is_opened_for_one_household_only(store: SqlStore, place: str) -> None:
    others = SqlStore(RULES, place)
    with ThreadPoolExecutor(2) as pool:
        for number in range(40):
            openings = [listed(case=f"甲{number}", subject=f"户{n}-{number}").opening for n in "ab"]
            results = list(pool.map(SqlStore.append, (store, others), openings))
            assert sorted(isinstance(result, Case) for result in results) == [False, True]
    assert store.verify() == ()
    others.close()


def test_of_one_household_one_case_of_a_kind_is_open(store: SqlStore, place: str) -> None:
    others = SqlStore(RULES, place)
    with ThreadPoolExecutor(2) as pool:
        for number in range(40):
            openings = [listed(case=f"{n}{number}", subject=f"户{number}").opening for n in "ab"]
            results = list(pool.map(SqlStore.append, (store, others), openings))
            (told,) = [result for result in results if isinstance(result, Refusal)]
            assert slugs(told) == ["already-open"]
    assert store.verify() == ()
    others.close()


def test_an_import_beside_writers_is_whole(store: SqlStore, place: str) -> None:
    others = SqlStore(RULES, place)
    events = [of_household(event, n) for n in range(30) for event in log(listed(), warned())]

    def one_by_one() -> list[Case | Refusal]:
        return [others.append(event) for event in events]

    with ThreadPoolExecutor(2) as pool:
        single, whole = pool.submit(one_by_one), pool.submit(store.import_log, events)
        results, refused_one = single.result(), whole.result()
    written = sum(isinstance(result, Case) for result in results)
    assert written + (0 if refused_one else len(events)) == len(events)
    assert len(list(store.export_log())) == len(events)
    assert store.verify() == ()
    others.close()


def _strange(event: Opened, **changes: object) -> Opened:
    """An event that a program made of the wrong things."""
    return replace(event, act=replace(event.act, **changes))  # type: ignore[arg-type]


def test_what_could_not_be_read_again_is_not_written(store: SqlStore) -> None:
    """Nothing in a log can be mended: one bad event would stand in it for ever."""
    opening = listed().opening
    strange = [
        _strange(opening, evidence=(*opening.act.evidence, "名单第12号")),
        _strange(opening, note=12),
        _strange(opening, actor=replace(opening.act.actor, body=7)),  # type: ignore[arg-type]
        replace(opening, subject=510001),  # type: ignore[arg-type]
    ]
    for event in strange:
        told = refused(store.append(event))
        assert [fault.code.number for fault in told.faults] == ["PR933"]
        assert told.faults[0].path.startswith("event.")
    (left,) = store.import_log(strange[:1])
    assert left.record == strange[0]
    assert (list(store.cases()), store.verify()) == ([], ())
