"""What the documentation shows is what happens."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.examples import PAGES, ROOT, examples


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_examples(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for example in examples(page):
        try:
            example.evaluate()
        except Exception as error:  # noqa: BLE001 - whatever an example raises is its fault
            pytest.fail(f"{page.relative_to(ROOT)}:{example.line}: {error}", pytrace=False)


def test_there_are_examples() -> None:
    assert sum(len(examples(page)) for page in PAGES) > 40
