"""`explain`: one household's reasons, or every reason for which it was rejected."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
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
    return ledger(
        tmp_path / "mixed.jsonl",
        {**ON_THE_LINE, "household_id": "510001"},
        included("510002"), undecided("510003"), contradictory("510004"), unreadable("510005"),
    )  # fmt: skip


def test_not_included_because(mixed: Path) -> None:
    done = run("explain", mixed, "--household", "510001", *AS_OF)
    assert (done.code, done.err) == (0, "")
    assert "监测类别：均不成立" in done.out
    assert "等于监测收入线 5,000.00 元/人（本项成立要求低于）" in done.out
    assert "年人均纯收入低于5000元且有返贫风险的建档立卡已脱贫户" in done.out


def test_included(mixed: Path) -> None:
    done = run("explain", mixed, "--record", "510002", *AS_OF)
    assert "监测类别：脱贫监测户" in done.out
    assert "预警监测对象：成立" in done.out


def test_undecided_says_who_must_find_what(mixed: Path) -> None:
    done = run("explain", mixed, "--household", "510003", *AS_OF)
    assert done.code == 0
    assert "经评议研判，该户是否存在返贫风险？" in done.out
    assert "村“两委”和驻村工作队" in done.out


def test_rejected_by_an_assumption_quotes_the_clause(mixed: Path) -> None:
    done = run("explain", mixed, "--household", "510004", *AS_OF)
    assert done.code == 4
    assert done.out.splitlines()[0] == "农户 510004：退回，未作评定"
    assert "已脱贫户应为建档立卡户" in done.out
    assert "依据：赵委发〔2020〕34号 二（一）：“脱贫监测户：" in done.out


def test_every_reason_of_a_rejection_with_its_place(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "台账"
    sheet.append(["户编号", "家庭人口", "工资性收入", "住房安全"])
    sheet.append(["7", 3, "1.2万", "是"])
    sheet.append(["7", 3, 900, "大概"])
    sheet.append(["7", 3, 900, "是"])
    book.save(tmp_path / "l.xlsx")
    done = run("explain", tmp_path / "l.xlsx", "--household", "7", *AS_OF)
    assert done.code == 4
    assert "1. “1.2万”是缩写的金额 [PR734]" in done.out
    assert "位置：工作表“台账”第 2 行 C 列（工资性收入）" in done.out
    assert "2. “大概”既不是“是”也不是“否” [PR736]" in done.out
    assert "处理建议：" in done.out
    assert "同户的其他行（4）本身没有问题" in done.out


def test_rejections_as_data(mixed: Path) -> None:
    done = run("explain", mixed, "--household", "510005", *AS_OF, "--format", "json")
    data = json.loads(done.out)
    assert (done.code, data["key"]) == (4, "510005")
    [reject] = data["rejected"]
    assert (reject["row"], reject["cell"]) == (5, "很多")


def test_an_explanation_as_data_fits_its_schema(mixed: Path) -> None:
    done = run("explain", mixed, "--household", "510002", *AS_OF, "--format", "json")
    schema = json.loads(run("schema", "explanation").out)
    jsonschema.validate(json.loads(done.out), schema)


def test_markdown(mixed: Path) -> None:
    done = run("explain", mixed, "--household", "510001", *AS_OF, "--format", "markdown")
    assert done.out.startswith("# ")


def test_only_the_outcomes_asked_for(mixed: Path) -> None:
    some = run("explain", mixed, "--household", "510002", *AS_OF, "--outcome", "边缘户").out
    assert "一、边缘户：不成立" in some
    assert "二、" not in some.replace("二、监测对象", "")
    same = run("explain", mixed, "--household", "510002", *AS_OF, "--outcome", "marginal").out
    assert same == some
    wrong = run("explain", mixed, "--household", "510002", *AS_OF, "--outcome", "margin")
    assert (wrong.code, "脱贫监测户（monitoring）、边缘户（marginal）" in wrong.err) == (2, True)


def test_sensitive_facts_are_masked_unless_asked_for_but_not_the_key(mixed: Path) -> None:
    command: tuple[str | Path, ...] = ("explain", mixed, "--household", "510001", *AS_OF)
    assert run(*command).out.startswith("农户 510001\n")
    masked, shown = (
        json.loads(run(*command, "--format", "json", *more).out)["result"]
        for more in ((), ("--show-sensitive",))
    )
    assert (masked["key"], masked["facts"]["household_id"]) == ("510001", "5***1")
    assert (shown["key"], shown["facts"]["household_id"]) == ("510001", "510001")


def test_a_household_that_is_not_there(mixed: Path) -> None:
    done = run("explain", mixed, "--household", "51ooo1", *AS_OF)
    assert done.code == 1
    assert "没有编号为 51ooo1 的农户" in done.err


def test_the_ruleset_may_be_left_out_where_only_one_is_in_force(mixed: Path) -> None:
    done = run("explain", mixed, "--household", "510001", "--as-of", "2020-04-20")
    assert done.code == 0
    assert "zhaojia@2020.34.2" in done.err
    none = run("explain", mixed, "--household", "510001", "--as-of", "2030-04-20")
    assert (none.code, "--ruleset" in none.err) == (2, True)


def test_another_root_than_a_household(tmp_path: Path) -> None:
    checks = Path(__file__).parents[1] / "rulesets" / "data_checks.yaml"
    village = {"village_name": "甲村", "population": 3, "households": [
        {"household_id": "1", "household_size": 4, "members": []},
    ]}  # fmt: skip
    path = ledger(tmp_path / "v.jsonl", village)
    done = run("explain", path, "--record", "甲村", "-r", checks, "--as-of", "2022-01-01")
    assert done.code == 0
    assert "行政村 甲村" in done.out
    assert "村人口总数少于各户之和：成立" in done.out


def test_an_explanation_to_a_file(mixed: Path, tmp_path: Path) -> None:
    given: list[str | Path] = ["explain", mixed, "--household", "510002", *AS_OF]
    for form in ("text", "markdown", "json", "receipt"):
        out = tmp_path / "new" / f"out.{form}"
        out.parent.mkdir(exist_ok=True)
        done = run(*given, "--format", form, "-o", out)
        assert (done.code, done.out) == (0, f"结果已写入：{out}\n")
        assert out.read_text("utf-8") == run(*given, "--format", form).out
    assert len(list(out.parent.iterdir())) == 4
    assert run("replay", out).code == 0


def test_a_file_that_is_there_is_not_overwritten_unasked(mixed: Path, tmp_path: Path) -> None:
    given: list[str | Path] = ["explain", mixed, "--household", "510002", *AS_OF]
    out = tmp_path / "out.txt"
    out.write_text("x", encoding="utf-8")
    assert (run(*given, "-o", out).code, out.read_text("utf-8")) == (2, "x")
    assert run(*given, "-o", out, "--force").code == 0
    assert "脱贫监测户" in out.read_text("utf-8")
    before = mixed.read_bytes()
    refused = run(*given, "-o", mixed, "--force")
    assert (refused.code, "台账本身" in refused.err) == (2, True)
    assert mixed.read_bytes() == before


def test_there_is_no_receipt_of_a_rejected_household(mixed: Path, tmp_path: Path) -> None:
    given: list[str | Path] = [
        "explain",
        mixed,
        "--household",
        "510004",
        *AS_OF,
        "--format",
        "receipt",
    ]
    for more in ((), ("-o", str(tmp_path / "out.json"))):
        done = run(*given, *more)
        assert (done.code, done.out) == (4, "")
        assert "退回，未作评定" in done.err
        assert "已脱贫户应为建档立卡户" in done.err
    assert not (tmp_path / "out.json").exists()


def test_a_rejection_as_markdown(mixed: Path) -> None:
    done = run("explain", mixed, "--household", "510004", *AS_OF, "--format", "markdown")
    lines = done.out.splitlines()
    assert (done.code, lines[0]) == (4, "# 农户 510004：退回，未作评定")
    [reason] = [number for number, line in enumerate(lines) if line.startswith("1. ")]
    assert lines[reason].endswith("`PR640`")
    assert lines[reason + 1].startswith("    - 位置：")
    indented = [line for line in lines if line.startswith("    ")]
    assert len(indented) >= 3
    assert all(line.startswith("    - ") for line in indented)  # no code blocks
