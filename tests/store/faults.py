"""What can go wrong while cases are written, many times: `python -m tests.store.faults`.

    python -m tests.store.faults --kills 200 --races 1000

Processes that write are killed (`kill -9`) at random moments, two writers race for every case,
the disk is full, and a server of PostgreSQL crashes (`pg_ctl stop -m immediate`) and is started
again while it is written to. Each says how often it was tried, and fails if anything that was
acknowledged is lost, anything half-written is to be seen, or a chain is broken. A full disk needs
the right to mount a small file system (root on Linux).
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from povertyrules.cases import Acted, Case, Opened, Refusal
from povertyrules.cases.sql.store import SqlStore
from povertyrules.kernel.errors import StoreFailed
from tests.cases.scenes import day, listed, proper_act, slugs, warned, zhaojia
from tests.postgres import Server, installed, running
from tests.store.places import KINDS, new_place

ROOT = Path(__file__).parents[2]
RULES = zhaojia().procedure.rules
STEPS = [proper_act(zhaojia(), name, day("4-21")) for name in ("review", "withdraw")]


def check(place: str, acknowledged: dict[str, int]) -> None:
    """Everything that was acknowledged is there, and nothing is broken."""
    with SqlStore(RULES, place) as store:
        assert store.verify() == ()
        for name, least in acknowledged.items():
            case = store.case(name)
            assert case is not None, f"{name} is lost"
            assert len(case.events) >= least, f"{name} has lost events"


def kill(place: str, times: int, seed: int = 34) -> dict[str, int]:
    """A process writes and is killed at a random moment, again and again."""
    dice, acknowledged = random.Random(seed), dict[str, int]()
    for turn in range(times):
        writer = subprocess.Popen(
            [sys.executable, "-m", "tests.store.writing", place, str(turn * 1000)],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT,
        )  # fmt: skip
        assert writer.stdout is not None
        told = writer.stdout.readline()
        time.sleep(dice.uniform(0, 0.15))
        writer.send_signal(signal.SIGKILL)
        rest, trouble = writer.communicate()
        assert not trouble, trouble
        for line in (told + rest).splitlines(keepends=True):
            if line.endswith("\n"):
                name, number = line.split()
                acknowledged[name] = int(number)
    check(place, acknowledged)
    return acknowledged


def race(place: str, cases: int) -> int:
    """Two writers make different steps in each case at once: exactly one is made."""
    with SqlStore(RULES, place) as one, SqlStore(RULES, place) as other:
        for number in range(cases):
            case, subject = f"乙{number}", f"户{number}"
            opening: Opened = replace(warned("flag").opening, case=case, subject=subject)
            first = listed(case=f"甲{number}", subject=subject).opening
            assert one.import_log([first, opening]) == ()
        with ThreadPoolExecutor(2) as pool:
            for number in range(cases):
                acts = [Acted(f"乙{number}", 2, step) for step in STEPS]
                results = list(pool.map(SqlStore.append, (one, other), acts))
                (won,) = [n for n, result in enumerate(results) if isinstance(result, Case)]
                lost = results[1 - won]
                assert isinstance(lost, Refusal)
                assert slugs(lost) == ["wrong-number"]
                assert lost.since == (acts[won],)
        assert one.verify() == ()
    return cases


@contextmanager
def small_disk(size: str) -> Iterator[Path | None]:
    """A folder on a file system of that size; None where it cannot be mounted."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=0777", "tmpfs", folder]
        if subprocess.run(mount, check=False, capture_output=True).returncode:
            yield None
            return
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)  # noqa: S607


def fill_disk(place: str, filler: Path) -> int:
    """Write until the disk is full, make room, and go on. Returns how many were written."""
    with SqlStore(RULES, place) as store:
        written = _until_full(store, 0, filler)
        filler.unlink()  # there is room again
        opening = listed(case="后来", subject="后来").opening
        assert isinstance(store.append(opening), Case)
        assert len(list(store.export_log())) == written + 1
    check(place, {f"甲{number}": 1 for number in range(written)})
    return written


def _until_full(store: SqlStore, number: int, filler: Path) -> int:
    filler.write_bytes(b"\0" * 300_000)
    while True:
        opening = listed(case=f"甲{number}", subject=f"户{number}").opening
        try:
            assert isinstance(store.append(opening), Case)
        except StoreFailed:
            return number
        number += 1


def restart(server: Server, place: str, times: int, seed: int = 34) -> dict[str, int]:
    """The server crashes while it is written to, and is started again."""
    dice, acknowledged = random.Random(seed), dict[str, int]()
    with SqlStore(RULES, place) as store:
        for turn in range(times):
            with ThreadPoolExecutor(1) as pool:
                writer = pool.submit(_until_gone, store, turn)
                time.sleep(dice.uniform(0.05, 0.4))
                server.stop()
                acknowledged |= writer.result()
            server.start()
    check(place, acknowledged)
    return acknowledged


def _until_gone(store: SqlStore, turn: int) -> dict[str, int]:
    acknowledged: dict[str, int] = {}
    for number in range(100_000):
        name = f"甲{turn}-{number}"
        try:
            result = store.append(listed(case=name, subject=name).opening)
        except StoreFailed:
            return acknowledged
        assert isinstance(result, Case)
        acknowledged[name] = 1
    raise AssertionError("the server was never gone")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--races", type=int, default=50)
    parser.add_argument("--restarts", type=int, default=5)
    chosen = parser.parse_args(arguments)
    programs = installed()
    assert programs is not None, "install PostgreSQL"
    with running(programs, durable=True) as server, tempfile.TemporaryDirectory() as folder:
        for kind in KINDS:
            own = server if kind == "postgres" else None
            places = [new_place(kind, Path(folder), own) for _ in range(2)]
            begun = time.monotonic()
            known = kill(places[0], chosen.kills)
            _say(f"{kind}: killed {chosen.kills} times, {sum(known.values())} acknowledged events "
                 f"of {len(known)} cases are all there", begun)  # fmt: skip
            begun = time.monotonic()
            _say(f"{kind}: two writers raced for {race(places[1], chosen.races)} cases", begun)
        begun = time.monotonic()
        known = restart(server, new_place("postgres", Path(folder), server), chosen.restarts)
        _say(f"postgres: crashed {chosen.restarts} times, {len(known)} acknowledged events are "
             "all there", begun)  # fmt: skip
    with small_disk("2m") as disk:
        begun = time.monotonic()
        if disk is None:
            _say("the disk full: not tried, a small file system cannot be mounted here", begun)
        else:
            many = fill_disk(str(disk / "cases.db"), disk / "filler")
            _say(f"sqlite: full after {many} events, all there, and written on", begun)


def _say(what: str, begun: float) -> None:
    sys.stdout.write(f"{what} ({time.monotonic() - begun:.0f} s)\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
