"""Connectives: Kleene's three-valued logic in straight-line code, with short circuits.

`and` of known truths is Python's own `and`. It stops at the first that is not true; if that
one is unknown, a later one may still be false, and one more test settles it.
"""

from __future__ import annotations

from povertyrules.engines.record.context import Context
from povertyrules.engines.record.source import MAX_INDENT
from povertyrules.engines.record.values import Value, truth_value
from povertyrules.model.nodes import (
    Apply,
    Constant,
    DefinitionRef,
    Expression,
    FactRef,
    ParameterRef,
    Quantify,
)

_COST = {"matches": 40, "age_on": 40, "years_between": 40, "months_between": 40, "round": 10}
_CHUNK = 50


def connective(context: Context, node: Apply) -> Value:
    """Generate a connective; the local with its truth."""
    if node.operator == "not":
        name = _negation(context, context.value(node.operands[0]).known)
    elif node.operator == "implies":
        name = _implication(context, *(context.value(o).known for o in node.operands))
    elif node.operator == "at_least":
        truths = [context.value(o).known for o in node.operands]
        name = _at_least(context, truths, int(dict(node.parameters)["needed"]))
    else:
        name = _junction(context, node)
    return truth_value(node.type, name)


def _negation(context: Context, truth: str) -> str:
    text = f"None if {truth} is None else not {truth}"
    found = context.function.once(text)
    if found is None:
        found = context.function.assign(text)
        context.function.remember(text, found)
    return found


def _implication(context: Context, condition: str, consequence: str) -> str:
    unless = f"True if {condition} is False or {consequence} else None"
    return context.function.assign(f"{consequence} if {condition} else {unless}")


def _at_least(context: Context, truths: list[str], needed: int) -> str:
    function = context.function
    listed = function.assign(f"({', '.join(truths)},)", "s")
    sure = function.assign(f"{listed}.count(True)", "s")
    possible = f"None if {sure} + {listed}.count(None) >= {needed} else False"
    return function.assign(f"True if {sure} >= {needed} else {possible}")


def _junction(context: Context, node: Apply) -> str:
    """`and`, `or`: first what is at hand, then each other operand only if still needed."""
    if context.keep or context.function.indent > MAX_INDENT:
        return _joined(context, node.operator, [context.value(o).known for o in node.operands])
    ready = [o for o in node.operands if _is_ready(context, o)]
    rest = sorted((o for o in node.operands if not _is_ready(context, o)), key=_cost)
    if not rest:
        return _joined(context, node.operator, [context.value(o).known for o in ready])
    result = _first(context, node.operator, ready, rest)
    for operand in rest:
        _further(context, node.operator, result, operand)
    return result


def _is_ready(context: Context, node: Expression) -> bool:
    """Whether a truth needs no computing: a fact, or a definition that has been decided."""
    if isinstance(node, DefinitionRef):
        return node.definition.entity == context.ruleset.root.id
    return isinstance(node, FactRef | Constant | ParameterRef)


def _cost(node: Expression) -> int:
    """About how much work a node is, compared with adding two numbers."""
    if isinstance(node, Quantify):
        return 200
    if not isinstance(node, Apply):
        return 1
    return _COST.get(node.operator, 1) + sum(_cost(operand) for operand in node.operands)


def _first(context: Context, operator: str, ready: list[Expression], rest: list[Expression]) -> str:
    """A local that accumulates the result, begun with what is cheapest."""
    function = context.function
    if not ready:
        mark = function.mark()
        name = context.value(rest.pop(0)).known
        return name if function.is_own_since(mark, name) else function.assign(name)
    names = [context.value(operand).known for operand in ready]
    result = _joined(context, operator, names)
    shared = result in names or function.is_remembered(result)
    return function.assign(result) if shared else result


def _further(context: Context, operator: str, result: str, operand: Expression) -> None:
    settled, neutral = ("False", "True") if operator == "and" else ("True", "False")
    with context.function.inside(f"if {result} is not {settled}:"):
        truth = context.value(operand).known
        context.function.line(f"if {truth} is not {neutral}: {result} = {truth}")


def _joined(context: Context, operator: str, truths: list[str]) -> str:
    """The conjunction or disjunction of truths that are all at hand."""
    names = list(dict.fromkeys(truths))
    while len(names) > _CHUNK:
        names = [
            _joined(context, operator, names[i : i + _CHUNK]) for i in range(0, len(names), _CHUNK)
        ]
    if len(names) == 1:
        return names[0]
    function, text = context.function, f" {operator} ".join(names)
    found = function.once(text)
    if found is not None:
        return found
    result = function.assign(text)
    function.remember(text, result)
    # `and` stops at the first operand that is not true: if that is unknown, look further.
    # `or` with no true operand gives its last: if that is false, look back.
    if operator == "and":
        tests = " or ".join(f"{name} is False" for name in names[1:])
        function.line(f"if {result} is None and ({tests}): {result} = False")
    else:
        tests = " or ".join(f"{name} is None" for name in names[:-1])
        function.line(f"if {result} is False and ({tests}): {result} = None")
    return result
