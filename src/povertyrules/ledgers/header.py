"""Where a sheet's header stands, and which column leads to which fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.suggest import nearest
from povertyrules.ledgers.grid import Grid, column_letter, is_blank, shown
from povertyrules.ledgers.headings import Headings, Match, fold, is_list, key_fact, names_of
from povertyrules.ledgers.ledger import ColumnMapping
from povertyrules.ledgers.unit_words import is_unit
from povertyrules.ledgers.units import check_heading
from povertyrules.model.ruleset import Entity, Fact, Ruleset

SEARCHED_ROWS = 30
MAX_HEIGHT = 4
_TITLE_MARKS = ("：", ":")
_UNIT_WORDS = ("单位", "计量单位")


@dataclass(frozen=True, slots=True)
class Block:
    """The rows [start, end) of a sheet, taken as its header."""

    start: int
    end: int
    matched: int


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its index from 0, and the headings over it, the lowest one last."""

    index: int
    parts: tuple[str, ...]

    @property
    def letter(self) -> str:
        return column_letter(self.index)

    @property
    def name(self) -> str:
        return self.parts[-1] if self.parts else ""

    @property
    def path(self) -> str:
        return "/".join(self.parts)

    @property
    def grouped_names(self) -> list[str]:
        """The lowest heading with the group headings over it, the longest first."""
        return ["/".join(self.parts[i:]) for i in range(max(1, len(self.parts) - 1))]


@dataclass(frozen=True)
class Header:
    """The columns of a sheet, and the facts that some of them lead to.

    `facts` maps a column's index to its fact; `data_start` is the index of the first row
    below the header.
    """

    columns: Sequence[Column]
    facts: dict[int, Match]
    data_start: int
    notes: list[Fault]

    @property
    def mapping(self) -> list[ColumnMapping]:
        return [self._mapped(column) for column in self.columns]

    def _mapped(self, column: Column) -> ColumnMapping:
        match = self.facts.get(column.index)
        fact, by = (match.fact.id, match.by) if match else (None, None)
        return ColumnMapping(column.letter, column.path, fact, by)

    def key_column(self, entity: Entity) -> int | None:
        return next((i for i, match in self.facts.items() if match.fact.id == entity.key), None)


def find_block(grid: Grid, headings: Headings) -> Block | None:
    """The header: the rows whose lowest headings lead to the most facts.

    Of several that lead to equally many, the one that ends first and is lowest in height;
    group headings above it, and the rest of merged ones, are then taken in. None where no
    heading leads to a fact.
    """
    best: Block | None = None
    for end in range(1, min(SEARCHED_ROWS, len(grid.rows)) + 1):
        for start in range(end - 1, max(-1, end - MAX_HEIGHT - 1), -1):
            block = Block(start, end, _matched(grid, start, end, headings))
            if block.matched and (best is None or block.matched > best.matched):
                best = block
    return _with_groups(grid, best) if best else None


def _matched(grid: Grid, start: int, end: int, headings: Headings) -> int:
    """How many facts the lowest headings of some rows lead to."""
    if all(is_blank(cell) for cell in grid.rows[end - 1]):
        return 0
    lowest = (_lowest(grid, start, end, column) for column in range(_width(grid, start, end)))
    return len({match.fact.id for name in lowest for match in headings.find(name)})


def _with_groups(grid: Grid, block: Block) -> Block:
    start = block.start
    while start > 0 and block.end - start < MAX_HEIGHT and _is_group_row(grid, start - 1):
        start -= 1
    reach = [bottom + 1 for (top, _), (bottom, _) in grid.merged if start <= top < block.end]
    end = min(max([block.end, *reach]), start + MAX_HEIGHT, len(grid.rows))
    end += end < len(grid.rows) and _is_unit_row(grid, end)
    return Block(start, end, block.matched)


def _is_unit_row(grid: Grid, row: int) -> bool:
    """Units under the headings, one to a column: 人, 元, 万元."""
    filled = [shown(cell) for cell in grid.rows[row] if not is_blank(cell)]
    said = [text for text in filled if fold(text) not in _UNIT_WORDS]
    return bool(said) and all(is_unit(fold(text)) for text in said)


def _is_group_row(grid: Grid, row: int) -> bool:
    """Group headings: at least two in a row, none of them written as "name: value"."""
    filled = [shown(cell) for cell in grid.rows[row] if not is_blank(cell)]
    return len(filled) >= 2 and not any(mark in text for text in filled for mark in _TITLE_MARKS)


def _width(grid: Grid, start: int, end: int) -> int:
    return max((len(row) for row in grid.rows[start:end]), default=0)


def _lowest(grid: Grid, start: int, end: int, column: int) -> str:
    """The lowest heading that is not blank. Only text is a heading."""
    for row in range(end - 1, start - 1, -1):
        cell = grid.cell(row, column)
        if not is_blank(cell):
            return cell if isinstance(cell, str) else ""
    return ""


def read_header(grid: Grid, block: Block, headings: Headings) -> Header:
    """Which column leads to which fact.

    Raises `InvalidLedger` where two columns lead to one fact, a heading may mean two, or
    one says a unit that is not its fact's.
    """
    columns = _columns(grid, block)
    chosen, notes = _choose(columns, headings)
    for index, match in chosen.items():
        check_heading(index, columns[index].parts, match.fact)
    _check_unique(columns, chosen)
    return Header(columns, chosen, block.end, notes)


