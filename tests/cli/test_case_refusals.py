"""`case`: what is not allowed, or cannot be meant, is refused in plain words with the remedy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.cli.casework import DEPARTMENT, LIST_2019, TOWN, VILLAGE, Casework
from tests.cli.running import in_terminal, run
from tests.cli.test_demo import ESCAPES


@pytest.fixture
def work(tmp_path: Path) -> Casework:
    made = Casework(tmp_path)
    assert made.carried_over().code == 0
    return made


REVIEW = ["act", "510001-2", "review", "--day", "2020-04-21"]


def test_the_wrong_role(work: Casework) -> None:
    work.flagged()
    done = work.case(*REVIEW, *TOWN, "--document", "3号")
    assert (done.code, done.out) == (5, "")
    assert "未予办理：510001-2，初审后上传至镇脱贫办" in done.err
    assert "“初审后上传至镇脱贫办”不由镇脱贫办办理 [PR903]" in done.err
    assert "依据：五（五）1" in done.err
    assert "处理建议：由以下角色办理：村“两委”和驻村工作队" in done.err
    assert "withdraw  撤回预警（由村“两委”和驻村工作队办理" in done.err
    assert work.state("510001-2").startswith("已标注预警")


def test_the_wrong_state_in_english(work: Casework) -> None:
    work.flagged()
    act = ["act", "510001-2", "close", "--day", "2020-04-21", *TOWN, "--document", "8号"]
    done = work.case(*act, lang="en")
    assert done.code == 5
    assert "cannot be made while the case is in the state" in done.err
    assert "What can be done:" in done.err


def test_every_reason_at_once(work: Casework) -> None:
    work.flagged()
    done = work.case("act", "510001-2", "close", "--day", "2020-01-01", *DEPARTMENT)
    assert done.code == 5
    for code in ("PR902", "PR903", "PR906", "PR907"):
        assert code in done.err


def test_missing_evidence_says_which_option_gives_it(work: Casework) -> None:
    done = work.case("open", "flag", "--household", "510001", "--day", "2020-04-20", *VILLAGE)
    assert (done.code, "请加上 --receipt FILE" in done.err) == (5, True)
    work.flagged()
    done = work.case(*REVIEW, *VILLAGE)
    assert '请加上 --document "村（社区）初审意见=文号或存放处"' in done.err
    back = work.case("act", "510001-2", "withdraw", "--day", "2020-04-21", *VILLAGE)
    assert '请加上 --reason "理由"' in back.err


def test_a_receipt_that_does_not_speak_for_the_step(work: Casework) -> None:
    given = ["--household", "510001", "--day", "2020-04-20", *VILLAGE]
    done = work.case("open", "flag", *given, "--receipt", work.receipt("2020-04-20"))
    assert done.code == 5
    assert "“预警监测对象”不成立" in done.err


def test_a_receipt_that_was_changed_or_is_of_somebody_else(work: Casework) -> None:
    path = Path(work.receipt("2020-04-20", {"housing_secure": False}))
    flag = ["open", "flag", "--day", "2020-04-20", *VILLAGE, "--receipt", str(path)]
    other = work.case(*flag, "--household", "510009")
    assert (other.code, "是户 510001 的回执，本事项是户 510009 的" in other.err) == (1, True)
    receipt = json.loads(path.read_text(encoding="utf-8"))
    receipt["facts"]["water_secure"] = False
    path.write_text(json.dumps(receipt), encoding="utf-8")
    forged = work.case(*flag, "--household", "510001")
    assert (forged.code, "不能作为依据" in forged.err) == (1, True)
    assert "510001-2" not in work.case("list", "--day", "2020-05-01").out


def test_a_stale_writer_overwrites_nothing(work: Casework) -> None:
    work.flagged()
    assert work.case(*REVIEW, *VILLAGE, "--document", "3号", "--after", "1").code == 0
    act = ["act", "510001-2", "withdraw", "--day", "2020-04-21", *VILLAGE, "--reason", "已修好"]
    done = work.case(*act, "--after", "1")
    assert (done.code, "其间可能有他人办理过" in done.err) == (5, True)
    assert work.state("510001-2").startswith("村已初审上传")


def test_a_case_that_is_open_already(work: Casework) -> None:
    done = work.carried_over()
    assert (done.code, "510001-1" in done.err) == (5, True)


def test_a_refusal_for_programs(work: Casework) -> None:
    work.flagged()
    done = work.case(*REVIEW, *TOWN, "--document", "3号", "--format", "json")
    told = json.loads(done.out)["refused"]
    assert (done.code, done.err) == (5, "")
    assert (told["step"], told["faults"][0]["code"]) == ("review", "PR903")
    assert {each["transition"] for each in told["allowed"]} == {"review", "withdraw"}


def test_nobody_acts_without_a_name(work: Casework) -> None:
    done = work.case("act", "510001-1", "observe", "--day", "2020-04-20", "--as", " ",
                     "--role", "village", "--document", "4")  # fmt: skip
    assert done.code == 5


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--role", "villag"], "没有名为 villag 的角色，是否应为 village？"),
        (["--role", "x"], "没有名为 x 的角色；现有：村“两委”和驻村工作队（village）"),
        (["--day", "2020-4-20"], "2020-4-20 不是日期"),
        (["--document", "监测=4"], "不要求“监测”；要求的有：“动态监测记录”"),
        (["--reason", "因为"], "请写明名称（名称=内容）；每月动态监测（observe）要求的有：无"),
        (["--finding", "relapse_risk"], "应写成 relapse_risk=是 或 relapse_risk=否"),
        (["--finding", "relaps_risk=是"], "是否应为 relapse_risk？"),
        (["--finding", "relapse_risk=是"], "不要求“有返贫风险”"),
        (["--receipt", "r.json"], "每月动态监测（observe）不要求评定结论，不用附回执"),
        (["--after", "x"], "--after 的值不合适：x 不是编号"),
        (["--format", "xml"], "xml 不在可选值之中：'text', 'json'"),
    ],
)
def test_a_wrong_option_is_a_usage_error(work: Casework, arguments: list[str], said: str) -> None:
    given = {"--as": "张某某", "--role": "village", "--day": "2020-04-20"}
    given[arguments[0]] = arguments[1]
    options = [part for pair in given.items() for part in pair]
    done = work.case("act", "510001-1", "observe", *options)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert "用法见：povertyrules case act --help" in done.err
    assert work.case("show", "510001-1", "--day", "2020-05-01").out.count("每月动态监测  ") == 0


def test_a_finding_of_another_role_needs_a_name(work: Casework) -> None:
    given = ["--household", "2", "--day", "2020-03-27", *VILLAGE]
    done = work.case("open", "join", *given, "--finding", "visible_hardship=yes")
    assert (done.code, "请用 --found-by 写明何人" in done.err) == (2, True)
    named = ["--finding", "visible_hardship=yes", "--found-by", "李某某@赵家镇"]
    assert "PR903" in work.case("open", "join", *given, *named).err


def test_a_step_that_there_is_not(work: Casework) -> None:
    done = work.case("act", "510001-1", "obsrve", "--day", "2020-04-20", *VILLAGE)
    assert (done.code, "没有名为 obsrve 的步骤，是否应为 observe？" in done.err) == (2, True)


@pytest.mark.parametrize("command", ["show", "act", "next", "correct"])
def test_an_unknown_case(work: Casework, command: str) -> None:
    more = {
        "show": [],
        "act": ["observe", *VILLAGE],
        "next": ["--role", "village"],
        "correct": ["1", "--because", "x", "--strike", *VILLAGE],
    }[command]
    done = work.case(command, "510001-9", *more, "--day", "2020-04-20")
    assert (done.code, done.out) == (1, "")
    assert "中没有编号为 510001-9 的事项；是否应为 510001-1？" in done.err
    english = work.case(command, "q", *more, "--day", "2020-04-20", lang="en")
    assert "has no case q; `case list` shows those it has" in english.err


def test_a_correction_of_nothing(work: Casework) -> None:
    correct = ["correct", "510001-1", "1", "--because", "x", "--day", "2020-04-20", *TOWN]
    done = work.case(*correct)
    assert (done.code, "没有写明更正什么" in done.err) == (2, True)
    both = work.case(*correct, "--strike", "--right-day", "2020-03-21")
    assert (both.code, "--strike" in both.err) == (2, True)
    opening = work.case(*correct, "--strike")
    assert opening.code == 5
    late = ["correct", "510001-1", "7", "--because", "x", "--day", "2020-04-20", *TOWN]
    none = work.case(*late, "--right-day", "2020-03-21")
    assert (none.code, "没有可更正的第 7 号；可更正的有：1" in none.err) == (1, True)


def test_no_store_is_made_by_looking(tmp_path: Path) -> None:
    for command in (["list"], ["show", "x"], ["next", "--role", "village"]):
        place = ["--day", "2020-05-01", "--store", str(tmp_path / "case.db")]
        done = run("case", *command, *place)
        assert (done.code, "没有存放事项的文件" in done.err) == (1, True)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"PK\x03\x04 a workbook", b"{}"])
def test_another_file_is_left_as_it_is(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "l.xlsx"
    path.write_bytes(content)
    day = ["--day", "2020-03-20"]
    given = ["--household", "1", *TOWN, *LIST_2019]
    done = run("case", "open", "carry_over", *given, *day, "--store", path)
    assert (done.code, "不是存放事项的文件，没有改动它" in done.err) == (1, True)
    assert path.read_bytes() == content


def test_a_folder_and_a_place_that_is_not_there(tmp_path: Path) -> None:
    given = ["--household", "1", *TOWN, "--day", "2020-03-20"]
    folder = run("case", "open", "carry_over", *given, "--store", tmp_path)
    assert (folder.code, "这是一个目录" in folder.err) == (1, True)
    nowhere = run("case", "open", "carry_over", *given, "--store", tmp_path / "a" / "b.db")
    assert (nowhere.code, "没有这个文件或目录" in nowhere.err) == (1, True)


def test_a_ruleset_without_a_procedure(tmp_path: Path) -> None:
    given = ["--household", "1", *TOWN, "--day", "2021-08-01", "--store", str(tmp_path / "c.db")]
    done = run("case", "open", "flag", *given, "-r", "tiers-2021")
    assert done.code == 1
    assert not (tmp_path / "c.db").exists()


def test_a_refusal_fits_a_terminal_of_80_columns(work: Casework) -> None:
    act = ["case", "act", "510001-1", "observe", "--day", "2020-04-20", *TOWN]
    code, seen = in_terminal(80, *act, "--store", str(work.store))
    lines = ESCAPES.sub("", seen).replace("\r", "").splitlines()
    assert (code, len(lines) > 5) == (5, True)
    assert max(map(cell_len, lines)) <= 80


def test_a_blank_says_which_option_is_blank(work: Casework) -> None:
    work.flagged()
    given = ["--as", " ", "--role", "village", "--document", " "]
    done = work.case(*REVIEW, *given)
    assert done.code == 5
    assert "1. --as 此处不能为空白 [PR912]" in done.err
    assert "2. --document 此处不能为空白 [PR912]" in done.err


def test_a_refused_correction_is_called_one(work: Casework) -> None:
    struck = ["--strike", "--because", "误", "--day", "2020-04-22", *TOWN]
    done = work.case("correct", "510001-1", "7", *struck)
    assert (done.code, "未予更正：510001-1 第 7 号" in done.err) == (5, True)
    done = work.case("correct", "510001-1", "7", *struck, lang="en")
    assert "Refused: a correction of 510001-1, event 7" in done.err


def test_another_version_without_a_procedure(work: Casework) -> None:
    done = work.case("list", "--day", "2020-04-22", "--ruleset", "zhaojia@2020.34.1")
    assert (done.code, "zhaojia@2020.34.1 没有规定办理程序" in done.err) == (1, True)
