"""No data makes the library raise anything but the errors that it documents."""

from __future__ import annotations

from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import povertyrules
from povertyrules.kernel.errors import InvalidRecord, OpenParameter
from povertyrules.kernel.source import Source
from povertyrules.model.binding import read_fills
from povertyrules.model.check import check_source
from povertyrules.model.ruleset import Ruleset
from povertyrules.records import accept
from tests.property.accidents import FILES, LANGUAGES, assert_runs
from tests.property.junk import DATA, JSON, JUNK


@cache
def shipped(path: Path) -> Ruleset:
    ruleset, report = check_source(Source(path.name, path.read_text("utf-8")))
    assert ruleset is not None, [d.to_text() for d in report]
    return ruleset


def names_of(ruleset: Ruleset) -> list[str]:
    """Every name that some part of a record may have, and a few that none may."""
    facts = [n for f in ruleset.facts.values() for n in (f.id, f.label, *f.aliases)]
    return [*facts, *ruleset.entities, "", "no_such_fact", "members[0]"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parts[-3])
@given(data=st.data())
def test_junk_for_a_record_is_rejected_with_its_faults(path: Path, data: st.DataObject) -> None:
    ruleset = shipped(path)
    names = st.sampled_from(names_of(ruleset))
    items = st.lists(st.dictionaries(names, DATA, max_size=5), max_size=3)
    facts = st.dictionaries(names, DATA | items, max_size=8)
    taken = accept(ruleset)
    try:
        row = taken(data.draw(facts | DATA))
    except InvalidRecord as error:
        _assert_told(error)
    else:
        assert isinstance(row, tuple)


def _assert_told(error: InvalidRecord) -> None:
    assert error.faults
    for fault in error.faults:
        for language in LANGUAGES:
            assert fault.to_text(language).strip()
            assert fault.to_dict(language)["code"]


@given(facts=DATA, as_of=JUNK)
def test_junk_for_an_evaluation(facts: Any, as_of: Any) -> None:
    ruleset = povertyrules.load("zhaojia")
    for day in (as_of, "2020-06-01"):
        try:
            ruleset.evaluate(facts, as_of=day)
        except (povertyrules.InvalidRecord, povertyrules.NotInForce):
            pass
        except (ValueError, TypeError):
            assert day is as_of  # what is no day at all is a mistake of the program


@given(given_=JUNK, value=JUNK, cite=JUNK)
def test_junk_for_open_parameters(given_: Any, value: Any, cite: Any) -> None:
    ruleset = shipped(next(path for path in FILES if "tiers-2021" in path.parts))
    for fills in (given_, {"monitoring_range": given_}, {"x": given_}):
        if isinstance(fills, dict):
            _fill(ruleset, fills)
    _fill(ruleset, {"monitoring_range": {"value": value, "cite": cite}})
    _fill(ruleset, {"monitoring_range": {"value": value, "cite": "某文"}})


def _fill(ruleset: Ruleset, fills: Any) -> None:
    with suppress(OpenParameter):
        read_fills(ruleset, fills)


@given(receipt=JSON, data=st.data())
def test_junk_for_a_receipt(receipt: Any, data: st.DataObject) -> None:
    ruleset = povertyrules.load("zhaojia")
    good = ruleset.evaluate({"registered": True}, as_of="2020-06-01").receipt()
    key = data.draw(st.sampled_from(sorted(good)))
    inner = data.draw(
        st.sampled_from(["registered", "monitoring_line", "id", "digest", "outcomes"])
    )
    for junk in (receipt, {**good, key: receipt}, {**good, key: {inner: receipt}}):
        with suppress(povertyrules.InvalidReceipt, povertyrules.UnknownRuleset):
            assert povertyrules.replay(junk).differences or _same(junk, good)


def _same(junk: Any, receipt: dict[str, Any]) -> bool:
    """Whether two receipts say the same; which library made them is not compared."""
    return bool({**junk, "library": ""} == {**receipt, "library": ""})


# what these properties found once

_OPEN = """
povertyrules: 1
ruleset: {{id: found, version: '1', title: 曾经的错误, in_force: {{from: 2020-01-01}}}}
sources: {{notice: {{clauses: {{'1': 条文}}}}}}
parameters:
  word: {{type: text, label: 词, max_length: 3, {values}}}
facts: {{household: {{registered: {{type: boolean, label: 建档立卡户}}}}}}
outcomes: {{one: {{label: 一, when: 1 / (4 - length(word)) > 0, cite: notice#1}}}}
"""


def test_a_parameters_text_is_as_long_as_declared() -> None:
    """Or what the declared lengths prove, that nothing is divided by zero, would not hold."""
    ruleset, _ = check_source(Source("open.yaml", _OPEN.format(values="open: true")))
    assert ruleset is not None
    assert_runs(ruleset)
    for word, fits in (("abc", True), ("abcd", False)):
        fills = {"word": {"value": word, "cite": "某文"}}
        if fits:
            read_fills(ruleset, fills)
        else:
            with pytest.raises(OpenParameter, match="abcd"):
                read_fills(ruleset, fills)
    dated = "values: [{from: 2020-01-01, value: abcd, cite: notice#1}]"
    assert check_source(Source("dated.yaml", _OPEN.format(values=dated)))[0] is None
