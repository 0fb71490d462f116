"""`evaluate`: results on paper, counts that add up, and refusals before the work is done."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import (
    AS_OF,
    ON_THE_LINE,
    contradictory,
    included,
    ledger,
    run,
    undecided,
    unreadable,
)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """One of each: not included, included, undecided, rejected twice."""
    return ledger(
        tmp_path / "mixed.jsonl",
        ON_THE_LINE, included(), undecided(), contradictory(), unreadable(),
    )  # fmt: skip


def numbers(line: str) -> list[int]:
    return [
        int(found.replace(",", "")) for found in re.findall(r"(?<![\w.])[\d,]+(?![\w.%])", line)
    ]


def row(text: str, label: str) -> list[int]:
    [line] = [at for at in text.splitlines() if at.strip().startswith(f"{label} ")]
    return numbers(line.strip().removeprefix(label))


def test_results_and_counts_add_up(mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.xlsx"
    done = run("evaluate", mixed, *AS_OF, "-o", out)
    assert (done.code, done.err) == (4, "")
    flow = done.out[done.out.index("读取与评定") : done.out.index("监测类别")]
    assert row(flow, "农户")[:3] == row(flow, "行")[:3] == [5, 3, 2]
    assert "5 ＝ 3 ＋ 2" in done.out
    group = done.out[done.out.index("监测类别") : done.out.index("结论 ")]
    counted = [row(group, name)[0] for name in ("脱贫监测户", "边缘户", "均不成立", "不能判定")]
    assert counted == [1, 0, 1, 1]
    assert row(group, "合计") == [3]
    outcomes = done.out[done.out.index("结论 ") : done.out.index("退回的原因")]
    held = [numbers(at)[-4:] for at in outcomes.splitlines()[2:] if numbers(at)]
    assert len(held) == 14
    assert all(sum(three) == total == 3 for *three, total in held)
    book = openpyxl.load_workbook(out, read_only=True)
    assert book.sheetnames == ["结果", "退回", "统计", "列对应"]


def test_why_rows_were_rejected_and_where(mixed: Path, tmp_path: Path) -> None:
    done = run("evaluate", mixed, *AS_OF, "-o", tmp_path / "out.csv")
    rejects = done.out[done.out.index("退回的原因") :]
    assert "已脱贫户应为建档立卡户 [PR640]" in rejects
    assert "第 5 行" in rejects
    for side in ("rejects", "counts", "columns"):
        assert str(tmp_path / f"out.{side}.csv") in rejects
        assert (tmp_path / f"out.{side}.csv").exists()
    with (tmp_path / "out.rejects.csv").open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.DictReader(file))) == 2


def test_every_column_is_told_in_the_terminal(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("户编码,序号,工资性收入（元）\n1,1,5\n", encoding="utf-8")
    done = run("evaluate", path, *AS_OF, "-o", tmp_path / "out.csv")
    assert "采用的列（2 列）：A 户编码→户编号、C 工资性收入\n" in done.out
    assert "未采用的列（1 列）：B 序号\n" in done.out


def test_json_lines_carry_reasons(mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    run("evaluate", mixed, *AS_OF, "-o", out, "--lang", "en")
    text = out.read_text(encoding="utf-8")
    assert "年人均纯收入 4,999.9975 元/人, below 监测收入线 5,000.00 元/人" in text
    assert all(json.loads(line) for line in text.splitlines())


def test_the_summary_of_json_lines_counts_by_ids(mixed: Path, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        out = tmp_path / f"{lang}.jsonl"
        run("evaluate", mixed, *AS_OF, "-o", out, "--lang", lang)
        summary = json.loads(out.read_text(encoding="utf-8").splitlines()[-1])
        assert summary["groups"] == {
            "category": {"outcomes": {"monitoring": 1}, "none": 1, "unknown": 1}
        }


def test_a_number_that_is_in_the_title_is_not_said_twice(tmp_path: Path) -> None:
    path = ledger(tmp_path / "a.jsonl", {"household_id": "1"})
    line = "--parameter", "monitoring_range=8700", "--cite", "monitoring_range=某文件"
    done = run("evaluate", path, "-r", "tiers-2021", "--as-of", "2025-06-01", *line,
               "-o", tmp_path / "out.csv")  # fmt: skip
    basis = next(line for line in done.out.splitlines() if line.startswith("依据"))
    assert basis.count("〔") == 1


def test_nothing_rejected_is_done(tmp_path: Path) -> None:
    path = ledger(tmp_path / "good.jsonl", ON_THE_LINE)
    done = run("evaluate", path, *AS_OF, "-o", tmp_path / "out.jsonl")
    assert done.code == 0
    assert "退回的原因" not in done.out


def test_an_output_is_not_overwritten_unless_told(mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("mine", encoding="utf-8")
    refused = run("evaluate", mixed, *AS_OF, "-o", out)
    assert refused.code == 2
    assert "--force" in refused.err
    assert out.read_text(encoding="utf-8") == "mine"
    assert run("evaluate", mixed, *AS_OF, "-o", out, "--force").code == 4
    assert out.read_text(encoding="utf-8") != "mine"


def test_the_rejects_of_a_csv_are_not_overwritten_either(mixed: Path, tmp_path: Path) -> None:
    (tmp_path / "out.rejects.csv").write_text("mine", encoding="utf-8")
    assert run("evaluate", mixed, *AS_OF, "-o", tmp_path / "out.csv").code == 2
    assert not (tmp_path / "out.csv").exists()


def test_the_ledger_itself_is_never_overwritten(mixed: Path) -> None:
    before = mixed.read_bytes()
    done = run("evaluate", mixed, *AS_OF, "-o", mixed, "--force")
    assert (done.code, "PR712" in done.err) == (1, True)
    assert mixed.read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-o", "out.txt"], "out.txt"),
        (["-o", "nowhere/out.csv"], "没有目录 nowhere"),
        (["-o", "out.csv", "--as-of", "2020-02-31"], "2020-02-31 不是日期"),
        (["-o", "out.csv", "--as-of", "20200420"], "20200420 不是日期"),
        (["-o", "out.csv", "--parameter", "line"], "名称=值"),
        (["-o", "out.csv", "--parameter", "line=1"], "--cite line="),
        (["-o", "out.csv", "--cite", "line=1"], "--parameter line="),
        (["-o", "out.csv", "--parameter", "a=1", "--parameter", "a=2"], "a 写了两次"),
        ([], "--output"),
    ],
)
def test_wrong_command_lines(
    mixed: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(mixed.parent)
    done = run("evaluate", mixed.name, *AS_OF, *arguments)
    assert done.code == 2
    assert said in done.err
    assert "povertyrules evaluate --help" in done.err


@pytest.mark.parametrize(
    ("ruleset", "day", "said"),
    [
        ("zhaojia", "2021-01-01", "2020-03-20 至 2020-12-31"),
        ("zhaoja", "2020-04-20", "是否应为 zhaojia"),
        ("zhaojia@1", "2020-04-20", "zhaojia@2020.34.1"),
        ("./nowhere.yaml", "2020-04-20", "无法读取规则集文件 ./nowhere.yaml"),
        ("tiers-2021", "2021-04-20", "--parameter monitoring_range=值"),
    ],
)
def test_what_cannot_be_done_is_a_failure(
    mixed: Path, tmp_path: Path, ruleset: str, day: str, said: str
) -> None:
    out = tmp_path / "out.csv"
    done = run("evaluate", mixed, "-r", ruleset, "--as-of", day, "-o", out)
    assert done.code == 1
    assert said in done.err
    assert not out.exists()


def test_an_invalid_ruleset_shows_its_faults(mixed: Path, tmp_path: Path) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text("povertyrules: 1\nrulset: 2\n", encoding="utf-8")
    done = run("evaluate", mixed, "-r", bad, "--as-of", "2020-04-20", "-o", tmp_path / "o.csv")
    assert done.code == 3
    assert "^^^^^^" in done.err
    assert "不是有效的规则集" in done.err


FILLED = ["-r", "tiers-2021", "--as-of", "2023-06-01", "--cite", "monitoring_range=甲发〔2023〕1号"]


def test_open_parameters_are_filled_and_told(tmp_path: Path) -> None:
    path = ledger(tmp_path / "l.jsonl", {"household_id": "1", "household_size": 2})
    out = tmp_path / "o.csv"
    done = run("evaluate", path, *FILLED, "--parameter", "monitoring_range=7300", "-o", out)
    assert done.code == 0
    assert "监测范围 ＝ 7,300.00 元/人（依据：甲发〔2023〕1号）" in done.out


@pytest.mark.parametrize("value", ["12", "7300.005", "many", "1e4"])
def test_a_value_that_does_not_fit_is_refused(tmp_path: Path, value: str) -> None:
    path = ledger(tmp_path / "l.jsonl", {"household_id": "1"})
    given = ["--parameter", f"monitoring_range={value}", "-o", str(tmp_path / "o.csv")]
    done = run("evaluate", path, *FILLED, *given)
    assert done.code == 1
    assert f"{value} 不能作为参数“监测范围”的值；应为金额（元/人），1,000 至 100,000" in done.err


def test_only_open_parameters_are_filled(mixed: Path, tmp_path: Path) -> None:
    fill = ["--parameter", "monitoring_line=1", "--cite", "monitoring_line=x"]
    done = run("evaluate", mixed, *AS_OF, *fill, "-o", tmp_path / "o.csv")
    assert (done.code, "不是 zhaojia@2020.34.2 留待确定的参数" in done.err) == (1, True)


def test_options_may_come_from_the_environment(mixed: Path, tmp_path: Path) -> None:
    env = {"POVERTYRULES_RULESET": "zhaojia", "POVERTYRULES_AS_OF": "2020-04-20"}
    assert run("evaluate", mixed, "-o", tmp_path / "o.csv", env=env).code == 4


def test_cells_cannot_move_the_cursor(tmp_path: Path) -> None:
    nasty = {
        **ON_THE_LINE,
        "wage_income": "\x1b[2J\x1b]0;x\x07\u202e一万",
        "household_id": "\x1b[H",
    }
    done = run("evaluate", ledger(tmp_path / "l.jsonl", nasty), *AS_OF, "-o", tmp_path / "o.csv")
    assert done.code == 4
    assert not {"\x1b", "\x07", "\u202e"} & set(done.out + done.err)


def test_reasons_of_files_decided_part_by_part(mixed: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    done = run("evaluate", mixed, *AS_OF, "-o", out, "--stream", "--reasons")
    assert done.code == 4
    with out.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["household_id"]: row for row in csv.DictReader(file)}
    assert "有返贫风险：是" in rows["H2"]["monitoring_because"]
    assert "有返贫风险" in rows["H3"]["needed"]
    whole = run("evaluate", mixed, *AS_OF, "-o", tmp_path / "whole.csv", "--reasons")
    assert whole.code == 2
    assert "--reasons" in whole.err
