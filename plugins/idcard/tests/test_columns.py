"""The plugin's contract: the kit finds no breach, and columns agree on anybody's text."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import narwhals as nw
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import povertyrules_idcard
from plugins.idcard.tests.people import TEXTS
from povertyrules import testing
from povertyrules.plugins import Function
from povertyrules.testing.columns import ENGINES, cell_of
from povertyrules_idcard.functions import FUNCTIONS


def test_the_kit_finds_no_breach() -> None:
    assert testing.check_plugin(povertyrules_idcard) == []
    assert testing.check_plugin("idcard") == []  # as it is installed


@pytest.mark.parametrize("engine", ENGINES)
@given(st.lists(TEXTS, min_size=120, max_size=120))
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
def test_columns_agree_with_records(engine: str, texts: list[str]) -> None:
    frame = ENGINES[engine](FUNCTIONS[0], [(text,) for text in texts])
    computed = {function.name: _column(function) for function in FUNCTIONS}
    found = nw.from_native(frame).lazy().with_columns(**computed).sort("row").collect()
    for function in FUNCTIONS:
        assert found.get_column(function.name).to_list() == [_cell(function, t) for t in texts]


def _column(function: Function) -> Any:
    assert function.columns is not None
    return function.columns(nw.col("o0"))


def _cell(function: Function, text: str) -> Any:
    alone = function.exactly(text)
    return None if alone is None else cell_of(alone, function.gives)


def test_columns_are_loaded_when_a_frame_is_decided() -> None:
    code = (
        "import sys, povertyrules as pr, povertyrules_idcard\n"
        "host = pr.Engine(plugins=[povertyrules_idcard])\n"
        "assert host.troubles == ()\n"
        "from povertyrules_idcard.functions import FUNCTIONS\n"
        "assert FUNCTIONS[0].exactly('513022198001010014') is True\n"
        "assert 'narwhals' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
