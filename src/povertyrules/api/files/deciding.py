"""`decide_files`: from a source of rows to a result file, batch by batch."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.util import find_spec
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from povertyrules.api.files.batches import FAULTS, Batch, RowSource, gathered, rows_for
from povertyrules.api.files.cells import SEPARATOR, Converter
from povertyrules.api.files.columns import Columns, columns_of
from povertyrules.api.files.kinds import TARGETS
from povertyrules.api.files.landing import Landing, landing
from povertyrules.api.files.sources import open_source
from povertyrules.api.files.tally import FileCounts
from povertyrules.api.files.writing import (
    Writer,
    side_paths,
    write_metadata,
    writer,
)
from povertyrules.api.ruleset import Ruleset
from povertyrules.api.version import __version__
from povertyrules.kernel.catalogue import files as codes
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidFrame, InvalidLedger, MissingExtra
from povertyrules.kernel.faults import Fault

if TYPE_CHECKING:
    import polars as pl

Progress = Callable[[int, int | None], None]
"""Called with the rows that are done, and with how many there are where that is known."""

_PLACE = "x_place"
_REASONS = "reasons"
_MOST_WAITING = 2
"""Batches that are decided and not yet written."""


@dataclass(frozen=True, slots=True)
class FileDecisions:
    """What a run over files came to.

    `target` has the rows that were decided, `rejects` the others with every column and the
    reasons. `columns` says what was read as what; `ignored` are files of the source's folder
    that are not Parquet; `removed` what an earlier run had left half written.
    """

    ruleset: Ruleset
    as_of: date | None
    source: Path
    target: Path
    rejects: Path
    counts: FileCounts
    columns: Columns
    ignored: tuple[str, ...]
    removed: tuple[Path, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """How the rows are to be decided."""

    ruleset: Ruleset
    arguments: Mapping[str, Any]
    language: Language
    numbered: bool

    def decide(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The rows that are decided, and the places and reasons of the others."""
        found = self.ruleset.evaluate_frame(frame, **self.arguments)
        return found.frame, found.rejected.select(_PLACE, _REASONS)


def decide_files(
    ruleset: Ruleset,
    source: str | PathLike[str],
    target: str | PathLike[str],
    *,
    as_of: str | date | None = None,
    as_of_column: str | None = None,
    table: str | None = None,
    keys: Mapping[str, str] | None = None,
    outcomes: Iterable[str] | None = None,
    keep: Iterable[str] = (),
    masks: Literal["outcomes", "conditions"] | None = None,
    validate: bool = True,
    language: Language = "zh",
    progress: Progress | None = None,
) -> FileDecisions:
    """Decide every row of files that may be larger than memory, into a file.

    `source` is a Parquet file, a folder of them (in folders such as `county=5117` too, whose
    names are read as columns), a CSV or JSON Lines file, or a DuckDB database with its
    `table`. `target` ends in `.parquet` or `.csv`. It has a row for each row that is
    accepted, in their order, with the columns that `Ruleset.evaluate_frame` gives, where the
    other arguments are explained; the rows that are not accepted go to `.rejects` beside it
    with all their columns and the reasons. The ruleset's digest, the date and the counts are
    in the metadata of the Parquet files, or beside a CSV file as JSON. A result that is there
    already is replaced; nothing stands under that name before all of it is on the disk.

    Raises `InvalidLedger` for files that cannot be read, with the file and the reason, or
    decided; `OSError`; and what `evaluate_frame` raises but `InvalidFrame`.
    """
    _need_columns()
    path, place = Path(source), Path(target)
    kept = tuple(keep)
    day = None if as_of is None else ruleset.on(as_of).binding.as_of
    rows = open_source(path, ruleset.checked.root, kept, language, table)
    _check_target(place, path, rows)
    also = [*kept, *([as_of_column] if as_of_column else [])]
    columns = columns_of(ruleset.checked, rows, dict(keys or {}), also)
    asked = _Asked(
        ruleset,
        {
            "as_of": day,
            "as_of_column": as_of_column,
            "keys": columns.keys,
            "outcomes": None if outcomes is None else tuple(outcomes),
            "keep": kept,
            "masks": masks,
            "validate": validate,
            "language": language,
        },
        language,
        columns.numbered,
    )
    metadata = _metadata(ruleset, day, as_of_column)
    sides = side_paths(place)
    with landing([place, *sides.values()]) as files, _undecidable(rows.name):
        counts = _Run(rows, asked, columns, files, place).write(metadata, progress)
        removed = tuple(files.left)
    return FileDecisions(
        ruleset, day, path, place, sides["rejects"], counts, columns, tuple(rows.remarks), removed
    )


