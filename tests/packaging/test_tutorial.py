"""The tutorial for plugins, followed word for word in an environment of its own."""

from __future__ import annotations

import doctest
import os
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.packaging.test_wheel import ROOT, installed, run, wheel

pytestmark = pytest.mark.wheel

__all__ = ["installed", "wheel"]  # fixtures

PAGE = ROOT / "docs" / "plugin-tutorial.md"
_BLOCK = re.compile(r"^```(\w+)(?: title=\"([^\"]+)\")?\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks() -> Iterator[tuple[str, str, str]]:
    """The language, the title and the text of each block of the page."""
    for found in _BLOCK.finditer(PAGE.read_text("utf-8")):
        yield found[1], found[2] or "", found[3]


def shell(commands: str, folder: Path, programs: Path) -> str:
    """What commands print, in a shell in which the environment is active."""
    done = subprocess.run(
        ["sh", "-e"],  # noqa: S607  whatever shell the machine has
        input=commands,
        cwd=folder,
        env={
            **{k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "PIP_"))},
            "PATH": f"{programs}:{os.environ['PATH']}",
            "PYTHONUTF8": "1",
            "PIP_QUIET": "1",
            "PIP_DISABLE_PIP_VERSION_CHECK": "1",
            "COLUMNS": "120",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=600,
    )
    assert done.returncode == 0, f"{commands}\n{done.stdout}"
    return done.stdout


def test_the_tutorial_word_for_word(installed: Path, wheel: Path, tmp_path: Path) -> None:
    run(
        *(installed / "python", "-m", "pip", "install", "--quiet", f"{wheel}[cli,columns]"),
        cwd=tmp_path,
    )
    printed = ""
    for language, title, text in blocks():
        if title:
            (tmp_path / title).write_text(text, encoding="utf-8")
        elif language == "sh":
            printed = shell(text, tmp_path, installed)
        elif language == "output":
            found = "".join(f"{line.rstrip()}\n" for line in printed.splitlines())
            same = doctest.OutputChecker().check_output(text, found, doctest.ELLIPSIS)
            assert same, f"the page shows\n{text}\nbut this is printed\n{found}"
