"""`ledger` and `supervise`: from a log to files, and what is refused first."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from povertyrules.cases import canonical
from tests.cases.scenes import HOUSEHOLD, listed, log, warned
from tests.cli.running import Ran, run
from tests.cli.test_case_access import new_database
from tests.postgres import Server

BY = ["--ruleset", "zhaojia", "--as-of", "2020-05-30"]


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    events = tmp_path / "事项.jsonl"
    lines = [canonical(event) for event in log(listed(), warned("plan"))]
    events.write_text("\n".join(lines) + "\n", encoding="utf-8")
    homes = tmp_path / "所在地.csv"
    homes.write_text(f"户编号,村,镇,区\n{HOUSEHOLD},东山村,赵家镇,达川区\n", encoding="utf-8")
    return events, homes


def made(command: str, files: tuple[Path, Path], name: str, *more: str | Path) -> tuple[Ran, Path]:
    events, homes = files
    output = events.parent / name
    return run(command, events, *BY, "--places", homes, "-o", output, *more), output


def test_the_ledger_is_written(files: tuple[Path, Path]) -> None:
    ran, output = made("ledger", files, "台账.xlsx")
    assert ran.code == 0, ran.err
    assert "1 户，2 件。" in ran.out
    assert "尚未规定" in ran.err
    assert openpyxl.load_workbook(output).sheetnames[0] == "村级台账"
    ran, output = made("ledger", files, "台账.csv", "--level", "village")
    assert (ran.code, HOUSEHOLD in output.read_text("utf-8")) == (0, False)
    ran, output = made("ledger", files, "台账.csv", "--show-sensitive", "--force")
    assert (ran.code, HOUSEHOLD in output.read_text("utf-8")) == (0, True)


def test_the_report_is_written(files: tuple[Path, Path]) -> None:
    ran, output = made("supervise", files, "报告.html", "--month", "2020-04")
    assert ran.code == 0, ran.err
    assert "1 户，2 件；逾期 1 项，没有规定期限的待办 1 项。" in ran.out
    assert "2020-04 动态监测进度" in output.read_text("utf-8")
    limit = ["--parameter", "assistance_days=15", "--cite", "assistance_days=示例镇〔2020〕5号"]
    ran, output = made("supervise", files, "报告.xlsx", *limit)
    assert "逾期 2 项，没有规定期限的待办 0 项。" in ran.out


def test_what_was_left_undone_is_asked_for_after_the_last_day(files: tuple[Path, Path]) -> None:
    events, homes = files
    output = events.parent / "报告.html"
    options = ["-r", "zhaojia@2020.34.2", "--as-of", "2021-01-08"]
    ran = run("supervise", events, *options, "--places", homes, "-o", output)
    assert ran.code == 0, ran.err
    assert "逾期 9 项" in ran.out


def test_events_that_are_not_allowed_are_told_and_seen_by_scripts(
    files: tuple[Path, Path],
) -> None:
    events, _ = files
    with events.open("a", encoding="utf-8") as file:
        file.write(canonical(warned("plan").events[2]) + "\n")
    ran, output = made("supervise", files, "报告.html")
    assert ran.code == 4
    assert "未计入：事项 乙 第 3 个事件" in ran.err
    assert "未被接受的事件" in output.read_text("utf-8")


def test_a_part_is_written(files: tuple[Path, Path]) -> None:
    with files[1].open("a", encoding="utf-8") as file:
        file.write("2,东山村,河市镇,达川区\n")
    part = ("--village", "赵家镇/东山村", "--department", "民政部门")
    ran, output = made("ledger", files, "台账.csv", *part)
    assert (ran.code, "1 户，1 件。" in ran.out) == (0, True), ran.err
    assert "只列达川区/赵家镇/东山村、民政部门的事项。" in ran.err
    assert len(output.read_text("utf-8-sig").splitlines()) == 2
    ran, output = made("supervise", files, "报告.html", "--town", "河市镇")
    assert (ran.code, "0 户，0 件" in ran.out) == (0, True)
    ran, _ = made("supervise", files, "报告2.html", "--town", "赵家镇", "--village", "东山村")
    assert "1 户，2 件" in ran.out


def test_a_log_may_be_on_a_server(files: tuple[Path, Path], postgres: Server) -> None:
    uri = postgres.uri(new_database(postgres))
    by = ["-r", "zhaojia@2020.34.2"]
    assert run("case", "import", files[0], "--store", uri, *by).code == 0
    output = files[0].parent / "台账.csv"
    ran = run("ledger", uri, *BY, "--places", files[1], "-o", output)
    assert (ran.code, "1 户，2 件。" in ran.out) == (0, True), ran.err


@pytest.mark.parametrize(
    ("command", "name", "more", "told"),
    [
        ("ledger", "台账.doc", (), ".xlsx, .csv"),
        ("ledger", "台账.csv", ("--level", "county"), "village, town, district"),
        ("supervise", "报告.csv", (), ".html, .xlsx"),
        ("supervise", "报告.html", ("--month", "五月"), "不是月份"),
        ("supervise", "所在地.csv", (), ".html, .xlsx"),
        ("supervise", "报告.html", ("--village", "西村"), "达川区/赵家镇/东山村"),
        ("supervise", "报告.html", ("--town", "达川镇"), "达川区/赵家镇"),
        ("ledger", "台账.csv", ("--department", "水利局"), "水利部门"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(
    files: tuple[Path, Path], command: str, name: str, more: tuple[str, ...], told: str
) -> None:
    ran, _ = made(command, files, name, *more)
    assert ran.code == 2
    assert told in ran.err


def test_a_line_that_is_no_event_is_told_in_the_readers_language(
    files: tuple[Path, Path],
) -> None:
    files[0].write_text("{}\n", encoding="utf-8")
    ran, output = made("ledger", files, "台账.csv")
    assert ran.code == 1
    assert "第 1 行：事件缺少 `kind` [PR931]" in ran.err
    assert not output.exists()


def test_a_store_is_read_as_a_log_is(tmp_path: Path) -> None:
    """Wherever the events are kept, the report is the same."""
    assert run("demo", "--year", "--keep", tmp_path, "--no-progress").code == 0
    given = ("-r", "zhaojia@2020.34.2", "--as-of", "2020-12-31")
    homes = ("--places", tmp_path / "所在地.csv")
    for source, target in (("cases.db", "a.html"), ("log.jsonl", "b.html")):
        assert (
            run("supervise", tmp_path / source, *given, *homes, "-o", tmp_path / target).code == 0
        )
    pages = [(tmp_path / name).read_text("utf-8") for name in ("a.html", "b.html", "督查报告.html")]
    assert pages[0] == pages[1]
    assert "2020-12 动态监测进度" in pages[2]


def test_a_file_that_is_no_log_is_told_with_its_line(files: tuple[Path, Path]) -> None:
    events, homes = files
    whole = events.read_bytes()
    events.write_bytes(whole + "{“半行".encode()[:-1])
    ran, output = made("ledger", files, "台账.xlsx")
    assert (ran.code, output.exists()) == (1, False)
    number = whole.count(b"\n") + 1
    assert f"第 {number} 行：此处应为一个 JSON 对象" in ran.err
    assert "lines[" not in ran.err
    assert "<bytes>" not in ran.err
    english = run("ledger", homes, *BY, "--places", homes, "-o", output, "--lang", "en")
    assert "line 1: this must be a JSON object" in english.err


def test_a_ruleset_without_a_procedure_has_no_ledger(files: tuple[Path, Path]) -> None:
    events, homes = files
    options = ["-r", "zhaojia@2020.34.1", "--as-of", "2020-05-30"]
    output = events.parent / "台账.xlsx"
    ran = run("ledger", events, *options, "--places", homes, "-o", output)
    assert (ran.code, "zhaojia@2020.34.1 没有规定办理程序" in ran.err) == (1, True)
