"""Files are decided as their households are one at a time, whatever they are stored as."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow.parquet as pq
import pytest

import povertyrules as pr
from povertyrules.api.files import batches, delimited, json_lines, parquet
from tests.cli.running import run
from tests.files.making import AS_OF, RULESET, by_key, check, households, one_by_one, parts, read

ROWS = 400


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    return households(ROWS)


@pytest.fixture(scope="module")
def expected(frame: pl.DataFrame) -> dict[str, Any]:
    found = one_by_one(frame)
    assert 0 < sum(v is None for v in found.values()) < ROWS / 4
    return found


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many batches, of which none is like the other."""
    monkeypatch.setattr(batches, "MOST_ROWS", 64)
    monkeypatch.setattr(json_lines, "_SLICE", 50)
    monkeypatch.setattr(delimited, "_BLOCK", 8192)


def one_file(frame: pl.DataFrame, folder: Path) -> Path:
    frame.write_parquet(folder / "in.parquet", row_group_size=150)
    return folder / "in.parquet"


def one_row_group(frame: pl.DataFrame, folder: Path) -> Path:
    frame.write_parquet(folder / "in.parquet", row_group_size=ROWS)
    return folder / "in.parquet"


def in_folder(frame: pl.DataFrame, folder: Path) -> Path:
    place = folder / "in"
    (place / "more").mkdir(parents=True)
    for number, (start, size) in enumerate(parts(ROWS, 30)):
        below = place / "more" if number % 2 else place
        frame.slice(start, size).write_parquet(below / f"part-{number:03}.parquet")
    (place / "_SUCCESS").touch()
    (place / "notes.txt").touch()
    return place


def partitioned(frame: pl.DataFrame, folder: Path) -> Path:
    place = folder / "in"
    for (value,), part in frame.group_by("registered"):
        said = "__HIVE_DEFAULT_PARTITION__" if value is None else str(value).lower()
        (place / f"registered={said}").mkdir(parents=True)
        part.drop("registered").write_parquet(place / f"registered={said}" / "a.parquet")
    return place


def csv(frame: pl.DataFrame, folder: Path) -> Path:
    words = {True: "是", False: "否"}
    worded = frame.with_columns(
        pl.col(name).replace_strict(words, return_dtype=pl.String)
        if name.endswith("secure")
        else pl.col(name)
        for name, dtype in frame.schema.items()
        if dtype == pl.Boolean
    )
    worded.write_csv(folder / "in.csv", include_bom=True)
    return folder / "in.csv"


def old_csv(frame: pl.DataFrame, folder: Path) -> Path:
    csv(frame, folder)
    text = (folder / "in.csv").read_text(encoding="utf-8-sig")
    text = text.replace("food_secure", "不愁吃").replace("\n", "\r\n")
    (folder / "in.csv").write_bytes(text.encode("gb18030"))
    return folder / "in.csv"


def lines(frame: pl.DataFrame, folder: Path) -> Path:
    rows = [{n: v for n, v in row.items() if v is not None} for row in frame.rows(named=True)]
    text = "\n".join(json.dumps(row) for row in rows)
    (folder / "in.jsonl").write_text(text, encoding="utf-8")
    return folder / "in.jsonl"


FORMS = (one_file, one_row_group, in_folder, partitioned, csv, old_csv, lines)


