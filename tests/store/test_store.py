"""The SQLite store: what it says is written is written, and nothing else; damage is found."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings

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
)
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.store import SqlStore
from povertyrules.kernel.errors import DamagedStore, MissingExtra, UnsupportedFeature
from tests.cases.scenes import actor, day, listed, log, proper_act, slugs, warned, zhaojia
from tests.cases.test_properties import RULESETS, logs

ROOT = Path(__file__).parents[2]
RULES = zhaojia().procedure.rules


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqlStore]:
    made = SqlStore(RULES, tmp_path / "cases.db")
    yield made
    made.close()


def filled(store: SqlStore, *cases: Case) -> SqlStore:
    for event in log(*cases):
        assert isinstance(store.append(event), Case)
    return store


def raw(tmp_path: Path, *statements: str) -> None:
    """What somebody does to the file behind the store's back."""
    with sqlite3.connect(tmp_path / "cases.db") as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


LATER = proper_act(zhaojia(), "review", day("4-22"))
FORGED = ("DROP TRIGGER events_are_not_changed", "DROP TRIGGER events_are_not_removed")


def test_what_is_stored_is_what_the_events_fold_to(store: SqlStore, tmp_path: Path) -> None:
    filled(store, listed(), warned())
    assert (store.case("甲"), store.case("乙"), store.case("丙")) == (listed(), warned(), None)
    assert store.cases_of("510001") == (warned(), listed())
    assert [read_event(line) for line in store.export_log()] == log(listed(), warned())
    assert store.verify() == ()
    store.close()
    again = SqlStore(RULES, tmp_path / "cases.db")
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
    assert slugs(store.append(other)) == ["wrong-number"]
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


def test_a_log_is_imported_whole_or_not_at_all(store: SqlStore, tmp_path: Path) -> None:
    events = log(listed(), warned())
    wrong = [*events, Acted("不在", 4, LATER)]
    (told,) = store.import_log(wrong)
    assert (told.event, slugs(told.refusal)) == (wrong[-1], ["not-opened"])
    assert list(store.export_log()) == []
    assert store.import_log(events) == ()
    lines = list(store.export_log())
    copy = SqlStore(RULES, tmp_path / "copy.db")
    assert copy.import_log(map(read_event, lines)) == ()
    assert list(copy.export_log()) == lines
    assert copy.verify() == ()
    copy.close()


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


@pytest.mark.parametrize(
    "statement", ["UPDATE events SET event = '{}'", "DELETE FROM events WHERE number = 1"]
)
def test_the_database_refuses_to_change_events(
    store: SqlStore, tmp_path: Path, statement: str
) -> None:
    filled(store, listed())
    with pytest.raises(sqlite3.IntegrityError, match="events are never"):
        raw(tmp_path, statement)


def test_a_file_of_a_later_version_is_not_opened(store: SqlStore, tmp_path: Path) -> None:
    raw(tmp_path, "UPDATE store SET version = 99")
    with pytest.raises(UnsupportedFeature, match="made by a later povertyrules"):
        SqlStore(RULES, tmp_path / "cases.db")


def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "povertyrules.cases.sql.store", None)
    with pytest.raises(MissingExtra, match=r"needs the extra `store`"):
        zhaojia().procedure.store("cases.db")


def test_the_door_to_it(tmp_path: Path) -> None:
    with zhaojia().procedure.store(tmp_path / "cases.db") as made:
        assert made.verify() == ()


# damage

FORGERY = canonical(Acted("乙", 2, LATER))
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
    ],
    ids=lambda value: value[0][:60] if isinstance(value[0], str) else None,
)  # fmt: skip
def test_damage_is_found_and_located(
    store: SqlStore, tmp_path: Path, statements: tuple[str, ...], found: tuple[str, int, str]
) -> None:
    filled(store, listed(), warned("refer"))
    raw(tmp_path, *FORGED, *statements)
    damages = [(d.case, d.number, d.what) for d in store.verify()]
    assert found in damages
    for damage in store.verify():
        assert damage.case in damage.to_text("zh")
        assert damage.case in damage.to_text("en")


def test_a_chain_that_was_worked_out_anew_is_found_if_the_event_is_not_allowed(
    store: SqlStore, tmp_path: Path
) -> None:
    filled(store, listed(), warned("flag"))
    wrong = canonical(Acted("乙", 2, proper_act(zhaojia(), "close", day("4-21"))))
    after = link(link(FIRST, canonical(warned("flag").opening)), wrong)
    values = f"'乙', 2, '{wrong}', '{after}'"
    forged = f"INSERT INTO events (case_id, number, event, link) VALUES ({values})"  # noqa: S608
    raw(tmp_path, forged)
    assert [(d.case, d.number, d.what) for d in store.verify()] == [("乙", 2, "fold")]
    with pytest.raises(DamagedStore, match="the events of the case 乙 do not fold"):
        store.case("乙")


# many at once, and the end of the process


def test_of_two_writers_of_one_event_exactly_one_wins(store: SqlStore, tmp_path: Path) -> None:
    others = SqlStore(RULES, tmp_path / "cases.db")
    steps = [proper_act(zhaojia(), name, day("4-21")) for name in ("review", "withdraw")]
    with ThreadPoolExecutor(2) as pool:
        for number in range(60):
            case, subject = f"乙{number}", f"户{number}"
            filled(store, listed(case=f"甲{number}", subject=subject))
            opening: Opened = replace(warned("flag").opening, case=case, subject=subject)
            assert isinstance(store.append(opening), Case)
            acts = [Acted(case, 2, step) for step in steps]
            results = list(pool.map(SqlStore.append, (store, others), acts))
            assert sorted(isinstance(result, Case) for result in results) == [False, True]
            (refusal,) = [r for r in results if isinstance(r, Refusal)]
            assert slugs(refusal) == ["wrong-number"]
    assert store.verify() == ()
    others.close()


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    path, dice = tmp_path / "cases.db", random.Random(34)
    SqlStore(RULES, path).close()
    acknowledged: dict[str, int] = {}
    for first in range(0, 12_000, 1000):
        writer = subprocess.Popen(
            [sys.executable, "-m", "tests.store.writing", str(path), str(first)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        assert writer.stdout is not None
        told = writer.stdout.readline()
        time.sleep(dice.uniform(0, 0.15))
        writer.send_signal(signal.SIGKILL)
        rest, trouble = writer.communicate()
        assert not trouble, trouble
        for line in (told + rest).splitlines(keepends=True):
            if line.endswith("\n"):
                name, number = line.split()
                acknowledged[name] = int(number)
    store = SqlStore(RULES, path)
    assert store.verify() == ()
    for name, least in acknowledged.items():
        case = store.case(name)
        assert case is not None
        assert len(case.events) >= least
    store.close()
    assert len(acknowledged) >= 12
