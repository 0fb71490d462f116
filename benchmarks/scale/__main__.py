"""Files of any size, decided file to file: see `benchmarks/README.md`.

python -m benchmarks.scale --rows 1e6 1e7 1e8 [--dir DIR] [--ruleset zhaojia|peers]
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.scale import households

ROOT = Path(__file__).parents[2]
RULESETS = {"zhaojia": "zhaojia", "peers": str(ROOT / "benchmarks/peers/ruleset.yaml")}


def main() -> None:
    asked = _arguments()
    header = ("rows", "rejected", "decide s", "rows/s", "peak MiB", "copy s", "copy MiB", "ratio")
    print(f"{asked.ruleset}, {asked.blanks:.0%} of the cells blank")
    _row(*header, "time grows")
    before: tuple[int, float] | None = None
    with _folder(asked.dir) as folder:
        for rows in asked.rows:
            decided, copied = _measured(folder, rows, asked)
            seconds = decided["seconds"]
            growth = ""
            if before is not None:
                growth = f"x{seconds / before[1]:.1f} for x{rows / before[0]:g} rows"
            before = rows, seconds
            _row(
                f"{rows:,}",
                f"{decided['rejected']:,}",
                f"{seconds:.1f}",
                f"{rows / seconds:,.0f}",
                f"{decided['peak_kib'] / 1024:,.0f}",
                f"{copied['seconds']:.1f}",
                f"{copied['peak_kib'] / 1024:,.0f}",
                f"{seconds / copied['seconds']:.2f}",
                growth,
            )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale")
    parser.add_argument("--rows", nargs="+", type=_count, default=[10**6, 10**7])
    parser.add_argument("--dir", type=Path, help="where the files are made, and left")
    parser.add_argument("--ruleset", choices=sorted(RULESETS), default="zhaojia")
    parser.add_argument("--blanks", type=float, default=0.0, help="share of cells left empty")
    return parser.parse_args()


def _count(text: str) -> int:
    return int(float(text))


@contextmanager
def _folder(given: Path | None) -> Iterator[Path]:
    if given is not None:
        given.mkdir(parents=True, exist_ok=True)
        yield given
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made)


def _measured(
    folder: Path, rows: int, asked: argparse.Namespace
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The file decided, and only copied, each in a fresh process; both results are removed."""
    name = f"{asked.ruleset}-{rows}-{asked.blanks:g}"
    source = _made(
        folder / f"{name}.parquet",
        lambda path: households.write(path, rows, asked.ruleset, asked.blanks),
    )
    results = folder / f"{name}.results.parquet"
    decided = _process("decide", RULESETS[asked.ruleset], str(source), str(results))
    assert decided["given"] == rows
    target = folder / f"{name}.copy.parquet"
    copied = _process("copy", str(source), str(target))
    for path in (target, results, results.with_name(f"{results.stem}.rejects.parquet")):
        path.unlink(missing_ok=True)
    return decided, copied


def _made(path: Path, make: Callable[[Path], None]) -> Path:
    if not path.exists():
        part = path.with_suffix(".part")
        make(part)
        part.rename(path)
    return path


def _process(*arguments: str) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.scale.measure", *arguments],
        capture_output=True,
        text=True,
        check=True,
        cwd=ROOT,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _row(*cells: str) -> None:
    print("  ".join(f"{cell:>11}" for cell in cells), flush=True)


if __name__ == "__main__":
    main()
