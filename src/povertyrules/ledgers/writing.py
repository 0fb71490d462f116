"""Results to a file: `write_results`. What is half written never looks whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from os import PathLike
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import uuid4

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.guarding import plugin_code
from povertyrules.ledgers.grid import Progress
from povertyrules.ledgers.ledger import Ledger
from povertyrules.ledgers.ledger_format import LedgerFormat
from povertyrules.ledgers.results import ResultRow, Tally
from povertyrules.ledgers.rows import EVERY
from povertyrules.ledgers.tables import Table, Tables, Value
from povertyrules.ledgers.write_sheets import Sheet
from povertyrules.ledgers.write_text import write_csv, write_json_lines
from povertyrules.ledgers.write_workbook import write_workbook
from povertyrules.model.ruleset import Ruleset

SUFFIXES = (".xlsx", ".csv", ".jsonl")
SIDES = ("items", "rejects", "counts", "columns")


def write_results(
    path: str | PathLike[str],
    results: Iterable[ResultRow],
    *,
    ruleset: Ruleset,
    as_of: date,
    ledger: Ledger,
    language: Language = "zh",
    progress: Progress | None = None,
    formats: Mapping[str, LedgerFormat] = MappingProxyType({}),
) -> Tally:
    """Write the results of a ledger as .xlsx, .csv or .jsonl, told by the suffix.

    There must be one result for each record of the ledger; `results` may be lazy. With
    .csv, what a workbook has on further sheets goes to further files, as `side_paths` names
    them. The files are written beside their place and moved there at the end. `formats` has
    what plugins write besides, by suffix.

    Raises `InvalidLedger` for another suffix, a result longer than a sheet, or an output
    that would overwrite the ledger; `ValueError` where results and records do not match;
    `OSError` where the file cannot be written.
    """
    target = Path(path)
    kind = target.suffix.lower()
    added = formats.get(kind) if kind not in SUFFIXES else None
    if kind not in SUFFIXES and (added is None or added.write is None):
        suffixes = ", ".join([*SUFFIXES, *(s for s, f in formats.items() if f.write is not None)])
        raise InvalidLedger(Fault.of(codes.UNKNOWN_FORMAT, "", name=target.name, suffixes=suffixes))
    tally = Tally(ruleset, ledger)
    tables = Tables(ruleset, as_of, ledger, language)
    sides = side_paths(target)
    if not tables.has_items:
        sides.pop("items", None)
    targets = [target, *sides.values()]
    for place in targets:
        _spare_input(place, Path(ledger.path))
    told = _told(results, len(ledger.records), progress)
    with _beside(targets) as files:
        if added is not None:
            write_added(added, files[0], sheets_of(told, tables, tally))
        elif kind == ".xlsx":
            write_workbook(files[0], told, tables, tally)
        elif kind == ".csv":
            write_csv(files[0], dict(zip(sides, files[1:], strict=True)), told, tables, tally)
        else:
            write_json_lines(
                files[0], told, tally,
                ruleset=ruleset, as_of=as_of, ledger=ledger, language=language,
            )  # fmt: skip
    return tally


def sheets_of(results: Iterable[ResultRow], tables: Tables, tally: Tally) -> list[Sheet]:
    """All tables of one run, as a workbook has them on its sheets."""
    rows: list[list[Value]] = []
    items: list[list[Value]] = []
    for result in results:
        tally.add(result)
        rows += [] if result.rejected else [tables.result(result)]
        items += [tables.item(result, item) for item in result.items]
    tally.close()
    sheets = [_sheet(tables.results(), rows)]
    sheets += [_sheet(tables.items(), items)] if tables.has_items else []
    sheets.append(_sheet(tables.rejects(), list(map(tables.reject, tally.rejects))))
    sheets.append(_sheet(tables.counts(), list(tables.count_rows(tally))))
    return [*sheets, _sheet(tables.mapping(), list(tables.mapping_rows()))]


def _sheet(table: Table, rows: Sequence[Sequence[Value]]) -> Sheet:
    return Sheet(table.name, table.headings, table.widths, rows)


def write_added(added: LedgerFormat, path: Path, sheets: Sequence[Sheet]) -> None:
    """Write tables in a plugin's format. Raises `OSError`, and `FailedPlugin` for whatever else
    the plugin does."""
    write: Any = added.write
    with plugin_code(added.plugin, added.name, "writing", OSError, InvalidLedger):
        write(path, sheets)


def side_paths(path: Path) -> dict[str, Path]:
    """The files that belong to results in a file: of a CSV file, for which there are no sheets,
    those of the items, the rejects, the counts and the columns; of any other, none."""
    names = SIDES if path.suffix.lower() == ".csv" else ()
    return {name: path.with_name(f"{path.stem}.{name}.csv") for name in names}


def _spare_input(target: Path, ledger: Path) -> None:
    same = target.exists() and ledger.exists() and target.samefile(ledger)
    if same or target.resolve() == ledger.resolve():
        raise InvalidLedger(Fault.of(codes.OUTPUT_IS_INPUT, "", name=target.name))


def _told(
    results: Iterable[ResultRow], total: int, progress: Progress | None
) -> Iterator[ResultRow]:
    for done, result in enumerate(results):
        if progress and done % EVERY == 0:
            progress(done, total)
        yield result
    if progress:
        progress(total, total)


@contextmanager
def _beside(targets: list[Path]) -> Iterator[list[Path]]:
    """Temporary files in the targets' directories, moved to their places at the end; on an
    error they are removed and the targets stay as they were."""
    files = [_temporary(target) for target in targets]
    try:
        yield files
        for file, target in reversed(list(zip(files, targets, strict=True))):
            file.replace(target)
    finally:
        for file in files:
            file.unlink(missing_ok=True)


def _temporary(target: Path) -> Path:
    """A new name beside the target; not one of `tempfile`, whose files nobody else may read."""
    return target.with_name(f".{target.stem}-{uuid4().hex[:12]}{target.suffix}")
