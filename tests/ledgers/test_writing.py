"""Results on paper: every sheet, nothing executable, nothing half written, sums that add up."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers import (
    GroupResult,
    ItemResult,
    Ledger,
    Needed,
    ResultRow,
    Tally,
    write_results,
)
from povertyrules.ledgers import write_workbook as write_workbook_module
from povertyrules.ledgers.tables import Tables
from povertyrules.model.ruleset import Clause, Document
from tests.ledgers.building import PLAIN, WITH_MEMBER_OUTCOME, read

AS_OF = date(2020, 4, 20)
RISKY = '=HYPERLINK("http://example.org")'
ROWS = [
    ["户编号", "家庭人口", "工资性收入", "姓名"],
    ["7", 2.0, 100.0, "甲"],
    ["7", 2.0, 100.0, "乙"],
    ["8", 1.0, RISKY, "丙"],
    ["9", 1.0, 50.0, "丁"],
    ["+10", 1.0, 50.0, "戊"],
    ["", 1.0, 50.0, "己"],
    ["合计", 8.0],
]
NEEDED = (Needed("household_size", "家庭人口"), Needed("relapse_risk", "有返贫风险", "村“两委”"))


def results(ledger: Ledger) -> Iterator[ResultRow]:
    decided = GroupResult("category", "monitoring", "decided", "脱贫监测户")
    undecided = GroupResult("category", None, "unknown", "不能判定")
    yield ResultRow(
        "7",
        (decided,),
        {"monitoring": "holds", "warning": "fails"},
        "符合二（一）",
        (),
        ("二（一）",),
    )
    record = ledger.record("9")
    assert record is not None
    fault = Fault.of(codes.NOT_A_NUMBER, "wage_income", cell="50", clauses=("五（一）",))
    yield ResultRow("9", rejected=tuple(ledger.reject(record, [fault])))
    yield ResultRow(
        "+10", (undecided,), {"monitoring": "unknown", "warning": "unknown"}, RISKY, NEEDED
    )


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return read(tmp_path, ROWS)


def write(path: Path, ledger: Ledger, **options: Any) -> Tally:
    return write_results(
        path, results(ledger), ruleset=PLAIN, as_of=AS_OF, ledger=ledger, **options
    )


def test_the_workbook_has_every_sheet(tmp_path: Path, ledger: Ledger) -> None:
    write(tmp_path / "out.xlsx", ledger)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["结果", "退回", "统计", "列对应"]
    assert [[cell.value for cell in row] for row in book["结果"]] == [
        ["户编号", "监测类别", "脱贫监测户", "预警监测对象", "决定性理由", "待补资料",
         "待认定事项（认定人）", "依据条款"],
        ["7", "脱贫监测户", "成立", "不成立", "符合二（一）", None, None, "二（一）"],
        ["+10", *["不能判定"] * 3, RISKY, "家庭人口", "有返贫风险（村“两委”）", None],
    ]  # fmt: skip
    rejects = [[cell.value for cell in row] for row in book["退回"]]
    assert rejects[0] == [
        "工作表", "行号", "户编号", "列", "表头", "单元格内容", "退回原因", "处理建议",
        "依据条款", "代码",
    ]  # fmt: skip
    assert [row[:6] + row[8:] for row in rejects[1:]] == [
        ["台账", 4, "8", "C", "工资性收入", RISKY, None, "PR733"],
        ["台账", 5, "9", "C", "工资性收入", "50", "五（一）", "PR733"],
        ["台账", 7, None, None, None, None, None, "PR721"],
    ]
    assert [row[6] for row in rejects[1:]][2] == "该行没有写明属于哪个农户"


def test_the_counts_add_up(tmp_path: Path, ledger: Ledger) -> None:
    tally = write(tmp_path / "out.xlsx", ledger)
    assert tally.rows_read == tally.rows_decided + tally.rows_rejected == 6
    assert (tally.rows_decided, tally.rows_rejected, tally.rows_without_key) == (3, 3, 1)
    assert (tally.records_decided, tally.records_rejected) == (2, 2)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    counts = {(row[0].value, row[1].value): row[2].value for row in book["统计"]}
    assert counts["读取的数据行", None] == 6
    assert counts["已评定的行", None] == 3
    assert counts["退回的行", None] == 3
    assert counts["农户", "已评定"] == 2
    assert counts["农户", "退回"] == 2
    assert counts["监测类别", "脱贫监测户"] == 1
    assert counts["监测类别", "不能判定"] == 1
    assert counts["脱贫监测户", "成立"] == 1
    assert counts["预警监测对象", "不成立"] == 1
    assert counts["预警监测对象", "不能判定"] == 1
    assert counts["非数据行（合计、说明等，未计入上列）", None] == 1
    about = {row[0].value: row[1].value for row in book["统计"]}
    assert about["规则集摘要（SHA-256）"] == "d" * 64
    assert about["评定日期"] == "2020-04-20"
    assert about["台账"] == "ledger.xlsx（台账）"


def test_the_columns_are_reported(tmp_path: Path, ledger: Ledger) -> None:
    write(tmp_path / "out.xlsx", ledger)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["列对应"]
    assert [[cell.value for cell in row] for row in sheet] == [
        ["列", "表头", "事实", "名称", "匹配方式"],
        ["A", "户编号", "household_id", "户编号", "名称"],
        ["B", "家庭人口", "household_size", "家庭人口", "名称"],
        ["C", "工资性收入", "wage_income", "工资性收入", "名称"],
        ["D", "姓名", None, None, "未使用"],
    ]


def test_no_cell_is_a_formula_and_headings_stay_in_view(tmp_path: Path, ledger: Ledger) -> None:
    write(tmp_path / "out.xlsx", ledger)
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    for sheet in book:
        assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "inlineStr"}
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes
        assert not any(cell.hyperlink for row in sheet for cell in row)
    assert book["结果"].freeze_panes == "B2"


def test_csv_is_safe_to_open(tmp_path: Path, ledger: Ledger) -> None:
    write(tmp_path / "out.csv", ledger)
    data = (tmp_path / "out.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(data.decode("utf-8-sig").splitlines()))
    assert [row[0] for row in rows] == ["户编号", "7", "'+10"]
    assert rows[2][4] == f"'{RISKY}"
    text = (tmp_path / "out.rejects.csv").read_text(encoding="utf-8-sig")
    rejects = list(csv.reader(text.splitlines()))
    assert [row[1] for row in rejects] == ["行号", "4", "5", "7"]
    assert rejects[1][5] == f"'{RISKY}"
    risky = ("=", "+", "-", "@", "\t", "\r")
    assert not any(cell.startswith(risky) for row in rows + rejects for cell in row)


def test_json_lines_hold_everything(tmp_path: Path, ledger: Ledger) -> None:
    write(tmp_path / "out.jsonl", ledger)
    text = (tmp_path / "out.jsonl").read_text(encoding="utf-8")
    records = [json.loads(line) for line in text.splitlines()]
    assert [r["kind"] for r in records] == ["result"] * 2 + ["reject"] * 3 + ["summary"]
    assert records[0]["groups"] == {
        "category": {"status": "decided", "outcome": "monitoring", "label": "脱贫监测户"}
    }
    assert records[1]["needed"][1] == {
        "fact": "relapse_risk", "label": "有返贫风险", "by": "村“两委”",
    }  # fmt: skip
    assert records[2]["reason"] == f"“{RISKY}”不是数字"
    assert records[-1]["rows_read"] == 6
    assert records[-1]["outcomes"]["monitoring"] == {"holds": 1, "unknown": 1}
    assert records[-1]["digest"] == "d" * 64


def test_a_sheet_prints_on_one_page_width_where_that_stays_readable(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path / "out.xlsx", ledger)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["结果"]
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$1:$1"
    monkeypatch.setattr(write_workbook_module, "READABLE", 100)
    write(tmp_path / "wide.xlsx", ledger)
    sheet = openpyxl.load_workbook(tmp_path / "wide.xlsx")["结果"]
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.page_setup.scale == 80
    assert (sheet.print_title_rows, sheet.print_title_cols) == ("$1:$1", "$A:$A")


def test_a_clause_is_named_by_its_document_and_its_number_in_it(
    tmp_path: Path, ledger: Ledger
) -> None:
    clause = Clause("notice", "2.1", "二（一）", "条款")
    document = Document("notice", "方案", "赵委发〔2020〕34号", "赵家镇", {"2.1": clause})
    ruleset = replace(PLAIN, documents={"notice": document})
    record = ledger.record("9")
    assert record is not None
    cited = ("notice#2.1", "notice#9")
    fault = Fault.of(codes.NOT_A_NUMBER, "wage_income", cell="50", clauses=cited)
    (reject,) = ledger.reject(record, [fault])
    row = Tables(ruleset, AS_OF, ledger, "zh").reject(reject)
    assert row[8] == "赵委发〔2020〕34号 二（一）、notice#9"


def test_english(tmp_path: Path, ledger: Ledger) -> None:
    write(tmp_path / "out.xlsx", ledger, language="en")
    book = openpyxl.load_workbook(tmp_path / "out.xlsx")
    assert book.sheetnames == ["Results", "Rejects", "Counts", "Columns"]
    assert book["Rejects"]["G2"].value == f"“{RISKY}” is not a number"
    assert book["Results"]["C2"].value == "holds"


@pytest.mark.parametrize("name", ["out.xlsx", "out.csv", "out.jsonl"])
def test_what_fails_half_way_leaves_the_old_file(tmp_path: Path, ledger: Ledger, name: str) -> None:
    target = tmp_path / name
    target.write_text("old")
    before = sorted(tmp_path.iterdir())

    def failing() -> Iterator[ResultRow]:
        yield next(results(ledger))
        raise RuntimeError("the power went")

    with pytest.raises(RuntimeError):
        write_results(target, failing(), ruleset=PLAIN, as_of=AS_OF, ledger=ledger)
    assert target.read_text() == "old"
    assert sorted(tmp_path.iterdir()) == before


def test_nothing_is_left_beside_the_output(tmp_path: Path, ledger: Ledger) -> None:
    write(tmp_path / "out.csv", ledger)
    names = {path.name for path in tmp_path.iterdir()}
    sides = {f"out.{side}.csv" for side in ("rejects", "counts", "columns")}
    assert names == {"ledger.xlsx", "out.csv", *sides}
    columns = (tmp_path / "out.columns.csv").read_text(encoding="utf-8-sig").splitlines()
    assert columns[:2] == ["列,表头,事实,名称,匹配方式", "A,户编号,household_id,户编号,名称"]
    counts = (tmp_path / "out.counts.csv").read_text(encoding="utf-8-sig")
    assert "读取的数据行,," in counts


def test_the_items_of_a_csv_have_a_file_of_their_own(tmp_path: Path) -> None:
    ledger = read(tmp_path, [["户编号", "人编号"], ["7", "71"]], WITH_MEMBER_OUTCOME)
    item = ItemResult("members[0]", "71", {"out_of_school": "holds"}, "6 岁未入学")
    write_results(
        tmp_path / "out.csv", [ResultRow("7", items=(item,))],
        ruleset=WITH_MEMBER_OUTCOME, as_of=AS_OF, ledger=ledger,
    )  # fmt: skip
    lines = (tmp_path / "out.items.csv").read_text(encoding="utf-8-sig").splitlines()
    assert lines[1:] == ["7,members[0],71,成立,6 岁未入学,,,"]


def test_the_ledger_is_never_overwritten(tmp_path: Path, ledger: Ledger) -> None:
    original = Path(ledger.path).read_bytes()
    link = tmp_path / "link.xlsx"
    link.symlink_to(ledger.path)
    for target in (Path(ledger.path), link, tmp_path / "." / "ledger.xlsx"):
        with pytest.raises(InvalidLedger) as caught:
            write(target, ledger)
        assert caught.value.fault.code is codes.OUTPUT_IS_INPUT
    assert Path(ledger.path).read_bytes() == original


def test_another_suffix_is_refused(tmp_path: Path, ledger: Ledger) -> None:
    with pytest.raises(InvalidLedger) as caught:
        write(tmp_path / "out.pdf", ledger)
    assert caught.value.fault.code is codes.UNKNOWN_FORMAT


def test_every_record_has_exactly_one_result(tmp_path: Path, ledger: Ledger) -> None:
    given = list(results(ledger))
    for wrong in (given[:2], [*given, given[0]], [*given, ResultRow("77")]):
        with pytest.raises(ValueError, match=r"no result|given twice"):
            write_results(tmp_path / "a.jsonl", wrong, ruleset=PLAIN, as_of=AS_OF, ledger=ledger)
    assert not (tmp_path / "a.jsonl").exists()


def test_a_sheet_that_is_too_long_is_refused_not_cut(
    tmp_path: Path, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(write_workbook_module, "MAX_ROWS", 3)
    with pytest.raises(InvalidLedger) as caught:
        write(tmp_path / "out.xlsx", ledger)
    assert caught.value.fault.code is codes.OUTPUT_TOO_LONG


def test_a_text_longer_than_a_cell_is_cut_visibly(tmp_path: Path) -> None:
    ledger = read(tmp_path, [["户编号"], ["7"]])
    row = ResultRow("7", reason="长" * 40_000)
    write_results(tmp_path / "out.xlsx", [row], ruleset=PLAIN, as_of=AS_OF, ledger=ledger)
    value = openpyxl.load_workbook(tmp_path / "out.xlsx")["结果"]["E2"].value
    assert len(value) == 32_767
    assert value.endswith("长…")


def test_progress_counts_the_records(tmp_path: Path, ledger: Ledger) -> None:
    told: list[tuple[int, int]] = []
    write(tmp_path / "out.jsonl", ledger, progress=lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (3, 3)]


def test_outcomes_of_members_have_a_sheet_of_their_own(tmp_path: Path) -> None:
    rows = [["户编号", "人编号"], ["7", "71"], ["7", "72"]]
    ledger = read(tmp_path, rows, WITH_MEMBER_OUTCOME)
    needs = (
        Needed("members[0].birth_date", "出生日期"),
        Needed("members[0].at_school", "在校", "学校"),
    )
    items = (
        ItemResult("members[0]", "71", {"out_of_school": "holds"}, "6 岁未入学", needs, ("3.1",)),
        ItemResult("members[1]", "72", {"out_of_school": "fails"}),
    )
    result = ResultRow("7", outcomes={"monitoring": "fails", "warning": "fails"}, items=items)
    tally = write_results(
        tmp_path / "out.xlsx", [result], ruleset=WITH_MEMBER_OUTCOME, as_of=AS_OF, ledger=ledger
    )
    assert tally.outcomes["out_of_school"] == {"holds": 1, "fails": 1}
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["成员结果"]
    assert [[cell.value for cell in row] for row in sheet] == [
        [
            "户编号",
            "所属项",
            "项编号",
            "失学",
            "决定性理由",
            "待补资料",
            "待认定事项（认定人）",
            "依据条款",
        ],
        ["7", "members[0]", "71", "成立", "6 岁未入学", "出生日期", "在校（学校）", "3.1"],
        ["7", "members[1]", "72", "不成立", None, None, None, None],
    ]


def test_long_reasons_are_shown_whole_and_statuses_stand_out(tmp_path: Path) -> None:
    ledger = read(tmp_path, [["户编号"], ["7"]])
    row = ResultRow("7", outcomes={"monitoring": "unknown"}, reason="因" * 100)
    write_results(tmp_path / "out.xlsx", [row], ruleset=PLAIN, as_of=AS_OF, ledger=ledger)
    sheet = openpyxl.load_workbook(tmp_path / "out.xlsx")["结果"]
    assert sheet.row_dimensions[2].height == 4 * 15
    assert sheet["E2"].alignment.wrap_text
    rules = {
        str(area.sqref): [r.formula for r in area.rules] for area in sheet.conditional_formatting
    }
    assert rules == {"C2:D2": [['"成立"'], ['"不能判定"']]}
