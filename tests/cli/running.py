"""Runs the program: inside this process, as a process of its own, and in a terminal."""

from __future__ import annotations

import fcntl
import json
import os
import pty
import select
import struct
import subprocess
import sys
import termios
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from typer.testing import CliRunner

from povertyrules.cli.app import app

ROOT = Path(__file__).parents[2]
PROGRAM = [sys.executable, "-m", "povertyrules"]
AS_OF = ["--ruleset", "zhaojia", "--as-of", "2020-04-20"]

# A household that is decided without anything missing: a boundary case, not included.
ON_THE_LINE: dict[str, Any] = {
    "household_id": "H1", "household_size": 4, "registered": True, "lifted_out": True,
    "list_2019": "none", "wage_income": "12000.00", "business_income": "10000.00",
    "property_income": "0", "transfer_income": "0", "business_cost": "2000.00",
    "relapse_risk": True, "poverty_risk": False, "income_dropped_sharply": False,
    "spending_rose_sharply": False,
}  # fmt: skip


class Ran(NamedTuple):
    """What one run came to."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path, env: Mapping[str, str] | None = None, given: bytes = b"") -> Ran:
    """Run in this process, Chinese unless told otherwise."""
    settings = {"COLUMNS": "100", "POVERTYRULES_LANG": "", **(env or {})}
    runner = CliRunner()
    done = runner.invoke(app, [str(a) for a in arguments], input=given, env=settings)
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert "Traceback" not in done.stdout + done.stderr
    return Ran(done.exit_code, done.stdout, done.stderr)


def environment(**more: str) -> dict[str, str]:
    """The environment of a process that runs the program from the source."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("POVERTYRULES", "COLUMNS"))}
    kept.pop("NO_COLOR", None)
    return {**kept, "PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", **more}


def process(*arguments: str | Path, **more: Any) -> subprocess.CompletedProcess[str]:
    """Run as a process whose output is piped."""
    return subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment(**more),
        timeout=120,
    )


def in_terminal(columns: int, *arguments: str | Path, **more: str) -> tuple[int, str]:
    """Run in a terminal of so many columns; the exit code, and all that appeared."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    env = environment(TERM="xterm-256color", **more)
    started = subprocess.Popen(
        [*PROGRAM, *map(str, arguments)], stdin=slave, stdout=slave, stderr=slave, env=env
    )
    os.close(slave)
    seen = b"".join(_read_all(master, started))
    os.close(master)
    return started.wait(timeout=60), seen.decode("utf-8")


def _read_all(master: int, started: subprocess.Popen[bytes]) -> list[bytes]:
    seen: list[bytes] = []
    while True:
        ready, _, _ = select.select([master], [], [], 0.1)
        if not ready:
            if started.poll() is not None:
                return seen
            continue
        try:
            part = os.read(master, 65536)
        except OSError:  # what Linux says when the other end is closed
            return seen
        if not part:
            return seen
        seen.append(part)


def ledger(path: Path, *households: Mapping[str, Any]) -> Path:
    """A ledger in JSON Lines."""
    lines = (json.dumps(household, ensure_ascii=False) for household in households)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def included(key: str = "H2") -> dict[str, Any]:
    """One fen below the line, with a housing gap: monitored and warned."""
    return {**ON_THE_LINE, "household_id": key, "wage_income": "11999.99", "housing_secure": False}


def undecided(key: str = "H3") -> dict[str, Any]:
    """Below the line, and the appraisal is not made."""
    facts = {**ON_THE_LINE, "household_id": key, "wage_income": "9000"}
    del facts["relapse_risk"]
    return facts


def contradictory(key: str = "H4") -> dict[str, Any]:
    """Lifted out but not registered: breaks an assumption."""
    return {**ON_THE_LINE, "household_id": key, "registered": False}


def unreadable(key: str = "H5") -> dict[str, Any]:
    """A wage that is no number."""
    return {**ON_THE_LINE, "household_id": key, "wage_income": "很多"}
