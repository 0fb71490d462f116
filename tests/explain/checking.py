"""Checks an explanation from its own figures: written apart from what builds it.

Each status must follow from the statuses below it, each figure from the figures below it,
each margin from its sides; what a node says about a fact, a definition or a parameter must
be what the tables and the record say.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Any

Node = dict[str, Any]
TRUTH = {"holds": True, "fails": False, "unknown": None}
NUMBERS = ("integer", "decimal", "money", "ratio")
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


class Checker:
    """Walks one explanation; raises `AssertionError` at the first thing that is not so."""

    def __init__(self, tree: Node) -> None:
        self.tree = tree
        self.own = ""
        self.nodes = 0

    def check(self) -> None:
        for item in self._items(self.tree["result"]):
            self.own = item["path"]
            for name, reason in item["definitions"].items():
                self._reason(name, reason)
            for group in item["groups"].values():
                self._group(item, group)

    def _items(self, item: Node) -> Iterator[Node]:
        yield item
        for items in item["items"].values():
            for child in items or ():
                yield from self._items(child)

    def item(self, node: Node) -> Node:
        found: Node = self.tree["result"]
        for name, index in re.findall(r"(\w+)\[(\d+)\]", node.get("item", self.own)):
            found = found["items"][name][int(index)]
        return found

    def _group(self, item: Node, group: Node) -> None:
        if group["outcome"] is not None:
            assert item["definitions"][group["outcome"]]["status"] == "holds"
        for name in group["possible"]:
            assert item["definitions"][name]["status"] == "unknown"
        assert (group["status"] == "unknown") == bool(group["possible"])

    def _reason(self, name: str, reason: Node) -> None:
        if "status" in reason:
            assert reason["because"]["status"] == reason["status"], name
            assert reason["because"]["decisive"] is True
            self.condition(reason["because"])
        else:
            assert reason["because"]["value"] == reason["value"], name
            assert ("open" in reason) == (reason["value"] is None)
            self.value(reason["because"])

    # conditions

    def condition(self, node: Node) -> None:
        self.nodes += 1
        expected = self._status(node)
        if expected is not NotImplemented:
            assert TRUTH[node["status"]] is expected, node

    def _status(self, node: Node) -> Any:
        kind = node["kind"]
        if kind in ("all", "any", "at_least", "not", "implies", "if"):
            return self._step(node)
        if kind == "fact":
            value = self.item(node)["facts"][node["fact"]]
            return NotImplemented if value == "***" else value
        if kind == "definition":
            return TRUTH[self.item(node)["definitions"][node["definition"]]["status"]]
        if kind == "comparison":
            return self._comparison(node)
        if kind == "quantifier":
            return self._quantifier(node)
        if kind == "presence" and "fact" in node:
            return (self.item(node)["facts"][node["fact"]] is None) == node["missing"]
        return NotImplemented

    def _step(self, node: Node) -> bool | None:
        for child in node["children"]:
            self.condition(child)
        truths = [TRUTH[child["status"]] for child in node["children"]]
        kind = node["kind"]
        if kind == "not":
            return None if truths[0] is None else not truths[0]
        if kind == "implies":
            premise, consequence = truths
            return _any([None if premise is None else not premise, consequence])
        if kind == "if":
            asked, yes, no = truths
            if asked is None:
                return yes if yes is no else None
            return yes if asked else no
        for child, truth in zip(node["children"], truths, strict=True):
            assert child["decisive"] is (truth is TRUTH[node["status"]]), node
        if kind == "all":
            return _all(truths)
        if kind == "any":
            return _any(truths)
        certain, possible = truths.count(True), len(truths) - truths.count(False)
        if certain >= node["needed"]:
            return True
        return None if possible >= node["needed"] else False

    def _comparison(self, node: Node) -> Any:
        left, right = node["left"], node["right"]
        self.value(left)
        self.value(right)
        if left["value"] is None or right["value"] is None:
            assert node["margin"] is None
            return NotImplemented
        if node["margin"] is None:
            assert left["type"] not in NUMBERS or "***" in (left["value"] + right["value"])
            if "***" in str(left["value"]) + str(right["value"]):
                return NotImplemented
            return COMPARE[node["operator"]](left["value"], right["value"])
        if left["type"] in NUMBERS:
            difference = Fraction(left["value"]) - Fraction(right["value"])
            assert Fraction(node["margin"]) == difference
        return COMPARE[node["operator"]](Fraction(node["margin"]), 0)

    def _quantifier(self, node: Node) -> Any:
        if not node["given"]:
            return NotImplemented
        assert node["total"] == node["included"] + node["excluded"] + node["undecided"]
        assert len(node["witnesses"]) <= 5
        assert not node["more"] or len(node["witnesses"]) == 5
        for witness in node["witnesses"]:
            assert witness["included"] != "fails"
            for part in ("where", "body"):
                if witness[part] is not None:
                    self._part(witness[part])
        if "status" not in node:
            return NotImplemented
        truths = [self._item_truth(node, witness) for witness in node["witnesses"]]
        assert all(truth is TRUTH[node["status"]] for truth in truths)
        if truths:
            return truths[0]
        return node["quantifier"] == "all"

    def _item_truth(self, node: Node, witness: Node) -> bool | None:
        included, body = TRUTH[witness["included"]], TRUTH[witness["body"]["status"]]
        if node["quantifier"] == "any":
            return _all([included, body])
        return _any([None if included is None else not included, body])

    def _part(self, node: Node) -> None:
        (self.condition if "status" in node else self.value)(node)

    # values

    def value(self, node: Node) -> None:
        self.nodes += 1
        kind = node["kind"]
        if kind == "fact":
            assert node["value"] == self.item(node)["facts"][node["fact"]]
            assert node.get("missing", False) is (node["value"] is None)
        elif kind == "definition":
            reason = self.item(node)["definitions"][node["definition"]]
            assert node["value"] == reason.get("value", TRUTH.get(reason.get("status")))
        elif kind == "parameter":
            assert node["value"] == self.tree["parameters"][node["parameter"]]["value"]
        elif kind == "quantifier":
            self._aggregate(node)
        elif kind in ("condition", "if"):
            self.condition(node["condition"])
        if kind in ("sum", "apply", "if"):
            self._calculation(node)

    def _calculation(self, node: Node) -> None:
        for operand in node["operands"]:
            self.value(operand)
        texts = [operand["value"] for operand in node["operands"]]
        if node["value"] is None or None in texts or "***" in str(texts):
            return
        if node["kind"] == "if":
            if node["taken"] != "unknown":
                taken = texts[0 if node["taken"] == "holds" else 1]
                assert _comparable(node["value"]) == _comparable(taken)
        elif node["kind"] == "sum":
            signed = zip(node["signs"], texts, strict=True)
            total = sum(Fraction(t) if s == "+" else -Fraction(t) for s, t in signed)
            assert Fraction(node["value"]) == total
        elif node["operator"] in ("*", "/"):
            work = operator.mul if node["operator"] == "*" else operator.truediv
            assert Fraction(node["value"]) == work(*map(Fraction, texts))

    def _aggregate(self, node: Node) -> None:
        self._quantifier(node)
        if node["given"] and node["quantifier"] == "count" and node["value"] is not None:
            assert int(node["value"]) == node["included"]
        if node["given"] and node["quantifier"] == "sum" and not node["more"]:
            parts = [witness["body"]["value"] for witness in node["witnesses"]]
            whole = node["value"] is not None and None not in parts and "***" not in str(parts)
            if whole and not node["undecided"]:
                assert Fraction(node["value"]) == sum(map(Fraction, parts))


def _comparable(value: Any) -> Any:
    """A figure as a number: either branch of an `if` may have the fewer decimals."""
    try:
        return Fraction(value)
    except (TypeError, ValueError):
        return value


def _all(truths: list[bool | None]) -> bool | None:
    if False in truths:
        return False
    return None if None in truths else True


def _any(truths: list[bool | None]) -> bool | None:
    if True in truths:
        return True
    return None if None in truths else False


def check(tree: Node) -> int:
    """Check a whole explanation; gives the number of nodes that were looked at."""
    checker = Checker(tree)
    checker.check()
    return checker.nodes
