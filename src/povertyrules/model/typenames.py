"""Types as the author writes them, and as messages show them."""

from __future__ import annotations

import re

from povertyrules.kernel.types import (
    BOOLEAN,
    DATE,
    INTEGER,
    MONEY,
    MONEY_UNIT,
    MONTH,
    Boolean,
    Choice,
    Date,
    Month,
    Number,
    Text,
    Type,
    Unit,
)

_DECIMAL = re.compile(r"decimal\(([1-9])\)\Z")

_PLAIN: dict[str, Type] = {
    "boolean": BOOLEAN,
    "finding": BOOLEAN,
    "date": DATE,
    "month": MONTH,
}

_ZH = {
    "boolean": "是否值",
    "integer": "整数",
    "money": "金额",
    "ratio": "比值",
    "date": "日期",
    "month": "月份",
    "text": "文本",
    "choice": "选项",
    "list of choices": "多选项",
    "finding": "认定事项",
}


def simple_type(keyword: str, unit: Unit | None) -> Type | None:
    """The type for a keyword that needs no further keys; None for `choice` and `text`."""
    decimal = _DECIMAL.match(keyword)
    if decimal is not None:
        return Number(int(decimal[1]), unit or ())
    if keyword == "integer":
        return Number(0, unit) if unit else INTEGER
    if keyword == "money":
        return Number(2, unit) if unit else MONEY
    return _PLAIN.get(keyword)


def in_english(type_: Type) -> str:
    """`an amount of money`, `a date`: how a message speaks of a value of this type."""
    name = str(type_)
    if isinstance(type_, Number) and type_.unit == MONEY_UNIT and type_.decimals == 2:
        return "an amount of money"
    if isinstance(type_, Boolean):
        return "a true-or-false value"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def in_chinese(type_: Type) -> str:
    name = str(type_)
    if name.startswith("decimal"):
        return "小数"
    return _ZH[name]


def keyword_in_chinese(keyword: str) -> str:
    return "小数" if keyword.startswith("decimal") else _ZH.get(keyword, keyword)


def is_ordered(type_: Type) -> bool:
    """Whether values of the type can be compared with < and >."""
    return isinstance(type_, Number | Date | Month)


def comparable(left: Type, right: Type) -> bool:
    """Whether `==` makes sense between two types (units aside)."""
    if isinstance(left, Choice) and isinstance(right, Choice):
        return not left.many and not right.many
    return type(left) is type(right) and isinstance(left, Number | Date | Month | Boolean | Text)
