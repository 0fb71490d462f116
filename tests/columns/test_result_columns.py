"""Further columns of results, as callers ask for them: reasons, what is needed, stamps, masks."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import povertyrules as pr
from tests.columns.framing import MAKERS, rows_of, truth
from tests.columns.people import PEOPLE
from tests.columns.test_frames import DAY, household


@pytest.fixture(scope="module")
def zhaojia() -> pr.Ruleset:
    return pr.load("zhaojia")


# why, in text columns


@pytest.mark.parametrize("engine", MAKERS)
def test_reasons_and_needed_facts_as_texts(engine: str, zhaojia: pr.Ruleset) -> None:
    frame = MAKERS[engine](
        pl.DataFrame([household(list_2019="none"), household(household_id="2", relapse_risk=None)])
    )
    wanted = ["monitoring", "category"]
    decided = zhaojia.evaluate_frame(frame, as_of=DAY, outcomes=wanted, reasons="codes")
    first, second = sorted(rows_of(decided.frame), key=lambda row: row["household_id"])
    why = "registered; lifted_out; income_below_line; relapse_risk"
    assert first["monitoring_because"] == why
    assert first["category_because"] == why
    assert first["needed"] == ""
    assert second["monitoring_because"] is second["category_because"] is None
    assert second["needed"].split("; ") == [
        *("list_2019", "relapse_risk", "income_dropped_sharply", "spending_rose_sharply"),
    ]


def test_reasons_in_the_words_of_explanations(zhaojia: pr.Ruleset) -> None:
    frame = pl.DataFrame([household(lifted_out=False, list_2019="none", poverty_risk=None)])
    wanted = ["monitoring", "warning"]
    decided = zhaojia.evaluate_frame(frame, as_of=DAY, outcomes=wanted, reasons="labels")
    (row,) = rows_of(decided.frame)
    assert row["monitoring_because"] == "2019年“两摸底”的脱贫监测户：不成立；已脱贫户：否"
    english = zhaojia.evaluate_frame(
        frame, as_of=DAY, outcomes=wanted, reasons="labels", language="en"
    )
    assert rows_of(english.frame)[0]["monitoring_because"].endswith("; 已脱贫户: no")


def _wide(folder: Path) -> tuple[Path, dict[str, Any]]:
    """A ruleset with more facts than a whole number has bits."""
    facts = {f"f{number}": {"type": "boolean", "label": f"F{number}"} for number in range(70)}
    ruleset = {
        "povertyrules": 1,
        "ruleset": {"id": "wide", "version": "1", "title": "W", "in_force": {"from": DAY}},
        "sources": {"s": {"clauses": {"1": "…"}}},
        "entities": {"home": {"label": "户"}},
        "facts": {"home": facts},
        "outcomes": {"every": {"label": "A", "when": {"all": list(facts)}, "cite": "s#1"}},
    }
    path = folder / "wide.yaml"
    path.write_text(json.dumps(ruleset, ensure_ascii=False), encoding="utf-8")
    return path, facts


@pytest.mark.parametrize("engine", MAKERS)
def test_masks_of_more_conditions_than_a_number_has_bits(engine: str, tmp_path: Path) -> None:
    path, facts = _wide(tmp_path)
    rows = [{"k": "a", **dict.fromkeys(facts, True)}, {"k": "b", **dict.fromkeys(facts, False)}]
    rows[1] |= {"f69": None, "f62": True}
    frame = MAKERS[engine](pl.DataFrame(rows))
    decided = pr.load(path).evaluate_frame(frame, as_of=DAY, masks="conditions", keys={"home": "k"})
    found = {row["k"]: row for row in rows_of(decided.frame)}
    for row in rows:
        for place in decided.conditions:
            if place.id in facts:
                suffix = "" if place.mask == 0 else f"_{place.mask + 1}"
                masks = [found[row["k"]][f"{kind}_mask{suffix}"] for kind in ("true", "unknown")]
                bits = tuple(int(mask) >> place.bit & 1 for mask in masks)
                given = row[place.id]
                assert bits == ((0, 1) if given is None else (int(bool(given)), 0))


def test_more_reasons_than_a_number_has_bits(tmp_path: Path) -> None:
    path, facts = _wide(tmp_path)
    frame = pl.DataFrame([dict.fromkeys(facts, True), dict.fromkeys(facts, True) | {"f69": None}])
    decided = pr.load(path).evaluate_frame(frame, as_of=DAY, reasons="codes")
    first, second = rows_of(decided.frame)
    assert (first["every_because"], first["needed"]) == ("; ".join(facts), "")
    assert (second["every_because"], second["needed"]) == (None, "f69")


def test_an_unknown_kind_of_reasons(zhaojia: pr.Ruleset) -> None:
    with pytest.raises(pr.InvalidFrame, match=r'no reasons of the kind "code" \[PR872\]'):
        zhaojia.evaluate_frame(pl.DataFrame([household()]), as_of=DAY, reasons="code")  # type: ignore[arg-type]


def test_frames_that_are_joined_are_of_one_engine(tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    homes, people = pl.DataFrame({"home": ["a"]}), pl.DataFrame({"home": ["a"], "who": ["1"]})
    for others in (people.to_pandas(), people.lazy()):
        with pytest.raises(pr.InvalidFrame, match=r"homes \(polars\), people \(p.*PR877"):
            pr.load(path).evaluate_frame(homes, people=others, keys={"people": "who"}, as_of=DAY)


@pytest.mark.parametrize("engine", MAKERS)
def test_a_number_is_no_text_among_keys(engine: str, zhaojia: pr.Ruleset) -> None:
    decided = zhaojia.evaluate_frame(MAKERS[engine](pl.DataFrame([household()])), as_of=DAY)
    with pytest.raises(KeyError, match="no row has the key 1: the keys in household_id are text"):
        decided.explain(1)


def test_the_number_of_a_row_is_no_text(zhaojia: pr.Ruleset) -> None:
    frame = pl.DataFrame([household()]).drop("household_id")
    decided = zhaojia.evaluate_frame(frame, as_of=DAY)
    assert decided.explain(0).to_text("zh")
    with pytest.raises(KeyError, match="the keys in row are whole numbers"):
        decided.explain("0")


@pytest.mark.parametrize("engine", MAKERS)
def test_a_text_of_nothing_is_shown(engine: str, zhaojia: pr.Ruleset) -> None:
    rows = [household(wage_income=""), household(wage_income="1.2万")]
    decided = zhaojia.evaluate_frame(MAKERS[engine](pl.DataFrame(rows)), as_of=DAY, language="en")
    empty, words = (row["reasons"] for row in rows_of(decided.rejected))
    assert 'and this is "" —' in empty
    assert "and this is 1.2万 —" in words


def test_a_hint_is_printed_as_what_it_says(zhaojia: pr.Ruleset) -> None:
    frame = pl.DataFrame([household(wage_income=0.1)])
    [hint] = zhaojia.evaluate_frame(frame, as_of=DAY).hints()
    assert str(hint) == hint.to_text()


# by what


@pytest.mark.parametrize("engine", MAKERS)
def test_a_stamp_names_the_ruleset_and_the_day(engine: str, zhaojia: pr.Ruleset) -> None:
    frame = MAKERS[engine](pl.DataFrame([household()]))
    decided = zhaojia.evaluate_frame(frame, as_of=DAY, outcomes=["monitoring"], stamp=True)
    (row,) = rows_of(decided.frame)
    assert row["ruleset_digest"] == decided.digest == zhaojia.digest
    assert str(row["as_of"])[:10] == DAY


@pytest.mark.parametrize("engine", MAKERS)
def test_a_stamp_has_the_day_of_each_row(engine: str, zhaojia: pr.Ruleset) -> None:
    frame = MAKERS[engine](pl.DataFrame([household(as_of=date(2020, 6, 2))]))
    decided = zhaojia.evaluate_frame(
        frame, as_of_column="as_of", outcomes=["monitoring"], stamp=True
    )
    (row,) = rows_of(decided.frame)
    assert str(row["as_of"])[:10] == "2020-06-02"


def test_items_are_stamped_too(tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    homes = pl.DataFrame({"home": ["a"], "day": [date(2020, 9, 1)]})
    people = pl.DataFrame({"home": ["a"], "who": ["1"], "age": [8], "ill": [None]})
    decided = pr.load(path).evaluate_frame(
        homes,
        people=people.cast({"ill": pl.Boolean}),
        keys={"people": "who"},
        as_of_column="day",
        reasons="labels",
        stamp=True,
    )
    (row,) = rows_of(decided.items("people"))
    assert (row["child_because"], row["needed"]) == ("年龄 < 14：成立", "")
    assert row["as_of"] == date(2020, 9, 1)
    (home,) = rows_of(decided.frame)
    assert (home["any_ill_because"], home["needed"]) == (None, "人员的患病")


def test_frames_with_metadata_say_by_what_they_were_decided(zhaojia: pr.Ruleset) -> None:
    frame = pl.DataFrame([household()])
    table = zhaojia.evaluate_frame(frame.to_arrow(), as_of=DAY).frame
    assert table.schema.metadata[b"povertyrules.digest"] == zhaojia.digest.encode()
    assert table.schema.metadata[b"povertyrules.as_of"] == DAY.encode()
    attrs = zhaojia.evaluate_frame(frame.to_pandas(), as_of=DAY).frame.attrs
    assert attrs["povertyrules.digest"] == zhaojia.digest


@pytest.mark.parametrize("name", ["needed", "monitoring_because", "ruleset_digest"])
def test_a_column_that_is_kept_and_one_that_is_made_may_not_share_a_name(
    name: str, zhaojia: pr.Ruleset
) -> None:
    frame = pl.DataFrame([household(**{name: 1})])
    kept = zhaojia.evaluate_frame(frame, as_of=DAY, keep=[name])
    assert rows_of(kept.frame)[0][name] == 1
    with pytest.raises(pr.InvalidFrame, match=f"the result has a column {name} of its own"):
        zhaojia.evaluate_frame(frame, as_of=DAY, keep=[name], reasons="codes", stamp=True)


_RISKS = """
povertyrules: 1
ruleset: {id: risks, version: '1', title: 风险, in_force: {from: 2020-01-01}}
sources: {notice: {clauses: {'1': 条文}}}
entities: {home: {label: 户, key: k}}
facts:
  home:
    k: {type: text, label: 编号}
    risks: {type: choice, many: true, values: {ill: 患病, flood: 受灾}, label: 风险}
outcomes:
  at_risk: {label: 有风险, when: count(risks) >= 1, cite: notice#1}
"""


@pytest.mark.parametrize("engine", ["polars", "pyarrow", "duckdb"])
def test_lists_of_choices_with_other_values_are_told_as_such(engine: str, tmp_path: Path) -> None:
    path = tmp_path / "risks.yaml"
    path.write_text(_RISKS, encoding="utf-8")
    lists = [["ill"], [], None, ["患病", "fire"], ["ill", "患病"]]
    frame = MAKERS[engine](pl.DataFrame({"k": list("abcde"), "risks": lists}))
    decided = pr.load(path).evaluate_frame(frame, as_of=DAY, language="en")
    found = {row["k"]: truth(row["at_risk"]) for row in rows_of(decided.frame)}
    assert found == {"a": True, "b": False, "c": None}
    told = {row["k"]: row["reasons"] for row in rows_of(decided.rejected)}
    assert told.keys() == {"d", "e"}
    for reason in told.values():
        assert reason.startswith("risks: “风险” has a value that is none of its choices, or one")
        assert reason.endswith("give each at most once, of: ill, flood [PR656]")
