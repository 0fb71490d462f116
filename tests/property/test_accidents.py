"""No file makes the checker raise anything; what it accepts runs on every engine."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, note
from hypothesis import strategies as st

from povertyrules.engines import record, reference
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Source
from povertyrules.model.check import check_source
from povertyrules.records import accept
from povertyrules.syntax.read import source_from_bytes
from tests.property.accidents import FILES, accident, assert_judged
from tests.property.chooser import Chooser
from tests.property.deciding import DAYS, bound, truths_of
from tests.property.evaluator import Judge
from tests.property.forms import Form, Sought, Step, inside
from tests.property.mutations import transplants
from tests.property.records import given as as_given
from tests.property.records import records
from tests.property.rulesets import rulesets
from tests.property.writing import write


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


@given(data=st.data(), form=rulesets(), day=DAYS)
def test_expressions_in_the_place_of_others(data: st.DataObject, form: Form, day: date) -> None:
    """Mostly nonsense, which the checker refuses. What it accepts is decided alike."""
    places = list(transplants(form))
    others = [
        e for d in form.definitions for e in inside(d.body) if not isinstance(e, Sought | Step)
    ]
    pairs = st.tuples(st.sampled_from(places), st.sampled_from(others))
    for put, other in data.draw(st.lists(pairs, min_size=1, max_size=5)):
        strange = put(other)
        text = write(strange)
        note(text)
        assert_judged(Source("strange.yaml", text))
        ruleset, _ = check_source(Source("strange.yaml", text))
        if ruleset is not None:
            made = data.draw(records(strange, complete=True))
            row = accept(ruleset)(as_given(made))
            binding = bound(strange, ruleset, day)
            expected = Judge(strange, day).truths(made)
            for engine in (reference, record):
                assert truths_of(ruleset, engine.plan(ruleset, binding).decide(row)) == expected
