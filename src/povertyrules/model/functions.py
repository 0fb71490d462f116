"""Calls of functions that plugins add."""

from __future__ import annotations

from povertyrules.kernel.catalogue import names
from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.function import Function
from povertyrules.kernel.suggest import nearest
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number, Text, Type
from povertyrules.model.context import Context
from povertyrules.model.nodes import Constant, Expression
from povertyrules.model.quantified import Resolve
from povertyrules.model.typenames import in_chinese, in_english
from povertyrules.model.vocabulary import FUNCTIONS
from povertyrules.syntax import tree


def call_function(
    call: tree.Call, function: Function, context: Context, resolve: Resolve
) -> Expression | None:
    """The node of a call of a plugin's function; None, and a diagnostic, where it is wrong."""
    if not context.scopes:
        report, span = context.report, call.function.span
        report.add(codes.FUNCTION_IN_FORMULA, span, name=function.name)
        return None
    resolved = [resolve(argument.value, context) for argument in call.arguments]
    operands = tuple(node for node in resolved if node is not None)
    if len(operands) != len(resolved) or not _fit(call, function, operands, context):
        return None
    return context.apply("call", operands, function.gives, call, function=function)


def _fit(
    call: tree.Call, function: Function, operands: tuple[Expression, ...], context: Context
) -> bool:
    if len(operands) == len(function.takes) and all(map(accepts, function.takes, operands)):
        return True
    context.report.add(
        codes.FUNCTION_OPERANDS,
        call.span,
        function=function.name,
        expected=_listed(function.takes),
        expected_zh=_listed_zh(function.takes),
        types=_listed([o.type for o in operands]),
        types_zh=_listed_zh([o.type for o in operands]),
        usage=function.example,
    )
    return False


def _listed(types: tuple[Type, ...] | list[Type]) -> str:
    return " and ".join(map(in_english, types)) or "nothing"


def _listed_zh(types: tuple[Type, ...] | list[Type]) -> str:
    return "与".join(map(in_chinese, types)) or "无"


def accepts(declared: Type, operand: Expression) -> bool:
    """Whether an operand is of a type that a function takes."""
    given = operand.type
    match declared, given:
        case (Boolean(), Boolean()) | (Date(), Date()) | (Month(), Month()) | (Text(), Text()):
            return True
        case Choice(), Choice():
            known = not declared.values or set(given.values) <= set(declared.values)
            return known and declared.many == given.many
        case Number(), Number():
            literal = isinstance(operand, Constant)
            fine = declared.decimals is None or _within(given.decimals, declared.decimals)
            return fine and (declared.unit in (None, given.unit) or literal)
    return False


def _within(given: int | None, declared: int) -> bool:
    return given is not None and given <= declared


def report_contested(call: tree.Call, context: Context) -> bool:
    """Report a function that several plugins declare, one that is required among them: which
    one is meant would depend on the host."""
    name = call.function.text
    owners = context.granted.contested(name)
    if owners:
        shown = ", ".join(f"`{owner}`" for owner in owners)
        context.report.add(codes.CONTESTED_FUNCTION, call.function.span, name=name, plugins=shown)
    return bool(owners)


def report_unknown(call: tree.Call, context: Context) -> None:
    """Report a function that is not there, or whose plugin the ruleset does not require."""
    name, span = call.function.text, call.function.span
    extensions = context.granted.offer()
    offered = extensions.functions.get(name)
    if offered is not None:
        version = extensions.plugins.get(offered.plugin, "")
        values = {"name": name, "plugin": offered.plugin, "version": version}
        context.report.add(codes.FUNCTION_NOT_REQUIRED, span, **values)
        return
    if context.granted.lacking:
        return  # it may be of the plugin that is missing
    known = sorted([*FUNCTIONS, *context.granted.functions])
    context.report.add(
        names.UNKNOWN_FUNCTION,
        span,
        name=name,
        functions=", ".join(known),
        suggestion=nearest(name, known),
    )
