"""What reading a ledger gives: households, rejected rows, and how the columns were read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.codes import Language
from povertyrules.kernel.faults import Fault
from povertyrules.ledgers.places import place_of, value_at
from povertyrules.ledgers.secrets import masked, masked_cell

MatchedBy = Literal["id", "label", "alias"]


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """What became of one column.

    `column` is the letter that a spreadsheet shows (empty in JSON Lines); `header` the
    heading as read, group headings before it (`家庭收入/工资性收入`). `fact` is the id of
    the fact it leads to, or None: the column was not used.
    """

    column: str
    header: str
    fact: str | None
    matched_by: MatchedBy | None = None


@dataclass(frozen=True, slots=True)
class Reject:
    """One reason why a row is not among the records. `row` counts from 1 as the file does.

    `column` and `header` are empty where the whole row is at fault; `cell` is what the
    cell showed, as text.
    """

    sheet: str
    row: int
    column: str
    header: str
    key: str
    fault: Fault
    cell: str

    @property
    def code(self) -> str:
        return self.fault.code.number

    def reason(self, language: Language = "zh") -> str:
        return self.fault.message(language)

    def remedy(self, language: Language = "zh") -> str:
        return self.fault.help(language)

    def to_dict(self, language: Language = "zh") -> dict[str, object]:
        return {
            "sheet": self.sheet,
            "row": self.row,
            "column": self.column,
            "header": self.header,
            "key": self.key,
            "cell": self.cell,
            "code": self.code,
            "reason": self.reason(language),
            "remedy": self.remedy(language),
            "clauses": list(self.fault.clauses),
        }


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where a record was read: the sheet, its rows, and what is worth knowing about them."""

    sheet: str
    rows: tuple[int, ...]
    notes: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class LedgerRecord:
    """One household as read: `data` maps fact ids to plain values, blanks left out.

    Values are `bool`, `int`, exact numerals as text (`"4800.05"`; `Decimal` from JSON
    Lines), ISO dates, `2020-04` months, ids of choices, and under a collection's id a list
    of such mappings.
    """

    key: str
    data: dict[str, Any]
    provenance: Provenance


@dataclass(frozen=True, slots=True)
class Counts:
    """`rows_read` is always `rows_in_records` + `rows_rejected`.

    Rows that are no data (totals, notes) are counted in `rows_left_out`. Rows without a
    key are among the rejected ones; nobody can say how many records they are.
    """

    rows_read: int
    rows_in_records: int
    rows_rejected: int
    rows_left_out: int
    rows_without_key: int
    records: int
    records_rejected: int


@dataclass(frozen=True)
class Ledger:
    """A ledger as read from a file. `entity` is the label of what a record is; the values of
    the facts in `secret` are masked wherever a reason repeats them."""

    path: str
    sheet: str
    entity: str
    records: list[LedgerRecord]
    rejects: list[Reject]
    mapping: list[ColumnMapping]
    notes: list[Fault] = field(default_factory=list)
    rows_left_out: int = 0
    secret: frozenset[str] = frozenset()
    kept: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    """What each row says, as text, in the columns that were asked for by name."""

    @cached_property
    def counts(self) -> Counts:
        accepted = sum(len(record.provenance.rows) for record in self.records)
        rejected = len({reject.row for reject in self.rejects})
        keyless = {reject.row for reject in self.rejects if not reject.key}
        return Counts(
            rows_read=accepted + rejected,
            rows_in_records=accepted,
            rows_rejected=rejected,
            rows_left_out=self.rows_left_out,
            rows_without_key=len(keyless),
            records=len(self.records),
            records_rejected=len({reject.key for reject in self.rejects if reject.key}),
        )

    @cached_property
    def _by_key(self) -> dict[str, LedgerRecord]:
        return {record.key: record for record in self.records}

    def record(self, key: str) -> LedgerRecord | None:
        """The record with a key, or None."""
        return self._by_key.get(key)

    def reject(self, record: LedgerRecord, faults: Sequence[Fault]) -> list[Reject]:
        """The rejects of a record that was read but does not fit the ruleset.

        Each fault is placed at the row and column its path leads to; the rows without a
        fault of their own are listed as going with the household.
        """
        found = [self._place(record, fault) for fault in faults]
        faulty = {reject.row for reject in found}
        fault = goes_with(self.entity, faulty)
        found.extend(
            Reject(record.provenance.sheet, row, "", "", record.key, fault, "")
            for row in record.provenance.rows
            if row not in faulty
        )
        return found

    def _place(self, record: LedgerRecord, fault: Fault) -> Reject:
        place = place_of(fault.path, record.data)
        rows = record.provenance.rows
        row = rows[place.item] if place.item is not None and place.item < len(rows) else rows[0]
        column = next((c for c in self.mapping if place.fact and c.fact == place.fact), None)
        header = column.header if column else place.fact
        cell = value_at(fault.path, record.data)
        secret = place.fact in self.secret
        return Reject(
            sheet=record.provenance.sheet,
            row=row,
            column=column.column if column else "",
            header=header if column and column.column else place.above + header,
            key=record.key,
            fault=masked(fault) if secret else fault,
            cell=masked_cell(cell) if secret else cell,
        )


def goes_with(entity: str, faulty: set[int]) -> Fault:
    """Why a row without a fault of its own is rejected."""
    rows = ", ".join(map(str, sorted(faulty)))
    return Fault.of(codes.GOES_WITH_HOUSEHOLD, "", entity=entity, rows=rows)
