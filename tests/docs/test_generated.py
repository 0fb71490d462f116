"""The generated parts of the documentation are what the code says now."""

from __future__ import annotations

import subprocess
import sys

from tests.docs.examples import ROOT


def test_generated_parts_are_fresh() -> None:
    finished = subprocess.run(
        [sys.executable, "tools/docs.py", "--check"],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert finished.returncode == 0, finished.stdout + finished.stderr
