"""The report: the ledger, the rounds, what is late, the warnings and their days."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from povertyrules.cases import Case, Refused, Rules
from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import InvalidDate
from povertyrules.ledgers.headings import key_fact
from povertyrules.model.ruleset import Parameter
from povertyrules.supervision.followups import Duration, durations, warnings
from povertyrules.supervision.history import as_it_stood
from povertyrules.supervision.ledger import Ledger
from povertyrules.supervision.masking import Masks
from povertyrules.supervision.places import UNKNOWN, Place, unknown_last
from povertyrules.supervision.refused import LeftOut, RefusedEvent
from povertyrules.supervision.rosters import Entry, entries, roster_table
from povertyrules.supervision.rounds import Observed, rounds
from povertyrules.supervision.rows import DEPARTMENT, Row, Rows, departments_of
from povertyrules.supervision.table import Table
from povertyrules.supervision.waiting import Waiting, waiting
from povertyrules.supervision.within import WHOLE, Within

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])\Z")
"""How a month is written: 2020-05."""


@dataclass(frozen=True)
class Report:
    """What was found on the day `as_of`. Nothing in it changes, and nothing in it is hidden
    from `to_html` that the tables show.

    `month` (`2020-05`) is that of `round`; `rounds` has all that have begun. `later` cases
    were opened after the day, `earlier` ones went on after it. `unplaced` counts households
    whose place is not known.
    """

    rules: Rules
    as_of: date
    month: str
    ledger: Ledger
    rounds: tuple[Observed, ...]
    overdue: tuple[Waiting, ...]
    unlimited: tuple[Waiting, ...]
    warnings: tuple[Row, ...]
    durations: tuple[Duration, ...]
    safeguards: tuple[tuple[str, tuple[str, ...]], ...]
    refused: tuple[RefusedEvent, ...]
    households: int
    later: int
    earlier: int
    unplaced: int
    department: str
    names_departments: bool
    shows_sensitive: bool
    within: Within
    entries: Callable[[str], Iterable[Entry]] = field(repr=False, compare=False)
    """The entries of the list of a step, by its id."""

    @property
    def round(self) -> tuple[Observed, ...]:
        """What came of the round of `month`, for each case."""
        return tuple(each for each in self.rounds if each.month == self.month)

    @property
    def open_limits(self) -> tuple[Parameter, ...]:
        """The limits that are left to a locality which has not filled them in."""
        every = self.rules.ruleset.parameters
        limits = self.rules.procedure.limits
        return tuple(
            p for p in every.values() if p.id in limits and p.open and p.id not in self.rules.fills
        )

    def tables(self, language: Language = "zh") -> tuple[Table, ...]:
        """Everything as tables, by `Table.name`; the 台账 itself is `ledger.table(level)`."""
        from povertyrules.supervision.report_tables import tables

        return tables(self, language)

    def roster(
        self,
        step: str,
        language: Language = "zh",
        *,
        first: date | None = None,
        last: date | None = None,
    ) -> Table:
        """The 名单 of a step, by its id: the households for whom it was made, from one day to
        another, with category, reason, dates and the number of the list.

        Raises `KeyError` for a step that there is not.
        """
        making = self.rules.procedure.transitions[step]
        found = [
            each
            for each in self.entries(step)
            if (first or date.min) <= each.day <= (last or date.max)
        ]
        return roster_table(making, found, self.ledger.key_label, self.as_of, language)

    def notes(self, language: Language = "zh") -> tuple[str, ...]:
        """What a reader must know of the report: what is not in it, and why."""
        from povertyrules.supervision.report_tables import notes

        return notes(self, language)

    def to_html(self, language: Language = "zh") -> str:
        """One page with pictures that needs no other file, to be read or printed.

        Raises `MissingExtra` without the extra `plots`.
        """
        from povertyrules.supervision.page import page

        return page(self, language)

    def write(self, path: str | Path, *, language: Language = "zh") -> None:
        """Write it as .html, or its tables as .xlsx, whole or not at all.

        Raises `UnsupportedFeature` for another suffix, `MissingExtra` and `OSError`.
        """
        from povertyrules.supervision.writing import write_report

        write_report(self, Path(path), language)


def report(
    rules: Rules,
    cases: Iterable[Case],
    *,
    as_of: date,
    places: Mapping[str, Place] | None = None,
    month: str | None = None,
    refused: Iterable[Refused] = (),
    show_sensitive: bool = False,
    department: str = DEPARTMENT,
    within: Within = WHOLE,
) -> Report:
    """Supervise the cases of a docket, as they stood on the day `as_of`.

    `places` says by the key of each household where it lives; one that is not in it is shown
    as not known. `month` is that of the round in detail (`2020-05`; that of `as_of` if none
    is given). `refused` are the events that a replay left out: they are told. Keys and other
    sensitive facts are masked unless `show_sensitive`. `department` is the attribute by which
    outcomes name a department. `within` narrows the report to a village, a town or a
    department: what is told of it is what the whole report tells of it.

    Raises `AnotherRuleset` for a case of another procedure, `ValueError` if two cases have one
    id, `InvalidDate` for a month that is none, `NotInForce` as `deadlines` does.
    """
    if month is not None and not MONTH.match(month):
        raise InvalidDate(f"{month!r} is no month such as 2020-05")
    given = list(cases)
    if len({case.id for case in given}) != len(given):
        raise ValueError("two cases have the same id")
    placed = places or {}
    left_out = LeftOut(given, refused)
    subjects = {*left_out.subjects.values(), *placed}
    masks = Masks(rules.ruleset, subjects, show_sensitive=show_sensitive)
    given = [case for case in given if within.has_place(placed.get(case.subject, UNKNOWN))]
    stood = {case.id: as_it_stood(rules, case, as_of, masks) for case in given}
    maker = Rows(rules, as_of, placed, masks, department)
    every = maker.of(case for case in stood.values() if case is not None)
    found = sorted((pair for pair in every if within.has_gap(pair[1])), key=_by_place)
    kept = [case for case, _ in found]
    rows = tuple(row for _, row in found)
    waits = [each for row in rows for each in waiting(row, as_of)]
    followers = warnings(rules, rows)
    households, own = {case.subject for case in kept}, {case.id for case in kept}
    return Report(
        rules=rules,
        as_of=as_of,
        month=month or as_of.isoformat()[:7],
        ledger=Ledger(rows, as_of, key_fact_label(rules)),
        rounds=tuple(rounds(rules, found, as_of, masks)),
        overdue=_longest_first(each for each in waits if each.due is not None),
        unlimited=_longest_first(each for each in waits if each.due is None),
        warnings=followers,
        durations=tuple(durations(followers, as_of)),
        safeguards=tuple(
            (each.label or each.id, departments_of(each, department)) for each in maker.safeguards
        ),
        refused=tuple(
            left_out.told(
                masks,
                lambda case, subject: (
                    within.has_place(placed.get(subject, UNKNOWN))
                    and (not within.department or case in own)
                ),
            )
        ),
        households=len(households),
        later=0 if within.department else sum(now is None for now in stood.values()),
        earlier=sum(stood[case.id] is not case for case in given if case.id in own),
        unplaced=sum(_is_unplaced(placed.get(subject)) for subject in households),
        department=department,
        names_departments=any(each.attributes.get(department) for each in maker.safeguards),
        shows_sensitive=show_sensitive,
        within=within,
        entries=lambda step: entries(rules, found, step, masks),
    )


def ledger(
    rules: Rules,
    cases: Iterable[Case],
    *,
    as_of: date,
    places: Mapping[str, Place] | None = None,
    show_sensitive: bool = False,
    department: str = DEPARTMENT,
    within: Within = WHOLE,
) -> Ledger:
    """The 台账 alone. The arguments and errors are those of `report`."""
    made = report(
        rules, cases, as_of=as_of, places=places,
        show_sensitive=show_sensitive, department=department, within=within,
    )  # fmt: skip
    return made.ledger


def _by_place(pair: tuple[Case, Row]) -> tuple[object, str]:
    case, row = pair
    return unknown_last(row.place.unit("village")), case.id


def key_fact_label(rules: Rules) -> str:
    """What the key of a household is called."""
    key = key_fact(rules.ruleset.root)
    return "编号" if key is None else key.label or key.id


def _longest_first(found: Iterable[Waiting]) -> tuple[Waiting, ...]:
    return tuple(sorted(found, key=lambda each: (-each.days, each.role, each.body, each.row.case)))


def _is_unplaced(place: Place | None) -> bool:
    return place is None or not all((place.village, place.town, place.district))
