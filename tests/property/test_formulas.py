"""A formula of a parameter that the checker accepts always has a value."""

from __future__ import annotations

from datetime import date
from functools import cache

from hypothesis import event, given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from povertyrules.kernel.source import Source
from povertyrules.model.binding import bind, read_fills
from povertyrules.model.check import check_source

RULESET = """
povertyrules: 1
ruleset: {{id: made, version: '1', title: 随机算式, in_force: {{from: 2020-01-01}}}}
sources: {{notice: {{clauses: {{'1': 条文}}}}}}
parameters:
  amount: {{label: 金额, type: decimal(2), min: 1, max: 9000, values: [{{from: 2020-01-01, value: 815.50, cite: notice#1}}]}}
  heads: {{label: 人数, type: integer, min: 1, max: 60, values: [{{from: 2020-01-01, value: 3, cite: notice#1}}]}}
  sure: {{label: 确定, type: boolean, values: [{{from: 2020-01-01, value: true, cite: notice#1}}]}}
  word: {{label: 词, type: text, max_length: 5, values: [{{from: 2020-01-01, value: x, cite: notice#1}}]}}
  day: {{label: 某日, type: date, values: [{{from: 2020-01-01, value: 2020-02-29, cite: notice#1}}]}}
  since: {{label: 某月, type: month, values: [{{from: 2020-01-01, value: 2020-03, cite: notice#1}}]}}
  local: {{label: 当地, type: integer, min: 1, max: 9, open: true, question: 多少？, cite: notice#1}}
  called: {{label: 称谓, type: text, max_length: 5, open: true, question: 怎么称呼？, cite: notice#1}}
  made: {{label: 所得, type: {type}, values: [{{from: 2020-01-01, value: {formula}, cite: notice#1}}]}}
  again: {{label: 再得, type: {type}, values: [{{from: 2020-01-01, value: made + made, cite: notice#1}}]}}
facts: {{household: {{registered: {{type: boolean, label: 建档立卡户}}, n: {{type: integer, label: 数}}}}}}
outcomes: {{one: {{label: 一, when: again > 0 and registered, cite: notice#1}}}}
"""  # noqa: E501
FILLS = {"local": {"value": 4, "cite": "某文"}, "called": {"value": "甲", "cite": "某文"}}


def _of(*forms: str, **parts: SearchStrategy[str]) -> SearchStrategy[str]:
    """One of some forms, its `{parts}` filled in at random."""
    return st.sampled_from(forms).flatmap(
        lambda form: st.fixed_dictionaries(parts).map(lambda made: form.format(**made))
    )


@cache
def numbers(depth: int) -> SearchStrategy[str]:
    leaf = st.sampled_from(["amount", "local", "heads", "7", "0.25", "金额"])
    if depth == 0:
        return leaf
    a, d, t = numbers(depth - 1), dates(depth - 1), truths(depth - 1)
    return leaf | _of(
        "({a} + {b})", "({a} - {b})", "({a} * {b})", "round({a} / {b}, 2, half_up)", "-({a})",
        "abs({a})", "least({a}, {b})", "greatest({a}, {b}, 3)", "round({a}, 2, half_up)",
        "if({t}, {a}, {b})", "if({t}, {a}, {b})", "length({w})", "year_of({d})", "count(n)",
        "years_between({d}, {e})", "days_between({d}, {e})", "months_between({m}, since)",
        a=a, b=a, t=t, w=texts(depth - 1), d=d, e=d, m=MONTHS,
    )  # fmt: skip


@cache
def truths(depth: int) -> SearchStrategy[str]:
    leaf = st.sampled_from(["sure", "true", "确定"])
    if depth == 0:
        return leaf
    a, d, w, t = (each(depth - 1) for each in (numbers, dates, texts, truths))
    return leaf | _of(
        "({a} < {b})", "({a} == {b})", "({d} >= {e})", "({m} != since)", "({w} == {v})",
        '({w} in ["x", "y"])', "({a} not in [1, 2])", 'starts_with({w}, "x")', "(not {t})",
        'matches({w}, "[a-z]+")', "({t} and {u})", "({t} or {u})", "({t} implies {u})",
        "({t} == {u})", "this is this", "n is missing", "this.n > 1", "registered",
        a=a, b=a, t=t, u=t, w=w, v=w, d=d, e=d, m=MONTHS,
    )  # fmt: skip


@cache
def texts(depth: int) -> SearchStrategy[str]:
    leaf = st.sampled_from(["word", "called", '"x"'])
    return leaf if depth == 0 else leaf | _of("if({t}, word, called)", t=truths(depth - 1))


@cache
def dates(depth: int) -> SearchStrategy[str]:
    leaf = st.sampled_from(["day", 'date("2020-07-01")', "某日"])
    if depth == 0:
        return leaf
    return leaf | _of("if({t}, day, {d})", "as_of", t=truths(depth - 1), d=dates(depth - 1))


MONTHS = st.sampled_from(["since", 'month("2020-07")', "month_of(day)"])


@given(formula=numbers(3), type_=st.sampled_from(["decimal(2)", "decimal(9)"]))
def test_a_formula_that_is_accepted_has_a_value(formula: str, type_: str) -> None:
    written = "'" + formula.replace("'", "''") + "'"
    text = RULESET.format(type=type_, formula=written)
    ruleset, _ = check_source(Source("made.yaml", text))
    event("accepted" if ruleset is not None else "refused")
    if ruleset is not None:
        bound = bind(ruleset, date(2021, 2, 3), read_fills(ruleset, FILLS))
        assert bound.values["again"] == 2 * bound.values["made"]
