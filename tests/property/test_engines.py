"""The engines decide alike, as the third judge does, and as the language's law demands."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from povertyrules.engines import record, reference
from povertyrules.kernel.source import Source
from povertyrules.model.binding import bind
from povertyrules.model.check import checked as check
from povertyrules.model.outcome import Plan
from povertyrules.model.ruleset import Ruleset
from povertyrules.records import accept
from tests.property.deciding import DAYS, Truths, bound, checked, readable, truths_of
from tests.property.evaluator import Judge
from tests.property.forms import Form
from tests.property.records import completion, records
from tests.property.records import given as as_given
from tests.property.rulesets import rulesets
from tests.property.writing import write

COMPLETIONS = 6


@given(data=st.data(), form=rulesets(), day=DAYS)
def test_complete_records_are_decided_as_the_third_judge_decides(
    data: st.DataObject, form: Form, day: date
) -> None:
    """Nothing stays unknown where nothing is missing, and each engine is right."""
    note(write(form))
    ruleset = checked(form)
    given_ = data.draw(records(form, complete=True))
    row = accept(ruleset)(as_given(given_))
    expected = Judge(form, day).truths(given_)
    binding = bound(form, ruleset, day)
    assert truths_of(ruleset, reference.plan(ruleset, binding).decide(row)) == expected
    _assert_as_expected(ruleset, record.plan(ruleset, binding), row, expected)


def _assert_as_expected(
    ruleset: Ruleset, plan: Plan, row: tuple[object, ...], all_: Truths
) -> None:
    """An engine may leave out the items in which nothing is reported."""
    truths = truths_of(ruleset, plan.decide(row))
    assert truths == {where: all_[where] for where in truths}
    assert truths.keys() == all_.keys()


@given(data=st.data(), form=rulesets(), day=DAYS)
def test_record_and_reference_observe_and_decide_alike(
    data: st.DataObject, form: Form, day: date
) -> None:
    note(write(form))
    ruleset = checked(form)
    binding = bound(form, ruleset, day)
    slow, fast = reference.plan(ruleset, binding), record.plan(ruleset, binding)
    row = accept(ruleset)(as_given(data.draw(records(form))))
    expected = truths_of(ruleset, slow.decide(row))
    _assert_as_expected(ruleset, fast, row, expected)
    observations = [readable(ruleset, ruleset.root, p.observe(row)) for p in (slow, fast)]
    assert observations[0] == observations[1]


@given(data=st.data(), form=rulesets(), day=DAYS, seed=st.integers(0, 10**6))
def test_what_is_decided_stays_decided_whatever_the_missing_facts_are(
    data: st.DataObject, form: Form, day: date, seed: int
) -> None:
    """The law of the language. Left out are outcomes that rest on something being missing,
    and completions that break an assumption or give a group two outcomes."""
    note(write(form))
    ruleset = checked(form)
    partial = data.draw(records(form))
    row = accept(ruleset)(as_given(partial))
    truths = truths_of(ruleset, record.plan(ruleset, bound(form, ruleset, day)).decide(row))
    lawful = {d.id for d in form.definitions if not d.presence}
    decided = {k: v for k, v in truths.items() if v is not None and k[0] in lawful}
    judge = Judge(form, day)
    for way in range(COMPLETIONS):
        whole = completion(form, partial, way if way < 2 else seed + way)
        final = judge.truths(whole)
        if admitted(form, final):
            assert {k: final[k] for k in decided} == decided, whole


def admitted(form: Form, truths: Truths) -> bool:
    """Whether a record with these truths is accepted at all."""
    definitions = {d.id: d for d in form.definitions}
    held: set[object] = set()
    for (name, path), truth in truths.items():
        definition = definitions[name]
        if definition.section == "assumptions" and truth is False:
            return False
        group = (definition.group, path)
        if definition.group is not None and truth:
            if group in held:
                return False
            held.add(group)
    return True


@given(data=st.data(), form=rulesets(), day=DAYS)
def test_rejected_is_what_contradicts_itself(data: st.DataObject, form: Form, day: date) -> None:
    ruleset = checked(form)
    plan = record.plan(ruleset, bound(form, ruleset, day))
    row = accept(ruleset)(as_given(data.draw(records(form))))
    verdicts = plan.decide(row)
    assert plan.rejects(verdicts) == (not admitted(form, truths_of(ruleset, verdicts)))


@given(data=st.data(), form=rulesets(), seed=st.integers(0, 2**32))
def test_a_value_is_the_same_in_every_form_that_is_accepted(
    data: st.DataObject, form: Form, seed: int
) -> None:
    ruleset = checked(form)
    made = data.draw(records(form))
    take = accept(ruleset)
    assert take(as_given(made)) == take(as_given(made, Random(seed)))


# what these properties found once

_FILE = """
povertyrules: 1
ruleset: {{id: found, version: '1', title: 曾经的错误, in_force: {{from: 2020-01-01}}}}
sources: {{notice: {{clauses: {{'1': 条文}}}}}}
{parameters}
facts:
  household:
    registered: {{type: boolean, label: 建档立卡户}}
    first: {{type: choice, label: 甲, values: [a, b]}}
    second: {{type: choice, label: 乙, values: [b, a]}}
outcomes:
  one: {{label: 一, when: {one}, cite: notice#1}}
  two: {{label: 二, when: registered, cite: notice#1}}
"""


def _found(one: str, parameters: str = "") -> Ruleset:
    text = _FILE.format(one=one, parameters=parameters)
    return check(Source("found.yaml", text))


@pytest.mark.parametrize(
    "one",
    [
        "{all: [{any: [registered]}, '1 == 2']}",  # wrote into the fact
        "{all: [{any: ['true']}, {not: 'true'}]}",  # wrote into `True`
    ],
)
@pytest.mark.parametrize("registered", [True, False, None])
def test_a_step_of_one_condition_is_that_condition(one: str, registered: bool | None) -> None:
    ruleset = _found(one)
    binding = bind(ruleset, date(2020, 1, 1))
    for engine in (reference, record):
        row = (registered, None, None)
        assert engine.plan(ruleset, binding).decide(row).truths == (False, registered)


def test_the_order_of_a_choices_values_is_no_part_of_its_type() -> None:
    assert _found("""'if(registered, first, second) == "a"'""").definitions["one"]


def test_a_text_parameter_is_no_formula() -> None:
    word = "word: {type: text, label: 词, values: [{from: 2020-01-01, value: aab, cite: notice#1}]}"
    ruleset = _found("word == 'ab'", f"parameters: {{{word}}}")
    assert ruleset.parameters["word"].values[0].value == "aab"
