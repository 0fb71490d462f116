"""The JSON Schema of a ruleset file, judged on nodes.

`ruleset-1.schema.json` serves editors as it is. The library judges a file by the same
schema, but on the nodes, not on plain data: so a fault knows where it stands, no number
becomes a float, and a file with thousands of faults costs no more than a sound one. Only
the keywords that the schema uses are known here; a test compares the verdicts with those
of a full JSON Schema implementation.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from povertyrules.syntax.document import Entry, Mapping, Node, Scalar, Sequence

_FILE = Path(__file__).with_name("ruleset-1.schema.json")
_Schema = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Misfit:
    """One thing that does not fit.

    `rule` is the schema's keyword, `schema` the part that states it, `definition` the name
    of that part. `node` is what does not fit (for `propertyNames` the value under the
    key), `trail` the entries that lead to it. `detail` is the missing or unknown key.
    `dependent` if only the type of a fact or parameter asks for it.
    """

    rule: str
    node: Node
    trail: tuple[Entry, ...]
    schema: _Schema
    definition: str
    detail: str = ""
    dependent: bool = False


def schema() -> _Schema:
    """The JSON Schema (draft 2020-12) of ruleset files, language version 1."""
    return deepcopy(_loaded())


@cache
def _loaded() -> _Schema:
    loaded: _Schema = json.loads(_FILE.read_text("utf-8"))
    return loaded


@cache
def _pattern(text: str) -> re.Pattern[str]:
    # in JSON Schema `$` is the very end, in Python it is also before a last line break
    return re.compile(re.sub(r"\$$", r"\\Z", text))


def misfits(root: Node, faulty: set[Node]) -> Iterator[Misfit]:
    """What does not fit the schema. Nodes that are `faulty` already are passed over."""
    return _Judge(faulty).judge(root, _loaded(), (), "", False)


def sections() -> Iterable[str]:
    """The keys that a ruleset may have at its top."""
    names: dict[str, object] = _loaded()["properties"]
    return names.keys()


def kind_of(node: Node) -> str:
    """The JSON type of a node; `number` for one with a point only."""
    if isinstance(node, Mapping):
        return "object"
    if isinstance(node, Sequence):
        return "array"
    return _KINDS[type(node.value)]


_KINDS = {str: "string", int: "integer", Decimal: "number", bool: "boolean", type(None): "null"}


def fits_type(kind: str, types: str | list[str]) -> bool:
    return kind in types or (kind == "integer" and "number" in types)


@dataclass(frozen=True, slots=True)
class _Judge:
    faulty: set[Node]

    def judge(
        self,
        node: Node,
        stated: _Schema | bool,
        trail: tuple[Entry, ...],
        definition: str,
        dependent: bool,
    ) -> Iterator[Misfit]:
        """The misfits of a node, those that depend on a type first."""
        if node in self.faulty:
            return
        if isinstance(stated, bool):
            if not stated:
                yield Misfit("false", node, trail, {}, definition, "", dependent)
            return
        schema = stated
        while "$ref" in schema:
            definition = schema["$ref"].removeprefix("#/$defs/")
            schema = _loaded()["$defs"][definition]
        kind = kind_of(node)
        if "type" in schema and not fits_type(kind, schema["type"]):
            yield Misfit("type", node, trail, schema, definition, "", dependent)
            return
        for condition in schema.get("allOf", ()):
            if _applies(condition["if"], node):
                yield from self.judge(node, condition["then"], trail, definition, True)
        for rule, detail in _broken(node, schema):
            yield Misfit(rule, node, trail, schema, definition, detail, dependent)
        yield from self._within(node, schema, trail, definition, dependent)

    def _within(
        self,
        node: Node,
        schema: _Schema,
        trail: tuple[Entry, ...],
        definition: str,
        dependent: bool,
    ) -> Iterator[Misfit]:
        if isinstance(node, Sequence) and "items" in schema:
            for item in node.items:
                yield from self.judge(item, schema["items"], trail, definition, dependent)
        if not isinstance(node, Mapping):
            return
        properties = schema.get("properties", {})
        others = schema.get("additionalProperties", True)
        for entry in node:
            path = (*trail, entry)
            if "propertyNames" in schema:
                yield from self._judge_key(entry, schema["propertyNames"], path)
            inner = properties.get(entry.key.text, others)
            if inner is not False or entry.key.text in properties:
                yield from self.judge(entry.value, inner, path, definition, dependent)

    def _judge_key(
        self, entry: Entry, schema: _Schema, trail: tuple[Entry, ...]
    ) -> Iterator[Misfit]:
        for misfit in self.judge(_as_text(entry.key), schema, trail, "", False):
            node = entry.value
            yield Misfit(
                "propertyNames", node, trail, misfit.schema, misfit.definition, misfit.rule
            )


def _as_text(key: Scalar) -> Scalar:
    return Scalar(key.text, key.text, key.style, key.span, key.offsets)


def _applies(condition: _Schema, node: Node) -> bool:
    """Whether a mapping's `type` is among those that an `if` lists."""
    (key,) = condition["required"]
    found = node.get(key) if isinstance(node, Mapping) else None
    return isinstance(found, Scalar) and found.value in condition["properties"][key]["enum"]


