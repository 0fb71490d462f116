"""Explanations, what is needed, and receipts, for random rulesets and records."""

from __future__ import annotations

import json
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from hypothesis import assume, given, note
from hypothesis import strategies as st

import povertyrules
from povertyrules import explain as explain_package
from povertyrules.engines import record
from povertyrules.explain import Explainer, Explanation
from povertyrules.explain.needed import Needed, needed
from povertyrules.kernel.source import Source
from povertyrules.kernel.truth import Truth
from povertyrules.model.binding import read_fills
from povertyrules.model.check import checked as check
from povertyrules.model.outcome import Binding, Observation
from povertyrules.model.ruleset import Ruleset
from povertyrules.records import accept
from tests.explain.checking import Checker
from tests.property.deciding import DAYS, bound, checked, fills_of, truths_of
from tests.property.forms import Form
from tests.property.records import Record, completion, records
from tests.property.records import given as as_given
from tests.property.rulesets import rulesets
from tests.property.writing import write

STATUS: dict[Truth, str] = {True: "holds", False: "fails", None: "unknown"}
SCHEMAS = Path(explain_package.__file__).parent
MOST_ROUNDS = 40


@cache
def validator(name: str) -> Any:
    return jsonschema_rs.validator_for(json.loads((SCHEMAS / name).read_text("utf-8")))


def observed(ruleset: Ruleset, binding: Binding, made: Record) -> Observation:
    return record.plan(ruleset, binding).observe(accept(ruleset)(as_given(made)))


@given(data=st.data(), form=rulesets(), day=DAYS)
def test_an_explanation_says_what_was_decided_and_follows_from_its_figures(
    data: st.DataObject, form: Form, day: date
) -> None:
    note(write(form))
    ruleset = checked(form)
    binding = bound(form, ruleset, day)
    row = accept(ruleset)(as_given(data.draw(records(form))))
    plan = record.plan(ruleset, binding)
    tree = Explainer(ruleset, binding).explain(plan.observe(row)).to_dict()
    for (name, path), truth in truths_of(ruleset, plan.decide(row)).items():
        item = tree["result"]
        for collection, index in path:
            item = item["items"][collection][index]
        assert item["definitions"][name]["status"] == STATUS[truth]
    assert json.loads(json.dumps(tree)) == tree
    validator("explanation-1.schema.json").validate(tree)
    Checker(tree).check()


@given(data=st.data(), form=rulesets(), day=DAYS)
def test_every_explanation_can_be_told(data: st.DataObject, form: Form, day: date) -> None:
    note(write(form))
    ruleset = checked(form)
    binding = bound(form, ruleset, day)
    made = data.draw(records(form))
    told = Explainer(ruleset, binding).explain(observed(ruleset, binding, made))
    for text in _texts(told):
        for definition in ruleset.root.outcomes:
            assert definition.label in text or _escaped(definition.label) in text


def _texts(told: Explanation) -> list[str]:
    return [
        *(told.to_text(lang) for lang in ("zh", "en")),
        *(told.to_markdown(lang) for lang in ("zh", "en")),
        told.to_text("zh", show_sensitive=True),
    ]


def _escaped(label: str) -> str:
    """A label as Markdown has it: what could be markup behind a backslash."""
    return re.sub(r"([^\w\s\u2e80-\uffff“”])", r"\\\1", label)


@given(data=st.data(), form=rulesets(), day=DAYS, seed=st.integers(0, 10**6))
def test_filling_what_is_needed_decides_everything(
    data: st.DataObject, form: Form, day: date, seed: int
) -> None:
    """The law of what is needed:

    - every unknown outcome, and no other, has something that is needed for it;
    - what is needed is missing;
    - filling in everything needed, with whatever values, and again what is needed then,
      comes to an end, where no outcome is unknown.
    """
    note(write(form))
    ruleset = checked(form)
    binding = bound(form, ruleset, day)
    made = data.draw(records(form))
    whole = completion(form, made, seed)
    for _ in range(MOST_ROUNDS):
        missing = needed(ruleset, observed(ruleset, binding, made))
        unknown = _unknown(ruleset, binding, made)
        assert {name for n in missing for name in n.outcomes} == unknown
        if not missing:
            return
        for one in missing:
            _fill(made, whole, one)
    raise AssertionError("filling in what is needed did not come to an end")


