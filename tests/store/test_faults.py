"""A few of each fault; `python -m tests.store.faults` tries many."""

from __future__ import annotations

import pytest

from tests.postgres import installed, running
from tests.store.faults import fill_disk, kill, race, restart, small_disk
from tests.store.places import new_place


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(place: str) -> None:
    assert len(kill(place, 3)) >= 3


def test_of_two_writers_of_one_event_exactly_one_wins(place: str) -> None:
    race(place, 30)


def test_nothing_is_lost_when_the_disk_is_full() -> None:
    with small_disk("2m") as disk:
        if disk is None:
            pytest.skip("a small file system cannot be mounted here")
        assert fill_disk(str(disk / "cases.db"), disk / "filler") > 10


def test_nothing_acknowledged_is_lost_when_the_server_crashes(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    programs = installed()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed")
    with running(programs, durable=True) as server:
        place = new_place("postgres", tmp_path_factory.mktemp("store"), server)
        assert restart(server, place, 2)
