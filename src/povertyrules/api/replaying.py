"""Replaying a receipt: decide again from the same facts, and say whether it is the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from povertyrules.api.decision import Decision
from povertyrules.api.ruleset import Ruleset, read_day
from povertyrules.api.shelf import find
from povertyrules.explain.receipt import FORMAT, VERSION, compare
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidReceipt, PovertyRulesError
from povertyrules.model.binding import read_fills


@dataclass(frozen=True, slots=True)
class Replay:
    """What replaying a receipt gave: `equal`, or what differs, in words.

    `decision` is the fresh one; None where the facts are no longer accepted, and then the
    differences say why.
    """

    equal: bool
    differences: tuple[str, ...]
    decision: Decision | None

    def __bool__(self) -> bool:
        return self.equal


def replay(receipt: Any, *, ruleset: Ruleset | None = None, lang: Language = "en") -> Replay:
    """Decide a receipt's record again and compare everything with what the receipt says.

    Without `ruleset` the shipped ruleset that the receipt names is used; a different digest
    is a difference like any other. Raises `InvalidReceipt` for something that is no
    receipt, `UnknownRuleset` if the ruleset is not to be had.
    """
    if not isinstance(receipt, Mapping):
        raise InvalidReceipt("a receipt is a JSON object")
    _check_format(receipt)
    named = receipt["ruleset"]
    found = find(f"{named['id']}@{named['version']}", None) if ruleset is None else ruleset.checked
    try:
        again = Ruleset(found, read_fills(found, receipt["parameters"]))
        decision = again.evaluate(receipt["facts"], as_of=receipt["as_of"])
    except PovertyRulesError as error:
        return Replay(False, (str(error),), None)
    differences = compare(dict(receipt), decision.receipt(), lang)
    return Replay(not differences, tuple(differences), decision)


_TEXTS = ("id", "version", "digest")


def _check_format(receipt: Mapping[str, Any]) -> None:
    """Refuse what is no receipt, before anything of it is used."""
    if receipt.get("format") != FORMAT:
        raise InvalidReceipt(f"this is no receipt: its `format` is not {FORMAT!r}")
    if receipt.get("version") != VERSION:
        shown = receipt.get("version")
        raise InvalidReceipt(f"receipts of version {shown!r} cannot be read, only {VERSION}")
    named = receipt.get("ruleset")
    if not isinstance(named, Mapping) or not all(isinstance(named.get(k), str) for k in _TEXTS):
        raise InvalidReceipt("the receipt does not say which ruleset it is of, with its digest")
    for key in ("parameters", "facts", "result"):
        if not isinstance(receipt.get(key), Mapping):
            raise InvalidReceipt(f"the receipt lacks `{key}`")
    try:
        read_day(str(receipt.get("as_of")))
    except ValueError as error:
        raise InvalidReceipt(f"the receipt's date cannot be read: {error}") from error
