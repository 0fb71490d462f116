"""`case`: a household from the list of 2019 to a warning that is closed, typed as a clerk would."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from povertyrules.cases import canonical
from tests.cases.scenes import listed, log, warned
from tests.cli.casework import DEPARTMENT, HOUSEHOLD, TOWN, VILLAGE, Casework
from tests.cli.running import ledger, run


@pytest.fixture
def work(tmp_path: Path) -> Casework:
    return Casework(tmp_path)


def test_from_the_list_to_a_closed_warning(work: Casework) -> None:
    opened = work.carried_over()
    assert (opened.code, "现为“监测对象（已纳入监测）”（2020-03-20 起）" in opened.out) == (0, True)
    assert "已新建" in opened.err
    assert "自动纳入监测范围" in opened.out
    assert work.flagged().code == 0
    unsafe = work.receipt("2020-04-22", {"housing_secure": False})
    safe = work.receipt("2020-05-20")
    steps: list[tuple[str, str, list[str], list[str]]] = [
        ("review", "2020-04-21", VILLAGE, ["--document", "示例村〔2020〕3号"]),
        ("审核确定为预警监测对象", "2020-04-22", TOWN,
         ["--document", "赵脱贫〔2020〕9号", "--receipt", unsafe]),
        ("refer", "2020-04-22", TOWN, ["--document", "反馈单7", "--receipt", unsafe]),
        ("plan", "2020-04-30", DEPARTMENT, ["--document", "措施1"]),
        ("reach_standard", "2020-05-20", DEPARTMENT,
         ["--document", "补短完成情况=验收单4",
          "--document", "村（社区）落实情况=验收单4", "--receipt", safe]),
        ("apply_to_close", "2020-05-21", DEPARTMENT, ["--document", "申请2"]),
        ("send_back", "2020-05-25", TOWN, ["--reason", "屋面仍有渗漏"]),
        ("reach_standard", "2020-06-02", DEPARTMENT,
         ["--document", "补短完成情况=验收单5", "--document", "村（社区）落实情况=验收单5",
          "--receipt", work.receipt("2020-06-02")]),
        ("apply_to_close", "2020-06-03", DEPARTMENT, ["--document", "申请3"]),
        ("close", "2020-06-08", TOWN, ["--document", "回访8"]),
    ]  # fmt: skip
    for step, day, who, evidence in steps:
        done = work.case("act", "510001-2", step, "--day", day, *who, *evidence)
        assert done.code == 0, done.err
    assert work.state("510001-2") == "已销号（2020-06-08，已办结）"
    again = work.flagged("2020-07-10")
    assert again.code == 0, again.err
    shown = work.case("show", "510001-3", "--day", "2020-07-11")
    assert "前一事项：510001-2" in shown.out
    assert work.case("verify").code == 0


def test_what_is_shown_of_a_case(work: Casework) -> None:
    work.carried_over()
    shown = work.case("show", "510001-1", "--day", "2020-05-10").out
    assert "1  2020-03-20  自动纳入监测范围  李某某（镇脱贫办）" in shown
    assert "文书“2019年“两摸底”名单”：名单第12号" in shown
    assert "经评定“2019年“两摸底”的脱贫监测户”成立（2020-03-20，回执 sha256:" in shown
    assert "每月动态监测（2020-04）：截至 2020-04-30，已逾期" in shown
    data = json.loads(work.case("show", "510001-1", "--day", "2020-05-10", "--format", "json").out)
    assert (data["state"], data["since"], data["over"]) == ("entered", "2020-03-20", False)
    assert [each["kind"] for each in data["history"]] == ["opened"]
    assert [each["overdue"] for each in data["deadlines"]] == [True, False]
    english = work.case("show", "510001-1", "--day", "2020-05-10", lang="en").out
    assert "State: 监测对象（已纳入监测） (since 2020-03-20)" in english
    assert "by 2020-04-30, overdue" in english


def test_a_limit_that_the_locality_must_set(work: Casework) -> None:
    work.carried_over()
    work.flagged()
    unsafe = work.receipt("2020-04-22", {"housing_secure": False})
    steps: list[tuple[str, list[str], list[str]]] = [
        ("review", VILLAGE, []), ("confirm", TOWN, ["--receipt", unsafe]),
        ("refer", TOWN, ["--receipt", unsafe]), ("plan", DEPARTMENT, []),
    ]  # fmt: skip
    for step, who, evidence in steps:
        day = ["--day", "2020-04-22", *who, "--document", "1号"]
        assert work.case("act", "510001-2", step, *day, *evidence).code == 0
    asked = ["show", "510001-2", "--day", "2020-06-01"]
    assert "没有规定期限（由当地规定，尚未填写：" in work.case(*asked).out
    filled = ["--parameter", "assistance_days=30", "--cite", "assistance_days=示例镇〔2020〕5号"]
    assert "截至 2020-05-22，已逾期" in work.case(*asked, *filled).out


def test_next_says_what_to_type(work: Casework) -> None:
    work.carried_over()
    work.flagged()
    village = ["--role", "village", "--day", "2020-04-21"]
    done = work.case("next", *village)
    assert "510001-2（户 510001，已标注预警）" in done.out
    assert '--document "村（社区）初审意见=文号或存放处"' in done.out
    assert "可以立案：" in done.out
    assert "nominate  确定拟新增监测对象并上报" in done.out
    one = work.case("next", "510001-2", *village)
    assert "可以立案" not in one.out
    nothing = work.case("next", "510001-2", "--role", "departments", "--day", "2020-04-21")
    assert nothing.out == "行业部门 2020-04-21 没有可以办理的步骤。\n"
    data = json.loads(work.case("next", *village, "--format", "json").out)
    assert [each["case"] for each in data["cases"]] == ["510001-1", "510001-2"]


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ([], ["510001-1", "510001-2"]),
        (["--state", "已标注预警"], ["510001-2"]),
        (["--kind", "identification"], ["510001-1"]),
        (["--body", "示例村"], ["510001-2"]),
        (["--body", "别的村"], []),
        (["--role", "town"], []),
        (["--overdue"], ["510001-1"]),
        (["--household", "510001", "--open", "--role", "village"], ["510001-1", "510001-2"]),
    ],
)
def test_listed_by_state_body_and_role(
    work: Casework, filters: list[str], found: list[str]
) -> None:
    work.carried_over()
    work.flagged()
    asked = ["list", "--day", "2020-05-10", *filters]
    data = json.loads(work.case(*asked, "--format", "json").out)
    assert [each["case"] for each in data["cases"]] == found
    text = work.case(*asked).out
    assert f"列出 {len(found)} 个，共 2 个事项" in text
    assert all(name in text for name in found)


def test_a_correction_keeps_what_was_written(work: Casework) -> None:
    work.carried_over()
    done = work.case("act", "510001-1", "observe", "--day", "2020-04-20", *VILLAGE,
                     "--document", "监测4")  # fmt: skip
    assert done.code == 0
    right = ["--because", "日期写错", "--right-day", "2020-04-19", "--document", "监测4乙"]
    done = work.case("correct", "510001-1", "2", *right, "--day", "2020-04-25", *VILLAGE)
    assert (done.code, "已更正：510001-1 第 3 号更正第 2 号" in done.out) == (0, True)
    shown = work.case("show", "510001-1", "--day", "2020-04-25").out
    assert (
        "2020-04-20  每月动态监测  张某某（村“两委”和驻村工作队，示例村）〔已由第 3 号更正〕"
        in shown
    )
    assert "3  2020-04-25  更正第 2 号" in shown
    assert "2020-04-19" in shown
    assert "监测4乙" in shown
    struck = ["--because", "并未走访", "--strike", "--day", "2020-04-26", *VILLAGE]
    assert work.case("correct", "510001-1", "2", *struck).code == 0
    listed = work.case("show", "510001-1", "--day", "2020-05-10").out
    assert "撤销第 2 号" in listed
    assert "每月动态监测（2020-04）：截至 2020-04-30，已逾期" in listed


def test_a_finding_names_who_made_it(work: Casework) -> None:
    finding = ["--finding", "visible_hardship=是"]
    given = ["--household", "510001", "--day", "2020-03-27", *TOWN, *finding]
    assert work.case("open", "join", *given, "--note", "走访时发现").code == 0
    shown = work.case("show", "510001-1", "--day", "2020-03-27").out
    assert "认定“走访发现实际困难”：是（2020-03-27，李某某（镇脱贫办））" in shown
    assert "备注：走访时发现" in shown


def test_a_ledger_proposes_and_its_receipts_are_evidence(work: Casework) -> None:
    path = ledger(
        work.folder / "l.jsonl",
        HOUSEHOLD,
        {**HOUSEHOLD, "household_id": "510002", "list_2019": "none"},
    )
    receipts = work.folder / "receipts"
    done = work.case("propose", path, "--day", "2020-03-20", "--receipts", receipts)
    assert done.code == 0
    assert not work.store.exists()  # to propose writes nothing
    assert "carry_over  自动纳入监测范围（由镇脱贫办办理）：1 户" in done.out
    assert "510002" not in done.out
    [receipt] = receipts.iterdir()
    given = ["--household", "510001", "--day", "2020-03-20", *TOWN, "--document", "名单12"]
    assert work.case("open", "carry_over", *given, "--receipt", receipt).code == 0
    assert run("replay", receipt).code == 0
    unsafe = ledger(work.folder / "m.jsonl", {**HOUSEHOLD, "housing_secure": False})
    data = json.loads(work.case("propose", unsafe, "--day", "2020-04-20", "--format", "json").out)
    assert [each["action"]["transition"] for each in data["proposals"]] == ["flag"]
    only = ["--step", "confirm", "--household", "510001"]
    assert "支持办理 0 个步骤" in work.case("propose", unsafe, "--day", "2020-04-20", *only).out


def test_proposing_tells_how_many_were_rejected(work: Casework) -> None:
    path = ledger(work.folder / "l.jsonl", {**HOUSEHOLD, "registered": False})
    done = work.case("propose", path, "--day", "2020-03-20")
    assert (done.code, "另有 1 户被退回" in done.out) == (4, True)
    missing = work.case("propose", path, "--day", "2020-03-20", "--household", "51001")
    assert (missing.code, "是否应为 510001？" in missing.err) == (1, True)


def test_the_store_may_stand_in_the_environment(work: Casework, tmp_path: Path) -> None:
    work.carried_over()
    env = {"POVERTYRULES_STORE": str(tmp_path / "cases.db")}
    done = run("case", "list", "--day", "2020-05-10", env=env)
    assert (done.code, "共 1 个事项" in done.out) == (0, True)


def test_a_day_before_the_latest_event_is_told(work: Casework) -> None:
    work.carried_over()
    work.flagged()
    shown = work.case("show", "510001-2", "--day", "2020-04-01").out
    assert "2020-04-01 以后又有办理，以上是截至 2020-04-20 的状态" in shown
    assert "以后又有办理" not in work.case("show", "510001-2", "--day", "2020-04-20").out
    listed = work.case("list", "--day", "2020-04-01")
    assert "其中 1 个在 2020-04-01 以后又有办理" in listed.err
    assert "以后又有办理" not in work.case("list", "--day", "2020-04-20").err


def test_of_alternatives_one_is_overdue(work: Casework) -> None:
    lines = [canonical(event) for event in log(listed(), warned("plan"))]
    events = work.folder / "log.jsonl"
    events.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert work.case("import", events).code == 0
    limit = ["--parameter", "assistance_days=15", "--cite", "assistance_days=5号"]
    asked = ["--day", "2020-05-30", "--kind", "warning_case", "--format", "json", *limit]
    [case] = json.loads(work.case("list", *asked).out)["cases"]
    assert case["overdue"] == 1  # 对标补短, 全面达标, or 落实帮扶救助
