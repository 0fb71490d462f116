"""Quantifiers against brute force: every completion of a small collection, one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from povertyrules.kernel.possible import INFINITY, NEGATIVE_INFINITY, Range, is_known, point
from povertyrules.kernel.quantifiers import QUANTIFIERS
from tests.kernel.meaning import NUMBERS, SMALL, TRUTHS, Sample, contains, smallest, truth, whole

NAMES = ("any", "all", "count", "sum", "min", "max")
Pair = tuple[Sample, Sample]
Known = tuple[bool, Any]


def known_result(name: str, items: Sequence[Known], otherwise: Any) -> Any:
    """The quantifier over known items, by its plain definition."""
    values = [value for included, value in items if included]
    if name == "count":
        return len(values)
    if name in ("min", "max"):
        extreme = min if name == "min" else max
        return extreme(values) if values else otherwise
    return {"any": any, "all": all, "sum": sum}[name](values)  # type: ignore[operator]


def values_for(name: str) -> st.SearchStrategy[Sample]:
    return TRUTHS if name in ("any", "all") else SMALL


def completions(items: Sequence[Pair]) -> Iterator[tuple[Known, ...]]:
    """Every way in which the items may turn out."""
    return product(*(product(included.values, value.values) for included, value in items))


def possible(items: Sequence[Pair]) -> list[tuple[Any, Any]]:
    return [(included.possible, value.possible) for included, value in items]


def test_every_quantifier_has_its_laws_tested() -> None:
    assert set(NAMES) == set(QUANTIFIERS)
    assert all(QUANTIFIERS[name].name == name for name in NAMES)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_listed_is_the_hull_of_all_completions(name: str, data: st.DataObject) -> None:
    items = data.draw(st.lists(st.tuples(TRUTHS, values_for(name)), max_size=3))
    otherwise = data.draw(SMALL)
    meaning = QUANTIFIERS[name].listed(possible(items), otherwise.possible)
    results = [
        known_result(name, known, nothing)
        for known in completions(items)
        for nothing in otherwise.values
    ]
    assert meaning == smallest(results)


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_unlisted_is_the_hull_of_all_collections(name: str, data: st.DataObject) -> None:
    low = data.draw(st.integers(0, 2))
    size = whole(low, data.draw(st.integers(low, 3)))
    item = data.draw(st.tuples(TRUTHS, values_for(name)))
    otherwise = data.draw(SMALL)
    assert isinstance(size.possible, Range)
    meaning = QUANTIFIERS[name].unlisted(size.possible, possible([item])[0], otherwise.possible)
    results = [
        known_result(name, known, nothing)
        for count in size.values
        for known in completions([item] * count)
        for nothing in otherwise.values
    ]
    assert meaning == smallest(results)


@pytest.mark.parametrize("name", ["min", "max"])
@given(values=st.lists(SMALL, min_size=1, max_size=3), least=st.integers(1, 3))
def test_extremes_of_what_is_never_empty_need_no_otherwise(
    name: str, values: list[Sample], least: int
) -> None:
    items = [(truth(True), value) for value in values]
    results = [known_result(name, known, None) for known in completions(items)]
    assert QUANTIFIERS[name].listed(possible(items), None) == smallest(results)
    size, item = Range(least, 3), (True, values[0].possible)
    assert QUANTIFIERS[name].unlisted(size, item, None) == values[0].possible


@pytest.mark.parametrize("name", ["sum", "min", "max"])
@given(data=st.data())
def test_open_ranges_are_sound(name: str, data: st.DataObject) -> None:
    items = data.draw(st.lists(st.tuples(TRUTHS, NUMBERS), max_size=2))
    otherwise = data.draw(NUMBERS)
    meaning = QUANTIFIERS[name].listed(possible(items), otherwise.possible)
    for known in completions(items):
        for nothing in otherwise.values:
            assert contains(meaning, known_result(name, known, nothing))


@pytest.mark.parametrize("name", NAMES)
@given(data=st.data())
def test_a_given_collection_is_one_of_those_that_may_be_given(
    name: str, data: st.DataObject
) -> None:
    """What is known of a listed collection lies within what was possible before."""
    item = data.draw(st.tuples(TRUTHS, values_for(name)))
    count = data.draw(st.integers(0, 3))
    otherwise = data.draw(SMALL)
    size = Range(data.draw(st.integers(0, count)), data.draw(st.integers(count, 5)))
    known = data.draw(st.sampled_from(list(completions([item] * count))))
    before = QUANTIFIERS[name].unlisted(size, possible([item])[0], otherwise.possible)
    nothing = data.draw(st.sampled_from(otherwise.values))
    assert contains(before, known_result(name, known, nothing))


@given(items=st.lists(st.tuples(st.booleans(), st.integers(-3, 3)), max_size=4))
def test_known_items_give_a_known_result(items: list[Known]) -> None:
    for name in ("count", "sum", "min", "max"):
        listed = [(included, point(value)) for included, value in items]
        meaning = QUANTIFIERS[name].listed(listed, point(9))
        assert is_known(meaning)
        assert meaning.low == known_result(name, items, 9)


@pytest.mark.parametrize(
    ("name", "size", "item", "expected"),
    [
        ("sum", Range(0, 4), (True, Range(0, INFINITY)), Range(0, INFINITY)),
        ("sum", Range(0, 0), (True, Range(NEGATIVE_INFINITY, INFINITY)), Range(0, 0)),
        ("sum", Range(2, 4), (True, Range(-1, 3)), Range(-4, 12)),
        ("sum", Range(2, 4), (True, Range(1, 3)), Range(2, 12)),
        ("count", Range(2, 60), (True, True), Range(2, 60)),
        ("count", Range(2, 60), (None, True), Range(0, 60)),
        ("any", Range(0, 60), (True, True), None),
        ("any", Range(1, 60), (True, True), True),
        ("all", Range(1, 60), (True, False), False),
        ("all", Range(0, 60), (True, True), True),
    ],
)
def test_examples_of_collections_not_given(
    name: str, size: Range, item: tuple[Any, Any], expected: Any
) -> None:
    assert QUANTIFIERS[name].unlisted(size, item, None) == expected


@given(sample=SMALL)
def test_nothing_certain_makes_the_extremes_depend_on_otherwise(sample: Sample) -> None:
    assume(not is_known(sample.possible))
    listed = [(None, sample.possible)]
    for name in ("min", "max"):
        meaning = QUANTIFIERS[name].listed(listed, point(100))
        assert contains(meaning, 100)
        assert all(contains(meaning, value) for value in sample.values)
