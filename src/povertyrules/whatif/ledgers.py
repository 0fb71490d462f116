"""A ledger decided twice: spreadsheets, CSV and JSON Lines, as `read_ledger` reads them.

Each ruleset reads the ledger by its own facts, so that what one of them rejects while it
reads, the other may accept. Every household of the ledger is a row, whoever rejects it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from povertyrules.api.files.batches import FAULTS
from povertyrules.api.files.cells import Converter
from povertyrules.api.ruleset import Ruleset, read_day
from povertyrules.kernel.catalogue.ledgers import UNKNOWN_FORMAT
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidFrame, InvalidLedger, InvalidRecord, MissingExtra
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers import Ledger, read_ledger
from povertyrules.ledgers.grid import Progress
from povertyrules.ledgers.reading import SUFFIXES
from povertyrules.model.ruleset import Row
from povertyrules.whatif.comparing import About, Base, Comparison, Side, with_outcomes
from povertyrules.whatif.subjects import no_grouping, subjects

if TYPE_CHECKING:
    import polars as pl

PARQUET = ".parquet"

Groups = Mapping[str, tuple[Any, ...]]
"""The values of the grouping columns, by the key of the record."""


@dataclass(frozen=True, slots=True)
class LedgerComparison:
    """A comparison, with the ledger as each ruleset read it; None for a Parquet file, which
    is a frame already.

    Rows without a key belong to nobody knows whom: they are in no record, and not compared.
    """

    comparison: Comparison
    before: Ledger | None
    after: Ledger | None

    @property
    def rows_without_key(self) -> int:
        """How many rows of the ledger are not compared, since they have no key."""
        return self.comparison.about.rows_without_key


def compare_ledger(
    before: Ruleset,
    after: Ruleset,
    path: str | PathLike[str],
    *,
    as_of: str | date,
    as_of_after: str | date | None = None,
    outcomes: Iterable[str] | None = None,
    by: Iterable[str] = (),
    sheet: str | None = None,
    language: Language = "zh",
    progress: Progress | None = None,
) -> LedgerComparison:
    """Compare two rulesets over a ledger; see `compare` for what they may be. A Parquet
    file has a row for each record.

    `by` names columns of the ledger, which need not be facts, such as 行政村. Raises what
    `read_ledger` and `compare` raise.
    """
    try:
        import polars as pl
    except ImportError:
        raise MissingExtra("comparing rulesets", "columns") from None
    _check_kind(Path(path))
    groups = tuple(by)
    found = subjects(before.checked, after.checked, outcomes)
    days = read_day(as_of), read_day(as_of if as_of_after is None else as_of_after)
    if Path(path).suffix.lower() == PARQUET:
        frame = _worded(pl.read_parquet(Path(path)), (before, after))
        options = {"language": language}
        sides = (
            Side(before, days[0], frame, {}, options),
            Side(after, days[1], frame, {}, options),
        )
        about = About(Path(path).name)
        whole = Comparison(*with_outcomes(sides, found), found, groups, about=about)
        return LedgerComparison(whole, None, None)
    first = read_ledger(path, before.checked, sheet=sheet, progress=progress, keep=groups)
    second = first
    if after.digest != before.digest:
        second = read_ledger(path, after.checked, sheet=sheet, progress=progress, keep=groups)
    _refuse_unknown_columns(first, groups)
    keys = list(dict.fromkeys([*_keys(first), *_keys(second)]))
    base = _base(keys, groups, _groups(first, groups) | _groups(second, groups), before, after)
    places = {key: number for number, key in enumerate(keys)}
    made = (
        _side(before, days[0], first, places, language),
        _side(after, days[1], second, places, language),
    )
    about = About(Path(path).name, second.counts.rows_without_key)
    compared = Comparison(*with_outcomes(made, found), found, groups, base, about)
    return LedgerComparison(compared, first, second)


def _worded(frame: pl.DataFrame, rulesets: Sequence[Ruleset]) -> pl.DataFrame:
    """A Parquet file with the words for yes and no as truths, as `decide_files` reads it; a
    column with others stays as it is, and is refused."""
    from povertyrules.engines.columns.sources import names_of

    for fact in (fact for ruleset in rulesets for fact in ruleset.checked.root.facts):
        for name in names_of(fact):
            converted = Converter({name: fact}, "en").converted(frame)
            if FAULTS not in converted.columns:
                frame = converted
    return frame


def _check_kind(path: Path) -> None:
    kinds = (*SUFFIXES, PARQUET)
    if path.suffix.lower() not in kinds:
        suffixes = ", ".join(kinds)
        raise InvalidLedger(Fault.of(UNKNOWN_FORMAT, "", name=path.name, suffixes=suffixes))


def _keys(ledger: Ledger) -> Iterator[str]:
    """The records by key, in the order of the ledger; those that were rejected too."""
    rows = [(record.provenance.rows[0], record.key) for record in ledger.records]
    rows += [(reject.row, reject.key) for reject in ledger.rejects if reject.key]
    for _, key in sorted(rows):
        yield key


def _refuse_unknown_columns(ledger: Ledger, groups: Sequence[str]) -> None:
    headings = [column.header for column in ledger.mapping if column.header]
    known = {*headings, *(heading.rpartition("/")[2] for heading in headings)}
    faults = [no_grouping(name, dict.fromkeys(headings)) for name in groups if name not in known]
    if faults:
        raise InvalidFrame(faults)


def _groups(ledger: Ledger, groups: Sequence[str]) -> dict[str, tuple[Any, ...]]:
    """What the rows of each record say in the grouping columns: the first that says anything."""
    rows: dict[str, list[int]] = {}
    for record in ledger.records:
        rows.setdefault(record.key, []).extend(record.provenance.rows)
    for reject in ledger.rejects:
        rows.setdefault(reject.key, []).append(reject.row)
    return {
        key: tuple(_first(ledger, sorted(numbers), name) for name in groups)
        for key, numbers in rows.items()
    }


def _first(ledger: Ledger, rows: Sequence[int], name: str) -> str | None:
    said = (ledger.kept.get(row, {}).get(name, "") for row in rows)
    return next((text for text in said if text), None)


def _base(
    keys: list[str], groups: Sequence[str], values: Groups, before: Ruleset, after: Ruleset
) -> Base:
    import polars as pl

    named = next((r.checked.root.key for r in (before, after) if r.checked.root.key), None)
    column = named or "row"
    made: dict[str, pl.Series] = {column: pl.Series(keys, dtype=pl.String)}
    for number, name in enumerate(groups):
        said = [values[key][number] for key in keys]
        made[name] = pl.Series(said, dtype=pl.String)
    return Base(pl.DataFrame(made), (column,))


def _side(
    ruleset: Ruleset, day: date, ledger: Ledger, places: Mapping[str, int], language: Language
) -> Side:
    from povertyrules.whatif.records import frames, key_columns

    made = frames(ruleset.checked, _accepted(ruleset, day, ledger, places))
    root = made.pop(ruleset.checked.root.id)
    keys = key_columns(ruleset.checked)
    options = {"keys": keys, "language": language}
    return Side(ruleset, day, root, made, options)


def _accepted(
    ruleset: Ruleset, day: date, ledger: Ledger, places: Mapping[str, int]
) -> Iterator[tuple[int, Row]]:
    """The records that fit the ruleset, each with its place in the comparison."""
    evaluator = ruleset.on(day)
    for record in ledger.records:
        try:
            row = evaluator.accept(record.data)
        except InvalidRecord:
            continue
        yield places[record.key], row
