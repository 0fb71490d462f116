"""Plans are made and translated once, however many frames they decide."""

from itertools import combinations
from typing import Any

import narwhals as nw
import polars as pl
import pytest

import povertyrules as pr
from povertyrules.engines.columns import plan, prepare
from povertyrules.kernel.types import Number

FRAME = pl.DataFrame({"household_id": ["a", "b"], "household_size": [1, 2], "wage_income": [1, 2]})


def test_a_second_frame_of_one_shape_is_not_translated_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ruleset = pr.load("zhaojia")
    counts: list[int] = []
    translate = nw.Expr._to_compliant_expr

    def counting(self: nw.Expr, namespace: Any) -> object:
        counts[-1] += 1
        return translate(self, namespace)

    monkeypatch.setattr(nw.Expr, "_to_compliant_expr", counting)
    for _ in range(3):
        counts.append(0)
        ruleset.evaluate_frame(FRAME, as_of="2020-06-01").frame  # noqa: B018
    assert counts[0] > 100
    assert counts[1] == counts[2] < 10


def test_a_file_in_many_parts_is_not_planned_anew_for_each(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What is known of the values of a part makes its plan simpler; but only so many plans."""
    planned: list[object] = []

    def counting(*arguments: Any, **more: Any) -> object:
        planned.append(arguments)
        return plan.make_plan(*arguments, **more)

    monkeypatch.setattr(prepare, "make_plan", counting)
    ruleset = pr.load("zhaojia")
    facts = [f.id for f in ruleset.checked.root.facts if isinstance(f.type, Number)]
    pairs = [set(pair) for pair in combinations(facts, 2)]
    for bad in pairs:
        given = {fact: [1, -(10**9) if fact in bad else 2] for fact in facts}
        part = pl.DataFrame({"household_id": ["a", "b"], **given})
        decided = ruleset.evaluate_frame(part, as_of="2020-06-01")
        assert decided.frame["household_id"].to_list() == ["a"]
        assert all(fact in decided.rejected["reasons"].item() for fact in bad)
    assert 1 < len(planned) < 10 < len(pairs)
