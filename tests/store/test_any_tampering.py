"""Whatever stands in a row of SQLite, which keeps anything anywhere: `verify` says where, and
never breaks."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyrules.cases import Case, canonical
from povertyrules.cases.areas import area_of
from povertyrules.cases.sql.chain import FIRST, link
from povertyrules.cases.sql.store import SqlStore
from povertyrules.cases.sql.tables import METADATA
from povertyrules.kernel.errors import DamagedStore, PovertyRulesError
from tests.cases.scenes import actor, listed, log, warned, zhaojia
from tests.store.places import raw, without_triggers
from tests.store.test_tampering import AT, VILLAGE

RULES = zhaojia().procedure.rules
DEEP = "[" * 100_000
NESTED = "[" * 900 + "]" * 900
COLUMNS = [(t.name, c.name) for t in METADATA.sorted_tables for c in t.columns]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with something in every table, and nothing that guards it."""
    path = tmp_path_factory.mktemp("whole") / "cases.db"
    with SqlStore(RULES, path) as store:
        for event in log(listed(), warned("refer")):
            assert isinstance(store.append(event), Case)
        store.place("510001", area_of("区/镇/另一村"), actor("town"), AT)
        store.place("510001", VILLAGE, actor("town"), AT)
        for department in ("教委", "住建委"):
            store.refer("乙", department, actor("town"), AT)
        for name in ("丙", "丁"):
            store.desk(actor("town"), VILLAGE, AT).case(name)
        assert store.verify() == ()
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        for (name,) in triggers.fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("PRAGMA journal_mode=DELETE")
        connection.commit()
    return path


@pytest.fixture(scope="module")
def tampered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("tampered") / "cases.db"


SCALARS = st.one_of(
    st.none(), st.integers(-(2**63), 2**63 - 1), st.integers(-3, 9), st.floats(allow_nan=False),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=9), st.binary(max_size=9),
    st.sampled_from([
        "abc", b"abc", "", DEEP, NESTED, f'{{"a":{NESTED}}}', "甲", "乙", "510001", "2020-13-45",
        "2020-04-21", "区/镇/村/", "place", '{"kind":"opened"}', "null", "1e999",
    ]),
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(data=st.data())
def test_any_value_in_any_column(whole: Path, tampered: Path, data: st.DataObject) -> None:
    table, column = data.draw(st.sampled_from(COLUMNS))
    shutil.copy(whole, tampered)
    with SqlStore(RULES, tampered) as store:
        changed = changes(tampered, table, column, data)
        found = store.verify()
        for damage in found:
            for language in ("en", "zh"):
                assert damage.case in damage.to_text(language)
                assert damage.to_text(language).encode()
        assert found or not changed or column == "entry"  # see docs/store.md
    check_that_nothing_breaks(tampered)


def changes(path: Path, table: str, column: str, data: st.DataObject) -> bool:
    """Put a value into a row. Returns whether that changed anything."""
    look = f"SELECT rowid, typeof({column}), CAST({column} AS BLOB) FROM {table} ORDER BY rowid"  # noqa: S608
    with closing(sqlite3.connect(path)) as connection:
        before = connection.execute(look).fetchall()
        row = data.draw(st.sampled_from([each[0] for each in before]))
        value, as_text = data.draw(SCALARS), data.draw(st.booleans())
        new = "CAST(? AS TEXT)" if as_text and isinstance(value, bytes) else "?"  # broken UTF-8
        try:
            statement = f"UPDATE {table} SET {column} = {new} WHERE rowid = ?"  # noqa: S608
            connection.execute(statement, (value, row))
        except sqlite3.IntegrityError:
            return False
        connection.commit()
        return before != connection.execute(look).fetchall()


def check_that_nothing_breaks(path: Path) -> None:
    """Reading a damaged store raises what says so, and nothing else."""
    try:
        with SqlStore(RULES, path) as store:
            for read in (
                lambda: store.case("乙"), lambda: store.cases_of("510001"),
                lambda: list(store.cases()), lambda: list(store.overdue(AT)),
                lambda: list(store.export_log()), lambda: list(store.denials()),
                lambda: store.place_of("510001"), store.verify,
            ):  # fmt: skip
                try:
                    read()
                except PovertyRulesError:
                    continue
    except PovertyRulesError:
        pass


