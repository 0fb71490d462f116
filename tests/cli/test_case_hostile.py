"""Whatever is typed after `case`, a person sees words and an exit code, and no other file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.casework import TOWN, VILLAGE, Casework
from tests.cli.running import run

HUGE = "9" * 5000
DAY = ["--day", "2020-04-21"]


@pytest.fixture
def work(tmp_path: Path) -> Casework:
    made = Casework(tmp_path)
    assert made.carried_over().code == 0
    assert made.flagged().code == 0
    return made


@pytest.mark.parametrize("number", [HUGE, "-1", "²", "１", "", "1.0", "1_0"])
def test_numbers_that_are_none(work: Casework, number: str) -> None:
    review = ["act", "510001-2", "review", *DAY, *VILLAGE, "--document", "3号"]
    done = work.case(*review, "--after", number)
    assert (done.code, "不是编号" in done.err) == (2, True), done.err
    done = work.case("correct", "510001-2", number, "--because", "x", *DAY, *VILLAGE, "--strike")
    assert done.code == 2


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://h:port/x", "postgresql://[::1", "postgresql://h/x?port=x",
        "postgresql://\ud800/x", "postgresql://h:99999999/x", "postgresql://h/x?host=a&port=1&port=y",
        "postgresql://h/%zz?x=y", "postgresql://", "://", "mysql://h/x",
    ],
)  # fmt: skip
def test_addresses_that_are_none(address: str) -> None:
    done = run("case", "verify", "--store", address, "-r", "zhaojia@2020.34.2")
    assert (done.code, "程序内部出错" in done.err) == (1, False), done.err


@pytest.mark.parametrize("text", ["\ud800", "a\x00b", "x" * 300])
def test_texts_that_cannot_be_kept(work: Casework, text: str) -> None:
    documents = ["--document", "3号"]
    for arguments in (
        ["act", text, "review", *DAY, *VILLAGE, *documents],
        ["show", text, *DAY],
        ["next", text, *DAY, "--role", "town"],
        ["list", *DAY, "--household", text],
        ["open", "nominate", "--household", text, *DAY, *VILLAGE],
        ["open", "nominate", "--household", "510002", "--case", text, *DAY, *VILLAGE],
        ["act", "510001-2", "review", *DAY, "--as", text, "--role", "village", *documents],
        ["act", "510001-2", "review", *DAY, *VILLAGE, "--document", text, "--note", text],
    ):
        done = work.case(*arguments)
        assert "程序内部出错" not in done.err, (arguments, done.err)


@pytest.mark.parametrize("named", ["/etc/passwd", "../x.yaml", ".", "secret.yaml", "zhaojia@9"])
def test_a_log_opens_no_other_file(work: Casework, tmp_path: Path, named: str) -> None:
    """Only shipped rulesets, and the one that is named on the command line, are read."""
    (tmp_path / "secret.yaml").write_text("password: 1234\n", encoding="utf-8")
    events = [json.loads(line) for line in work.case("export").out.splitlines()]
    events[0]["ruleset"] = named if named != "secret.yaml" else str(tmp_path / named)
    log = tmp_path / "log.jsonl"
    log.write_text("\n".join(map(json.dumps, events)), encoding="utf-8")
    done = run("case", "import", log, "--store", tmp_path / "other.db")
    assert done.code == 2
    assert "请指明规则集" in done.err
    assert "password" not in done.err + done.out
    assert not (tmp_path / "other.db").exists()


def test_what_a_receipt_or_a_log_names_is_masked(work: Casework, tmp_path: Path) -> None:
    data = json.loads(work.case("export").out.splitlines()[0])
    data["subject"] = 513021196503120018
    log = tmp_path / "log.jsonl"
    log.write_text(json.dumps(data), encoding="utf-8")
    done = run("case", "import", log, "--store", tmp_path / "other.db", "-r", "zhaojia@2020.34.2")
    assert (done.code, "513021196503120018" in done.err) == (1, False)


def test_a_department_has_no_case_by_its_name(work: Casework) -> None:
    assert work.case("show", "[red]x[/red]", *DAY).code == 1
    assert "[red]x[/red]" in work.case("show", "[red]x[/red]", *DAY).err
    assert work.case("next", "--role", "%s", *DAY).code == 2
    assert work.case("act", "510001-2", "{0}", *DAY, *TOWN).code == 2
