"""Whatever a ledger or a ruleset holds, a user sees words and an exit code."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from povertyrules.plugins.folder import shipped_folder
from tests.cli.running import AS_OF, ON_THE_LINE, PROGRAM, environment, run

ZHAOJIA = (shipped_folder() / "zhaojia" / "2020.34.1" / "ruleset.yaml").read_bytes()
CODES = {0, 1, 2, 3, 4}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b""),
        ("a.csv", b"\xff\xfe\x00"),
        ("a.csv", '户编号,工资性收入\n1,"'.encode()),
        ("a.csv", "户编号,工资性收入\n1,9,9,9,9\n".encode()),
        ("a.csv", ("户编号\n" + "x" * 200_000).encode()),
        ("a.csv", "户编号,户编号\n1,2\n".encode()),
        ("a.jsonl", b"{"),
        ("a.jsonl", b"[" * 100_000),
        ("a.jsonl", b'{"household_id": "\\ud800", "x": 1}'),
        ("a.jsonl", b'{"household_id": "1", "wage_income": 1e999999999}'),
        ("a.jsonl", b'{"household_id": "1", "wage_income": NaN}'),
        ("a.jsonl", b'{"household_id": {"a": []}}'),
        ("a.xlsx", b"not a zip"),
        ("a.xlsx", b"PK\x05\x06" + b"\0" * 18),
        ("a.ods", b"PK\x05\x06" + b"\0" * 18),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
        ("a.txt", b"\0\0\0"),
        ("a.pdf", b"%PDF"),
    ],
)
def test_ledgers_that_are_none(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    done = run("evaluate", path, *AS_OF, "-o", tmp_path / "out.jsonl")
    assert done.code in CODES
    assert "程序内部出错" not in done.err
    explained = run("explain", path, "--household", "1", *AS_OF)
    assert "程序内部出错" not in explained.err


def test_a_directory_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "dir.csv").mkdir()
    for path in (tmp_path, tmp_path / "dir.csv"):
        done = run("evaluate", path, *AS_OF, "-o", tmp_path / "o.csv")
        assert done.code == 1
        assert "程序内部出错" not in done.err


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=6,
)


@settings(max_examples=40)
@given(st.dictionaries(st.sampled_from(sorted(ON_THE_LINE)) | st.text(max_size=5), _VALUES))
def test_records_of_any_shape(tmp_path_factory: pytest.TempPathFactory, facts: object) -> None:
    folder = tmp_path_factory.mktemp("fuzz")
    path = folder / "a.jsonl"
    lines = [json.dumps({**ON_THE_LINE, **dict(facts)}), json.dumps(facts)]  # type: ignore[call-overload]
    path.write_text("\n".join(lines), encoding="utf-8")
    done = run("evaluate", path, *AS_OF, "-o", folder / "o.jsonl")
    assert done.code in (0, 1, 4)
    assert "程序内部出错" not in done.err
    assert not {"\x1b", "\x9b", "\x00"} & set(done.out)


@pytest.mark.parametrize("seed", range(40))
def test_rulesets_with_a_few_wrong_bytes(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    data = bytearray(ZHAOJIA)
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(data))
        size = dice.choice((1, 1, 1, 40))
        data[at : at + size] = bytes(dice.choices(b"{}[]:,-\n \"'&*!|>%@`#\x00\xff?ax0", k=size))
    path = tmp_path / "r.yaml"
    path.write_bytes(data)
    for arguments in (["check"], ["check", "--format", "sarif"], ["show"]):
        done = run(*arguments, path)
        assert done.code in (0, 1, 3)
        assert "程序内部出错" not in done.err
        assert not {"\x1b", "\x00"} & set(done.out + done.err)


@pytest.mark.parametrize(
    "content", [b"", b"[" * 100_000, b"a: &x [*x]", b"\xff\xfe", b"- 1\n", b"x" * 3_000_000]
)
def test_files_that_are_no_rulesets(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "r.yaml"
    path.write_bytes(content)
    assert run("check", path).code == 3
    assert run("check", "-", given=content).code == 3
    assert run("show", path).code == 3


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
@pytest.mark.parametrize("arguments", [["show", "zhaojia"], ["schema"], ["--help"], ["--version"]])
def test_a_full_disk_is_no_fault_of_ours(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, *arguments],
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            env=environment(),
        )
    assert (done.returncode, done.stderr.decode()) == (1, "错误：写不出去：磁盘已满\n")


@pytest.mark.skipif(os.name != "posix", reason="a shell closes the output")
@pytest.mark.parametrize("closed", [">&-", ">&- 2>&-"])
def test_a_closed_output_is_no_fault_of_ours(closed: str) -> None:
    command = f'"$0" -m povertyrules show zhaojia --lang en {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable],
        check=False,
        capture_output=True,
        env=environment(),
    )
    told = "" if "2>" in closed else "error: the output cannot be written: it is closed\n"
    assert (done.returncode, done.stderr.decode()) == (1, told)