class _Run:
    """One run: reading, deciding and writing go on side by side."""

    def __init__(
        self, rows: RowSource, asked: _Asked, columns: Columns, files: Landing, target: Path
    ) -> None:
        sides = side_paths(target)
        self._rows = rows
        self._asked = asked
        self._columns = columns
        self._converter = Converter(columns.facts, asked.language)
        self._results = writer(files.file(target), target)
        self._rejects = writer(files.file(sides["rejects"]), sides["rejects"])
        self._beside = (
            (files.file(sides["metadata"]), sides["metadata"]) if "metadata" in sides else None
        )
        self._counts = FileCounts()
        self._first = True

    def write(self, metadata: Mapping[str, Any], progress: Progress | None) -> FileCounts:
        try:
            return self._written(metadata, progress)
        except BaseException:
            self._results.abandon()
            self._rejects.abandon()
            raise

    def _written(self, metadata: Mapping[str, Any], progress: Progress | None) -> FileCounts:
        size = rows_for(len(self._rows.columns))
        batches = gathered(self._rows.batches(self._columns.read, size), size)
        with _in_order() as later:
            for batch in batches:
                decided, rejected = self._decide(batch)
                later(_writes(self._results, decided))
                if rejected is not None:
                    later(_writes(self._rejects, rejected))
                if progress:
                    progress(self._counts.given, self._rows.total)
        whole = {**metadata, "counts": self._counts.to_dict()}
        self._results.close({**whole, "role": "results"})
        self._rejects.close({**whole, "role": "rejects"})
        if self._beside is not None:
            write_metadata(*self._beside, whole)
        return self._counts

    def _decide(self, batch: Batch) -> tuple[pl.DataFrame, pl.DataFrame | None]:
        """The decided rows, and the rejected ones, if there are any."""
        frame = self._converter.converted(self._placed(batch.frame))
        sound, faulty = _parted(frame)
        decided, refused = self._asked.decide(sound)
        if faulty is not None and faulty.height:
            refused = _merged(refused, self._reasons(faulty))
        counted = FileCounts.add
        counted(self._counts, batch.frame.height, decided, self._asked.ruleset.checked)
        if decided.height + refused.height != batch.frame.height:
            raise AssertionError("rows were lost between reading and deciding")
        self._counts.reject(refused.get_column(_REASONS))
        if not refused.height and not self._first:
            return decided, None
        self._first = False
        return decided, _told(batch.whole(refused.get_column(_PLACE).to_list()), refused)

    def _placed(self, frame: pl.DataFrame) -> pl.DataFrame:
        import polars as pl

        places = [pl.int_range(pl.len(), dtype=pl.Int64).alias(_PLACE)]
        if self._columns.numbered:
            start = self._counts.given + 1
            number = pl.int_range(start, pl.len() + start, dtype=pl.Int64)
            places.append(number.alias(self._columns.number))
        return frame.with_columns(places)

    def _reasons(self, faulty: pl.DataFrame) -> pl.DataFrame:
        """Every reason of rows that could not be converted: also what the engine finds."""
        import polars as pl

        _, refused = self._asked.decide(faulty.drop(FAULTS))
        found = faulty.select(_PLACE, FAULTS).join(refused, on=_PLACE, how="left")
        text = pl.concat_str(FAULTS, _REASONS, separator=SEPARATOR, ignore_nulls=True)
        return found.select(_PLACE, text.alias(_REASONS))


def _parted(frame: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame | None]:
    """The rows that could be converted, and those that could not."""
    import polars as pl

    if FAULTS not in frame.columns:
        return frame, None
    is_faulty = pl.col(FAULTS).is_not_null()
    return frame.filter(~is_faulty).drop(FAULTS), frame.filter(is_faulty)


def _merged(first: pl.DataFrame, second: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    return pl.concat([first, second], how="vertical_relaxed").sort(_PLACE)


def _told(rows: pl.DataFrame, refused: pl.DataFrame) -> pl.DataFrame:
    """Rejected rows with their reasons in the last column."""
    name = _REASONS
    while name in rows.columns:
        name += "_"
    return rows.with_columns(refused.get_column(_REASONS).alias(name))


def _writes(to: Writer, frame: pl.DataFrame) -> Callable[[], None]:
    return lambda: to.add(frame)


@contextmanager
def _in_order() -> Iterator[Callable[[Callable[[], None]], None]]:
    """Runs what it is given in another thread, one after the other, not far behind."""
    waiting: deque[Future[None]] = deque()
    with ThreadPoolExecutor(1, "povertyrules-writer") as pool:

        def later(work: Callable[[], None]) -> None:
            waiting.append(pool.submit(work))
            while len(waiting) > _MOST_WAITING:
                waiting.popleft().result()

        try:
            yield later
            for each in waiting:
                each.result()
        finally:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def _undecidable(name: str) -> Iterator[None]:
    """What is wrong with a frame is told of the file."""
    try:
        yield
    except InvalidFrame as error:
        reason = "; ".join(error.faults)
        raise InvalidLedger(Fault.of(codes.UNDECIDABLE, "", name=name, reason=reason)) from error


def _need_columns() -> None:
    if not all(find_spec(name) for name in ("narwhals", "polars", "pyarrow")):
        raise MissingExtra("deciding files part by part", "columns")


def _check_target(target: Path, source: Path, rows: RowSource) -> None:
    if target.suffix.lower() not in TARGETS:
        suffixes = ", ".join(TARGETS)
        raise InvalidLedger(Fault.of(codes.BAD_TARGET, "", name=target.name, suffixes=suffixes))
    inside = source.is_dir() and source.resolve() in target.resolve().parents
    written: Sequence[Path] = [target, *side_paths(target).values()]
    read = {place.resolve() for place in rows.places}
    if inside or any(place.resolve() in read for place in written):
        raise InvalidLedger(Fault.of(codes.TARGET_IN_SOURCE, "", name=str(target)))


def _metadata(ruleset: Ruleset, day: date | None, column: str | None) -> dict[str, Any]:
    dated = {"as_of": day.isoformat()} if day else {"as_of_column": column}
    return {
        "ruleset": ruleset.id,
        "version": ruleset.version,
        "digest": ruleset.digest,
        **dated,
        "library": __version__,
    }
