"""How units are written: 元, 万元, 元/人, 单位：千元. Texts are folded as headings are."""

from __future__ import annotations

import re

_MONEY = r"(?:人民币)?[十百千万亿kw]*(?:元|圆|角|美元|港元)"
_COUNTED = r"[十百千万亿]*(?:人次|人|户|口|名|个|项|次|趟|套|头|只|亩|岁|年|季|月|周|天|日|小时)"
_SIZE = r"[十百千万亿]+|平方米|m2|公斤|千克|斤|吨|%|‰|k|w"
_ONE = rf"(?:{_MONEY}|{_COUNTED}|{_SIZE})"
_UNIT = rf"(?:每)?{_ONE}(?:[/每·*]{_ONE})*"
_WHOLE = re.compile(rf"{_UNIT}\Z")
_ONLY_SIZE = re.compile(rf"(?:{_SIZE})\Z")
_STATED = re.compile(r"(?:金额|计量|数量)?单位[:：]?(?P<units>.+)\Z")
_ENDINGS = (
    re.compile(r"\((?P<said>[^()]*)\)\Z"),
    re.compile(rf"[/\\|,;:_-]*(?:金额|计量|数量)?单位[:：]?(?P<said>{_UNIT})\Z"),
    re.compile(rf"[/\\|,;:_-]+(?P<said>{_UNIT})\Z"),
)


def is_unit(folded: str) -> bool:
    """Whether a text is a unit and nothing else: 元, (万元), 单位:元."""
    return bool(_WHOLE.match(bare(folded)))


def is_size(folded: str) -> bool:
    """Whether a text is a size alone: 万, %, w."""
    return bool(_ONLY_SIZE.match(folded))


def bare(folded: str) -> str:
    """A unit without brackets around it and without the word for "unit" before it."""
    if folded.startswith("(") and folded.endswith(")"):
        folded = folded[1:-1]
    stated = _STATED.match(folded)
    return stated["units"] if stated else folded


def ending(folded: str) -> tuple[str, str] | None:
    """A heading without what it adds at its end, and what that is: a bracket, or a unit after a
    slash or the like (工资性收入/万元, 工资性收入 单位万元). None where it adds nothing."""
    for pattern in _ENDINGS:
        found = pattern.search(folded)
        if found is not None and found.start():
            return folded[: found.start()], found["said"]
    return None
