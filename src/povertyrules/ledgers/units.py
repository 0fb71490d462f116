"""Units that a ledger says beside its numbers: in a heading's brackets, or over the table.

A fact is read in its own unit. A column of 万元 or of 元/月, read as 元, would give a wrong
decision without a word, so whatever a heading adds in brackets must be the fact's own unit,
or something that cannot change a value (必填); anything else refuses the ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number, unit_text
from povertyrules.ledgers.grid import Grid, column_letter, shown
from povertyrules.ledgers.headings import (
    closing_bracket,
    endings,
    fold,
    is_list,
    names_of,
    without_unit,
)
from povertyrules.ledgers.unit_words import bare, is_size, is_unit
from povertyrules.model.ruleset import Fact

_STATED_LATER = re.compile(
    r"(?:[\s,，;；。:：(（]|\A)(?:金额|计量|数量)?单位\s*[:：]\s*([^\s;；。)）]+)"
)
_PERIOD = re.compile(
    r"(?:19|20)\d\d|[去上本今明前当][半]?年|[上本下]月|(?<![/每])季|\d月|[上下]半年|截至|[年月]末|"
    r"年[底初]|同期"
)
_HARMLESS = re.compile(
    r"(?:必填项?|选填项?|可不填|可空|可留空|数字|[^\d百千万亿元%/年季月不无未]{0,6}填写?)\Z"
)
_TRUTHS = re.compile(r"[是否有无√×✓✗yn/、,或填打]+\Z")
_COUNTERS = frozenset("人户口名个项次趟岁")
_NEGATIONS = tuple("不无未非没否")
_LUNAR = re.compile("农历|阴历")


def own_units(fact: Fact) -> list[str]:
    """What a column for the fact may say as its unit, the proper one first."""
    unit = unit_text(fact.type.unit) if isinstance(fact.type, Number) else ""
    own = [unit, unit.partition("/")[0]]
    own += ["¥", "人民币元", "人民币"] if own[1] == "元" else []
    own += [bracket for name, _ in names_of(fact) if (bracket := closing_bracket(fold(name)))]
    return [fold(text) for text in dict.fromkeys(own) if text]


def added(name: str, fact: Fact) -> tuple[str, ...]:
    """What a heading adds at its end to the fact's name, in brackets or after a slash."""
    known = {fold(known) for known, _ in names_of(fact)}
    known |= {without_unit(folded) for folded in known}
    said: tuple[str, ...] = ()
    for rest, said in endings(fold(name)):  # noqa: B007  what the last one took off, if none fits
        if rest in known:
            break
    return said


def may_add(text: str, fact: Fact) -> bool:
    """Whether a heading may add this to the fact's name without changing what it means."""
    said = bare(text)
    if not said or said in own_units(fact) or _HARMLESS.match(said):
        return True
    if is_size(said):
        return False
    if any(said in fold(name) for name, by in names_of(fact) if by != "id"):
        return True
    match fact.type:
        case Number(unit=unit):
            return not unit and not own_units(fact) and said in _COUNTERS
        case Date() | Month():
            return not _LUNAR.search(said)
        case Boolean():
            if _TRUTHS.match(said):
                return True
        case Choice() if is_list(fact) and said.isdigit() and len(said) < 3:
            return True
        case _:
            pass
    counted = is_unit(said.lstrip("0123456789."))  # （10万元）
    return not (counted or _PERIOD.search(said) or said.startswith(_NEGATIONS))


def refused_heading(index: int, path: str, said: str, fact: Fact) -> InvalidLedger:
    """The error for a column whose heading adds what it may not."""
    code = codes.HEADING_PERIOD if _PERIOD.search(said) else codes.HEADING_UNIT
    own = next(iter(own_units(fact)), "")
    truth = isinstance(fact.type, Boolean)
    return InvalidLedger(
        Fault.of(
            code,
            "",
            column=column_letter(index),
            header=path,
            unit=said,
            label=fact.label or fact.id,
            expected=own or ("yes or no" if truth else "a value without a unit"),
            expected_zh=own or ("是或否" if truth else "不带单位的值"),
        )
    )


def check_heading(index: int, parts: Sequence[str], fact: Fact) -> None:
    """Raise `InvalidLedger` where a column's heading, or a group heading over it, says a
    unit that is not the fact's own, or a year."""
    path = "/".join(parts)
    # the names of a fact may hold group headings too
    whole = fold(path) in map(fold, (name for name, _ in names_of(fact)))
    for said in () if whole else added(parts[-1], fact):
        if not may_add(said, fact):
            raise refused_heading(index, path, said, fact)
    if not isinstance(fact.type, Number):
        return
    for part in parts[:-1]:
        said = closing_bracket(fold(part))
        if (is_unit(said) or _PERIOD.search(said)) and not may_add(said, fact):
            raise refused_heading(index, path, said, fact)


def check_table(grid: Grid, start: int, end: int, key: int | None, facts: Sequence[Fact]) -> None:
    """Raise `InvalidLedger` where a line over or under the table, or the sheet's name, says
    a unit that no fact of the kind has: 单位：万元."""
    numbers = [fact for fact in facts if isinstance(fact.type, Number)]
    for place, place_zh, said in _stated(grid, start, end, key):
        for unit in filter(is_unit, re.split("[、,，;；和及]", said)):
            fact = _contradicted(fold(unit), numbers)
            if fact is not None:
                own = next(iter(own_units(fact)), "")
                raise InvalidLedger(
                    Fault.of(
                        codes.TABLE_UNIT,
                        "",
                        place=place,
                        place_zh=place_zh,
                        unit=unit,
                        label=fact.label or fact.id,
                        expected=own,
                    )
                )


def _contradicted(unit: str, numbers: Sequence[Fact]) -> Fact | None:
    """A fact that a unit over the whole table would change, unless it is the unit of one."""
    if any(unit in own_units(fact) for fact in numbers):
        return None
    base = unit.partition("/")[0].lstrip("十百千万亿")
    measured = [fact for fact in numbers if own_units(fact)]
    if not base or "元" in base or base in ("%", "‰", "k", "w", "角", "圆"):
        money = [fact for fact in measured if "元" in own_units(fact)]
        return next(iter(money), None)
    return next((fact for fact in measured if base in own_units(fact)), None)


def _stated(grid: Grid, start: int, end: int, key: int | None) -> Iterator[tuple[str, str, str]]:
    """The units that stand outside the data, and where: in words of both languages."""
    name = fold(grid.sheet)
    yield f"the sheet's name ({grid.sheet})", f"工作表名（{grid.sheet}）", closing_bracket(name)
    for row, cells in enumerate(grid.rows):
        inside = row >= end and _is_data(grid, row, key)
        for column, cell in enumerate(() if inside else cells):
            if not isinstance(cell, str) or not cell.strip():
                continue
            for said in _said(cell, above=row < start):
                place = f"{column_letter(column)}{row + 1}"
                yield f"cell {place}", f"单元格 {place} ", said


def _is_data(grid: Grid, row: int, key: int | None) -> bool:
    if key is None:
        return False
    """Whether a row has a key, which a remark may stand in too."""
    text = shown(grid.cell(row, key))
    return bool(text) and "单位" not in text


def _said(cell: str, *, above: bool) -> Iterator[str]:
    """The units that one cell outside the data says."""
    if "单位" in cell:
        yield from (fold(match[1]) for match in _STATED_LATER.finditer(cell))
        if fold(cell).lstrip("(").startswith("单位"):
            yield bare(fold(cell))
    elif above:
        yield bare(fold(cell))
        yield closing_bracket(fold(cell))
