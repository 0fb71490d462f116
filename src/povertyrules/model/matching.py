"""From the records that a pattern looks for to the quantifiers that find them, and back.

The meaning of a pattern is that of the quantifiers, so no engine knows of it. Their spans are
those of the author's text.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from povertyrules.kernel.source import Span
from povertyrules.kernel.types import BOOLEAN
from povertyrules.model.context import Context, outcome_of
from povertyrules.model.drafts import Sought, SoughtRecord
from povertyrules.model.nodes import Apply, Constant, Expression, Quantify, SameItem
from povertyrules.model.pattern import Pattern, PatternRecord
from povertyrules.model.quantified import possible_of
from povertyrules.model.reading import walk
from povertyrules.model.resolve import resolve_condition
from povertyrules.model.scope import with_record
from povertyrules.model.seeking import Found, found_records


def resolve_pattern(sought: Sought, context: Context) -> Expression | None:
    """The condition that some records are as a pattern describes them."""
    found = found_records(sought, context)
    if found is None:
        return None
    matched = [record for record in found if not record.is_absent]
    return _nest(matched, [record for record in found if record.is_absent], context)


def pattern_of(sought: Sought, body: Expression, level: int) -> Pattern:
    """The structure of the body that `resolve_pattern` made, numbered since then."""
    nodes = {node.span: node for node in walk(body) if isinstance(node, Quantify)}
    records: list[PatternRecord] = []
    for each in sought.records:
        node = nodes[each.name.span]
        others = tuple(r.name for r in records if not r.absent and r.collection is node.collection)
        records.append(_record(each, node, others))
    return Pattern(level, tuple(records))


def _record(sought: SoughtRecord, node: Quantify, others: tuple[str, ...]) -> PatternRecord:
    steps = cast("Apply", node.body).operands
    return PatternRecord(
        name=sought.name.text,
        collection=node.collection,
        owner_level=node.level,
        level=node.item_level,
        absent=sought.absent,
        condition=None if sought.where is None else steps[len(others)],
        different_from=others,
        quantifier=node,
    )


def _nest(matched: list[Found], absent: list[Found], context: Context) -> Expression | None:
    """The quantifier of the first record, with those of the others in it."""
    record, *others = matched
    inside = _inside(record, context)
    own = _own(record, inside)
    within = _nest(others, absent, inside) if others else None
    rest = [within] if others else [_denied(each, inside) for each in absent]
    steps = _whole([*own, *rest])
    return None if steps is None else _sought(record, steps)


def _denied(record: Found, context: Context) -> Expression | None:
    """That there is no such record."""
    steps = _whole(_own(record, _inside(record, context)))
    if steps is None:
        return None
    node = _sought(record, steps)
    return _applied("not", (node,), record.at, lambda: f"not {node.text}")


def _whole(steps: list[Expression | None]) -> list[Expression] | None:
    """The steps, unless one of them has a fault."""
    sound = [step for step in steps if step is not None]
    return sound if len(sound) == len(steps) else None


def _inside(record: Found, context: Context) -> Context:
    name = record.sought.name.text
    return context.inside(with_record(context.scopes, record.collection.id, name))


def _own(record: Found, context: Context) -> list[Expression | None]:
    """What must hold of a record itself: that it is none of the others, and its condition."""
    steps: list[Expression | None] = [
        _different(record, name, level) for name, level in record.different
    ]
    if record.sought.where is not None:
        steps.append(resolve_condition(record.sought.where, context))
    return steps


def _different(record: Found, name: str, level: int) -> Expression:
    return SameItem(
        id="",
        slot=-1,
        type=BOOLEAN,
        possible=None,
        span=record.at,
        wording=f"{record.sought.name.text} is not {name}",
        left_level=record.level,
        right_level=level,
        negated=True,
    )


def _sought(record: Found, steps: list[Expression]) -> Quantify:
    """The quantifier that finds a record for which all the steps hold."""
    operands = tuple(steps) or (_true(record.at),)
    body = _applied("and", operands, record.at, lambda: " and ".join(map(_bracketed, operands)))
    name, collection = record.sought.name.text, record.collection
    return Quantify(
        id="",
        slot=-1,
        type=BOOLEAN,
        possible=possible_of("any", collection, None, body, None),
        span=record.at,
        wording=lambda: f"any({collection.id} as {name}, {body.text})",
        quantifier="any",
        level=record.owner_level,
        collection=collection,
        item_level=record.level,
        where=None,
        body=body,
        otherwise=None,
    )


def _bracketed(node: Expression) -> str:
    """A step as it stands beside others."""
    is_mixed = isinstance(node, Apply) and node.operator in ("or", "implies")
    return f"({node.text})" if is_mixed else node.text


def _true(span: Span) -> Constant:
    """The condition of a record that may be any."""
    return Constant(
        id="", slot=-1, type=BOOLEAN, possible=True, span=span, wording="true", value=True
    )


def _applied(
    operator: str, operands: tuple[Expression, ...], span: Span, wording: Callable[[], str]
) -> Apply:
    return Apply(
        id="",
        slot=-1,
        type=BOOLEAN,
        possible=outcome_of(operator, operands, {}),
        span=span,
        wording=wording,
        operator=operator,
        operands=operands,
        stated=True,
    )
