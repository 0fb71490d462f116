"""Short ways to read texts in the tests of `syntax`."""

from __future__ import annotations

from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Source, Span
from povertyrules.syntax.compose import compose
from povertyrules.syntax.document import Mapping, Node, Scalar, Sequence
from povertyrules.syntax.expression import parse_expression
from povertyrules.syntax.tree import Tree


def node_of(text: str) -> Node:
    """The node of a sound YAML text."""
    report = Report()
    composed = compose(Source("text.yaml", text), report)
    assert composed is not None, [d.to_text() for d in report]
    assert not report, [d.to_text() for d in report]
    return composed.root


def mapping_of(text: str) -> Mapping:
    node = node_of(text)
    assert isinstance(node, Mapping)
    return node


def scalar_of(text: str) -> Scalar:
    node = node_of(text)
    assert isinstance(node, Scalar)
    return node


def codes_of(text: str) -> list[str]:
    """The numbers of what is reported when a text is read up to its nodes."""
    report = Report()
    compose(Source("text.yaml", text), report)
    return [d.code.number for d in report]


def expression_scalar(text: str) -> Scalar:
    """A scalar that holds an expression word for word."""
    offsets = tuple(range(len(text)))
    source = Source("expression", text)
    return Scalar(text, text, "plain", Span(source, 0, len(text)), offsets)


def tree_of(text: str) -> Tree:
    """The tree of a sound expression."""
    report = Report()
    tree = parse_expression(expression_scalar(text), report)
    assert tree is not None, [d.to_text() for d in report]
    return tree


def faults_of(text: str) -> list[tuple[str, str]]:
    """What is reported of an expression: number and underlined text."""
    report = Report()
    tree = parse_expression(expression_scalar(text), report)
    assert (tree is None) == report.has_errors
    return [(d.code.number, d.span.text) for d in report]


def shape(node: Node) -> object:
    """A node without its spans and styles."""
    if isinstance(node, Mapping):
        return {entry.key.text: shape(entry.value) for entry in node}
    if isinstance(node, Sequence):
        return [shape(item) for item in node.items]
    return type(node.value).__name__, node.text
