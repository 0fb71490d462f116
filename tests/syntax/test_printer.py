"""Trees and documents print to what reads back as the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel.source import NOWHERE
from povertyrules.syntax.document import Entry, Mapping, Node, Scalar, Sequence
from povertyrules.syntax.printer import print_document, print_expression
from povertyrules.syntax.scalars import Trap, resolve
from povertyrules.syntax.tree import TextLiteral, Tree
from tests.syntax.reading import mapping_of, shape, tree_of
from tests.syntax.trees import TREES, without_spans

ROOT = Path(__file__).parents[2]


@given(TREES)
def test_a_printed_tree_reads_back_as_itself(tree: Tree) -> None:
    assert without_spans(tree_of(print_expression(tree))) == tree


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("((a))", "a"),
        ("(a*b)+c", "a * b + c"),
        ("a-(b-c)", "a - (b - c)"),
        ("(a-b)-c", "a - b - c"),
        ("a/(b*c)", "a / (b * c)"),
        ("-(a+b)*c", "-(a + b) * c"),
        ("- - a", "--a"),
        ("not(a==b)", "not a == b"),
        ("(not a)and(b or c)", "not a and (b or c)"),
        ("(a and b)or c", "(a and b) or c"),
        ("a and(b and c)", "a and (b and c)"),
        ("(a<b)==(c<d)", "(a < b) == (c < d)"),
        ("(a or b)implies not c", "a or b implies not c"),
        ("not (a implies b)", "not (a implies b)"),
        ("'x' in 风险", '"x" in 风险'),
        ("a not  in['x','y \"z\"']", 'a not in ["x", \'y "z"\']'),
        ("f( `甲 乙` , (a or b) )", "f(`甲 乙`, a or b)"),
        ("any(members  as m where (m.a),not m.b)", "any(members as m where m.a, not m.b)"),
        ("a  is   missing", "a is missing"),
        ("a is not b", "a is not b"),
    ],
)
def test_canonical_form(written: str, canonical: str) -> None:
    assert print_expression(tree_of(written)) == canonical


def test_a_text_that_no_expression_can_hold() -> None:
    with pytest.raises(ValueError, match="no expression can hold"):
        print_expression(TextLiteral('it\'s "so"', NOWHERE))
    with pytest.raises(ValueError, match="no expression can hold"):
        print_expression(TextLiteral("a\nb", NOWHERE))


# documents

TEXTS = st.text(
    st.sampled_from(" \n'\"\\年人aAyn<:#-\t😀()[]{},&*!|>%@`?~.05e_=\u3000\u200b\x85\ufeff"),
    max_size=20,
) | st.sampled_from(["no", "5000", "", "a: b", "a #b", "- a", "null", "a\n\nb\n", "12:30", "<<"])
KEYS = st.text(st.sampled_from("abYn_5年 :#-'\"~."), min_size=1, max_size=6)


def _text(text: str) -> Scalar:
    return Scalar(text, text, "double", NOWHERE, ())


def _plain(text: str) -> Scalar:
    value = resolve(text)
    assert not isinstance(value, Trap)
    return Scalar(text, value, "plain", NOWHERE, ())


SCALARS = TEXTS.map(_text) | st.sampled_from(["5", "-5.00", "true", "false", "0"]).map(_plain)


def _sequence(items: list[Node]) -> Sequence:
    return Sequence(tuple(items), NOWHERE)


def _mapping(items: dict[str, Node]) -> Mapping:
    return Mapping(tuple(Entry(_text(k), v) for k, v in items.items()), NOWHERE)


NODES: st.SearchStrategy[Node] = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(_sequence)
        | st.dictionaries(KEYS, inner, max_size=3).map(_mapping)
    ),
    max_leaves=10,
)


def visible(node: Node) -> bool:
    """Whether no text holds what may not stand in a ruleset."""
    return not any(char in str(shape(node)) for char in ("\\u200b", "\\x85", "\\ufeff"))


@given(st.dictionaries(KEYS, NODES, min_size=1, max_size=4).map(_mapping))
def test_a_printed_document_reads_back_as_itself(document: Mapping) -> None:
    printed = print_document(document)
    assert not any(char in printed for char in "\u200b\x85\ufeff")
    if visible(document):
        read = mapping_of(printed)
        assert shape(read) == shape(document)
        assert print_document(read) == printed


@pytest.mark.parametrize("path", sorted(ROOT.glob("rulesets/*/*/ruleset.yaml")), ids=str)
def test_shipped_rulesets(path: Path) -> None:
    document = mapping_of(path.read_text("utf-8"))
    printed = print_document(document)
    again = mapping_of(printed)
    assert shape(again) == shape(document)
    assert print_document(again) == printed


def test_quoting_only_where_needed() -> None:
    document = mapping_of(
        """
        a: "年人均纯收入 < 5000"
        'b': "5000"
        c: {d: ['no', "x: y", 'it''s', "a\\\\d", '"因病" in risks', 5.00], n: true}
        e: []
        f: {}
        g: "甲\\n乙\\n"
        h: >-
          丙
          丁
        """
    )
    assert print_document(document) == (
        "a: 年人均纯收入 < 5000\n"
        'b: "5000"\n'
        "c:\n"
        "  d:\n"
        '    - "no"\n'
        '    - "x: y"\n'
        "    - it's\n"
        "    - a\\d\n"
        "    - '\"因病\" in risks'\n"
        "    - 5.00\n"
        "  n: true\n"
        "e: []\n"
        "f: {}\n"
        "g: |\n"
        "  甲\n"
        "  乙\n"
        "h: 丙 丁\n"
    )
