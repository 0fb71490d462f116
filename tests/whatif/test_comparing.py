"""`compare`: counts that add up, cells that open, conditions that differ, refusals."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import polars as pl
import pytest

import povertyrules as pr
from tests.columns.framing import MAKERS, rows_of
from tests.whatif.scenes import DAY, ENGINES, SCHEMA, first, framed, household, second

ROWS = [
    household("newly-poor"),
    household("still-poor", income=3000),
    household("driver", income=3000, car=True, 村="西河"),
    household("ill", ill=True, 村=None),
    household("unknown", income=None, 村=None),
    household("broken", income=0, car=True, 村="西河"),
    household("too-rich", income=300000, 村="西河"),
    household("well", income=60000),
]


def moves(comparison: pr.Comparison, of: str | None = None) -> dict[tuple[str, str], int]:
    return {(m.before, m.after): m.count for m in comparison.migration(of).whole().moves()}


@pytest.mark.parametrize("engine", ENGINES)
def test_every_row_has_a_place(engine: str) -> None:
    comparison = pr.compare(first(), second(), framed(ROWS, engine), as_of=DAY, by=["村"])
    assert [subject.id for subject in comparison.subjects] == ["tier", "check"]
    assert moves(comparison) == {
        ("poor", "poor"): 1,
        ("poor", "driver"): 1,
        ("edge", "poor"): 1,
        ("none", "poor"): 1,
        ("none", "none"): 1,
        ("none", "rejected"): 1,
        ("unknown", "unknown"): 1,
        ("rejected", "rejected"): 1,
    }
    migration = comparison.migration("tier")
    assert migration.total == len(ROWS)
    assert {key: part.total for key, part in migration.parts().items()} == {
        ("东山",): 3, ("西河",): 3, (None,): 2,
    }  # fmt: skip
    assert sum(part.total for part in migration.parts().values()) == migration.total
    assert migration.moved == 4


@pytest.mark.parametrize("engine", ENGINES)
def test_a_cell_opens_to_its_households(engine: str) -> None:
    comparison = pr.compare(first(), second(), framed(ROWS, engine), as_of=DAY, by=["村"])
    cell = comparison.cell("none", "poor")
    assert type(cell) is type(framed(ROWS, engine))
    assert rows_of(cell) == [{"household_id": "newly-poor", "村": "东山"}]
    blank = comparison.cell(where={"村": None})
    assert sorted(row["household_id"] for row in rows_of(blank)) == ["ill", "unknown"]
    assert rows_of(comparison.cell("edge", "edge")) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_why_they_moved(engine: str) -> None:
    comparison = pr.compare(first(), second(), framed(ROWS, engine), as_of=DAY)
    [line, *rest] = comparison.differences("none", "poor")
    assert (line.id, line.label, line.kind, line.only) == (
        "below_line", "低于救助线", "criterion", None,
    )  # fmt: skip
    assert dict(line.counts) == {("fails", "holds"): 1}
    assert line.to_text() == "不成立 → 成立 1"
    others = {d.id: d for d in rest}
    assert others["poor"].rewritten
    assert others["owns_nothing"].only == "after"
    assert dict(others["owns_nothing"].counts) == {(None, "holds"): 1}
    assert others["owns_nothing"].to_text("en") == "only after: holds 1"
    assert "has_child" not in others  # it settles nothing of this group


def test_rejected_rows_have_no_conditions() -> None:
    comparison = pr.compare(first(), second(), framed(ROWS), as_of=DAY)
    assert comparison.differences("none", "rejected") == ()
    assert "too-rich" in comparison.after.rejected["household_id"].to_list()


def test_what_the_rulesets_differ_in() -> None:
    comparison = pr.compare(first(), second(), framed(ROWS), as_of=DAY)
    told = {c.id: (c.relation, c.before, c.after) for c in comparison.changes()}
    assert told == {
        "line": ("changed", "4,000.00 元/人", "5,000.00 元/人"),
        "owns_nothing": ("only_after", "", "not car"),
        "poor": ("rewritten", told["poor"][1], told["poor"][2]),
        "driver": ("only_after", "", told["driver"][2]),
    }
    assert told["poor"][1:] == ("低于救助线", "低于救助线 and 没有车")


def test_two_dates_of_one_ruleset() -> None:
    frame = framed([household("a", income=4200), household("b", income=4000)])
    comparison = pr.compare(first(), first(), frame, as_of=DAY, as_of_after="2021-06-01")
    assert moves(comparison) == {("none", "poor"): 2}
    assert [c.after for c in comparison.changes()] == ["4,500.00 元/人"]
    same = pr.compare(first(), first(), frame, as_of=DAY)
    assert same.migration().moved == 0
    assert not same.changes()
    assert not same.differences()


def test_a_date_in_each_row() -> None:
    frame = framed([household("a", income=4200), household("b", income=4200)]).with_columns(
        pl.Series("day", ["2020-06-01", "2021-06-01"])
    )
    comparison = pr.compare(first(), second(), frame, as_of_column="day")
    assert moves(comparison) == {("none", "poor"): 1, ("poor", "poor"): 1}
    assert comparison.days == (None, None)


def test_both_explanations() -> None:
    comparison = pr.compare(first(), second(), framed(ROWS), as_of=DAY)
    text = comparison.explain("newly-poor").to_text(outcomes=["poor"])
    assert "比较前：aid@1.0" in text
    assert "比较后：aid@2.0" in text
    assert text.index("困难户：不成立") < text.index("困难户：成立")
    rejected = comparison.explain("too-rich")
    assert isinstance(rejected.after, pr.InvalidRecord)
    assert "Rejected, not decided" in rejected.to_text("en")
    with pytest.raises(KeyError):
        comparison.explain("nobody")


def test_long_form() -> None:
    comparison = pr.compare(first(), second(), framed(ROWS), as_of=DAY, by=["村"])
    lines = list(csv.DictReader(io.StringIO(comparison.migration().to_csv())))
    assert sum(int(line["count"]) for line in lines) == len(ROWS)
    assert lines[0] == {
        "村": "东山", "before": "poor", "before_label": "困难户", "after": "poor",
        "after_label": "困难户", "count": "1", "share": "0.333333",
    }  # fmt: skip
    assert [line["村"] for line in lines][-1] == ""
    *_, totals = comparison.migration().rows()
    assert totals[0] == "合计"
    assert totals[-1] == str(len(ROWS))


@pytest.mark.parametrize("engine", [e for e in ENGINES if e not in ("polars lazy", "duckdb")])
def test_rows_in_memory_need_no_key(engine: str) -> None:
    """Nor one of their own: they are told apart by their number."""
    twice = [household("a"), household("a", income=3000), household("b"), household(None)]  # type: ignore[arg-type]
    comparison = pr.compare(first(), second(), framed(twice, engine), as_of=DAY)
    assert moves(comparison) == {("none", "poor"): 3, ("poor", "poor"): 1}
    assert len(rows_of(comparison.cell("poor"))) == 1
    keyless = pl.DataFrame({n: [r[n] for r in twice] for n in SCHEMA}, schema=SCHEMA)
    comparison = pr.compare(
        first(), second(), MAKERS[engine](keyless.drop("household_id")), as_of=DAY
    )
    assert rows_of(comparison.cell("poor")) == [{"row": 1}]


@pytest.mark.parametrize("engine", ["polars lazy", "duckdb"])
def test_rows_of_a_query_need_a_key(engine: str) -> None:
    twice = [household("a"), household("a"), household("b"), household(None)]  # type: ignore[arg-type]
    with pytest.raises(pr.InvalidFrame, match=r"1 rows have no[\s\S]*2 rows share"):
        pr.compare(first(), second(), framed(twice, engine), as_of=DAY)


@pytest.mark.parametrize("engine", ENGINES)
def test_no_rows(engine: str) -> None:
    comparison = pr.compare(first(), second(), framed([], engine), as_of=DAY, by=["村"])
    assert comparison.migration().total == 0
    assert not comparison.migration().moves()
    assert not comparison.differences()
    assert rows_of(comparison.cell("none", "poor")) == []


@pytest.mark.parametrize("engine", ["polars", "polars lazy"])
def test_what_a_comparison_says_of_itself(engine: str) -> None:
    frame = pl.DataFrame({n: [household("a")[n]] for n in SCHEMA}, schema=SCHEMA)
    comparison = pr.compare(first(), second(), MAKERS[engine](frame), as_of=DAY, by=["村"])
    size = "rows: 1" if engine == "polars" else "a query"
    sides = "aid@1.0 (2020-06-01) → aid@2.0 (2020-06-01)"
    assert repr(comparison) == f"<Comparison {sides} of tier, check: {size}>"
    slip = MAKERS[engine](frame.rename({"car": "carr"}))
    with pytest.warns(pr.UnusedColumnWarning, match="carr is not used") as warned:
        comparison = pr.compare(first(), second(), slip, as_of=DAY)
    assert [warning.filename for warning in warned] == [__file__]
    assert "carr" in repr(comparison)


@pytest.mark.parametrize("engine", ENGINES)
def test_households_with_what_differs(engine: str) -> None:
    comparison = pr.compare(first(), second(), framed(ROWS, engine), as_of=DAY, by=["村"])
    found = comparison.households(moved=True)
    counts = {(m.before, m.after): m.count for m in comparison.migration().changed()}
    shown = found.group_by("before", "after").len().rows()
    assert {(before, after): n for before, after, n in shown} == counts
    for (before, after), count in counts.items():
        cell = comparison.households(before, after, language="en")
        keys = rows_of(comparison.cell(before, after))
        assert sorted(map(str, cell["household_id"])) == sorted(
            str(row["household_id"]) for row in keys
        )
        assert len(keys) == count
        if "rejected" not in (before, after):
            changed = comparison.differences(before, after)
            for difference in changed:
                if difference.only is None and difference.kind == "criterion":
                    rows = cell["differences"].str.contains(f"{difference.label}: ", literal=True)
                    assert rows.sum() == difference.count


def test_what_cannot_be_meant() -> None:
    frame = framed(ROWS).with_columns(pl.lit("x").alias("tier"))
    for options, message in (
        ({"by": ["tier"]}, "has the name of what aid@1.0 decides"),
        ({"by": ["乡"]}, "no column 乡"),
        ({"by": ["村", "村"]}, "named twice"),
        ({"outcomes": ["teir"]}, "did you mean `tier`"),
        ({"outcomes": ["driver"]}, "aid@1.0"),
        ({"persons": frame}, "`persons` is no collection of aid@1.0, aid@2.0"),
        ({"as_of": None}, "as_of"),
    ):
        with pytest.raises(pr.InvalidFrame, match=message):
            pr.compare(first(), second(), frame, **{"as_of": DAY, **options})
    comparison = pr.compare(first(), second(), frame, as_of=DAY, by=["村"])
    with pytest.raises(pr.InvalidFrame, match="`poors` is no answer of tier"):
        comparison.cell("poors")
    with pytest.raises(pr.InvalidFrame, match="组 is no grouping column"):
        comparison.cell(where={"组": 1})
    with pytest.raises(KeyError, match="was not compared"):
        comparison.migration("poor")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_that_needs_nothing_else(tmp_path: Path, language: str) -> None:
    comparison = pr.compare(first(), second(), framed(ROWS), as_of=DAY, by=["村"])
    place = tmp_path / "page.html"
    comparison.write(place, language=language)  # type: ignore[arg-type]
    text = place.read_text("utf-8")
    for said in ("aid@1.0", "aid@2.0", DAY, "救助线", "4,000.00 元/人", "5,000.00 元/人", "困难户"):
        assert said in text
    assert "Noto Sans CJK SC" in text
    links = text.replace("http://www.w3.org", "")
    assert "http" not in links
    assert "<script" not in text
    assert list(tmp_path.iterdir()) == [place]


def test_the_page_shows_what_a_frame_says_as_text(tmp_path: Path) -> None:
    rows = [household("a", 村="<script>alert(1)</script>")]
    comparison = pr.compare(first(), second(), framed(rows), as_of=DAY, by=["村"])
    comparison.write(tmp_path / "page.html")
    assert "<script" not in (tmp_path / "page.html").read_text("utf-8")


def test_files_by_their_suffix(tmp_path: Path) -> None:
    from povertyrules.whatif.picture.style import font

    comparison = pr.compare(first(), second(), framed(ROWS), as_of=DAY)
    comparison.write(tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_text("utf-8-sig") == comparison.migration().to_csv()
    if font() is None:
        with pytest.raises(pr.UnsupportedFeature, match="no font with Chinese"):
            comparison.write(tmp_path / "out.png")
    else:
        comparison.write(tmp_path / "out.png")
        assert (tmp_path / "out.png").read_bytes().startswith(b"\x89PNG")
    with pytest.raises(pr.UnsupportedFeature, match=r"\.csv, \.html, \.png"):
        comparison.write(tmp_path / "out.pdf")


def test_nothing_moves(tmp_path: Path) -> None:
    comparison = pr.compare(first(), first(), framed([]), as_of=DAY, by=["村"])
    comparison.write(tmp_path / "out.html")
    assert "没有一户变动" in (tmp_path / "out.html").read_text("utf-8")


def test_pictures_need_their_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    comparison = pr.compare(first(), second(), framed(ROWS), as_of=DAY)
    with pytest.raises(pr.MissingExtra, match="plots"):
        comparison.write(tmp_path / "out.html")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_names_that_the_rows_of_a_cell_have_themselves_are_refused(engine: str) -> None:
    """They would stand twice, or be taken for the numbers of the rows."""
    for name in ("before", "after_label", "differences", "x_compared", "x_before_mask_true_mask"):
        frame = pl.DataFrame(ROWS, schema=SCHEMA).with_columns(pl.col("组").alias(name))
        with pytest.raises(pr.InvalidFrame, match=rf"a column {name} of its own"):
            pr.compare(first(), second(), MAKERS[engine](frame), as_of=DAY, by=[name])


def test_numbers_of_its_own_are_no_column_of_the_caller() -> None:
    """Whether or not it groups by that."""
    frame = pl.DataFrame(ROWS, schema=SCHEMA)
    turned = pl.Series("x_compared", range(len(ROWS))).reverse()
    with pytest.raises(pr.InvalidFrame, match="a column x_compared of its own"):
        pr.compare(first(), second(), frame.with_columns(turned), as_of=DAY)


def test_lists_are_no_groups() -> None:
    frame = pl.DataFrame(ROWS, schema=SCHEMA).with_columns(lists=pl.lit([1]))
    with pytest.raises(pr.InvalidFrame, match=r"lists: List\(Int\d+\).*\[PR890\]"):
        pr.compare(first(), second(), frame, as_of=DAY, by=["lists"])


def test_options_of_a_comparison_that_mean_nothing() -> None:
    with pytest.raises(pr.InvalidFrame, match="`by` is a list of names"):
        pr.compare(first(), second(), framed(ROWS), as_of=DAY, by="村")
    with pytest.raises(pr.InvalidFrame, match="`without_rows` cannot be"):
        pr.compare(first(), second(), framed(ROWS), as_of=DAY, without_rows="no")  # type: ignore[arg-type]
