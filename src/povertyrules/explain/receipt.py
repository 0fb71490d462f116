"""Receipts: what a decision rests on, as plain JSON, and how two of them differ."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from povertyrules.explain.figures import value_text
from povertyrules.explain.words import Words
from povertyrules.kernel.codes import Language
from povertyrules.kernel.truth import Truth
from povertyrules.model.outcome import Binding, Verdicts
from povertyrules.model.ruleset import Entity, Group, Ruleset

FORMAT = "povertyrules-receipt"
VERSION = 1
FIELDS = (
    "format",
    "version",
    "ruleset",
    "as_of",
    "parameters",
    "facts",
    "result",
    "library",
    "content",
)

OPTIONAL = ("plugins",)
"""The fields that a receipt may have besides."""

Receipt = dict[str, Any]
_STATUS: dict[Truth, str] = {True: "holds", False: "fails", None: "unknown"}


def make_receipt(
    ruleset: Ruleset,
    binding: Binding,
    facts: Mapping[str, Any],
    verdicts: Verdicts,
    *,
    library: str,
    plugins: Mapping[str, str] | None = None,
) -> Receipt:
    """A receipt in the format of `receipt-1.schema.json`.

    `facts` are the record as plain data, exact and by id, without the missing ones, as
    `records.canonical` gives it; `library` is the version of this library, `plugins` those
    of the plugins that the ruleset requires, which are in the receipt if there are any. The
    receipt shares the facts with the caller.
    """
    receipt: Receipt = {
        "format": FORMAT,
        "version": VERSION,
        "ruleset": {
            "id": ruleset.id,
            "version": ruleset.version,
            "title": ruleset.title,
            "digest": ruleset.digest,
        },
        "as_of": binding.as_of.isoformat(),
        "parameters": {
            name: {
                "value": value_text(ruleset.parameters[name].type, fill.value),
                "cite": fill.cite,
            }
            for name, fill in binding.fills.items()
        },
        "facts": dict(facts),
        "result": _result(ruleset, ruleset.root, verdicts),
        "library": library,
    }
    if plugins:
        receipt["plugins"] = dict(plugins)
    return {**receipt, "content": content_digest(receipt)}


def content_digest(receipt: Mapping[str, Any]) -> str:
    """SHA-256 of everything in a receipt but `content` itself: of its JSON with sorted keys,
    without blanks, in UTF-8.

    It shows damage and careless changes. It is no signature: whoever changes a receipt on
    purpose can work it out again. Raises `ValueError` or `TypeError` for what is no JSON.
    """
    rest = {key: value for key, value in receipt.items() if key != "content"}
    text = json.dumps(
        rest, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    )
    return "sha256:" + hashlib.sha256(text.encode()).hexdigest()


def _result(ruleset: Ruleset, entity: Entity, verdicts: Verdicts) -> dict[str, Any]:
    """The statuses of one item, and of the items below it in which something is decided."""
    statuses = {
        definition.id: _STATUS[truth]
        for definition, truth in zip(entity.reported, verdicts.truths, strict=True)
    }
    kinds = {definition.id: definition.kind for definition in entity.reported}
    result: dict[str, Any] = {
        "outcomes": {name: s for name, s in statuses.items() if kinds[name] == "outcome"},
        "assumptions": {name: s for name, s in statuses.items() if kinds[name] == "assumption"},
        "groups": {
            group.id: _group(group, statuses)
            for group in ruleset.groups.values()
            if group.entity == entity.id
        },
    }
    items: dict[str, Any] = {}
    for number, collection in enumerate(entity.collections):
        child = ruleset.entities[collection.id]
        if _reports(ruleset, child):
            listed = verdicts.items[number]
            items[collection.id] = (
                None if listed is None else [_result(ruleset, child, item) for item in listed]
            )
    result["items"] = items
    return result


def _group(group: Group, statuses: Mapping[str, str]) -> dict[str, Any]:
    """The outcome of a group that holds, if one does; else whether none does."""
    held = next((name for name in group.outcomes if statuses[name] == "holds"), None)
    unknown = held is None and any(statuses[name] == "unknown" for name in group.outcomes)
    status = "holds" if held else "unknown" if unknown else "fails"
    return {"status": status, "outcome": held}


def _reports(ruleset: Ruleset, entity: Entity) -> bool:
    """Whether anything is decided for the items of an entity, or for items of theirs."""
    below = (ruleset.entities[collection.id] for collection in entity.collections)
    return bool(entity.reported) or any(_reports(ruleset, child) for child in below)


def compare(
    receipt: Receipt, fresh: Receipt, lang: Language = "en", ruleset: Ruleset | None = None
) -> list[str]:
    """Every difference between a receipt and one made anew, in words.

    With the ruleset its labels are used in place of ids. The versions of the library and of
    plugins are not compared, nor is `content`, which depends on them: a newer one that decides
    alike confirms the receipt. An empty list means that the two decisions are the same.
    """
    teller = _Teller(lang, ruleset)
    return [
        line
        for part, label in _PARTS
        for line in teller.differences(part, label, receipt.get(part), fresh.get(part))
    ]


_PARTS = (
    ("format", "receipt_format"),
    ("version", "receipt_version"),
    ("ruleset", "receipt_ruleset"),
    ("as_of", "receipt_as_of"),
    ("parameters", "receipt_parameter"),
    ("facts", "receipt_fact"),
    ("result", "receipt_result"),
)
_NOTHING = object()

# Whether a part's keys are fields of the format, or ids of the ruleset; by depth, in turn.
_FIELD, _ID = "field", "id"
_TURNS = {
    "ruleset": (_FIELD,),
    "parameters": (_ID, _FIELD),
    "facts": (_ID,),
    "result": (_FIELD, _ID),
}
_FIELD_WORDS: dict[str, tuple[str, str]] = {
    "id": ("代号", "id"),
    "version": ("版本", "version"),
    "title": ("名称", "title"),
    "digest": ("摘要", "digest"),
    "value": ("取值", "value"),
    "cite": ("依据", "citation"),
    "outcomes": ("", ""),
    "assumptions": ("前提", "assumption"),
    "groups": ("", ""),
    "items": ("", ""),
    "status": ("状态", "status"),
    "outcome": ("成立的结论", "outcome that holds"),
}
_Steps = tuple[tuple[str, str | int], ...]
"""The way to a value: `("field", "outcomes"), ("id", "monitoring")`, `("item", 2)`."""


class _Teller:
    """Tells differences in one language, by the labels of a ruleset if there is one."""

    def __init__(self, lang: Language, ruleset: Ruleset | None) -> None:
        self._words = Words(lang)
        self._column = 0 if lang == "zh" else 1
        self._ruleset = ruleset

    def differences(self, part: str, label: str, before: Any, after: Any) -> Iterator[str]:
        """The differences of one part of the receipt, a line each."""
        for steps, was, now in _differences((), before, after, _TURNS.get(part, (_FIELD,))):
            told = [self._words.say(label), *filter(None, map(self._step, steps))]
            yield self._difference(" ".join(told).replace(" [", "["), steps, was, now)

    def _step(self, step: tuple[str, str | int]) -> str:
        kind, name = step
        if kind == "item":
            return f"[{name}]"
        if kind == _FIELD and name in _FIELD_WORDS:
            return _FIELD_WORDS[str(name)][self._column]
        return self._label(str(name)) if kind == _ID else str(name)

    def _label(self, name: str) -> str:
        """The label of what has this id in the ruleset; ids are one flat namespace."""
        if self._ruleset is None:
            return name
        model = self._ruleset
        for table in (model.facts, model.parameters, model.definitions, model.entities):
            if name in table:
                return table[name].label or name
        return (model.groups[name].label or name) if name in model.groups else name

    def _difference(self, what: str, steps: _Steps, before: Any, after: Any) -> str:
        say = self._words.say
        if before is _NOTHING:
            return say("only_after", what=what, after=self._shown(after, steps))
        if after is _NOTHING:
            return say("only_before", what=what, before=self._shown(before, steps))
        was, now = self._shown(before, steps), self._shown(after, steps)
        return say("differs", what=what, before=was, after=now)

    def _shown(self, value: Any, steps: _Steps) -> str:
        """A value in words: a status or a truth by its word, a record by its entries."""
        words = self._words
        if isinstance(value, bool):
            return words.say("yes" if value else "no")
        if value is None:
            return words.say("absent")
        if isinstance(value, Mapping):
            entries = value.items()
            return words.listed(
                f"{self._label(str(key))} {self._shown(entry, (*steps, (_ID, str(key))))}"
                for key, entry in entries
            )
        if isinstance(value, list):
            return words.listed(self._shown(entry, steps) for entry in value) or words.say("empty")
        return self._named(str(value), steps)

    def _named(self, value: str, steps: _Steps) -> str:
        """A status by its word, an outcome and a choice by its label."""
        if value in ("holds", "fails", "unknown") and steps[:1] and steps[0][0] == _FIELD:
            return self._words.say(value)
        kind, name = next((s for s in reversed(steps) if s[0] != "item"), ("", ""))
        if (kind, name) == (_FIELD, "outcome"):
            return self._label(value)
        fact = self._ruleset.facts.get(str(name)) if self._ruleset and kind == _ID else None
        return (fact.labels.get(value) or value) if fact else value


def _differences(
    steps: _Steps, before: Any, after: Any, turns: tuple[str, ...]
) -> Iterator[tuple[_Steps, Any, Any]]:
    """The leaves in which two values differ, with the way that leads to each."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        kind, rest = turns[0], (*turns[1:], turns[0])
        for key in dict.fromkeys([*before, *after]):
            was, now = before.get(key, _NOTHING), after.get(key, _NOTHING)
            yield from _differences((*steps, (kind, key)), was, now, rest)
    elif isinstance(before, list) and isinstance(after, list) and _are_items(before + after):
        for index in range(max(len(before), len(after))):
            item = (*steps, ("item", index))
            yield from _differences(item, _at(before, index), _at(after, index), turns)
    elif before != after or type(before) is not type(after):
        yield steps, before, after


def _are_items(entries: list[Any]) -> bool:
    return all(isinstance(entry, Mapping) for entry in entries)


def _at(entries: list[Any], index: int) -> Any:
    return entries[index] if index < len(entries) else _NOTHING
