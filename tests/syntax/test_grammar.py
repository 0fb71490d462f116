"""The tables that the library reads are those of the grammar, and read like it."""

from __future__ import annotations

from functools import cache
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.syntax import automaton, grammar
from povertyrules.syntax.automaton import END, Unexpected, Word


def test_the_tables_are_those_of_the_grammar() -> None:
    made = grammar.as_text(grammar.make_tables())
    assert made == grammar.TABLES.read_text("utf-8"), (
        "run `python -m povertyrules.syntax.grammar` after changing the grammar"
    )


@cache
def lark_parser() -> Any:
    from lark import Lark

    return Lark(grammar.GRAMMAR.read_text("utf-8"), parser="lalr", lexer="basic")


SAMPLES = {"NAME": "a", "LABEL": "`a b`", "NUMBER": "5", "TEXT": '"t"'}


def kinds() -> list[str]:
    tables = automaton.tables()
    return [*SAMPLES, *tables.keywords.values(), *tables.marks.values()]


def written(kind: str) -> str:
    tables = automaton.tables()
    texts = {name: text for text, name in (tables.keywords | tables.marks).items()}
    return SAMPLES.get(kind) or texts[kind]


def accepted_by_lark(text: str) -> bool:
    from lark.exceptions import LarkError

    try:
        lark_parser().parse(text)
    except LarkError:
        return False
    return True


def accepted_by_us(sequence: list[str]) -> bool:
    words = [Word(kind, written(kind), 0, 0) for kind in sequence]
    try:
        automaton.run([*words, Word(END, "", 0, 0)], lambda rule, _: rule)
    except Unexpected:
        return False
    return True


@given(st.lists(st.sampled_from(kinds()), max_size=7))
def test_the_same_words_are_accepted(sequence: list[str]) -> None:
    text = " ".join(map(written, sequence))
    assert accepted_by_us(sequence) == accepted_by_lark(text)


@pytest.mark.parametrize(
    "text",
    [
        "a", "a and b", "a or b or c", "not a", "a implies b", "a < 5", "a in [b, c]", "a not in b",
        "a is missing", "a is not b", "- a * b / c - d", "a . b", "a ( )",
        "a ( b as c where d , e )",
    ],
)  # fmt: skip
def test_some_sequences(text: str) -> None:
    tables = automaton.tables()
    known = tables.keywords | tables.marks
    assert accepted_by_us(
        [
            known.get(word, "NUMBER" if word == "5" else "NAME")
            for word in text.replace("[", "[ ").replace("]", " ]").replace(",", " , ").split()
        ]
    )
    assert accepted_by_lark(text)
