"""Times of a store as it grows, in SQLite and PostgreSQL: `python -m benchmarks.store`.

    python -m benchmarks.store --cases 1e4 1e5 2e5 [--events 10] [--only sqlite] [--postgres URL]

Each store is filled by `import_log` with households in villages of 100 that are observed every
month; one in a hundred has April missing, and is what the overdue list finds. Then a sample of
single operations is timed, each its own transaction (the median is shown), and lists are.
Without a URL PostgreSQL is a server of its own in a temporary folder (durable, its defaults).
200,000 cases of 10 events are a district.

The last columns are what counts on a machine that does other things too: how each time grew
from the size before. A list of everything grows as it must, so it is shown by what it lists.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

from benchmarks.store.measuring import measure
from tests.postgres import installed, running
from tests.store.places import new_place


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=float, nargs="+", default=[1e4, 1e5, 2e5])
    parser.add_argument("--events", type=int, default=10, help="of each case, at most 10")
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    parser.add_argument("--postgres", help="the URL of an empty database, instead of an own one")
    chosen = parser.parse_args()
    for kind in [chosen.only] if chosen.only else ["sqlite", "postgres"]:
        columns: dict[int, dict[str, float]] = {}
        for size in map(int, chosen.cases):
            with ExitStack() as stack:
                place = place_for(kind, stack, chosen.postgres)
                columns[size] = measure(place, size, chosen.events)
            _say("\n" + "\n".join(table(kind, columns)) + "\n")


def table(kind: str, columns: dict[int, dict[str, float]]) -> list[str]:
    """A table in Markdown: the times at each size so far, then how they grew."""
    sizes = list(columns)
    steps = list(pairwise(sizes))
    heads = [kind, *(f"{size:,} cases" for size in sizes)]
    heads += [f"×, {before:,} → {after:,}" for before, after in steps]
    lines = [f"| {' | '.join(heads)} |", "| --- |" + " ---: |" * (len(heads) - 1)]
    for name in columns[sizes[0]]:
        values = [f"{columns[size][name]:.2f}" for size in sizes]
        growth = [f"{columns[b][name] / columns[a][name]:.1f}" for a, b in steps]
        lines.append(f"| {' | '.join([name, *values, *growth])} |")
    return lines


def place_for(kind: str, stack: ExitStack, given: str | None) -> str:
    if kind == "postgres" and given:
        return given
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    programs = installed()
    if kind == "sqlite" or programs is None:
        assert kind == "sqlite", "install PostgreSQL, or give --postgres"
        return new_place(kind, folder, None)
    return new_place(kind, folder, stack.enter_context(running(programs, durable=True)))


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