def test_a_row_group_larger_than_memory(
    frame: pl.DataFrame,
    expected: dict[str, Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parquet, "LARGE_GROUP", 100)
    for form in (one_row_group, partitioned):
        folder = tmp_path / form.__name__
        folder.mkdir()
        source = form(frame.with_columns(pl.lit("x").alias("note")), folder)
        done = pr.decide_files(RULESET, source, folder / "out.parquet", as_of=AS_OF)
        check(done.counts, ROWS)
        assert by_key(read(done.target)) == {k: v for k, v in expected.items() if v is not None}
        assert read(done.rejects).get_column("note").unique().to_list() == ["x"]


@pytest.mark.parametrize("ending", [".parquet", ".csv"])
@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.__name__)
def test_every_form_is_decided_as_one_household_is(
    form: Callable[[pl.DataFrame, Path], Path],
    ending: str,
    frame: pl.DataFrame,
    expected: dict[str, Any],
    tmp_path: Path,
) -> None:
    target = tmp_path / f"out{ending}"
    done = pr.decide_files(RULESET, form(frame, tmp_path), target, as_of=AS_OF)
    check(done.counts, ROWS)
    decided, rejected = read(target), read(done.rejects)
    assert by_key(decided) == {key: value for key, value in expected.items() if value is not None}
    assert decided.height == done.counts.decided
    assert rejected.height == done.counts.rejected
    assert done.counts.reasons["PR640"] > 0
    assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == []
    if "household_id" in rejected.columns:
        keys = {key for key, value in expected.items() if value is None}
        assert set(rejected.get_column("household_id").cast(pl.String)) == keys
        assert set(rejected.columns) >= {*frame.columns, "reasons"} - {"food_secure"}
    assert rejected.get_column("reasons").null_count() == 0


def test_the_result_says_what_decided_it(frame: pl.DataFrame, tmp_path: Path) -> None:
    target = tmp_path / "out.parquet"
    done = pr.decide_files(RULESET, one_file(frame, tmp_path), target, as_of=AS_OF)
    for place, role in ((target, "results"), (done.rejects, "rejects")):
        found = pq.read_metadata(place).metadata
        said = {k.decode(): v.decode() for k, v in found.items() if k.startswith(b"povertyrules")}
        counts = json.loads(said.pop("povertyrules.counts"))
        assert counts == done.counts.to_dict()
        assert said == {
            "povertyrules.ruleset": "zhaojia",
            "povertyrules.version": RULESET.version,
            "povertyrules.digest": RULESET.digest,
            "povertyrules.as_of": AS_OF,
            "povertyrules.library": pr.__version__,
            "povertyrules.role": role,
        }


def test_beside_csv_stands_what_decided_it(frame: pl.DataFrame, tmp_path: Path) -> None:
    done = pr.decide_files(RULESET, one_file(frame, tmp_path), tmp_path / "out.csv", as_of=AS_OF)
    said = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert said["digest"] == RULESET.digest
    assert said["counts"] == done.counts.to_dict()
    assert {"true", "false"} <= set(
        pl.read_csv(str(done.target), infer_schema=False).get_column("monitoring")
    )


def test_batches_of_any_completeness_come_to_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    complete, blank = households(300, blanks=0, seed=2), households(300, blanks=0.4, seed=3)
    nothing = blank.with_columns(pl.lit(None, pl.Int32).alias("wage_income"))
    source = one_file(pl.concat([complete, nothing, blank, complete.head(0)]), tmp_path)
    found = []
    for number, most in enumerate((37, 100, 10_000)):
        monkeypatch.setattr(batches, "MOST_ROWS", most)
        target = tmp_path / f"{number}.parquet"
        done = pr.decide_files(RULESET, source, target, as_of=AS_OF, masks="conditions")
        found.append((read(target), read(done.rejects), done.counts))
    for other in found[1:]:
        assert all(a.equals(b) for a, b in zip(found[0][:2], other[:2], strict=True))
    assert found[0][2] == found[1][2] == found[2][2]


def test_what_else_is_asked_for(frame: pl.DataFrame, tmp_path: Path) -> None:
    dated = frame.with_columns(pl.lit("2020-06-01").alias("day"), pl.lit("x").alias("town"))
    target = tmp_path / "out.parquet"
    pr.decide_files(
        RULESET,
        one_file(dated, tmp_path),
        target,
        as_of_column="day",
        outcomes=["warning"],
        keep=["town"],
        masks="outcomes",
        validate=False,
    )
    assert read(target).columns == [
        "household_id", "town", "warning", "true_mask", "unknown_mask",
    ]  # fmt: skip


