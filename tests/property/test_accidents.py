"""No file makes the checker raise anything; what it accepts runs on every engine."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Source
from povertyrules.syntax.read import source_from_bytes
from tests.property.accidents import FILES, accident, assert_judged
from tests.property.chooser import Chooser


@given(data=st.binary(max_size=200))
def test_bytes(data: bytes) -> None:
    report = Report()
    source = source_from_bytes("junk.yaml", data, report)
    if source is None:
        assert report.has_errors
    else:
        assert_judged(source)


YAML_MARKS = [*"{}[]:,-#&*!|>'\"%@`?\n\t ", "- ", ": ", "\n  ", "povertyrules: 1\n", "facts:"]


@given(pieces=st.lists(st.sampled_from(YAML_MARKS) | st.text(max_size=4), max_size=40))
def test_text(pieces: list[str]) -> None:
    text = "".join(pieces)
    if text.isprintable() or text:
        assert_judged(Source("junk.yaml", text.encode("utf-8", "replace").decode()))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parts[-3])
@given(data=st.data())
def test_rulesets_with_accidents(path: Path, data: st.DataObject) -> None:
    """Lines lost, doubled, moved or indented; words put in the place of others."""
    choose = Chooser(data.draw)
    lines = path.read_text("utf-8").splitlines()
    for _ in range(choose.between(1, 4)):
        lines = accident(choose, lines)
    text = "\n".join(lines)
    note("\n".join(sorted(set(lines) - set(path.read_text("utf-8").splitlines()))))
    assert_judged(Source("accident.yaml", text))
