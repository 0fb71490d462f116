"""The tables of a report, and what a reader must know of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from povertyrules.kernel.codes import Language
from povertyrules.supervision.followups import Tally, by_department, by_role, by_safeguard, spreads
from povertyrules.supervision.places import LEVELS, unknown_last
from povertyrules.supervision.rounds import RoundCount, counted, monthly_steps
from povertyrules.supervision.rows import Row
from povertyrules.supervision.table import Table, Value, table
from povertyrules.supervision.texts import (
    category_text,
    clauses_text,
    gap_text,
    joined,
    number_text,
    place_text,
    unit_text,
)
from povertyrules.supervision.waiting import Waiting
from povertyrules.supervision.words import say

if TYPE_CHECKING:
    from povertyrules.supervision.report import Report


def tables(report: Report, language: Language) -> tuple[Table, ...]:
    """All tables, in the order in which they are read."""
    return tuple(_Tables(report, language).all())


def notes(report: Report, language: Language) -> tuple[str, ...]:
    """What is not in the report, and what nobody has laid down."""
    told = [say("within", language, within=report.within)] if report.within else []
    told.append(say("not_masked" if report.shows_sensitive else "masked", language))
    counts = {
        "note_later": report.later,
        "note_earlier": report.earlier,
        "note_place": report.unplaced,
        "note_refused": len(report.refused),
    }
    told += [
        say(key, language, count=count, as_of=report.as_of)
        for key, count in counts.items()
        if count
    ]
    told += [
        say("note_open", language, parameter=each.label or each.id, question=each.question)
        for each in report.open_limits
    ]
    if report.warnings and not report.names_departments:
        told.append(say("note_departments", language, attribute=report.department))
    if not report.round and monthly_steps(report.rules):
        told.append(say("note_round", language, month=report.month))
    return tuple(told)


class _Tables:
    def __init__(self, report: Report, language: Language) -> None:
        self._report = report
        self._language = language
        units = {row.place.unit("village") for row in report.ledger.rows}
        self._places = {unit: unit_text(unit, units, language) for unit in units}

    def all(self) -> Iterator[Table]:
        yield from self._counts()
        yield self._round()
        yield self._rounds()
        yield self._unobserved()
        yield self._bodies("overdue_bodies", self._report.overdue, "days_late")
        yield self._overdue()
        yield self._bodies("unlimited_bodies", self._report.unlimited, "days_waiting")
        yield self._unlimited()
        yield self._safeguards()
        yield self._tallies("by_departments", "department", by_department(self._report.warnings))
        yield self._tallies("roles", "role", by_role(self._report.warnings))
        yield self._spreads()
        yield self._durations()
        if self._report.refused:
            yield self._refused()

    def _say(self, key: str, **values: object) -> str:
        return say(key, self._language, **values)

    def _table(
        self,
        name: str,
        columns: Sequence[tuple[str, int]],
        rows: Iterable[Sequence[Value]],
        note: str = "",
        title: str = "",
    ) -> Table:
        headed = [(self._say(key), width) for key, width in columns]
        return table(name, title or self._say(name), headed, rows, note)

    def _by(self, clauses: Iterable[object]) -> str:
        named = clauses_text(clauses, self._language)  # type: ignore[arg-type]
        return self._say("by_clauses", clauses=named) if named else ""

    # cases by place

    def _counts(self) -> Iterator[Table]:
        """For each kind of case: a line for each village, a column for each category."""
        rules = self._report.rules
        for lifecycle in rules.procedure.lifecycles.values():
            rows = [row for row in self._report.ledger.rows if row.lifecycle == lifecycle.id]
            texts = {row.category: category_text(row, self._language) for row in rows}
            order = sorted(texts, key=lambda each: (not each[:1].isalpha(), each))
            found = Counter((row.place.unit("village"), row.category) for row in rows)
            over = Counter(row.place.unit("village") for row in rows if row.is_over)
            lines: list[list[Value]] = []
            for unit in sorted({unit for unit, _ in found}, key=unknown_last):
                numbers = [found[unit, category] for category in order]
                whole = sum(numbers)
                lines.append([*self._unit(unit), *numbers, whole - over[unit], over[unit], whole])
            columns = [(self._say(each), 16) for each in reversed(LEVELS)]
            columns += [(texts[each], 12) for each in order]
            columns += [(self._say(key), 10) for key in ("open", "over", "total")]
            title = self._say("counts_of", kind=lifecycle.label)
            yield table(
                f"counts_{lifecycle.id}", title, columns, [*lines, *self._sum(lines, len(LEVELS))],
                self._by(lifecycle.cites),
            )  # fmt: skip

    def _unit(self, unit: tuple[str, ...]) -> list[Value]:
        return [place_text(name, self._language) for name in unit]

    def _sum(self, lines: Sequence[Sequence[Value]], texts: int) -> list[list[Value]]:
        """The line below: the numbers after so many columns of text, added up."""
        if not lines:
            return []
        sums = [
            sum(value for value in column if isinstance(value, int))
            for column in list(zip(*lines, strict=True))[texts:]
        ]
        return [[self._say("total"), *[""] * (texts - 1), *sums]]

    # rounds

    _ROUND = ("expected", "observed", "due", "missed", "left")

    def _round(self) -> Table:
        lines: list[list[Value]] = [
            [*self._unit(c.unit), *_numbers(c)] for c in counted(self._report.round, "village")
        ]
        columns = [(each, 16) for each in reversed(LEVELS)] + [(key, 11) for key in self._ROUND]
        return self._table(
            "round", columns, [*lines, *self._sum(lines, len(LEVELS))], self._round_note(),
            self._say("round", month=self._report.month),
        )  # fmt: skip

    def _round_note(self) -> str:
        steps = monthly_steps(self._report.rules)
        return self._by(clause for step in steps for clause in step.cites)

    def _rounds(self) -> Table:
        lines: list[list[Value]] = [
            [*c.unit, *_numbers(c)] for c in counted(self._report.rounds, "month")
        ]
        columns = [("month", 11), *((key, 11) for key in self._ROUND)]
        return self._table("rounds", columns, lines, self._round_note())

    def _unobserved(self) -> Table:
        keys = [(each, 16) for each in reversed(LEVELS)]
        columns = [(self._say(key), width) for key, width in (*keys, ("case", 16))]
        columns += [(self._report.ledger.key_label, 16)]
        columns += [(self._say(key), w) for key, w in (("category", 14), ("status", 14))]
        columns += [(self._say("until"), 12)]
        rows: list[list[Value]] = [
            [
                *self._unit(each.row.place.unit("village")), each.row.case, each.row.subject,
                category_text(each.row, self._language), self._say(each.status), each.last,
            ]
            for each in self._report.round
            if each.status in ("due", "missed")
        ]  # fmt: skip
        title = self._say("unobserved", month=self._report.month)
        return table("unobserved", title, columns, rows, self._round_note())

    # what is waited for

    def _body(self, each: Waiting) -> str:
        """The body by its name; with the town where another one has such a village."""
        if each.unit and each.role == LEVELS[0]:
            return self._places[each.unit]
        return each.body or self._say("body_unknown")

    def _bodies(self, name: str, found: Sequence[Waiting], days: str) -> Table:
        grouped: dict[tuple[str, str, tuple[str, ...]], list[Waiting]] = {}
        for each in found:
            grouped.setdefault((each.role_label, self._body(each), each.unit), []).append(each)
        order = sorted(grouped, key=lambda key: (-len(grouped[key]), key))
        lines: list[list[Value]] = [
            [
                *key[:2],
                len(grouped[key]),
                len({id(each.row) for each in grouped[key]}),  # masked ids may be alike
                max(each.days for each in grouped[key]),
                joined((step for each in grouped[key] for step in each.steps), self._language),
            ]
            for key in order
        ]
        columns = [("role", 22), ("body", 20), ("steps", 10), ("cases", 10), (days, 12)]
        headings = [(self._say(key), width) for key, width in columns]
        headings[2] = (self._say("entries"), 10)
        headings[3] = (self._say("cases"), 10)
        headings[4] = (self._say("longest"), 12)
        headings.append((self._say("steps"), 44))
        note = self._say("unlimited_note") if name == "unlimited_bodies" else ""
        return table(name, self._say(name), headings, lines, note)

    def _overdue(self) -> Table:
        rows: list[list[Value]] = [
            [
                each.role_label, self._body(each), self._steps(each), each.row.case,
                each.row.subject, self._place(each.row), each.due, each.days,
                clauses_text(each.clauses, self._language) + (each.cite and f"（{each.cite}）"),
            ]
            for each in self._report.overdue
        ]  # fmt: skip
        return self._waiting("overdue", ("deadline_day", "days_late"), "clauses", rows)

    def _unlimited(self) -> Table:
        rows: list[list[Value]] = [
            [
                each.role_label, self._body(each), self._steps(each), each.row.case,
                each.row.subject, self._place(each.row), each.since, each.days, self._why(each),
            ]
            for each in self._report.unlimited
        ]  # fmt: skip
        return self._waiting("unlimited", ("since", "days_waiting"), "why_none", rows)

    def _waiting(
        self, name: str, days: tuple[str, str], last: str, rows: list[list[Value]]
    ) -> Table:
        columns = [("role", 22), ("body", 20), ("steps", 34), ("case", 16)]
        headings = [(self._say(key), width) for key, width in columns]
        headings += [(self._report.ledger.key_label, 14), (self._say("village"), 16)]
        headings += [(self._say(days[0]), 12), (self._say(days[1]), 11), (self._say(last), 30)]
        note = self._say("unlimited_note") if name == "unlimited" else ""
        return table(name, self._say(name), headings, rows, note)

    def _steps(self, each: Waiting) -> str:
        steps = " / ".join(each.steps)
        if not each.month:
            return steps
        return f"{steps}（{each.month}）" if self._language == "zh" else f"{steps} ({each.month})"

    def _place(self, row: Row) -> str:
        return self._places[row.place.unit("village")]

    def _why(self, each: Waiting) -> str:
        clauses = clauses_text(each.clauses, self._language)
        if each.basis == "open":
            why = self._say("limit_open", question=each.question)
        else:
            why = self._say("no_limit")
        return f"{why}（{clauses}）" if self._language == "zh" else f"{why} ({clauses})"

    # warnings

    _TALLY = (("warnings", 9), ("open", 9), ("over", 9), ("late", 9))

    def _safeguards(self) -> Table:
        report = self._report
        lines: list[list[Value]] = [
            [
                each.name or self._say("safeguard_unknown"),
                "、".join(each.departments),
                *_tally(each),
            ]
            for each in by_safeguard(report.warnings, report.safeguards)
        ]
        late = sum(any(d.is_overdue for d in row.deadlines) for row in report.warnings)
        over = sum(row.is_over for row in report.warnings)
        whole = len(report.warnings)
        total: list[Value] = [self._say("total"), "", whole, whole - over, over, late]
        columns = [("safeguard", 22), ("department", 20), *self._TALLY]
        note = self._say("safeguards_note")
        return self._table("safeguards", columns, [*lines, total], note)

    def _tallies(self, name: str, heading: str, found: Sequence[Tally]) -> Table:
        lines: list[list[Value]] = [
            [each.name or self._say("body_unknown"), *_tally(each)] for each in found
        ]
        return self._table(name, [(heading, 24), *self._TALLY], lines)

    def _spreads(self) -> Table:
        lines: list[list[Value]] = [
            [
                each.outcome or self._say("still_open", as_of=self._report.as_of), each.cases,
                number_text(each.median), each.least, each.most,
            ]
            for each in spreads(self._report.durations)
        ]  # fmt: skip
        columns = [("outcome", 30), ("warnings", 9), ("median", 13), ("least", 11), ("most", 11)]
        note = self._say("durations_note", as_of=self._report.as_of)
        return self._table("spreads", columns, lines, note)

    def _durations(self) -> Table:
        headings = [(self._say(key), 16) for key in ("case", "village", "category")]
        headings.insert(1, (self._report.ledger.key_label, 14))
        headings += [(self._say("gaps"), 34), (self._say("flagged"), 12), (self._say("ended"), 12)]
        headings += [(self._say("days"), 8), (self._say("outcome"), 26)]
        headings += [(self._say("predecessor"), 16)]
        rows: list[list[Value]] = [
            [
                each.row.case, each.row.subject, self._place(each.row),
                category_text(each.row, self._language),
                joined((gap_text(gap, self._language) for gap in each.row.gaps), self._language),
                each.start, each.end, each.days,
                each.outcome or self._say("still_open", as_of=self._report.as_of),
                each.row.predecessor or "",
            ]
            for each in self._report.durations
        ]  # fmt: skip
        note = self._say("durations_note", as_of=self._report.as_of)
        return table("durations", self._say("durations"), headings, rows, note)

    def _refused(self) -> Table:
        zh = self._language == "zh"
        rows: list[list[Value]] = [
            [each.case, each.number, each.why_zh if zh else each.why]
            for each in self._report.refused
        ]
        return self._table("refused", [("case", 16), ("event", 10), ("why", 80)], rows)


def _numbers(count: RoundCount) -> list[int]:
    return [count.expected, count.observed, count.due, count.missed, count.left]


def _tally(each: Tally) -> list[int]:
    return [each.total, each.open, each.over, each.overdue]
