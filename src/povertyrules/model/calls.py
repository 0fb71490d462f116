"""Calls of functions."""

from __future__ import annotations

import re
from collections.abc import Callable

from povertyrules.kernel.calendar import days_in_month_of, parse_date, parse_month
from povertyrules.kernel.catalogue import types
from povertyrules.kernel.catalogue.structure import IMPOSSIBLE_DATE
from povertyrules.kernel.numbers import ROUNDING_MODES
from povertyrules.kernel.types import (
    BOOLEAN,
    DATE,
    INTEGER,
    MONTH,
    Choice,
    Date,
    Month,
    Number,
    Text,
    Type,
)
from povertyrules.model.context import Context
from povertyrules.model.functions import call_function, report_contested, report_unknown
from povertyrules.model.nodes import Constant, Expression
from povertyrules.model.possibility import of_value
from povertyrules.model.quantified import Resolve, names_collection, resolve_quantifier
from povertyrules.model.regular import PatternFault, compile_pattern
from povertyrules.model.typenames import comparable
from povertyrules.model.typing import condition_type, mismatch, sum_type
from povertyrules.model.vocabulary import FUNCTIONS, QUANTIFIER_USAGE
from povertyrules.syntax import tree

Operands = tuple[Expression, ...]


def resolve_call(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
    name = call.function.text
    if name not in FUNCTIONS:
        return _of_plugin(call, context, resolve)
    if not _check_count(call, context):
        return None
    if name in QUANTIFIER_USAGE:
        if name == "count" and not names_collection(call.arguments[0].value, context):
            return _chosen(call, context, resolve)
        return resolve_quantifier(call, context, resolve)
    if not _check_plain(call, context):
        return None
    return _FUNCTIONS[name](call, context, resolve)


def _of_plugin(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
    function = context.granted.function(call.function.text)
    if report_contested(call, context):
        return None
    if function is None:
        report_unknown(call, context)
        return None
    return call_function(call, function, context, resolve) if _check_plain(call, context) else None


def _check_count(call: tree.Call, context: Context) -> bool:
    usage, count = FUNCTIONS[call.function.text], len(call.arguments)
    if usage.least <= count <= usage.most:
        return True
    many = usage.least if usage.least == usage.most else f"{usage.least}–{usage.most}"
    context.report.add(
        types.WRONG_ARGUMENTS,
        call.span,
        function=call.function.text,
        expected=f"{many} value{'' if many == 1 else 's'} in its brackets",
        expected_zh=f"括号内有 {many} 项",
        count=count,
        usage=usage.example,
    )
    return False


def _check_plain(call: tree.Call, context: Context) -> bool:
    for argument in call.arguments:
        extra = argument.alias or argument.where
        if extra is not None:
            context.report.add(types.NAMED_ARGUMENT, extra.span)
            return False
    return True


def _operands(call: tree.Call, context: Context, resolve: Resolve) -> Operands | None:
    resolved = [resolve(argument.value, context) for argument in call.arguments]
    whole = tuple(node for node in resolved if node is not None)
    return whole if len(whole) == len(resolved) else None


def _not_constant(
    call: tree.Call, argument: tree.Argument, context: Context, what: str, what_zh: str
) -> None:
    context.report.add(
        types.NOT_A_CONSTANT,
        argument.span,
        function=call.function.text,
        what=what,
        what_zh=what_zh,
        usage=FUNCTIONS[call.function.text].example,
    )


def _chosen(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
    """`count(risks)`: how many values of a list of choices are chosen."""
    node = resolve(call.arguments[0].value, context)
    if node is None or not _check_plain(call, context):
        return None
    if not isinstance(node.type, Choice) or not node.type.many:
        mismatch("count", (node,), call.span, "many", context.report)
        return None
    return context.apply("chosen", (node,), INTEGER, call)


def _round(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
    value = resolve(call.arguments[0].value, context)
    decimals, mode = call.arguments[1].value, call.arguments[2].value
    if value is None:
        return None
    if not isinstance(decimals, tree.NumberLiteral) or not re.fullmatch("[0-9]", decimals.text):
        _not_constant(call, call.arguments[1], context, "the number of decimals", "小数位数")
        return None
    if not isinstance(mode, tree.Name) or mode.text not in ROUNDING_MODES:
        modes = ", ".join(ROUNDING_MODES)
        _not_constant(call, call.arguments[2], context, f"one of {modes}", f"以下之一（{modes}）")
        return None
    if not isinstance(value.type, Number):
        mismatch("round", (value,), call.span, "number", context.report)
        return None
    count = int(decimals.text)
    type_ = Number(count, value.type.unit)
    return context.apply("round", (value,), type_, call, decimals=count, mode=mode.text)


def _numeric(operator: str) -> Builder:
    """`abs`, `least`, `greatest`: numbers in, a number of the same unit out."""

    def build(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
        operands = _operands(call, context, resolve)
        if operands is None:
            return None
        type_ = sum_type(operator, operands, call.span, context.report)
        return None if type_ is None else context.apply(operator, operands, type_, call)

    return build


def _if(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
    operands = _operands(call, context, resolve)
    if operands is None or not condition_type(operands[0], context.report):
        return None
    pair = operands[1:]
    if all(isinstance(o.type, Number) for o in pair):
        type_ = sum_type("if", pair, call.span, context.report)
    elif _of_one_kind(pair[0].type, pair[1].type):
        type_ = _wider(pair)
    else:
        mismatch("if", pair, call.span, "equal", context.report)
        return None
    return None if type_ is None else context.apply("if", operands, type_, call)


def _of_one_kind(first: Type, second: Type) -> bool:
    """Whether either may stand for the other. The order of a choice's values is no part of it."""
    if isinstance(first, Choice) and isinstance(second, Choice):
        alike = (first.many, first.max_chosen) == (second.many, second.max_chosen)
        return alike and set(first.values) == set(second.values)
    return comparable(first, second)


def _wider(pair: Operands) -> Type:
    first, second = pair[0].type, pair[1].type
    if isinstance(first, Text) and isinstance(second, Text):
        return Text(max(first.max_length, second.max_length))
    return first


def _between(operator: str) -> Builder:
    """Two dates, or two months, give a whole number."""

    def build(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
        operands = _operands(call, context, resolve)
        if operands is None:
            return None
        kinds = {type(o.type) for o in operands}
        if kinds == {Month} and operator == "months_between":
            return context.apply("month_difference", operands, INTEGER, call)
        if kinds != {Date}:
            kind = "day" if operator == "months_between" else "date"
            mismatch(operator, operands, call.span, kind, context.report)
            return None
        return context.apply(operator, operands, INTEGER, call)

    return build


def _of_date(operator: str, type_: Type) -> Builder:
    def build(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
        operands = _operands(call, context, resolve)
        if operands is None:
            return None
        if not isinstance(operands[0].type, Date):
            mismatch(operator, operands, call.span, "date", context.report)
            return None
        return context.apply(operator, operands, type_, call)

    return build


def _length(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
    text = _text(call, context, resolve)
    return None if text is None else context.apply("length", (text,), INTEGER, call)


def _text(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
    text = resolve(call.arguments[0].value, context)
    if text is None or isinstance(text.type, Text):
        return text
    mismatch(call.function.text, (text,), call.span, "text", context.report)
    return None


def _starts_with(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
    text, prefix = _text(call, context, resolve), call.arguments[1].value
    if not isinstance(prefix, tree.TextLiteral):
        _not_constant(call, call.arguments[1], context, "the text", "文字")
        return None
    if text is None:
        return None
    return context.apply("starts_with", (text,), BOOLEAN, call, prefix=prefix.value)


def _matches(call: tree.Call, context: Context, resolve: Resolve) -> Expression | None:
    text, pattern = _text(call, context, resolve), call.arguments[1].value
    if not isinstance(pattern, tree.TextLiteral):
        _not_constant(call, call.arguments[1], context, "the pattern", "匹配式")
        return None
    try:
        compiled = compile_pattern(pattern.value)
    except PatternFault as fault:
        context.report.add(types.BAD_PATTERN, pattern.span, reason=str(fault))
        return None
    if text is None:
        return None
    return context.apply("matches", (text,), BOOLEAN, call, pattern=compiled)


def _literal(type_: Date | Month, read: Callable[[str], int | None]) -> Builder:
    """`date("2020-03-20")` and `month("2020-03")`."""

    def build(call: tree.Call, context: Context, _: Resolve) -> Expression | None:
        written = call.arguments[0].value
        if not isinstance(written, tree.TextLiteral):
            _not_constant(call, call.arguments[0], context, f"the {type_}", "日期")
            return None
        value = read(written.value)
        if value is None:
            _not_a_date(written, type_, context)
            return None
        return Constant(
            id="",
            slot=-1,
            type=type_,
            possible=of_value(value, type_),
            span=call.span,
            wording=f'{type_}("{written.value}")',
            value=value,
        )

    return build


def _not_a_date(written: tree.TextLiteral, type_: Date | Month, context: Context) -> None:
    """What is wrong with a date, in the words in which it is said elsewhere in the file."""
    text, month = written.value, days_in_month_of(written.value)
    if month is not None:
        context.report.add(IMPOSSIBLE_DATE, written.span, text=text, month=month[0], days=month[1])
        return
    zh = "日期" if isinstance(type_, Date) else "月份"
    context.report.add(types.BAD_DATE_LITERAL, written.span, text=text, type=str(type_), type_zh=zh)


Builder = Callable[[tree.Call, Context, Resolve], Expression | None]

_FUNCTIONS: dict[str, Builder] = {
    "round": _round,
    "abs": _numeric("abs"),
    "least": _numeric("least"),
    "greatest": _numeric("greatest"),
    "if": _if,
    "days_between": _between("days_between"),
    "months_between": _between("months_between"),
    "years_between": _between("years_between"),
    "age_on": _between("age_on"),
    "month_of": _of_date("month_of", MONTH),
    "year_of": _of_date("year_of", INTEGER),
    "length": _length,
    "starts_with": _starts_with,
    "matches": _matches,
    "date": _literal(DATE, parse_date),
    "month": _literal(MONTH, parse_month),
}
