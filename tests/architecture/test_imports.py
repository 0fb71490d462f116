"""The floors of the house, and that each module stands by itself."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src"
PACKAGE = SOURCE / "povertyrules"

# Lowest first. What stands on one floor does not see the other things on it; a part imports
# from the floors below it and from itself only.
FLOORS: tuple[tuple[str, ...], ...] = (
    ("kernel",),
    ("syntax",),
    ("model",),
    ("records", "engines", "explain", "analysis", "cases"),
    ("ledgers",),
    ("plugins",),
    ("api",),
    ("whatif",),
    ("supervision", "testing"),  # supervision draws in the style of whatif
    ("povertyrules",),  # the package's own __init__: its public names
    ("cli",),
    ("__main__",),
)
FLOOR_OF = {part: number for number, floor in enumerate(FLOORS) for part in floor}

# Which parts may import a library that is not Python's own. The kernel may import none.
LIBRARIES: dict[str, frozenset[str]] = {
    "yaml": frozenset({"syntax"}),
    "pluggy": frozenset({"plugins"}),
    "lark": frozenset({"syntax"}),
    "re2": frozenset({"model", "engines", "records"}),
    "python_calamine": frozenset({"ledgers"}),
    "xlrd": frozenset({"ledgers"}),
    "xlsxwriter": frozenset({"ledgers"}),
    "narwhals": frozenset({"engines", "api", "whatif", "testing"}),
    "pandas": frozenset({"engines"}),
    "polars": frozenset({"engines", "api", "whatif", "supervision", "testing"}),
    "pyarrow": frozenset({"engines", "api"}),
    "matplotlib": frozenset({"whatif", "supervision"}),
    "duckdb": frozenset({"api", "testing"}),
    "adbc_driver_postgresql": frozenset({"api"}),
    "sqlalchemy": frozenset({"cases"}),
    "typer": frozenset({"cli"}),
    "click": frozenset({"cli"}),
    "rich": frozenset({"cli"}),
}

EXACT = ("kernel", "model", "records", "engines", "cases")
INEXACT = {"povertyrules.kernel.suggest"}  # how alike two names are; no amount passes there
LONGEST_FILE = 600

MODULES = sorted(
    ".".join(path.relative_to(SOURCE).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
)


def path_of(module: str) -> Path:
    path = SOURCE.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def part_of(module: str) -> str:
    """`syntax` for `povertyrules.syntax.parse`; `povertyrules` for the package itself."""
    return module.split(".")[1] if "." in module else module


def tree_of(module: str) -> ast.Module:
    return ast.parse(path_of(module).read_text(encoding="utf-8"))


def imported(module: str) -> Iterator[tuple[int, str]]:
    """Every import in a module, wherever it stands, as line and absolute name."""
    for node in ast.walk(tree_of(module)):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from ((node.lineno, name) for name in _names_of(module, node))


def _names_of(module: str, node: ast.ImportFrom) -> Iterator[str]:
    base = node.module or ""
    if node.level:
        is_package = path_of(module).name == "__init__.py"
        package = module.split(".")[: None if is_package else -1]
        above = package[: len(package) - node.level + 1]
        base = ".".join([*above, *([base] if base else [])])
    for alias in node.names:
        full = f"{base}.{alias.name}"
        yield full if full in MODULES else base


def test_the_parts_are_all_on_a_floor() -> None:
    homeless = sorted({part_of(module) for module in MODULES} - set(FLOOR_OF))
    assert not homeless, f"give these a place in FLOORS: {homeless}"


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_down(module: str) -> None:
    here = part_of(module)
    wrong = [
        f"{path_of(module).relative_to(ROOT)}:{line} imports {name}"
        for line, name in imported(module)
        if name.split(".")[0] == "povertyrules"
        and part_of(name) != here
        and FLOOR_OF[part_of(name)] >= FLOOR_OF[here]
    ]
    assert not wrong, "imports upwards or sideways:\n" + "\n".join(wrong)


@pytest.mark.parametrize("module", MODULES)
def test_libraries_are_used_where_they_belong(module: str) -> None:
    here = part_of(module)
    wrong = [
        f"{path_of(module).relative_to(ROOT)}:{line} imports {name}"
        for line, name in imported(module)
        if (library := name.split(".")[0]) not in sys.stdlib_module_names
        and library != "povertyrules"
        and here not in LIBRARIES.get(library, frozenset())
    ]
    assert not wrong, "libraries out of place:\n" + "\n".join(wrong)


# A bare interpreter forks once for each module: as good as a fresh one, and much faster.
EACH_ALONE = """
import importlib, json, os, sys, traceback