@settings(max_examples=100, deadline=None)
@given(data=st.data())
def test_any_text_with_the_right_links(whole: Path, tampered: Path, data: st.DataObject) -> None:
    """Whoever works the chain out anew can write what they like: it is no reason to break."""
    shutil.copy(whole, tampered)
    table, text = data.draw(st.sampled_from([("events", "event"), ("notes", "note")]))
    key = "case_id" if table == "events" else "kind || about"
    with closing(sqlite3.connect(tampered)) as connection:
        rows = connection.execute(f"SELECT entry, {key}, {text} FROM {table} ORDER BY number")  # noqa: S608
        chosen = data.draw(st.sampled_from(kept := rows.fetchall()))
        value = data.draw(st.one_of(JSON_OF_NOTES, SCALARS))
        last = FIRST
        for entry, about, old in kept:
            if about == chosen[1]:
                new = value if entry == chosen[0] else old
                last = link(last, new) if isinstance(new, str) else last
                relink = f"UPDATE {table} SET {text} = ?, link = ? WHERE entry = ?"  # noqa: S608
                try:
                    connection.execute(relink, (new, last, entry))
                except sqlite3.IntegrityError:
                    return
        connection.commit()
    check_that_nothing_breaks(tampered)
    with SqlStore(RULES, tampered) as store:
        assert isinstance(store.verify(), tuple)


JSON_OF_NOTES = st.builds(
    '{{"about":"{}","area":{},"at":"","by":{},"kind":"{}","number":{}}}'.format,
    st.sampled_from(["510001", "乙"]),
    st.sampled_from(['"区/镇"', '"区:部"', '""', "1", "null", NESTED, '"\\ud800"']),
    st.sampled_from(['{"body":"","name":"a","role":"b"}', "null", NESTED]),
    st.sampled_from(["place", "referral", "denial", "x"]),
    st.sampled_from([1, 2, '"1"', NESTED]),
)


@pytest.mark.parametrize(
    ("statement", "log_of", "case"),
    [
        ("UPDATE events SET number = 'abc' WHERE case_id = '乙' AND number = 2", "events", "乙"),
        ("UPDATE events SET event = CAST(X'FF' AS TEXT) WHERE number = 2", "events", "乙"),
        (f"UPDATE notes SET note = '{DEEP}' WHERE kind = 'place'", "place", "510001"),  # noqa: S608
        (f"UPDATE events SET event = '{DEEP}' WHERE entry = 1", "events", "甲"),  # noqa: S608
        ("UPDATE cases SET case_id = X'01' WHERE case_id = '乙'", "events", "乙"),
        ("UPDATE subjects SET subject = X'01'", "place", "510001"),
        (
            "UPDATE waiting SET step = X'01' WHERE rowid IN (SELECT min(rowid) FROM waiting)",
            "events",
            "甲",
        ),
        ("INSERT INTO store VALUES (1)", "store", "store"),
    ],
)
def test_what_once_broke_it(
    whole: Path, tampered: Path, statement: str, log_of: str, case: str
) -> None:
    shutil.copy(whole, tampered)
    raw(str(tampered), statement)
    with SqlStore(RULES, tampered) as store:
        assert (log_of, case) in {(damage.log, damage.case) for damage in store.verify()}


@pytest.mark.parametrize("versions", [[], [0], [-1], [1]])
def test_a_store_that_does_not_say_its_version(
    whole: Path, tampered: Path, versions: list[int]
) -> None:
    shutil.copy(whole, tampered)
    said = [f"INSERT INTO store VALUES ({number})" for number in versions]  # noqa: S608
    raw(str(tampered), "DELETE FROM store", *said)
    with pytest.raises(DamagedStore, match="version"):
        SqlStore(RULES, tampered)


def test_an_event_that_other_cases_did_not_allow(store: SqlStore, place: str) -> None:
    """Each case folds, and each link is right: only the household tells."""
    for event in log(listed(), warned("flag")):
        assert isinstance(store.append(event), Case)
    second = canonical(warned("flag").opening).replace('"case":"乙"', '"case":"丙"')
    after = link(FIRST, second)
    raw(
        place,
        *without_triggers(place),
        "INSERT INTO events (case_id, number, event, link) "  # noqa: S608
        f"VALUES ('丙', 1, '{second}', '{after}')",
        "DELETE FROM waiting WHERE case_id = '丙'",
    )
    assert ("丙", 1, "beside") in [(d.case, d.number, d.what) for d in store.verify()]


def test_a_case_that_others_asked_for_is_gone(store: SqlStore, place: str) -> None:
    for event in log(listed(), warned("flag")):
        assert isinstance(store.append(event), Case)
    gone = [f"DELETE FROM {table} WHERE case_id = '甲'" for table in ("events", "cases", "waiting")]  # noqa: S608
    raw(place, *without_triggers(place), *gone)
    assert [(d.case, d.number, d.what) for d in store.verify()] == [("乙", 1, "beside")]
