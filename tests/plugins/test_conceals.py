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


MIXED = b"""povertyrules: 1
requires: {veil: ">=1"}
ruleset: {id: posting, version: "1", title: posting, in_force: {from: 2020-01-01}}
sources: {rules: {title: rules, clauses: {"1": words}}}
facts:
  person:
    number: {type: text, max_length: 18, label: number, sensitive: true}
    town: {type: text, max_length: 18, label: town}
    urban: {type: boolean, label: urban}
    saved: {type: money, label: saved, min: 0, max: 100000, sensitive: true}
    lent: {type: money, label: lent, min: 0, max: 100000}
derived:
  joined: {label: joined, is: "veil(number, town)"}
  chosen: {label: chosen, is: "if(urban, number, town)"}
  chosen_money: {label: chosen money, is: "if(urban, saved, lent)"}
  doubled: {label: doubled, is: "chosen_money * 2"}
  higher: {label: higher, is: "greatest(saved, lent)"}
  total: {label: total, is: "saved + lent"}
outcomes:
  a: {label: a, when: joined == town, cite: rules#1}
  b: {label: b, when: chosen == town, cite: rules#1}
  c: {label: c, when: chosen_money < lent, cite: rules#1}
  d: {label: d, when: higher < lent, cite: rules#1}
  e: {label: e, when: "veil(town, chosen) == town", cite: rules#1}
  f: {label: f, when: doubled < lent, cite: rules#1}
  g: {label: g, when: total < 99999, cite: rules#1}
"""


def test_what_holds_a_sensitive_fact_among_others_is_masked(tmp_path: Any) -> None:
    """A text made of a number and a town holds the number; so does a choice between them."""
    file = tmp_path / "posting.yaml"
    file.write_bytes(MIXED)
    joins = replace(
        VEIL, takes=(Text(18), Text(18)), gives=Text(37), known="{}|{}".format, conceals=False
    )
    record = {"number": "AB34567", "town": "C", "urban": True, "saved": 4321, "lent": 1000}
    explanation = _host(joins).load(file).evaluate(record, as_of="2020-06-01").explain()
    for shown in (explanation.to_text("en"), str(explanation.to_dict())):
        assert not {word for word in ("AB34567", "4321", "4,321", "8642", "3321") if word in shown}
        assert "5321" in shown.replace(",", "")  # a sum of several facts is none of them
    assert "AB34567|C" in explanation.to_text("en", show_sensitive=True)
