"""`replay`: a receipt is proved, or what differs is said."""

from __future__ import annotations

import json
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
    assert "回执属实" in done.out
    assert "zhaojia@2020.34.1" in done.out


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
    assert "monitoring" in done.out


@pytest.mark.parametrize("content", ["", "[]", "{}", "[" * 100_000, '{"format": 1}', "\x00"])
def test_what_is_no_receipt(tmp_path: Path, content: str) -> None:
    path = tmp_path / "r.json"
    path.write_text(content, encoding="utf-8")
    done = run("replay", path)
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("错误：")


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "r.json"
    path.write_bytes(b"\xff\xfe\xfa")
    assert run("replay", path).code == 1


def test_no_such_receipt() -> None:
    done = run("replay", "nowhere.json")
    assert (done.code, done.err) == (1, "错误：nowhere.json 无法读写：没有这个文件或目录\n")
