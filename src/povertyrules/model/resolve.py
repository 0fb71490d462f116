"""Syntax tree to typed expression: the part that looks names up and applies operators.

Names are in `lookup.py`, constants in `constants.py`, calls in `calls.py`, quantifiers in
`quantified.py`. Every function returns None when it
reported a fault, so that one run reports them all and none twice.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from povertyrules.kernel.catalogue import names, types
from povertyrules.kernel.possible import Range
from povertyrules.kernel.types import BOOLEAN, Boolean, Choice, Number, Text
from povertyrules.model.calls import resolve_call
from povertyrules.model.constants import choice_value, constant, number
from povertyrules.model.context import Context, outcome_of
from povertyrules.model.drafts import Condition, Stated
from povertyrules.model.lookup import (
    resolve_member,
    resolve_name,
    resolve_presence,
    resolve_same_item,
)
from povertyrules.model.nodes import Apply, Constant, Expression
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

_YES, _NO = ("是", "真", "yes", "on"), ("否", "假", "no", "off")
_TRUTH_WORDS = {**dict.fromkeys(_YES, True), **dict.fromkeys(_NO, False)}


def resolve_condition(condition: Condition, context: Context) -> Expression | None:
    """A condition, stated as a tree or as an expression; it must be true or false."""
    if isinstance(condition, Stated):
        return _stated(condition, context)
    if _is_word(condition, context):
        return None
    node = resolve(condition, context)
    return node if node is not None and condition_type(node, context.report) else None


def _is_word(condition: tree.Tree, context: Context) -> bool:
    """Report `yes`, `否` and their kin where something must be true or false."""
    word = condition.text if isinstance(condition, tree.Name) else ""
    if not _says_truth(word, context):
        return False
    write = "true" if _TRUTH_WORDS[word.lower()] else "false"
    context.report.add(names.TRUTH_WORD, condition.span, word=word, write=write)
    return True


def _says_truth(word: str, context: Context) -> bool:
    """Whether a word says that something holds or not, and is nothing else in the ruleset."""
    known = context.symbols.get(word) is not None or word in context.symbols.damaged
    return word.lower() in _TRUTH_WORDS and not known


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
    return _stated_node(stated, operands, parameters)


def _stated_node(
    stated: Stated, operands: tuple[Expression, ...], parameters: dict[str, Any]
) -> Expression:
    return Apply(
        id="",
        slot=-1,
        type=BOOLEAN,
        possible=outcome_of(stated.operator, operands, parameters),
        span=stated.span,
        wording=lambda: _stated_text(stated.operator, operands, parameters),
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
    node: Expression | None = _RESOLVERS[type(expression)](expression, context)
    return node


def _text(literal: tree.TextLiteral, _: Context) -> Expression:
    return constant(literal, Text(len(literal.value)), literal.value)


def _truth(literal: tree.TruthLiteral, _: Context) -> Expression:
    return constant(literal, BOOLEAN, literal.value)


def _numeral(literal: tree.NumberLiteral, _: Context) -> Expression:
    return number(literal)


def _call(call: tree.Call, context: Context) -> Expression | None:
    return resolve_call(call, context, resolve)


def _unary(unary: tree.Unary, context: Context) -> Expression | None:
    if unary.operator == "not":
        denied = resolve_condition(unary.operand, context)
        return None if denied is None else context.apply("not", (denied,), BOOLEAN, unary)
    operand = resolve(unary.operand, context)
    if operand is None:
        return None
    if not isinstance(operand.type, Number):
        mismatch("-", (operand,), unary.span, "number", context.report)
        return None
    return context.apply("negative", (operand,), operand.type, unary)


def _binary(binary: tree.Binary, context: Context) -> Expression | None:
    if binary.operator in ("==", "!=") and _compares_with_word(binary, context):
        return None
    if binary.operator == "implies":
        return _connected("implies", (binary.left, binary.right), binary, context)
    pair = resolve_pair(binary.left, binary.right, context)
    if pair is None:
        return None
    type_ = _TYPING[binary.operator](binary.operator, pair, binary.at, context.report)
    if type_ is None or not _can_apply(binary, pair, context):
        return None
    return context.apply(binary.operator, pair, type_, binary)


def _compares_with_word(binary: tree.Binary, context: Context) -> bool:
    """Report `condition == 否` and its kin: a condition is written as it is, or with `not`."""
    word = _word(binary.right)
    if not _says_truth(word, context):
        return False
    condition = resolve(binary.left, context)
    if condition is None or not isinstance(condition.type, Boolean):
        return condition is None
    holds = _TRUTH_WORDS[word.lower()] == (binary.operator == "==")
    simple = isinstance(binary.left, tree.Name | tree.Member | tree.Call)
    denied = f"not {condition.text}" if simple else f"not ({condition.text})"
    write = condition.text if holds else denied
    context.report.add(names.TRUTH_WORD, binary.right.span, word=word, write=write)
    return True


def _word(expression: tree.Tree) -> str:
    if isinstance(expression, tree.TextLiteral):
        return expression.value
    return expression.text if isinstance(expression, tree.Name) else ""


def _can_apply(binary: tree.Binary, pair: tuple[Expression, Expression], context: Context) -> bool:
    left, right = pair
    if binary.operator == "/" and _may_be_zero(right):
        context.report.add(types.POSSIBLE_ZERO_DIVISOR, right.span, divisor=right.text.strip("`"))
        return False
    if not isinstance(left.type, Choice) or not isinstance(right.type, Choice):
        return True
    if set(left.type.values) & set(right.type.values):
        return True
    context.report.add(types.NO_COMMON_CHOICE, binary.span)
    return False


def _may_be_zero(node: Expression) -> bool:
    possible = node.possible
    return isinstance(possible, Range) and possible.low <= 0 <= possible.high


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
        value = choice_value(expression, other.type, other, context)
        if value is None:
            return None
        single = Choice(other.type.values)
        return constant(expression, single, value)
    return resolve(expression, context)


def _logical(logical: tree.Logical, context: Context) -> Expression | None:
    return _connected(logical.operator, logical.operands, logical, context)


def _connected(
    operator: str, conditions: tuple[tree.Tree, ...], at: tree.Tree, context: Context
) -> Expression | None:
    operands = [resolve_condition(condition, context) for condition in conditions]
    whole = tuple(o for o in operands if o is not None)
    return context.apply(operator, whole, BOOLEAN, at) if len(whole) == len(operands) else None


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


_RESOLVERS: dict[type, Callable[[Any, Context], Expression | None]] = {
    tree.Name: resolve_name,
    tree.Member: resolve_member,
    tree.NumberLiteral: _numeral,
    tree.TextLiteral: _text,
    tree.TruthLiteral: _truth,
    tree.Unary: _unary,
    tree.Binary: _binary,
    tree.Logical: _logical,
    tree.Within: _within,
    tree.Presence: resolve_presence,
    tree.SameItem: resolve_same_item,
    tree.Call: _call,
}
