"""The 台账: every case as a row, at each level, with counts that add up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from povertyrules.kernel.codes import Language
from povertyrules.kernel.errors import MissingExtra
from povertyrules.supervision.places import LEVELS, Level, unknown_last
from povertyrules.supervision.rows import Row
from povertyrules.supervision.table import Table, Value, table
from povertyrules.supervision.texts import (
    category_text,
    deadline_text,
    gap_text,
    joined,
    papers_text,
    place_text,
    risk_text,
    visited_text,
)
from povertyrules.supervision.words import say

if TYPE_CHECKING:
    import polars as pl


class Count(NamedTuple):
    """How many cases of one kind, category and state a unit has. `unit` are the names from the
    district down to the level; the others are ids of the ruleset."""

    unit: tuple[str, ...]
    lifecycle: str
    category: str
    state: str
    cases: int


@dataclass(frozen=True)
class Ledger:
    """The rows, one for each case, by place and then by the number of the case.

    Every level has all of them: none is dropped because its place is not known.
    """

    rows: tuple[Row, ...]
    as_of: date
    key_label: str

    def counts(self, level: Level) -> tuple[Count, ...]:
        """The cases of each unit of a level by kind, category and state."""
        found = Counter((r.place.unit(level), r.lifecycle, r.category, r.state) for r in self.rows)
        return tuple(Count(*key, number) for key, number in sorted(found.items(), key=_order))

    def of(self, level: Level, *unit: str) -> Ledger:
        """The part of one unit: `of("town", "达川区", "赵家镇")`, names from the district down.

        Raises `ValueError` for another number of names than the level has.
        """
        if len(unit) != len(LEVELS) - LEVELS.index(level):
            raise ValueError(f"a {level} is named from the district down, not by {unit}")
        rows = tuple(row for row in self.rows if row.place.unit(level) == unit)
        return Ledger(rows, self.as_of, self.key_label)

    def table(self, level: Level, language: Language = "zh") -> Table:
        """The 台账 of a level for readers: numbered anew in each of its units."""
        columns = [(say("number", language), 7)]
        columns += [(say(each, language), 14) for each in reversed(LEVELS)]
        columns += [
            (self.key_label if key == "key" else say(key, language), w) for key, w in _COLUMNS
        ]
        title = say(f"ledger_{level}", language)
        note = say("ledger_note", language, as_of=self.as_of, count=len(self.rows))
        rows = self._lines(level, language)
        return table(f"ledger_{level}", title, columns, rows, note, _KEPT)

    def _lines(self, level: Level, language: Language) -> Iterator[list[Value]]:
        numbers: Counter[tuple[str, ...]] = Counter()
        for row in self.rows:
            unit = row.place.unit(level)
            numbers[unit] += 1
            names = [place_text(row.place.name(each), language) for each in reversed(LEVELS)]
            yield [numbers[unit], *names, *_cells(row, language)]

    def summary(self, language: Language = "zh") -> Table:
        """The counts of all levels for readers, the largest first."""
        labels: dict[str, str] = {}
        for row in self.rows:
            labels[row.lifecycle] = row.lifecycle_label
            labels[row.state] = row.state_label
            labels[row.category] = category_text(row, language)
        columns = [(say("level", language), 12)]
        columns += [(say(each, language), 14) for each in reversed(LEVELS)]
        columns += [(say(key, language), width) for key, width in _COUNTED]
        rows: list[list[Value]] = [
            [say(level, language), *_names(count, language), *_named(count, labels), count.cases]
            for level in reversed(LEVELS)
            for count in self.counts(level)
        ]
        note = say("summary_note", language)
        return table("summary", say("summary", language), columns, rows, note)

    def to_frame(self) -> pl.DataFrame:
        """A polars frame of the rows, with ids and labels, for programs.

        `entered_<state>` has the day on which a case last came into a state; `risks`, `gaps`,
        `departments` and `papers` are lists. Raises `MissingExtra` without the extra `columns`.
        """
        try:
            import polars as pl
        except ImportError:
            raise MissingExtra("the ledger as a frame", "columns") from None
        data = _frame_columns(self.rows)
        kinds = {date: pl.Date(), bool: pl.Boolean(), list: pl.List(pl.String()), str: pl.String()}
        return pl.DataFrame(
            {name: values for name, (_, values) in data.items()},
            schema={name: kinds[kind] for name, (kind, _) in data.items()},
        )


_COLUMNS = (
    ("case", 16), ("key", 16), ("kind", 26), ("category", 16), ("state", 26), ("risks", 34),
    ("gaps", 26), ("departments", 24), ("papers", 64), ("reasons", 26), ("dates", 40),
    ("opened", 12), ("ended", 12), ("predecessor", 16), ("deadline", 44), ("last", 32),
)  # fmt: skip
_KEPT = 6
"""Whose row it is stays in view: the number, the place, the case and the household."""
_COUNTED = (("kind", 26), ("category", 16), ("state", 30), ("cases", 10))


def _order(item: tuple[tuple[tuple[str, ...], str, str, str], int]) -> tuple[object, ...]:
    unit, *kinds = item[0]
    return unknown_last(unit), *kinds


def _cells(row: Row, language: Language) -> list[Value]:
    last = say(
        "last_step", language,
        day=row.last_day, step=row.last_step, by=row.last_actor.name,
    )  # fmt: skip
    if row.corrections:
        last += say("corrected", language, count=row.corrections)
    return [
        row.case,
        row.subject,
        row.lifecycle_label,
        category_text(row, language),
        row.state_label,
        joined((risk_text(each, language) for each in row.risks), language),
        joined((gap_text(each, language) for each in row.gaps), language),
        "、".join(row.departments),
        papers_text(row.papers, language),
        papers_text(row.reasons, language),
        visited_text(row, language),
        row.opened,
        row.ended[1] if row.ended else None,
        row.predecessor or "",
        joined((deadline_text(each, language) for each in row.deadlines), language),
        last,
    ]


def _names(count: Count, language: Language) -> list[str]:
    names = [place_text(name, language) for name in count.unit]
    return names + [say("whole", language)] * (len(LEVELS) - len(names))


def _named(count: Count, labels: dict[str, str]) -> list[str]:
    return [labels[count.lifecycle], labels[count.category], labels[count.state]]


def _due(row: Row) -> date | None:
    return min((each.due for each in row.deadlines if each.due is not None), default=None)


def _frame_columns(rows: Sequence[Row]) -> dict[str, tuple[type, list[object]]]:
    """The columns of the frame, with the kind of their values."""
    columns: dict[str, tuple[type, list[object]]] = {
        **{level: (str, [r.place.name(level) for r in rows]) for level in reversed(LEVELS)},
        "case": (str, [r.case for r in rows]),
        "subject": (str, [r.subject for r in rows]),
        "lifecycle": (str, [r.lifecycle for r in rows]),
        "lifecycle_label": (str, [r.lifecycle_label for r in rows]),
        "category": (str, [r.category for r in rows]),
        "category_label": (str, [category_text(r, "zh") for r in rows]),
        "state": (str, [r.state for r in rows]),
        "state_label": (str, [r.state_label for r in rows]),
        "over": (bool, [r.is_over for r in rows]),
        "risks": (list, [[each.finding for each in r.risks if each.answer] for r in rows]),
        "gaps": (list, [[gap.outcome for gap in r.gaps if gap.ended is None] for r in rows]),
        "departments": (list, [list(r.departments) for r in rows]),
        "papers": (list, [[f"{each.what} {each.text}" for each in r.papers] for r in rows]),
        "opened": (date, [r.opened for r in rows]),
        "ended": (date, [r.ended[1] if r.ended else None for r in rows]),
        "due": (date, [_due(r) for r in rows]),
        "predecessor": (str, [r.predecessor for r in rows]),
        "last_day": (date, [r.last_day for r in rows]),
        "last_actor": (str, [r.last_actor.name for r in rows]),
    }
    for state in sorted({stay.state for row in rows for stay in row.visited}):
        days = [{stay.state: stay.start for stay in row.visited} for row in rows]
        columns[f"entered_{state}"] = (date, [each.get(state) for each in days])
    return columns
