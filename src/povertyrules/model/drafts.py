"""Definitions as written: their conditions read, their names not yet looked up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Span
from povertyrules.model import fields
from povertyrules.model.ruleset import DefinitionKind
from povertyrules.syntax import tree
from povertyrules.syntax.document import Entry, Mapping, Node, Scalar, Sequence
from povertyrules.syntax.expression import parse_expression

SECTIONS: dict[str, tuple[DefinitionKind, str]] = {
    "derived": ("derived", "is"),
    "criteria": ("criterion", "when"),
    "assumptions": ("assumption", "when"),
    "outcomes": ("outcome", "when"),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A step of the author's tree: `all:`, `any:`, `not:` or `at_least:`."""

    operator: str
    conditions: tuple[Condition, ...]
    needed: Scalar | None
    span: Span


Condition = Stated | tree.Tree


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A definition before its condition is resolved."""

    kind: DefinitionKind
    id: str
    label: str
    entity: str
    index: int
    node: Mapping
    where: Span
    body: Condition | None


def read_drafts(root: Mapping, root_entity: str, report: Report) -> list[Draft]:
    """The definitions of all four sections, in the order of the file within each."""
    drafts: list[Draft] = []
    counts: dict[str, int] = {}
    for section, (kind, key) in SECTIONS.items():
        for entry, node in fields.objects(root, section):
            entity = fields.text(node, "of", root_entity)
            index = counts.get(entity, 0)
            counts[entity] = index + 1
            drafts.append(_draft(kind, key, entity, index, entry, node, report))
    return drafts


def _draft(
    kind: DefinitionKind,
    key: str,
    entity: str,
    index: int,
    entry: Entry,
    node: Mapping,
    report: Report,
) -> Draft:
    written = node.get(key)
    body = None if written is None else _condition(written, report)
    label = fields.text(node, "label", entry.key.text)
    return Draft(kind, entry.key.text, label, entity, index, node, entry.key.span, body)


def _condition(node: Node, report: Report) -> Condition | None:
    if isinstance(node, Scalar):
        return parse_expression(node, report)
    if isinstance(node, Mapping) and len(node.entries) == 1:
        return _stated(node.entries[0], report)
    return None


def _stated(entry: Entry, report: Report) -> Stated | None:
    operator = {"all": "and", "any": "or"}.get(entry.key.text, entry.key.text)
    value, needed = entry.value, None
    if isinstance(value, Mapping) and operator == "at_least":
        needed = fields.scalar(value, "n")
        value = value.get("of") or value
    items = value.items if isinstance(value, Sequence) else (value,)
    conditions = [_condition(item, report) for item in items]
    whole = tuple(c for c in conditions if c is not None)
    if len(whole) != len(conditions):
        return None
    return Stated(operator, whole, needed, entry.key.span)


def names_in(condition: Condition | None) -> Iterator[tree.Name]:  # noqa: C901  one case a kind
    """Every name that a condition mentions, wherever it may stand."""
    match condition:
        case Stated(conditions=parts) | tree.Logical(operands=parts):
            for part in parts:
                yield from names_in(part)
        case tree.Name():
            yield condition
        case tree.Member(name=name):
            yield name
        case tree.Unary(operand=operand):
            yield from names_in(operand)
        case tree.Binary(left=left, right=right):
            yield from names_in(left)
            yield from names_in(right)
        case tree.Within(value=value, options=options, whole=whole):
            yield from names_in(value)
            yield from names_in(whole)
            for option in options or ():
                yield from names_in(option)
        case tree.Presence(subject=subject):
            yield from names_in(subject)
        case tree.Call(arguments=arguments):
            for argument in arguments:
                yield from names_in(argument.value)
                yield from names_in(argument.where)
        case _:
            return
