"""Whatever goes wrong is said with the name of the file, and nothing half written looks whole."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pytest

import povertyrules as pr
from povertyrules.api.files import batches, landing
from povertyrules.api.files import parquet as parquet_source
from tests.cli.running import run
from tests.files import killing
from tests.files.making import AS_OF, RULESET, households, read

OPTIONS = ("-r", "zhaojia", "--as-of", AS_OF)


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "MOST_ROWS", 100)


def parquet(place: Path, rows: int = 1000) -> Path:
    households(rows).write_parquet(place, row_group_size=100)
    return place


def cut_off(folder: Path) -> Path:
    path = parquet(folder / "in.parquet")
    os.truncate(path, path.stat().st_size * 2 // 3)
    return path


def damaged_inside(folder: Path) -> Path:
    path = parquet(folder / "in.parquet")
    data = bytearray(path.read_bytes())
    middle = len(data) // 2
    data[middle : middle + 4000] = bytes(4000)
    path.write_bytes(bytes(data))
    return path


def empty(folder: Path) -> Path:
    (folder / "in.parquet").touch()
    return folder / "in.parquet"


def damaged_member(folder: Path) -> Path:
    (folder / "in").mkdir()
    parquet(folder / "in" / "a.parquet")
    (folder / "in" / "in.parquet").write_bytes(b"PAR1 and no more")
    return folder / "in"


def other_columns(folder: Path) -> Path:
    (folder / "in").mkdir()
    first = households(50)
    first.write_parquet(folder / "in" / "a.parquet")
    first.drop("registered").write_parquet(folder / "in" / "in.parquet")
    return folder / "in"


def other_types(folder: Path) -> Path:
    (folder / "in").mkdir()
    first = households(50)
    first.write_parquet(folder / "in" / "a.parquet")
    text = pl.col("wage_income").cast(pl.String)
    first.with_columns(text).write_parquet(folder / "in" / "in.parquet")
    return folder / "in"


def folder_of_nothing(folder: Path) -> Path:
    (folder / "in").mkdir()
    return folder / "in"


def dangling(folder: Path) -> Path:
    (folder / "in").mkdir()
    parquet(folder / "in" / "a.parquet")
    (folder / "in" / "in.parquet").symlink_to("nowhere")
    return folder / "in"


def csv_of(text: str | bytes) -> Callable[[Path], Path]:
    def make(folder: Path) -> Path:
        data = text.encode() if isinstance(text, str) else text
        (folder / "in.csv").write_bytes(data)
        return folder / "in.csv"

    return make


HEAD = "户编号,家庭人口\n" + "1,2\n" * 300
FAULTS = {
    "cut off": (cut_off, "PR661"),
    "damaged inside": (damaged_inside, "PR661"),
    "empty file": (empty, "PR661"),
    "a damaged member": (damaged_member, "PR661"),
    "other columns": (other_columns, "PR662"),
    "other types": (other_types, "PR662"),
    "no files": (folder_of_nothing, "PR663"),
    "a link to nowhere": (dangling, ""),
    "a short row": (csv_of(HEAD + "3\n"), "PR664"),
    "a long row": (csv_of(HEAD + "3,4,5\n"), "PR664"),
    "an open quote": (csv_of(HEAD + '3,"4\n5,6\n'), "PR664"),
    "no heading": (csv_of(""), "PR664"),
    "a heading twice": (csv_of("户编号,户编号\n"), "PR672"),
    "bytes that are no text": (csv_of(HEAD.encode() * 1000 + b"\xff,2\n"), "PR665"),
    "no facts": (csv_of("a,b\n1,2\n"), "PR666"),
    "two columns of one fact": (csv_of("户编号,家庭人口,家庭人口数\n1,2,3\n"), "PR667"),
}


def test_damage_in_a_row_group_larger_than_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet_source, "LARGE_GROUP", 50)
    source = damaged_inside(tmp_path)
    done = run("evaluate", source, *OPTIONS, "-o", tmp_path / "out.parquet")
    assert (done.code, "PR661" in done.err, str(source) in done.err) == (1, True, True)
    assert [p.name for p in tmp_path.iterdir()] == ["in.parquet"]


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_message_names_the_file(fault: str, lang: str, tmp_path: Path) -> None:
    make, code = FAULTS[fault]
    source = make(tmp_path)
    target = tmp_path / "out" / "result.parquet"
    target.parent.mkdir()
    part_by_part = ["--stream"] if source.suffix in (".csv", ".jsonl") else []
    done = run("evaluate", source, *OPTIONS, "-o", target, "--lang", lang, *part_by_part)
    assert done.code == 1, done
    assert f"{tmp_path / 'in'}" in done.err
    assert code in done.err
    if source.is_dir() and code != "PR663":
        assert f"{source / 'in.parquet'}" in done.err
    assert done.out == ""
    assert list(target.parent.iterdir()) == []


def test_a_broken_row_is_numbered(tmp_path: Path) -> None:
    source = csv_of(HEAD + "3\n")(tmp_path)
    for lang, said in (("zh", "第 302 行"), ("en", "Row #302: Expected 2 columns, got 1")):
        target = tmp_path / "o.parquet"
        done = run("evaluate", source, *OPTIONS, "-o", target, "--lang", lang, "--stream")
        assert said in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["in.parquet", "-o", "out.xlsx"], ".parquet, .csv"),
        (["in.parquet", "-o", "out.parquet", "--sheet", "a"], "--sheet"),
        (["in.csv", "-o", "out.csv", "--keep", "a"], "--keep"),
        (["in.xlsx", "-o", "out.csv", "--stream"], "--stream"),
        (["in.xlsx", "-o", "out.parquet"], ".xlsx、.csv 或 .jsonl"),
        (["in.csv", "-o", "out.parquet"], "--stream"),
        (["in.parquet", "-o", "old.parquet"], "--force"),
    ],
)
def test_what_cannot_be_meant(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("in.parquet", "in.csv", "in.xlsx", "old.parquet"):
        Path(name).touch()
    done = run("evaluate", *arguments, *OPTIONS)
    assert done.code == 2
    assert said in done.err


def test_a_result_does_not_go_among_what_is_read(tmp_path: Path) -> None:
    source = parquet(tmp_path / "in.parquet")
    before = source.read_bytes()
    for given, target in ((source, source), (tmp_path, tmp_path / "out.parquet")):
        done = run("evaluate", given, *OPTIONS, "-o", target, "--force")
        assert (done.code, "PR669" in done.err) == (1, True)
    assert source.read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["in.parquet"]


def test_columns_that_are_not_there(tmp_path: Path) -> None:
    source = parquet(tmp_path / "in.parquet")
    done = run("evaluate", source, *OPTIONS, "-o", tmp_path / "o.parquet", "--keep", "registred")
    assert done.code == 1
    assert "registered" in done.err


def test_an_older_result_is_replaced_whole_or_not_at_all(tmp_path: Path) -> None:
    source, target = parquet(tmp_path / "in.parquet"), tmp_path / "out.parquet"
    run("evaluate", source, *OPTIONS, "-o", target)
    first = target.read_bytes()
    cut_off(tmp_path)
    done = run("evaluate", source, *OPTIONS, "-o", target, "--force")
    assert (done.code, target.read_bytes()) == (1, first)
    parquet(source, 500)
    done = run("evaluate", source, *OPTIONS, "-o", target, "--force")
    assert done.code == 4
    assert read(target).height < 500


def test_killed_at_any_moment(tmp_path: Path) -> None:
    said = killing.run(tmp_path, 4, seed=os.getpid())
    assert said.startswith("4 runs")


def test_what_a_killed_run_left_is_removed_and_told(tmp_path: Path) -> None:
    source = parquet(tmp_path / "in.parquet")
    left = tmp_path / ".out.parquet.0123456789ab.part"
    left.write_bytes(b"half")
    other = tmp_path / ".mine.parquet.0123456789ab.part"
    other.write_bytes(b"not ours")
    done = run("evaluate", source, *OPTIONS, "-o", tmp_path / "out.parquet")
    assert "已清除上次中断留下的半成品" in done.out
    assert not left.exists()
    assert other.exists()


def test_two_runs_do_not_write_one_file(tmp_path: Path) -> None:
    source, target = parquet(tmp_path / "in.parquet"), tmp_path / "out.parquet"
    with landing.landing([target]) as first:
        first.file(target).write(b"")
        with pytest.raises(pr.InvalidLedger, match="another run is writing"):
            pr.decide_files(RULESET, source, target, as_of=AS_OF)
        assert len(killing.leftovers(tmp_path)) == 1


def test_an_interrupted_run_leaves_nothing(tmp_path: Path) -> None:
    source, target = killing.source_in(tmp_path), tmp_path / "out.parquet"
    process = killing.started(source, target)
    while not killing.leftovers(tmp_path):
        time.sleep(0.01)
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode != 0
    assert "KeyboardInterrupt" in err
    assert sorted(p.name for p in tmp_path.iterdir()) == ["in.parquet"]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 128 KiB."""
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=128k", "tmpfs", str(place)]
    try:
        done = subprocess.run(mount, capture_output=True, check=False)
    except OSError:
        pytest.skip("there is no mount")
    if done.returncode:
        pytest.skip("mounting is not possible here")
    yield place
    subprocess.run(["umount", str(place)], check=True)  # noqa: S607


@pytest.mark.parametrize("ending", ["parquet", "csv"])
def test_a_full_disk(ending: str, small_disk: Path, tmp_path: Path) -> None:
    source = parquet(tmp_path / "in.parquet", 20_000)
    target = small_disk / f"out.{ending}"
    for lang, said in (("zh", "磁盘已满"), ("en", "the disk is full")):
        done = run("evaluate", source, *OPTIONS, "-o", target, "--lang", lang)
        assert (done.code, said in done.err) == (1, True), done
        assert str(small_disk / "out.") in done.err
        assert list(small_disk.iterdir()) == []
