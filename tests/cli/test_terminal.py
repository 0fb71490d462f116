"""Real processes: progress in a terminal, plain text in a pipe, signals, the speed."""

from __future__ import annotations

import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from rich.cells import cell_len

from povertyrules.cli.demo import SAMPLE
from tests.cli.running import (
    AS_OF,
    ON_THE_LINE,
    PROGRAM,
    environment,
    in_terminal,
    included,
    ledger,
    process,
)

ESCAPES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")


def lines_of(seen: str) -> list[str]:
    """What stays on the screen once the progress bars have gone away."""
    after = seen.rpartition("\x1b[2K")[2]
    return ESCAPES.sub("", after).replace("\r", "").splitlines()


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return ledger(tmp_path / "two.jsonl", ON_THE_LINE, included())


def test_progress_is_shown_in_a_terminal_and_goes_away(two: Path, tmp_path: Path) -> None:
    code, seen = in_terminal(100, "evaluate", two, *AS_OF, "-o", tmp_path / "o.csv")
    assert code == 0
    assert "读取台账" in seen
    assert "评定并写出" in seen
    assert "\x1b[?25h" in seen  # the cursor is back
    assert not [line for line in lines_of(seen) if "━━━" in line]


def test_no_progress_when_not_wanted(two: Path, tmp_path: Path) -> None:
    given = [*AS_OF, "-o", str(tmp_path / "o.csv"), "--no-progress"]
    _, seen = in_terminal(100, "evaluate", two, *given)
    assert "读取台账" not in seen


def test_colours_in_a_terminal_repeat_what_the_words_say(two: Path) -> None:
    given = ["explain", str(two), "--household", "H1", *AS_OF]
    _, seen = in_terminal(200, *given)
    piped = process(*given)
    assert "\x1b[1;31m不成立" in seen
    assert "\x1b" not in piped.stdout
    shown = lines_of(seen)
    heading = "、脱贫监测户：不成立（二（一）、五（一））"
    assert [line for line in shown if line.endswith(heading)]
    assert [line for line in piped.stdout.splitlines() if line.endswith(heading)]


def test_colours_can_be_switched_off(two: Path) -> None:
    _, seen = in_terminal(100, "explain", two, "--household", "H1", *AS_OF, NO_COLOR="1")
    assert not re.search(r"\x1b\[[0-9;]*3[1-6]m", seen)


@pytest.mark.parametrize("columns", [80, 120])
def test_lines_fit_the_terminal(two: Path, columns: int) -> None:
    for given in (["explain", two, "--household", "H1", *AS_OF], ["show", "zhaojia"]):
        _, seen = in_terminal(columns, *given)
        lines = lines_of(seen)
        assert len(lines) > 40
        assert max(map(cell_len, lines)) <= columns


def test_what_is_piped_has_no_escapes_nor_trailing_blanks(two: Path, tmp_path: Path) -> None:
    done = process("evaluate", two, *AS_OF, "-o", tmp_path / "o.csv")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\x1b" not in done.stdout
    assert not [line for line in done.stdout.splitlines() if line != line.rstrip()]


def test_a_reader_that_goes_away_is_no_fault() -> None:
    started = subprocess.Popen(
        [*PROGRAM, "show", "zhaojia"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
    )
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.read(10)
    started.stdout.close()
    errors = started.stderr.read()
    started.stderr.close()
    assert (started.wait(timeout=60), errors) == (141, b"")


# The program as it is, but that it waits in the middle of the ledger, and says so, until the
# signal comes: on a busy machine it would else be done before.
HELD = """
import os, signal, sys, time
from povertyrules.api.batch import LedgerDecisions
from povertyrules.cli import main

told, decide, seen = int(sys.argv.pop(1)), LedgerDecisions.decide, []

def held(self, record):
    seen.append(record)
    if len(seen) == 1000:
        os.write(told, b"half way")
        time.sleep(60)
    return decide(self, record)

signal.signal(signal.SIGINT, signal.default_int_handler)  # a job in the background has none
LedgerDecisions.decide = held
main()
"""


@pytest.mark.parametrize("name", ["o.xlsx", "o.csv", "o.jsonl"])
def test_an_interruption_leaves_nothing_half_written(tmp_path: Path, name: str) -> None:
    heard, told = os.pipe()
    started = subprocess.Popen(
        [PROGRAM[0], "-c", HELD, str(told), "evaluate", str(SAMPLE), *AS_OF, "-o", tmp_path / name],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        pass_fds=[told],
    )
    os.close(told)
    assert os.read(heard, 8) == b"half way"
    os.close(heard)
    assert name == "o.xlsx" or list(tmp_path.iterdir())  # a workbook is put together at the end
    started.send_signal(signal.SIGINT)
    printed, errors = started.communicate(timeout=60)
    assert (started.returncode, printed, errors.decode()) == (130, b"", "已中断。\n")
    assert list(tmp_path.iterdir()) == []


def test_texts_that_the_terminal_cannot_show_do_no_harm(two: Path) -> None:
    given = ["explain", str(two), "--household", "H1", *AS_OF]
    done = process(*given, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert done.stderr == ""
    assert "\\u8131\\u8d2b" in done.stdout


def test_arguments_that_are_no_text(tmp_path: Path) -> None:
    name = tmp_path / "x"
    command = [*map(str.encode, PROGRAM), b"check", str(name).encode() + b"\xff\xfe.yaml"]
    done = subprocess.run(command, capture_output=True, check=False, env=environment(), timeout=60)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr


def test_a_township_in_good_time(tmp_path: Path) -> None:
    """3,000 households read, decided and written in under 15 seconds: of this process's own
    time, so that a busy machine proves nothing."""
    code = (
        "import sys, time; from povertyrules.cli.app import run; "
        "sys.stderr.write(f'{run(sys.argv[1:])} {time.process_time()}')"
    )
    given = ["evaluate", str(SAMPLE), *AS_OF, "-o", str(tmp_path / "o.xlsx"), "--no-progress"]
    done = subprocess.run(
        [PROGRAM[0], "-c", code, *given],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment(),
        timeout=120,
    )
    exit_code, seconds = done.stderr.split()
    assert exit_code == "4"
    assert float(seconds) < 15
    assert "3,000 ＝" in done.stdout
