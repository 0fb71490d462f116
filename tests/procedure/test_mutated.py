"""Procedures with random faults: the checker never stumbles, and accepts nothing unsound."""

from __future__ import annotations

import copy
import json
from typing import Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.cases import Refusal, fold, next_actions, rules_of
from povertyrules.cases.events import Opened
from povertyrules.kernel.source import Source
from povertyrules.model.check import check_source
from tests.cases.scenes import SMALL, day, proper_act, small

WHOLE = yaml.load(SMALL.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [
        "", "x", "flagged", "closed", "listed", "warning", "gap", "risk", "town", "village",
        "month", "repairing", "repair_days", "true", "2020-05-01", "2021-01-01", "notice#5.5.1",
        "notice#9",
        [], {}, ["town"], ["flagged", "repaired"], {"label": "甲"}, {"days": "repair_days"},
        {"stage": "repairing"}, [{"holds": "warning"}], [{"reason": "理由"}, {"finding": "risk"}],
        [{}], {"label": "甲", "cite": "notice#5.5.1"},
    ]
)  # fmt: skip
KEYS = st.sampled_from(
    ["opens", "from", "to", "by", "stage", "needs", "limit", "every", "final", "after", "cite",
     "label", "since", "days", "holds", "fails", "finding", "found", "document", "reason", "其他"]
)  # fmt: skip


def places(data: Any) -> list[tuple[Any, Any]]:
    found: list[tuple[Any, Any]] = []
    if isinstance(data, dict | list):
        for key in list(data) if isinstance(data, dict) else range(len(data)):
            found.append((data, key))
            found.extend(places(data[key]))
    return found


@st.composite
def texts(draw: st.DrawFn) -> str:
    whole = copy.deepcopy(WHOLE)
    for _ in range(draw(st.integers(1, 3))):
        container, key = draw(st.sampled_from(places(whole["procedure"])))
        kind = draw(st.sampled_from(["replace", "remove", "add", "swap"]))
        if kind == "remove":
            del container[key]
        elif kind == "add" and isinstance(container, dict):
            container[draw(KEYS)] = copy.deepcopy(draw(JUNK))
        elif kind == "swap":
            other, place = draw(st.sampled_from(places(whole["procedure"])))
            container[key] = copy.deepcopy(other[place])
        else:
            container[key] = copy.deepcopy(draw(JUNK))
        if not places(whole["procedure"]):
            break
    # numbers and truths come back plain, everything else in quotes
    return json.dumps(_typed(whole), ensure_ascii=False, indent=1)


def _typed(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _typed(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_typed(each) for each in data]
    return json.loads(data) if data.isdigit() or data in ("true", "false") else data


@given(texts())
def test_a_faulty_procedure_is_told_and_a_sound_one_works(text: str) -> None:
    ruleset, report = check_source(Source("过程.yaml", text))
    for diagnostic in report:
        assert diagnostic.to_text("zh")
        assert diagnostic.to_text("en")
    assert (ruleset is None) == report.has_errors
    if ruleset is None or ruleset.procedure is None:
        return
    rules = rules_of(ruleset)
    for lifecycle in ruleset.procedure.lifecycles.values():
        assert lifecycle.openings
        for step in lifecycle.transitions.values():
            assert step.roles
            assert step.cites
            assert {*step.sources, step.target} <= set(lifecycle.states)
    act = proper_act(small(), "flag", day("5-1"))
    event = Opened("甲", "1", act, ruleset.reference, ruleset.digest)
    case = fold(rules, [event])
    if not isinstance(case, Refusal):
        next_actions(rules, case, "village", day("5-2"))
