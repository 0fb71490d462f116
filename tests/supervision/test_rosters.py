"""名单: 五（三）"将拟新增监测对象的名单报区脱贫办审定", and the approved one that comes back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

import povertyrules as pr
from povertyrules.cases import Case, Documented, canonical
from povertyrules.supervision import Place, Within, write_table
from tests.cases.scenes import HOUSEHOLD, after, day, log, zhaojia
from tests.cli.running import run
from tests.procedure.clauses import submitted
from tests.supervision.scenes import IDENTITY, reported

HOME = Place("东山村", "赵家镇", "达川区")
HOMES = {HOUSEHOLD: HOME}


def approved() -> Case:
    return after(zhaojia(), submitted(), ("approve", "4-10"))


def test_5_3_the_list_that_goes_to_the_district_has_whom_and_why() -> None:
    table = reported([approved()], HOMES, day("4-12")).roster("submit")
    assert (table.title, len(table.rows)) == ("拟新增监测对象名单", 1)
    row = dict(zip(table.headings, table.rows[0], strict=True))
    assert (row["村（社区）"], row["户编号"]) == ("东山村", "5***1")
    assert "监测对象" in str(row["认定理由"])
    assert "风险" in str(row["认定理由"])
    assert (row["办理日期"], row["文号或存放处"]) == (day("4-8"), "示例〔2020〕1号")
    assert "依据：五（三）、五（四）" in table.note


def test_5_3_only_those_for_whom_the_step_stands_are_on_the_list() -> None:
    made = reported([submitted(until="appraise")], HOMES, day("4-12"))
    assert made.roster("submit").rows == ()
    made = reported([submitted()], HOMES, day("4-12"))
    assert len(made.roster("submit").rows) == 1
    assert made.roster("approve").rows == ()
    assert reported([approved()], HOMES, day("4-12")).roster("approve").title == "审定名单"
    assert len(made.roster("submit", first=day("4-8"), last=day("4-8")).rows) == 1
    assert made.roster("submit", first=day("4-9")).rows == ()
    assert made.roster("submit", last=day("4-7")).rows == ()
    with pytest.raises(KeyError):
        made.roster("nothing")


def test_a_village_has_its_own_part() -> None:
    other = Within(("达川区", "赵家镇", "西河村"))
    assert reported([approved()], HOMES, within=other).roster("approve").rows == ()
    own = Within(HOME.unit("village"))
    assert len(reported([approved()], HOMES, within=own).roster("approve").rows) == 1


@pytest.mark.parametrize("suffix", [".xlsx", ".html", ".md", ".csv"])
def test_a_list_is_a_document_that_tells_no_key(tmp_path: Path, suffix: str) -> None:
    case = submitted(until="appraise")
    hostile = Documented("拟新增监测对象名单", f"=1|<b>{IDENTITY}</b> {HOUSEHOLD}")
    step = after(zhaojia(), case, ("submit", "4-9")).acts[-1].act
    kept = (piece for piece in step.evidence if not isinstance(piece, Documented))
    told = zhaojia().procedure.act(
        case, "submit", day="2020-04-09", actor=step.actor, evidence=[*kept, hostile]
    )
    assert isinstance(told, Case)
    table = reported([told], HOMES, day("4-12")).roster("submit")
    path = tmp_path / f"名单{suffix}"
    write_table(table, path, notes=["户编号等敏感信息已遮蔽。"])
    if suffix == ".xlsx":
        (sheet,) = openpyxl.load_workbook(path).worksheets
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
        text = str(list(sheet.values))
    else:
        text = path.read_text("utf-8-sig")
    assert "东山村" in text
    assert "<b>" not in text or suffix in (".csv", ".xlsx")
    assert IDENTITY not in text
    assert HOUSEHOLD not in text
    with pytest.raises(pr.UnsupportedFeature):
        write_table(table, tmp_path / "名单.doc")


def test_the_command_writes_it(tmp_path: Path) -> None:
    events, homes = tmp_path / "事项.jsonl", tmp_path / "所在地.csv"
    events.write_text("\n".join(map(canonical, log(approved()))), encoding="utf-8")
    homes.write_text(f"户编号,村,镇,区\n{HOUSEHOLD},东山村,赵家镇,达川区\n", encoding="utf-8")
    by = ["-r", "zhaojia", "--as-of", "2020-04-20", "--places", str(homes)]
    ran = run("roster", events, "submit", *by, "-o", tmp_path / "名单.md")
    assert (ran.code, "拟新增监测对象名单：1 户次。" in ran.out) == (0, True), ran.err
    text = (tmp_path / "名单.md").read_text("utf-8")
    assert "| 1 | 达川区 | 赵家镇 | 东山村 | 5\\*\\*\\*1 |" in text
    ran = run("roster", events, "审定", *by, "-o", tmp_path / "审定名单.html", "--to", "2020-04-09")
    assert (ran.code, "审定名单：0 户次。" in ran.out) == (0, True), ran.err
    ran = run("roster", events, "不存在", *by, "-o", tmp_path / "x.md")
    assert (ran.code, "submit" in ran.err) == (2, True)
    assert run("roster", events, "submit", *by, "-o", tmp_path / "x.doc").code == 2


def test_whoever_may_see_it_sees_the_key() -> None:
    case = replace(approved())
    table = reported([case], HOMES, show_sensitive=True).roster("approve")
    assert HOUSEHOLD in table.to_csv()
