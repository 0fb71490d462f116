"""`demo`: the sample township, decided and explained, in a few words of each kind."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
from rich.cells import cell_len

from povertyrules.cli.invoking import invocation
from tests.cli.running import PROGRAM, Ran, environment, in_terminal, process, run

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    folder = tmp_path_factory.mktemp("demo") / "kept" / "here"
    return run("demo", "--keep", folder), folder


def test_the_rejects_are_meant_to_be_there(kept: tuple[Ran, Path]) -> None:
    done, _ = kept
    assert (done.code, done.err) == (0, "")


def test_counts_add_up(kept: tuple[Ran, Path]) -> None:
    [line] = re.findall(r"农户 +([\d,]+) +([\d,]+) +([\d,]+) ", kept[0].out)
    read, decided, rejected = (int(number.replace(",", "")) for number in line)
    assert read == decided + rejected == 3000


def test_one_of_each_kind_is_explained(kept: tuple[Ran, Path]) -> None:
    out = kept[0].out
    sections = re.split(r"━━ [一二三四五六]、", out)[1:]
    assert len(sections) == 6
    summary, included, missed, undecided, rejected, workbook = sections
    assert "退回的原因" in summary
    assert re.search(r"监测类别：(脱贫监测户|边缘户)", included)
    assert "预警监测对象：成立" in included
    assert "低于监测收入线" in included
    assert "监测类别：均不成立" in missed
    assert "等于监测收入线 5,000.00 元/人（本项成立要求低于）" in missed
    assert "监测类别：不能判定" in undecided
    assert "研判：" in undecided[undecided.index("还缺以下事实") :]
    assert "退回，未作评定" in rejected
    assert re.search(r"第 \d+ 行 [A-Z]+ 列", rejected)
    assert "povertyrules explain" in workbook


def test_the_workbook_is_where_it_is_said_to_be(kept: tuple[Ran, Path]) -> None:
    done, folder = kept
    assert f"结果已写入：{folder / 'results.xlsx'}" in done.out
    book = openpyxl.load_workbook(folder / "results.xlsx", read_only=True)
    assert book["结果"].max_row > 2900
    assert (folder / "ledger.xlsx").exists()


def test_the_commands_it_proposes_work(kept: tuple[Ran, Path]) -> None:
    proposed = kept[0].out.replace("\\\n", " ")
    [command] = re.findall(r"povertyrules (explain .*)", proposed)
    assert run(*command.split()).code == 0


@pytest.mark.parametrize("by", ["module", "script"])
def test_they_work_as_printed_without_an_active_environment(by: str, tmp_path: Path) -> None:
    script = tmp_path / "out of the way" / "povertyrules"
    script.parent.mkdir()
    script.write_text(f"#!{sys.executable}\nfrom povertyrules.cli import main\nmain()\n")
    script.chmod(0o755)
    start = [str(script)] if by == "script" else PROGRAM
    env = environment(PATH="/usr/bin:/bin")
    told = subprocess.run(
        [*start, "demo", "--keep", tmp_path / "kept", "--lang", "en"],
        capture_output=True, text=True, check=True, env=env,
    )  # fmt: skip
    commands = told.stdout.split("Next, try:\n")[1]
    done = subprocess.run(
        ["/bin/sh", "-e", "-c", commands],
        capture_output=True,
        text=True,
        check=False,
        env=env,
        cwd=tmp_path,
    )
    assert (done.returncode, done.stderr) == (4, "")  # the last one: some rows are rejected
    assert (tmp_path / "my-results.xlsx").exists()


def test_by_its_name_where_that_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    script = tmp_path / "povertyrules"
    script.write_text("")
    script.chmod(0o755)
    monkeypatch.setattr(sys, "argv", [str(script)])
    monkeypatch.setenv("PATH", str(tmp_path))
    assert invocation() == "povertyrules"
    monkeypatch.setenv("PATH", "/nowhere")
    assert invocation() == str(script)


def test_it_fits_a_terminal_of_80_columns(tmp_path: Path) -> None:
    code, seen = in_terminal(80, "demo", "--keep", tmp_path, "--no-progress")
    assert code == 0
    lines = ESCAPES.sub("", seen).replace("\r", "").splitlines()
    wide = [line for line in lines if cell_len(line) > 80]
    assert not [line for line in wide if str(tmp_path) not in line]  # paths may be long
    assert "\x1b[" in seen


def test_english_and_a_directory_of_its_own() -> None:
    done = process("demo", "--lang", "en")
    assert (done.returncode, done.stderr) == (0, "")
    [path] = re.findall(r"Results written to: (.*)", done.stdout)
    assert Path(path).exists()
    assert Path(path).parent.stat().st_mode & 0o077 == 0  # nobody else's business
    for file in Path(path).parent.iterdir():
        file.unlink()
    Path(path).parent.rmdir()
