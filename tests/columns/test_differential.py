"""Random rulesets on random frames with blanks: every engine decides as the reference does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from hypothesis import Phase, given, note, settings
from hypothesis import strategies as st

from povertyrules.kernel.errors import UnsupportedFeature
from povertyrules.model.outcome import Binding
from povertyrules.model.ruleset import Row, Ruleset
from povertyrules.records import accept
from tests.columns.deciding import Answers, by_columns, by_reference, decidable
from tests.columns.framing import MAKERS, Maker
from tests.property.deciding import DAYS, bound, checked
from tests.property.forms import Form
from tests.property.records import given as as_given
from tests.property.records import records
from tests.property.rulesets import rulesets
from tests.property.writing import write

RECORDS = 4
EXAMPLES = {"polars": 60, "duckdb": 12}
FORMS = st.sampled_from(["", "text", "decimal", "label"])


@pytest.mark.parametrize("engine", MAKERS)
def test_engines_agree_with_the_reference(engine: str) -> None:
    agree_on(MAKERS[engine], max(EXAMPLES.get(engine, 25), settings().max_examples // 20))


def agree_on(maker: Maker, count: int) -> None:
    """Without shrinking: a mismatch is told at once, and shrunk by hand if it must be."""

    @settings(max_examples=count, phases=[Phase.generate])
    @given(data=st.data(), form=rulesets(), day=DAYS)
    def agree(data: st.DataObject, form: Form, day: date) -> None:
        note(write(form))
        ruleset = checked(form)
        binding = bound(form, ruleset, day)
        rows = [accept(ruleset)(as_given(data.draw(records(form)))) for _ in range(RECORDS)]
        forms = {name: data.draw(FORMS) for name in ruleset.facts}
        note(f"{rows} {forms}")
        names = _names(ruleset, binding, rows, maker)
        if names == []:
            return
        got = by_columns(ruleset, binding, rows, maker, names, forms)
        _assert_alike(got, by_reference(ruleset, binding, rows, names), whole=names is None)

    agree()


def _names(
    ruleset: Ruleset, binding: Binding, rows: Sequence[Row], maker: Maker
) -> list[str] | None:
    """The outcomes to decide: None for all, else those that columns do not refuse."""
    try:
        by_columns(ruleset, binding, rows, maker)
    except UnsupportedFeature:
        names, refused = decidable(ruleset, binding, rows, maker)
        assert all(str(error).startswith("made.yaml:") for error in refused.values())
        return names
    return None


def _assert_alike(got: Answers, expected: Answers, *, whole: bool) -> None:
    if whole:
        assert got == expected
        return
    # with fewer outcomes, fewer conflicts can reject a record
    assert got.rejected <= expected.rejected
    common = got.truths.keys() & expected.truths.keys()
    assert {where: got.truths[where] for where in common} == dict(expected.truths)
