"""Syntax tree to typed expression: the part that looks names up and applies operators.

Calls are in `calls.py`, quantifiers in `quantified.py`. Every function returns None when it
reported a fault, so that one run reports them all and none twice.
"""

from __future__ import annotations

from typing import Any

from povertyrules.kernel.catalogue import names, types
from povertyrules.kernel.numbers import decimals_in, parse_number, scale
from povertyrules.kernel.suggest import nearest
from povertyrules.kernel.types import BOOLEAN, DATE, Choice, Number, Text, Type
from povertyrules.model.calls import resolve_call
from povertyrules.model.context import Context, outcome_of
from povertyrules.model.drafts import Condition, Draft, Stated
from povertyrules.model.nodes import (
    Apply,
    AsOf,
    Constant,
    DefinitionRef,
    Expression,
    FactRef,
    ParameterRef,
    Presence,
    SameItem,
)
from povertyrules.model.parameters import range_of
from povertyrules.model.possibility import of_value
from povertyrules.model.quantified import find_collection
from povertyrules.model.ruleset import Collection, Definition, Fact, Parameter
from povertyrules.model.scope import item, unqualified
from povertyrules.model.symbols import Symbol
from povertyrules.model.typing import (
    condition_type,
    equality_type,
    mismatch,
    order_type,
    product_type,
    sum_type,
)
from povertyrules.syntax import tree

_TYPING = {
    **dict.fromkeys(("<", "<=", ">", ">="), order_type),
    **dict.fromkeys(("==", "!="), equality_type),
    **dict.fromkeys(("+", "-"), sum_type),
    **dict.fromkeys(("*", "/"), product_type),
}


def resolve_condition(condition: Condition, context: Context) -> Expression | None:
    """A condition, stated as a tree or as an expression; it must be true or false."""
    node = _stated(condition, context) if isinstance(condition, Stated) else resolve(
        condition, context
    )
    if node is None or not condition_type(node, context.report):
        return None
    return node


def _stated(stated: Stated, context: Context) -> Expression | None:
    parts = [resolve_condition(c, context) for c in stated.conditions]
    operands = tuple(p for p in parts if p is not None)
    if len(operands) != len(parts):
        return None
    parameters: dict[str, Any] = {}
    if stated.needed is not None:
        needed = stated.needed.value
        if not isinstance(needed, int) or not 1 <= needed <= len(operands):
            count, span = len(operands), stated.needed.span
            context.report.add(types.AT_LEAST_RANGE, span, needed=stated.needed.text, count=count)
            return None
        parameters["needed"] = needed
    return _stated_node(stated, operands, context, parameters)


def _stated_node(
    stated: Stated, operands: tuple[Expression, ...], context: Context, parameters: dict[str, Any]
) -> Expression:
    return Apply(
        id="",
        slot=-1,
        type=BOOLEAN,
        possible=outcome_of(stated.operator, operands, parameters),
        span=stated.span,
        text=_stated_text(stated.operator, operands, parameters),
        operator=stated.operator,
        operands=operands,
        parameters=tuple(parameters.items()),
        stated=True,
    )


def _stated_text(
    operator: str, operands: tuple[Expression, ...], parameters: dict[str, Any]
) -> str:
    texts = [o.text for o in operands]
    if operator == "not":
        return f"not ({texts[0]})"
    if operator == "at_least":
        return f"at_least({parameters['needed']}, {', '.join(texts)})"
    return f" {operator} ".join(f"({t})" if " " in t else t for t in texts)


def resolve(expression: tree.Tree, context: Context) -> Expression | None:
    """Resolve an expression that stands by itself."""
    match expression:
        case tree.Name():
            return _name(expression, context)
        case tree.Member():
            return _member(expression, context)
        case tree.NumberLiteral():
            return _number(expression)
        case tree.TextLiteral():
            return constant(expression, Text(len(expression.value)), expression.value)
        case tree.TruthLiteral():
            return constant(expression, BOOLEAN, expression.value)
        case tree.Unary():
            return _unary(expression, context)
        case tree.Binary():
            return _binary(expression, context)
        case tree.Logical():
            return _logical(expression, context)
        case tree.Within():
            return _within(expression, context)
        case tree.Presence():
            return _presence(expression, context)
        case tree.SameItem():
            return _same_item(expression, context)
        case tree.Call():
            return resolve_call(expression, context, resolve)


