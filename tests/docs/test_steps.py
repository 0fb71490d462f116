"""Who copies the steps of "Writing a ruleset" one below the other has the whole file."""

from __future__ import annotations

import re

import pytest

from povertyrules.kernel.source import Source
from povertyrules.model.check import check_source
from povertyrules.model.ruleset import Ruleset
from tests.docs.examples import ROOT

_STEPS = re.compile(r"^## (?:Step by step|一步一步写)\n(.*?)^## ", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"^```yaml\n(.*?)^```", re.DOTALL | re.MULTILINE)
_WHOLE = re.compile(r'^```yaml title="marginal.yaml"\n(.*?)^```', re.DOTALL | re.MULTILINE)


def _ruleset(text: str) -> Ruleset:
    ruleset, report = check_source(Source("marginal.yaml", text))
    assert ruleset is not None, [d.to_text() for d in report]
    assert not report, [d.to_text() for d in report]
    return ruleset


@pytest.mark.parametrize("page", ["rule-author.md", "rule-author-zh.md"])
def test_the_steps_make_the_whole_file(page: str) -> None:
    text = (ROOT / "docs" / page).read_text("utf-8")
    steps, whole = _STEPS.search(text), _WHOLE.search(text)
    assert steps is not None
    assert whole is not None
    blocks = _BLOCK.findall(steps[1])
    assert len(blocks) == 7
    assert _ruleset("".join(blocks)).digest == _ruleset(whole[1]).digest
