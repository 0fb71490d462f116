"""`evaluate_frame` as its callers use it: forms of values, rejects, keys, masks, explanations."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import narwhals as nw
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import povertyrules as pr
from povertyrules.kernel.catalogue import codes_of, comparing, deciding_frames
from povertyrules.kernel.codes import Code
from tests.columns.framing import MAKERS, rows_of, truth
from tests.columns.people import PEOPLE

DAY = "2020-06-01"
HOME = Path(__file__).parents[1]


def household(**facts: Any) -> dict[str, Any]:
    known = {"household_id": "1", "household_size": 4, "registered": True, "lifted_out": True}
    known |= {"wage_income": 12000, "business_income": 8000, "property_income": 0}
    known |= {"transfer_income": 1200, "business_cost": 2000, "relapse_risk": True}
    return {**known, **facts}


@pytest.fixture(scope="module")
def zhaojia() -> pr.Ruleset:
    return pr.load("zhaojia")


# what is given, and the same kind back


@pytest.mark.parametrize("engine", MAKERS)
def test_the_same_kind_of_frame_comes_back(engine: str, zhaojia: pr.Ruleset) -> None:
    frame = MAKERS[engine](pl.DataFrame([household(), household(household_id="2", wage_income=-1)]))
    decided = zhaojia.evaluate_frame(frame, as_of=DAY)
    assert type(decided.frame) is type(frame)
    assert type(decided.rejected) is type(frame)
    (row,) = rows_of(decided.frame)
    assert row["household_id"] == "1"
    assert truth(row["monitoring"]) is True
    assert row["category"] == "monitoring"
    (refused,) = rows_of(decided.rejected)
    assert refused["household_id"] == "2"
    assert refused["wage_income"] == -1
    told = "wage_income: -1 小于“工资性收入”的下限 0 — 请核对数值及其单位 [PR620]"
    assert refused["reasons"] == told
    counts = decided.counts()["household"]
    assert (counts.given, counts.decided, counts.rejected, counts.unmatched) == (2, 1, 1, 0)


def test_columns_are_found_by_id_label_or_alias_and_the_mapping_is_told(
    zhaojia: pr.Ruleset,
) -> None:
    frame = pl.DataFrame({"户编号": ["1"], "人数": [4], "wage_incom": [1], "备注": ["x"]})
    with pytest.warns(pr.UnusedColumnWarning):
        columns = zhaojia.evaluate_frame(frame, as_of=DAY).columns["household"]
    assert columns.used == {"household_id": "户编号", "household_size": "人数"}
    assert columns.unused == {"wage_incom": "wage_income", "备注": None}
    assert "wage_income" in columns.absent


AMOUNTS = [
    ("4800.10", 480_010),
    ("+4800", 480_000),
    ("0004800.1", 480_010),
    ("4800.1000", 480_010),
    (Decimal("4800.10"), 480_010),
    (Decimal("4.80010E+3"), 480_010),
    (4800.5, 480_050),
    (4800.25, 480_025),
    (4800, 480_000),
]
STRANGE_AMOUNTS = [
    ("4800.105", "PR622"),
    ("4,800", "PR611"),
    ("４８００", "PR611"),
    (" 4800", "PR611"),
    ("4800\n", "PR611"),
    ("", "PR611"),
    ("1e3", "PR611"),
    ("9" * 30, "PR625"),
    (4800.1, "PR623"),
    (float("nan"), "PR624"),
    (float("inf"), "PR624"),
    (-1, "PR620"),
    (10_000_001, "PR621"),
    ("10000000.01", "PR621"),
    (2**62, "PR621"),
]


@pytest.mark.parametrize(("given", "fen"), AMOUNTS, ids=str)
@pytest.mark.parametrize("engine", ["polars", "pyarrow", "pandas", "duckdb"])
def test_amounts_in_every_form(engine: str, given: Any, fen: int, zhaojia: pr.Ruleset) -> None:
    """One fen more than what is given is no longer reached."""
    for cost, holds in ((fen, False), (fen + 1, True)):
        text = f"{cost // 100}.{cost % 100:02}"
        row = household(household_size=1, wage_income=given, business_cost=text)
        row |= {"business_income": "5000", "transfer_income": 0}
        decided = zhaojia.evaluate_frame(
            MAKERS[engine](pl.DataFrame([row])), as_of=DAY, outcomes=["monitoring"]
        )
        (found,) = rows_of(decided.frame)
        assert bool(found["monitoring"]) is holds


@pytest.mark.parametrize(("given", "code"), STRANGE_AMOUNTS, ids=str)
@pytest.mark.parametrize("engine", ["polars", "pyarrow", "duckdb"])
def test_strange_amounts_are_rejected(
    engine: str, given: Any, code: str, zhaojia: pr.Ruleset
) -> None:
    frame = MAKERS[engine](pl.DataFrame([household(wage_income=given)]))
    decided = zhaojia.evaluate_frame(frame, as_of=DAY)
    (row,) = rows_of(decided.rejected)
    assert f"[{code}]" in row["reasons"]
    assert rows_of(decided.frame) == []


def test_pandas_objects_are_converted_or_refused(zhaojia: pr.Ruleset) -> None:
    rows = [household(registered=None, wage_income=None), household(household_id="2")]
    frame = pd.DataFrame(rows).astype(object)
    statuses = rows_of(zhaojia.evaluate_frame(frame, as_of=DAY).frame)
    assert [row["monitoring"] for row in statuses] == [None, True]
    mixed = pd.DataFrame({"household_id": ["1", "2"], "wage_income": [1, "many"]})
    with pytest.raises(pr.InvalidFrame, match="wage_income are not of one type"):
        zhaojia.evaluate_frame(mixed, as_of=DAY)
    truths = pd.DataFrame({"household_id": ["1"], "registered": [1]})
    with pytest.raises(pr.InvalidFrame, match=r"registered: .*true or false.*PR610"):
        zhaojia.evaluate_frame(truths, as_of=DAY)


def test_the_index_of_pandas_does_not_matter(zhaojia: pr.Ruleset) -> None:
    rows = [household(household_id=str(n), wage_income=-n) for n in range(4)]
    frame = pd.DataFrame(rows, index=[7, 7, 3, 1])
    decided = zhaojia.evaluate_frame(frame, as_of=DAY)
    told = zip(decided.rejected["household_id"], decided.rejected["reasons"], strict=True)
    assert [(key, text.split()[1]) for key, text in told] == [("1", "-1"), ("2", "-2"), ("3", "-3")]


def test_dates_and_months(tmp_path: Path) -> None:
    path = tmp_path / "dates.yaml"
    path.write_text(_DATES, encoding="utf-8")
    ruleset = pr.load(path)
    good = [date(2004, 2, 29), "2004-02-29"]
    for given in good:
        frame = pl.DataFrame({"code": ["a"], "born": [given], "since": ["202002"]})
        (row,) = rows_of(ruleset.evaluate_frame(frame, as_of="2020-02-29").frame)
        assert row == {"code": "a", "grown": True, "early": True}
    for given, code in (("2003-02-29", "PR631"), ("2003-2-9", "PR612"), ("", "PR612")):
        frame = pl.DataFrame({"code": ["a"], "born": [given], "since": ["2020-13"]})
        (row,) = rows_of(ruleset.evaluate_frame(frame, as_of=DAY).rejected)
        assert f"[{code}]" in row["reasons"]
        assert "since: “2020-13”" in row["reasons"] or "since: 2020-13" in row["reasons"]
    moment = pl.DataFrame({"code": ["a"], "born": [datetime(2003, 1, 1, 8, tzinfo=UTC)]})
    with pytest.raises(pr.InvalidFrame, match="PR617"):
        ruleset.evaluate_frame(moment, as_of=DAY)
    midnight = pd.DataFrame({"code": ["a"], "born": [pd.Timestamp("2004-02-29")]})
    (row,) = rows_of(ruleset.evaluate_frame(midnight, as_of="2020-02-29").frame)
    assert row["grown"] is True
    with pytest.raises(pr.InvalidFrame, match="times of day"):
        ruleset.evaluate_frame(_later(midnight), as_of=DAY)


def _later(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.assign(born=frame["born"] + pd.Timedelta(hours=1))


_DATES = """
povertyrules: 1
ruleset: {id: dates, version: '1', title: 日期, in_force: {from: 2020-01-01, to: 2020-12-31}}
sources: {notice: {clauses: {'1': 条文}}}
entities: {person: {label: 人, key: code}}
facts:
  person:
    code: {type: text, label: 编号}
    born: {type: date, label: 出生日期}
    since: {type: month, label: 起始月}
