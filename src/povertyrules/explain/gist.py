"""The reason for a result in one line: what settled it, without the steps and the law.

`脱贫监测户：建档立卡户：是；年人均纯收入 4,800.00 元/人，低于监测收入线 5,000.00 元/人，相差 …`
"""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from povertyrules.explain.brief import brief
from povertyrules.explain.items import Items
from povertyrules.explain.reasons import OPPOSITE
from povertyrules.explain.speech import Node, Speech
from povertyrules.explain.words import Words
from povertyrules.kernel.caret import visible
from povertyrules.kernel.codes import Language

_STEPS = ("all", "any", "at_least", "not", "implies", "if")
_ONE_IS_ENOUGH = (("any", "holds"), ("all", "fails"))


def gist(tree: dict[str, Any], outcome: str, lang: Language, path: str = "") -> str:
    """What settled an outcome of the record, or of the item at `path`, from its explanation.

    Where one condition was enough, the first that settled it is told; otherwise all of them.
    """
    return Words(lang).say("sequence").join(settling(tree, outcome, lang, path))


def settling(tree: dict[str, Any], outcome: str, lang: Language, path: str = "") -> list[str]:
    """The conditions that settled an outcome, each in one line."""
    teller = _Gist(Speech(tree, Words(lang), _visible, exact=False))
    teller.own = teller.context = path
    teller.condition(0, teller.speech.item(path)["definitions"][outcome]["because"])
    return list(dict.fromkeys(line.text for line in teller.lines))


_visible = lru_cache(maxsize=4096)(visible)
"""Many records say the same words."""


class _Gist(Items):
    """Tells the leaves that settled a condition, and nothing else."""

    def __init__(self, speech: Speech) -> None:
        super().__init__(speech)
        self.sections = {}

    def condition(self, depth: int, node: Node, expected: str | None = "holds") -> None:
        if node["kind"] in _STEPS:
            for child in _decisive(node):
                self.condition(depth, child, _expected_of(child, node, expected))
        elif node["kind"] == "definition":
            self._criterion(depth, node, expected)
        elif node["kind"] == "fact" and node["status"] != "unknown":
            answer = self.words.say("yes" if node["status"] == "holds" else "no")
            self.tell(depth, self.words.pair(self.name(node), answer))
        else:
            super().condition(depth, node, expected)

    def _criterion(self, depth: int, node: Node, expected: str | None) -> None:
        """A criterion is told by what settled it; another outcome only by its name."""
        name, path = node["definition"], self.place(node)
        if self.speech.definition(name)["kind"] == "outcome":
            text = self.words.pair(self.name(node), self.words.say(node["status"]))
            self.tell(depth, self.words.note(text, self.definition_due(node, expected)))
            return
        reason = self.speech.item(path)["definitions"][name]
        if "pattern" in self.speech.definition(name):
            text = self.words.pair(self.name(node), self.words.say(node["status"]))
            self.tell(depth, self.words.note(text, next(self.matches(reason), "")))
            return
        outside, self.own = self.own, path
        self.condition(depth, reason["because"], expected)
        self.own = outside

    def quantifier(self, depth: int, node: Node, expected: str | None) -> None:  # noqa: ARG002
        """A quantifier as a whole: its items would not fit a line."""
        text = self.words.pair(brief(self.speech, node), self.words.say(node["status"]))
        self.tell(depth, text)

    def steps(self, depth: int, node: Node) -> None:
        """No calculations."""

    def cite(self, references: list[str], known: Collection[str] = ()) -> str:  # noqa: ARG002
        return ""

    def about_fact(self, depth: int, node: Node) -> None:
        """No law here either."""

    def interpretation(self, depth: int, name: str, text: str) -> None:
        """No law."""


def _expected_of(child: Node, step: Node, expected: str | None) -> str | None:
    """What an outcome requires of a condition in a step of which it expects this."""
    if step["kind"] == "not":
        return OPPOSITE[expected]
    premise = step["kind"] in ("implies", "if") and child is step["children"][0]
    return None if premise else expected


def _decisive(node: Node) -> list[Node]:
    decisive = [child for child in node["children"] if child.get("decisive", True)]
    if (node["kind"], node["status"]) in _ONE_IS_ENOUGH:
        return decisive[:1]
    return decisive
