"""What the page of the plugin shows is what happens."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.docs.examples import examples

PACKAGE = Path(__file__).parents[1]


def test_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copy(PACKAGE / "examples" / "documents.ruleset.yaml", tmp_path)
    monkeypatch.chdir(tmp_path)
    found = examples(PACKAGE / "README.md")
    assert found
    for example in found:
        example.evaluate()
