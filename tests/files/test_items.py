"""Records and their items, each in a file: decided as the frames are all at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest
from numpy.random import Generator, default_rng

import povertyrules as pr
from povertyrules.api.files import batches
from tests.cli.running import run
from tests.files.making import read

RULESETS = Path(__file__).parents[1] / "conformance" / "rulesets"
RULESET = pr.load(RULESETS / "collections.yaml")
KEYS = {"household": "hid"}
AS_OF = "2020-06-01"


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_ROWS", 240)


def blanks(rng: Generator, frame: pl.DataFrame, *names: str) -> pl.DataFrame:
    return frame.with_columns(
        pl.when(pl.Series(rng.random(frame.height) > 0.1)).then(pl.col(n)).alias(n) for n in names
    )


def made(seed: int, count: int = 300) -> dict[str, pl.DataFrame]:
    """Households with members and pets: keys twice and not at all, items of nobody, values out
    of range, too many members."""
    rng = default_rng(seed)
    numbers = sorted(rng.integers(0, count * 2, count).tolist())
    keys = [f"h{number:05}" for number in numbers]
    households = pl.DataFrame({"hid": keys, "limit": rng.integers(0, 121, count)})
    members = pl.DataFrame(
        {
            "hid": sorted(f"h{n:05}" for n in rng.integers(0, count * 2 + 200, count * 3).tolist()),
            "age": rng.integers(0, 122, count * 3),
            "works": rng.random(count * 3) < 0.5,
            "earns": rng.integers(0, 1001, count * 3),
            "owes": rng.integers(-5, 6, count * 3),
            "note": ["x"] * (count * 3),
        }
    )
    pets = pl.DataFrame(
        {
            "hid": sorted(rng.choice(keys, count // 2).tolist()),
            "weight": rng.integers(1, 51, count // 2),
        }
    )
    nobody = rng.random(members.height) < 0.01
    return {
        "household": blanks(rng, households, "limit").with_columns(
            pl.when(pl.Series(rng.random(count) > 0.02)).then("hid").alias("hid")
        ),
        "members": blanks(rng, members, "age", "works", "earns").with_columns(
            pl.when(pl.Series(~nobody)).then("hid").alias("hid")
        ),
        "pets": blanks(rng, pets, "weight"),
    }


def decided(folder: Path, frames: dict[str, pl.DataFrame], **more: Any) -> pr.FileDecisions:
    for name, frame in frames.items():
        frame.write_parquet(folder / f"{name}.in.parquet", row_group_size=70)
    paths = {name: folder / f"{name}.in.parquet" for name in ("members", "pets")}
    return pr.decide_files(
        RULESET, folder / "household.in.parquet", folder / "out.parquet",
        as_of=AS_OF, collections=paths, keys=KEYS, **more,
    )  # fmt: skip


@pytest.mark.parametrize("seed", range(3))
def test_file_by_file_is_as_all_at_once(seed: int, tmp_path: Path) -> None:
    frames = made(seed)
    done = decided(tmp_path, frames)
    given: dict[str, Any] = {name: frames[name] for name in ("members", "pets")}
    whole = RULESET.evaluate_frame(frames["household"], as_of=AS_OF, keys=KEYS, **given)
    assert read(done.target).equals(whole.frame.sort("hid"))
    assert read(done.rejects).drop("reasons").equals(whole.rejected.drop("reasons"))
    counts = whole.counts()
    assert done.counts.given == frames["household"].height
    assert (done.counts.decided, done.counts.rejected) == (
        counts["household"].decided,
        counts["household"].rejected,
    )
    assert done.counts.rejected > 0
    for name, found in done.items.items():
        assert found.counts.given == frames[name].height
        assert found.counts.decided == counts[name].decided
        assert found.counts.rejected == counts[name].rejected + counts[name].unmatched
        assert read(found.rejects).height == found.counts.rejected
        assert read(found.rejects).columns == [*frames[name].columns, "reasons"]
    assert done.items["pets"].target is None
    target = done.items["members"].target
    if target is not None:
        assert read(target).height == counts["members"].decided


def test_the_summary_has_a_line_for_each_file(tmp_path: Path) -> None:
    done = decided(tmp_path, made(5))
    arguments: list[str | Path] = [
        "evaluate", tmp_path / "household.in.parquet", "-r", RULESETS / "collections.yaml",
        "--as-of", AS_OF, "-o", tmp_path / "out.parquet", "--key", "household=hid", "--lang", "en",
        "--items", f"members={tmp_path / 'members.in.parquet'}",
        "--items", f"pets={tmp_path / 'pets.in.parquet'}",
    ]  # fmt: skip
    assert "--force" in run(*arguments).err
    told = run(*arguments, "--force")
    assert told.code == 4
    for name, counts in (("Rows", done.counts), *((n, i.counts) for n, i in done.items.items())):
        line = next(at for at in told.out.splitlines() if at.strip().startswith(f"{name} "))
        assert f"{counts.given} = {counts.decided} + {counts.rejected}" in line
    assert "[PR652]" in told.out
    assert str(done.items["members"].rejects) in told.out


def test_without_its_items_a_record_has_nobody_knows_which(tmp_path: Path) -> None:
    made(5)["household"].write_parquet(tmp_path / "in.parquet")
    told = run("evaluate", tmp_path / "in.parquet", "-r", RULESETS / "collections.yaml",
               "--as-of", AS_OF, "-o", tmp_path / "out.csv", "--key", "household=hid")  # fmt: skip
    assert told.code in (0, 4)
    assert read(tmp_path / "out.csv").get_column("some_work").null_count() > 0


def test_items_are_numbered_by_their_file(tmp_path: Path) -> None:
    frames = made(9)
    done = decided(tmp_path, frames)
    target = done.items["members"].target
    if target is None:
        pytest.skip("nothing is decided of a member")
    numbers = read(target).get_column("row").to_list()
    assert len(set(numbers)) == len(numbers)


def test_files_that_are_not_sorted_are_refused(tmp_path: Path) -> None:
    for name in ("household", "members"):
        frames = made(1)
        frames[name] = frames[name].reverse()
        with pytest.raises(pr.InvalidLedger, match=rf"{name}.in.parquet is not sorted by hid: h"):
            decided(tmp_path, frames)
        assert not list(tmp_path.glob("out*"))


def test_keys_of_different_types_are_refused(tmp_path: Path) -> None:
    frames = made(1)
    frames["members"] = frames["members"].with_columns(pl.col("hid").str.slice(1).cast(pl.Int64))
    with pytest.raises(pr.InvalidLedger, match=r"hid is int64 in .*members.in.parquet and string"):
        decided(tmp_path, frames)


def test_items_need_parquet_and_a_collection(tmp_path: Path) -> None:
    made(1)["household"].write_csv(tmp_path / "in.csv")
    paths = {"members": tmp_path / "in.csv"}
    with pytest.raises(pr.InvalidLedger, match="must be Parquet"):
        pr.decide_files(
            RULESET, tmp_path / "in.csv", tmp_path / "out.csv",
            as_of=AS_OF, collections=paths, keys=KEYS,
        )  # fmt: skip
    frames = made(1)
    frames["household"].write_parquet(tmp_path / "in.parquet")
    with pytest.raises(pr.InvalidLedger, match="`cars` is no collection"):
        pr.decide_files(
            RULESET, tmp_path / "in.parquet", tmp_path / "out.csv",
            as_of=AS_OF, collections={"cars": tmp_path / "in.parquet"}, keys=KEYS,
        )  # fmt: skip


def test_items_within_json_lines_are_refused(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"limit": 3, "members": []}\n', encoding="utf-8")
    with pytest.raises(pr.InvalidLedger, match="`members` within its lines"):
        pr.decide_files(RULESET, tmp_path / "in.jsonl", tmp_path / "out.csv", as_of=AS_OF)


_JOBS = """
povertyrules: 1
ruleset: {id: jobs, version: '1', title: 就业, in_force: {from: 2020-01-01}}
sources: {notice: {clauses: {'1': 条文}}}
entities:
  home: {label: 户, key: hid}
  members: {label: 成员, of: home, key: mid, max: 20}
  jobs: {label: 工作, of: members, max: 5}
