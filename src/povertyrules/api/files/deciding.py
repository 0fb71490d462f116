"""`decide_files`: from a source of rows to a result file, batch by batch."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import Any, Literal, cast

from povertyrules.api.files import postgres, tables
from povertyrules.api.files.batches import RowSource, rows_for
from povertyrules.api.files.columns import Columns, columns_of
from povertyrules.api.files.destinations import Destination, Outputs, into_files, into_tables
from povertyrules.api.files.engine import Asked
from povertyrules.api.files.items import Items, key_of, open_items
from povertyrules.api.files.json_lines import JsonLinesSource
from povertyrules.api.files.kinds import DUCKDB, TARGETS
from povertyrules.api.files.parquet import ParquetSource
from povertyrules.api.files.postgres import Database, Place, into_postgres, place_of
from povertyrules.api.files.running import Run
from povertyrules.api.files.sources import open_source
from povertyrules.api.files.tables import is_same
from povertyrules.api.files.tally import FileCounts
from povertyrules.api.files.writing import item_paths, side_paths
from povertyrules.api.frames import misspelt, refuse_options
from povertyrules.api.metadata import metadata
from povertyrules.api.ruleset import Ruleset
from povertyrules.kernel.catalogue import files as codes
from povertyrules.kernel.catalogue.deciding_frames import INEXACT_COLUMN
from povertyrules.kernel.codes import LANGUAGES, Language
from povertyrules.kernel.errors import InvalidFrame, InvalidLedger, MissingExtra
from povertyrules.kernel.faults import Fault

Progress = Callable[[int, int | None], None]
"""Called with the rows that are done, and with how many there are where that is known."""
Targets = Mapping[str, tuple[Any, Any]]
_RECORDS_OF_MANY = 4
"""With items beside them, a batch has so many times fewer records."""


@dataclass(frozen=True, slots=True)
class ItemFiles:
    """What became of the items of one collection. There is no `target` where the ruleset
    decides nothing about a single item."""

    source: Path
    target: Place | None
    rejects: Place
    counts: FileCounts


@dataclass(frozen=True, slots=True, repr=False)
class FileDecisions:
    """What a run over files came to.

    `target` has the rows that were decided, `rejects` the others with every column and the
    reasons. `columns` says what was read as what; `ignored` are files of the source's folder
    that are not Parquet; `removed` what an earlier run had left half written. `items` has
    the same of each collection that had a file. Where the target is a database, `into` is
    the table.
    """

    ruleset: Ruleset
    as_of: date | None
    source: Place
    target: Place
    rejects: Place
    counts: FileCounts
    columns: Columns
    ignored: tuple[str, ...]
    removed: tuple[Path, ...]
    items: Mapping[str, ItemFiles]
    into: str | None = None

    def __repr__(self) -> str:
        counts, into = self.counts, f":{self.into}" if self.into else ""
        told = "".join(f"; {fault.message()}" for fault in self.hints())
        return (
            f"<FileDecisions by {self.ruleset.checked.reference}: {self.source} → "
            f"{self.target}{into}, rows: {counts.given:,} = {counts.decided:,} decided + "
            f"{counts.rejected:,} rejected{told}>"
        )

    def hints(self) -> tuple[Fault, ...]:
        """What is most likely not meant: columns with nearly the name of a fact that has none,
        and floating-point columns whose numbers are not exactly amounts."""
        counts = [self.counts, *(each.counts for each in self.items.values())]
        inexact = [
            Fault.of(INEXACT_COLUMN, "", column=column, count=count)
            for each in counts
            for column, count in each.inexact.items()
        ]
        return (*misspelt(self.columns.unused), *inexact)


def decide_files(
    ruleset: Ruleset,
    source: str | PathLike[str] | Database,
    target: str | PathLike[str] | Database,
    *,
    as_of: str | date | None = None,
    as_of_column: str | None = None,
    collections: Mapping[str, str | PathLike[str]] | None = None,
    table: str | None = None,
    into: str | None = None,
    keys: Mapping[str, str] | None = None,
    outcomes: Iterable[str] | None = None,
    keep: Iterable[str] = (),
    masks: Literal["outcomes", "conditions"] | None = None,
    reasons: Literal["codes", "labels"] | None = None,
    stamp: bool = False,
    validate: bool = True,
    without_rows: Literal["missing", "none"] = "missing",
    overwrite: bool = False,
    language: Language = "zh",
    progress: Progress | None = None,
) -> FileDecisions:
    """Decide every row of files that may be larger than memory, into a file.

    `source` is a Parquet file, a folder of them (in folders such as `county=5117` too, whose
    names are read as columns), a CSV or JSON Lines file, or a database with its `table`: a
    DuckDB file, or PostgreSQL as `postgresql://…`. `target` ends in `.parquet` or `.csv`. It
    has a row for each row that is accepted, in their order, with the columns that
    `Ruleset.evaluate_frame` gives, where the other arguments are explained; the rows that are
    not accepted go to `.rejects` beside it with all their columns and the reasons. The
    ruleset's digest, the date and the counts are in the metadata of the Parquet files, or
    beside a CSV file as JSON. Nothing stands under that name before all of it is on the disk.
    What is there already is refused before anything is decided; with `overwrite` it stays
    until the new result takes its place.

    `collections` names the Parquet files (or folders) with the items, `{"members": path}`.
    They and the records are sorted by the record's key, as text by its bytes. What is decided
    of the items goes to `.members` beside the target, the others to `.members.rejects`.

    With `into` the target is a database too, and the results are written to that table, to
    `…_rejects` and `…_members` in one transaction, with the metadata as comments.

    Raises `InvalidLedger` for files that cannot be read, with the file and the reason, or
    decided; `OSError`; and what `evaluate_frame` raises but `InvalidFrame`.
    """
    need_columns()
    path, place = place_of(source), place_of(target)
    with undecidable(str(path)):
        refuse_options(
            ruleset,
            keys,
            {"outcomes": outcomes, "keep": keep},
            masks=masks,
            without_rows=without_rows,
            language=language,
        )
    given, kept = dict(keys or {}), tuple(keep)
    paths = {name: Path(found) for name, found in (collections or {}).items()}
    day = None if as_of is None else ruleset.on(as_of).binding.as_of
    _check_kind(place, into)
    within = into is not None and _is_same(path, place)
    rows = open_source(path, ruleset.checked, kept, language, table, read_only=not within)
    also = [*kept, *([as_of_column] if as_of_column else [])]
    columns = columns_of(ruleset.checked, rows, given, also)
    size = rows_for(len(rows.columns)) // (_RECORDS_OF_MANY if paths else 1)
    items = _items(ruleset, rows, paths, given, size) if paths else {}
    arguments = {
        "as_of": day,
        "as_of_column": as_of_column,
        "keys": {
            **given,
            **columns.keys,
            **{name: each.number for name, each in items.items() if each.number},
        },
        "outcomes": None if outcomes is None else tuple(outcomes),
        "keep": kept,
        "masks": masks,
        "reasons": reasons,
        "stamp": stamp,
        "validate": validate,
        "without_rows": without_rows,
        "language": language,
    }
    root = ruleset.checked.root.id
    targets = {name: _targets(place, into, each) for name, each in items.items()}
    made = _made(place, into, root, targets)
    _check_apart(made)
    if into is None and isinstance(place, Path):
        read = [p for each in items.values() for p in each.source.places]
        _check_target(path, [*rows.places, *read], Outputs(root, place, targets))
    elif within and table is not None:
        _check_table(place, table, made)
    if not overwrite:
        _check_new(place, into, made)
    with _opened(place, into, root, targets) as opened, undecidable(rows.name):
        run = Run(rows, Asked(ruleset, arguments, language), columns, items, opened)
        counts = run.write(size, metadata(ruleset, day, as_of_column), progress)
        removed = tuple(opened.removed)
    found = {name: ItemFiles(paths[name], *targets[name], counts[name]) for name in items}
    return FileDecisions(
        ruleset,
        day,
        path,
        place,
        side_paths(place)["rejects"] if into is None and isinstance(place, Path) else place,
        counts[root],
        rows.told(columns) if isinstance(rows, JsonLinesSource) else columns,
        tuple(rows.remarks),
        removed,
        found,
        into,
    )


def _items(
    ruleset: Ruleset,
    rows: RowSource,
    paths: Mapping[str, Path],
    keys: Mapping[str, str],
    size: int,
) -> dict[str, Items]:
    key = key_of(ruleset.checked.root, rows.columns, keys)
    if not isinstance(rows, ParquetSource) or key is None:
        raise InvalidLedger(Fault.of(codes.ITEMS_NEED_PARQUET, "", name=rows.name))
    records = (rows.name, key, rows.type_of(key))
    return open_items(ruleset.checked, paths, keys, records, size * _RECORDS_OF_MANY)


def _is_same(path: Place, place: Place) -> bool:
    """Whether results go to the file that is read."""
    if isinstance(path, Database) or isinstance(place, Database):
        return False
    return place.exists() and place.samefile(path)


def _opened(
    place: Place, into: str | None, root: str, targets: Targets
) -> AbstractContextManager[Destination]:
    if into is None:
        return into_files(Outputs(root, cast("Path", place), targets))
    decided = {root, *(name for name, (target, _) in targets.items() if target is not None)}
    if isinstance(place, Database):
        return into_postgres(place, into, root, decided)
    return into_tables(place, into, root, decided)


def _targets(place: Place, into: str | None, items: Items) -> tuple[Any, Any]:
    """Where the decided items of a collection go, if any are decided, and the others."""
    pair: tuple[Place, Place] = (place, place)
    if into is None:
        pair = item_paths(cast("Path", place), items.entity.id)
    return (pair[0] if items.entity.outcomes else None), pair[1]


@contextmanager
def undecidable(name: str) -> Iterator[None]:
    """What is wrong with a frame is told of the file."""
    try:
        yield
    except InvalidFrame as error:
        english, chinese = ("; ".join(f.to_text(lang) for f in error.faults) for lang in LANGUAGES)
        fault = Fault.of(codes.UNDECIDABLE, "", name=name, reason=english, reason_zh=chinese)
        raise InvalidLedger(fault) from error


def need_columns() -> None:
    """Raises `MissingExtra` where files cannot be decided."""
    if not all(find_spec(name) for name in ("narwhals", "polars", "pyarrow")):
        raise MissingExtra("deciding files part by part", "columns")


def _check_kind(target: Place, into: str | None) -> None:
    kinds = TARGETS if into is None else DUCKDB
    is_of_them = into is not None
    if isinstance(target, Path):
        is_of_them = target.suffix.lower() in kinds
    if not is_of_them:
        name = target.name if isinstance(target, Path) else str(target)
        fault = Fault.of(codes.BAD_TARGET, "", name=name, suffixes=", ".join(kinds))
        raise InvalidLedger(fault)


def _check_target(source: Place, read: Sequence[Path], outputs: Outputs) -> None:
    target = outputs.target
    inside = (
        isinstance(source, Path)
        and source.is_dir()
        and source.resolve() in target.resolve().parents
    )
    resolved = {place.resolve() for place in read}
    if inside or any(place.resolve() in resolved for place in outputs.paths):
        raise InvalidLedger(Fault.of(codes.TARGET_IN_SOURCE, "", name=str(target)))


def has_table(place: Place, table: str) -> bool:
    """Whether a database has a table. Raises `InvalidLedger` if it cannot be used."""
    if isinstance(place, Database):
        return postgres.has_table(place, table)
    return tables.has_table(place, table)


def _made(place: Place, into: str | None, root: str, targets: Targets) -> list[str]:
    """The files or tables that results may be written to."""
    if into is None:
        return [str(path) for path in Outputs(root, cast("Path", place), targets).paths]
    names = [into, *(f"{into}_{name}" for name in targets)]
    return [table for name in names for table in (name, f"{name}_rejects")]


def _check_apart(made: list[str]) -> None:
    """A collection may be called `rejects`, as the rows of the records that are rejected are."""
    twice = next((name for name in made if made.count(name) > 1), None)
    if twice is not None:
        raise InvalidLedger(Fault.of(codes.RESULTS_MEET, "", name=twice))


def _check_table(place: Place, source: str, made: list[str]) -> None:
    """The table that is read is no place for what is made of it."""
    if any(is_same(source, table) for table in made):
        raise InvalidLedger(Fault.of(codes.TARGET_IN_SOURCE, "", name=f"{place}:{source}"))


def _check_new(place: Place, into: str | None, made: list[str]) -> None:
    """Refuse what would write over a file or a table that is there."""
    if into is None:
        there = [path for path in made if Path(path).exists()]
    else:
        there = [f"{place}:{table}" for table in made if has_table(place, table)]
    if there:
        raise InvalidLedger(Fault.of(codes.RESULT_EXISTS, "", name=there[0]))
