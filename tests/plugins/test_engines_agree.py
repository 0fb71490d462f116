"""Rulesets that call a plugin's functions are decided alike by every engine, blanks included."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import duckdb
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyrules.api.ruleset import Ruleset
from povertyrules.engines import record, reference
from povertyrules.kernel.source import Source
from povertyrules.model.binding import bind
from povertyrules.model.check import checked
from povertyrules.plugins.manager import Manager
from povertyrules.testing.samples import HOSTILE_TEXTS
from tests.plugins import sample

MANAGER = Manager([sample])
TEXT = """
povertyrules: 1
requires: {sample: ">=1.2"}
ruleset: {id: agree, version: "1", title: 一致, in_force: {from: 2020-01-01}}
sources: {rules: {title: 办法, clauses: {"1": 条款。}}}
facts:
  household:
    number: {type: text, max_length: 40, label: 证件号码}
    income: {type: money, min: -50, max: 100, label: 收入}
    other: {type: money, min: 0, max: 9, label: 其他收入}
    months: {type: integer, min: 0, max: 40, label: 月数}
derived:
  levy: {label: 税款, is: tax(income + other)}
  sex: {label: 性别, is: sex_of(number)}
outcomes:
  low: {label: 低, when: levy < 5, cite: rules#1}
  twice: {label: 两倍, when: tax(levy) * 2 >= 1 or levy == 3, cite: rules#1}
  woman: {label: 女, when: sex == "女" and not (levy > 6), cite: rules#1}
  either: {label: 男或女, when: 'sex in ["男", "女"]', cite: rules#1}
  long: {label: 长, when: years_of(months) >= 2 implies sex == "男", cite: rules#1}
"""
CHECKED = checked(Source("agree.yaml", TEXT), MANAGER.extensions)
RULESET = Ruleset(CHECKED, {}, MANAGER)
BINDING = bind(CHECKED, CHECKED.in_force.start)
DAY = "2020-01-01"
NAMES = [fact.id for fact in CHECKED.root.facts]

numbers = st.sampled_from([t for t in HOSTILE_TEXTS if len(t) <= 40]) | st.from_regex(
    r"\A[0-9]{17}[0-9X]\Z"
)
rows = st.tuples(
    st.none() | numbers,
    st.none() | st.integers(-5_000, 10_000),
    st.none() | st.integers(0, 900),
    st.none() | st.integers(0, 40),
)


@settings(max_examples=150)
@given(rows)
def test_record_decides_and_observes_as_the_reference(row: tuple[Any, ...]) -> None:
    first, second = reference.plan(CHECKED, BINDING), record.plan(CHECKED, BINDING)
    assert second.decide(row) == first.decide(row)
    assert second.observe(row) == first.observe(row)


@settings(max_examples=40)
@given(st.lists(rows, min_size=1, max_size=30), st.sampled_from(["polars", "pyarrow", "duckdb"]))
def test_columns_decide_as_the_reference(given_rows: list[tuple[Any, ...]], engine: str) -> None:
    accepted = [row for row in given_rows if row[0] is None or row[0].isprintable()]
    if not accepted:
        return
    frame = _frame(accepted)
    native: Any = frame
    if engine == "pyarrow":
        native = frame.to_arrow()
    elif engine == "duckdb":
        native = duckdb.from_arrow(frame.to_arrow())
    keys = {"household": "row"}
    result = RULESET.evaluate_frame(native, as_of=DAY, keys=keys)
    table = _polars(result.frame).sort("row")
    names = [outcome.id for outcome in CHECKED.root.outcomes]
    first = reference.plan(CHECKED, BINDING)
    expected = [first.decide(row).truths for row in accepted]
    assert [tuple(row) for row in table.select(names).rows()] == expected


def _polars(frame: Any) -> pl.DataFrame:
    if isinstance(frame, pl.DataFrame):
        return frame
    return pl.DataFrame(frame.to_arrow_table() if hasattr(frame, "to_arrow_table") else frame)


def _frame(accepted: list[tuple[Any, ...]]) -> pl.DataFrame:
    number, income, other, months = zip(*accepted, strict=True)
    data = {
        "row": [str(place).zfill(4) for place in range(len(accepted))],
        "number": number,
        "income": list(map(_yuan, income)),
        "other": list(map(_yuan, other)),
        "months": months,
    }
    return pl.DataFrame(data, schema={**dict.fromkeys(data, pl.String), "months": pl.Int64})


def _yuan(cents: int | None) -> str | None:
    return None if cents is None else str(Decimal(cents).scaleb(-2))


@pytest.mark.parametrize("missing", NAMES)
def test_a_missing_operand_is_any_value(missing: str) -> None:
    household = {"number": "513022198001010027", "income": 40, "other": 1, "months": 3}
    household.pop(missing)
    decision = RULESET.evaluate(household, as_of=DAY)
    statuses = {name: str(outcome.status) for name, outcome in decision.outcomes.items()}
    unknown = {
        "number": {"woman"},  # it is one or the other in any case
        "income": {"low", "twice", "woman"},
        "months": {"long"},
    }
    assert {n for n, s in statuses.items() if s == "unknown"} == unknown.get(missing, set())
