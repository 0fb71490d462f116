"""Tables of the keys of a ruleset file, from its JSON Schema."""

from __future__ import annotations

from functools import cache
from typing import Any

from povertyrules.syntax.schema import schema

Schema = dict[str, Any]

_KINDS = {
    "name": "name",
    "id": "name",
    "label": "text",
    "prose": "text",
    "unit": "text",
    "date": "date",
    "month": "month",
    "citation": "citation",
    "cite": "citation, or a list of them",
    "condition": "[condition](#conditions)",
    "expression": "[expression](#expressions)",
    "rulesetId": "name (may have `-`)",
    "version": "text",
    "meta": "anything",
    "names": "name, or a list of them",
    "versions": "text, or a list of them",
    "limit": "keys",
    "procedure": "keys",
}
_PART_NAMES = {
    "top": "",
    "ruleset": "",
    "datedValue": "Each of `values`:",
    "clause": "A clause is its text, or an object:",
    "criterion": "`criteria` and `assumptions`:",
    "derived": "`derived`:",
    "outcome": "`outcomes`:",
    "sought": "Each record of `match` and `without`:",
    "stage": "Each of `stages`:",
    "lifecycle": "Each of `lifecycles`:",
    "state": "Each of `states`:",
    "transition": "Each of `transitions`:",
    "need": "Each entry of `needs`, which is one thing:",
    "limit": "`limit`:",
}


def keys(*parts: str) -> str:
    """The tables of some parts of the schema, one below the other."""
    return "\n\n".join(_table(part) for part in parts)


def _table(part: str) -> str:
    whole = _schema()
    node = {"top": whole, "ruleset": whole["properties"]["ruleset"]}.get(part)
    node = whole["$defs"][part] if node is None else node
    required = node.get("required", [])
    rows = [
        f"| {_key(name, required)} | {_kind(value)} | {_described(value)} |"
        for name, value in node["properties"].items()
        if name != "meta" or part == "top"
    ]
    head = _PART_NAMES.get(part, "")
    table = "\n".join(["| key | what | |", "| --- | --- | --- |", *rows])
    return f"{head}\n\n{table}" if head else table


@cache
def _schema() -> Schema:
    return schema()


def _key(name: str, required: list[str]) -> str:
    return f"**`{name}`**" if name in required else f"`{name}`"


def _described(value: Schema) -> str:
    english, _, chinese = value.get("description", "").partition(" / ")
    return f"{english}<br>{chinese}" if chinese else str(english)


def _kind(value: Schema) -> str:
    reference = value.get("$ref", "").rpartition("/")[2]
    if reference:
        return _KINDS[reference]
    if "const" in value:
        return f"`{value['const']}`"
    if "enum" in value:
        return _enumerated([str(option) for option in value["enum"]])
    kinds = value.get("type", "object")
    named = [kinds] if isinstance(kinds, str) else kinds
    return " or ".join(_plain(kind, value) for kind in named)


def _enumerated(options: list[str]) -> str:
    short = list(dict.fromkeys("decimal(n)" if o.startswith("decimal") else o for o in options))
    return ", ".join(f"`{option}`" for option in short)


def _plain(kind: str, value: Schema) -> str:
    if kind == "boolean":
        return "`true` or `false`"
    if kind == "array":
        return "list"
    if kind == "integer":
        ends = [str(value[k]) for k in ("minimum", "maximum") if k in value]
        return f"whole number {'–'.join(ends)}".strip() if len(ends) == 2 else "whole number"
    return {"string": "text", "number": "number", "object": "keys"}[kind]