def constant(at: tree.Tree, type_: Type, value: bool | int | str) -> Constant:
    text = at.span.text if not isinstance(at, tree.TextLiteral) else f'"{at.value}"'
    possible = of_value(value, type_)
    return Constant(
        id="", slot=-1, type=type_, possible=possible, span=at.span, text=text, value=value
    )


def _number(literal: tree.NumberLiteral) -> Constant:
    decimals = decimals_in(literal.text)
    value = parse_number(literal.text)
    scaled = None if value is None else scale(value, decimals)
    assert scaled is not None, "the grammar admits plain numerals only"
    return constant(literal, Number(decimals, None), scaled)


def _name(name: tree.Name, context: Context) -> Expression | None:
    if name.text == "as_of" and not name.quoted:
        return AsOf(
            id="", slot=-1, type=DATE, possible=context.as_of, span=name.span, text="as_of"
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
            span=name.span,
            text=context.text(name),
            parameter=symbol,
        )
    entity = symbol.parent if isinstance(symbol, Collection) else symbol.entity
    level = unqualified(context.scopes, entity, name, context.report)
    return None if level is None else _of_item(name, symbol, level, context)


def _member(member: tree.Member, context: Context) -> Expression | None:
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
            span=at.span,
            text=context.text(at),
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
        span=at.span,
        text=context.text(at),
        level=level,
        definition=definition,
    )


def _unary(unary: tree.Unary, context: Context) -> Expression | None:
    operand = resolve(unary.operand, context)
    if operand is None:
        return None
    if unary.operator == "not":
        if not condition_type(operand, context.report):
            return None
        return context.apply("not", (operand,), BOOLEAN, unary)
    if not isinstance(operand.type, Number):
        mismatch("-", (operand,), unary.span, "number", context.report)
        return None
    return context.apply("negative", (operand,), operand.type, unary)


def _binary(binary: tree.Binary, context: Context) -> Expression | None:
    pair = resolve_pair(binary.left, binary.right, context)
    if pair is None:
        return None
    if binary.operator == "implies":
        sound = [condition_type(side, context.report) for side in pair]
        return context.apply("implies", pair, BOOLEAN, binary) if all(sound) else None
    type_ = _TYPING[binary.operator](binary.operator, pair, binary.at, context.report)
    if type_ is None or not _can_apply(binary, pair, context):
        return None
    return context.apply(binary.operator, pair, type_, binary)


def _can_apply(
    binary: tree.Binary, pair: tuple[Expression, Expression], context: Context
) -> bool:
    left, right = pair
    if binary.operator == "/":
        low, high = right.possible  # type: ignore[misc]
        if low <= 0 <= high:
            context.report.add(types.POSSIBLE_ZERO_DIVISOR, right.span, divisor=right.text)
            return False
    if isinstance(left.type, Choice) and isinstance(right.type, Choice):
        if not set(left.type.values) & set(right.type.values):
            context.report.add(types.NO_COMMON_CHOICE, binary.span)
            return False
    return True


def resolve_pair(
    left: tree.Tree, right: tree.Tree, context: Context
) -> tuple[Expression, Expression] | None:
    """Both sides of an operator; a text beside a choice is one of its values."""
    if isinstance(left, tree.TextLiteral) and not isinstance(right, tree.TextLiteral):
        other = resolve(right, context)
        mine = None if other is None else beside(left, other, context)
        return None if mine is None or other is None else (mine, other)
    first = resolve(left, context)
    if first is None:
        resolve(right, context)  # for its own faults
        return None
    second = beside(right, first, context)
    return None if second is None else (first, second)


def beside(expression: tree.Tree, other: Expression, context: Context) -> Expression | None:
    """Resolve an expression where it meets `other`: a text may be a value of its choice."""
    if isinstance(expression, tree.TextLiteral) and isinstance(other.type, Choice):
        value = choice_value(expression, other, context)
        if value is None:
            return None
        single = Choice(other.type.values)
        return constant(expression, single, value)
    return resolve(expression, context)