def _columns(grid: Grid, block: Block) -> list[Column]:
    width = _width(grid, block.start, block.end)
    levels = [_texts(grid, row) for row in range(block.start, block.end)]
    spans = [m for m in grid.merged if block.start <= m[0][0] < block.end]
    for (top, left), (bottom, right) in spans:
        for row in range(top, min(bottom + 1, block.end)):
            for column in range(left, min(right + 1, width)):
                levels[row - block.start][column] = shown(grid.cell(top, left))
    if not spans:
        _spread_groups(levels, width)
    columns = []
    for index in range(width):
        parts = [_one_line(level.get(index, "")) for level in levels]
        stack = [part for i, part in enumerate(parts) if part and part not in parts[:i]]
        columns.append(Column(index, _with_unit(stack)))
    return columns


def _with_unit(stack: list[str]) -> tuple[str, ...]:
    """The headings of a column; a unit that stands under one of them, as its bracket."""
    *over, last = stack or [""]
    if over and fold(last) in _UNIT_WORDS:
        return tuple(over)
    if over and is_unit(fold(last)):
        unit = last if last.endswith(("）", ")")) else f"（{last}）"
        return (*over[:-1], over[-1] + unit)
    return tuple(stack)


def _texts(grid: Grid, row: int) -> dict[int, str]:
    return {i: shown(cell) for i, cell in enumerate(grid.rows[row]) if not is_blank(cell)}


def _spread_groups(levels: list[dict[int, str]], width: int) -> None:
    """Let a group heading reach to the next one, in a file that has no merged cells.

    A heading is one of a group if another stands below it; it reaches over the columns
    that have a heading below and none of their own, as far as the group over it.
    """
    written = [set(level) for level in levels]
    for depth, level in enumerate(levels[:-1]):
        above = set().union(*written[:depth])
        below = set().union(*written[depth + 1 :])
        group = ""
        for column in range(width):
            if column in written[depth] | above:
                group = level.get(column, "") if column in below else ""
            elif group and column in below:
                level[column] = group


def _one_line(text: str) -> str:
    return "".join(text.split())


def _choose(columns: Sequence[Column], headings: Headings) -> tuple[dict[int, Match], list[Fault]]:
    """The fact of each column. Where one heading stands over several columns, a name of
    the fact that includes the group heading decides."""
    by_path = {c.index: _by_path(c, headings) for c in columns}
    by_name = {c.index: _single(c, headings.find(c.name)) for c in columns}
    repeated = Counter(fold(column.name) for column in columns)
    chosen: dict[int, Match] = {}
    notes: list[Fault] = []
    for column in columns:
        match = by_path[column.index] or by_name[column.index]
        if match is None:
            continue
        if by_path[column.index] is None and repeated[fold(column.name)] > 1:
            other = _named_with_group(column, columns, by_path)
            if other is not None:
                notes.append(_left_out(column, match, other))
                continue
        chosen[column.index] = match
    return chosen, notes


def _by_path(column: Column, headings: Headings) -> Match | None:
    found = (_single(column, headings.find(name)) for name in column.grouped_names)
    return next((match for match in found if match is not None), None)


def _single(column: Column, matches: list[Match]) -> Match | None:
    if len(matches) > 1:
        facts = ", ".join(f"{m.fact.id} ({m.fact.label})" for m in matches)
        raise InvalidLedger(
            Fault.of(
                codes.AMBIGUOUS_HEADING, "", column=column.letter, header=column.path, facts=facts
            )
        )
    return matches[0] if matches else None


def _named_with_group(
    column: Column, columns: Sequence[Column], by_path: dict[int, Match | None]
) -> Column | None:
    """Another column with the same heading whose group heading names a fact."""
    for other in columns:
        if fold(other.name) == fold(column.name) and by_path[other.index] is not None:
            return other
    return None


def _left_out(column: Column, match: Match, other: Column) -> Fault:
    return Fault.of(
        codes.HEADING_UNDER_GROUPS,
        "",
        column=column.letter,
        header=column.path,
        fact=match.fact.id,
        other=other.letter,
    )


def _check_unique(columns: Sequence[Column], chosen: dict[int, Match]) -> None:
    places: dict[str, list[int]] = defaultdict(list)
    for index, match in chosen.items():
        places[match.fact.id].append(index)
    for indices in places.values():
        fact = chosen[indices[0]].fact
        if len(indices) > 1 and not (is_list(fact) and _numbered(columns, indices)):
            listed = ", ".join(f"{columns[i].letter} ({columns[i].path})" for i in indices)
            raise InvalidLedger(
                Fault.of(codes.TWO_COLUMNS, "", columns=listed, fact=fact.id, label=fact.label)
            )


def _numbered(columns: Sequence[Column], indices: Sequence[int]) -> bool:
    """Whether the headings of some columns differ: 返贫风险1, 返贫风险2."""
    return len({fold(columns[i].name) for i in indices}) == len(indices)


def check_key(header: Header, ruleset: Ruleset) -> None:
    """Raise `InvalidLedger` if no column holds the key of the root entity."""
    key = key_fact(ruleset.root)
    if key is None or header.key_column(ruleset.root) is not None:
        return
    accepted = [name for name, _ in names_of(key)]
    near = _nearest(key, header)
    raise InvalidLedger(
        Fault.of(
            codes.NO_KEY_COLUMN,
            "",
            entity=ruleset.root.label,
            headings=", ".join(accepted),
            nearest_en=f"; the nearest found is `{near}`" if near else "",
            nearest_zh=f"；最接近的现有表头是 `{near}`" if near else "",
        )
    )


def _nearest(key: Fact, header: Header) -> str | None:
    found = {fold(column.name): column.name for column in header.columns if column.name}
    for name, _ in names_of(key):
        near = nearest(fold(name), found)
        if near is not None:
            return found[near]
    return None