def test_reasons_and_the_stamp_come_along(frame: pl.DataFrame, tmp_path: Path) -> None:
    target = tmp_path / "out.csv"
    wanted: dict[str, Any] = {"outcomes": ["monitoring"], "reasons": "labels", "stamp": True}
    pr.decide_files(RULESET, one_file(frame, tmp_path), target, as_of=AS_OF, **wanted)
    expected = RULESET.evaluate_frame(frame, as_of=AS_OF, **wanted).frame
    written = pl.read_csv(target, infer_schema=False)
    assert written.columns == expected.columns
    for name in ("monitoring_because", "needed", "ruleset_digest"):
        assert written[name].to_list() == expected[name].cast(pl.String).to_list()
    assert written["monitoring_because"].drop_nulls().len() > 0
    assert set(written["as_of"]) == {AS_OF}


def test_rows_without_a_key_are_numbered(frame: pl.DataFrame, tmp_path: Path) -> None:
    source = one_file(frame.drop("household_id"), tmp_path)
    done = pr.decide_files(RULESET, source, tmp_path / "out.parquet", as_of=AS_OF)
    assert done.columns.numbered
    numbers = read(done.target).get_column("row").to_list()
    expected = one_by_one(frame)
    accepted = [n for n, value in enumerate(expected.values(), 1) if value is not None]
    assert numbers == accepted


def test_no_rows_are_a_result_too(frame: pl.DataFrame, tmp_path: Path) -> None:
    for form in (one_file, csv):
        source, target = form(frame.head(0), tmp_path), tmp_path / "out.parquet"
        done = pr.decide_files(RULESET, source, target, as_of=AS_OF, overwrite=True)
        assert done.counts.given == read(done.target).height == read(done.rejects).height == 0
        assert "monitoring" in read(done.target).columns


def test_progress_ends_at_the_total(frame: pl.DataFrame, tmp_path: Path) -> None:
    seen: list[tuple[int, int | None]] = []
    pr.decide_files(
        RULESET,
        one_file(frame, tmp_path),
        tmp_path / "out.parquet",
        as_of=AS_OF,
        progress=lambda done, total: seen.append((done, total)),
    )
    assert seen[-1] == (ROWS, ROWS)
    assert len(seen) > 5


def test_words_that_are_neither_yes_nor_no_reject_the_row(tmp_path: Path) -> None:
    source = tmp_path / "in.csv"
    source.write_text(
        "户编号,建档立卡户,工资性收入,家庭人口\n1,是,12000.50,3\n2,大概,5,3\n3,×,abc,3\n"
        "4, ,1,　\n5,maybe,-1,3\n",
        encoding="utf-8",
    )
    done = pr.decide_files(RULESET, source, tmp_path / "out.csv", as_of=AS_OF, language="en")
    assert (done.counts.given, done.counts.decided) == (5, 2)
    rejected = pl.read_csv(str(done.rejects), infer_schema=False)
    reasons = dict(rejected.select("户编号", "reasons").rows())
    assert set(reasons) == {"2", "3", "5"}
    assert "建档立卡户: " in reasons["2"]
    assert "“大概”" in reasons["2"]
    assert "[PR611]" in reasons["3"]
    assert reasons["5"].count("[PR") == 2
    assert list(rejected.columns) == ["户编号", "建档立卡户", "工资性收入", "家庭人口", "reasons"]


