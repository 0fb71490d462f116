"""Tables of PostgreSQL: read and written as files are, exactly, whole or not at all."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import povertyrules as pr
from povertyrules.api.files import batches
from povertyrules.api.files.postgres import place_of
from tests.cli.running import run
from tests.files.making import AS_OF, RULESET, by_key, check, households, one_by_one
from tests.postgres import PASSWORD, Server

dbapi = pytest.importorskip("adbc_driver_postgresql.dbapi")

ROWS = 400


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    return households(ROWS)


@pytest.fixture(scope="module")
def expected(frame: pl.DataFrame) -> dict[str, Any]:
    return {key: value for key, value in one_by_one(frame).items() if value is not None}


@pytest.fixture
def uri(postgres: Server, frame: pl.DataFrame) -> Iterator[str]:
    """A database with the table `households`."""
    execute(postgres.uri(), "CREATE DATABASE town", autocommit=True)
    uri = postgres.uri("town")
    with dbapi.connect(uri) as connection, connection.cursor() as cursor:
        cursor.adbc_ingest("households", frame.to_arrow(), mode="create")
        connection.commit()
    yield uri
    execute(postgres.uri(), "DROP DATABASE town", autocommit=True)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_ROWS", 64)


def execute(uri: str, command: str, *, autocommit: bool = False) -> None:
    with dbapi.connect(uri, autocommit=autocommit) as connection, connection.cursor() as cursor:
        cursor.execute(command)
        if not autocommit:
            connection.commit()


def rows(uri: str, query: str) -> list[tuple[Any, ...]]:
    with dbapi.connect(uri) as connection, connection.cursor() as cursor:
        cursor.execute(query)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def table(uri: str, name: str) -> pl.DataFrame:
    with dbapi.connect(uri) as connection, connection.cursor() as cursor:
        cursor.execute(f'TABLE "{name}"')
        return pl.DataFrame(cursor.fetch_arrow_table())


def test_a_table_is_decided_as_its_households_are(
    uri: str, expected: dict[str, Any], tmp_path: Path
) -> None:
    done = pr.decide_files(RULESET, uri, tmp_path / "out.parquet", as_of=AS_OF, table="households")
    check(done.counts, ROWS)
    assert by_key(pl.read_parquet(tmp_path / "out.parquet")) == expected
    execute(uri, "CREATE SCHEMA register CREATE VIEW of_town AS SELECT * FROM public.households")
    again = pr.decide_files(
        RULESET, uri, tmp_path / "again.parquet", as_of=AS_OF, table="register.of_town"
    )
    assert again.counts == done.counts


def test_results_into_tables(uri: str, expected: dict[str, Any]) -> None:
    for _ in range(2):  # an older result is replaced
        done = pr.decide_files(
            RULESET, uri, uri, as_of=AS_OF, table="households", into="results", overwrite=True
        )
    assert by_key(table(uri, "results")) == expected
    assert table(uri, "results_rejects").height == done.counts.rejected
    [[said]] = rows(uri, "SELECT obj_description('results'::regclass)")
    assert json.loads(said) == {
        "ruleset": RULESET.id,
        "version": RULESET.version,
        "digest": RULESET.digest,
        "as_of": AS_OF,
        "library": pr.__version__,
        "counts": done.counts.to_dict(),
        "role": "results",
    }


def test_amounts_do_not_pass_through_binary_fractions(uri: str, tmp_path: Path) -> None:
    """The line is 5,000.00 a head; a fen below, as numeric of any declaration."""
    columns = (
        "household_id text, household_size int, registered bool, lifted_out bool, list_2019 mood, "
        "wage_income numeric, business_income numeric(12, 2), property_income bigint, "
        "transfer_income numeric, business_cost numeric(8, 0), poverty_risk bool"
    )
    execute(uri, "CREATE TYPE mood AS ENUM ('none', 'marginal')")
    execute(uri, f"CREATE TABLE exact ({columns})")
    for key, wage in (("below", "4999.99"), ("at", "5000.000"), ("no number", "NaN")):
        values = f"'{key}', 1, false, false, 'none', {wage!r}, 0.00, 0, 0, 0, true"
        execute(uri, f"INSERT INTO exact VALUES ({values})")  # noqa: S608  our own values
    done = pr.decide_files(
        RULESET, uri, tmp_path / "out.parquet", as_of=AS_OF, table="exact", outcomes=["marginal"]
    )
    found = pl.read_parquet(tmp_path / "out.parquet")
    assert dict(found.select("household_id", "marginal").rows()) == {"below": True, "at": False}
    assert "NaN" in pl.read_parquet(str(done.rejects)).get_column("reasons")[0]


def test_from_the_command_line(uri: str, tmp_path: Path) -> None:
    arguments = ["evaluate", uri, "-r", "zhaojia", "--as-of", AS_OF, "-o", uri]
    arguments += ["--table", "households", "--into"]
    told = run(*arguments, "results")
    assert (told.code, "表 results" in told.out) == (4, True)
    assert PASSWORD not in told.out + told.err
    assert "postgresql://" in told.out
    told = run(*arguments, "results")
    assert (told.code, "results" in told.err) == (2, True)
    told = run(*arguments[:-1])
    assert (told.code, PASSWORD in told.err) == (2, False)


def test_an_interrupted_run_leaves_the_older_result(
    uri: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def decide(into: str) -> None:
        pr.decide_files(
            RULESET, uri, uri, as_of=AS_OF, table="households", into=into, overwrite=True
        )

    decide("results")
    before = table(uri, "results")
    monkeypatch.setattr(pr.Ruleset, "evaluate_frame", _failing)
    for into in ("results", "others"):
        with pytest.raises(MemoryError):
            decide(into)
    assert table(uri, "results").equals(before)
    assert [name for [name] in rows(uri, _TABLES)] == ["households", "results", "results_rejects"]


_TABLES = "SELECT tablename::text FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"


def _failing(*_: Any, **__: Any) -> Any:
    raise MemoryError


_SLOWLY = """
import sys, time, povertyrules as pr
from povertyrules.api.files import batches
batches.MOST_ROWS = 8
def seen(done, total):
    print(done, flush=True)
    time.sleep(0.2)
