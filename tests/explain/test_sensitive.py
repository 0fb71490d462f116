"""What is computed from one sensitive fact alone gives it away, and so is masked like it."""

from __future__ import annotations

import pytest

from povertyrules.api.ruleset import Ruleset
from povertyrules.kernel.source import Source
from povertyrules.model.check import checked

RULESET = """
povertyrules: 1
ruleset: {id: secret, version: 1.0.0, title: 样例, in_force: {from: 2020-01-01}}
sources: {notice: {title: 通知, clauses: {"1": 第一条}}}
parameters:
  line: {label: 欠款线, type: money, values: [{from: 2020-01-01, value: 50, cite: notice#1}]}
facts:
  household:
    debt: {type: money, min: 0, max: 100000, label: 欠款, sensitive: true}
    born: {type: date, label: 出生日期, sensitive: true}
    income: {type: money, min: 0, max: 1000000, label: 收入}
derived:
  double: {label: 两倍欠款, is: debt * 2}
  again: {label: 再加一百, is: double + line + 100}
  age: {label: 周岁, is: "age_on(born, as_of)"}
  left: {label: 余额, is: income - debt}
outcomes:
  over: {label: 超过, when: again > line, cite: notice#1}
  twice: {label: 两倍超过, when: debt * 2 > line, cite: notice#1}
  old: {label: 年满, when: age >= 16, cite: notice#1}
  rich: {label: 有余, when: left > line, cite: notice#1}
"""
RECORD = {"debt": "6543.21", "born": "1987-06-05", "income": "90000"}


@pytest.fixture(scope="module")
def rules() -> Ruleset:
    return Ruleset(checked(Source("secret.yaml", RULESET)))


def test_no_form_tells_what_a_sensitive_fact_comes_to(rules: Ruleset) -> None:
    explanation = rules.evaluate(RECORD, as_of="2020-06-01").explain()
    for form in (explanation.to_text, explanation.to_markdown):
        for lang in ("zh", "en"):
            told = form(lang, outcomes=["over", "twice", "old"])
            for secret in ("6,543", "13,086", "13,236", "13,036", "1987", "32"):
                assert secret not in told
            assert ("6***1" in told) == (form == explanation.to_text)
    made = explanation.to_dict()["result"]["definitions"]
    assert [made[name]["value"] for name in ("double", "again", "age")] == ["***"] * 3
    assert all(made[name]["because"]["margin"] is None for name in ("over", "twice", "old"))


def test_with_other_facts_in_it_a_figure_is_shown(rules: Ruleset) -> None:
    explanation = rules.evaluate(RECORD, as_of="2020-06-01").explain()
    assert explanation.to_dict()["result"]["definitions"]["left"]["value"] == "83456.79"


def test_everything_is_shown_to_whom_asks(rules: Ruleset) -> None:
    explanation = rules.evaluate(RECORD, as_of="2020-06-01").explain()
    assert "13,086.42" in explanation.to_text(show_sensitive=True)


def test_a_long_chain_of_figures_is_followed(rules: Ruleset) -> None:
    chain = "\n".join(f"  d{n}: {{label: 第{n}步, is: d{n - 1} + 1}}" for n in range(1, 900))
    text = RULESET.replace("derived:", f"derived:\n  d0: {{label: 第0步, is: debt + 1}}\n{chain}")
    text = text.replace("again > line", "d899 > line")
    made = Ruleset(checked(Source("chain.yaml", text)))
    because = made.evaluate(RECORD, as_of="2020-06-01").explain().to_dict()["result"]
    assert because["definitions"]["over"]["because"]["margin"] is None
