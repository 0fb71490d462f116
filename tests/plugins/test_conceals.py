"""A function that conceals: what it makes of a sensitive fact is shown in explanations."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest

import povertyrules as pr
from povertyrules.plugins import Function, Text, calls_in, hookimpl

RULESET = b"""povertyrules: 1
requires: {veil: ">=1"}
ruleset: {id: posting, version: "1", title: posting, in_force: {from: 2020-01-01}}
sources: {rules: {title: rules, clauses: {"1": words}}}
facts:
  person:
    number: {type: text, max_length: 18, label: number, sensitive: true}
    posted: {type: text, max_length: 18, label: posted, sensitive: true}
derived: {veiled: {label: veiled, is: veil(number)}}
outcomes: {clear: {label: clear, when: posted != veiled, cite: rules#1}}
"""

VEIL = Function(
    name="veil",
    label="veiled form of",
    takes=(Text(18),),
    gives=Text(18),
    known=lambda number: number[:2] + "#" * len(number[2:]),
    conceals=True,
    example="veil(number)",
)


def _host(function: Function) -> pr.Engine:
    plugin = SimpleNamespace(
        __povertyrules_name__="veil",
        __version__="1",
        povertyrules_contract=hookimpl(lambda: 1),
        povertyrules_functions=hookimpl(lambda: [function]),
    )
    return pr.Engine(plugins=[plugin])


@pytest.mark.parametrize("conceals", [True, False])
def test_what_conceals_is_shown(conceals: bool, tmp_path: Any) -> None:
    file = tmp_path / "posting.yaml"
    file.write_bytes(RULESET)
    ruleset = _host(replace(VEIL, conceals=conceals)).load(file)
    record = {"number": "AB34567", "posted": "AB34567"}
    text = ruleset.evaluate(record, as_of="2020-06-01").explain().to_text("en")
    assert ("AB#####" in text) is conceals
    assert "AB34567" not in text


def test_a_lint_asks_for_calls(tmp_path: Any) -> None:
    file = tmp_path / "posting.yaml"
    file.write_bytes(RULESET)
    (call,) = calls_in(_host(VEIL).load(file).checked)
    assert (call.function.name, call.function.plugin) == ("veil", "veil")
    assert [fact.id for fact in call.facts] == ["number"]
