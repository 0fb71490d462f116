"""Every conformance case on every engine, and through the public interface."""

from __future__ import annotations

import pytest

from tests.conformance.adapters import ADAPTERS, Answer, Refused, Rejected
from tests.conformance.cases import Case, Expected, all_cases

CASES = all_cases()


@pytest.mark.parametrize("engine", ADAPTERS)
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_case(case: Case, engine: str) -> None:
    reply = ADAPTERS[engine](case)
    if case.refused is not None:
        assert reply == Refused(case.refused)
    elif case.rejected is not None:
        assert reply == Rejected(case.rejected)
    else:
        assert isinstance(reply, Answer), reply
        _compare(case.expected, reply, "")
        assert {name: reply.groups[name] for name in case.groups} == case.groups
        if case.needed is not None:
            assert reply.needed == case.needed


def _compare(expected: Expected, answer: Answer, path: str) -> None:
    """Compare what is expected, item by item; an outcome that does not exist is an error."""
    found = {name: answer.statuses[name] for name in expected.statuses}
    assert found == expected.statuses, path
    for collection, items in expected.items.items():
        listed = answer.items[collection]
        if items is None:
            assert listed is None, f"{path}{collection}"
            continue
        assert listed is not None, f"{path}{collection}"
        for index, (one, other) in enumerate(zip(items, listed, strict=True)):
            _compare(one, other, f"{path}{collection}[{index}].")


def test_the_cases_are_many_and_each_says_something() -> None:
    assert len(CASES) >= 150
    assert len({case.id for case in CASES}) == len(CASES)
    empty = [
        case.id
        for case in CASES
        if not (case.expected.statuses or case.expected.items or case.groups)
        and case.needed is None
        and case.refused is None
        and case.rejected is None
    ]
    assert empty == []