def choice_value(
    literal: tree.TextLiteral, other: Expression, context: Context
) -> str | None:
    """The value that a text names, by id or by label."""
    assert isinstance(other.type, Choice)
    labels = choice_labels(other)
    if literal.value in other.type.values:
        return literal.value
    by_label = {label: value for value, label in labels.items()}
    if literal.value in by_label:
        return by_label[literal.value]
    known = [*other.type.values, *labels.values()]
    context.report.add(
        types.UNKNOWN_CHOICE,
        literal.span,
        value=literal.value,
        name=other.text,
        values=", ".join(other.type.values),
        suggestion=nearest(literal.value, known),
    )
    return None


def choice_labels(node: Expression) -> dict[str, str]:
    """The labels of the choice that an expression comes from."""
    if isinstance(node, FactRef):
        return dict(node.fact.labels)
    if isinstance(node, DefinitionRef):
        return choice_labels(node.definition.body)
    return {k: v for child in node.children for k, v in choice_labels(child).items()}


def _logical(logical: tree.Logical, context: Context) -> Expression | None:
    operands = [resolve(operand, context) for operand in logical.operands]
    whole = [o for o in operands if o is not None and condition_type(o, context.report)]
    if len(whole) != len(operands):
        return None
    return context.apply(logical.operator, tuple(whole), BOOLEAN, logical)


def _within(within: tree.Within, context: Context) -> Expression | None:
    if within.whole is not None:
        node = _contained(within, within.whole, context)
    else:
        node = _among(within, context)
    if node is not None and within.negated:
        return context.apply("not", (node,), BOOLEAN, within)
    return node


def _contained(within: tree.Within, whole: tree.Tree, context: Context) -> Expression | None:
    chosen = resolve(whole, context)
    if chosen is None:
        return None
    wanted = beside(within.value, chosen, context)
    if wanted is None:
        return None
    if not isinstance(chosen.type, Choice) or not chosen.type.many:
        mismatch("in", (wanted, chosen), within.span, "many", context.report)
        return None
    if not isinstance(wanted, Constant) or not isinstance(wanted.type, Choice):
        context.report.add(
            types.NOT_A_CONSTANT,
            within.value.span,
            function="in",
            what="one of the values",
            what_zh="某个取值",
            usage='"value" in list',
        )
        return None
    return context.apply("contains", (chosen, wanted), BOOLEAN, within)


def _among(within: tree.Within, context: Context) -> Expression | None:
    value = resolve(within.value, context)
    if value is None:
        return None
    resolved = [beside(option, value, context) for option in within.options or ()]
    options = [o for o in resolved if o is not None]
    if len(options) != len(resolved):
        return None
    for option in options:
        if equality_type("in", (value, option), option.span, context.report) is None:
            return None
        if not isinstance(option, Constant):
            usage = 'x in ["a", "b"]'
            context.report.add(
                types.NOT_A_CONSTANT,
                option.span,
                function="in",
                what="each value",
                what_zh="各个取值",
                usage=usage,
            )
            return None
    return context.apply("in", (value, *options), BOOLEAN, within)


def _presence(presence: tree.Presence, context: Context) -> Expression | None:
    found = find_subject(presence.subject, context)
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
        text=context.text(presence),
        level=level,
        subject=symbol,
        missing=presence.missing,
    )


def find_subject(
    subject: tree.Name | tree.Member, context: Context
) -> tuple[Symbol, int] | None:
    """The symbol that `is missing` asks about, and the level of its item."""
    collection = find_collection(subject, context, report=False)
    if collection is not None:
        return collection
    name = subject.name if isinstance(subject, tree.Member) else subject
    symbol = context.symbols.find(name.text, name.span, context.report)
    if symbol is None or isinstance(symbol, Parameter | Draft | Definition):
        return None if symbol is None else (symbol, 0)
    node = resolve(subject, context)
    return (node.fact, node.level) if isinstance(node, FactRef) else None


def _same_item(same: tree.SameItem, context: Context) -> Expression | None:
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
        text=context.text(same),
        left_level=left.level,
        right_level=right.level,
        negated=same.negated,
    )