def alone(module):
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    try:
        importlib.import_module(module)
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)

print(json.dumps([module for module in sys.argv[1:] if not alone(module)]))
"""
WORKERS = 2


def run(code: str, *arguments: str, options: tuple[str, ...] = ()) -> tuple[Any, str]:
    """Run code in a fresh interpreter; what it printed, as JSON, and its error output."""
    environment = {**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONWARNINGS": "error"}
    done = subprocess.run(
        [sys.executable, *options, "-c", code, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
        env=environment,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), done.stderr


def test_every_module_imports_alone() -> None:
    modules = [module for module in MODULES if not module.endswith("__main__")]
    shares = [modules[number::WORKERS] for number in range(WORKERS)]
    with ThreadPoolExecutor(WORKERS) as pool:
        answers = list(pool.map(lambda share: run(EACH_ALONE, *share), shares))
    assert [failed for failed, _ in answers] == [[]] * WORKERS, "\n".join(e for _, e in answers)


LIGHT = """
import json, os, sys
before = set(sys.modules)
effects = []

def watch(event, arguments):
    writes = event == "open" and isinstance(arguments[1], str) and set(arguments[1]) & set("wax+")
    if writes or event.startswith(("socket.", "subprocess.", "os.mkdir", "os.putenv", "os.system")):
        effects.append(f"{event} {arguments}")

sys.addaudithook(watch)
import povertyrules
import logging, signal, threading, warnings
if threading.active_count() != 1:
    effects.append("a thread")
if logging.getLogger().handlers or logging.getLogger("povertyrules").handlers:
    effects.append("a log handler")
if signal.getsignal(signal.SIGTERM) != signal.SIG_DFL:
    effects.append("a signal handler")
print(json.dumps({"modules": sorted(set(sys.modules) - before), "effects": effects}))
"""

HEAVY = {
    "yaml", "lark", "jsonschema", "jsonschema_rs", "pluggy", "re2", "typer", "click", "rich",
    "pandas", "polars", "numpy", "narwhals", "pyarrow", "duckdb", "xlsxwriter",
    "adbc_driver_postgresql",
    "python_calamine", "openpyxl", "xlrd",
    "matplotlib", "sqlalchemy",
}  # fmt: skip


def test_the_package_imports_light_and_does_nothing() -> None:
    seen, _ = run(LIGHT, options=("-B",))  # bytecode files are not an effect of ours
    assert HEAVY & {module.split(".")[0] for module in seen["modules"]} == set()
    assert seen["effects"] == []


@pytest.mark.parametrize("module", MODULES)
def test_no_file_is_longer_than_a_reader_can_hold(module: str) -> None:
    lines = path_of(module).read_text(encoding="utf-8").count("\n")
    assert lines <= LONGEST_FILE, f"{path_of(module).relative_to(ROOT)} has {lines} lines"


@pytest.mark.parametrize("module", [m for m in MODULES if part_of(m) in EXACT and m not in INEXACT])
def test_no_binary_float_on_the_way_to_a_decision(module: str) -> None:
    wrong = [
        f"{path_of(module).relative_to(ROOT)}:{node.lineno}"
        for node in ast.walk(tree_of(module))
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "float"
        )
    ]
    assert not wrong, f"binary floating point at {wrong}"
