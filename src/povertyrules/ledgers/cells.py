"""Cells to plain values. A blank is missing; what cannot be read is a fault, never a guess.

The table of what is read as yes and no is closed (`YES`, `NO`); 有 and 无 count only for a
fact whose label begins with 有. A spreadsheet keeps numbers as binary doubles: the shortest
decimal that means the same double is what the clerk typed, and that is what is read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from povertyrules.kernel.calendar import format_date, format_month, parse_date, parse_month
from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.numbers import from_decimal, parse_number, plain_text, scale
from povertyrules.kernel.suggest import nearest
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number, Text, unit_text
from povertyrules.ledgers.choices import ChoiceNames
from povertyrules.ledgers.grid import Cell, Trouble, is_blank, numeral, shown
from povertyrules.ledgers.troubles import ERROR_TEXTS
from povertyrules.model.ruleset import Fact

YES = frozenset(("是", "√", "✓", "✔", "y", "yes", "true", "1"))
NO = frozenset(("否", "×", "✗", "✘", "n", "no", "false", "0"))
ACCEPTED_TRUTHS = "是/否, √/×, Y/N, TRUE/FALSE, 1/0"
NONE_CHOSEN = "无"
MAX_DIGITS_KEPT = 15

_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?\Z")
_ABBREVIATED = re.compile(r"[+-]?[0-9.,]+(?:百|千|万|亿|k|w)元?\Z", re.IGNORECASE)
_SCIENTIFIC = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]+\Z", re.IGNORECASE)
_MIDNIGHT = re.compile(r"[ T]0?0:00(?::00)?\Z")
_DAY = re.compile(r"(\d{4})(?:年|[-/.])(\d{1,2})(?:月|[-/.])(\d{1,2})日?\Z", re.ASCII)
_DAY_DIGITS = re.compile(r"(\d{4})(\d{2})(\d{2})\Z", re.ASCII)
_MONTH_PARTS = re.compile(r"(\d{4})(?:年(\d{1,2})月|[-/](\d{1,2})|\.(\d{2}))\Z", re.ASCII)

Read = tuple[Any, Fault | None]
"""A value or a fault; (None, None) is a blank."""


def cell_reader(fact: Fact) -> Callable[[Cell], Read]:
    """What reads the cells of a fact's columns, remembering what it has read before."""
    read = _reader(fact)
    known: dict[tuple[type, Cell], Read] = {}

    def cached(cell: Cell) -> Read:
        place = (type(cell), cell)
        if place not in known:
            known[place] = _read(cell, fact, read)
        return known[place]

    return cached


def _reader(fact: Fact) -> Callable[[Cell], Any]:
    match fact.type:
        case Number(decimals, unit):
            return _number(decimals or 0, unit_text(unit))
        case Choice() as choice:
            return _choice(fact, choice)
        case Boolean():
            return _boolean(fact)
        case Date():
            return _date
        case Month():
            return _month
        case Text():
            return _text


def _read(cell: Cell, fact: Fact, read: Callable[[Cell], Any]) -> Read:
    if is_blank(cell):
        return None, None
    if isinstance(cell, Trouble):
        return None, Fault.of(cell.code, fact.id, cell=quoted(cell.shown), about=cell.about)
    if isinstance(cell, str) and cell.strip() in ERROR_TEXTS:
        return None, Fault.of(codes.CELL_ERROR, fact.id, cell=quoted(cell.strip()))
    try:
        return read(cell), None
    except _Unreadable as error:
        values = {"cell": shown(cell), **error.values}
        values["cell"] = quoted(values["cell"])
        return None, Fault(error.code, fact.id, values, error.suggestion)


def quoted(cell: object) -> str:
    """A cell as a reason names it: in quotes, so that “无” and “-” are seen to be words of it."""
    return f"“{cell}”"


class _Unreadable(Exception):
    def __init__(self, code: Code, suggestion: str | None = None, **values: object) -> None:
        self.code = code
        self.suggestion = suggestion
        self.values = values
        super().__init__(code.slug)


_WIDE = {0xFF00 + code: 0x20 + code for code in range(1, 0x5F)}
_ORDINARY: dict[int, int | str] = {**_WIDE, ord("\u3000"): " ", ord("−"): "-", ord("￥"): "¥"}


def plain(cell: str) -> str:
    """Text with full-width digits and signs made ordinary, spaces at its ends dropped.

    Nothing else is folded: a raised ² or a circled ② is a footnote's mark, not a digit.
    """
    return cell.translate(_ORDINARY).strip()


def _boolean(fact: Fact) -> Callable[[Cell], bool]:
    has = fact.label.startswith("有")
    yes, no = (YES | {"有"}, NO | {"无"}) if has else (YES, NO)
    accepted = f"有/无, {ACCEPTED_TRUTHS}" if has else ACCEPTED_TRUTHS

    def read(cell: Cell) -> bool:
        if isinstance(cell, bool):
            return cell
        text = numeral(cell) if isinstance(cell, int | float) else _text_or_none(cell)
        if text is not None and text.casefold() in yes:
            return True
        if text is not None and text.casefold() in no:
            return False
        raise _Unreadable(codes.NOT_YES_OR_NO, accepted=accepted)

    return read


