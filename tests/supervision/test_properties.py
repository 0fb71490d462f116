"""Random dockets: nothing is dropped, counts add up, and nothing hidden gets out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from povertyrules.cases import Case, deadlines, fold
from povertyrules.kernel.codes import Language
from povertyrules.supervision import LEVELS, Place, ledger
from povertyrules.supervision.followups import by_department, by_safeguard
from povertyrules.supervision.rounds import counted
from tests.supervision.scenes import (
    FIRST,
    IDENTITY,
    LAST,
    RULES,
    reported,
    walked,
)

SEEDS = st.integers(0, 10**6)
DAYS = st.integers(0, (LAST - FIRST).days + 20).map(lambda days: FIRST + timedelta(days=days))
few = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)


@few
@given(SEEDS)
def test_villages_add_up_to_towns_and_towns_to_districts(seed: int) -> None:
    cases, homes = walked(seed)
    made = ledger(RULES, cases.values(), as_of=LAST, places=homes)
    for small, large in pairwise(LEVELS):
        added: Counter[tuple[object, ...]] = Counter()
        for unit, *kinds, number in made.counts(small):
            added[(unit[:-1], *kinds)] += number
        assert added == {tuple(count[:-1]): count.cases for count in made.counts(large)}
    for level in LEVELS:
        assert sum(count.cases for count in made.counts(level)) == len(cases)


@few
@given(SEEDS)
def test_every_case_stands_once_at_each_level(seed: int) -> None:
    cases, homes = walked(seed)
    made = ledger(RULES, cases.values(), as_of=LAST, places=homes)
    for level in LEVELS:
        column = made.table(level).headings.index("事项编号")
        assert sorted(str(row[column]) for row in made.table(level).rows) == sorted(cases)
        units = {row.place.unit(level) for row in made.rows}
        parts = [row for unit in units for row in made.of(level, *unit).rows]
        assert sorted(row.case for row in parts) == sorted(cases)


@few
@given(SEEDS, DAYS)
def test_the_report_of_a_day_is_that_of_the_log_up_to_it(seed: int, day: date) -> None:
    """What happened later changes nothing, but for what is told of it."""
    cases, homes = walked(seed)
    then = {
        name: folded
        for name, case in cases.items()
        if (events := [event for event in case.events if event.day <= day])
        and isinstance(folded := fold(RULES, events), Case)
    }
    now, before = (reported(each.values(), homes, day) for each in (cases, then))
    assert now.ledger.table("village") == before.ledger.table("village")
    assert now.tables() == before.tables()
    assert now.later == len(cases) - len(then)


@few
@given(SEEDS, DAYS)
def test_overdue_and_unlimited_are_the_deadlines_of_the_cases(seed: int, day: date) -> None:
    cases, homes = walked(seed)
    cases = {name: case for name, case in cases.items() if case.last_day <= day}
    made = reported(cases.values(), homes, day)
    every = [(name, each) for name, case in cases.items() for each in deadlines(RULES, case, day)]
    late = {(n, role.id, each.month, each.due) for n, each in every if each.is_overdue
            for role in each.roles}  # fmt: skip
    free = {(n, role.id) for n, each in every if each.due is None for role in each.roles}
    assert {(w.row.case, w.role, w.month, w.due) for w in made.overdue} == late
    assert {(w.row.case, w.role) for w in made.unlimited} == free
    assert all(w.days > 0 for w in made.overdue)
    assert all(w.days >= 0 for w in made.unlimited)


@few
@given(SEEDS, DAYS)
def test_a_round_has_everybody_in_monitoring_once(seed: int, day: date) -> None:
    cases, homes = walked(seed)
    made = reported(cases.values(), homes, day)
    seen = Counter((each.month, each.row.case) for each in made.rounds)
    assert set(seen.values()) <= {1}
    monitored = [row for row in made.ledger.rows if row.state == "entered"]
    if made.round:
        last = made.round[0].last
        there = {row.case for row in monitored if row.visited[-1].start <= last}
        assert {each.row.case for each in made.round} == there
    missed = {(each.month, each.row.case) for each in made.rounds if each.status == "missed"}
    late = {(w.month, w.row.case) for w in made.overdue if w.basis == "month"}
    assert missed == late
    counts = counted(made.round, "village")
    assert sum(each.expected + each.left for each in counts) == len(made.round)


@few
@given(SEEDS, DAYS)
def test_every_warning_is_counted_and_timed_once(seed: int, day: date) -> None:
    cases, homes = walked(seed)
    made = reported(cases.values(), homes, day)
    known = {row.case for row in made.ledger.rows if row.lifecycle == "warning_case"}
    assert sorted(each.row.case for each in made.durations) == sorted(known)
    for each in made.durations:
        assert each.days == ((each.end or day) - each.start).days >= 0
        assert each.is_open == (not each.row.is_over)
    tallies = by_safeguard(made.warnings, made.safeguards)
    gaps = sum(len(row.gaps) or 1 for row in made.warnings)
    assert sum(each.total for each in tallies) == gaps
    assert all(each.total == each.open + each.over for each in tallies)
    assert {d for row in made.warnings for d in row.departments} <= {
        each.name for each in by_department(made.warnings)
    }


LANGUAGES: tuple[Language, ...] = ("zh", "en")


def secrets(*known: Iterable[str]) -> list[str]:
    """The keys of all households that a report knows of, and a number of the kind of an
    identity number."""
    return [IDENTITY, *{key for keys in known for key in keys}]


@few
@given(SEEDS)
def test_no_table_has_a_key_or_an_identity_number(seed: int) -> None:
    cases, homes = walked(seed, telling=True)
    made = reported(cases.values(), homes)
    tables = [*made.tables(), *(made.ledger.table(level) for level in LEVELS)]
    text = "\n".join(each.to_csv() for each in tables) + repr(made) + repr(made.ledger.rows)
    hidden = secrets((case.subject for case in cases.values()), homes)
    assert not [secret for secret in hidden if secret in text]
    shown = reported(cases.values(), homes, show_sensitive=True)
    csv = shown.ledger.table("village").to_csv()
    assert all(case.subject in csv for case in cases.values())


def test_no_file_has_a_key_or_an_identity_number() -> None:
    cases, homes = walked(3, 12, 20, telling=True)
    made = reported(cases.values(), homes)
    hidden = secrets((case.subject for case in cases.values()), homes)
    for language in LANGUAGES:
        page = made.to_html(language)
        assert not [secret for secret in hidden if secret in page]
    frame = made.ledger.to_frame()
    assert not [secret for secret in hidden if secret in str(frame.to_dicts())]


@pytest.mark.parametrize("known", [Place("东山村", "赵家镇", ""), Place("", "", "达川区")])
def test_an_area_that_is_known_in_part_is_kept(known: Place) -> None:
    cases, _ = walked(5, 3)
    homes = {case.subject: known for case in cases.values()}
    made = ledger(RULES, cases.values(), as_of=LAST, places=homes)
    assert {count.unit for count in made.counts("village")} == {known.unit("village")}
    assert "（所在地不详）" in made.table("village").to_csv()
