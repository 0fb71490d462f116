"""`replay`: a receipt is decided again, or what differs is said."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

import povertyrules as pr
from tests.cli.running import AS_OF, included, ledger, run


@pytest.fixture
def receipt() -> dict[str, Any]:
    decision = pr.load("zhaojia").evaluate(included(), as_of="2020-04-20")
    copied: dict[str, Any] = json.loads(json.dumps(decision.receipt()))
    return copied


def kept(path: Path, receipt: Any) -> Path:
    path.write_text(json.dumps(receipt), encoding="utf-8")
    return path


def test_a_true_receipt(tmp_path: Path, receipt: dict[str, Any]) -> None:
    done = run("replay", kept(tmp_path / "r.json", receipt))
    assert done.code == 0
    assert "重新评定一致：回执完好" in done.out
    assert "不证明所载事实真实" in done.out
    assert receipt["content"] in done.out
    assert "zhaojia@2020.34.2" in done.out


def test_a_receipt_from_the_command_line(tmp_path: Path) -> None:
    path = ledger(tmp_path / "l.jsonl", included())
    made = run("explain", path, "--household", "H2", *AS_OF, "--format", "receipt")
    kept(tmp_path / "r.json", json.loads(made.out))
    assert (made.code, run("replay", tmp_path / "r.json").code) == (0, 0)


def test_a_changed_receipt(tmp_path: Path, receipt: dict[str, Any]) -> None:
    receipt["facts"]["wage_income"] = "13000.00"
    done = run("replay", kept(tmp_path / "r.json", receipt), "--lang", "en")
    assert done.code == 1
    assert "does not hold" in done.out
    assert "changed after it was issued" in done.out
    assert "result 脱贫监测户: was holds, is now does not hold" in done.out


def test_a_change_that_leaves_the_result_alone(tmp_path: Path, receipt: dict[str, Any]) -> None:
    receipt["facts"]["household_size"] = "5"
    done = run("replay", kept(tmp_path / "r.json", receipt))
    assert done.code == 1
    assert "回执出具后被改动过" in done.out


def test_a_key_that_stands_twice(tmp_path: Path, receipt: dict[str, Any]) -> None:
    text = json.dumps(receipt).replace('"as_of"', '"as_of": "2020-04-21", "as_of"')
    (tmp_path / "r.json").write_text(text, encoding="utf-8")
    done = run("replay", tmp_path / "r.json")
    assert (done.code, done.out) == (1, "")
    assert "同一对象中“as_of”出现了两次" in done.err


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_receipt_that_a_shell_wrote(
    tmp_path: Path, receipt: dict[str, Any], encoding: str
) -> None:
    text = json.dumps(receipt, ensure_ascii=False)
    (tmp_path / "r.json").write_text(text, encoding=encoding)
    assert run("replay", tmp_path / "r.json").code == 0


def test_what_differs_is_said_in_one_language(tmp_path: Path, receipt: dict[str, Any]) -> None:
    receipt["facts"]["registered"] = False
    done = run("replay", kept(tmp_path / "r.json", receipt))
    assert (done.code, done.err) == (1, "")
    assert "所载事实不能再评定" in done.out
    assert "the record is rejected" not in done.out


def test_another_ruleset_than_a_shipped_one(tmp_path: Path, receipt: dict[str, Any]) -> None:
    receipt["ruleset"]["id"] = "dibao"
    done = run("replay", kept(tmp_path / "r.json", receipt))
    assert (done.code, done.out) == (1, "")
    assert "没有名为 dibao@2020.34.2 的内置规则集" in done.err
    assert "--ruleset" in done.err


def test_a_field_of_the_wrong_kind(tmp_path: Path, receipt: dict[str, Any]) -> None:
    receipt["parameters"] = []
    done = run("replay", kept(tmp_path / "r.json", receipt))
    assert done.err == "错误：`parameters` 的类型不对：应是一个 JSON 对象\n"


@pytest.mark.parametrize(
    "content", ["", "[]", "{}", "[" * 100_000, '{"format": 1}', "\x00", '{"a": NaN}']
)
def test_what_is_no_receipt(tmp_path: Path, content: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(content, encoding="utf-8")
    done = run("replay", path)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("错误：")
    assert not re.search("[a-z]{3,} [a-z]{3,}", done.err)


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(b"\xff\xfe\xfa")
    assert run("replay", path).code == 1


def test_no_such_receipt() -> None:
    done = run("replay", "nowhere.json")
    assert (done.code, done.err) == (1, "错误：nowhere.json 无法读写：没有这个文件或目录\n")
