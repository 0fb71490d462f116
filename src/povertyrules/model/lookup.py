"""Names to nodes: facts, definitions, parameters, and questions about the items themselves."""

from __future__ import annotations

from povertyrules.kernel.catalogue import names, types
from povertyrules.kernel.types import BOOLEAN, DATE
from povertyrules.model.context import Context
from povertyrules.model.nodes import (
    AsOf,
    DefinitionRef,
    Expression,
    FactRef,
    ParameterRef,
    Presence,
    SameItem,
)
from povertyrules.model.parameters import range_of, size_of_parameter
from povertyrules.model.possibility import read_size
from povertyrules.model.quantified import find_collection
from povertyrules.model.ruleset import Collection, Fact, Parameter
from povertyrules.model.scope import item, unqualified
from povertyrules.model.symbols import Symbol
from povertyrules.syntax import tree


def resolve_name(name: tree.Name, context: Context) -> Expression | None:
    if name.text == "as_of" and not name.quoted:
        return AsOf(
            id="", slot=-1, type=DATE, possible=context.as_of, span=name.span, wording="as_of"
        )
    symbol = context.symbols.find(name.text, name.span, context.report)
    if symbol is None:
        return None
    if isinstance(symbol, Parameter):
        return ParameterRef(
            id="",
            slot=-1,
            type=symbol.type,
            possible=range_of(symbol),
            size=size_of_parameter(symbol),
            span=name.span,
            wording=context.wording(name),
            parameter=symbol,
        )
    entity = symbol.parent if isinstance(symbol, Collection) else symbol.entity
    if entity not in context.entities:  # reported where the name is defined
        return None
    level = unqualified(context.scopes, entity, name, context.report)
    return None if level is None else _of_item(name, symbol, level, context)


def resolve_member(member: tree.Member, context: Context) -> Expression | None:
    scope = item(context.scopes, context.base, member.item, context.report)
    symbol = context.symbols.find(member.name.text, member.name.span, context.report)
    if scope is None or symbol is None:
        return None
    owner = symbol.parent if isinstance(symbol, Collection) else getattr(symbol, "entity", None)
    if owner != scope.entity:
        context.report.add(
            names.NOT_IN_ITEM,
            member.span,
            item=member.item.text,
            entity=scope.entity,
            name=member.name.text,
        )
        return None
    return _of_item(member, symbol, scope.level, context)


def _of_item(
    at: tree.Name | tree.Member, symbol: Symbol, level: int, context: Context
) -> Expression | None:
    """A fact or a definition of the item at a level."""
    if isinstance(symbol, Collection):
        context.report.add(names.NOT_A_VALUE, at.span, name=symbol.id)
        return None
    if isinstance(symbol, Fact):
        return FactRef(
            id="",
            slot=-1,
            type=symbol.type,
            possible=symbol.bounds,
            size=read_size(symbol.bounds, symbol.type),
            span=at.span,
            wording=context.wording(at),
            level=level,
            fact=symbol,
        )
    definition = context.definitions.get(symbol.id)
    if definition is None:  # it has faults of its own, reported where it stands
        return None
    return DefinitionRef(
        id="",
        slot=-1,
        type=definition.body.type,
        possible=definition.body.possible,
        size=definition.body.size,
        span=at.span,
        wording=context.wording(at),
        level=level,
        definition=definition,
    )


def resolve_presence(presence: tree.Presence, context: Context) -> Expression | None:
    found = _find_subject(presence.subject, context)
    if found is None:
        return None
    symbol, level = found
    if not isinstance(symbol, Fact | Collection):
        name = presence.subject.text if isinstance(presence.subject, tree.Name) else symbol.id
        context.report.add(types.PRESENCE_OF_DERIVED, presence.subject.span, name=name)
        return None
    context.presence.append(presence.span)
    return Presence(
        id="",
        slot=-1,
        type=BOOLEAN,
        possible=None,
        span=presence.span,
        wording=context.wording(presence),
        level=level,
        subject=symbol,
        missing=presence.missing,
    )


def _find_subject(subject: tree.Name | tree.Member, context: Context) -> tuple[Symbol, int] | None:
    """The symbol that `is missing` asks about, and the level of its item."""
    collection = find_collection(subject, context, report=False)
    if collection is not None:
        return collection
    name = subject.name if isinstance(subject, tree.Member) else subject
    symbol = context.symbols.find(name.text, name.span, context.report)
    if not isinstance(symbol, Fact | Collection):
        return None if symbol is None else (symbol, 0)
    node = (
        resolve_member(subject, context)
        if isinstance(subject, tree.Member)
        else resolve_name(subject, context)
    )
    return (node.fact, node.level) if isinstance(node, FactRef) else None


def resolve_same_item(same: tree.SameItem, context: Context) -> Expression | None:
    left = item(context.scopes, context.base, same.left, context.report)
    right = item(context.scopes, context.base, same.right, context.report)
    if left is None or right is None:
        return None
    if left.entity != right.entity:
        name = same.right.text
        context.report.add(
            names.NOT_IN_ITEM, same.span, item=same.left.text, entity=left.entity, name=name
        )
        return None
    return SameItem(
        id="",
        slot=-1,
        type=BOOLEAN,
        possible=None,
        span=same.span,
        wording=context.wording(same),
        left_level=left.level,
        right_level=right.level,
        negated=same.negated,
    )
