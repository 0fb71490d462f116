"""Every conformance case is explained: in the published format, by sound reasons, alike for
each engine, and in words."""

from __future__ import annotations

import json
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest

import povertyrules.explain
from povertyrules.api.shelf import find
from povertyrules.engines import record, reference
from povertyrules.explain import Explainer
from povertyrules.kernel.errors import PovertyRulesError
from povertyrules.model.binding import bind, read_fills
from povertyrules.records import accept
from tests.conformance.cases import Case, all_cases
from tests.explain.checking import check

SCHEMA = Path(povertyrules.explain.__file__).with_name("explanation-1.schema.json")
CASES = [case for case in all_cases() if case.refused is None and case.rejected is None]


@cache
def _validator() -> Any:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema_rs.meta.validate(schema)
    return jsonschema_rs.validator_for(schema)


@cache
def _prepared(location: str, as_of: str, fill: str) -> Any:
    checked = find(location, None)
    bound = bind(checked, date.fromisoformat(as_of), read_fills(checked, json.loads(fill)))
    plans = (reference.plan(checked, bound), record.plan(checked, bound))
    return accept(checked), plans, Explainer(checked, bound)


def _explained(case: Case) -> list[Any]:
    accepted, plans, explainer = _prepared(
        case.ruleset, case.as_of, json.dumps(case.fill, default=str)
    )
    row = accepted(case.facts)
    return [explainer.explain(plan.observe(row)) for plan in plans]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_is_explained(case: Case) -> None:
    by_reference, by_record = _explained(case)
    tree = by_reference.to_dict(show_sensitive=True)
    assert by_record.to_dict(show_sensitive=True) == tree
    plain = json.loads(json.dumps(tree, ensure_ascii=False))
    assert plain == tree
    _validator().validate(plain)
    assert check(tree) > 0
    for name, status in case.expected.statuses.items():
        assert tree["result"]["definitions"][name]["status"] == status
    if case.needed is not None:
        assert {need["path"] for need in tree["needed"]} == case.needed


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_case_is_told_in_words(lang: Any) -> None:
    for case in CASES:
        explanation = _explained(case)[0]
        text, markdown = explanation.to_text(lang), explanation.to_markdown(lang)
        for name in case.expected.statuses:
            label = explanation.to_dict()["definitions"][name]["label"]
            assert label in text, case.id
        assert "{" not in markdown.replace("\\{", ""), case.id


def test_a_wrong_tree_is_found_out() -> None:
    """The checks above would notice: a status, a figure, a margin, a mark turned round."""
    case = next(case for case in CASES if case.file == "zhaojia_missing")
    tree = _explained(case)[0].to_dict()
    for damage in (_turn_status, _change_figure, _change_margin, _turn_mark):
        damaged = json.loads(json.dumps(tree))
        damage(damaged["result"]["definitions"])
        with pytest.raises(AssertionError):
            check(damaged)


def _turn_status(definitions: Any) -> None:
    definitions["monitoring"]["because"]["children"][0]["status"] = "holds"


def _change_figure(definitions: Any) -> None:
    definitions["net_income"]["because"]["operands"][0]["value"] = "12000.01"


def _change_margin(definitions: Any) -> None:
    definitions["income_below_line"]["because"]["margin"] = "-201"


def _turn_mark(definitions: Any) -> None:
    child = definitions["monitoring"]["because"]["children"][0]
    child["decisive"] = not child["decisive"]


def test_refused_cases_exist_and_are_not_explained() -> None:
    refused = [case for case in all_cases() if case.refused is not None]
    assert refused
    for case in refused:
        with pytest.raises(PovertyRulesError):
            _explained(case)
