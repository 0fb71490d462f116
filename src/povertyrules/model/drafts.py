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

MATCH = "match"
"""What a pattern has where a criterion has `when`."""
WITHOUT = "without"

SECTIONS: dict[str, tuple[DefinitionKind, str]] = {
    "derived": ("derived", "is"),
    "criteria": ("criterion", "when"),
    "assumptions": ("assumption", "when"),
    "outcomes": ("outcome", "when"),
    "patterns": ("criterion", MATCH),
}


@dataclass(frozen=True, slots=True)
class Stated:
    """A step of the author's tree: `all:`, `any:`, `not:` or `at_least:`."""

    operator: str
    conditions: tuple[Condition, ...]
    needed: Scalar | None
    span: Span


Condition = Stated | tree.Tree


@dataclass(frozen=True, slots=True)
class SoughtRecord:
    """One record that a pattern looks for, as written: in which collection, and what must
    hold for it (nothing, where there is no `where`). An `absent` one must not exist."""

    name: tree.Name
    collection: tree.Name | None
    where: Condition | None
    absent: bool


@dataclass(frozen=True, slots=True)
class Sought:
    """What a pattern looks for: the records of `match`, then those of `without`."""

    records: tuple[SoughtRecord, ...]
    span: Span


Body = Sought | Condition
"""What a definition says: a condition, or the records of a pattern."""


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
    body: Body | None


def read_drafts(root: Mapping, root_entity: str, report: Report) -> list[Draft]:
    """The definitions of all sections, in the order of the file within each."""
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
    body: Body | None = None
    if key == MATCH:
        body = _pattern(entry, node, report)
    elif written is not None:
        body = _condition(written, report)
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


def _pattern(entry: Entry, node: Mapping, report: Report) -> Sought | None:
    """The records of a pattern; None if the condition of one cannot be read."""
    usual = fields.scalar(node, "over")
    written = [
        (each, one, key == WITHOUT)
        for key in (MATCH, WITHOUT)
        for each, one in fields.objects(node, key)
    ]
    found = [_record(each, one, usual, absent, report) for each, one, absent in written]
    records = tuple(record for record in found if record is not None)
    return Sought(records, entry.key.span) if len(records) == len(found) else None


def _record(
    entry: Entry, node: Mapping, usual: Scalar | None, absent: bool, report: Report
) -> SoughtRecord | None:
    over, where = fields.scalar(node, "over") or usual, node.get("where")
    condition = None if where is None else _condition(where, report)
    if where is not None and condition is None:
        return None
    name = tree.Name(entry.key.text, entry.key.span)
    collection = None if over is None else tree.Name(over.text.strip(), over.span)
    return SoughtRecord(name, collection, condition, absent)


def names_in(condition: Body | None) -> Iterator[tree.Name]:
    """Every name that a condition mentions, wherever it may stand."""
    for part in _parts_in(condition):
        if isinstance(part, tree.Name):
            yield part
        elif isinstance(part, tree.Member):
            yield part.name


def items_in(condition: Body | None) -> Iterator[tree.Name]:
    """Every name of an item that a condition mentions, `a` in `a.phone` and in `a is b`, but
    for the items that it names itself."""
    own: set[str] = set()
    for part in _parts_in(condition):
        match part:
            case tree.Call(arguments=arguments):
                own.update(each.alias.text for each in arguments if each.alias is not None)
            case tree.Member(item=item) if item.text not in own:
                yield item
            case tree.SameItem(left=left, right=right):
                yield from (name for name in (left, right) if name.text not in own)


def _parts_in(condition: Body | None) -> Iterator[Body]:
    if condition is None:
        return
    yield condition
    for part in _below(condition):
        yield from _parts_in(part)


def _below(condition: Body) -> tuple[Body | None, ...]:
    """The parts right below a part, in the order in which they are written."""
    match condition:
        case Sought(records=records):
            return tuple(record.where for record in records)
        case Stated(conditions=parts) | tree.Logical(operands=parts):
            return parts
        case tree.Unary(operand=operand):
            return (operand,)
        case tree.Binary(left=left, right=right):
            return (left, right)
        case tree.Within(value=value, options=options, whole=whole):
            return (value, whole, *(options or ()))
        case tree.Presence(subject=subject):
            return (subject,)
        case tree.Call(arguments=arguments):
            return tuple(part for each in arguments for part in (each.value, each.where))
        case _:
            return ()
