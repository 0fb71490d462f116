"""The program as a whole: help, languages, versions, and what failures look like."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import povertyrules
from povertyrules.cli import check as check_module
from povertyrules.cli.app import COMMANDS, app
from povertyrules.cli.help_words import HELP
from povertyrules.cli.words import PHRASES
from tests.cli.running import process, run

SOURCE = Path(povertyrules.__file__).parent / "cli"
NAMES = [command.__name__ for command in COMMANDS]


def test_help_lists_every_command() -> None:
    done = run("--help")
    assert done.code == 0
    assert all(f"  {name}  " in done.out for name in NAMES)
    assert "4 有的行被退回" in done.out
    assert "5 不予办理" in done.out


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_help_of_each_command_is_in_words(name: str, lang: str) -> None:
    done = run(name, "--help", "--lang", lang)
    assert done.code == 0
    assert "help_" not in done.out
    assert ("用法：" in done.out) == (lang == "zh")
    if lang == "en":
        assert not [char for char in done.out if "\u4e00" <= char <= "\u9fff"]


_WITHOUT_EXTRAS = """
import sys
for name in ("adbc_driver_postgresql", "duckdb", "matplotlib", "narwhals", "pandas", "polars",
             "pyarrow", "python_calamine", "sqlalchemy", "xlsxwriter"):
    sys.modules[name] = None
from povertyrules.cli.app import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["show", "zhaojia"], 0, "赵家镇"),
        (["compare", "{}", "--before", "zhaojia"], 1, "'.[columns]'"),
        (["evaluate", "{}", "-r", "zhaojia", "-o", "{}.csv", "--stream"], 1, "'.[columns]'"),
        (["evaluate", "{}", "-r", "zhaojia", "-o", "{}.jsonl"], 0, "脱贫监测户"),
    ],
)
def test_the_command_line_needs_no_other_extra(
    arguments: list[str], code: int, said: str, tmp_path: Path
) -> None:
    """An extra that is missing is named by the command that needs it, and only there."""
    ledger = tmp_path / "ledger.csv"
    ledger.write_text("户编号,家庭人口\n1,4\n", encoding="utf-8")
    given = [part.format(ledger) for part in arguments]
    given += [] if arguments[0] == "show" else ["--as-of", "2020-06-01"]
    done = subprocess.run(
        [sys.executable, "-c", _WITHOUT_EXTRAS, *given],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        check=False,
    )
    assert "Traceback" not in done.stderr
    assert (done.returncode, said in done.stdout + done.stderr) == (code, True)


def test_without_a_command_the_help_is_shown_as_a_usage_error() -> None:
    done = run()
    assert (done.code, done.out) == (2, "")
    assert "用法：" in done.err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["evaluat"], "没有这个命令 'evaluat'，是否应为 'evaluate'？"),
        (["show", "zhaojia", "--formt", "text"], "没有 --formt 这个选项，是否应为 --format？"),
        (["show"], "缺少 RULESET"),
        (["show", "a", "b"], "多余的参数 (b)"),
        (["show", "zhaojia", "--format"], "选项 --format 的写法不对"),
        (["show", "zhaojia", "--format", "pdf"], "pdf 不在可选值之中"),
        (["explain", "x.csv", "--as-of", "2020-04-20"], "缺少 --household"),
    ],
)
def test_usage_errors_in_both_languages(arguments: list[str], said: str) -> None:
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    english = run("--lang", "en", *arguments)
    assert english.code == 2
    assert english.err.startswith("usage error: ")
    assert english.err.isascii()


def test_the_language_may_stand_before_the_command() -> None:
    assert "In force:" in run("--lang", "en", "show", "zhaojia").out
    assert "施行期间" in run("--lang", "en", "show", "zhaojia", "--lang", "zh").out
    assert "In force:" in run("show", "zhaojia", env={"POVERTYRULES_LANG": "en_GB"}).out


def test_versions() -> None:
    assert run("--version").out == f"povertyrules {povertyrules.__version__}\n"
    assert "zhaojia@2020.34.1" in run("version").out


def test_a_fault_of_ours_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(reference: str) -> None:
        raise ZeroDivisionError(f"a\nb \x1b[1m{reference}")

    monkeypatch.setattr(check_module, "check_one", broken)
    done = run("check", "zhaojia")
    assert (done.code, done.out) == (1, "")
    assert done.err.count("\n") == 1
    assert "ZeroDivisionError" in done.err
    assert povertyrules.__version__ in done.err
    assert "\x1b" not in done.err
    english = run("check", "zhaojia", "--lang", "en").err
    assert english.startswith("error: a fault in the program (ZeroDivisionError: a b ")