def _text_or_none(cell: Cell) -> str | None:
    return plain(cell) if isinstance(cell, str) else None


def _number(decimals: int, unit: str) -> Callable[[Cell], int | str]:
    def read(cell: Cell) -> int | str:
        exact = _exact(cell, unit)
        if exact is None:
            raise _Unreadable(codes.NOT_A_NUMBER)
        if scale(exact, decimals) is None:
            raise _Unreadable(codes.TOO_MANY_DECIMALS, decimals=decimals)
        return int(exact) if exact.denominator == 1 else plain_text(exact)

    return read


def _exact(cell: Cell, unit: str) -> Any:
    if isinstance(cell, bool):
        return None
    if isinstance(cell, int | float):
        return from_decimal(Decimal(repr(cell)))
    if not isinstance(cell, str):
        return None
    text = plain(cell)
    if _ABBREVIATED.match(text):
        raise _Unreadable(codes.ABBREVIATED_NUMBER)
    own = (suffix for suffix in (unit, unit.partition("/")[0]) if suffix)
    text = text.removesuffix(next(filter(text.endswith, own), "")).rstrip()  # one unit, once
    text = text.removeprefix("¥") if unit.startswith("元") else text
    return parse_number(text.replace(",", "") if _GROUPED.match(text) else text)


def _date(cell: Cell) -> str:
    ordinal = _ordinal(cell)
    if ordinal is None:
        raise _Unreadable(codes.NOT_A_DATE)
    return format_date(ordinal)


def _ordinal(cell: Cell) -> int | None:
    if isinstance(cell, datetime):
        return cell.toordinal() if cell.time() == time() else None
    if isinstance(cell, date):
        return cell.toordinal()
    text = _MIDNIGHT.sub("", _digits_or_text(cell))
    match = _DAY.match(text) or _DAY_DIGITS.match(text)
    if match is None:
        return None
    year, month, day = map(int, match.groups())
    return parse_date(f"{year:04d}-{month:02d}-{day:02d}")


def _digits_or_text(cell: Cell) -> str:
    """Text as it is, a whole number by its digits, nothing for anything else."""
    if isinstance(cell, bool):
        return ""
    if isinstance(cell, int | float):
        text = numeral(cell)
        return text if text.isdigit() else ""
    return plain(cell) if isinstance(cell, str) else ""


def _month(cell: Cell) -> str:
    month = _month_number(cell)
    if month is None:
        raise _Unreadable(codes.NOT_A_MONTH)
    return format_month(month)


def _month_number(cell: Cell) -> int | None:
    ordinal = _ordinal(cell)
    if ordinal is not None:
        return parse_month(format_date(ordinal))
    text = _digits_or_text(cell)
    match = _MONTH_PARTS.match(text)
    if match is None:
        return parse_month(text) if text.isdigit() else None
    return parse_month(f"{match[1]}-{int(match[2] or match[3] or match[4]):02d}")


def _choice(fact: Fact, choice: Choice) -> Callable[[Cell], Any]:
    names = ChoiceNames(fact, choice)

    def only(text: str, found: Sequence[Any], unknown: str) -> Any:
        if not found:
            shown_values = list(names.shown.values())
            near = nearest(unknown, shown_values)
            accepted = "、".join(shown_values)
            raise _Unreadable(
                codes.NOT_A_CHOICE, near, cell=unknown, label=fact.label, accepted=accepted
            )
        if len(found) > 1:
            ways = _ways(found, names)
            raise _Unreadable(codes.AMBIGUOUS_CHOICE, cell=text.strip(), label=fact.label, **ways)
        return found[0]

    def read(cell: Cell) -> Any:
        text = shown(cell)
        if not choice.many:
            return only(text, names.meanings(text), text.strip())
        readings = names.readings(text)
        if not readings and text == NONE_CHOSEN:
            return []
        return list(only(text, readings, names.unknown(text).strip()))

    return read


def _ways(found: Sequence[Any], names: ChoiceNames) -> dict[str, str]:
    """The meanings of a cell, in words of both languages; the values by their ids too, since
    their labels are just what cannot be told apart."""
    lists = [(one,) if isinstance(one, str) else one for one in found]
    ways = ["＋".join(f"{names.shown[v]} [{v}]" for v in values) for values in lists]
    return {"ways": " or ".join(ways), "ways_zh": "，或 ".join(ways)}


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        raise _Unreadable(codes.NOT_TEXT, kind="truth value", kind_zh="逻辑值")
    if isinstance(cell, date | time | timedelta):
        raise _Unreadable(codes.NOT_TEXT, kind="date", kind_zh="日期")
    text = shown(cell)
    digits = len(text.lstrip("-").partition(".")[0])
    if isinstance(cell, int | float) and digits > MAX_DIGITS_KEPT:
        raise _Unreadable(codes.LOST_DIGITS)
    if _SCIENTIFIC.match(text):
        raise _Unreadable(codes.LOST_DIGITS)
    return text
