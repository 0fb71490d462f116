"""Receipts replayed by a program: what a replay proves, and what is refused."""

from __future__ import annotations

import copy
from collections import OrderedDict
from contextlib import suppress
from types import MappingProxyType
from typing import Any

import pytest

import povertyrules as pr
from povertyrules.explain.receipt import content_digest
from tests.cli.running import included
from tests.kernel.odd import EVERY


@pytest.fixture
def receipt() -> dict[str, Any]:
    decision = pr.load("zhaojia").evaluate(included(), as_of="2020-04-20")
    return copy.deepcopy(decision.receipt())


CHANGES: list[dict[str, Any]] = [
    {"facts": {"household_id": "H9"}},
    {"facts": {"household_size": "5"}},
    {"facts": {"poverty_risk": True}},
    {"as_of": "2020-04-21"},
    {"library": "9.9"},
]


@pytest.mark.parametrize("change", CHANGES)
def test_a_change_that_leaves_the_result_alone_is_seen(
    receipt: dict[str, Any], change: dict[str, Any]
) -> None:
    for key, value in change.items():
        receipt[key] = {**receipt[key], **value} if isinstance(value, dict) else value
    again = pr.replay(receipt)
    assert not again.equal
    assert "changed after it was issued" in again.differences[0]
    assert "出具后被改动过" in pr.replay(receipt, lang="zh").differences[0]


def test_a_fact_that_was_taken_out_is_seen(receipt: dict[str, Any]) -> None:
    del receipt["facts"]["poverty_risk"]
    assert "changed after it was issued" in pr.replay(receipt).differences[0]


def test_a_forger_can_work_the_digest_out_again(receipt: dict[str, Any]) -> None:
    """What the documentation says a replay does not prove."""
    kept = receipt["content"]
    receipt["facts"]["household_id"] = "H9"
    receipt["content"] = content_digest(receipt)
    assert pr.replay(receipt).equal
    assert receipt["content"] != kept


def test_fields_that_receipts_do_not_have_are_refused(receipt: dict[str, Any]) -> None:
    for place, name in (
        (receipt, "signature"),
        (receipt["ruleset"], "ruleset.signature"),
    ):
        place["signature"] = "x"
        with pytest.raises(pr.InvalidReceipt, match=f"`{name}`"):
            pr.replay(receipt)
        del place["signature"]
    receipt["parameters"] = {"line": {"value": "1", "cite": "x", "more": 1}}
    with pytest.raises(pr.InvalidReceipt, match=r"parameters\.line\.more"):
        pr.replay(receipt)


@pytest.mark.parametrize("name", ["content", "library", "ruleset", "facts", "as_of"])
def test_a_field_that_is_not_there_is_refused(receipt: dict[str, Any], name: str) -> None:
    del receipt[name]
    with pytest.raises(pr.InvalidReceipt, match=f"lacks `{name}`"):
        pr.replay(receipt)


@pytest.mark.parametrize("name", ["content", "library", "ruleset", "facts", "as_of", "parameters"])
def test_a_field_of_the_wrong_kind_is_refused(receipt: dict[str, Any], name: str) -> None:
    with pytest.raises(pr.InvalidReceipt, match=f"`{name}` is of the wrong kind"):
        pr.replay({**receipt, name: []})


@pytest.mark.parametrize("junk", [float("nan"), "\ud800", {1, 2}, {"a": 1, 2: 1}])
def test_what_is_no_json_is_refused(receipt: dict[str, Any], junk: Any) -> None:
    receipt["facts"]["household_id"] = junk
    with pytest.raises(pr.InvalidReceipt) as raised:
        pr.replay(receipt)
    assert raised.value.to_text("zh") == "回执中有不属于 JSON 的内容"


def test_a_record_that_is_no_longer_accepted_is_told_in_the_language(
    receipt: dict[str, Any],
) -> None:
    receipt["facts"]["household_size"] = "0"
    chinese = pr.replay(receipt, lang="zh")
    assert chinese.decision is None
    assert chinese.differences[1].startswith("所载事实不能再评定：")
    assert "the record is rejected" in pr.replay(receipt).differences[1]


def test_a_receipt_of_any_class_is_read_as_what_it_holds(receipt: dict[str, Any]) -> None:
    assert pr.replay(MappingProxyType(receipt)).equal
    assert pr.replay({**receipt, "facts": OrderedDict(receipt["facts"])}).equal


@pytest.mark.parametrize("number", range(len(EVERY)))
def test_odd_objects_are_no_receipt(receipt: dict[str, Any], number: int) -> None:
    odd = EVERY[number]
    with pytest.raises(pr.InvalidReceipt):
        pr.replay(odd)
    for name in receipt:
        with suppress(pr.InvalidReceipt):
            assert not pr.replay({**receipt, name: odd}).equal
    for fact in ("household_size", "members"):
        with suppress(pr.InvalidReceipt):
            assert not pr.replay({**receipt, "facts": {**receipt["facts"], fact: odd}}).equal
