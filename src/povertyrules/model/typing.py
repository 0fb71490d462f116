"""Which types an operator takes, and which it gives. Units included."""

from __future__ import annotations

from povertyrules.kernel.catalogue import types as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.source import Span
from povertyrules.kernel.types import (
    BOOLEAN,
    Boolean,
    Date,
    Month,
    Number,
    Text,
    Type,
    Unit,
    unit_product,
)
from povertyrules.model.nodes import Expression
from povertyrules.model.typenames import comparable, in_chinese, in_english, is_ordered
from povertyrules.model.units import report_units, unit_of

_HELP = {
    "order": (
        "numbers, dates and months can be compared with each other",
        "数值、日期、月份可以相互比较",
    ),
    "written": (
        'a date is written `date("2020-03-20")`, a month `month("2020-03")`',
        '日期写作 `date("2020-03-20")`，年月写作 `month("2020-03")`',
    ),
    "equal": ("both sides must be of one kind", "两侧须为同一类型"),
    "number": ("it works on numbers only", "只能用于数值"),
    "text": ("it works on text only", "只能用于文本"),
    "day": ("both must be dates, or both months", "须同为日期或同为月份"),
    "date": ("it works on dates only", "只能用于日期"),
    "many": (
        'only a list of choices (`many: true`) contains values; otherwise write in ["a", "b"]',
        '只有多选项（`many: true`）才包含取值；否则请写 in ["a", "b"]',
    ),
}


def _is_bare_date(operands: tuple[Expression, ...], kind: str) -> bool:
    """Whether a date is compared with what may be meant as one: a text, or 2020-03-20."""
    dated = [isinstance(each.type, Date | Month) for each in operands]
    bare = [isinstance(each.type, Text | Number) for each in operands]
    return kind in ("order", "equal") and any(dated) and any(bare)


def mismatch(
    operator: str, operands: tuple[Expression, ...], at: Span, kind: str, report: Report
) -> None:
    english, chinese = _HELP["written" if _is_bare_date(operands, kind) else kind]
    report.add(
        codes.TYPE_MISMATCH,
        at,
        operator=operator,
        types=" and ".join(in_english(o.type) for o in operands),
        types_zh="与".join(in_chinese(o.type) for o in operands),
        help=english,
        help_zh=chinese,
    )


def common_unit(
    operator: str, operands: tuple[Expression, ...], at: Span, report: Report
) -> tuple[bool, Unit | None]:
    """Whether the operands share a unit, and which; a literal takes any."""
    first: Expression | None = None
    for operand in operands:
        own = unit_of(operand)
        if own is None:
            continue
        if first is not None and own != unit_of(first):
            report_units(operator, first, operand, at, report)
            return False, None
        first = operand if first is None else first
    return True, None if first is None else unit_of(first)


def order_type(
    operator: str, operands: tuple[Expression, ...], at: Span, report: Report
) -> Type | None:
    """`<` and its kin: two numbers of one unit, two dates or two months."""
    left, right = (o.type for o in operands)
    if not is_ordered(left) or type(left) is not type(right):
        mismatch(operator, operands, at, "order", report)
        return None
    return BOOLEAN if common_unit(operator, operands, at, report)[0] else None


def equality_type(
    operator: str, operands: tuple[Expression, ...], at: Span, report: Report
) -> Type | None:
    left, right = (o.type for o in operands)
    if not comparable(left, right):
        mismatch(operator, operands, at, "equal", report)
        return None
    return BOOLEAN if common_unit(operator, operands, at, report)[0] else None


def sum_type(
    operator: str, operands: tuple[Expression, ...], at: Span, report: Report
) -> Type | None:
    """`+`, `-`, `least`, `greatest`: numbers of one unit; the most decimals win."""
    if not all(isinstance(o.type, Number) for o in operands):
        mismatch(operator, operands, at, "number", report)
        return None
    agreed, unit = common_unit(operator, operands, at, report)
    return Number(most_decimals(operands), unit) if agreed else None


def most_decimals(operands: tuple[Expression, ...]) -> int | None:
    decimals = [o.type.decimals for o in operands if isinstance(o.type, Number)]
    return None if None in decimals else max(d for d in decimals if d is not None)


def product_type(
    operator: str, operands: tuple[Expression, ...], at: Span, report: Report
) -> Type | None:
    """`*` adds up the decimals, `/` gives a ratio; units are multiplied and divided."""
    left, right = (o.type for o in operands)
    if not isinstance(left, Number) or not isinstance(right, Number):
        mismatch(operator, operands, at, "number", report)
        return None
    unit = unit_product(left.unit, right.unit, -1 if operator == "/" else 1)
    if operator == "/" or left.decimals is None or right.decimals is None:
        return Number(None, unit)
    return Number(left.decimals + right.decimals, unit)


def condition_type(node: Expression, report: Report) -> bool:
    """Whether a node is true or false, as a condition must be."""
    if isinstance(node.type, Boolean):
        return True
    report.add(
        codes.NOT_A_CONDITION,
        node.span,
        type=in_english(node.type),
        type_zh=in_chinese(node.type),
        example=node.text,
    )
    return False
