"""Warnings about conditions that cannot be meant as they stand."""

from __future__ import annotations

from povertyrules.kernel.catalogue import parameters as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.possible import Range
from povertyrules.kernel.types import Boolean, Number
from povertyrules.model.nodes import Apply, Constant, Expression
from povertyrules.model.reading import walk

_COMPARISONS = ("<", "<=", ">", ">=", "==", "!=")


def lint_definition(body: Expression, report: Report) -> None:
    for node in walk(body):
        if isinstance(node, Apply):
            if node.operator in _COMPARISONS:
                _lint_comparison(node, report)
            elif node.operator == "and":
                _lint_conjunction(node, report)


def _lint_comparison(node: Apply, report: Report) -> None:
    left, right = node.operands
    if left.text == right.text:
        report.add(codes.SAME_OPERANDS, node.span, text=left.text)
    elif isinstance(node.possible, bool) and isinstance(node.type, Boolean):
        always = ("never holds", "always holds")[node.possible]
        always_zh = ("永远不成立", "永远成立")[node.possible]
        report.add(codes.CONSTANT_CONDITION, node.span, always=always, always_zh=always_zh)
    for side, other in ((left, right), (right, left)):
        if isinstance(side, Constant) and _is_threshold(side, other):
            report.add(codes.BARE_THRESHOLD, side.span, text=side.text)


def _is_threshold(constant: Constant, other: Expression) -> bool:
    """A figure with a unit, compared with what the facts say, belongs in a parameter."""
    has_unit = isinstance(other.type, Number) and bool(other.type.unit)
    return has_unit and constant.value != 0


def _lint_conjunction(node: Apply, report: Report) -> None:
    """`x < 0 and x > 100`: no value of x is both."""
    seen: dict[str, tuple[Range, Apply]] = {}
    for operand in node.operands:
        allowed = _allowed(operand)
        if allowed is None or not isinstance(operand, Apply):
            continue
        name = operand.operands[0].text
        previous = seen.get(name)
        if previous is None:
            seen[name] = (allowed, operand)
        elif allowed.low > previous[0].high or previous[0].low > allowed.high:
            first, second = previous[1].text, operand.text
            report.add(codes.CONTRADICTION, operand.span, name=name, first=first, second=second)


def _allowed(node: Expression) -> Range | None:
    """The values of the left side that a comparison with a constant lets through."""
    if not isinstance(node, Apply) or node.operator not in _COMPARISONS[:5]:
        return None
    left, right = (operand.possible for operand in node.operands)
    if not isinstance(left, Range) or not isinstance(right, Range) or right.low != right.high:
        return None
    if node.operator in ("<", "<="):
        return Range(left.low, right.high)
    return Range(right.low, right.high if node.operator == "==" else left.high)