def _broken(node: Node, schema: _Schema) -> Iterator[tuple[str, str]]:
    """The rules that a node breaks by itself, each with its detail."""
    if isinstance(node, Mapping):
        yield from _broken_by_keys(node, schema)
    elif isinstance(node, Sequence):
        yield from _broken_by_items(node, schema)
    else:
        yield from _broken_by_value(node, schema)


def _broken_by_keys(node: Mapping, schema: _Schema) -> Iterator[tuple[str, str]]:
    count = len(node.entries)
    for key in schema.get("required", ()):
        if node.entry(key) is None:
            yield "required", key
    if schema.get("additionalProperties") is False:
        for entry in node:
            if entry.key.text not in schema["properties"]:
                yield "additionalProperties", entry.key.text
    if count < schema.get("minProperties", 0):
        yield "minProperties", ""
    if count > schema.get("maxProperties", count):
        yield "maxProperties", ""


def _broken_by_items(node: Sequence, schema: _Schema) -> Iterator[tuple[str, str]]:
    count = len(node.items)
    if count < schema.get("minItems", 0):
        yield "minItems", ""
    if count > schema.get("maxItems", count):
        yield "maxItems", ""
    if schema.get("uniqueItems"):
        scalars = [item for item in node.items if isinstance(item, Scalar)]
        if len({(type(s.value), s.value) for s in scalars}) < len(scalars):
            yield "uniqueItems", ""


def _broken_by_value(node: Scalar, schema: _Schema) -> Iterator[tuple[str, str]]:
    value = node.value
    if "const" in schema and (value != schema["const"] or isinstance(value, bool)):
        yield "const", ""
    if "enum" in schema and value not in schema["enum"]:
        yield "enum", ""
    if isinstance(value, str):
        yield from _broken_by_text(value, schema)
    elif isinstance(value, int | Decimal) and not isinstance(value, bool):
        if value < schema.get("minimum", value):
            yield "minimum", ""
        if value > schema.get("maximum", value):
            yield "maximum", ""


def _broken_by_text(text: str, schema: _Schema) -> Iterator[tuple[str, str]]:
    if "pattern" in schema and not _pattern(schema["pattern"]).search(text):
        yield "pattern", ""
    elif schema.get("format") == "date" and not is_day(text):
        yield "format", ""
    if len(text) < schema.get("minLength", 0):
        yield "minLength", ""
    if len(text) > schema.get("maxLength", len(text)):
        yield "maxLength", ""
    refused = schema.get("not", {})
    if text in refused.get("enum", ()):
        yield "not", ""
    if "pattern" in refused and _pattern(refused["pattern"]).search(text):
        yield "not", ""


def is_day(text: str) -> bool:
    """Whether there is such a day as `2020-03-20`."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def purpose(misfit: Misfit, key: str) -> tuple[str, str]:
    """What a key is for, in English and Chinese; empty texts if the schema is silent."""
    described = misfit.schema.get("properties", {}).get(key, {}).get("description", "")
    english, _, chinese = described.partition(" / ")
    return english.split(". ")[0].rstrip("."), chinese.split("；")[0].rstrip("。")
