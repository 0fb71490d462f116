"""A format of ledgers that a plugin adds: what reads a file to cells, what writes tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from povertyrules.ledgers.grid import Grid
    from povertyrules.ledgers.write_sheets import Sheet

RECORDS = frozenset((".jsonl", ".ndjson", ".parquet"))
"""The suffixes of files that hold records, not cells: the library reads them otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFormat:
    """A file format by its suffixes (`.dbf`, small letters).

    `read` gives the sheets of a file as grids of cells; the library finds the heading, maps
    the columns and reads the values as in any ledger. A number stands in a cell as an `int`
    or as text, never as a float (but see `binary`). `write` writes tables to a file that is
    not there yet; every text is to be written as text. Either may be absent. Both may raise
    `OSError`, and `read` raises `ValueError`, with the reason, for a damaged file; whatever
    else they raise is reported as a fault of the plugin.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Callable[[Path], Iterable[Grid]] | None = None
    write: Callable[[Path, Sequence[Sheet]], None] | None = None
    binary: bool = False
    """Whether the file itself holds numbers in binary floating point, as spreadsheets do. Then
    a cell may be a float, which is read as the shortest numeral that means it."""
    plugin: str = ""
