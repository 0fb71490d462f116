"""One rule for the language of everything that is told without one being asked for."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import pytest

import povertyrules as pr
from povertyrules.explain.tree import Explanation
from povertyrules.kernel.diagnostics import Diagnostic
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers import Reject
from povertyrules.whatif import Migration
from povertyrules.whatif.changes import Change
from povertyrules.whatif.differences import Difference
from povertyrules.whatif.explaining import Explained

FOR_PEOPLE: list[Callable[..., Any]] = [
    Explanation.to_text, Explanation.to_markdown, Explained.to_text,
    Reject.reason, Reject.remedy, Reject.to_dict,
    pr.write_results, pr.decide_ledger, pr.decide_files, pr.Ruleset.evaluate_frame,
    pr.compare, pr.compare_ledger, pr.Comparison.write,
    Migration.to_csv, Migration.rows, Migration.label, Difference.to_text, Change.kind_text,
]  # fmt: skip
FOR_PROGRAMMERS: list[Callable[..., Any]] = [
    Diagnostic.message, Diagnostic.help, Diagnostic.to_text, Diagnostic.to_dict,
    Fault.message, Fault.help, Fault.to_text, Fault.to_dict,
    pr.InvalidReceipt.to_text, pr.replay,
]  # fmt: skip


def default_of(call: Callable[..., Any]) -> object:
    parameters = inspect.signature(call).parameters
    return next(parameters[name].default for name in ("language", "lang") if name in parameters)


@pytest.mark.parametrize("call", FOR_PEOPLE, ids=lambda call: call.__qualname__)
def test_what_people_read_is_chinese(call: Callable[..., Any]) -> None:
    assert default_of(call) == "zh"


@pytest.mark.parametrize("call", FOR_PROGRAMMERS, ids=lambda call: call.__qualname__)
def test_what_programmers_read_is_english(call: Callable[..., Any]) -> None:
    assert default_of(call) == "en"


def test_the_text_of_an_exception_is_english() -> None:
    with pytest.raises(pr.InvalidRecord) as caught:
        pr.load("zhaojia").evaluate({"household_size": 0}, as_of="2020-06-01")
    assert "is less than" in str(caught.value)
    assert caught.value.faults[0].to_text("zh") not in str(caught.value)
