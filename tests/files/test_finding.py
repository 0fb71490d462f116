"""One household of files is explained as it is by itself."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import povertyrules as pr
from povertyrules.api.files import batches
from tests.cli.running import run
from tests.files import test_items
from tests.files.making import AS_OF, RULESET, households, one_by_one
from tests.files.test_deciding import in_folder, one_file, partitioned

GIVEN = ("-r", "zhaojia", "--as-of", AS_OF)


@pytest.fixture(scope="module")
def frame() -> pl.DataFrame:
    return households(400)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_ROWS", 64)


def row_of(frame: pl.DataFrame, key: str) -> dict[str, Any]:
    [row] = frame.filter(pl.col("household_id").cast(pl.String) == key).rows(named=True)
    return {name: value for name, value in row.items() if value is not None}


@pytest.mark.parametrize("form", [one_file, in_folder, partitioned], ids=lambda f: f.__name__)
def test_the_explanation_is_that_of_the_household_by_itself(
    form: Callable[[pl.DataFrame, Path], Path], frame: pl.DataFrame, tmp_path: Path
) -> None:
    source = form(frame, tmp_path)
    for key, expected in list(one_by_one(frame).items())[::13]:
        if expected is None:
            with pytest.raises(pr.InvalidRecord):
                pr.decide_record(RULESET, source, key, as_of=AS_OF)
            continue
        alone = RULESET.evaluate(row_of(frame, key), as_of=AS_OF)
        decision = pr.decide_record(RULESET, source, key, as_of=AS_OF)
        assert decision.explain().to_dict() == alone.explain().to_dict()
        assert decision.receipt() == alone.receipt()


def test_from_the_command_line(frame: pl.DataFrame, tmp_path: Path) -> None:
    source = in_folder(frame, tmp_path)
    sound = [key for key, found in one_by_one(frame).items() if found is not None]
    alone = RULESET.evaluate(row_of(frame, sound[7]), as_of=AS_OF)
    done = run("explain", source, "--household", sound[7], *GIVEN)
    assert (done.code, done.err) == (0, "")
    assert done.out.strip() == alone.explain().to_text("zh").strip()
    done = run("explain", source, "--household", sound[7], *GIVEN, "--format", "receipt")
    assert json.loads(done.out) == alone.receipt()


def test_a_rejected_one_has_every_reason_with_its_place(tmp_path: Path) -> None:
    frame = pl.DataFrame(
        {
            "户编号": ["7", "8"],
            "家庭人口": [3, 70],
            "工资性收入": ["9000", "1.2万"],
            "住房安全": ["是", "大概"],
        }
    )
    source = one_file(frame, tmp_path)
    done = run("explain", source, "--household", "8", *GIVEN)
    assert done.code == 4
    assert done.out.splitlines()[0] == "农户 8：退回，未作评定"
    for told in (
        "“大概”既不是“是”也不是“否” [PR736]",
        "位置：第 2 行 住房安全 列",
        "70 大于“家庭人口”的上限 60 [PR621]",
        "位置：第 2 行 家庭人口 列",
        "所填内容：1.2万",
        "处理建议：",
    ):
        assert told in done.out
    fine = run("explain", source, "--household", "7", *GIVEN)
    assert (fine.code, "住房安全：是" in fine.out) == (0, True)
    assert run("evaluate", source, *GIVEN, "-o", tmp_path / "o.csv").code == 4


def test_one_that_is_not_there_or_there_twice(frame: pl.DataFrame, tmp_path: Path) -> None:
    key = str(frame["household_id"][5])
    source = one_file(pl.concat([frame, frame.slice(5, 1)]), tmp_path)
    twice = run("explain", source, "--household", key, *GIVEN)
    assert (twice.code, f"有 2 行的编号都是 {key}（第 6、401 行）" in twice.err) == (1, True)
    nowhere = run("explain", source, "--household", "x", *GIVEN)
    assert (nowhere.code, "没有编号为 x 的农户" in nowhere.err) == (1, True)
    for name, message in ((key, "2 rows"), ("x", "0 rows")):
        with pytest.raises(KeyError, match=message):
            pr.decide_record(RULESET, source, name, as_of=AS_OF)
    wrong = run("explain", source, "--household", key, *GIVEN, "--sheet", "台账")
    assert (wrong.code, "只用于整本读取的台账" in wrong.err) == (2, True)
    text = tmp_path / "l.csv"
    text.write_text("户编号\n1\n", encoding="utf-8")
    assert run("explain", text, "--household", "1", *GIVEN, "--table", "t").code == 2
    with pytest.raises(pr.InvalidLedger, match="PR660"):
        pr.decide_record(RULESET, text, "1", as_of=AS_OF)


def test_rows_without_a_key_by_their_number(frame: pl.DataFrame, tmp_path: Path) -> None:
    source = one_file(frame.drop("household_id"), tmp_path)
    sound = [n for n, found in enumerate(one_by_one(frame).values()) if found is not None]
    number = next(n for n in sound if n > 100)
    row = row_of(frame, str(frame["household_id"][number]))
    del row["household_id"]
    found = pr.decide_record(RULESET, source, str(number + 1), as_of=AS_OF)
    alone = RULESET.evaluate(row, as_of=AS_OF)
    assert found.explain().to_dict() == alone.explain().to_dict()


def test_with_its_items(tmp_path: Path) -> None:
    frames = test_items.made(1)
    done = test_items.decided(tmp_path, frames)
    paths = {name: tmp_path / f"{name}.in.parquet" for name in ("members", "pets")}
    whole = test_items.RULESET.evaluate_frame(
        frames["household"], members=frames["members"], pets=frames["pets"],
        as_of=AS_OF, keys=test_items.KEYS,
    )  # fmt: skip
    assert isinstance(done.target, Path)
    for key in pl.read_parquet(done.target)["hid"].to_list()[::17]:
        decision = pr.decide_record(
            test_items.RULESET, tmp_path / "household.in.parquet", key,
            as_of=AS_OF, keys=test_items.KEYS, collections=paths,
        )  # fmt: skip
        assert decision.explain().to_dict() == whole.explain(key).to_dict()
    told = run(
        "explain", tmp_path / "household.in.parquet", "--record", key,
        "-r", test_items.RULESETS / "collections.yaml", "--as-of", AS_OF, "--key", "household=hid",
        *(part for name, path in paths.items() for part in ("--items", f"{name}={path}")),
    )  # fmt: skip
    assert told.out.strip() == whole.explain(key).to_text("zh").strip()


def test_of_a_table_of_duckdb(frame: pl.DataFrame, tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    place = tmp_path / "l.duckdb"
    with duckdb.connect(str(place)) as connection:
        connection.register("given", frame.to_arrow())
        connection.execute("CREATE TABLE households AS FROM given")
    key = next(key for key, found in one_by_one(frame).items() if found is not None)
    done = run("explain", place, "--table", "households", "--household", key, *GIVEN)
    alone = RULESET.evaluate(row_of(frame, key), as_of=AS_OF)
    assert done.out.strip() == alone.explain().to_text("zh").strip()
