"""What the page of the plugin shows is what happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from plugins.rete.tests.deciding import joins
from tests.docs.examples import examples

PAGE = Path(__file__).parents[1] / "README.md"


@joins
def test_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    found = examples(PAGE)
    assert found
    for example in found:
        example.evaluate()
