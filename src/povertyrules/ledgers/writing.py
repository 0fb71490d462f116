"""Results to a file: `write_results`. What is half written never looks whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from os import PathLike
from pathlib import Path
from uuid import uuid4

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers.grid import Progress
from povertyrules.ledgers.ledger import Ledger
from povertyrules.ledgers.results import ResultRow, Tally
from povertyrules.ledgers.rows import EVERY
from povertyrules.ledgers.tables import Tables
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
) -> Tally:
    """Write the results of a ledger as .xlsx, .csv or .jsonl, told by the suffix.

    There must be one result for each record of the ledger; `results` may be lazy. With
    .csv, what a workbook has on further sheets goes to further files, as `side_paths` names
    them. The files are written beside their place and moved there at the end.

    Raises `InvalidLedger` for another suffix, a result longer than a sheet, or an output
    that would overwrite the ledger; `ValueError` where results and records do not match;
    `OSError` where the file cannot be written.
    """
    target = Path(path)
    kind = target.suffix.lower()
    if kind not in SUFFIXES:
        suffixes = ", ".join(SUFFIXES)
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
        if kind == ".xlsx":
            write_workbook(files[0], told, tables, tally)
        elif kind == ".csv":
            write_csv(files[0], dict(zip(sides, files[1:], strict=True)), told, tables, tally)
        else:
            write_json_lines(
                files[0], told, tally,
                ruleset=ruleset, as_of=as_of, ledger=ledger, language=language,
            )  # fmt: skip
    return tally


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
