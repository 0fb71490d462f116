"""Replaying a receipt: decide again from the same facts, and say whether it is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from povertyrules.api.decision import Decision
from povertyrules.api.receipt_form import damage, read_receipt
from povertyrules.api.ruleset import Ruleset
from povertyrules.api.shelf import find_shipped
from povertyrules.explain.receipt import compare
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import (
    FailedPlugin,
    InvalidRecord,
    NotInForce,
    PovertyRulesError,
)
from povertyrules.model.binding import read_fills


@dataclass(frozen=True, slots=True)
class Replay:
    """What replaying a receipt gave: `equal`, or what differs, in words.

    `equal` says that the facts in the receipt decide like this by this ruleset, and that
    the receipt is undamaged. It does not say that nobody forged it: a forger can work out
    `content` anew, so whoever wants proof of that keeps the `content` digest elsewhere.

    `decision` is the fresh one; None where the facts are no longer accepted, and then the
    differences say why.
    """

    equal: bool
    differences: tuple[str, ...]
    decision: Decision | None

    def __bool__(self) -> bool:
        return self.equal


def replay(
    receipt: Mapping[str, Any], *, ruleset: Ruleset | None = None, lang: Language = "en"
) -> Replay:
    """Decide a receipt's record again and compare everything with what the receipt says.

    A receipt that no longer matches its own `content` digest was changed after it was
    issued: the first difference says so. Without `ruleset` the shipped ruleset that the
    receipt names is used; a different digest is a difference like any other. Raises
    `InvalidReceipt` for something that is no receipt, also where it has fields that
    receipts do not have; `UnknownRuleset` if the ruleset is not to be had.
    """
    given = read_receipt(receipt)
    changed = damage(given, lang)
    named = given["ruleset"]
    found = (
        find_shipped(f"{named['id']}@{named['version']}", None)
        if ruleset is None
        else ruleset.checked
    )
    try:
        manager = None if ruleset is None else ruleset.manager
        again = Ruleset(found, read_fills(found, given["parameters"]), manager)
        decision = again.evaluate(given["facts"], as_of=given["as_of"])
    except PovertyRulesError as error:
        return Replay(False, (*changed, _told(error, lang)), None)
    differences = (*changed, *compare(given, decision.receipt(), lang, found))
    return Replay(not differences, differences, decision)


def _told(error: PovertyRulesError, lang: Language) -> str:
    """Why the receipt cannot be decided again."""
    if lang == "en":
        return str(error)
    if isinstance(error, InvalidRecord):
        faults = "\n".join(f"  {fault.to_text(lang)}" for fault in error.faults)
        return f"所载事实不能再评定：\n{faults}"
    if isinstance(error, NotInForce):
        return f"{error.what} 在 {error.as_of} 没有效力"
    if isinstance(error, FailedPlugin):
        return f"插件 {error.plugin} 的 `{error.what}` 出错，不能再评定"
    return "所填的参数与规则集不符"
