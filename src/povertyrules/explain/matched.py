"""Patterns in reasons: which records matched, and what was asked of them."""

from __future__ import annotations

from collections.abc import Iterator

from povertyrules.explain.brief import brief, such_items
from povertyrules.explain.reasons import Reasons
from povertyrules.explain.speech import Node
from povertyrules.kernel.hiding import MASK

MATCHES = 5
"""How many matches of a pattern a text lists of each kind."""


class Matched(Reasons):
    def pattern(self, depth: int, name: str, reason: Node) -> None:
        """The records that match; where none does for certain, what was seen of each."""
        for text in self.matches(reason):
            self.tell(depth, text)
        if reason["status"] == "holds":
            asked = self.words.listed(self._asked_of(name, reason["because"]))
            self.tell(depth, self.words.say("pattern_asks", text=asked))
        else:
            self.condition(depth, reason["because"])

    def matches(self, reason: Node) -> Iterator[str]:
        """The records of each match that is certain, and of each that is possible."""
        left_out, shared = reason["more"], _shared_keys(reason)
        for kind in ("matches", "possible"):
            given = [match for match in reason[kind] if all(map(_is_given, match))]
            left_out += max(0, len(given) - MATCHES)
            for match in given[:MATCHES]:
                records = self.words.listed(self._record_name(each, shared) for each in match)
                yield self.words.say(f"pattern_{kind}", records=records)
        if left_out:
            yield self.words.say("more_matches", count=left_out)

    def _record_name(self, record: Node, shared: frozenset[str]) -> str:
        """A record by its key, where that is shown and no other record's, else by its place."""
        place, _, last = record["item"].rpartition(".")
        key = record["key"]
        if key is None or MASK in key or key in shared or (place and place != self.context):
            return self.speech.item_name(record["item"], record["key"])
        entity = self.speech.entity(last.partition("[")[0])
        return self.words.say("record_of", entity=entity, key=self.speech.escape(record["key"]))

    def _asked_of(self, name: str, node: Node) -> Iterator[str]:
        """What a pattern asks of each of its records, and which must not exist."""
        records = self.speech.definition(name)["pattern"]
        matched = [record for record in records if not record["absent"]]
        rest = [node]
        for number, record in enumerate(matched):
            is_last = number + 1 == len(matched)
            others = [r["collection"] for r in matched[:number]].count(record["collection"])
            following = len(records) - len(matched) if is_last else 1
            text, rest = self._such(rest[0], others, following)
            yield text
        for denied in rest:
            collection = denied["children"][0]["collection"]
            others = [r["collection"] for r in matched].count(collection)
            text, _ = self._such(denied["children"][0], others, 0)
            yield self.words.say("no_record", record=text)

    def _such(self, node: Node, others: int, following: int) -> tuple[str, list[Node]]:
        """A record with its own condition, which stands between the tests that it is none of
        the others and what follows; and what follows."""
        steps = node["asks"]["body"]["children"]
        own, rest = steps[others : len(steps) - following], steps[len(steps) - following :]
        text = such_items(self.speech, node)
        if own and own[0]["kind"] != "constant":
            where = brief(self.speech, own[0])
            text = self.words.say("such_items", entity=text, where=where)
        return text, rest


def _shared_keys(reason: Node) -> frozenset[str]:
    """The keys that several of the records have: two rows of one month, two names alike."""
    items: dict[str, set[str]] = {}
    for kind in ("matches", "possible"):
        for record in (record for match in reason[kind] for record in match):
            if record["key"] is not None:
                items.setdefault(record["key"], set()).add(record["item"])
    return frozenset(key for key, places in items.items() if len(places) > 1)


def _is_given(record: Node) -> bool:
    """Whether a record is one of a list that was given."""
    return bool(record["item"].endswith("]"))
