"""Phrases for the parts of an explanation: labels, values, ranges, conditions in brief."""

from __future__ import annotations

import re
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any

from povertyrules.explain.display import DATES, NUMBERS, show_number
from povertyrules.explain.words import Words
from povertyrules.kernel.hiding import MASK

Node = dict[str, Any]
_STEP = re.compile(r"(\w+)\[(\d+)\]")
BOOLEANS = ("boolean", "finding")


class Speech:
    """Speaks about one explanation in one language.

    `escape` makes text from the ruleset and the facts safe for the output format. Rounded
    values have their exact ones beside them unless `exact` is false.
    """

    def __init__(
        self, tree: Node, words: Words, escape: Callable[[str], str], *, exact: bool = True
    ) -> None:
        self._exact = exact
        self.tree = tree
        self.words = words
        self.escape = cache(escape)

    # what is where

    def item(self, path: str) -> Node:
        """The record or the item at a path."""
        found: Node = self.tree["result"]
        for collection, index in _STEP.findall(path):
            found = found["items"][collection][int(index)]
        return found

    def definition(self, name: str) -> Node:
        found: Node = self.tree["definitions"][name]
        return found

    def fact(self, name: str) -> Node:
        found: Node = self.tree["facts"][name]
        return found

    # labels

    def label(self, node: Node) -> str:
        """The label of the fact, definition, parameter or collection that a node names."""
        for kind, table in (
            ("fact", "facts"),
            ("definition", "definitions"),
            ("parameter", "parameters"),
            ("collection", "entities"),
        ):
            if kind in node:
                return self.escape(self.tree[table][node[kind]]["label"])
        return self.words.say("as_of")

    def entity(self, name: str) -> str:
        return self.escape(self.tree["entities"][name]["label"])

    def item_name(self, path: str, key: str | None = None) -> str:
        """`第 2 个家庭成员（王***明）`, from the path of an item."""
        name = ""
        for collection, index in _STEP.findall(path):
            inner = self.words.say("item", number=int(index) + 1, entity=self.entity(collection))
            name = self.words.say("item_of", outer=name, inner=inner) if name else inner
        return self.words.note(name, self.escape(key)) if key and key != MASK else name

    def clauses(self, references: list[str]) -> str:
        """The numbers of clauses in their documents."""
        return self.words.listed(self.clause(reference) for reference in references)

    def clause(self, reference: str) -> str:
        """A clause's number; with its document, unless that is the ruleset's first one."""
        clause = self.tree["clauses"][reference]
        label = self.escape(clause["label"])
        if clause["source"] == next(iter(self.tree["sources"])):
            return label
        source = self.tree["sources"][clause["source"]]
        name = source["number"] or source["title"] or clause["source"]
        return self.words.say("clause_of", source=self.escape(name), clause=label)

    # values

    def value(self, node: Node, *, unit: bool = True, apart_from: Fraction | None = None) -> str:
        """The value of a node, or what is known of it."""
        value = node["value"]
        if value is None:
            return self.unknown_value(node)
        return self.known_value(value, node, unit=unit, apart_from=apart_from)

    def known_value(
        self, value: Any, node: Node, *, unit: bool = True, apart_from: Fraction | None = None
    ) -> str:
        """A value of the type that a node has."""
        kind = node["type"]
        if kind in BOOLEANS and isinstance(value, bool):
            return self.words.say("yes" if value else "no")
        if kind in NUMBERS and MASK not in value:
            shown = node["unit"] if unit else ""
            return show_number(self.words, value, shown, apart_from=apart_from, exact=self._exact)
        if kind == "choices" and isinstance(value, list):
            chosen = [self._choice(code, node) for code in value]
            return self.words.listed(chosen) if chosen else self.words.say("none_chosen")
        if kind == "choice":
            return self._choice(value, node)
        return self.escape(value)

    def _choice(self, code: str, node: Node) -> str:
        """The label of a choice's value."""
        if "label" in node:
            return self.escape(node["label"])
        for kind, table in (("fact", "facts"), ("definition", "definitions")):
            if kind in node:
                return self.escape(self.tree[table][node[kind]].get("labels", {}).get(code, code))
        return self.escape(code)

    def unknown_value(self, node: Node) -> str:
        """How a value is absent, and what it can be."""
        word = "missing" if node.get("missing") else "not_determined"
        return self.words.note(self.words.say(word), self.possible(node))

    def possible(self, node: Node) -> str:
        """The range of a value that is not known, or the options left; empty if unbounded."""
        if "options" in node:
            options = self.words.listed(self._choice(code, node) for code in node["options"])
            return self.words.say("one_of", options=options)
        low, high = (
            None if end is None else self.known_value(end, node)
            for end in node.get("range", (None, None))
        )
        dated = node["type"] in DATES
        if low is not None and high is not None:
            return self.words.say("between", low=low, high=high)
        if low is not None:
            return self.words.say("not_before" if dated else "at_least_value", low=low)
        if high is not None:
            return self.words.say("not_after" if dated else "at_most_value", high=high)
        return ""
