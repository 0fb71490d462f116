"""Files that are unlike others: headings, types and tables that few expect."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import povertyrules as pr
from tests.files.making import AS_OF, RULESET

TWO = {"household_id": ["1", "2"], "household_size": [4, 70]}


def decide(source: Path, target: Path, **more: Any) -> pr.FileDecisions:
    return pr.decide_files(RULESET, source, target, as_of=AS_OF, **more)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_heading_may_have_several_lines(end: str, tmp_path: Path) -> None:
    """As spreadsheets write it; the rest of it is no row."""
    place = tmp_path / "in.csv"
    heading = f'household_id,household_size,"备注{end}（可,空）"'
    place.write_bytes(f"{heading}{end}1,4,{end}2,70,x{end}".encode())
    counts = decide(place, tmp_path / "out.parquet").counts
    assert (counts.given, counts.decided, counts.rejected) == (2, 1, 1)


def test_a_heading_alone_is_a_file_of_no_rows(tmp_path: Path) -> None:
    place = tmp_path / "in.csv"
    place.write_text("household_id,household_size")  # and no end of line
    done = decide(place, tmp_path / "out.parquet")
    assert done.counts.given == 0
    assert pl.read_parquet(str(done.target)).height == 0


def test_half_a_character_rejects_its_line(tmp_path: Path) -> None:
    """JSON can spell what no file can hold."""
    place = tmp_path / "in.jsonl"
    lines = [
        r'{"household_id": "\ud800"}',
        r'{"household_id": "2", "household_size": "\ud800"}',
        r'{"household_id": "3", "village": "\ud800"}',
        r'{"household_id": "4", "\ud800": 1}',
    ]
    place.write_text("\n".join(lines))
    done = decide(place, tmp_path / "out.parquet", keep=["village"])
    assert pl.read_parquet(str(done.target))["household_id"].to_list() == ["4"]
    rejected = pl.read_parquet(str(done.rejects))
    assert rejected["json"].to_list() == lines[:3]
    assert all("[PR630]" in told for told in rejected["reasons"])


def test_csv_holds_rejected_rows_with_columns_of_any_type(tmp_path: Path) -> None:
    columns = {
        "bytes": pl.Series([b"", b"\xff"]),
        "span": pl.Series([None, timedelta(days=1)]),
        "lists": pl.Series([None, [[1], []]]),
        "records": pl.Series([None, [{"a": b"\x01"}]]),
        "days": pl.Series([None, [timedelta(days=1)]]),
        "one": pl.Series([None, {"甲": 1}]),
    }
    pl.DataFrame(TWO).with_columns(**columns).write_parquet(tmp_path / "in.parquet")
    done = decide(tmp_path / "in.parquet", tmp_path / "out.csv", keep=["bytes", "lists"])
    [row] = pl.read_csv(str(done.rejects), infer_schema=False).rows(named=True)
    told = [row[name] for name in columns]
    assert told == ["ff", "P1D", "[[1],[]]", '[{"a":"01"}]', '["1 day, 0:00:00"]', '{"甲":1}']


def test_types_of_duckdb_that_nothing_else_has_come_as_text(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    place = tmp_path / "in.duckdb"
    with duckdb.connect(str(place)) as connection:
        connection.execute(
            "CREATE TABLE homes AS SELECT '1' AS household_id, 70 AS household_size,"
            " INTERVAL 1 DAY AS span, '10:00:00+08'::TIMETZ AS hour, [INTERVAL 1 DAY] AS spans,"
            " union_value(x := 7) AS either"
        )
    done = decide(place, tmp_path / "out.parquet", table="homes")
    [row] = pl.read_parquet(str(done.rejects)).rows(named=True)
    assert [row[n] for n in ("span", "hour", "either")] == ["1 day", "10:00:00+08", "7"]
    assert row["spans"] == "[1 day]"


def test_results_never_replace_the_table_they_are_made_of(tmp_path: Path) -> None:
    """DuckDB takes `Homes` and `homes` for one table."""
    duckdb = pytest.importorskip("duckdb")
    place = tmp_path / "in.duckdb"
    with duckdb.connect(str(place)) as connection:
        connection.register("given", pl.DataFrame(TWO).to_arrow())
        for name in ("homes", "aid_rejects"):
            connection.execute(f"CREATE TABLE {name} AS FROM given")
    for table, into in (("homes", "homes"), ("homes", "HOMES"), ("aid_rejects", "aid")):
        with pytest.raises(pr.InvalidLedger, match=r"\[PR669\]"):
            decide(place, place, table=table, into=into, overwrite=True)
    decide(place, place, table="homes", into="results")
    with pytest.raises(pr.InvalidLedger, match=r"\[PR681\]"):
        decide(place, place, table="homes", into="Results")
    with duckdb.connect(str(place), read_only=True) as connection:
        assert connection.execute("SELECT count(*) FROM homes").fetchone() == (2,)


@pytest.mark.parametrize(
    ("names", "into"), [(["rejects"], False), (["items", "items_rejects"], True)]
)
def test_no_result_is_written_over_another(names: list[str], into: bool, tmp_path: Path) -> None:
    """Where a collection is called as the rejected rows of something are."""
    rules = tmp_path / "rules.yaml"
    entities = "".join(f", {n}: {{label: {n}, of: home, max: 9}}" for n in names)
    facts = "".join(
        f"  {n}: {{age_{n}: {{label: f{n}, type: integer, min: 0, max: 9}}}}\n" for n in names
    )
    outcomes = "".join(
        f"  of_{n}: {{label: o{n}, of: {n}, when: age_{n} > 5, cite: notice#1}}\n" for n in names
    )
    rules.write_text(
        "povertyrules: 1\n"
        "ruleset: {id: meeting, version: '1', title: t, in_force: {from: 2020-01-01}}\n"
        "sources: {notice: {clauses: {'1': c}}}\n"
        f"entities: {{home: {{label: 户, key: home_id}}{entities}}}\n"
        "facts:\n"
        "  home: {home_id: {type: text, label: 户编号}, ill: {label: 大病, type: boolean}}\n"
        f"{facts}outcomes:\n  aid: {{label: 救助, when: ill, cite: notice#1}}\n{outcomes}"
    )
    pl.DataFrame({"home_id": ["a"], "ill": [True]}).write_parquet(tmp_path / "in.parquet")
    for name in names:
        items = pl.DataFrame({"home_id": ["a"], f"age_{name}": [7]})
        items.write_parquet(tmp_path / f"{name}.parquet")
    target = tmp_path / ("out.duckdb" if into else "out.parquet")
    if into:
        pytest.importorskip("duckdb")
    with pytest.raises(pr.InvalidLedger, match=r"out\.rejects\.parquet.*\[PR683\]|t_items_rejects"):
        pr.decide_files(
            pr.load(rules),
            tmp_path / "in.parquet",
            target,
            as_of=AS_OF,
            into="t" if into else None,
            collections={name: tmp_path / f"{name}.parquet" for name in names},
        )


def test_a_folder_and_a_column_may_not_say_the_same(tmp_path: Path) -> None:
    folder = tmp_path / "in" / "household_size=9"
    folder.mkdir(parents=True)
    frame = pl.DataFrame({"household_id": ["a"], "household_size": [7]})
    frame.write_parquet(folder / "part.parquet")
    with pytest.raises(pr.InvalidLedger, match=r"its folder says household_size=9.*\[PR684\]"):
        pr.decide_files(
            pr.load("zhaojia"), tmp_path / "in", tmp_path / "out.csv", as_of="2020-06-01"
        )


def test_items_within_json_lines_are_refused_by_their_label_too(tmp_path: Path) -> None:
    ruleset = pr.load(Path(__file__).parents[1] / "conformance" / "rulesets" / "collections.yaml")
    label = ruleset.checked.entities["members"].label
    (tmp_path / "in.jsonl").write_text(f'{{"limit": 3, "{label}": []}}\n', encoding="utf-8")
    with pytest.raises(pr.InvalidLedger, match=f"`{label}` within its lines"):
        pr.decide_files(ruleset, tmp_path / "in.jsonl", tmp_path / "out.csv", as_of="2020-06-01")
