"""Times of a store as it grows, in SQLite and PostgreSQL: `python -m benchmarks.store`.

    python -m benchmarks.store --cases 1e4 1e5 [--events 10] [--only sqlite] [--postgres URL]

Each store is filled by `import_log` with households that are observed every month; one in a
hundred has a month missing by then, and is what the overdue list finds. Then a sample of single
operations is timed, each its own transaction: the median is shown, and how it grew from the
size before. Without a URL PostgreSQL is a server of its own in a temporary folder (durable, its
defaults). `--cases 2e5` with `--events 10` is a district: 200,000 cases, 2 million events.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import date
from pathlib import Path

from povertyrules.cases import Acted, Case, Event
from povertyrules.cases.areas import area_of
from povertyrules.cases.sql.store import SqlStore
from tests.cases.scenes import actor, listed, proper_act, zhaojia
from tests.postgres import installed, running
from tests.store.places import new_place

RULES = zhaojia().procedure.rules
MONTHS = range(4, 13)
SAMPLE = 200
LATE = 100
"""Every so many-th household lacks April."""
AT = date(2020, 12, 31)


def log_of(number: int, events: int) -> Iterator[Event]:
    """A household on the list of 2019, observed every month from April on."""
    name = f"甲{number:07}"
    yield listed(case=name, subject=f"户{number:07}").opening
    months = [m for m in MONTHS if m != MONTHS[0] or number % LATE]
    for at, month in enumerate(months[: events - 1], start=2):
        yield Acted(name, at, OBSERVED[month])


OBSERVED = {m: proper_act(zhaojia(), "observe", date(2020, m, 20)) for m in MONTHS}


def whole_log(cases: int, events: int) -> Iterator[Event]:
    for number in range(cases):
        yield from log_of(number, events)


def timed(what: Callable[[int], object], numbers: list[int]) -> float:
    """The median of the milliseconds that it takes."""
    taken = []
    for number in numbers:
        begun = time.perf_counter()
        what(number)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


def measure(place: str, cases: int, events: int) -> dict[str, float]:
    """The times of a store with so many cases: milliseconds, of the import µs an event."""
    found: dict[str, float] = {}
    with SqlStore(RULES, place) as store:
        begun = time.perf_counter()
        assert store.import_log(whole_log(cases, events)) == ()
        total = time.perf_counter() - begun
        found["import, µs an event"] = total / (cases * events) * 1e6
        step = max(1, cases // SAMPLE)
        numbers = list(range(1, cases, step))[:SAMPLE]
        names = {number: f"甲{number:07}" for number in numbers}
        for number in numbers:
            store.place(f"户{number:07}", area_of(f"区/镇/村{number}"), actor("town"), AT)

        def opening(number: int) -> None:
            event = listed(case=f"新{number}", subject=f"新户{number}").opening
            assert isinstance(store.append(event), Case)

        def acting(number: int) -> None:
            event = Acted(f"新{number}", 2, OBSERVED[4])
            assert isinstance(store.append(event), Case)

        def at_desk(number: int) -> None:
            desk = store.desk(actor("village"), area_of(f"区/镇/村{number}"), AT)
            assert [case.id for case in desk.cases()] == [names[number]]

        found["open a case"] = timed(opening, numbers)
        found["act in it"] = timed(acting, numbers)
        found["read a case"] = timed(lambda n: store.case(names[n]), numbers)
        found["a village's cases"] = timed(at_desk, numbers)
        as_of = date(2020, 5, 15)
        late: list[int] = []
        found["overdue list"] = timed(
            lambda _: late.append(sum(1 for _ in store.overdue(as_of))), [0, 1, 2]
        )
        found["cases in the overdue list"] = late[0]
        found["overdue, ms a case found"] = found["overdue list"] / max(1, late[0])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--cases", type=float, nargs="+", default=[1e4, 1e5])
    parser.add_argument("--events", type=int, default=10, help="of each case, at most 10")
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    parser.add_argument("--postgres", help="the URL of an empty database, instead of an own one")
    chosen = parser.parse_args()
    for kind in [chosen.only] if chosen.only else ["sqlite", "postgres"]:
        before: dict[str, float] = {}
        for size in map(int, chosen.cases):
            with ExitStack() as stack:
                place = place_for(kind, stack, chosen.postgres)
                found = measure(place, size, chosen.events)
            print(f"\n{kind}, {size} cases of up to {chosen.events} events")
            for name, value in found.items():
                growth = f"  ×{value / before[name]:.2f}" if name in before else ""
                print(f"  {name:28} {value:10.3f}{growth}")
            sys.stdout.flush()
            before = found


def place_for(kind: str, stack: ExitStack, given: str | None) -> str:
    if kind == "postgres" and given:
        return given
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    programs = installed()
    if kind == "sqlite" or programs is None:
        assert kind == "sqlite", "install PostgreSQL, or give --postgres"
        return new_place(kind, folder, None)
    return new_place(kind, folder, stack.enter_context(running(programs, durable=True)))


if __name__ == "__main__":
    main()
