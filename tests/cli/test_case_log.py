"""`case export`, `import` and `verify`: the whole log, and whether it is as it was written."""

from __future__ import annotations

import json
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from povertyrules.cli.cases.app import CASE_COMMANDS
from tests.cli.casework import VILLAGE, Casework
from tests.cli.running import ROOT, run


@pytest.fixture
def work(tmp_path: Path) -> Casework:
    made = Casework(tmp_path)
    assert made.carried_over().code == 0
    assert made.flagged().code == 0
    day = ["--day", "2020-04-21", *VILLAGE, "--document", "3号"]
    assert made.case("act", "510001-2", "review", *day).code == 0
    return made


def test_the_log_goes_from_one_store_to_another(work: Casework, tmp_path: Path) -> None:
    printed = work.case("export").out
    assert len(printed.splitlines()) == 3
    written = work.case("export", "-o", tmp_path / "log.jsonl")
    assert written.code == 0
    assert (tmp_path / "log.jsonl").read_text(encoding="utf-8") == printed
    other = ["--store", str(tmp_path / "other.db")]
    done = run("case", "import", tmp_path / "log.jsonl", *other)
    assert (done.code, "导入 3 个事件" in done.out) == (0, True)
    assert run("case", "export", *other).out == printed
    piped = run("case", "import", "-", "--store", tmp_path / "p.db", given=printed.encode())
    assert piped.code == 0
    assert work.case("export", "-o", tmp_path / "log.jsonl").code == 2  # it exists already


def test_an_import_is_whole_or_nothing(work: Casework, tmp_path: Path) -> None:
    lines = work.case("export").out.splitlines()
    log, other = tmp_path / "log.jsonl", ["--store", str(tmp_path / "other.db")]
    for content, code, said in (
        ([lines[0], lines[2]], 5, "第 2 行（510001-2 第 2 号）不符合程序，一条也没有导入"),
        (["", lines[0], "", lines[2]], 5, "第 4 行（510001-2 第 2 号）不符合程序"),
        ([lines[0], "{}"], 1, "第 2 行不是事件，一条也没有导入"),
        ([lines[0], "", "..."], 1, "第 3 行不是事件"),
    ):
        log.write_text("\n".join(content), encoding="utf-8")
        done = run("case", "import", log, *other)
        assert (done.code, said in done.err) == (code, True), done.err
        assert run("case", "export", *other, "-r", "zhaojia@2020.34.2").out == ""
    log.write_bytes(b"\xff\xfe\xfa")
    assert run("case", "import", log, *other, "-r", "zhaojia@2020.34.2").code == 1
    assert run("case", "import", tmp_path / "none.jsonl", *other).code == 1


def test_what_is_as_it_was_written(work: Casework) -> None:
    done = work.case("verify")
    assert done.code == 0
    assert "3 个事件都与写入时相同" in done.out
    assert "请把 case export 的结果另存一处" in done.out
    data = json.loads(work.case("verify", "--format", "json").out)
    assert (data["events"], data["damages"]) == (3, [])


def test_tampering_is_found_and_located(work: Casework) -> None:
    with closing(sqlite3.connect(work.store)) as connection, connection:
        connection.execute("DROP TRIGGER events_are_not_changed")
        connection.execute(
            "UPDATE events SET event = replace(event, '3号', '4号') "
            "WHERE case_id = '510001-2' AND number = 2"
        )
    done = work.case("verify")
    assert done.code == 1
    assert "事项 510001-2 第 2 号：" in done.out
    assert "510001-1" not in done.out
    assert "停止使用" in done.out
    english = work.case("verify", lang="en")
    assert "case 510001-2, event 2: it, or an event before it, was changed" in english.out
    [damage] = json.loads(work.case("verify", "--format", "json").out)["damages"]
    assert (damage["case"], damage["number"], damage["what"]) == ("510001-2", 2, "link")


def test_what_was_changed_is_not_left_out_silently(work: Casework) -> None:
    with closing(sqlite3.connect(work.store)) as connection, connection:
        connection.execute("DROP TRIGGER events_are_not_changed")
        connection.execute(
            "UPDATE events SET event = replace(event, '\"review\"', '\"close\"') WHERE number = 2"
        )
    for command in (["list"], ["show", "510001-2"], ["next", "--role", "town"]):
        done = work.case(*command, "--day", "2020-05-01")
        assert (done.code, done.out) == (1, "")
        assert "请用 case verify 查明是哪一处" in done.err
    assert "事项 510001-2 第 2 号" in work.case("verify").out


def test_cases_go_on_under_their_ruleset(work: Casework) -> None:
    done = work.case("list", "--day", "2020-05-01", "--ruleset", "zhaojia@2020.34.1")
    assert done.code == 1
    other = work.store.parent / "other.yaml"
    text = (ROOT / "rulesets/zhaojia/2020.34.2/ruleset.yaml").read_text(encoding="utf-8")
    other.write_text(text.replace("标注预警", "标记预警"), encoding="utf-8")
    done = work.case("list", "--day", "2020-05-01", "--ruleset", other)
    assert (done.code, "不能改按" in done.err) == (1, True)


def test_without_the_library_the_extra_is_named(
    work: Casework, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "povertyrules.cases.sql.store", None)
    done = work.case("list", "--day", "2020-05-01")
    assert (done.code, "存放事项须安装可选组件 store" in done.err) == (1, True)


def test_a_database_that_cannot_be_read_is_no_fault_of_ours(work: Casework) -> None:
    size = work.store.stat().st_size
    with work.store.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (size - 4096))
    done = work.case("list", "--day", "2020-05-01", lang="en")
    assert done.code == 1
    assert "error: the database of the cases cannot be used:" in done.err


@pytest.mark.parametrize("name", CASE_COMMANDS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_help_of_each_command_is_in_words(name: str, lang: str) -> None:
    done = run("case", name, "--help", "--lang", lang)
    assert done.code == 0
    assert "help_" not in done.out
    if lang == "en":
        assert done.out.isascii()


def test_the_group_lists_its_commands() -> None:
    done = run("case", "--help")
    assert all(f"  {name}  " in done.out for name in CASE_COMMANDS)
    assert run("case").code == 2
    asked = ["list", "--store", "none.db", "--day", "2020-04-01"]
    assert "there is no store of cases none.db" in run("case", "--lang", "en", *asked).err
    assert "是否应为 'list'" in run("case", "lst").err


@pytest.mark.parametrize("text", ["'" + "[" * 100_000 + "'", "CAST(X'FF' AS TEXT)", "X'00FF'"])
def test_a_first_event_that_cannot_be_read_is_located(work: Casework, text: str) -> None:
    with closing(sqlite3.connect(work.store)) as connection, connection:
        connection.execute("DROP TRIGGER events_are_not_changed")
        connection.execute(f"UPDATE events SET event = {text} WHERE entry = 1")  # noqa: S608
    done = work.case("verify", "-r", "zhaojia@2020.34.2")
    assert done.code == 1
    assert "事项 510001-1 第 1 号：" in done.out
    shown = work.case("show", "510001-1", "--day", "2020-05-01", "-r", "zhaojia@2020.34.2")
    assert (shown.code, "Traceback" in shown.err) == (1, False)


def test_a_log_that_is_there_already_is_told_as_such(work: Casework, tmp_path: Path) -> None:
    written = work.case("export", "-o", tmp_path / "again.jsonl")
    assert written.code == 0
    done = work.case("import", tmp_path / "again.jsonl")
    assert (done.code, "第 1 行（510001-1 第 1 号）" in done.err) == (5, True)
    assert "这一事件已在" in done.err
    assert "其间可能有他人办理过" not in done.err
