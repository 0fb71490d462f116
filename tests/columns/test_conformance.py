"""The conformance cases on every engine under frames, each ruleset's cases in one frame."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import pytest

from povertyrules.model.binding import bind, read_fills
from tests.columns.deciding import by_columns, by_reference, decidable
from tests.columns.framing import MAKERS, Maker
from tests.conformance.adapters import WORDS, _ruleset
from tests.conformance.cases import Case, Expected, all_cases

Batch = tuple[str, str, tuple[tuple[str, str], ...]]

REFUSED = {("numbers.yaml", "with_itself")}
"""What columns refuse: arithmetic on a fact without bounds."""


def _batches() -> dict[Batch, list[Case]]:
    """The cases that decide, by ruleset, day and what fills open parameters. The others say
    which records are refused before anything is decided."""
    found: dict[Batch, list[Case]] = defaultdict(list)
    for case in all_cases():
        if case.refused is None and case.rejected is None:
            fills = tuple(sorted((name, str(fill)) for name, fill in case.fill.items()))
            found[case.ruleset, case.as_of, fills].append(case)
    return found


BATCHES = _batches()


def name_of(batch: Batch) -> str:
    return f"{batch[0].split('/')[-1]} {batch[1]}"


@pytest.mark.parametrize("engine", MAKERS)
@pytest.mark.parametrize("batch", BATCHES, ids=name_of)
def test_batch(batch: Batch, engine: str) -> None:
    conforms(batch, MAKERS[engine])


def conforms(batch: Batch, maker: Maker) -> None:
    """An engine decides the cases of a batch as the reference does, and as they expect."""
    cases = BATCHES[batch]
    ruleset, accept = _ruleset(cases[0].ruleset)
    binding = bind(ruleset, date.fromisoformat(cases[0].as_of), read_fills(ruleset, cases[0].fill))
    rows = [accept(case.facts) for case in cases]
    names = None
    if batch[0].endswith("numbers.yaml"):
        names, refused = decidable(ruleset, binding, rows, maker)
        assert {("numbers.yaml", name) for name in refused} == REFUSED
        assert all("`free` (Free)" in str(error) for error in refused.values())
    got = by_columns(ruleset, binding, rows, maker, names)
    assert got == by_reference(ruleset, binding, rows, names)
    for number, case in enumerate(cases):
        _compare(case.expected, got.truths, (f"r{number}",), names)


def _compare(
    expected: Expected, truths: object, keys: tuple[str, ...], names: list[str] | None
) -> None:
    """What the case itself expects, not only what the reference says."""
    assert isinstance(truths, dict)
    for name, status in expected.statuses.items():
        if names is None or name in names:
            assert WORDS[truths[name, keys]] == status, (name, keys)
    for items in expected.items.values():
        for number, item in enumerate(items or ()):
            _compare(item, truths, (*keys, f"i{number}"), names)