facts:
  home: {hid: {type: text, label: 户编号}}
  members: {mid: {type: text, label: 成员编号}}
  jobs: {wage: {type: money, min: 0, max: 1000, label: 工资}}
outcomes:
  earns: {label: 有收入, when: "sum(members, sum(jobs, wage)) >= 1000", cite: notice#1}
  idle: {label: 无业, of: members, when: "count(jobs) == 0", cite: notice#1}
  low: {label: 低薪, of: jobs, when: "wage < 500", cite: notice#1}
"""


def test_items_of_items(tmp_path: Path) -> None:
    """Jobs of members of homes, over several batches, as the frames are all at once."""
    (tmp_path / "jobs.yaml").write_text(_JOBS, encoding="utf-8")
    ruleset, rng = pr.load(tmp_path / "jobs.yaml"), default_rng(3)
    homes = pl.DataFrame({"hid": [f"h{number:04}" for number in range(900)]})
    members = homes.join(pl.DataFrame({"mid": ["1", "2"]}), how="cross").sort("hid", "mid")
    jobs = members.sample(1500, with_replacement=True, seed=1).sort("hid", "mid")
    jobs = jobs.with_columns(wage=pl.Series(rng.integers(0, 1002, 1500)))
    for name, frame in {"home": homes, "members": members, "jobs": jobs}.items():
        frame.write_parquet(tmp_path / f"{name}.in.parquet")
    collections = {name: tmp_path / f"{name}.in.parquet" for name in ("members", "jobs")}
    done = pr.decide_files(
        ruleset, tmp_path / "home.in.parquet", tmp_path / "out.parquet",
        as_of=AS_OF, collections=collections,
    )  # fmt: skip
    whole = ruleset.evaluate_frame(homes, members=members, jobs=jobs, as_of=AS_OF)
    assert read(done.target).equals(whole.frame)
    assert 0 < len(whole.rejected) == done.counts.rejected
    for name in ("members", "jobs"):
        target = done.items[name].target
        assert target is not None
        found = read(target).drop("row", strict=False)
        assert found.equals(whole.items(name).drop("row", strict=False))
