"""Quantifiers in reasons: the items that settled them, and what those were seen to have."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from povertyrules.explain.brief import brief, such_items
from povertyrules.explain.matched import Matched
from povertyrules.explain.speech import Node


class Items(Matched):
    def quantifier(self, depth: int, node: Node, expected: str | None) -> None:
        if not node["given"]:
            text = self.words.pair(brief(self.speech, node), self.words.say(node["status"]))
            self.tell(depth, text)
            self.tell(depth + 1, self._absence(node))
            return
        heading = self.words.say(
            f"{node['quantifier']}_of_{node['status']}",
            items=such_items(self.speech, node),
            body=brief(self.speech, node["asks"]["body"]),
            k=len(node["witnesses"]) + node["more"],
        )
        self.tell(depth, heading)
        self._listed(depth + 1, node, expected)

    def witnesses(self, depth: int, node: Node) -> None:
        if node["given"]:
            self._listed(depth, node, None)
        else:
            self.tell(depth, self._absence(node))
        if "otherwise" in node:
            value = self.operand(node["otherwise"])
            self.tell(depth, self.words.say("otherwise", value=value))
            self.steps(depth + 1, node["otherwise"])

    def _absence(self, node: Node) -> str:
        """That a collection was not given, and how many items it may have."""
        low, high = node["size"]
        text = self.words.say("not_given_size" if high else "not_given", low=low, high=high)
        return self.words.pair(self.speech.entity(node["collection"]), text)

    def _listed(self, depth: int, node: Node, expected: str | None) -> None:
        self.tell(depth, self._tally(node))
        for witness in node["witnesses"]:
            with self._looking_at(witness["item"]):
                self._witness(depth, node, witness, expected)
        if node["more"]:
            self.tell(depth, self.words.say("more", count=node["more"]))

    def _tally(self, node: Node) -> str:
        """How many items there are, and how many of them are in question."""
        key = "tally"
        if node["undecided"]:
            key = "tally_undecided"
        elif node["asks"]["where"] is not None:
            key = "tally_filtered"
        return self.words.say(
            key,
            entity=self.speech.entity(node["collection"]),
            total=node["total"],
            included=node["included"],
            undecided=node["undecided"],
        )

    def _witness(self, depth: int, node: Node, witness: Node, expected: str | None) -> None:
        name = self.speech.item_name(witness["item"], witness["key"])
        unsure = witness["included"] == "unknown"
        name = self.words.note(name, self.words.say("maybe_counted") if unsure else "")
        body = witness["body"]
        aggregated = "status" not in node and body is not None
        text = self.words.pair(name, self.operand(body) if aggregated else "").rstrip()
        self.tell(depth, text)
        where = witness["where"]
        if where is not None and where["kind"] != "same_item":
            self.condition(depth + 1, where, None)
        if aggregated:
            self.steps(depth + 1, body)
        elif body is not None:
            self.condition(depth + 1, body, expected)

    @contextmanager
    def _looking_at(self, path: str) -> Iterator[None]:
        """Name facts of this item without saying whose they are."""
        outside, self.context = self.context, path
        yield
        self.context = outside
