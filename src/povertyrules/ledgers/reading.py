"""A ledger file to households: `read_ledger`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any, get_args

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.errors import FailedPlugin, InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.guarding import plugin_code
from povertyrules.ledgers import delimited, jsonlines, workbook
from povertyrules.ledgers.grid import Cell, Grid, Progress, Trouble
from povertyrules.ledgers.header import (
    SEARCHED_ROWS,
    Block,
    Header,
    check_key,
    find_block,
    read_header,
)
from povertyrules.ledgers.headings import Headings, key_fact
from povertyrules.ledgers.households import Assembler
from povertyrules.ledgers.layout import Layout, lay_out
from povertyrules.ledgers.ledger import Ledger
from povertyrules.ledgers.ledger_format import LedgerFormat
from povertyrules.ledgers.only_yes import only_yes_notes
from povertyrules.ledgers.refusals import unreadable
from povertyrules.ledgers.rows import RowReader
from povertyrules.ledgers.secrets import secret_facts
from povertyrules.ledgers.signature import check_kind
from povertyrules.ledgers.units import check_table
from povertyrules.ledgers.unused import unused_notes
from povertyrules.model.reading import collections_decided_by
from povertyrules.model.ruleset import Ruleset

SUFFIXES = workbook.SUFFIXES + delimited.SUFFIXES + jsonlines.SUFFIXES
EXAMPLES = 5


def read_ledger(
    path: str | PathLike[str],
    ruleset: Ruleset,
    *,
    sheet: str | None = None,
    progress: Progress | None = None,
    keep: Sequence[str] = (),
    formats: Mapping[str, LedgerFormat] = MappingProxyType({}),
) -> Ledger:
    """Read a ledger: a workbook, CSV or JSON Lines, told by its suffix.

    `sheet` names the sheet of a workbook; without it the one that looks like the ledger is
    read. `progress` is called with the rows done and the rows there are. `keep` names
    columns, by heading, whose texts are wanted though they may be no facts: they are in
    `Ledger.kept`, by row. `formats` has what plugins read besides, by suffix.

    Every row of data is in a record or in a reject. Raises `InvalidLedger` where the file
    as a whole cannot be read, `UnsupportedFeature` where a table cannot carry the
    ruleset's entities, `MissingExtra` where a library for the format is not installed.
    """
    file = Path(path)
    kind = file.suffix.lower()
    added = formats.get(kind) if kind not in SUFFIXES else None
    if kind not in SUFFIXES and (added is None or added.read is None):
        suffixes = ", ".join([*SUFFIXES, *(s for s, f in formats.items() if f.read is not None)])
        raise InvalidLedger(Fault.of(codes.UNKNOWN_FORMAT, "", name=file.name, suffixes=suffixes))
    if not file.is_file():
        raise unreadable(file, "there is no such file", "没有这个文件")
    if sheet is not None and kind not in workbook.SUFFIXES:
        raise InvalidLedger(Fault.of(codes.NO_SHEETS, "", name=file.name, sheet=sheet))
    if kind in jsonlines.SUFFIXES:
        return jsonlines.read_json_lines(file, ruleset, progress, keep)
    headings = Headings(ruleset)
    if added is not None:
        found = _of_plugin(added, file, ruleset, headings)
        return _read_grid(file, found, ruleset, headings, progress, keep)
    if kind in workbook.SUFFIXES:
        check_kind(file, (".xlsx",) if kind == ".xlsm" else (kind,))
        found = _sheet(file, sheet, ruleset, headings)
    else:
        check_kind(file, (".csv",))
        found = _delimited(file, ruleset, headings)
    return _read_grid(file, found, ruleset, headings, progress, keep)


Found = tuple[Grid, Block, list[Fault]]


def _sheet(path: Path, sheet: str | None, ruleset: Ruleset, headings: Headings) -> Found:
    book = workbook.open_workbook(path)
    if sheet is not None and sheet not in book.sheets:
        sheets = ", ".join(book.sheets)
        raise InvalidLedger(Fault.of(codes.UNKNOWN_SHEET, "", sheet=sheet, sheets=sheets))
    names = [sheet] if sheet is not None else book.visible_sheets
    grid, block = _best([book.grid(name) for name in names], ruleset, headings)
    others = [name for name in book.sheets if name != grid.sheet]
    note = Fault.of(codes.SHEETS_NOT_READ, "", sheet=grid.sheet, sheets=", ".join(others))
    return grid, block, [note] if others else []


def _delimited(path: Path, ruleset: Ruleset, headings: Headings) -> Found:
    text, encoding = delimited.read_text(path)
    blocks = [(grid, find_block(grid, headings)) for grid in delimited.grids(path, text)]
    grid, block = max(blocks, key=lambda found: found[1].matched if found[1] else 0)
    if block is None:
        raise _no_header(ruleset)
    note = Fault.of(codes.ENCODING_NOTE, "", encoding=encoding)
    return grid, block, [] if encoding == "UTF-8" else [note]


def _of_plugin(added: LedgerFormat, path: Path, ruleset: Ruleset, headings: Headings) -> Found:
    """What a plugin reads: the sheet that looks like the ledger, as of a workbook."""
    grid, block = _best(read_grids(added, path), ruleset, headings)
    return grid, block, []


def read_grids(added: LedgerFormat, path: Path) -> list[Grid]:
    """The sheets of a file in a plugin's format. Raises `InvalidLedger` where the file cannot
    be read, `FailedPlugin` for whatever else the plugin does."""
    read: Any = added.read
    told = InvalidLedger, _NoGrid, OSError, ValueError
    try:
        with plugin_code(added.plugin, added.name, "reading", *told):
            return [_plain(grid) for grid in read(path)]
    except _NoGrid as error:
        raise FailedPlugin(added.plugin, added.name, f"reading gave {error}") from None
    except OSError as error:
        words = error.strerror or str(error)
        raise unreadable(path, words, f"系统拒绝读取（{words}）") from error
    except ValueError as error:
        raise unreadable(path, str(error), f"文件已损坏（{error}）") from error


class _NoGrid(Exception):
    """Something that is no grid of cells; the argument says what."""


_MOST_BITS = 1_000
_CELLS = frozenset((*get_args(Cell), Trouble))


def _plain(grid: object) -> Grid:
    """A grid of cells and nothing else, whatever class it was of."""
    if not isinstance(grid, Grid):
        raise _NoGrid(f"a {type(grid).__name__}, not a Grid")
    rows = [tuple(row) for row in grid.rows]
    kinds = set(map(type, chain.from_iterable(rows))) - _CELLS
    if kinds or type(grid.sheet) is not str:
        kind = next(iter(kinds), type(grid.sheet)).__name__
        raise _NoGrid(f"a Grid with a {kind} in it, which is no cell")
    if any(type(cell) is int and cell.bit_length() > _MOST_BITS for row in rows for cell in row):
        raise _NoGrid("a Grid with a number in it that no cell has")
    merged = [((int(a), int(b)), (int(c), int(d))) for (a, b), (c, d) in grid.merged]
    return Grid(grid.sheet, rows, merged, dict(grid.troubles), bool(grid.ragged))


def _best(grids: Iterable[Grid], ruleset: Ruleset, headings: Headings) -> tuple[Grid, Block]:
    """The sheet whose header leads to the most facts, if no other comes near it."""
    blocks = [(grid, block) for grid in grids if (block := find_block(grid, headings))]
    if not blocks:
        raise _no_header(ruleset)
    most = max(block.matched for _, block in blocks)
    rivals = [found for found in blocks if found[1].matched * 2 >= most]
    if len(rivals) > 1:
        sheets = ", ".join(grid.sheet for grid, _ in rivals)
        raise InvalidLedger(Fault.of(codes.SEVERAL_SHEETS, "", sheets=sheets))
    return rivals[0]


def _no_header(ruleset: Ruleset) -> InvalidLedger:
    facts = [fact for fact in (key_fact(ruleset.root), *ruleset.root.facts) if fact]
    names = dict.fromkeys(fact.label or fact.id for fact in facts)
    examples = ", ".join(list(names)[:EXAMPLES])
    return InvalidLedger(Fault.of(codes.NO_HEADER, "", rows=SEARCHED_ROWS, examples=examples))


def _read_grid(
    path: Path,
    found: Found,
    ruleset: Ruleset,
    headings: Headings,
    progress: Progress | None,
    keep: Sequence[str],
) -> Ledger:
    grid, block, notes = found
    header = read_header(grid, block, headings)
    layout = lay_out(header, ruleset)
    check_key(header, ruleset)
    facts = [match.fact for match in header.facts.values()]
    check_table(grid, block.start, block.end, layout.key, facts)
    reader = RowReader(grid, header, layout, keep)
    assembler = Assembler(grid.sheet, layout, ruleset)
    assembler.assemble(reader.read(progress))
    notes += header.notes + reader.left_out + _column_notes(reader, header)
    notes += only_yes_notes(layout, assembler.records)
    notes += _not_given(layout, ruleset)
    notes += unused_notes(header, ruleset)
    if not assembler.records and not assembler.rejects:
        notes.append(Fault.of(codes.NO_ROWS, "", row=header.data_start))
    return Ledger(
        path=str(path),
        sheet=grid.sheet,
        entity=ruleset.root.label,
        records=assembler.records,
        rejects=sorted(assembler.rejects, key=lambda reject: reject.row),
        mapping=header.mapping,
        secret=secret_facts(ruleset),
        notes=notes,
        rows_left_out=len(reader.left_out),
        kept=reader.kept,
    )


def _column_notes(reader: RowReader, header: Header) -> list[Fault]:
    return [
        Fault.of(
            codes.NUMBERS_AS_TEXT,
            "",
            column=header.columns[index].letter,
            header=header.columns[index].path,
            cells=count,
        )
        for index, count in sorted(reader.numbers_as_text.items())
    ]


def _not_given(layout: Layout, ruleset: Ruleset) -> list[Fault]:
    """The lists that a table does not carry, where something is decided by them."""
    decisive = collections_decided_by(ruleset)
    return [
        Fault.of(codes.COLLECTION_NOT_GIVEN, "", entity=ruleset.entities[collection.id].label)
        for collection in layout.root.collections
        if collection is not layout.collection and collection.id in decisive
    ]
