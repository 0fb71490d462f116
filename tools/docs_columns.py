"""What a data clerk writes in which column, and what each reject asks for, in Chinese."""

from __future__ import annotations

import re

import povertyrules as pr
from povertyrules.kernel.catalogue import CODES
from povertyrules.kernel.numbers import format_number
from povertyrules.kernel.possible import Infinity, Range
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number, unit_text
from povertyrules.model.ruleset import Fact

_PLACE = re.compile(r"\{\w+\}")


def columns(ruleset: str) -> str:
    """The columns of a ruleset's ledger."""
    checked = pr.load(ruleset).checked
    rows = [_row(fact) for entity in checked.entities.values() for fact in entity.facts]
    head = "| 列标题 | 也可以写作 | 填什么 |"
    return "\n".join([head, "| --- | --- | --- |", *rows])


def _row(fact: Fact) -> str:
    return f"| {fact.label} | {'、'.join(fact.aliases)} | {_content(fact)} |"


def _content(fact: Fact) -> str:
    if fact.finding is not None:
        return f"是 / 否；由{fact.finding.by.label}认定，尚未认定的留空"
    match fact.type:
        case Boolean():
            return "是 / 否"
        case Choice():
            return " / ".join(fact.labels.values())
        case Number(decimals, unit):
            return _number(fact, decimals or 0, unit_text(unit))
        case Date():
            return "日期，如 2020-04-16"
        case Month():
            return "年月，如 202004"
    return "文本" + ("（敏感内容）" if fact.sensitive else "")


def _number(fact: Fact, decimals: int, unit: str) -> str:
    kind = f"数字，最多 {decimals} 位小数" if decimals else "整数"
    return f"{kind}{_ends(fact)}{f'，单位{unit}' if unit else ''}"


def _ends(fact: Fact) -> str:
    if not isinstance(fact.bounds, Range):
        return ""
    low, high = fact.bounds
    if isinstance(low, Infinity) or isinstance(high, Infinity):
        return ""
    shown = [format_number(end, 0, grouped=True) for end in (low, high)]
    return f"，{shown[0]} 至 {shown[1]}"


def rejects(first: str, last: str) -> str:
    """The codes of a span of numbers, with what they say and ask for."""
    rows = [
        f"| [{code.number}](diagnostics.md#{code.number}) "
        f"| {_plain(code.zh)} | {_plain(code.help_zh)} |"
        for code in CODES.values()
        if first <= code.number <= last
    ]
    return "\n".join(["| 代码 | 问题 | 怎么办 |", "| --- | --- | --- |", *rows])


def _plain(message: str) -> str:
    """A message with its values left blank: `{cell}` becomes …"""
    named = {"{cell}": "“…”", "{entity}": "户"}
    for value, shown in named.items():
        message = message.replace(value, shown)
    return _PLACE.sub("…", message.replace("{{", "").replace("}}", ""))
