"""Quantifiers and aggregates over a collection."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from povertyrules.kernel.catalogue import names, parameters, types
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.possible import Possible
from povertyrules.kernel.quantifiers import QUANTIFIERS
from povertyrules.kernel.sizes import MAX_COMPUTED, Size, size_of, size_of_sum, widest
from povertyrules.kernel.types import BOOLEAN, INTEGER, Number, Type
from povertyrules.model.context import Context
from povertyrules.model.nodes import Expression, Quantify
from povertyrules.model.ruleset import Collection
from povertyrules.model.scope import check_alias, item, unqualified, with_item
from povertyrules.model.typing import condition_type, mismatch, sum_type
from povertyrules.syntax import tree

Resolve = Callable[[tree.Tree, Context], Expression | None]


def find_collection(
    subject: tree.Tree, context: Context, *, report: bool = True
) -> tuple[Collection, int] | None:
    """The collection that an expression names, and the level of the item that has it."""
    to = context.report if report else Report()
    if isinstance(subject, tree.Name):
        symbol = context.symbols.get(subject.text)
        if isinstance(symbol, Collection):
            level = unqualified(context.scopes, symbol.parent, subject, to)
            return None if level is None else (symbol, level)
    elif isinstance(subject, tree.Member):
        symbol = context.symbols.get(subject.name.text)
        scope = item(context.scopes, context.base, subject.item, to)
        if isinstance(symbol, Collection) and scope is not None and symbol.parent == scope.entity:
            return symbol, scope.level
    return None


def names_collection(subject: tree.Tree, context: Context) -> bool:
    name = subject.name if isinstance(subject, tree.Member) else subject
    return isinstance(name, tree.Name) and isinstance(context.symbols.get(name.text), Collection)


def resolve_quantifier(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
    first, *rest = call.arguments
    if not names_collection(first.value, context):
        _report_no_collection(call, first, context)
        return None
    found = find_collection(first.value, context)
    if found is None:
        return None
    collection, level = found
    taken = first.alias is not None and context.symbols.get(first.alias.text) is not None
    check_alias(context.scopes, first.alias, taken, context.report)
    alias = None if first.alias is None else first.alias.text
    inside = context.inside(with_item(context.scopes, collection.id, alias))
    where = None if first.where is None else _condition(first.where, inside, resolve)
    body = resolve(rest[0].value, inside) if rest else None
    otherwise = resolve(rest[1].value, context) if len(rest) > 1 else None
    if (first.where is not None and where is None) or (rest and body is None):
        return None
    if len(rest) > 1 and otherwise is None:
        return None
    if call.function.text == "any" and body is None:
        where, body = None, where
    return _build(call, context, collection, level, where, body, otherwise)


def _condition(condition: tree.Tree, context: Context, resolve: Resolve) -> Expression | None:
    node = resolve(condition, context)
    return node if node is not None and condition_type(node, context.report) else None


def _report_no_collection(call: tree.Call, first: tree.Argument, context: Context) -> None:
    open_entities = {scope.entity for scope in context.scopes}
    shown = [e.id for e in context.entities.values() if e.parent in open_entities]
    context.report.add(
        names.COLLECTION_EXPECTED,
        first.value.span,
        function=call.function.text,
        name=first.value.span.text,
        collections=", ".join(shown) or "—",
    )


def _build(
    call: tree.Call,
    context: Context,
    collection: Collection,
    level: int,
    where: Expression | None,
    body: Expression | None,
    otherwise: Expression | None,
) -> Expression | None:
    quantifier = call.function.text
    type_ = _type(call, body, otherwise, context)
    if type_ is None:
        return None
    may_be_empty = collection.size.low == 0 or where is not None
    if quantifier in ("min", "max") and may_be_empty and otherwise is None:
        context.report.add(
            types.EMPTY_EXTREME,
            call.function.span,
            function=quantifier,
            collection=collection.id,
        )
        return None
    if quantifier == "all" and where is None and may_be_empty:
        context.report.add(parameters.EMPTY_ALL, call.function.span, collection=collection.id)
    possible = possible_of(quantifier, collection, where, body, otherwise)
    size = _size(quantifier, collection, type_, possible, body, otherwise)
    if size.is_too_long:
        context.report.add(types.RESULT_TOO_LONG, call.span, limit=MAX_COMPUTED)
        return None
    return Quantify(
        id="",
        slot=-1,
        type=type_,
        possible=possible,
        size=size,
        span=call.span,
        wording=context.wording(call),
        quantifier=quantifier,
        level=level,
        collection=collection,
        item_level=len(context.scopes),
        where=where,
        body=body,
        otherwise=otherwise,
    )


def _type(
    call: tree.Call, body: Expression | None, otherwise: Expression | None, context: Context
) -> Type | None:
    quantifier = call.function.text
    if quantifier == "count":
        return INTEGER
    if body is None:
        _report_body(call, context)
        return None
    if quantifier in ("any", "all"):
        return BOOLEAN if condition_type(body, context.report) else None
    if not isinstance(body.type, Number):
        mismatch(quantifier, (body,), body.span, "number", context.report)
        return None
    if otherwise is None:
        return body.type
    return sum_type(quantifier, (body, otherwise), otherwise.span, context.report)


def _report_body(call: tree.Call, context: Context) -> None:
    context.report.add(
        types.WRONG_ARGUMENTS,
        call.span,
        function=call.function.text,
        expected="a condition as well",
        expected_zh="一个条件",
        count=1,
        usage="any(members, age < 16)",
    )


def _size(
    quantifier: str,
    collection: Collection,
    type_: Type,
    possible: Possible,
    body: Expression | None,
    otherwise: Expression | None,
) -> Size:
    """How many digits the result may have."""
    if not isinstance(type_, Number) or body is None:
        return size_of(possible)
    if quantifier == "sum":
        return size_of_sum(body.size, cast("int", collection.size.high), type_.decimals)
    ends = [body.size] if otherwise is None else [body.size, otherwise.size]
    return widest(ends, type_.decimals)


def possible_of(
    quantifier: str,
    collection: Collection,
    where: Expression | None,
    body: Expression | None,
    otherwise: Expression | None,
) -> Possible:
    """What a quantifier may give, from what its conditions may be."""
    item_possible = (
        True if where is None else where.possible,
        True if body is None else body.possible,
    )
    nothing = None if otherwise is None else otherwise.possible
    possible: Possible = QUANTIFIERS[quantifier].unlisted(
        collection.size,
        item_possible,  # type: ignore[arg-type]
        nothing,
    )
    return possible
