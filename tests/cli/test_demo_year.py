"""`demo --year`: the procedure of the sample township, from March to December."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import povertyrules as pr
from povertyrules.cases import Corrected, Opened, read_event
from tests.cli.running import Ran, in_terminal, run
from tests.cli.test_demo import ESCAPES


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> tuple[Ran, Path]:
    folder = tmp_path_factory.mktemp("year") / "kept"
    return run("demo", "--year", "--keep", folder), folder


def _rows(out: str, title: str) -> list[list[int]]:
    """The numbers of a table, row by row, its sums last."""
    after = out[out.index(title) :]
    table = after[: after.index("━━", 5)]
    rows = re.findall(r"^ +(?:\d+|合计)((?: +\d+)+)$", table, re.MULTILINE)
    return [[int(number) for number in row.split()] for row in rows]


def test_every_step_was_allowed_and_every_month_is_told(kept: tuple[Ran, Path]) -> None:
    done, _ = kept
    assert (done.code, done.err) == (0, "")
    assert [f"{month} 月" in done.out for month in range(3, 13)] == [True] * 10


def test_every_step_of_the_procedure_is_made(kept: tuple[Ran, Path]) -> None:
    out = kept[0].out
    procedure = pr.load("zhaojia", as_of="2020-04-01").procedure
    assert procedure is not None
    for step in procedure.rules.procedure.transitions.values():
        assert f"{step.label} " in out or f" {step.label}：" in out, step.label


@pytest.mark.parametrize(
    "said",
    [
        "“核实后批准销号”不由行业部门办理",
        "核实未通过，退回继续帮扶：",
        "再次预警",
        "更正 ",
        "审核后退回村（社区）：",
    ],
)
def test_what_is_out_of_the_ordinary_is_told(kept: tuple[Ran, Path], said: str) -> None:
    assert said in kept[0].out


def test_the_monthly_table_adds_up(kept: tuple[Ran, Path]) -> None:
    *months, sums = _rows(kept[0].out, "每月动态监测与预警")
    assert len(months) == 10
    assert [sum(column) for column in zip(*months, strict=True)] == sums
    assert all(due == observed + missed for due, observed, missed, *_ in [*months, sums])
    assert sums[2] > 0
    assert f"漏 {sums[2]} 户次" in kept[0].out


def test_the_states_add_up_and_are_those_of_the_store(kept: tuple[Ran, Path]) -> None:
    done, folder = kept
    after = done.out[done.out.index("年末各事项所处状态") :]
    counts = [int(n) for n in re.findall(r" (\d+)$", after[: after.index("━━")], re.MULTILINE)]
    assert sum(counts[:-1]) == counts[-1]
    asked = ["--day", "2020-12-31", "--store", str(folder / "cases.db")]
    assert (
        len(json.loads(run("case", "list", *asked, "--format", "json").out)["cases"]) == counts[-1]
    )


def test_the_store_holds_and_the_log_makes_it_again(kept: tuple[Ran, Path], tmp_path: Path) -> None:
    _, folder = kept
    assert run("case", "verify", "--store", folder / "cases.db").code == 0
    again = run("case", "import", folder / "log.jsonl", "--store", tmp_path / "again.db")
    assert again.code == 0
    events = [read_event(line) for line in (folder / "log.jsonl").read_text("utf-8").splitlines()]
    assert any(isinstance(event, Corrected) for event in events)
    assert any(isinstance(event, Opened) and event.predecessor for event in events)


def test_every_receipt_that_is_evidence_is_kept(kept: tuple[Ran, Path]) -> None:
    _, folder = kept
    log = (folder / "log.jsonl").read_text("utf-8")
    receipts = list((folder / "receipts").iterdir())
    held = {json.loads(path.read_text("utf-8"))["content"] for path in receipts}
    assert set(re.findall(r'"receipt":"(sha256:[0-9a-f]{64})"', log)) == held
    assert run("replay", min(receipts)).code == 0


def test_the_commands_it_proposes_work(kept: tuple[Ran, Path]) -> None:
    proposed = kept[0].out.replace("\\\n", " ")
    commands = re.findall(r"povertyrules (case .*)", proposed)
    assert len(commands) == 4
    assert [run(*command.replace("'", "").split()).code for command in commands] == [0] * 4


def test_the_same_year_every_time(kept: tuple[Ran, Path], tmp_path: Path) -> None:
    again = run("demo", "--year", "--keep", tmp_path, "--lang", "en")
    assert again.code == 0
    assert "Where the cases stand at the end" in again.out
    first, second = (path / "log.jsonl" for path in (kept[1], tmp_path))
    assert first.read_bytes() == second.read_bytes()


def test_a_year_is_not_added_to_another(kept: tuple[Ran, Path]) -> None:
    before = (kept[1] / "log.jsonl").read_bytes()
    done = run("demo", "--year", "--keep", kept[1])
    assert (done.code, "一年不能接在另一年之后" in done.err) == (2, True)
    assert (kept[1] / "log.jsonl").read_bytes() == before


def test_it_fits_a_terminal_of_80_columns(tmp_path: Path) -> None:
    from rich.cells import cell_len

    code, seen = in_terminal(80, "demo", "--year", "--keep", tmp_path, "--no-progress")
    assert code == 0
    lines = ESCAPES.sub("", seen).replace("\r", "").splitlines()
    # Commands with the paths of this test are as long as those; they are copied, not read.
    lines = [line for line in lines if str(tmp_path) not in line.replace("'", "")]
    assert not [line for line in lines if cell_len(line) > 80]
