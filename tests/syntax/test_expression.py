"""Expressions to trees: the tree, the spans, and what is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from povertyrules.kernel.diagnostics import Report
from povertyrules.syntax.document import Scalar
from povertyrules.syntax.expression import parse_expression
from povertyrules.syntax.tree import (
    Binary,
    Call,
    Logical,
    Member,
    Name,
    NumberLiteral,
    Presence,
    SameItem,
    TextLiteral,
    TruthLiteral,
    Unary,
    Within,
)
from tests.syntax.reading import expression_scalar, faults_of, mapping_of, tree_of


def test_what_binds_tighter() -> None:
    tree = tree_of("not a + b * -c < 5 and d implies e")
    assert isinstance(tree, Binary)
    assert tree.operator == "implies"
    assert isinstance(tree.left, Logical)
    negation = tree.left.operands[0]
    assert isinstance(negation, Unary)
    assert negation.operator == "not"
    comparison = negation.operand
    assert isinstance(comparison, Binary)
    assert comparison.operator == "<"
    total = comparison.left
    assert isinstance(total, Binary)
    assert total.operator == "+"
    assert isinstance(total.right, Binary)
    assert isinstance(total.right.right, Unary)


def test_sums_and_products_are_computed_from_the_left() -> None:
    tree = tree_of("a - b - c / d / e")
    assert isinstance(tree, Binary)
    assert isinstance(tree.left, Binary)
    assert isinstance(tree.right, Binary)
    assert isinstance(tree.right.left, Binary)


def test_connectives_are_flat_and_brackets_keep_a_group() -> None:
    flat = tree_of("a and b and c")
    assert isinstance(flat, Logical)
    assert len(flat.operands) == 3
    grouped = tree_of("(a and b) and c")
    assert isinstance(grouped, Logical)
    assert len(grouped.operands) == 2


def test_leaves() -> None:
    tree = tree_of("""f(`甲 乙`, a.年龄, 5.00, 'x "y"', "it's", true, false)""")
    assert isinstance(tree, Call)
    values = [argument.value for argument in tree.arguments]
    label, member, number, single, double, yes, no = values
    assert isinstance(label, Name)
    assert (label.text, label.quoted) == ("甲 乙", True)
    assert isinstance(member, Member)
    assert (member.item.text, member.name.text) == ("a", "年龄")
    assert isinstance(number, NumberLiteral)
    assert number.text == "5.00"
    assert isinstance(single, TextLiteral)
    assert single.value == 'x "y"'
    assert isinstance(double, TextLiteral)
    assert double.value == "it's"
    assert isinstance(yes, TruthLiteral)
    assert isinstance(no, TruthLiteral)
    assert yes.value is True
    assert no.value is False


def test_tests_and_lists() -> None:
    assert isinstance(tree_of("a.b is missing"), Presence)
    known = tree_of("a is known")
    assert isinstance(known, Presence)
    assert not known.missing
    same = tree_of("a is not b")
    assert isinstance(same, SameItem)
    assert same.negated
    options = tree_of('a not in ["x", "y"]')
    assert isinstance(options, Within)
    assert options.negated
    assert options.options is not None
    assert len(options.options) == 2
    assert options.whole is None
    whole = tree_of('"x" in risks')
    assert isinstance(whole, Within)
    assert whole.options is None
    assert isinstance(whole.whole, Name)


def test_quantifiers() -> None:
    tree = tree_of("any(members as a where a.age < 16, any(members as b, a is not b))")
    assert isinstance(tree, Call)
    first, second = tree.arguments
    assert first.alias is not None
    assert first.alias.text == "a"
    assert isinstance(first.where, Binary)
    assert isinstance(second.value, Call)
    assert second.where is None


def test_words_of_the_language_begin_other_names() -> None:
    tree = tree_of("order and nothing and isolated and 收入in年")
    assert isinstance(tree, Logical)
    assert [o.text for o in tree.operands if isinstance(o, Name)] == [
        "order", "nothing", "isolated", "收入in年",
    ]  # fmt: skip


def test_spans() -> None:
    text = "  (甲 + 5) * f(a,  b)  <  `丙 丁`"
    tree = tree_of(text)
    assert isinstance(tree, Binary)
    assert tree.span.text == "(甲 + 5) * f(a,  b)  <  `丙 丁`"
    assert tree.at.text == "<"
    assert tree.right.span.text == "`丙 丁`"
    product = tree.left
    assert isinstance(product, Binary)
    assert product.left.span.text == "甲 + 5"
    assert product.right.span.text == "f(a,  b)"
    assert isinstance(product.right, Call)
    assert [a.span.text for a in product.right.arguments] == ["a", "b"]


def test_spans_in_a_folded_text() -> None:
    scalar = mapping_of("k: >-\n  年人均纯收入\n    < 监测线\n").get("k")
    assert isinstance(scalar, Scalar)
    tree = parse_expression(scalar, Report())
    assert isinstance(tree, Binary)
    assert tree.left.span.text == "年人均纯收入"
    assert tree.right.span.text == "监测线"
    assert (tree.right.span.line, tree.right.span.column) == (3, 7)


REFUSED = [
    ("", ["PR201"]),
    ("a +", ["PR202"]),
    ("a and not", ["PR202"]),
    ("+ a", ["PR203"]),
    ("a < < b", ["PR203"]),
    ("f(a,)", ["PR203"]),
    ("()", ["PR203"]),
    ("a b", ["PR204"]),
    ("f(a) 5", ["PR204"]),
    ('a "x"', ["PR204"]),
    ("a (b)", []),
    ("5 (b)", ["PR204"]),
    ("a not b", ["PR205"]),
    ("a . b . c", ["PR205"]),
    ("a, b", ["PR205"]),
    ("[a]", ["PR205"]),
    ("a or b and c", ["PR206"]),
    ("a and b or c", ["PR206"]),
    ("a or (b and c)", []),
    ("a or not (b and c)", []),
    ("a or b and c or d and e", ["PR206"]),
    ("f(a or b and c)", ["PR206"]),
    ("1 < a < 5", ["PR207"]),
    ("a == b != c", ["PR207"]),
    ("a == (b != c)", []),
    ("a implies b implies c", ["PR208"]),
    ("a implies (b implies c)", []),
    ("a = 1 and b = 2", ["PR209", "PR209"]),
    ("a && b || !c", ["PR210", "PR210", "PR210"]),
    ("a === b", ["PR210"]),
    ("a <> b", ["PR210"]),
    ("a AND b", ["PR210"]),
    ("a 或 b", ["PR210"]),
    ("a ≥ b × c", ["PR210", "PR210"]),
    ("a == True", ["PR210"]),
    ("（a）", ["PR211", "PR211"]),
    ("a ＞＝ ５，０００", ["PR211", "PR218"]),
    ("ａ + b", ["PR211"]),
    ("f(a， b)", ["PR211"]),
    ("a == “x” or a == ‘y’", ["PR212", "PR212"]),
    ("a == 「x」", ["PR212"]),
    ("a ? b", ["PR213"]),
    ("a; b: c", ["PR213", "PR213"]),
    ("(a", ["PR214"]),
    ("f(a, (b)", ["PR214"]),
    ("a)", ["PR215"]),
    ("(a]", ["PR216"]),
    ('a == "x', ["PR217"]),
    ("`a", ["PR217"]),
    ("a == “x", ["PR217"]),
    ("a < 5,000", ["PR218"]),
    ("a < (1,234,567)", ["PR218"]),
    ("f(a, 5,000)", ["PR218"]),
    ("f(5,100)", []),
    ("a in [100,200]", []),
    ("a * 5%", ["PR219"]),
    ("a * 5.5 %", ["PR219"]),
    ("a > 010", ["PR220"]),
    ("a > 1e-5", ["PR220"]),
    ("a > .5 + 5.", ["PR220", "PR220"]),
    ("a > 5000元", ["PR221"]),
    ("2019年 == 1", ["PR221"]),
    ("a > 1.2.3", ["PR221"]),
    ("a > 0x1F", ["PR221"]),
    ("mоnitoring", ["PR034"]),
    ("`mоnitoring`", ["PR034"]),
    ("α == 1", ["PR035"]),
    ("κωδικας", []),
    ("f(a) is missing", ["PR225"]),
    ('"a" is b', ["PR225"]),
    ("a is not missing", ["PR226"]),
    ("a is not known", ["PR226"]),
    ("a is false", ["PR226"]),
    ("a is 5", ["PR226"]),
    ("a is unknown", ["PR226"]),
    ("a in []", ["PR227"]),
    ('a in ("x", "y")', ["PR228"]),
    ("a　and b", ["PR229"]),
    ("a > " + "9" * 31, ["PR029"]),
    ("a" * 201, ["PR224"]),
    ("a" * 200, []),
]


@pytest.mark.parametrize(("text", "codes"), REFUSED, ids=[t[:30] for t, _ in REFUSED])
def test_refused(text: str, codes: list[str]) -> None:
    assert [code for code, _ in faults_of(text)] == codes


@pytest.mark.parametrize(
    ("text", "help_text"),
    [
        ("x * 50%", "write `0.5`"),
        ("x * 5.5%", "write `0.055`"),
        ("x * 120%", "write `1.2`"),
        ("x > 1e-3", "write `0.001`"),
        ("x > 1.5e3", "write `1500`"),
        ("x > 007", "write `7`"),
        ("x > 000", "write `0`"),
        ("x > .50", "write `0.50`"),
        ("x > 12,345.60", "write `12345.60`"),
        ("0 < x <= 5 < y", "write two comparisons: `0 < x and x <= 5 and 5 < y`"),
        ("a is false", "write `not a`"),
        ("a is not true", "write `not a`"),
        ('a is not "x"', 'write `a != "x"`'),
    ],
)
def test_what_to_write_instead(text: str, help_text: str) -> None:
    report = Report()
    parse_expression(expression_scalar(text), report)
    (found,) = report
    assert found.help("en") == help_text


def test_the_limits() -> None:
    assert faults_of("(" * 64 + "a" + ")" * 64) == []
    assert faults_of("(" * 65 + "a" + ")" * 65)[0][0] == "PR223"
    assert faults_of("not " * 63 + "a") == []
    assert faults_of("not " * 64 + "a")[0][0] == "PR223"
    assert faults_of(" + ".join(["a"] * 64)) == []
    assert faults_of(" + ".join(["a"] * 65))[0][0] == "PR223"
    assert faults_of("-" * 64 + "a")[0][0] == "PR223"
    assert faults_of("f(" * 40 + "not " * 40 + "a" + ")" * 40)[0][0] == "PR223"
    assert faults_of(" and ".join(["a"] * 600)) == []
    assert faults_of("a" + " " * 3999) == []
    assert faults_of("a" + " " * 4000)[0][0] == "PR222"


PIECES = st.sampled_from(
    ["a", "甲", "and", "or", "not", "implies", "in", "is", "missing", "(", ")", "[", "]", ",", ".",
     "==", "<", "=", "\n", "+", "-", "*", "/", "5", "5.0", "010", "1,000", "%", '"x"', "'", "`a b`",
     "“x”", "（", "，", "true", "as", "where", "any", "ｘ", "５", "\u3000", "&&", "?", "о", "😀"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from(["", " "]))
def test_every_text_is_a_tree_or_a_fault_that_says_something(
    pieces: list[str], between: str
) -> None:
    report = Report()
    tree = parse_expression(expression_scalar(between.join(pieces)), report)
    assert (tree is None) == report.has_errors
    for diagnostic in report:
        for language in ("en", "zh"):
            assert diagnostic.message(language)
            assert diagnostic.to_text(language)
