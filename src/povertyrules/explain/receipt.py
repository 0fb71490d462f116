"""Receipts: what a decision rests on, as plain JSON, and how two of them differ."""

from __future__ import annotations

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

Receipt = dict[str, Any]
_STATUS: dict[Truth, str] = {True: "holds", False: "fails", None: "unknown"}


def make_receipt(
    ruleset: Ruleset,
    binding: Binding,
    facts: Mapping[str, Any],
    verdicts: Verdicts,
    *,
    library: str,
) -> Receipt:
    """A receipt in the format of `receipt-1.schema.json`.

    `facts` are the record as plain data, exact and by id, without the missing ones, as
    `records.canonical` gives it; `library` is the version of this library. The receipt
    shares the facts with the caller.
    """
    return {
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


def compare(receipt: Receipt, fresh: Receipt, lang: Language = "en") -> list[str]:
    """Every difference between a receipt and one made anew, in words.

    The version of the library is not compared: a newer one that decides alike confirms the
    receipt. An empty list means that the two decisions are the same.
    """
    words = Words(lang)
    return [
        _difference(words, *difference)
        for part, label in _PARTS
        for difference in _differences(words.say(label), receipt.get(part), fresh.get(part))
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


def _differences(path: str, before: Any, after: Any) -> Iterator[tuple[str, Any, Any]]:
    """The leaves in which two values differ, with the path that leads to each."""
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys([*before, *after]):
            yield from _differences(
                f"{path} {key}", before.get(key, _NOTHING), after.get(key, _NOTHING)
            )
    elif isinstance(before, list) and isinstance(after, list) and _are_items(before + after):
        for index in range(max(len(before), len(after))):
            yield from _differences(f"{path}[{index}]", _at(before, index), _at(after, index))
    elif before != after or type(before) is not type(after):
        yield path, before, after


def _are_items(entries: list[Any]) -> bool:
    return all(isinstance(entry, Mapping) for entry in entries)


def _at(entries: list[Any], index: int) -> Any:
    return entries[index] if index < len(entries) else _NOTHING


def _difference(words: Words, path: str, before: Any, after: Any) -> str:
    if before is _NOTHING:
        return words.say("only_after", what=path, after=_shown(words, after))
    if after is _NOTHING:
        return words.say("only_before", what=path, before=_shown(words, before))
    return words.say("differs", what=path, before=_shown(words, before), after=_shown(words, after))


def _shown(words: Words, value: Any) -> str:
    """A value in words: a status or a truth by its word, a record by its entries."""
    if value in ("holds", "fails", "unknown"):
        return words.say(value)
    if isinstance(value, bool):
        return words.say("yes" if value else "no")
    if value is None:
        return words.say("absent")
    if isinstance(value, Mapping):
        return words.listed(f"{key} {_shown(words, entry)}" for key, entry in value.items())
    if isinstance(value, list):
        return words.listed(_shown(words, entry) for entry in value) or words.say("empty")
    return str(value)
