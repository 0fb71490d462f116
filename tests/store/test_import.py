"""A log that is imported leaves what appending its events one by one leaves: the same rows,
the same links, the same refusal at the same place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyrules.cases import Acted, Case, Event, Opened, Refusal
from povertyrules.cases.rules import Rules
from povertyrules.cases.sql import importing, settling
from povertyrules.cases.sql.importing import NotImported
from povertyrules.cases.sql.store import SqlStore
from tests.cases.scenes import day, listed, log, proper_act, warned, zhaojia
from tests.cases.test_properties import RULESETS, logs
from tests.store.places import new_place, rows

RULES = zhaojia().procedure.rules
WAYS = settings(max_examples=60, deadline=None)


@pytest.fixture(autouse=True)
def _small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """So that a short log comes in several parts."""
    monkeypatch.setattr(importing, "_PART", 3)
    for module in (importing, settling):
        monkeypatch.setattr(module, "AT_ONCE", 2)


def one_by_one(store: SqlStore, events: Iterable[Event]) -> NotImported | None:
    for position, event in enumerate(events, start=1):
        result = store.append(event)
        if isinstance(result, Refusal):
            return NotImported(event, result, position)
    return None


def told(refused: tuple[NotImported, ...]) -> list[object]:
    return [(each.position, each.record, each.refusal.to_dict()) for each in refused]


def compared(rules: Rules, places: tuple[str, str], events: list[Event], begun: int) -> None:
    """`begun` events are there before; the others come by both ways."""
    with SqlStore(rules, places[0]) as single, SqlStore(rules, places[1]) as whole:
        for store in (single, whole):
            assert one_by_one(store, events[:begun]) is None
        untouched = rows(places[1])
        refused = one_by_one(single, events[begun:])
        assert told(whole.import_log(iter(events[begun:]))) == told((refused,) if refused else ())
        if refused is not None:
            assert rows(places[1]) == untouched
            rest = events[begun : begun + refused.position - 1]
            assert whole.import_log(rest) == ()
        assert rows(places[1]) == rows(places[0])
        assert whole.verify() == ()


@WAYS
@given(drawn=logs(), data=st.data())
def test_any_log(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: tuple[str, list[tuple[Event, bool]]],
    data: st.DataObject,
) -> None:
    name, made = drawn
    right = [event for event, is_right in made if is_right]
    events = right if data.draw(st.booleans()) else [event for event, _ in made]
    rules = RULESETS[name].procedure.rules
    folder = tmp_path_factory.mktemp("store")
    good = next((n for n, event in enumerate(events) if event not in right), len(events))
    begun = data.draw(st.integers(0, good))
    with SqlStore(rules, folder / "try.db") as store:
        refused = one_by_one(store, events[:begun])
    begun = begun if refused is None else refused.position - 1
    compared(rules, (str(folder / "a.db"), str(folder / "b.db")), events, begun)


@pytest.fixture
def two(kind: str, tmp_path: Path, request: pytest.FixtureRequest) -> tuple[str, str]:
    server = request.getfixturevalue("postgres") if kind == "postgres" else None
    return new_place(kind, tmp_path, server), new_place(kind, tmp_path, server)


def of_household(event: Event, number: int) -> Event:
    own = replace(event, case=f"{event.case}{number}")
    return replace(own, subject=f"户{number}") if isinstance(own, Opened) else own


LOG = [of_household(event, n) for event in log(listed(), warned()) for n in range(4)]
AGAIN = replace(
    warned("flag").opening,
    case="再",
    subject="户2",
    predecessor="乙2",
    act=proper_act(zhaojia(), "flag", day("5-26")),
)
CLOSED = proper_act(zhaojia(), "close", day("5-25"))


@pytest.mark.parametrize("begun", [0, 5, 20])
@pytest.mark.parametrize(
    ("at", "wrong"),
    [
        (99, None), (2, Acted("甲0", 9, CLOSED)), (7, Acted("无", 2, CLOSED)),
        (9, replace(LOG[0], case="a\0")), (9, LOG[0]), (6, replace(AGAIN, subject="户3")),
        (12, replace(AGAIN, case="甲0")), (20, Acted("乙3", 5, CLOSED)),
    ],
)  # fmt: skip
def test_in_both_databases(two: tuple[str, str], begun: int, at: int, wrong: Event | None) -> None:
    events = [*LOG[:at], *([wrong] if wrong else [AGAIN]), *LOG[at:]]
    compared(RULES, two, events, min(begun, at))


def test_the_first_of_several_is_told(two: tuple[str, str]) -> None:
    early, late = Acted("甲0", 2, CLOSED), Acted("甲1", 2, CLOSED)
    compared(RULES, two, [*LOG[:6], late, early], 0)
    compared(RULES, two, [*LOG[:6], early, late, Acted("无", 2, CLOSED)], 0)


def test_what_cannot_be_read_is_told_after_what_was_not_allowed_before(store: SqlStore) -> None:
    def broken(*first: Event) -> Iterator[Event]:
        yield from first
        raise LookupError("line 9")

    wrong = Acted("甲0", 2, CLOSED)
    with pytest.raises(LookupError, match="line 9"):
        store.import_log(broken(*LOG))
    (refused,) = store.import_log(broken(*LOG[:5], wrong, *LOG[5:]))
    assert (refused.record, refused.position) == (wrong, 6)
    assert list(store.export_log()) == []


def test_an_imported_case_goes_on(store: SqlStore) -> None:
    assert store.import_log(LOG) == ()
    case = store.append(AGAIN)
    assert isinstance(case, Case)
    assert store.verify() == ()
