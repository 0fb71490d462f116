"""Explanations as a reader gets them, word for word.

`golden/` holds the texts. After a change that is meant, write them anew with
`WRITE_GOLDEN=1 python -m pytest tests/explain/test_golden.py` and read every one of them.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest

from povertyrules.explain import Explanation
from tests.explain.support import HERE, HOUSEHOLD, VILLAGE, ZHAOJIA, explained, without

GOLDEN = HERE / "golden"

INCLUDED = HOUSEHOLD
NOT_INCLUDED = HOUSEHOLD | {"transfer_income": "3200.01", "household_size": 3}
UNDECIDED = without(HOUSEHOLD, "transfer_income", "relapse_risk", "household_id")
MARGINAL = HOUSEHOLD | {
    "registered": False,
    "lifted_out": False,
    "transfer_income": "1999.99",
    "poverty_risk": True,
    "public_concern": True,
    "comparison_cleared": False,
}
MEMBERS: dict[str, Any] = {
    "code": "H7",
    "poor": True,
    "surveyed": "2020-06-01",
    "risks": ["labour"],
    "rent": "1500.00",
    "members": [
        {
            "name": "王小明同学",
            "birth_date": "2010-06-02",
            "in_school": False,
            "skill": "none",
            "phone": "13900001111",
            "county": "甲县",
            "jobs": [],
        },
        {
            "name": "王大明",
            "birth_date": "1980-01-01",
            "skill": "normal",
            "phone": "13900001111",
            "county": "乙县",
            "jobs": [{"months": 6, "wage": "3000.00"}, {"months": 2, "wage": "1500.50"}],
        },
        {"name": "李某某", "birth_date": "1981-01-01", "skill": "weak"},
        {"birth_date": "2012-06-02", "skill": "none", "jobs": [{"months": 3}]},
    ],
}
NOBODY: dict[str, Any] = {"code": "H8", "surveyed": "2020-06-01", "risks": [], "members": []}
NOT_LISTED: dict[str, Any] = {"code": "H9", "surveyed": "2020-06-01", "risks": ["labour"]}

CASES: dict[str, tuple[str, dict[str, Any]]] = {
    "included": (ZHAOJIA, INCLUDED),
    "not-included": (ZHAOJIA, NOT_INCLUDED),
    "undecided": (ZHAOJIA, UNDECIDED),
    "marginal": (ZHAOJIA, MARGINAL),
    "members": (VILLAGE, MEMBERS),
    "nobody": (VILLAGE, NOBODY),
    "not-listed": (VILLAGE, NOT_LISTED),
}
FORMATS: dict[str, Callable[[Explanation], str]] = {
    "zh.txt": lambda explanation: explanation.to_text("zh"),
    "en.txt": lambda explanation: explanation.to_text("en"),
    "zh.md": lambda explanation: explanation.to_markdown("zh"),
}


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("name", CASES)
def test_the_text_is_the_golden_one(name: str, form: str) -> None:
    location, facts = CASES[name]
    text = FORMATS[form](explained(location, facts))
    path = GOLDEN / f"{name}.{form}"
    if os.environ.get("WRITE_GOLDEN"):
        path.write_text(text, encoding="utf-8")
    assert text == path.read_text(encoding="utf-8")


def test_there_is_no_golden_text_without_a_case() -> None:
    expected = {f"{name}.{form}" for name in CASES for form in FORMATS}
    assert {path.name for path in GOLDEN.iterdir()} == expected