pr.decide_files(pr.load("zhaojia"), sys.argv[1], sys.argv[1], as_of=sys.argv[2],
                table="households", into="results", progress=seen)
"""


def test_a_killed_run_leaves_nothing(uri: str) -> None:
    command = [sys.executable, "-c", _SLOWLY, uri, AS_OF]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.kill()
    for _ in range(50):  # the server notices soon
        if [name for [name] in rows(uri, _TABLES)] == ["households"]:
            return
        time.sleep(0.1)
    raise AssertionError(rows(uri, _TABLES))


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (lambda uri: uri.replace("%40", "%41"), "password authentication failed"),
        (lambda uri: uri.replace("%25", "%zz"), r"percent-encoded token: \"\*\*\*\""),
        (lambda uri: uri.replace("%40", "@"), "write @ : /"),
        (lambda uri: uri.replace("%2Ford", "/ord"), "write @ : /"),
        (lambda uri: uri.replace("/town", "/city"), 'database "city" does not exist'),
    ],
)
def test_passwords_are_never_told(uri: str, broken: Any, message: str, tmp_path: Path) -> None:
    with pytest.raises(pr.InvalidLedger, match=message) as caught:
        pr.decide_files(
            RULESET, broken(uri), tmp_path / "out.parquet", as_of=AS_OF, table="households"
        )
    parts = ("p@ss", "%40ss", "ss:w", "w/ord", "%2Ford", "ord%")
    assert not any(part in str(caught.value) for part in parts)
    assert caught.value.__cause__ is None


def test_what_is_shown_of_a_database() -> None:
    shown = {
        "postgresql://ruler:secret@db.example:5433/town": "postgresql://db.example:5433/town",
        "postgres:///town?host=/run/pg&password=secret": "postgresql:///run/pg/town",
    }
    for uri, place in shown.items():
        assert str(place_of(uri)) == place
        assert "secret" not in repr(place_of(uri))


def test_what_cannot_be_meant(uri: str, tmp_path: Path) -> None:
    with pytest.raises(pr.InvalidLedger, match="no table nothing; it has: households"):
        pr.decide_files(RULESET, uri, tmp_path / "o.parquet", as_of=AS_OF, table="nothing")
    with pytest.raises(pr.InvalidLedger, match="more than 63 bytes"):
        pr.decide_files(RULESET, uri, uri, as_of=AS_OF, table="households", into="结" * 20)
    with pytest.raises(pr.InvalidLedger, match="PR670"):
        pr.decide_files(RULESET, uri, uri, as_of=AS_OF, table="households")


def test_an_empty_table(uri: str, tmp_path: Path) -> None:
    execute(uri, "CREATE TABLE nobody AS SELECT * FROM households WHERE false")
    done = pr.decide_files(RULESET, uri, uri, as_of=AS_OF, table="nobody", into="results")
    assert done.counts.given == 0
    assert table(uri, "results").height == 0


def test_a_table_that_is_there_is_not_written_over(uri: str) -> None:
    def decide(into: str) -> None:
        pr.decide_files(RULESET, uri, uri, as_of=AS_OF, table="households", into=into)

    decide("kept")
    before = table(uri, "kept")
    with pytest.raises(pr.InvalidLedger, match=r":kept is there already \[PR681\]"):
        decide("kept")
    assert table(uri, "kept").equals(before)


def test_a_household_of_a_table_is_explained(uri: str, expected: dict[str, Any]) -> None:
    key = next(iter(expected))
    asked = ["--table", "households", "-r", "zhaojia", "--as-of", AS_OF, "--household"]
    done = run("explain", uri, *asked, key)
    assert done.code == 0, done.err
    assert f"农户 {key}" in done.out
    absent = run("explain", uri, *asked, "nobody")
    assert (absent.code, "没有编号为 nobody" in absent.err) == (1, True)
    assert PASSWORD not in absent.err
    decision = pr.decide_record(RULESET, uri, key, as_of=AS_OF, table="households")
    assert decision.facts["household_id"] == key
    with pytest.raises(KeyError, match="0 rows"):
        pr.decide_record(RULESET, uri, "nobody", as_of=AS_OF, table="households")
