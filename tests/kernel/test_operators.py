"""Laws of every operator: what holds of known values holds of possible ones.

- *Sound*: for any possible operands and any values taken from them, the known result is
  among the possible results.
- *Tight*: on small finite operands the possible results are the hull of all known ones.
  The exceptions are listed in `LOOSE`, each with its reason.
- *Consistent*: on known operands the possible result is the known one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
import re2
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel.function import Function
from povertyrules.kernel.numbers import ROUNDING_MODES
from povertyrules.kernel.operators import OPERATORS
from povertyrules.kernel.possible import (
    EVERYTHING,
    INFINITY,
    NEGATIVE_INFINITY,
    AnyText,
    Possible,
    Range,
    Subset,
    is_known,
    point,
)
from povertyrules.kernel.types import BOOLEAN, Number, Text
from tests.kernel.meaning import (
    CHOICES,
    DAYS,
    DOMAINS,
    KNOWN_TEXTS,
    MONTHS,
    NUMBERS,
    SETS,
    SINGLES,
    SMALL,
    TEXTS,
    TRUTHS,
    Sample,
    contains,
    smallest,
)

Samples = st.SearchStrategy[list[Sample]]


@dataclass(frozen=True)
class Case:
    """Operands that an operator takes, as strategies, and its constants."""

    operator: str
    operands: Samples
    parameters: st.SearchStrategy[dict[str, Any]] = field(default_factory=lambda: st.just({}))
    tight: bool = True

    def __str__(self) -> str:
        return self.operator


def several(*each: st.SearchStrategy[Sample]) -> Samples:
    return st.tuples(*each).map(list)


def many(each: st.SearchStrategy[Sample]) -> Samples:
    return st.lists(each, min_size=1, max_size=3)


def nonzero(sample: Sample) -> bool:
    assert isinstance(sample.possible, Range)
    return not sample.possible.low <= 0 <= sample.possible.high


@st.composite
def constants(draw: st.DrawFn, value: st.SearchStrategy[Sample]) -> list[Sample]:
    """A value, and constants of its kind to look for it among."""
    first = draw(value)
    known = [Sample(c, (v,)) for c, v in _constants_like(first)]
    return [first, *draw(st.lists(st.sampled_from(known), min_size=1, max_size=3))]


def _constants_like(sample: Sample) -> list[tuple[Possible, Any]]:
    possible = sample.possible
    if isinstance(possible, frozenset):
        return [(frozenset((v,)), v) for v in CHOICES]
    if isinstance(possible, Range):
        return [(point(v), v) for v in (*sample.values, Fraction(1, 2))]
    values: list[Any] = [True, False] if possible in (True, False, None) else ["", "a", "ab"]
    return [(v, v) for v in values]


def pairs(*kinds: str) -> Samples:
    return st.one_of(*(several(DOMAINS[kind], DOMAINS[kind]) for kind in kinds))


ORDERED = ("small", "number", "day", "month")
WANTED = st.sampled_from(CHOICES).map(lambda v: Sample(frozenset((v,)), (v,)))
ROUNDING = st.fixed_dictionaries(
    {"decimals": st.integers(0, 2), "mode": st.sampled_from(ROUNDING_MODES)}
)
PATTERNS = st.sampled_from(["a*", "[ab]{2}", "b.*|a", ""]).map(
    lambda pattern: {"pattern": re2.compile(pattern)}
)
PREFIXES = st.sampled_from(["", "a", "ba"]).map(lambda prefix: {"prefix": prefix})
CALLED = st.just(
    {
        "function": Function(
            name="halved_down",
            label="减半",
            takes=(Number(None, None),),
            gives=Number(None),
            least=-(10**9),
            most=10**9,
            known=lambda number: -number / 2,
            varies=("-",),
            example="halved_down(x)",
        )
    }
)
STARTS_WITH_A = Function(
    name="starts_with_a",
    label="以 a 开头",
    takes=(Text(10),),
    gives=BOOLEAN,
    known=lambda text: text.startswith("a"),
    example="starts_with_a(x)",
)
DIVISORS = SMALL.filter(nonzero)

CASES = [
    Case("and", many(TRUTHS)),
    Case("or", many(TRUTHS)),
    Case("not", several(TRUTHS)),
    Case("implies", several(TRUTHS, TRUTHS)),
    Case("at_least", many(TRUTHS), st.fixed_dictionaries({"needed": st.integers(1, 3)})),
    Case("==", pairs("truth", "single", *ORDERED)),
    Case("!=", pairs("truth", "single", *ORDERED)),
    Case("==", several(TEXTS, TEXTS), tight=False),
    Case("!=", several(TEXTS, TEXTS), tight=False),
    *(Case(order, pairs(*ORDERED)) for order in ("<", "<=", ">", ">=")),
    Case("in", constants(SINGLES)),
    Case("in", constants(st.one_of(SMALL, NUMBERS, DAYS, TRUTHS, TEXTS)), tight=False),
    Case("contains", several(SETS, WANTED)),
    *(Case(sign, pairs("small", "number")) for sign in ("+", "-", "*")),
    Case("/", several(SMALL, DIVISORS)),
    Case("/", several(NUMBERS, NUMBERS.filter(nonzero))),
    *(Case(name, several(SMALL | NUMBERS)) for name in ("negative", "abs")),
    *(Case(name, many(SMALL) | many(NUMBERS)) for name in ("least", "greatest")),
    Case("round", several(SMALL | NUMBERS), ROUNDING),
    Case("if", st.one_of(*(several(TRUTHS, d, d) for d in (TRUTHS, SMALL, NUMBERS, SETS)))),
    Case("if", st.one_of(*(several(TRUTHS, d, d) for d in (SINGLES, TEXTS))), tight=False),
    *(
        Case(between, several(DAYS, DAYS))
        for between in ("days_between", "months_between", "years_between", "age_on")
    ),
    Case("month_difference", several(MONTHS, MONTHS)),
    *(Case(part, several(DAYS)) for part in ("month_of", "year_of")),
    Case("length", several(TEXTS)),
    Case("starts_with", several(TEXTS), PREFIXES, tight=False),
    Case("matches", several(TEXTS), PATTERNS, tight=False),
    Case("chosen", several(SETS)),
    Case("call", several(SMALL | NUMBERS), CALLED),
    Case("call", several(TEXTS), st.just({"function": STARTS_WITH_A}), tight=False),
]

LOOSE = {
    "==": "a missing text may be equal whatever the lengths say",
    "!=": "as ==",
    "in": "that the constants are all the values there are is seen for choices only",
    "if": "choices and texts have no hull of known values to compare with here",
    "call": "what a plugin's function makes of texts is not analysed",
    "starts_with": "a missing text may begin with anything, whatever its length",
    "matches": "patterns are not analysed",
}


def test_every_operator_has_its_laws_tested() -> None:
    assert {case.operator for case in CASES} == set(OPERATORS)
    assert all(OPERATORS[name].name == name for name in OPERATORS)
    assert {case.operator for case in CASES if not case.tight} == set(LOOSE)


@pytest.mark.parametrize("case", CASES, ids=str)
@given(data=st.data())
def test_sound_and_tight(case: Case, data: st.DataObject) -> None:
    samples = data.draw(case.operands)
    parameters = data.draw(case.parameters)
    operator = OPERATORS[case.operator]
    meaning = operator.meaning(*(s.possible for s in samples), **parameters)
    results = [operator.known(*v, **parameters) for v in product(*(s.values for s in samples))]
    for result in results:
        assert contains(meaning, result), (meaning, result)
    if case.tight and all(sample.complete for sample in samples):
        assert meaning == smallest(results)
    if all(is_known(sample.possible) for sample in samples):
        assert is_known(meaning)


@given(left=SINGLES, right=SINGLES, condition=TRUTHS)
def test_a_choice_of_choices_is_what_either_branch_may_be(
    left: Sample, right: Sample, condition: Sample
) -> None:
    meaning = OPERATORS["if"].meaning(condition.possible, left.possible, right.possible)
    branches = [left.values if taken else right.values for taken in condition.values]
    assert meaning == frozenset(value for branch in branches for value in branch)


@given(text=KNOWN_TEXTS, longest=st.integers(1, 5))
def test_a_choice_of_texts_keeps_the_longest(text: Sample, longest: int) -> None:
    either: Callable[..., Any] = OPERATORS["if"].meaning
    known = len(text.values[0])
    assert either(None, text.possible, AnyText(longest)) == AnyText(max(known, longest))
    assert either(None, text.possible, text.possible) == text.possible


@given(numbers=NUMBERS, divisor=NUMBERS.filter(nonzero))
def test_open_ranges_stay_as_wide_as_they_must(numbers: Sample, divisor: Sample) -> None:
    """Each end of a quotient is reached, or approached as the operands grow."""
    quotient = OPERATORS["/"].meaning(numbers.possible, divisor.possible)
    for end in quotient:
        if end in (INFINITY, NEGATIVE_INFINITY):
            assert INFINITY in (abs_bound(b) for b in numbers.possible)  # type: ignore[union-attr]
    assert quotient.low <= quotient.high


def abs_bound(bound: Any) -> Any:
    return -bound if bound < 0 else bound


@pytest.mark.parametrize(
    ("operator", "operands", "expected"),
    [
        ("+", [Range(0, INFINITY), Range(NEGATIVE_INFINITY, 5)], EVERYTHING),
        ("-", [Range(0, INFINITY), Range(0, INFINITY)], EVERYTHING),
        ("*", [Range(0, INFINITY), Range(0, 0)], point(0)),
        ("*", [Range(-2, 3), Range(0, INFINITY)], EVERYTHING),
        ("/", [Range(1, INFINITY), Range(1, INFINITY)], Range(0, INFINITY)),
        ("/", [point(12), Range(NEGATIVE_INFINITY, -4)], Range(-3, 0)),
        ("abs", [Range(NEGATIVE_INFINITY, 2)], Range(0, INFINITY)),
        ("abs", [Range(-5, -2)], Range(2, 5)),
        ("least", [Range(0, INFINITY), point(7)], Range(0, 7)),
        ("<", [Range(0, INFINITY), point(0)], False),
        ("<", [Range(0, INFINITY), point(1)], None),
        (">=", [Range(5, INFINITY), Range(NEGATIVE_INFINITY, 5)], True),
        ("==", [Range(0, 4), Range(5, 9)], False),
        ("chosen", [Subset(frozenset("a"), frozenset("abc"))], Range(1, 3)),
    ],
)
def test_examples(operator: str, operands: list[Any], expected: Any) -> None:
    assert OPERATORS[operator].meaning(*operands) == expected
