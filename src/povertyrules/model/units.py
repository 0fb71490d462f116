"""Two units that meet where one is needed: which side has which, and where to mend it."""

from __future__ import annotations

from collections.abc import Iterator

from povertyrules.kernel.catalogue import types as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Span
from povertyrules.kernel.types import MONEY_UNIT, Number, Unit, unit_text
from povertyrules.model.nodes import Apply, Constant, Expression, FactRef, ParameterRef

_HELP = (
    "bring both sides to one unit, or correct the `unit:` of what is read",
    "请统一两侧的单位，或更正所读事实的 `unit:`",
)
_UNDECLARED: tuple[Unit, ...] = ((), MONEY_UNIT)
"""The units of what may have no `unit:`."""


def unit_of(node: Expression) -> Unit | None:
    """The unit of a number; None for a literal, which takes any."""
    return node.type.unit if isinstance(node.type, Number) else ()


def report_units(
    operator: str, left: Expression, right: Expression, at: Span, report: Report
) -> None:
    """Report two operands of different units."""
    english, chinese = _help(left, right)
    report.add(
        codes.UNIT_MISMATCH,
        at,
        operator=operator,
        left=f"{_shown(left)} ({_in_english(unit_of(left))})",
        right=f"{_shown(right)} ({_in_english(unit_of(right))})",
        left_zh=f"{_shown(left)}（{_in_chinese(unit_of(left))}）",
        right_zh=f"{_shown(right)}（{_in_chinese(unit_of(right))}）",
        help=english,
        help_zh=chinese,
    )


def _shown(node: Expression) -> str:
    return f"`{node.text.strip('`')}`"


def _in_english(unit: Unit | None) -> str:
    return unit_text(unit) or "no unit"


def _in_chinese(unit: Unit | None) -> str:
    return unit_text(unit) or "无单位"


def _help(left: Expression, right: Expression) -> tuple[str, str]:
    """Where one side is a parameter or a fact whose unit goes without saying, say it there."""
    for node, other in ((right, left), (left, right)):
        name, unit, wanted = _sole_name(node), unit_of(node), unit_of(other)
        if name is None or unit not in _UNDECLARED or not wanted:
            continue
        has = f"has the unit {unit_text(unit)}" if unit else "has no unit"
        has_zh = f"的单位是{unit_text(unit)}" if unit else "没有单位"
        write = f"`unit: {unit_text(wanted)}`"
        return f"`{name}` {has}; write {write} there", f"`{name}` {has_zh}；请在该处写 {write}"
    return _HELP


def _sole_name(node: Expression) -> str | None:
    """The parameter or fact that gives an operand its unit, if there is just one."""
    found = list(_named(node))
    if len(found) != 1 or found[0] is None:
        return None
    read = found[0]
    return read.parameter.id if isinstance(read, ParameterRef) else read.fact.id


def _named(node: Expression) -> Iterator[ParameterRef | FactRef | None]:
    """What an operand reads; None for what is neither parameter, fact nor literal."""
    if isinstance(node, ParameterRef | FactRef):
        yield node
    elif isinstance(node, Apply):
        for operand in node.operands:
            yield from _named(operand)
    elif not isinstance(node, Constant):
        yield None
