"""The record engine: each kind of node, known and missing, against the reference engine."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from povertyrules.engines import record, reference
from povertyrules.engines.record import Contradicted
from povertyrules.kernel.possible import AnyText, Range, Subset
from povertyrules.kernel.source import Source
from povertyrules.model.binding import bind
from povertyrules.model.check import checked
from povertyrules.model.outcome import Verdicts
from povertyrules.model.ruleset import Row, Ruleset
from tests.engines.building import DAY, bound, make, outcome, rows
from tests.engines.comparing import observed, truths

ROOT = Path(__file__).parents[2]
FACTS = """
a: {type: boolean, label: A}
b: {type: boolean, label: B}
c: {type: boolean, label: C}
whole: {type: integer, min: -5, max: 20, label: Whole}
size: {type: integer, min: 1, max: 9, label: Size}
debt: {type: integer, min: -9, max: -1, label: Debt}
amount: {type: decimal(2), min: -100, max: 100, label: Amount}
other: {type: decimal(2), min: 0, max: 100, label: Other}
fine: {type: decimal(4), min: -1, max: 1, label: Fine}
free: {type: integer, label: Free}
born: {type: date, min: 1900-01-01, max: 2020-04-20, label: Born}
left: {type: date, min: 1900-01-01, max: 2030-12-31, label: Left}
from_month: {type: month, min: 2010-01, max: 2020-12, label: From}
state: {type: choice, values: [good, fair, bad], label: State}
before: {type: choice, values: [good, fair, bad], label: Before}
risks: {type: choice, values: [flood, fire, theft], many: true, label: Risks}
code: {type: text, max_length: 12, label: Code}
name: {type: text, max_length: 8, label: Name}
"""
CONDITIONS = """
a and b
a or b
a and b and c
a or b or c
not a
not (a and not b) or c
a implies b
(a and b) implies (b or c)
a == b
a != b
a == true
if(a, b, c)
(a or whole > 3) and (b or size < 4)
a and whole > 3 and (b or amount < 0) and not (c and size == 2)
whole > 3
whole > -(-2)
whole < -(-(-1))
amount / 3 < -(-1)
whole >= 20
3 < whole
whole == 7
whole != 7
whole == size
whole in [1, 2, 20]
whole not in [1, 2, 20]
amount < 5
amount <= 0.5
amount == whole * other
amount in [1, 2.5, 100]
amount + other > 100
amount - other - whole < 0.01
amount * fine > 0.000001
amount / size < 7
amount / debt < 7
amount / size == other / size
amount / size + other / 7 >= 9.99
(amount / size - whole / size) * 3 < other / debt
amount / size / debt < 1 / 3
other / (size + 1) in [1, 2]
-amount < other
-(amount / size) < other
abs(amount) > 50
abs(amount / debt) > 5
abs(whole - size) == 3
least(amount, other, whole) < 0
greatest(amount, 0) > fine
least(amount / size, other) < 3
greatest(amount / size, other / debt, whole) >= 2
if(a, amount, whole) > 3
if(a, amount / size, whole) > 3
if(whole > 2, amount, other) + 1 < 9
if(a and b, state, before) == "good"
round(amount, 0, half_up) == 5
round(amount, 1, half_even) < 0.1
round(amount / size, 2, down) == 1.25
round(fine, 2, up) > 0.01
round(whole, 3, floor) == 2
round(-(amount / size), 0, ceiling) > 0
free > 10
free * free >= 0
free / size < 1000
free - whole > 5
days_between(born, left) > 0
months_between(born, left) < 6
months_between(from_month, month("2020-04")) >= 12
years_between(born, as_of) >= 16
age_on(born, as_of) < 16
month_of(born) <= from_month
year_of(left) == 2020
born < left
born == left
as_of > left
state == "good"
state != before
state in ["good", "fair"]
"flood" in risks
count(risks) >= 2
code == name
code != "x"
length(code) > 3
starts_with(code, "138")
code in ["a", "ab"]
a is missing
state is known and state == "bad"
""".strip().splitlines()


def agree(ruleset: Ruleset, count: int = 60, seed: int = 1) -> None:
    """Both engines give the same truths and observe the same values, on random rows."""
    binding = bound(ruleset)
    ours, theirs = record.plan(ruleset, binding), reference.plan(ruleset, binding)
    for row in rows(ruleset, count, seed):
        assert truths(ruleset, ours.decide(row)) == truths(ruleset, theirs.decide(row)), row
        assert observed(ours.observe(row)) == observed(theirs.observe(row)), row


@pytest.mark.parametrize("condition", CONDITIONS)
def test_each_condition_is_decided_and_observed_as_by_the_reference(condition: str) -> None:
    agree(outcome(condition, FACTS), count=150)


def test_matches_is_the_kernels() -> None:
    pytest.importorskip("re2")
    agree(outcome('matches(code, "[a-c]+")', FACTS))


PARAMETERS = """
parameters:
  line: {label: Line, type: decimal(2), values: [{from: 2020-01-01, value: 12.5, cite: law#1}]}
  share: {label: Share, type: decimal(2), values: [{from: 2020-01-01, value: 0.3, cite: law#1}]}
  twice:
    label: Twice
    type: decimal(2)
    values: [{from: 2020-01-01, value: 2 * line, cite: law#1}]
  until: {label: Until, type: date, values: [{from: 2020-01-01, value: 2019-12-31, cite: law#1}]}
"""


@pytest.mark.parametrize(
    "condition",
    ["amount < line", "amount / size <= share * twice", "born > until", "line < twice"],
)
def test_parameters_are_those_of_the_binding(condition: str) -> None:
    agree(outcome(condition, FACTS, extra=PARAMETERS))


HOUSEHOLD = """
entities:
  household: {label: Household}
  members: {label: Members, of: household, max: 4, min: 0}
  plots: {label: Plots, of: household, max: 3, min: 1}
  jobs: {label: Jobs, of: members, max: 2}
facts:
  household:
    poor: {type: boolean, label: Poor}
    line: {type: decimal(2), min: 0, max: 50, label: Line}
  members:
    phone: {type: text, max_length: 11, label: Phone}
    age: {type: integer, min: 0, max: 120, label: Age}
    works: {type: boolean, label: Works}
    wage: {type: decimal(2), min: 0, max: 100, label: Wage}
  plots:
    area: {type: decimal(1), min: 0.1, max: 9, label: Area}
  jobs:
    months: {type: integer, min: 0, max: 12, label: Months}
    abroad: {type: boolean, label: Abroad}
"""
RESULT = "label: R, kind: data_check, cite: law#1,"
QUANTIFIED = """
any(members, works)
any(members where age > 15, works)
all(members where age > 15, works)
all(plots, area > 1)
count(members) > 2
count(members where works) == 1
count(members where age < 16 or works) * 2 >= count(members)
count(plots) >= 1
sum(members, wage) > line
sum(members where works, wage) / 4 < line
sum(members where works, wage / 3) < line
sum(members, age) < 100
sum(members where works, age + wage) > 30
min(members where works, wage, 7) <= 6.5
max(members, wage, line) < 60
max(members where works, age, 0) > 60
min(plots, area) > 0.5
max(plots, area / 3) > 1
min(members, wage / 3, line) < 10
any(members as m, any(members as n, m.phone == n.phone and m is not n))
any(members as m, all(members as n, m is n or m.age > n.age))
any(members as m, m is m)
any(members, any(jobs, abroad))
any(members, sum(jobs, months) > 12)
sum(members, sum(jobs where abroad, months)) > 6
any(members as m, any(m.jobs as j, any(members as n, any(n.jobs as k, j is not k and k.abroad))))
any(members, poor and works)
members is missing or poor
any(members, jobs is missing)
any(members, count(jobs) > 1 or wage > line)
if(any(members, works), sum(members, wage), line) > 3
any(members where any(jobs, abroad), age > count(plots))
""".strip().splitlines()


@pytest.mark.parametrize("condition", QUANTIFIED)
def test_quantifiers_are_decided_and_observed_as_by_the_reference(condition: str) -> None:
    agree(make(f"{HOUSEHOLD}\noutcomes: {{r: {{{RESULT} when: '{condition}'}}}}"), 200)


LAYERED = (
    HOUSEHOLD
    + """
derived:
  alias: {label: Alias, of: members, is: wage, cite: law#1}
  yearly: {label: Yearly, of: members, is: wage * 12, cite: law#1}
  a_job: {label: A job, of: members, is: yearly / 3, cite: law#1}
  worked: {label: Worked, of: jobs, is: months * 2 + age, cite: law#1}
  total: {label: Total, is: "sum(members, yearly)", cite: law#1}
  share: {label: Share, of: members, is: total - yearly, cite: law#1}
  same_line: {label: Same, is: line, cite: law#1}
  kind: {label: Kind, of: members, is: 'if(works, phone, "none")', cite: law#1}
criteria:
  adult: {label: Adult, of: members, when: age >= 18, cite: law#1}
  eldest: {label: Eldest, of: members, when: "all(members as n, n.age <= age)", cite: law#1}
  long: {label: Long, of: jobs, when: worked > 30 and adult, cite: law#1}
  all_long: {label: All long, when: "all(members, all(jobs, long))", cite: law#1}
  siblings:
    label: Siblings
    of: members
    when: count(members as n where n.adult) > 1
    cite: law#1
assumptions:
  sane: {label: Sane, of: jobs, when: abroad implies months > 0, cite: law#1}
  rich: {label: Rich, when: poor implies line < 40, cite: law#2}
groups: {size: Size, sort: Sort}
outcomes:
  one:
    label: One
    of: members
    group: sort
    when: adult and share > line and kind != "x"
    cite: law#1
  two: {label: Two, of: members, group: sort, when: eldest and siblings, cite: law#1}
  six: {label: Six, of: members, group: sort, when: alias > same_line and a_job < 40, cite: law#1}
  three: {label: Three, of: jobs, when: long and poor, cite: law#1}
  four: {label: Four, group: size, when: all_long and total > 100, cite: law#1}
  five: {label: Five, group: size, when: "any(members, one) or any(members, six)", cite: law#2}
"""
)


def test_definitions_of_items_are_decided_item_by_item() -> None:
    agree(make(LAYERED), 600)


FILES = sorted(
    path
    for path in [*ROOT.glob("rulesets/*/*/ruleset.yaml"), *ROOT.glob("tests/rulesets/*.yaml")]
    if "open: true" not in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name + path.stem)
def test_whole_rulesets_are_decided_as_by_the_reference(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if "matches(" in text:
        pytest.importorskip("re2")
    ruleset = checked(Source(path.name, text))
    binding = bind(ruleset, ruleset.in_force.start)
    ours, theirs = record.plan(ruleset, binding), reference.plan(ruleset, binding)
    for row in rows(ruleset, 100):
        assert truths(ruleset, ours.decide(row)) == truths(ruleset, theirs.decide(row)), row
        assert observed(ours.observe(row)) == observed(theirs.observe(row)), row


# what exactly is returned


def observed_frame(ruleset: Ruleset, row: Row) -> tuple[Any, ...]:
    return record.plan(ruleset, bound(ruleset)).observe(row).frames[-1]


def test_a_frame_holds_scaled_integers_pairs_and_what_is_possible() -> None:
    facts = """
    amount: {type: decimal(2), min: 0, max: 9, label: A}
    size: {type: integer, min: 1, max: 4, label: S}
    """
    ruleset = outcome("amount / size < 2.5", facts)
    assert ruleset.root.outcomes[0].body.text
    less, ratio, amount, size, limit = observed_frame(ruleset, (600, 3))
    assert (less, amount, size, limit) == (True, 600, 3, 25)
    assert Fraction(*ratio) == 2
    assert observed_frame(ruleset, (600, None)) == (
        None, Range(Fraction(3, 2), 6), 600, None, 25,
    )  # fmt: skip


def test_a_frame_holds_the_possible_choices_and_texts() -> None:
    chosen = outcome('if(a, state, before) == "good"', FACTS)
    facts = {fact.id: fact.index for fact in chosen.root.facts}
    row: list[Any] = [None] * len(facts)
    row[facts["state"]] = "bad"
    assert observed_frame(chosen, tuple(row))[1] == frozenset({"good", "fair", "bad"})
    row[facts["before"]] = "fair"
    assert observed_frame(chosen, tuple(row))[:2] == (False, frozenset({"bad", "fair"}))
    text = outcome('if(a, code, name) == "x"', FACTS)
    assert observed_frame(text, (None,) * len(facts))[1] == AnyText(12)


def test_a_derived_fact_that_is_just_a_fact_shows_what_is_possible() -> None:
    ruleset = make(
        """
        facts:
          household:
            size: {type: integer, min: 2, max: 5, label: Size}
            risks: {type: choice, values: [fire, flood], many: true, label: Risks}
        derived:
          same: {label: Same, is: size, cite: law#1}
          both: {label: Both, is: risks, cite: law#1}
        outcomes:
          danger: {label: Danger, when: 'same > 4 or "fire" in both', cite: law#1}
        """
    )
    observation = record.plan(ruleset, bound(ruleset)).observe((None, None))
    same, both, result = observation.frames
    assert (same, both) == ((None,), (None,))
    assert result[2] == Range(2, 5)
    assert Subset(frozenset(), frozenset({"fire", "flood"})) in result


def test_a_quantifier_has_a_frame_for_each_item_and_one_for_the_unlisted() -> None:
    ruleset = make(
        HOUSEHOLD
        + "outcomes: {r: {label: R, when: 'any(members where age > 15, works)', cite: law#1}}"
    )
    plan = record.plan(ruleset, bound(ruleset))
    members = ((None, 20, False, None, None), (None, 3, True, None, None))
    truth, items = plan.observe((None, None, members, None)).frames[0]
    assert truth is False
    assert items == ((True, 20, 15, False), (False, 3, 15, True))
    observation = plan.observe((None, None, None, None))
    assert observation.frames[0] == (None, ((None, None, 15, None),))
    assert observation.items == (None, None)
    unlisted = observation.unlisted[0]
    assert unlisted is not None
    assert unlisted.row == ruleset.entities["members"].unlisted


def test_items_in_which_nothing_is_reported_are_left_out() -> None:
    ruleset = make(HOUSEHOLD + "outcomes: {r: {label: R, when: poor, cite: law#1}}")
    verdicts = record.plan(ruleset, bound(ruleset)).decide((True, None, (), None))
    assert verdicts == Verdicts((True,), ())


def test_verdicts_say_when_they_contradict_the_data() -> None:
    ruleset = make(LAYERED)
    plan = record.plan(ruleset, bound(ruleset))
    sound = plan.decide((False, 100, (), ()))
    assert type(sound) is Verdicts
    assert not plan.rejects(sound)
    broken = plan.decide((True, 4500, (), ()))
    assert type(broken) is Contradicted
    assert plan.rejects(broken)
    assert broken == reference.plan(ruleset, bound(ruleset)).decide((True, 4500, (), ()))
    bare = plan.judge((False, 100, (), ()))
    assert type(bare) is tuple
    assert bare == sound
    assert type(plan.judge((True, 4500, (), ()))) is Contradicted


def test_a_contradiction_in_an_item_of_an_item_is_seen() -> None:
    ruleset = make(LAYERED)
    plan = record.plan(ruleset, bound(ruleset))
    job, lazy = (3, True), (0, True)
    assert not plan.rejects(plan.decide((None, None, ((None, 40, True, 1, (job,)),), None)))
    assert plan.rejects(plan.decide((None, None, ((None, 40, True, 1, (job, lazy)),), None)))


# the generated text


def test_no_word_of_the_ruleset_stands_in_the_generated_text() -> None:
    ruleset = make(LAYERED.replace("Adult", "import os").replace('"none"', '"__import__"'))
    plan = record.plan(ruleset, bound(ruleset))
    for text in (plan.source, plan.observe_source):
        for word in ("adult", "members", "wage", "import", "phone", '"', "'"):
            assert word not in text


def test_a_large_ruleset_can_be_compiled() -> None:
    count = 1500
    facts = "\n".join(f"f{n}: {{type: boolean, label: F{n}}}" for n in range(count))
    amounts = "\n".join(
        f"m{n}: {{type: decimal(2), min: 0, max: 9, label: M{n}}}" for n in range(200)
    )
    total = " + ".join(f"m{n}" for n in range(25))
    definitions = "\n".join(
        f"  o{n}: {{label: O{n}, when: 'f{n} and (f{n - 1} or {total} > {n})', cite: law#1}}"
        for n in range(1, 120)
    )
    indented = "\n".join(f"    {line}" for line in f"{facts}\n{amounts}".splitlines())
    everything = ", ".join(f"f{n}" for n in range(count))
    ruleset = make(
        f"facts:\n  household:\n{indented}\noutcomes:\n{definitions}\n"
        f"  every: {{label: Every, when: {{all: [{everything}]}}, cite: law#1}}\n"
    )
    plan = record.plan(ruleset, bound(ruleset))
    row: list[Any] = [True] * count + [100] * 200
    assert set(plan.decide(tuple(row)).truths) == {True}
    assert plan.decide(tuple(row)).truths[-1] is True
    row[count - 1] = None
    assert plan.decide(tuple(row)).truths[-1] is None
    row[0] = False
    assert plan.decide(tuple(row)).truths[-1] is False
    assert plan.observe(tuple(row)).frames[-1][0] is False


@pytest.mark.parametrize("operator", ["and", "or"])
def test_deep_conditions_can_be_compiled(operator: str) -> None:
    condition = "whole > 3"
    for depth in range(40):
        other = "or" if (depth % 2 == 0) == (operator == "and") else "and"
        condition = f"({condition} {other} whole == {depth % 7})"
    agree(outcome(condition, FACTS), 30)


def test_a_value_that_is_always_known_is_used_where_the_only_fact_is_missing() -> None:
    ruleset = make(
        """
        facts:
          household:
            poor: {type: boolean, label: Poor}
        derived:
          now: {label: Now, is: month_of(as_of), cite: law#1}
        outcomes:
          later: {label: Later, when: 'if(poor, now, month("2020-03")) < now', cite: law#1}
        """
    )
    agree(ruleset, 10)


def test_the_date_of_the_binding_is_as_of() -> None:
    ruleset = outcome("age_on(born, as_of) >= 16", FACTS)
    row: list[Any] = [None] * len(ruleset.root.facts)
    place = next(fact.index for fact in ruleset.root.facts if fact.id == "born")
    row[place] = DAY.replace(year=DAY.year - 16).toordinal()
    assert record.plan(ruleset, bound(ruleset)).decide(tuple(row)).truths == (True,)
    row[place] += 1
    assert record.plan(ruleset, bound(ruleset)).decide(tuple(row)).truths == (False,)
