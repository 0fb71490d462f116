"""Frames of records with frames of their items: keys, counts, what belongs to nobody."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polars as pl
import pytest

import povertyrules as pr
from tests.columns.framing import MAKERS, rows_of, truth
from tests.columns.people import PEOPLE
from tests.columns.test_frames import DAY, HOME


@pytest.fixture(scope="module")
def zhaojia() -> pr.Ruleset:
    return pr.load("zhaojia")


# records with items


CHECKS = str(HOME / "rulesets" / "data_checks.yaml")


def _village(engine: str) -> dict[str, Any]:
    maker = MAKERS[engine]
    villages = pl.DataFrame({"v": ["v1", "v2"]})
    households = pl.DataFrame({"v": ["v1", "v1", "v9"], "h": ["h1", "h2", "h3"]})
    members = pl.DataFrame(
        {
            "v": ["v1"] * 4,
            "h": ["h1", "h1", "h2", "h7"],
            "m": ["m1", "m2", "m1", "m1"],
            "phone": ["139", "139", "139", "139"],
        }
    )
    return {"frame": maker(villages), "households": maker(households), "members": maker(members)}


@pytest.mark.parametrize("engine", MAKERS)
def test_items_without_owners_are_reported(engine: str) -> None:
    ruleset = pr.load(CHECKS)
    frames = _village(engine)
    entities = list(ruleset.checked.entities)
    keys = dict(zip(entities, ["v", "h", "m"], strict=False))
    decided = ruleset.evaluate_frame(
        frames["frame"],
        as_of="2024-06-01",
        keys=keys,
        households=frames["households"],
        members=frames["members"],
    )
    assert [row["h"] for row in rows_of(decided.unmatched("households"))] == ["h3"]
    assert [row["h"] for row in rows_of(decided.unmatched("members"))] == ["h7"]
    for counts in decided.counts().values():
        assert counts.given == counts.decided + counts.rejected + counts.unmatched
    assert decided.counts()["members"].decided == 3


def test_repeated_and_missing_keys_are_rejected(tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    homes = pl.DataFrame({"home": ["a", "a", None, "b"]})
    people = pl.DataFrame({"home": ["a", "b", "b"], "ill": [True, None, False]})
    decided = pr.load(path).evaluate_frame(homes, people=people, as_of=DAY, language="en")
    assert rows_of(decided.frame) == [{"home": "b", "any_ill": None}]
    reasons = [row["reasons"] for row in rows_of(decided.rejected)]
    assert [reason[-7:] for reason in reasons] == ["[PR651]", "[PR651]", "[PR650]"]


def test_what_an_owner_without_rows_means(tmp_path: Path) -> None:
    """Nobody knows, unless a column or the caller says that there are none."""
    path = tmp_path / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    ruleset = pr.load(path)
    homes = pl.DataFrame({"home": ["a", "b", "c"]})
    people = pl.DataFrame({"home": ["a"], "ill": [False]})
    found = rows_of(ruleset.evaluate_frame(homes, people=people, as_of=DAY).frame)
    assert [row["any_ill"] for row in found] == [False, None, None]
    decided = ruleset.evaluate_frame(homes, people=people, as_of=DAY, without_rows="none")
    assert [row["any_ill"] for row in rows_of(decided.frame)] == [False, False, False]
    told = homes.with_columns(people=pl.Series([1, 0, None]))
    found = rows_of(ruleset.evaluate_frame(told, people=people, as_of=DAY).frame)
    assert [row["any_ill"] for row in found] == [False, False, None]
    wrong = homes.with_columns(people=pl.Series([2, 1, None]))
    refused = rows_of(ruleset.evaluate_frame(wrong, people=people, as_of=DAY).rejected)
    assert [row["reasons"][-7:] for row in refused] == ["[PR655]", "[PR655]"]


def test_keys_are_of_one_type(tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    ruleset = pr.load(path)
    homes = pl.DataFrame({"n": [1]})
    keys = {"homes": "n"}
    with pytest.raises(pr.InvalidFrame, match=r"people\.n: a key is String here and Int64 in"):
        ruleset.evaluate_frame(homes, people=pl.DataFrame({"n": ["1"]}), as_of=DAY, keys=keys)
    narrow = pl.DataFrame({"n": [1], "ill": [True]}, schema_overrides={"n": pl.Int16})
    for maker in MAKERS.values():
        decided = ruleset.evaluate_frame(maker(homes), people=maker(narrow), as_of=DAY, keys=keys)
        assert truth(rows_of(decided.frame)[0]["any_ill"]) is True


def test_an_owner_is_rejected_for_its_items(tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    homes = pl.DataFrame({"home": ["a", "b"]})
    people = pl.DataFrame({"home": ["a", "a", "b"], "age": [7, 700, 8], "ill": [True] * 3})
    decided = pr.load(path).evaluate_frame(homes, people=people, as_of=DAY, language="en")
    assert [row["home"] for row in rows_of(decided.frame)] == ["b"]
    assert [row["home"] for row in rows_of(decided.items("people"))] == ["b"]
    (refused,) = rows_of(decided.rejected)
    assert "1 rows of `people` are not accepted" in refused["reasons"]
    (item,) = rows_of(decided.rejected_items("people"))
    assert item["age"] == 700
    assert "[PR621]" in item["reasons"]


@pytest.mark.parametrize("engine", MAKERS)
def test_owners_without_rows_are_reported(engine: str, tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    maker = MAKERS[engine]
    homes = maker(pl.DataFrame({"home": ["a", "b", "c"], "note": [1, 2, 3]}))
    people = maker(pl.DataFrame({"home": ["a", "x"], "n": [1, 1], "ill": [False, True]}))
    decided = pr.load(path).evaluate_frame(homes, people=people, as_of=DAY, keys={"people": "n"})
    found = sorted((row["home"], row["note"]) for row in rows_of(decided.without_items("people")))
    assert found == [("b", 2), ("c", 3)]
    assert [row["home"] for row in rows_of(decided.unmatched("people"))] == ["x"]
    for name in ("homes", "pets"):
        with pytest.raises(KeyError):
            decided.without_items(name)
