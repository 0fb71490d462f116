"""`check`: diagnostics with carets, JSON, SARIF, and which exit code."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import run

GOOD = """\
povertyrules: 1
ruleset: {id: small, version: "1", title: 小规则, in_force: {from: 2020-01-01}}
sources: {n: {clauses: {"1": 条文}}}
facts:
  household:
    a: {type: boolean, label: 甲}
outcomes:
  o: {label: 结论, when: a, cite: n#1}
"""
UNKNOWN_NAME = GOOD.replace("when: a", "when: 甲 and 乙")
WARNED = GOOD.replace("when: a,", "when: income < 5000,").replace(
    "a: {type: boolean, label: 甲}", "income: {type: money, min: 0, max: 99999, label: 收入}"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "good.yaml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "bad.yaml").write_text(UNKNOWN_NAME, encoding="utf-8")
    (tmp_path / "warned.yaml").write_text(WARNED, encoding="utf-8")
    return tmp_path


def test_a_valid_ruleset_passes(folder: Path) -> None:
    done = run("check", folder / "good.yaml")
    assert done.code == 0
    assert "有效" in done.out
    assert "小规则（small@1）" in done.out
    assert done.out.splitlines()[-1] == (
        "已检查 1 个规则集：1 个有效，0 个无效；错误 0 个，警告 0 个。"
    )


def test_shipped_rulesets_are_checked_by_name() -> None:
    done = run("check", "zhaojia", "tiers-2021@2021.7.1", "--strict")
    assert (done.code, done.err) == (0, "")
    assert "2 个有效" in done.out


def test_a_fault_is_underlined_under_wide_characters(folder: Path) -> None:
    done = run("check", folder / "bad.yaml")
    assert done.code == 3
    line = next(at for at in done.out.splitlines() if "when:" in at)
    carets = next(at for at in done.out.splitlines() if at.strip(" |^") == "" and "^" in at)
    before = line.index("乙")
    wide = sum(2 if ord(char) > 0x2E80 else 1 for char in line[:before])
    assert carets.index("^") == wide
    assert carets.count("^") == 2


def test_all_files_are_checked_whatever_the_first_is_like(folder: Path) -> None:
    done = run("check", folder / "bad.yaml", "nowhere.yaml", folder / "good.yaml")
    assert done.code == 3
    assert "nowhere.yaml" in done.err
    assert "1 个有效，1 个无效" in done.out
    assert "1 个无法读取" in done.out


def test_a_file_that_is_not_there_is_a_failure(folder: Path) -> None:
    assert run("check", folder / "good.yaml", "nowhere.yaml").code == 1


def test_warnings_fail_only_when_asked(folder: Path) -> None:
    lenient, strict = (run("check", folder / "warned.yaml", *o) for o in ([], ["--strict"]))
    assert (lenient.code, strict.code) == (0, 3)
    assert "warning[PR" in lenient.out
    assert "警告 1 个" in lenient.out


def test_standard_input(folder: Path) -> None:
    done = run("check", "-", "--format", "json", given=UNKNOWN_NAME.encode())
    found = json.loads(done.out)["files"][0]
    assert done.code == 3
    assert (found["file"], found["valid"]) == ("<stdin>", False)
    assert found["diagnostics"][0]["line"] == 8


def test_json_counts_and_digest(folder: Path) -> None:
    done = run("check", folder / "good.yaml", folder / "bad.yaml", "--format", "json")
    data = json.loads(done.out)
    assert data["counts"] == {
        "files": 2, "valid": 1, "invalid": 1, "unreadable": 0, "errors": 1, "warnings": 0,
    }  # fmt: skip
    good, bad = data["files"]
    assert good["ruleset"] == "small@1"
    assert good["digest"].startswith("sha256:")
    assert (bad["ruleset"], bad["digest"]) == (None, None)
    assert bad["diagnostics"][0]["severity"] == "error"


@pytest.mark.parametrize(("lang", "word"), [("zh", "建议"), ("en", "help")])
def test_languages(folder: Path, lang: str, word: str) -> None:
    assert word in run("check", folder / "bad.yaml", "--lang", lang).out
    assert word in run("check", folder / "bad.yaml", env={"POVERTYRULES_LANG": lang}).out


# SARIF 2.1.0: which keys its objects may have, and which they must (section 3 of the standard)

KEYS: dict[str, tuple[set[str], set[str]]] = {
    "log": ({"version", "runs"}, {"$schema"}),
    "run": ({"tool", "results"}, {"columnKind"}),
    "driver": ({"name"}, {"semanticVersion", "rules"}),
    "rule": ({"id"}, {"name", "shortDescription", "fullDescription", "defaultConfiguration"}),
    "result": ({"message"}, {"ruleId", "ruleIndex", "level", "locations"}),
    "physical": ({"artifactLocation"}, {"region"}),
    "region": ({"startLine"}, {"startColumn", "endLine", "endColumn"}),
}


def keys(kind: str, found: dict[str, Any]) -> None:
    needed, allowed = KEYS[kind]
    assert needed <= set(found) <= needed | allowed, kind


def test_sarif_has_the_structure_of_the_standard(folder: Path) -> None:
    done = run("check", folder / "bad.yaml", folder / "warned.yaml", "--format", "sarif")
    log = json.loads(done.out)
    keys("log", log)
    assert log["version"] == "2.1.0"
    [found] = log["runs"]
    keys("run", found)
    assert found["columnKind"] in ("utf16CodeUnits", "unicodeCodePoints")
    driver = found["tool"]["driver"]
    keys("driver", driver)
    for rule in driver["rules"]:
        keys("rule", rule)
        assert rule["fullDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("none", "note", "warning", "error")
    assert len({rule["id"] for rule in driver["rules"]}) == len(driver["rules"])
    assert {result["level"] for result in found["results"]} == {"error", "warning"}
    for result in found["results"]:
        keys("result", result)
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        [location] = result["locations"]
        keys("physical", location["physicalLocation"])
        assert location["physicalLocation"]["artifactLocation"]["uri"].startswith("file:///")
        region = location["physicalLocation"]["region"]
        keys("region", region)
        assert all(isinstance(n, int) and n >= 1 for n in region.values())
        assert (region["endLine"], region["endColumn"]) > (
            region["startLine"], region["startColumn"],
        )  # fmt: skip


def test_sarif_of_a_relative_file_stays_relative(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    (folder / "坏 一.yaml").write_text(UNKNOWN_NAME, encoding="utf-8")
    log = json.loads(run("check", "坏 一.yaml", "--format", "sarif").out)
    [result] = log["runs"][0]["results"]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == "%E5%9D%8F%20%E4%B8%80.yaml"


def test_sarif_without_faults_is_an_empty_run() -> None:
    log = json.loads(run("check", "tiers-2021", "--format", "sarif").out)
    assert log["runs"][0]["results"] == []
