"""What is timed in one store, and the log that fills it."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import date

from povertyrules.cases import Acted, Case, Event, Note, Opened
from povertyrules.cases.areas import area_of
from povertyrules.cases.sql.store import SqlStore
from povertyrules.supervision import ledger
from tests.cases.scenes import actor, listed, proper_act, zhaojia

RULES = zhaojia().procedure.rules
MONTHS = range(4, 13)
SAMPLE = 200
LATE = 100
"""Every so many-th household lacks April."""
VILLAGE = 100
"""How many households a village has."""
AT = date(2020, 12, 31)
AS_OF = date(2020, 5, 15)
OBSERVED = {m: proper_act(zhaojia(), "observe", date(2020, m, 20)) for m in MONTHS}
OPENING = listed().opening
BY = asdict(actor("town"))


def opening_of(number: int) -> Opened:
    """A household of the list of 2019."""
    return replace(OPENING, case=f"甲{number:07}", subject=f"户{number:07}")


def later_of(number: int, at: int) -> Iterator[Event]:
    """The event with a number: observed every month from April on, by some not in April."""
    months = MONTHS if number % LATE else MONTHS[1:]
    if at - 2 < len(months):
        yield Acted(f"甲{number:07}", at, OBSERVED[months[at - 2]])


def area_text(village: int) -> str:
    return f"区/镇{village // 20}/村{village}"


def whole_log(cases: int, events: int) -> Iterator[Event | Note]:
    """All events month by month, as they come in life, then where everybody lives."""
    yield from map(opening_of, range(cases))
    for at in range(2, events + 1):
        for number in range(cases):
            yield from later_of(number, at)
    for number in range(cases):
        content = {"area": area_text(number // VILLAGE), "by": BY, "at": "2020-03-20"}
        yield Note("place", f"户{number:07}", 1, content)


def median(what: Callable[[int], object], numbers: list[int]) -> float:
    """The median of the milliseconds that it takes."""
    taken = []
    for number in numbers:
        begun = time.perf_counter()
        what(number)
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken) * 1000


class _Clock:
    seconds = 0.0


@contextmanager
def clock() -> Iterator[_Clock]:
    gc.collect()
    made, begun = _Clock(), time.perf_counter()
    yield made
    made.seconds = time.perf_counter() - begun


def measure(place: str, cases: int, events: int) -> dict[str, float]:
    """The times of a store with so many cases."""
    with SqlStore(RULES, place) as store:
        with clock() as filling:
            assert store.import_log(whole_log(cases, events)) == ()
        found = {"fill it, µs an event": filling.seconds / store.count() * 1e6}
        step = max(1, cases // SAMPLE)
        found |= _single(store, list(range(1, cases, step))[:SAMPLE])
        found |= _lists(store, cases)
    return found


def _single(store: SqlStore, numbers: list[int]) -> dict[str, float]:
    def opening(number: int) -> None:
        event = replace(OPENING, case=f"新{number}", subject=f"新户{number}")
        assert isinstance(store.append(event), Case)

    def acting(number: int) -> None:
        assert isinstance(store.append(Acted(f"新{number}", 2, OBSERVED[4])), Case)

    def at_desk(number: int) -> None:
        area = area_of(area_text(number // VILLAGE))
        own = store.desk(actor("village"), area, AT).cases()
        assert len(list(own)) == VILLAGE

    def ledger_of(number: int) -> None:
        area = area_of(area_text(number // VILLAGE))
        own = store.desk(actor("village"), area, AT).cases()
        assert len(ledger(RULES, own, as_of=AS_OF).rows) == VILLAGE

    def late_at_desk(number: int) -> None:
        area = area_of(area_text(number // VILLAGE))
        own = store.desk(actor("village"), area, AT).overdue(AS_OF)
        assert len(list(own)) == VILLAGE // LATE

    return {
        "open a case, ms": median(opening, numbers),
        "act in it, ms": median(acting, numbers),
        "read a case, ms": median(lambda n: store.case(f"甲{n:07}"), numbers),
        "a village's 100 cases, ms": median(at_desk, numbers[:20]),
        "its ledger, ms": median(ledger_of, numbers[:20]),
        "its overdue list, ms": median(late_at_desk, numbers[:20]),
    }


def _lists(store: SqlStore, cases: int) -> dict[str, float]:
    with clock() as late:
        many = sum(1 for _ in store.overdue(AS_OF))
    assert many >= cases // LATE
    with clock() as whole:
        rows = len(ledger(RULES, store.cases(), as_of=AS_OF).rows)
    with clock() as going_over:
        assert store.verify() == ()
    return {
        "the whole overdue list, µs a case in it": late.seconds / many * 1e6,
        "the whole ledger, µs a case": whole.seconds / rows * 1e6,
        "verify, µs an event": going_over.seconds / store.count() * 1e6,
    }
