"""The report as a whole: what it refuses, what it tells, and what it is written as."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

import povertyrules as pr
from povertyrules.cases import Case, Documented, replay
from povertyrules.kernel.codes import Language
from povertyrules.ledgers.write_workbook import WRAPPED
from povertyrules.supervision import Place, ledger, report, write_ledger
from povertyrules.whatif.picture.style import columns
from tests.cases.scenes import HOUSEHOLD, RECEIPT, after, day, listed, log, small, warned, zhaojia
from tests.supervision.scenes import LAST, RULES, reported, walked

HOMES = {HOUSEHOLD: Place("东山村", "赵家镇", "达川区")}


def test_a_case_of_another_procedure_is_refused() -> None:
    with pytest.raises(pr.AnotherRuleset):
        report(small().procedure.rules, [listed()], as_of=LAST)


def test_two_cases_of_one_id_are_refused() -> None:
    with pytest.raises(ValueError, match="the same id"):
        reported([listed(), listed()], HOMES)


@pytest.mark.parametrize("month", ["2020-13", "2020-5", "五月", "2020-05\n"])
def test_a_month_that_is_none_is_refused(month: str) -> None:
    with pytest.raises(pr.InvalidDate):
        reported([listed()], HOMES, month=month)


def test_a_unit_is_named_from_the_district_down() -> None:
    made = reported([listed()], HOMES).ledger
    assert len(made.of("town", "达川区", "赵家镇").rows) == 1
    assert made.of("town", "达川区", "河市镇").rows == ()
    with pytest.raises(ValueError, match="from the district down"):
        made.of("village", "东山村")


def test_refused_events_are_told_and_masked() -> None:
    second = replace(listed(case="丙").opening, act=replace(listed().opening.act, day=day("3-22")))
    docket = replay(RULES, [*log(listed()), second])
    made = reported(docket.cases.values(), HOMES, refused=docket.refused)
    (table,) = (each for each in made.tables() if each.name == "refused")
    assert "已有未办结的事项 甲" in table.to_csv()
    assert HOUSEHOLD not in table.to_csv()
    assert any("不被允许" in note for note in made.notes())
    shown = reported(docket.cases.values(), HOMES, refused=docket.refused, show_sensitive=True)
    assert HOUSEHOLD in "".join(each.to_csv() for each in shown.tables())


def test_a_case_id_made_of_a_key_is_masked() -> None:
    case = listed(case=f"{HOUSEHOLD}-1")
    assert [row.case for row in reported([case], HOMES).ledger.rows] == ["5***1-1"]


def test_what_happened_after_the_day_is_told() -> None:
    made = reported([warned("close"), listed()], HOMES, day("4-1"))
    assert (made.later, made.earlier, len(made.ledger.rows)) == (1, 0, 1)
    made = reported([warned("close"), listed()], HOMES, day("4-30"))
    assert (made.later, made.earlier) == (0, 1)
    assert {row.case: row.state for row in made.ledger.rows} == {"甲": "entered", "乙": "planned"}


def test_a_ruleset_without_departments_and_keys_is_reported_all_the_same() -> None:
    rules = small().procedure.rules
    made = report(rules, [], as_of=date(2020, 5, 1))
    assert [each.name for each in made.tables() if each.rows] == ["safeguards"]
    assert made.to_html("en").startswith("<!DOCTYPE html>")


def test_a_workbook_has_a_sheet_for_each_level_and_texts_are_no_formulas(tmp_path: Path) -> None:
    case = listed()
    paper = Documented("2019年“两摸底”名单", "=HYPERLINK(1)")
    act = replace(case.opening.act, evidence=(*case.opening.act.evidence, paper))
    told = zhaojia().procedure.apply(None, replace(case.opening, act=act))
    assert isinstance(told, Case)
    made = reported([told], HOMES).ledger
    write_ledger(made, tmp_path / "台账.xlsx")
    book = openpyxl.load_workbook(tmp_path / "台账.xlsx")
    assert book.sheetnames == ["村级台账", "镇级台账", "区级台账", "分级汇总"]
    sheet = book["镇级台账"]
    assert [cell.value for cell in sheet[1]][:8] == [
        "序号", "区", "镇", "村（社区）", "事项编号", "户编号", "事项", "监测类别",
    ]  # fmt: skip
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    assert (sheet.freeze_panes, sheet.print_title_cols) == ("G2", "$A:$F")
    write_ledger(made, tmp_path / "台账.csv", levels=["village"], language="en")
    text = (tmp_path / "台账.csv").read_text("utf-8-sig")
    assert text.startswith("No.,District,Town,Village,Case,户编号")
    with pytest.raises(pr.UnsupportedFeature):
        write_ledger(made, tmp_path / "台账.doc")
    assert {path.name for path in tmp_path.iterdir()} == {"台账.xlsx", "台账.csv"}


def test_a_report_is_written_as_a_page_or_a_workbook(tmp_path: Path) -> None:
    cases, homes = walked(11, 20)
    made = reported(cases.values(), homes, day("8-20"))
    made.write(tmp_path / "r.html")
    made.write(tmp_path / "r.xlsx")
    names = openpyxl.load_workbook(tmp_path / "r.xlsx").sheetnames
    assert len(names) == len(made.tables()) + 2
    with pytest.raises(pr.UnsupportedFeature):
        made.write(tmp_path / "r.pdf")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_needs_nothing_else_and_is_always_the_same(language: Language) -> None:
    cases, homes = walked(11, 20)
    made = reported(cases.values(), homes, day("8-20"))
    page = made.to_html(language)
    assert page == reported(cases.values(), homes, day("8-20")).to_html(language)
    assert page.count("<svg") == 4
    assert not re.findall(r"(?:src|href)=\"(?!#)", page)
    assert set(re.findall(r"https?://[^\"<> ]+", page)) <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/xlink",
    }
    for table in made.tables(language):
        assert table.title in page.replace("&quot;", '"')


def test_the_frame_has_a_row_for_each_case_and_a_day_for_each_state() -> None:
    frame = ledger(RULES, [listed(), warned("plan")], as_of=LAST, places=HOMES).to_frame()
    assert frame.height == 2
    assert frame.schema["entered_flagged"] == pl.Date
    assert frame.schema["gaps"] == pl.List(pl.String)
    (row,) = frame.filter(pl.col("case") == "乙").to_dicts()
    assert (row["entered_planned"], row["gaps"], row["subject"]) == (
        day("4-28"), ["gap_food"], "5***1",
    )  # fmt: skip
    empty = ledger(RULES, [], as_of=LAST).to_frame()
    assert empty.height == 0
    assert RECEIPT not in str(frame.to_dicts())


def test_no_text_of_the_ledger_runs_into_the_next_column() -> None:
    """Narrow columns are not wrapped: what stands in them must fit."""
    cases, homes = walked(11, 20)
    table = reported(cases.values(), homes).ledger.table("village")
    for column, width in enumerate(table.widths):
        texts = [str(row[column] or "") for row in table.rows]
        assert width >= WRAPPED or max(map(columns, texts)) <= width, table.headings[column]


def test_documents_of_one_kind_are_named_once() -> None:
    case = after(zhaojia(), listed(), ("observe", "4-20"), ("observe", "5-20"))
    (row,) = reported([case], HOMES).ledger.table("village").rows
    told = "动态监测记录：示例〔2020〕1号（2020-04-20）、示例〔2020〕1号（2020-05-20）"
    assert any(told in str(cell) for cell in row)
