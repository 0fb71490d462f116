"""Random trees of expressions, without spans."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from hypothesis import strategies as st

from povertyrules.kernel.source import NOWHERE, Span
from povertyrules.syntax.tree import (
    Argument,
    Binary,
    Call,
    Logical,
    Member,
    Name,
    NumberLiteral,
    Presence,
    SameItem,
    TextLiteral,
    Tree,
    TruthLiteral,
    Unary,
    Within,
)

IDS = st.sampled_from(["a", "income_per_capita", "x1", "年人均纯收入", "风险", "member_2", "order"])
NAMES = st.builds(lambda text: Name(text, NOWHERE), IDS)
LABELS = st.builds(
    lambda text: Name(text, NOWHERE, quoted=True),
    st.sampled_from(["2019年“两摸底”", "甲 乙", "a", "收入（元）", "and"]),
)
ANY_NAME = NAMES | LABELS
NUMBERS = st.builds(
    lambda text: NumberLiteral(text, NOWHERE), st.sampled_from(["0", "5", "5000.00", "0.5", "12"])
)
TEXTS = st.builds(
    lambda value: TextLiteral(value, NOWHERE),
    st.text(st.characters(codec="utf-8", exclude_characters="\"\n'"), max_size=6)
    | st.sampled_from(['it "is"', "it's", "", "a\\b", " "]),
)
TRUTHS = st.builds(lambda value: TruthLiteral(value, NOWHERE), st.booleans())
MEMBERS = st.builds(lambda item, name: Member(item, name, NOWHERE), ANY_NAME, ANY_NAME)
LEAVES: st.SearchStrategy[Tree] = ANY_NAME | NUMBERS | TEXTS | TRUTHS | MEMBERS
OPERATORS = st.sampled_from(
    ["+", "-", "*", "/", "==", "!=", "<", "<=", ">", ">=", "implies", "+", "-", "*", "/"]
)


def _larger(inner: st.SearchStrategy[Tree]) -> st.SearchStrategy[Tree]:
    argument = st.builds(
        lambda value, alias, where: Argument(value, alias, where, NOWHERE),
        inner,
        st.none() | NAMES,
        st.none() | inner,
    )
    several = st.lists(inner, min_size=2, max_size=3).map(tuple)
    return st.one_of(
        st.builds(
            lambda op, operand: Unary(op, operand, NOWHERE), st.sampled_from(["not", "-"]), inner
        ),
        st.builds(
            lambda op, left, right: Binary(op, left, right, NOWHERE, NOWHERE),
            OPERATORS,
            inner,
            inner,
        ),
        st.builds(
            lambda op, operands: Logical(op, operands, NOWHERE),
            st.sampled_from(["and", "or"]),
            several,
        ),
        st.builds(lambda v, o, n: Within(v, o, None, n, NOWHERE), inner, several, st.booleans()),
        st.builds(lambda v, w, n: Within(v, None, w, n, NOWHERE), inner, inner, st.booleans()),
        st.builds(lambda s, m: Presence(s, m, NOWHERE), ANY_NAME | MEMBERS, st.booleans()),
        st.builds(lambda a, b, n: SameItem(a, b, n, NOWHERE), NAMES, NAMES, st.booleans()),
        st.builds(
            lambda f, args: Call(f, args, NOWHERE),
            NAMES,
            st.lists(argument, max_size=3).map(tuple),
        ),
    )


TREES: st.SearchStrategy[Tree] = st.recursive(LEAVES, _larger, max_leaves=12)


def without_spans(value: Any) -> Any:
    """A tree with every span nowhere."""
    if isinstance(value, Span):
        return NOWHERE
    if isinstance(value, tuple):
        return tuple(map(without_spans, value))
    if is_dataclass(value) and not isinstance(value, type):
        parts = {f.name: without_spans(getattr(value, f.name)) for f in fields(value)}
        return type(value)(**parts)
    return value
