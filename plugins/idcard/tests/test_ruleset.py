"""The example ruleset: one meaning on records, by the reference, and on data frames."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

import povertyrules as pr
from plugins.idcard.tests.people import WITH_X, WOMAN, number_of

FILE = Path(__file__).parents[1] / "examples" / "documents.ruleset.yaml"
DAY = "2021-03-01"
PERSON = {
    "person_id": "R1",
    "document": "513022198001010014",
    "sex": "男",
    "birth_date": "1980-01-01",
    "card": "51302219800101001442",
    "disability": "肢体",
    "posted": "5130************14",
}

CASES: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "in order": ({}, {"severe": "holds"}),
    "grade 3": ({"card": "51302219800101001443"}, {}),
    "a card as the document": ({"document": "51302219800101001442"}, {"severe": "holds"}),
    "issued again": ({"card": "51302219800101001442B1"}, {"severe": "holds"}),
    "somebody else's card": (
        {"card": f"{WITH_X}71"},
        {"card_of_somebody_else": "holds", "disability_differs": "holds", "severe": "holds"},
    ),
    "no document": (
        {"document": "999999198001010011"},
        {"without_document": "holds", "severe": "holds"},
    ),
    "small x": (
        {"document": WITH_X.lower()},
        {"invalid": "holds", "severe": "holds"},
    ),
    "born later": (
        {"document": number_of("513022", date(2022, 1, 1), 5), "card": "无"},
        {
            "not_born_yet": "holds",
            "birth_differs": "holds",
            "card_invalid": "holds",
            "posted_in_clear": "holds",
        },
    ),
    "another person's number": (
        {"document": WOMAN, "posted": WOMAN},
        {
            "birth_differs": "holds",
            "sex_differs": "holds",
            "card_of_somebody_else": "holds",
            "posted_in_clear": "holds",
            "severe": "holds",
        },
    ),
    "no card stated": (
        {"card": None, "disability": None},
        {
            "card_invalid": "unknown",
            "disability_differs": "unknown",
            "card_of_somebody_else": "unknown",
            "severe": "unknown",
        },
    ),
    "no birth date stated": ({"birth_date": None}, {"birth_differs": "unknown", "severe": "holds"}),
}


@pytest.fixture(scope="module")
def ruleset() -> pr.Ruleset:
    return pr.load(FILE)


def _statuses(decision: Any) -> dict[str, str]:
    return {name: outcome.status for name, outcome in decision.outcomes.items()}


@pytest.mark.parametrize("engine", ["record", "reference"])
@pytest.mark.parametrize("name", CASES)
def test_cases(ruleset: pr.Ruleset, name: str, engine: str) -> None:
    changed, expected = CASES[name]
    decision = ruleset.evaluate({**PERSON, **changed}, as_of=DAY, engine=engine)
    found = {outcome: s for outcome, s in _statuses(decision).items() if s != "fails"}
    assert found == expected


def _people(count: int) -> list[dict[str, Any]]:
    """People with the values of all cases mixed, some of them blank."""
    chance = random.Random(20)
    stated = [{**PERSON, **changed} for changed, _ in CASES.values()]
    made = []
    for number in range(count):
        person = {fact: chance.choice(stated)[fact] for fact in PERSON}
        blank = chance.choice([*PERSON, *PERSON])
        made.append({**person, **({blank: None} if chance.random() < 0.3 else {})})
        made[-1]["person_id"] = f"R{number}"
    return made


FRAMES: dict[str, Callable[[pl.DataFrame], Any]] = {
    "polars": lambda frame: frame,
    "polars, lazy": lambda frame: frame.lazy(),
    "pyarrow": lambda frame: frame.to_arrow(),
    "duckdb": lambda frame: duckdb.from_arrow(frame.to_arrow()),
}


@pytest.mark.parametrize("engine", FRAMES)
def test_frames_decide_as_records_do(ruleset: pr.Ruleset, engine: str) -> None:
    people = _people(300)
    frame = FRAMES[engine](pl.DataFrame(people, infer_schema_length=None))
    decided = ruleset.evaluate_frame(frame, as_of=DAY)
    rows = {row["person_id"]: row for row in _rows(decided.frame)}
    truths = {"holds": True, "fails": False, "unknown": None}
    for person in people:
        alone = _statuses(ruleset.evaluate(person, as_of=DAY))
        row = rows[person["person_id"]]
        assert {name: row[name] for name in alone} == {n: truths[s] for n, s in alone.items()}


def _rows(frame: Any) -> list[dict[str, Any]]:
    if isinstance(frame, duckdb.DuckDBPyRelation):
        frame = frame.to_arrow_table()
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    return list(frame.to_dicts() if isinstance(frame, pl.DataFrame) else frame.to_pylist())


def test_explanations_show_the_masked_number_and_no_other(ruleset: pr.Ruleset) -> None:
    decision = ruleset.evaluate({**PERSON, "posted": PERSON["document"]}, as_of=DAY)
    text = decision.explain().to_text("zh", outcomes=["posted_in_clear"])
    assert "“遮蔽后的身份号码（证件号码）”为 5130************14" in text
    assert PERSON["document"] not in text


def test_a_ruleset_says_which_plugin_it_needs() -> None:
    with pytest.raises(pr.InvalidRuleset, match="needs the plugin `idcard`"):
        pr.Engine(plugins=()).load(FILE)