def test_lines_that_are_no_records_are_rejected_whole(tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    given = [
        '{"household_id": "1", "wage_income": 12000.10, "registered": true, "other": 1}',
        '{"household_id": "2", "wage_income": 1e3, "registered": "是"}',
        '{"household_id": "3", "wage_income": true}',
        '{"household_id": 4}',
        '{"household_id": "5", "工资性收入": 1, "wage_income": 2}',
        "[1]",
        '{"household_id": "7"',
        '{"household_id": "8", "registered": {}}',
        "",
        '{"household_id": "10", "wage_income": NaN}',
        '{"household_id": "11", "wage_income": 0.001}',
    ]
    source.write_text("\n".join(given), encoding="utf-8")
    done = pr.decide_files(RULESET, source, tmp_path / "out.parquet", as_of=AS_OF, language="en")
    assert read(done.target).get_column("household_id").to_list() == ["1", "2"]
    assert done.columns.unused == {"other": None}
    assert set(done.columns.used) == {"household_id", "wage_income", "registered"}
    assert "lifted_out" in done.columns.absent
    rejected = read(done.rejects)
    assert rejected.get_column("line").to_list() == [3, 4, 5, 6, 7, 8, 10, 11]
    assert rejected.get_column("json").to_list() == [
        given[n - 1] for n in (3, 4, 5, 6, 7, 8, 10, 11)
    ]
    codes = rejected.get_column("reasons").str.extract_all(r"PR\d+").to_list()
    assert codes == [
        ["PR611"], ["PR614"], ["PR754"], ["PR753"], ["PR751"], ["PR610"], ["PR751"], ["PR622"],
    ]  # fmt: skip


def test_a_table_of_duckdb(frame: pl.DataFrame, expected: dict[str, Any], tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    place = tmp_path / "ledgers.duckdb"
    with duckdb.connect(str(place)) as connection:
        connection.register("given", frame.to_arrow())
        connection.execute('CREATE TABLE "the ""households""" AS FROM given')
        connection.unregister("given")
    done = pr.decide_files(
        RULESET, place, tmp_path / "out.parquet", as_of=AS_OF, table='the "households"'
    )
    check(done.counts, ROWS)
    assert by_key(read(done.target)) == {k: v for k, v in expected.items() if v is not None}
    with pytest.raises(pr.InvalidLedger, match="no table nothing; it has: the"):
        pr.decide_files(RULESET, place, tmp_path / "o.parquet", as_of=AS_OF, table="nothing")
    with pytest.raises(pr.InvalidLedger, match=r"no table is named; it has: the .*--table"):
        pr.decide_files(RULESET, place, tmp_path / "o.parquet", as_of=AS_OF)


@pytest.mark.parametrize(
    ("option", "message"),
    [
        ({"keep": "village"}, "`keep` is a list of names"),
        ({"keys": "household_id"}, "write keys="),
        ({"masks": "outcome"}, "`masks` cannot be"),
        ({"language": "fr"}, "`language` cannot be"),
    ],
)
def test_options_that_mean_nothing(
    option: dict[str, Any], message: str, frame: pl.DataFrame, tmp_path: Path
) -> None:
    source = one_file(frame, tmp_path)
    with pytest.raises(pr.InvalidLedger, match=message):
        pr.decide_files(RULESET, source, tmp_path / "o.parquet", as_of=AS_OF, **option)


def test_items_of_no_collection(frame: pl.DataFrame, tmp_path: Path) -> None:
    source = one_file(frame, tmp_path)
    people = {"people": source}
    with pytest.raises(pr.InvalidLedger, match="`people` is no collection of"):
        pr.decide_files(RULESET, source, tmp_path / "o.parquet", as_of=AS_OF, collections=people)


def test_what_is_most_likely_not_meant_is_told(frame: pl.DataFrame, tmp_path: Path) -> None:
    """A heading with a slip, and amounts that were read as binary fractions."""
    given = pl.DataFrame(
        {"户编号": ["1", "2", "3"], "转移性收人": [1, 2, 3], "工资性收入": [4800.1, 4800.5, None]}
    )
    source = one_file(given, tmp_path)
    done = pr.decide_files(RULESET, source, tmp_path / "out.parquet", as_of=AS_OF)
    assert [fault.code.number for fault in done.hints()] == ["PR875", "PR876"]
    assert done.counts.inexact == {"工资性收入": 1}
    assert "did you mean 转移性收入?" in done.hints()[0].to_text()
    shown = repr(done)
    assert "in.parquet" in shown
    assert "rows: 3 = 2 decided + 1 rejected; the column 转移性收人 is not used" in shown
    assert len(shown) < 600
    command: list[str | Path] = [
        "evaluate",
        source,
        "-r",
        "zhaojia",
        "--as-of",
        AS_OF,
        "-o",
        tmp_path / "o.csv",
    ]
    told = run(*command).out
    first, second = (line for line in told.splitlines() if line.startswith("注意："))
    assert "“转移性收人”列没有采用" in first
    assert "是否应为“转移性收入”？" in first
    assert "“工资性收入”列是二进制浮点数，有 1 行不是准确的金额" in second
    assert "按文字或十进制小数（decimal）读入" in second
    assert told.index("注意：") < told.index("采用的列")


def test_nothing_is_overwritten_unless_asked_for(frame: pl.DataFrame, tmp_path: Path) -> None:
    source, target = one_file(frame, tmp_path), tmp_path / "out.csv"
    for name in ("out.csv", "out.rejects.csv", "out.json"):
        (tmp_path / name).write_text("mine", encoding="utf-8")
        with pytest.raises(pr.InvalidLedger, match=rf"{name} is there already.*overwrite=True"):
            pr.decide_files(RULESET, source, target, as_of=AS_OF)
        assert (tmp_path / name).read_text("utf-8") == "mine"
        (tmp_path / name).unlink()
    pr.decide_files(RULESET, source, target, as_of=AS_OF)
    done = pr.decide_files(RULESET, source, target, as_of=AS_OF, overwrite=True)
    check(done.counts, ROWS)


def test_results_into_tables_of_the_same_database(
    frame: pl.DataFrame, expected: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    duckdb = pytest.importorskip("duckdb")
    place = tmp_path / "ledgers.duckdb"
    with duckdb.connect(str(place)) as connection:
        connection.register("given", frame.to_arrow())
        connection.execute("CREATE TABLE households AS FROM given")
        connection.unregister("given")

    def decide(*, again: bool) -> pr.FileDecisions:
        return pr.decide_files(
            RULESET, place, place, as_of=AS_OF, table="households", into="results", overwrite=again
        )

    done = decide(again=False)
    with pytest.raises(pr.InvalidLedger, match=r"results is there already \[PR681\]"):
        decide(again=False)
    check(done.counts, ROWS)
    with duckdb.connect(str(place), read_only=True) as connection:
        decided = connection.sql("FROM results").pl()
        rejected = connection.sql("FROM results_rejects").pl()
        [said] = connection.execute(
            "SELECT comment FROM duckdb_tables() WHERE table_name = 'results'"
        ).fetchone()
    assert by_key(decided) == {k: v for k, v in expected.items() if v is not None}
    assert rejected.height == done.counts.rejected
    assert json.loads(said)["counts"] == done.counts.to_dict()

    arguments: list[str | Path] = [
        "evaluate",
        place,
        "-r",
        "zhaojia",
        "--as-of",
        AS_OF,
        "-o",
        place,
    ]
    arguments += ["--table", "households", "--into"]
    assert run(*arguments, "results").code == 2
    told = run(*arguments, "others")
    assert (told.code, "表 others" in told.out) == (4, True)

    monkeypatch.setattr(pr.Ruleset, "evaluate_frame", _failing_after(3))
    with pytest.raises(MemoryError):
        decide(again=True)
    with duckdb.connect(str(place), read_only=True) as connection:
        assert connection.sql("FROM results").pl().equals(decided)
    with pytest.raises(MemoryError):
        pr.decide_files(RULESET, place, tmp_path / "new.duckdb", as_of=AS_OF,
                        table="households", into="results")  # fmt: skip
    assert not (tmp_path / "new.duckdb").exists()


def _failing_after(batches: int) -> Callable[..., Any]:
    evaluate, left = pr.Ruleset.evaluate_frame, [batches]

    def fail(*arguments: Any, **more: Any) -> Any:
        left[0] -= 1
        if left[0] < 0:
            raise MemoryError
        return evaluate(*arguments, **more)

    return fail