parameters:
  age:
    label: 年龄
    type: integer
    values:
      - {from: 2020-01-01, to: 2020-06-30, value: 16, cite: notice#1}
      - {from: 2020-07-01, to: 2020-12-31, value: 18, cite: notice#1}
outcomes:
  grown: {label: 成年, when: "age_on(born, as_of) >= age", cite: notice#1}
  early: {label: 早, when: 'since <= month("2020-02")', cite: notice#1}
"""


@pytest.mark.parametrize("engine", MAKERS)
def test_a_date_in_each_row(engine: str, tmp_path: Path) -> None:
    """Each row is decided by the values in force on its own day, or rejected."""
    path = tmp_path / "dates.yaml"
    path.write_text(_DATES, encoding="utf-8")
    days = [date(2020, 6, 30), date(2020, 7, 1), date(2021, 1, 1), None, date(2019, 12, 31)]
    frame = pl.DataFrame({"code": list("abcde"), "day": days, "born": [date(2004, 1, 1)] * 5})
    ruleset = pr.load(path)
    decided = ruleset.evaluate_frame(MAKERS[engine](frame), as_of_column="day", outcomes=["grown"])
    assert {row["code"]: bool(row["grown"]) for row in rows_of(decided.frame)} == {
        "a": True,
        "b": False,
    }
    refused = {row["code"]: row["reasons"] for row in rows_of(decided.rejected)}
    assert refused.keys() == set("cde")
    assert all("[PR654]" in reasons for reasons in refused.values())
    assert decided.record("a")[0] == date(2020, 6, 30)


@pytest.mark.parametrize("engine", MAKERS)
def test_columns_of_no_type_are_blank_in_every_row(engine: str, zhaojia: pr.Ruleset) -> None:
    """As a file has them where nobody filled anything in: facts are missing, dates too."""
    empty = dict.fromkeys(("wage_income", "registered", "list_2019", "住房安全", "day", "note"))
    frame = pl.DataFrame([{**household(household_id=code), **empty} for code in ("a", "b")])
    nothing = frame.drop(*empty)
    assert frame.schema["wage_income"] == pl.Null
    for names in (["monitoring"], ["marginal", "category"], None):
        given, expected = (
            zhaojia.evaluate_frame(MAKERS[engine](f), as_of=DAY, outcomes=names, keep=keep)
            for f, keep in ((frame, ["note"]), (nothing, []))
        )
        rows = rows_of(given.frame)
        assert [row.pop("note") for row in rows] == [None, None]
        assert rows == rows_of(expected.frame)
        assert rows_of(given.rejected) == []
    assert not {"wage_income", "registered", "住房安全"} & given.columns["household"].unused.keys()
    assert given.record("a")[1] == expected.record("a")[1]
    dated = zhaojia.evaluate_frame(MAKERS[engine](frame), as_of_column="day")
    assert rows_of(dated.frame) == []
    for row in rows_of(dated.rejected):
        assert "生效时间：2020-03-20 至 2020-12-31 — 请核对日期" in row["reasons"]
        assert row["reasons"].endswith("[PR654]")
    assert dated.counts()["household"].rejected == 2


@pytest.mark.parametrize("engine", MAKERS)
def test_keys_of_no_type_are_missing_keys(engine: str, tmp_path: Path) -> None:
    path = tmp_path / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    homes = pl.DataFrame({"home": [None, None]})
    people = pl.DataFrame({"home": ["a"], "n": [1], "ill": [True]})
    made = (MAKERS[engine](frame) for frame in (homes, people))
    frame, items = made
    keys = {"homes": "home", "people": "n"}
    decided = pr.load(path).evaluate_frame(frame, people=items, keys=keys, as_of=DAY)
    assert ["[PR650]" in row["reasons"] for row in rows_of(decided.rejected)] == [True, True]
    assert len(rows_of(decided.unmatched("people"))) == 1


@pytest.mark.parametrize("engine", MAKERS)
def test_a_misspelt_column_cannot_be_missed(engine: str, zhaojia: pr.Ruleset) -> None:
    """A warning, the repr, `columns` and `hints`; nothing for columns that are only others."""
    row = household(备注="x", wage_incom=3)
    del row["wage_income"]
    frame = MAKERS[engine](pl.DataFrame([row]))
    with pytest.warns(pr.UnusedColumnWarning, match=r"wage_incom is not used.*wage_income") as all_:
        decided = zhaojia.evaluate_frame(frame, as_of=DAY)
    assert [warning.filename for warning in all_] == [__file__]
    assert "the column wage_incom is not used" in repr(decided)
    assert decided.columns["household"].unused == {"备注": None, "wage_incom": "wage_income"}
    assert [fault.code.number for fault in decided.hints()] == ["PR875"]
    # as a name of a fact that has its column, it is somebody's own
    both = MAKERS[engine](pl.DataFrame([household(wage_incom=3)]))
    assert "wage_incom" not in repr(zhaojia.evaluate_frame(both, as_of=DAY))


@pytest.mark.parametrize("engine", MAKERS)
def test_floats_of_amounts_have_one_hint_a_column(engine: str, zhaojia: pr.Ruleset) -> None:
    rows = [household(household_id=str(n), wage_income=4800 + n / 10) for n in range(10)]
    decided = zhaojia.evaluate_frame(MAKERS[engine](pl.DataFrame(rows)), as_of=DAY)
    assert decided.inexact() == {"wage_income": 8}  # not those of 4800 and 4800.5
    [hint] = decided.hints()
    assert "in 8 rows that is not exactly an amount [PR876]" in hint.to_text()
    assert "as text or as decimals" in hint.help()
    assert len(rows_of(decided.rejected)) == 8
    exact = zhaojia.evaluate_frame(MAKERS[engine](pl.DataFrame(rows[:1])), as_of=DAY)
    assert exact.inexact() == {}


def test_a_repr_runs_no_query(zhaojia: pr.Ruleset, monkeypatch: pytest.MonkeyPatch) -> None:
    frame = pl.DataFrame([household()])
    decided = zhaojia.evaluate_frame(frame, as_of=DAY)
    assert repr(decided) == (
        "<FrameDecisions by zhaojia@2020.34.2 as of 2020-06-01: polars, rows: 1>"
    )
    lazy = zhaojia.evaluate_frame(frame.lazy(), as_of=DAY)
    monkeypatch.setattr(pl.LazyFrame, "collect", None)
    assert "polars, a query>" in repr(lazy)


# what was once decided wrongly


@pytest.mark.parametrize("engine", MAKERS)
def test_numerals_that_64_bits_cannot_scale(engine: str, zhaojia: pr.Ruleset) -> None:
    """184467440737095517 yuan are 84 fen to whoever multiplies them by 100 in 64 bits."""
    for amount in ("184467440737095517", "-184467440737095517", "92233720368547758.08"):
        frame = MAKERS[engine](pl.DataFrame([household(wage_income=amount)]))
        decided = zhaojia.evaluate_frame(frame, as_of=DAY)
        assert rows_of(decided.frame) == []
        (row,) = rows_of(decided.rejected)
        assert (
            "[PR621]" in row["reasons"] or "[PR620]" in row["reasons"] or "PR625" in row["reasons"]
        )


_NAMES = """
povertyrules: 1
ruleset: {id: names, version: '1', title: 名称, in_force: {from: 2020-01-01}}
sources: {notice: {clauses: {'1': 条文}}}
entities: {homes: {label: 户, key: code}, people: {label: 人员, of: homes, max: 5}}
facts:
  homes:
    code: {type: text, label: 编号}
    k0: {type: integer, min: 0, max: 100, label: 甲}
    c1: {type: boolean, label: 乙}
    x_row: {type: integer, min: 0, max: 9, label: 丙}
    large: {type: decimal(6), min: 0, max: 1000, label: 丁}
    mark: {type: text, max_length: 9, label: 戊}
  people:
    pay: {type: integer, min: 0, max: 2000000000, label: 报酬}
    points: {type: integer, min: -1000, max: 1000, label: 分数}
outcomes:
  low: {label: 低, when: k0 < 50 and (c1 or x_row > 3), cite: notice#1}
  small: {label: 小, when: large < 5, cite: notice#1}
  rich: {label: 富, when: "sum(people, pay) > 3000000000", cite: notice#1}
  best: {label: 佳, when: "max(people, points, 0) > 3", cite: notice#1}
  marked: {label: 记, when: 'matches(mark, "[+--]+")', cite: notice#1}
"""


@pytest.mark.parametrize("engine", MAKERS)
def test_names_widths_and_patterns(engine: str, tmp_path: Path) -> None:
    """Facts called like our own columns; narrow columns that are added up; hyphens in classes."""
    path = tmp_path / "names.yaml"
    path.write_text(_NAMES, encoding="utf-8")
    ruleset = pr.load(path)
    records: list[dict[str, Any]] = [
        {"k0": 90, "c1": True, "x_row": 5, "large": 4.5, "mark": ","},
        {"k0": 9, "c1": False, "x_row": 5, "large": 5.5, "mark": "/"},
        {"k0": 9, "c1": None, "x_row": 1, "large": None, "mark": "-+,"},
    ]
    people = [{"pay": 2_000_000_000, "points": -100}, {"pay": 2_000_000_000, "points": 100}]
    homes = pl.DataFrame([{"code": str(n), **row} for n, row in enumerate(records)])
    items = pl.DataFrame(
        [{"code": str(n), **row} for n in range(3) for row in people],
        schema_overrides={"pay": pl.Int32, "points": pl.Int8},
    )
    maker = MAKERS[engine]
    decided = ruleset.evaluate_frame(maker(homes), people=maker(items), as_of=DAY)
    found = {row["code"]: row for row in rows_of(decided.frame)}
    assert len(found) == 3
    for number, row in enumerate(records):
        facts = {n: v for n, v in row.items() if v is not None}
        outcomes = ruleset.evaluate({**facts, "people": people}, as_of=DAY).outcomes
        expected = {n: _truth_of(o.status) for n, o in outcomes.items()}
        assert {n: truth(found[str(number)][n]) for n in expected} == expected
    wrong = maker(homes.with_columns(large=pl.lit(18446744073709.5625)))
    assert rows_of(ruleset.evaluate_frame(wrong, as_of=DAY, outcomes=["low"]).frame) == []


def _truth_of(status: object) -> bool | None:
    return {"holds": True, "fails": False, "unknown": None}[str(status)]


def test_frames_whose_columns_clash_or_say_nothing(zhaojia: pr.Ruleset) -> None:
    unknown = zhaojia.evaluate_frame(pd.DataFrame({"remark": ["x", "y"]}), as_of=DAY)
    assert unknown.counts()["household"].decided == 2
    with pytest.raises(pr.InvalidFrame, match="no columns"):
        zhaojia.evaluate_frame(pl.DataFrame(), as_of=DAY)
    frame = pl.DataFrame([household(marginal="x", reasons="y")])
    with pytest.raises(pr.InvalidFrame, match="column reasons"):
        zhaojia.evaluate_frame(frame, as_of=DAY)
    with pytest.raises(pr.InvalidFrame, match="column marginal of its own"):
        zhaojia.evaluate_frame(frame.drop("reasons"), as_of=DAY, keep=["marginal"])
    twice = pd.concat([pd.DataFrame({"registered": [True], "x": [1]})] * 2, axis=1)
    with pytest.raises(pr.InvalidFrame, match="several columns are called registered, x "):
        zhaojia.evaluate_frame(twice, as_of=DAY)
    with pytest.raises(pr.InvalidFrame, match=r"`outcomes` is a list of names.*\['marginal'\]"):
        zhaojia.evaluate_frame(frame, as_of=DAY, outcomes="marginal")
    with pytest.raises(pr.InvalidFrame, match="did you mean `outcomes`"):
        zhaojia.evaluate_frame(frame, as_of=DAY, outcome=["marginal"])


@pytest.mark.parametrize("engine", ["polars lazy", "duckdb"])
def test_rejected_rows_of_queries_are_as_given(engine: str, zhaojia: pr.Ruleset) -> None:
    row = household(wage_income=-1, k0="y", c1="v")
    decided = zhaojia.evaluate_frame(MAKERS[engine](pl.DataFrame([row])), as_of=DAY)
    (found,) = rows_of(decided.rejected)
    assert {name: found[name] for name in row} == row


@pytest.mark.parametrize("engine", ["polars", "pyarrow", "pandas", "duckdb"])
def test_decimal_columns_of_any_scale(engine: str, zhaojia: pr.Ruleset) -> None:
    for amount in ("0", "0.5", "100", "100.50"):
        wide = pl.Series([Decimal(amount)], dtype=pl.Decimal(38, 12))
        frame = pl.DataFrame([household()]).with_columns(wage_income=wide)
        decided = zhaojia.evaluate_frame(MAKERS[engine](frame), as_of=DAY)
        assert rows_of(decided.rejected) == []
    odd = pl.Series([Decimal("0.125")], dtype=pl.Decimal(38, 12))
    frame = pl.DataFrame([household()]).with_columns(wage_income=odd)
    (row,) = rows_of(zhaojia.evaluate_frame(MAKERS[engine](frame), as_of=DAY).rejected)
    assert "[PR622]" in row["reasons"]


# masks, and explanations of single records


@pytest.mark.parametrize("engine", MAKERS)
def test_masks_say_what_statuses_say(engine: str, zhaojia: pr.Ruleset) -> None:
    rows = [household(), household(household_id="2", relapse_risk=None, housing_secure=False)]
    frame = MAKERS[engine](pl.DataFrame(rows))
    for masks in ("outcomes", "conditions"):
        decided = zhaojia.evaluate_frame(frame, as_of=DAY, masks=masks)
        places = {c.id: c for c in decided.conditions}
        for row in rows_of(decided.frame):
            for outcome in zhaojia.checked.root.outcomes:
                place = places[outcome.id]
                suffix = "" if place.mask == 0 else f"_{place.mask + 1}"
                holds = row[f"true_mask{suffix}"] >> place.bit & 1
                unknown = row[f"unknown_mask{suffix}"] >> place.bit & 1
                status = row[outcome.id]
                expected = (0, 1) if status is None else (int(bool(status)), 0)
                assert (holds, unknown) == expected, outcome.id


@pytest.mark.parametrize("engine", MAKERS)
def test_an_explanation_is_that_of_one_record(engine: str, zhaojia: pr.Ruleset) -> None:
    rows = [household(), household(household_id="2", wage_income=None, list_2019="未纳入")]
    decided = zhaojia.evaluate_frame(MAKERS[engine](pl.DataFrame(rows)), as_of=DAY)
    for row in rows:
        alone = zhaojia.evaluate({n: v for n, v in row.items() if v is not None}, as_of=DAY)
        assert decided.explain(row["household_id"]).to_dict() == alone.explain().to_dict()
    with pytest.raises(KeyError, match="0 rows"):
        decided.explain("3")


def test_what_else_is_asked_for(zhaojia: pr.Ruleset) -> None:
    frame = pl.DataFrame([household(村="甲村")])
    decided = zhaojia.evaluate_frame(frame, as_of=DAY, outcomes=["category"], keep=["村"])
    assert decided.frame.columns == ["household_id", "村", "category"]
    assert decided.digest == zhaojia.digest
    assert decided.as_of == date(2020, 6, 1)


def test_trusted_frames_are_decided_without_looking(zhaojia: pr.Ruleset) -> None:
    frame = pl.DataFrame([household()])
    trusted = zhaojia.evaluate_frame(frame, as_of=DAY, validate=False)
    assert rows_of(trusted.frame) == rows_of(zhaojia.evaluate_frame(frame, as_of=DAY).frame)
    assert rows_of(trusted.rejected) == []


# what is refused


@pytest.mark.parametrize(
    ("call", "message"),
    [
        ({"as_of": None}, "either `as_of` or"),
        ({"as_of_column": "day"}, "either `as_of` or"),
        ({"outcomes": ["monitorin"]}, "did you mean `monitoring`"),
        ({"keep": ["nothing"]}, "there is no column nothing"),
        ({"membrs": pl.DataFrame()}, "`membrs` is no collection"),
        ({"keys": {"house": "x"}}, "`house` is no entity"),
        ({"keys": {"household": "household_nr"}}, "no column household_nr .*`household_id`"),
        ({"keys": "household_id"}, r"""keys=\{'household': "household_id"\}"""),
        ({"outcomes": ["脱贫监测户"]}, "did you mean `monitoring`"),
        ({"masks": "outcome"}, '`masks` cannot be "outcome" .* None, "outcomes", "conditions"'),
        ({"masks": ["outcomes"]}, "`masks` cannot be"),
        ({"without_rows": "没有"}, '`without_rows` cannot be "没有"'),
        ({"language": "fr"}, '`language` cannot be "fr"'),
    ],
)
def test_calls_that_mean_nothing(call: dict[str, Any], message: str, zhaojia: pr.Ruleset) -> None:
    with pytest.raises(pr.InvalidFrame, match=message):
        zhaojia.evaluate_frame(pl.DataFrame([household()]), **{"as_of": DAY, **call})


def test_frames_that_cannot_be_decided(zhaojia: pr.Ruleset) -> None:
    with pytest.raises(pr.InvalidFrame, match="a list is no data frame"):
        zhaojia.evaluate_frame([1], as_of=DAY)
    twice = pl.DataFrame({"household_size": [1], "人数": [1]})
    with pytest.raises(pr.InvalidFrame, match="several columns: household_size, 人数"):
        zhaojia.evaluate_frame(twice, as_of=DAY)
    several = pl.DataFrame({"household_size": [True], "registered": ["是"], "wage_income": [[1]]})
    with pytest.raises(pr.InvalidFrame) as caught:
        zhaojia.evaluate_frame(several, as_of=DAY)
    assert [fault.code.number for fault in caught.value.faults] == ["PR611", "PR610", "PR611"]
    assert "household.registered" in str(caught.value)
    unnamed = pl.LazyFrame({"household_size": [1]})
    with pytest.raises(pr.InvalidFrame, match="name the column"):
        zhaojia.evaluate_frame(unnamed, as_of=DAY)
    with pytest.raises(pr.NotInForce):
        zhaojia.evaluate_frame(pl.DataFrame([household()]), as_of="2021-01-01")


@pytest.mark.parametrize("code", [*codes_of(deciding_frames), *codes_of(comparing)])
def test_what_is_refused_says_what_to_do(code: Code) -> None:
    assert code.help_en
    assert code.help_zh


def test_a_refusal_is_told_in_either_language(zhaojia: pr.Ruleset) -> None:
    with pytest.raises(pr.InvalidFrame) as caught:
        zhaojia.evaluate_frame(pl.DataFrame([household()]), as_of=DAY, keep=["村名"])
    [fault] = caught.value.faults
    assert fault.to_text("zh").startswith(
        "household: 没有“村名”列 [PR855] — 现有各列：household_id"
    )
    assert fault.to_text("en") in str(caught.value)


def test_rows_without_a_key_column_are_numbered(zhaojia: pr.Ruleset) -> None:
    frame = pl.DataFrame([household(), household()]).drop("household_id")
    found = rows_of(zhaojia.evaluate_frame(frame, as_of=DAY, outcomes=["monitoring"]).frame)
    assert found == [{"row": 0, "monitoring": True}, {"row": 1, "monitoring": True}]


def test_empty_frames(zhaojia: pr.Ruleset) -> None:
    for maker in MAKERS.values():
        decided = zhaojia.evaluate_frame(maker(pl.DataFrame([household()]).head(0)), as_of=DAY)
        assert rows_of(decided.frame) == []
        assert rows_of(decided.rejected) == []


def test_the_frame_given_is_not_changed(zhaojia: pr.Ruleset) -> None:
    for given in (pd.DataFrame([household()]), pa.table(pl.DataFrame([household()]).to_arrow())):
        before = nw.from_native(given).to_dict(as_series=False)
        zhaojia.evaluate_frame(given, as_of=DAY).counts()
        assert nw.from_native(given).to_dict(as_series=False) == before


def test_columns_of_lists_that_nobody_reads(tmp_path: Path) -> None:
    """Some engines join no tables with lists in them; those that are no facts stay out."""
    path = tmp_path / "people.yaml"
    path.write_text(PEOPLE, encoding="utf-8")
    homes = pl.DataFrame({"home": ["a"], "tags": [["x"]]})
    people = pl.DataFrame({"home": ["a"], "ill": [True], "tags": [["y"]]})
    for engine in ("polars", "pyarrow", "pandas"):
        maker = MAKERS[engine]
        decided = pr.load(path).evaluate_frame(maker(homes), people=maker(people), as_of=DAY)
        assert len(rows_of(decided.frame)) == 1
