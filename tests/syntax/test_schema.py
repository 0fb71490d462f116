"""The JSON Schema: sound, described in two languages, and judged as any validator would."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel.source import NOWHERE
from povertyrules.syntax.document import Entry, Mapping, Node, Scalar, Sequence
from povertyrules.syntax.schema import misfits, schema

BASES = sorted((Path(__file__).parents[1] / "diagnostics/bases").glob("*.yaml"))

JUDGED = frozenset(
    ("type", "properties", "additionalProperties", "propertyNames", "required", "items", "allOf")
).union(
    ("pattern", "format", "enum", "const", "not", "minimum", "maximum", "minLength", "maxLength"),
    ("minItems", "maxItems", "minProperties", "maxProperties", "uniqueItems", "$ref"),
)
SILENT = frozenset(("description", "title", "$schema", "$id", "$defs"))


def parts(part: Any, where: str = "#") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every object of the schema that states rules."""
    if isinstance(part, dict):
        yield where, part
        for key in ("properties", "$defs"):
            for name, inner in part.get(key, {}).items():
                yield from parts(inner, f"{where}/{key}/{name}")
        for key in ("additionalProperties", "propertyNames", "items", "if", "then", "not"):
            yield from parts(part.get(key), f"{where}/{key}")
        for number, inner in enumerate(part.get("allOf", ())):
            yield from parts(inner, f"{where}/allOf/{number}")


def test_it_is_a_json_schema() -> None:
    jsonschema_rs.meta.validate(schema())


def test_it_is_a_copy() -> None:
    schema().clear()
    assert schema()


def test_only_keywords_that_the_library_judges_are_used() -> None:
    for where, part in parts(schema()):
        if part.keys() == {"if", "then"}:
            assert part["if"].keys() == {"properties", "required"}, where
        else:
            assert part.keys() <= JUDGED | SILENT, where


def test_every_object_with_keys_is_closed() -> None:
    for where, part in parts(schema()):
        if "properties" in part and "/if" not in where and "/then" not in where:
            assert part["additionalProperties"] is False, where


def test_every_key_is_described_in_english_and_chinese() -> None:
    for where, part in parts(schema()):
        if "/if" in where or "/then" in where:
            continue
        for key, inner in part.get("properties", {}).items():
            english, slash, chinese = inner["description"].partition(" / ")
            assert slash, f"{where}/{key}"
            assert english[:1].isascii(), f"{where}/{key}"
            assert not chinese.isascii(), f"{where}/{key}"


@cache
def judge() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(schema(), validate_formats=True)


def node_of(data: Any) -> Node:
    """The node of plain data; a float stands for a number with a point."""
    if isinstance(data, dict):
        entries = (Entry(scalar(key), node_of(value)) for key, value in data.items())
        return Mapping(tuple(entries), NOWHERE)
    if isinstance(data, list):
        return Sequence(tuple(map(node_of, data)), NOWHERE)
    return scalar(data)


def scalar(value: Any) -> Scalar:
    exact = Decimal(str(value)) if isinstance(value, float) else value
    return Scalar(str(value), exact, "plain", NOWHERE, ())


@cache
def base_text(base: Path) -> str:
    data = yaml.load(base.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506
    return json.dumps(_typed(data))


def _typed(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _typed(value) for key, value in data.items()}
    if isinstance(data, list):
        return list(map(_typed, data))
    return json.loads(data) if data.isdigit() or data in ("true", "false") else data


@pytest.mark.parametrize("base", BASES, ids=lambda base: base.stem)
def test_the_base_is_sound(base: Path) -> None:
    data = json.loads(base_text(base))
    assert judge().is_valid(data)
    assert list(misfits(node_of(data), set())) == []


JUNK: st.SearchStrategy[Any] = st.sampled_from(
    [
        None, True, 0, 1, -1, 0.5, 101, 999999, 202004, 10**9, "", "x", "5000", "５,０００",
        "2020-02-31", "2020-03-20", "2020-13", "2020-04", "notice#2.1", "甲", "a b", "count",
        "choice", "date", "integer", "finding", "text", "x" * 201, "line * 2", [], {}, ["a"],
        ["a", "a"], [1], {"all": ["a"]}, {"all": ["a"], "any": ["b"]},
        {"at_least": {"n": 1, "of": ["a"]}},
        {"not": {"not": []}}, {"label": "x"}, {"甲": "乙"}, {"label": "x", "type": "date"}, "a\n",
        "monitoring\n", "decision", 2, ["notice#2.1"], ["notice#2.1", "notice#2.1"], {"": "x"},
    ]
)  # fmt: skip
KEYS = st.sampled_from(
    ["min", "max", "unit", "values", "label", "type", "meta", "lable", "cite", "of", "when", "is",
     "question", "by", "many", "max_chosen", "max_length", "open", "Abc", "count", "none", "kind",
     "opens", "from", "to", "final", "every", "limit", "needs", "holds", "found", "days", "since"]
)  # fmt: skip


def places(data: Any) -> list[tuple[Any, Any]]:
    """Every container with each of its keys."""
    found: list[tuple[Any, Any]] = []
    if isinstance(data, dict | list):
        keys = list(data) if isinstance(data, dict) else list(range(len(data)))
        for key in keys:
            found.append((data, key))
            found.extend(places(data[key]))
    return found


def mutate(draw: st.DrawFn, data: Any) -> None:
    container, key = draw(st.sampled_from(places(data)))
    kind = draw(st.sampled_from(["replace", "remove", "add"]))
    if kind == "remove":
        del container[key]
    elif kind == "add" and isinstance(container, dict):
        container[draw(KEYS)] = copy.deepcopy(draw(JUNK))
    else:
        container[key] = copy.deepcopy(draw(JUNK))


@st.composite
def mutated(draw: st.DrawFn) -> Any:
    data = json.loads(base_text(draw(st.sampled_from(BASES))))
    for _ in range(draw(st.integers(1, 3))):
        mutate(draw, data)
    return data


@given(mutated())
def test_the_verdict_is_that_of_a_json_schema_validator(data: Any) -> None:
    ours = list(misfits(node_of(data), set()))
    assert (not ours) == judge().is_valid(data), ours


def test_what_is_faulty_already_is_passed_over() -> None:
    data = json.loads(base_text(BASES[0]))
    data["facts"]["household"]["size"]["max"] = "2020-03-20"
    root = node_of(data)
    (found,) = {misfit.node for misfit in misfits(root, set())}
    assert list(misfits(root, {found})) == []
