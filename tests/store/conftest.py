"""Every test of the store that asks for `place` runs in both databases."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from povertyrules.cases.sql.store import SqlStore
from tests.cases.scenes import zhaojia
from tests.store.places import KINDS, new_place


@pytest.fixture(params=KINDS)
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def place(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    server = request.getfixturevalue("postgres") if kind == "postgres" else None
    return new_place(kind, tmp_path, server)


@pytest.fixture
def store(place: str) -> Iterator[SqlStore]:
    made = SqlStore(zhaojia().procedure.rules, place)
    yield made
    made.close()
