"""`compare`: who would move, from the table to the files, and what is refused first."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import polars as pl
import pytest

import povertyrules as pr
from tests.cli.running import Ran, run
from tests.whatif.scenes import DAY, RULESETS, framed, household

HEADINGS = "户编号,村,组,家庭人口,家庭纯收入,有大病,有车"
LINES = (
    "a,东山,1,1,4500,否,否",
    "b,西河,1,1,3000,否,是",
    "c,西河,2,1,300000,否,否",
    "d,,2,1,很多,否,否",
    ",东山,2,1,1,否,否",
)
SIDES: list[str | Path] = [
    "--before",
    RULESETS / "first",
    "--after",
    RULESETS / "second",
    "--as-of",
    DAY,
]
_ONE = """
povertyrules: 1
ruleset: {{id: {name}, version: '1', title: 例, in_force: {{from: 2020-01-01}}}}
sources: {{notice: {{clauses: {{'1': 条文}}}}}}
entities: {{home: {{label: 户, key: code}}}}
facts:
  home:
    code: {{type: text, label: 编号}}
    income: {{type: money, min: 0, max: 100000, label: 收入}}
outcomes:
{outcomes}
"""


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    path = tmp_path / "ledger.csv"
    path.write_text("\n".join([HEADINGS, *LINES]) + "\n", encoding="utf-8")
    return path


def test_the_table_and_why(ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "moves.csv"
    done = run("compare", ledger, *SIDES, "--by", "村", "-o", out)
    assert done.code == 0
    for said in (
        "aid@1.0（2020-06-01） → aid@2.0（2020-06-01）",
        "农户共 4，不变 1（25.0%），变动 3（75.0%）",
        "另有 1 行没有编号",
        "救助线：4,000.00 元/人 → 5,000.00 元/人",
        "没有车（条件，只在比较后有）：not car",
        "低于救助线",
        "（空白）",
    ):
        assert said in done.out
    with out.open(encoding="utf-8-sig") as file:
        moves = {(m["村"], m["before"], m["after"]): m["count"] for m in csv.DictReader(file)}
    assert moves == {
        ("东山", "none", "poor"): "1",
        ("西河", "poor", "driver"): "1",
        ("西河", "none", "rejected"): "1",
        ("", "rejected", "rejected"): "1",
    }


def test_a_cell_opens_to_its_households_and_what_differs(ledger: Path, tmp_path: Path) -> None:
    done = run("compare", ledger, *SIDES, "--by", "村", "--cell", "均不成立", "困难户")
    assert done.code == 0
    table = done.out[done.out.index("均不成立 → 困难户", done.out.index("按村")) :]
    assert re.search(r"户编号 +村 +有变化的条件", table)
    assert re.search(r"a +东山 +低于救助线：不成立 → 成立；没有车（只在比较后有）：成立", table)
    out = tmp_path / "households.csv"
    done = run("compare", ledger, *SIDES, "--by", "村", "--households", out)
    assert f"每户的变动及原因已写入：{out}" in done.out
    with out.open(encoding="utf-8-sig") as file:
        rows = {row["户编号"]: row for row in csv.DictReader(file)}
    assert rows.keys() == {"a", "b", "c"}  # d is rejected by both
    assert (rows["b"]["before"], rows["b"]["after"]) == ("poor", "driver")
    assert "没有车（只在比较后有）：不成立" in rows["b"]["differences"]
    assert "退回" in rows["c"]["differences"]
    only = tmp_path / "only.csv"
    given = ("--cell", "rejected", "退回", "--households", only)
    assert run("compare", ledger, *SIDES, *given).code == 0
    assert [line.split(",")[0] for line in only.read_text("utf-8-sig").splitlines()[1:]] == ["d"]


def test_which_outcome_where_no_group_is_shared(tmp_path: Path) -> None:
    def ruleset(name: str, *outcomes: str) -> Path:
        parts = "\n".join(
            f"  {n}: {{label: 结论{n}, when: income < 4000, cite: notice#1}}" for n in outcomes
        )
        path = tmp_path / f"{name}.yaml"
        path.write_text(_ONE.format(name=name, outcomes=parts), encoding="utf-8")
        return path

    ledger = tmp_path / "l.csv"
    ledger.write_text("编号,收入\nH1,3000\n", encoding="utf-8")

    def compared(first: Path, second: Path, *more: str) -> Ran:
        return run("compare", ledger, "--before", first, "--after", second, "--as-of", DAY, *more)

    one = compared(ruleset("one", "a", "b"), ruleset("two", "b", "c"))
    assert (one.code, "比较的是它们唯一共同的结论“结论b”（b）" in one.err) == (0, True)
    several = compared(ruleset("one", "a", "b"), ruleset("two", "a", "b"))
    assert several.code == 2
    assert "--of 的值不合适" in several.err
    assert "请写明其中一项：结论a（a）、结论b（b）" in several.err
    asked = compared(ruleset("one", "a", "b"), ruleset("two", "a", "b"), "--of", "结论b")
    assert (asked.code, asked.err, "结论b：谁会变动" in asked.out) == (0, "", True)
    made = pr.compare_ledger(
        pr.load(tmp_path / "one.yaml"), pr.load(tmp_path / "two.yaml"), ledger, as_of=DAY
    )
    with pytest.raises(pr.InvalidFrame, match=r"PR893.*a, b"):
        made.comparison.migration()
    assert made.comparison.migration("b").total == 1


def test_which_group_of_several_is_said(ledger: Path) -> None:
    done = run("compare", ledger, *SIDES)
    assert "还可以用 --of 比较：" in done.err
    assert run("compare", ledger, *SIDES, "--of", "tier").err == ""


def test_a_picture_says_what_it_is_about(ledger: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert run("compare", ledger, *SIDES, "--of", "tier", "-o", page).code == 0
    text = page.read_text("utf-8")
    for said in (
        "规则集（评定日期）：aid@1.0（2020-06-01） → aid@2.0（2020-06-01）",
        "台账：ledger.csv；另有 1 行没有编号，说不清是几户，未参加比较",
        "退回 1 → 2（数据有误或与规则的前提矛盾，未作评定）",
    ):
        assert said in text
    picture = tmp_path / "page.png"
    assert run("compare", ledger, *SIDES, "--of", "tier", "-o", picture).code == 0


def test_in_english_with_a_page(ledger: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    done = run("compare", ledger, *SIDES, "--of", "困难户", "-o", page, "--lang", "en")
    assert done.code == 0
    assert "unchanged" in done.out
    assert "<svg" in page.read_text("utf-8")


def test_json_lines_and_parquet(tmp_path: Path) -> None:
    lines = tmp_path / "ledger.jsonl"
    lines.write_text(
        '{"household_id": "a", "household_size": 1, "income": 4500, "ill": false, "car": false, '
        '"乡": "甲"}\n',
        encoding="utf-8",
    )
    assert "甲" in run("compare", lines, *SIDES, "--by", "乡").out
    table = tmp_path / "ledger.parquet"
    frame: pl.DataFrame = framed([household("a"), household("b", income=3000)])
    frame.write_parquet(table)
    done = run("compare", table, *SIDES, "--by", "村")
    assert "农户共 2，不变 1（50.0%），变动 1（50.0%）" in done.out
    words = pl.when("ill").then(pl.lit("是")).otherwise(pl.lit("否")).alias("ill")
    frame.with_columns(words).write_parquet(table)
    assert run("compare", table, *SIDES, "--by", "村").out == done.out
    frame.with_columns(ill=pl.lit("也许")).write_parquet(table)
    assert "PR610" in run("compare", table, *SIDES).err


def test_a_file_of_another_kind_is_told_all_kinds(tmp_path: Path) -> None:
    place = tmp_path / "town.duckdb"
    place.touch()
    assert ".ndjson, .parquet" in run("compare", place, *SIDES).err


def test_another_value_of_an_open_parameter(tmp_path: Path) -> None:
    ledger = tmp_path / "ledger.csv"
    ledger.write_text("户编号,人数,脱贫户\nH1,3,是\n", encoding="utf-8")
    sides = ["--before", "tiers-2021", "--as-of", "2021-06-01"]
    filled = ["--parameter", "monitoring_range=5000", "--cite", "monitoring_range=某省1号"]
    done = run("compare", ledger, *sides, *filled, "--set-after", "monitoring_range=7000")
    assert "监测范围：5,000.00 元/人 → 7,000.00 元/人" in done.out
    assert "监测范围" in run("compare", ledger, *sides).err
    alone = run("compare", ledger, *sides, *filled, "--cite-after", "monitoring_range=x")
    assert alone.code == 2


def test_what_is_refused(ledger: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.csv"
    there.write_text("", encoding="utf-8")
    refused: tuple[tuple[list[str | Path], int], ...] = (
        (["-o", tmp_path / "out.pdf"], 2),
        (["-o", there], 2),
        (["-o", ledger, "--force"], 2),
        (["--by", "乡镇"], 1),
        (["--of", "nothing"], 1),
        (["--by", "tier"], 1),
        (["--cell", "困难户", "无此答案"], 2),
        (["--households", tmp_path / "h.xlsx"], 2),
        (["--households", there], 2),
        (["--households", tmp_path / "x.csv", "-o", tmp_path / "x.csv"], 2),
    )
    for more, code in refused:
        assert run("compare", ledger, *SIDES, *more).code == code
    told = run("compare", ledger, *SIDES, "--by", "乡镇", "--by", "车").err
    assert "没有可以分组的“乡镇”列 [PR886] — 现有各列：户编号, 村, 组" in told
    assert "没有可以分组的“车”列 [PR886]" in told
    told = run("compare", ledger, *SIDES, "--of", "tear").err
    assert "aid@1.0 的农户没有名为 `tear` 的组或结论 [PR882] — 是否应为 `tier`？" in told
    assert run("compare", tmp_path / "none.csv", *SIDES).code == 1


def test_a_household_is_explained_by_its_key(ledger: Path) -> None:
    made = pr.compare_ledger(
        pr.load(RULESETS / "first"), pr.load(RULESETS / "second"), ledger, as_of=DAY
    )
    assert "困难户：成立" in made.comparison.explain("a").to_text(outcomes=["poor"])
    with pytest.raises(KeyError):
        made.comparison.explain("d")  # it was rejected when the ledger was read
    assert made.rows_without_key == 1
