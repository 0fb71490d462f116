"""Kleene's logic: its tables, and that unknown means *may still turn out either way*."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product

import pytest

from povertyrules.kernel.truth import Truth, at_least, conjunction, disjunction, negation

TRUTHS: list[Truth] = [True, False, None]
T, F, U = True, False, None


@pytest.mark.parametrize(
    ("left", "right", "both", "either"),
    [
        (T, T, T, T), (T, F, F, T), (T, U, U, T),
        (F, T, F, T), (F, F, F, F), (F, U, F, U),
        (U, T, U, T), (U, F, F, U), (U, U, U, U),
    ],
)  # fmt: skip
def test_the_tables(left: Truth, right: Truth, both: Truth, either: Truth) -> None:
    assert conjunction((left, right)) is both
    assert disjunction((left, right)) is either


def test_negation() -> None:
    assert [negation(truth) for truth in TRUTHS] == [False, True, None]


def test_of_nothing() -> None:
    assert conjunction(()) is True
    assert disjunction(()) is False
    assert at_least(1, ()) is False


def completions(truths: tuple[Truth, ...]) -> list[tuple[bool, ...]]:
    return list(product(*([t] if t is not None else [True, False] for t in truths)))


def completed(function: Callable[[tuple[bool, ...]], bool], truths: tuple[Truth, ...]) -> Truth:
    """What every completion agrees on, or None where they differ."""
    results = {function(known) for known in completions(truths)}
    return results.pop() if len(results) == 1 else None


@pytest.mark.parametrize("count", range(5))
def test_unknown_exactly_if_completions_differ(count: int) -> None:
    for truths in product(TRUTHS, repeat=count):
        assert conjunction(iter(truths)) is completed(all, truths)
        assert disjunction(iter(truths)) is completed(any, truths)
        for needed in range(1, count + 1):
            enough = completed(lambda known, n=needed: sum(known) >= n, truths)  # type: ignore[misc]
            assert at_least(needed, iter(truths)) is enough


def test_de_morgan() -> None:
    for truths in product(TRUTHS, repeat=3):
        negated = [negation(truth) for truth in truths]
        assert negation(conjunction(truths)) is disjunction(negated)
        assert at_least(3, truths) is conjunction(truths)
        assert at_least(1, truths) is disjunction(truths)