def _unknown(ruleset: Ruleset, binding: Binding, made: Record) -> set[str]:
    """The outcomes that are unknown, each with the path of its item."""
    plan = record.plan(ruleset, binding)
    truths = truths_of(ruleset, plan.decide(accept(ruleset)(as_given(made))))
    return {
        ".".join([*(f"{collection}[{index}]" for collection, index in path), name])
        for (name, path), truth in truths.items()
        if truth is None and ruleset.definitions[name].kind == "outcome"
    }


def _fill(made: Record, whole: Record, one: Needed) -> None:
    """Take one needed value from the completion. Items of a collection come empty."""
    *steps, name = re.findall(r"(\w+)(?:\[(\d+)\])?", one.path)
    for collection, index in steps:
        made, whole = made[collection][int(index)], whole[collection][int(index)]
    assert name == (one.fact, "")
    assert one.fact not in made
    made[one.fact] = [{} for _ in whole[one.fact]] if one.collection else whole[one.fact]


@given(data=st.data(), form=rulesets(), day=DAYS)
def test_a_receipt_replays_equal_and_shows_a_forgery(
    data: st.DataObject, form: Form, day: date
) -> None:
    note(write(form))
    model = checked(form)
    ruleset = povertyrules.Ruleset(model, read_fills(model, fills_of(form)))
    made = data.draw(records(form))
    try:
        decision = ruleset.evaluate(as_given(made), as_of=day)
    except povertyrules.InvalidRecord:
        assume(False)
    receipt = decision.receipt()
    validator("receipt-1.schema.json").validate(receipt)
    sent = json.loads(json.dumps(receipt))
    assert sent == receipt
    again = povertyrules.replay(sent, ruleset=ruleset)
    assert again.equal, again.differences
    assert again.decision is not None
    assert again.decision.verdicts == decision.verdicts
    outcomes = sent["result"]["outcomes"]
    for name, status in outcomes.items():
        outcomes[name] = "fails" if status == "holds" else "holds"
        assert not povertyrules.replay(sent, ruleset=ruleset).equal
        outcomes[name] = status


def test_needed_is_what_the_decision_says() -> None:
    ruleset = povertyrules.load("zhaojia")
    decision = ruleset.evaluate({"registered": True, "lifted_out": True}, as_of="2020-06-01")
    unknown = {name for name, o in decision.outcomes.items() if o.status == "unknown"}
    assert {name for n in decision.needed for name in n.outcomes} == unknown


# what these properties found once

_FOUND = """
povertyrules: 1
ruleset: {id: found, version: '1', title: 曾经的错误, in_force: {from: 2020-01-01}}
sources: {notice: {clauses: {'1': 条文}}}
facts:
  household:
    registered: {type: boolean, label: 建档立卡户}
    income: {type: money, label: 收入, min: 0, max: 90000, sensitive: true}
    ill: {type: boolean, label: 重病, sensitive: true}
    name: {type: text, label: 姓名}
derived:
  same_income: {label: 同一收入, is: income}
criteria:
  poor: {label: 贫困, when: same_income < 5000, cite: notice#1}
outcomes:
  masked: {label: 一, when: poor, cite: notice#1}
  whether: {label: 二, when: "if(registered, poor, not poor) and name != ''", cite: notice#1}
  criterion: {label: 三, when: poor == registered, cite: notice#1}
  alias: {label: 五, when: ill, cite: notice#1}
  compared: {label: 六, when: ill == alias, cite: notice#1}
  empty: {label: 四, when: "starts_with(name, '')", cite: notice#1}
"""


@pytest.mark.parametrize("registered", [True, False, None])
def test_what_could_not_be_told(registered: bool | None) -> None:
    ruleset = povertyrules.Ruleset(check(Source("found.yaml", _FOUND)))
    facts = {"registered": registered, "income": "4321.09", "name": "甲", "ill": registered}
    told = ruleset.evaluate(facts, as_of="2020-01-01").explain()
    tree = told.to_dict()
    assert tree["result"]["definitions"]["poor"]["because"]["margin"] is None
    Checker(tree).check()
    for text in _texts(told)[:-1]:
        assert "4,321.09" not in text
        assert "678.91" not in text