def test_the_details_are_shown_on_request(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(reference: str) -> None:
        raise ZeroDivisionError(reference)

    monkeypatch.setattr(check_module, "check_one", broken)
    monkeypatch.setenv("POVERTYRULES_DEBUG", "1")
    from typer.testing import CliRunner

    done = CliRunner().invoke(app, ["check", "zhaojia"])
    assert done.exit_code == 1
    assert "Traceback" in done.stderr


def test_an_interruption_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(reference: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_module, "check_one", interrupted)
    done = run("check", "zhaojia")
    assert (done.code, done.err) == (130, "已中断。\n")


def test_without_the_libraries_the_extra_is_named(tmp_path: Path) -> None:
    (tmp_path / "typer.py").write_text("raise ModuleNotFoundError('no', name='typer')\n")
    path = f"{tmp_path}:{SOURCE.parents[1]}"
    done = process("version", PYTHONPATH=path)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "the command line needs the extra `cli`: run pip install '.[cli]'"
    )


def test_without_the_spreadsheet_library_the_extra_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setitem(sys.modules, "python_calamine", None)
    (tmp_path / "l.xlsx").write_bytes(b"PK\x05\x06" + b"\0" * 18)
    given = ["-r", "zhaojia", "--as-of", "2020-04-20", "-o", str(tmp_path / "o.csv")]
    done = run("evaluate", tmp_path / "l.xlsx", *given)
    assert done.code == 1
    assert "电子表格台账须安装可选组件 ledgers" in done.err
    assert "pip install '.[ledgers]'" in done.err  # as the README installs it: there is no index


def test_every_extra_that_may_be_missing_is_said_what_it_is_for() -> None:
    named = {
        str(node.args[1].value)
        for path in SOURCE.parent.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "MissingExtra"
        if isinstance(node.args[1], ast.Constant)
    }
    assert {f"extra_{name}" for name in named} - {"extra_cli"} <= set(PHRASES)


def _keys() -> set[str]:
    """Every key that the source gives to `say`, or to a parameter's `help`."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            spoken = "_spoken" in ast.unparse(node.func)
            if name in ("say", "_say") and not spoken and isinstance(node.args[0], ast.Constant):
                found.add(str(node.args[0].value))
            found |= {
                str(k.value.value)
                for k in node.keywords
                if k.arg == "help" and isinstance(k.value, ast.Constant)
            }
    return found


def test_every_word_that_is_said_is_in_the_tables() -> None:
    known = set(PHRASES) | set(HELP)
    assert len(_keys()) > 60
    assert _keys() <= known
    assert not set(PHRASES) & set(HELP)


def test_both_languages_have_the_same_places() -> None:
    from string import Formatter

    for key, (zh, en) in {**PHRASES, **HELP}.items():
        places = [{n for _, n, _, _ in Formatter().parse(text) if n} for text in (zh, en)]
        allowed = {"damaged_store": {"reason"}}.get(key, set[str]())
        assert places[0] ^ places[1] <= allowed, key


@pytest.mark.parametrize("value", ["xx", "english", "z"])
def test_a_language_that_there_is_not_is_refused(value: str) -> None:
    done = run("show", "zhaojia", env={"POVERTYRULES_LANG": value})
    assert done.code == 2
    assert f"POVERTYRULES_LANG 的值不合适：{value} 不在可选值之中：zh, en" in done.err
    assert run("version", "--lang", "en", env={"POVERTYRULES_LANG": value}).code == 0


@pytest.mark.parametrize("value", ["zh_CN.UTF-8", "zh", "en_GB", "EN"])
def test_a_language_may_be_given_as_a_locale(value: str) -> None:
    assert run("version", env={"POVERTYRULES_LANG": value}).code == 0


def test_a_folder_is_no_ledger_whatever_the_output(tmp_path: Path) -> None:
    for name in ("x.csv", "x.pdf"):
        done = run("evaluate", tmp_path, "-r", "zhaojia", "--as-of", "2020-06-01", "-o", name)
        assert (done.code, str(tmp_path) in done.err) == (1, True)
