"""What is written: one `ResultRow` for each record, and the tally of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from povertyrules.ledgers.ledger import Ledger, Reject
from povertyrules.model.ruleset import Definition, Ruleset

Status = Literal["holds", "fails", "unknown"]


@dataclass(frozen=True, slots=True)
class GroupResult:
    """What a group came to.

    `outcome` is the id of the outcome that holds, None where none holds or it is not
    decided yet; `status` tells these apart. `label` is the answer in words (脱贫监测户).
    """

    id: str
    outcome: str | None
    status: Literal["decided", "none", "unknown"]
    label: str


@dataclass(frozen=True, slots=True)
class Needed:
    """A missing fact that could still change something: its path, and its label, with the item
    that it belongs to where that is not the one the result is of. `by` says who makes a finding;
    empty for a fact that is merely to be filled in."""

    fact: str
    label: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class ItemResult:
    """The outcomes of one item of a collection: `path` is `members[2]`, `key` its own key.

    The rest is as in `ResultRow`; `needed` are the facts that could change an outcome of
    this item, wherever they belong.
    """

    path: str
    key: str
    outcomes: Mapping[str, Status]
    reason: str = ""
    needed: tuple[Needed, ...] = ()
    clauses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One decided record, or, if `rejected` is not empty, one that was rejected when it
    was checked or decided (`Ledger.reject` makes those).

    `outcomes` maps the ids of the root's outcomes to their statuses; `reason` is the
    decisive one in words; `clauses` are their references as a reader knows them.
    """

    key: str
    groups: tuple[GroupResult, ...] = ()
    outcomes: Mapping[str, Status] = field(default_factory=dict)
    reason: str = ""
    needed: tuple[Needed, ...] = ()
    clauses: tuple[str, ...] = ()
    items: tuple[ItemResult, ...] = ()
    rejected: tuple[Reject, ...] = ()


class Tally:
    """Counts that add up: `rows_read` = `rows_decided` + `rows_rejected`, and the records
    of the ledger = `decided` + `rejected` (those of `Ledger.records_rejected` apart)."""

    def __init__(self, ruleset: Ruleset, ledger: Ledger) -> None:
        counts = ledger.counts
        self._ledger = ledger
        self._open = {record.key for record in ledger.records}
        self.rows_read = counts.rows_read
        self.rows_left_out = counts.rows_left_out
        self.rows_without_key = counts.rows_without_key
        self.rows_rejected = counts.rows_rejected
        self.rows_decided = 0
        self.records_rejected = counts.records_rejected
        self.records_decided = 0
        self.outcomes: dict[str, Counter[Status]] = {o.id: Counter() for o in _outcomes(ruleset)}
        self.groups: dict[str, Counter[str]] = {group: Counter() for group in ruleset.groups}
        self._answers: dict[str, Counter[str | None]] = {g: Counter() for g in ruleset.groups}
        self._undecided: Counter[str] = Counter()
        self.rejects = list(ledger.rejects)

    def add(self, result: ResultRow) -> None:
        """Count one result. Raises `ValueError` for a key that the ledger does not have,
        or that was counted before."""
        record = self._ledger.record(result.key)
        if record is None or result.key not in self._open:
            raise ValueError(f"not a record of the ledger, or given twice: {result.key}")
        self._open.remove(result.key)
        rows = len(record.provenance.rows)
        if result.rejected:
            self.records_rejected += 1
            self.rows_rejected += rows
            self.rejects.extend(result.rejected)
            return
        self.records_decided += 1
        self.rows_decided += rows
        for group in result.groups:
            self.groups[group.id][group.label] += 1
            if group.status == "unknown":
                self._undecided[group.id] += 1
            else:
                self._answers[group.id][group.outcome] += 1
        for statuses in (result.outcomes, *(item.outcomes for item in result.items)):
            for outcome, status in statuses.items():
                self.outcomes[outcome][status] += 1

    def close(self) -> None:
        """Raises `ValueError` if a record of the ledger has no result."""
        if self._open:
            some = ", ".join(sorted(self._open)[:5])
            raise ValueError(f"{len(self._open)} records have no result, among them {some}")
        self.rejects.sort(key=lambda reject: reject.row)

    def to_dict(self) -> dict[str, object]:
        return {
            "rows_read": self.rows_read,
            "rows_decided": self.rows_decided,
            "rows_rejected": self.rows_rejected,
            "rows_without_key": self.rows_without_key,
            "rows_left_out": self.rows_left_out,
            "records_decided": self.records_decided,
            "records_rejected": self.records_rejected,
            "groups": {group: self._group(group) for group in self.groups},
            "outcomes": {outcome: dict(counts) for outcome, counts in self.outcomes.items()},
        }

    def _group(self, group: str) -> dict[str, object]:
        """How many records came to each outcome of a group, by its id; to none of them; and
        how many are not decided."""
        answers = self._answers[group]
        outcomes = {outcome: count for outcome, count in answers.items() if outcome is not None}
        return {
            "outcomes": outcomes,
            "none": answers[None],
            "unknown": self._undecided[group],
        }


def _outcomes(ruleset: Ruleset) -> list[Definition]:
    return [o for entity in ruleset.entities.values() for o in entity.outcomes]
