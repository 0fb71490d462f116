"""Words to tree by the LALR tables of the grammar. Nothing here recurses."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

TABLES = Path(__file__).with_name("expression.tables.json")
END = "$END"


class Word(NamedTuple):
    """One word, number, text or mark of an expression; `kind` is its name in the grammar."""

    kind: str
    text: str
    start: int
    end: int


class Tables(NamedTuple):
    """What `grammar.make_tables` describes."""

    keywords: dict[str, str]
    marks: dict[str, str]
    patterns: dict[str, str]
    rules: list[tuple[str, int, str, str]]
    states: list[dict[str, int]]
    start: int
    accept: int


class Unexpected(Exception):
    """The word at `index` cannot stand where it stands."""

    def __init__(self, index: int) -> None:
        super().__init__(index)
        self.index = index


@cache
def tables() -> Tables:
    """The tables of the grammar, read once."""
    return Tables(**json.loads(TABLES.read_text("utf-8")))


def run(words: Iterable[Word], build: Callable[[str, list[Any]], Any]) -> Any:
    """The value that `build(rule, parts)` makes of the whole. The last word is `$END`.

    Raises `Unexpected` at the first word that does not fit.
    """
    _, _, _, rules, states, start, accept = tables()
    stack: list[int] = [start]
    values: list[Any] = []
    for index, word in enumerate(words):
        while True:
            action = states[stack[-1]].get(word.kind)
            if action is None:
                raise Unexpected(index)
            if action >= 0:
                stack.append(action)
                values.append(word)
                break
            symbol, length, doing, name = rules[-1 - action]
            if doing != "pass":
                parts = values[-length:]
                values[-length:] = [_combine(doing, name, parts, build)]
            del stack[-length:]
            stack.append(states[stack[-1]][symbol])
            if word.kind == END and stack[-1] == accept:
                return values[-1]
    raise AssertionError("the words do not end with $END")


def _combine(
    doing: str, name: str, parts: list[Any], build: Callable[[str, list[Any]], Any]
) -> Any:
    flat: list[Any] = []
    for part in parts:
        if isinstance(part, list):
            flat.extend(part)
        else:
            flat.append(part)
    return flat if doing == "splice" else build(name, flat)
