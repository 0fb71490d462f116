"""Documents that explanations would show."""

from __future__ import annotations

from pathlib import Path

import povertyrules as pr
import povertyrules_idcard

EXAMPLE = Path(__file__).parents[1] / "examples" / "documents.ruleset.yaml"


def _told(file: Path) -> list[tuple[str, str]]:
    found = pr.Engine(plugins=[povertyrules_idcard]).check(str(file)).diagnostics
    return [(diagnostic.code.number, diagnostic.span.text) for diagnostic in found]


def test_the_example_keeps_documents_to_itself() -> None:
    assert _told(EXAMPLE) == []


def test_a_document_that_is_not_sensitive_is_told_once(tmp_path: Path) -> None:
    file = tmp_path / "clear.yaml"
    text = EXAMPLE.read_text("utf-8")
    shown = text.replace("label: 证件号码, sensitive: true", "label: 证件号码")
    assert shown != text
    file.write_text(shown, encoding="utf-8")
    assert _told(file) == [("IDCARD1", "document")]


def test_what_is_read_through_a_definition_is_told_too(tmp_path: Path) -> None:
    file = tmp_path / "through.yaml"
    text = EXAMPLE.read_text("utf-8")
    shown = text.replace("label: 证件号码, sensitive: true", "label: 证件号码").replace(
        "criteria:\n", "derived: {same: {label: 同上, is: document}}\ncriteria:\n"
    )
    file.write_text(shown.replace("(document)", "(same)"), encoding="utf-8")
    assert _told(file) == [("IDCARD1", "document")]
