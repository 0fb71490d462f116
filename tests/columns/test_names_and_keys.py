"""Names that meet in one result, keys of other types than asked for, and very wide numbers."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import polars as pl
import pytest

import povertyrules as pr
from tests.columns.framing import MAKERS, rows_of

DAY = "2020-06-01"
RULES = """
povertyrules: 1
ruleset: {{id: named, version: '1', title: 名称, in_force: {{from: 2020-01-01}}}}
sources: {{notice: {{clauses: {{'1': 某条}}}}}}
entities: {{home: {{label: 户, key: home_id}}, members: {{label: 成员, of: home, max: 9}}}}
facts:
  home:
    home_id: {{type: text, label: 户编号}}
    ill: {{type: boolean, label: 大病}}
    total: {{type: integer, min: 0, max: 100, label: 合计}}
  members: {{age: {{type: integer, min: 0, max: 120, label: 年龄}}}}
outcomes:
  aid: {{label: 救助, {group} when: ill, cite: notice#1}}
  {name}: {{label: 其他, {group} when: total > 5, cite: notice#1}}
  young: {{label: 有少年, when: 'any(members, age < 16)', cite: notice#1}}
"""


def load(folder: Path, name: str = "other", group: str = "") -> pr.Ruleset:
    place = folder / "named.yaml"
    group = f"group: {group}," if group else ""
    place.write_text(RULES.format(name=name, group=group), encoding="utf-8")
    return pr.load(place)


HOMES = pl.DataFrame({"home_id": ["a", "b"], "ill": [True, None], "total": [7, 101]})


@pytest.mark.parametrize(
    ("name", "group", "asked"),
    [
        ("needed", "", {"reasons": "codes"}),
        ("aid_because", "", {"reasons": "labels"}),
        ("true_mask", "", {"masks": "outcomes"}),
        ("ruleset_digest", "", {"stamp": True}),
        ("x_accepted", "", {}),
        ("x_row", "", {}),
        ("other", "aid", {}),
    ],
)
def test_an_outcome_is_never_replaced_by_a_column_of_its_name(
    name: str, group: str, asked: dict[str, Any], tmp_path: Path
) -> None:
    column = group or name
    with pytest.raises(pr.InvalidFrame, match=rf"a column {column} of its own .*\[PR861\]"):
        load(tmp_path, name, group).evaluate_frame(HOMES, as_of=DAY, **asked)


@pytest.mark.parametrize("engine", ["polars", "pandas"])
def test_an_outcome_called_none_cannot_be_told_from_that_answer(
    engine: str, tmp_path: Path
) -> None:
    ruleset = load(tmp_path, "none", "kind")
    with pytest.raises(pr.InvalidFrame, match=r"\[PR884\]"):
        ruleset.evaluate_frame(MAKERS[engine](HOMES), as_of=DAY)


@pytest.mark.parametrize("engine", MAKERS)
def test_items_without_a_key_are_explained_with_their_record(engine: str, tmp_path: Path) -> None:
    """A query cannot number them; and pandas takes the keys of no rows for numbers."""
    ruleset, make = load(tmp_path), MAKERS[engine]
    members = pl.DataFrame({"home_id": ["a", "a"], "age": [50, 9]})
    record = {"home_id": "a", "ill": True, "total": 7}
    for items in (members, members.clear()):
        decided = ruleset.evaluate_frame(make(HOMES), members=make(items), as_of=DAY)
        given = [{"age": age} for age in items["age"]]
        alone = ruleset.evaluate({**record, **({"members": given} if given else {})}, as_of=DAY)
        assert decided.explain("a").to_dict() == alone.explain().to_dict()


@pytest.mark.parametrize("engine", MAKERS)
@pytest.mark.parametrize("key", [1, "c", None, True, date(2020, 1, 1)])
def test_a_key_that_no_row_can_have_is_a_key_error(engine: str, key: Any, tmp_path: Path) -> None:
    ruleset, make = load(tmp_path), MAKERS[engine]
    with pytest.raises(KeyError, match=r"0 rows|no row"):
        ruleset.evaluate_frame(make(HOMES), as_of=DAY).explain(key)
    numbered = HOMES.rename({"home_id": "number"}).with_columns(number=pl.Series([7, 8]))
    decided = ruleset.evaluate_frame(make(numbered), as_of=DAY, keys={"home": "number"})
    with pytest.raises(KeyError, match=r"0 rows|no row"):
        decided.explain(key)
    assert decided.explain(7)


@pytest.mark.parametrize("engine", ["polars", "polars lazy", "pandas arrow", "pyarrow"])
def test_numbers_beyond_63_bits_are_rejected_by_every_engine(engine: str, tmp_path: Path) -> None:
    values = pl.Series([7, 2**64 - 1, None], dtype=pl.UInt64)
    frame = pl.DataFrame({"home_id": ["a", "b", "c"], "total": values})
    made = frame.to_arrow() if engine == "pyarrow" else MAKERS[engine](frame)
    decided = load(tmp_path).evaluate_frame(made, as_of=DAY)
    assert [row["home_id"] for row in rows_of(decided.frame)] == ["a", "c"]
    [refused] = rows_of(decided.rejected)
    assert f"total: {2**64 - 1} 大于" in refused["reasons"]


@pytest.mark.parametrize("engine", ["polars", "duckdb"])
def test_sums_of_128_bits_are_numbers(engine: str, tmp_path: Path) -> None:
    """DuckDB adds whole numbers up as HUGEINT."""
    frame = HOMES.with_columns(pl.col("total").cast(pl.Int128))
    made: Any = frame
    if engine == "duckdb":
        made = MAKERS[engine](HOMES).query("homes", "SELECT * REPLACE (total::hugeint AS total) FROM homes")  # fmt: skip  # noqa: E501
    decided = load(tmp_path).evaluate_frame(made, as_of=DAY)
    [row] = rows_of(decided.frame)
    assert (row["home_id"], row["other"]) == ("a", True)
    [refused] = rows_of(decided.rejected)
    assert "total: 101 大于" in refused["reasons"]
