"""How hypothesis runs: the same examples every time, or many new ones in `make properties`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from hypothesis import HealthCheck, settings

from tests.postgres import Server, installed, running

collect_ignore = [] if find_spec("pyspark") else ["spark"]
"""Spark needs Java, and an environment of its own: `make spark`."""

_SLOW_MACHINE = [HealthCheck.too_slow]

settings.register_profile(
    "default",
    max_examples=100,
    deadline=None,
    derandomize=True,
    suppress_health_check=_SLOW_MACHINE,
)
settings.register_profile(
    "long", max_examples=5_000, deadline=None, suppress_health_check=_SLOW_MACHINE
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server for the tests of one process, with an empty database `postgres`."""
    programs = installed()
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (on Debian: apt install postgresql)")
    with running(programs) as server:
        yield server
