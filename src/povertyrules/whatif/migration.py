"""The migration table: how many rows went from which answer to which."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Any

from povertyrules.kernel.codes import Language
from povertyrules.whatif.subjects import Answer, Subject
from povertyrules.whatif.words import say

_SHARE = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Move:
    """Rows with the same two answers: `where` has their values of the grouping columns.

    `share` is their part of all rows with these values.
    """

    where: Mapping[str, Any]
    before: str
    after: str
    count: int
    share: Decimal

    @property
    def changed(self) -> bool:
        return self.before != self.after


Place = tuple[tuple[Any, ...], str, str]


class Migration:
    """The table of one group or outcome. `total` is the number of rows of the frame.

    `before` and `after` are its rows and columns: all answers that there are on each side.
    """

    def __init__(self, subject: Subject, by: tuple[str, ...], counts: Mapping[Place, int]) -> None:
        self.subject = subject
        self.by = by
        self._counts = Counter(dict(counts))
        self.total = sum(counts.values())

    @property
    def before(self) -> tuple[Answer, ...]:
        return self.subject.before

    @property
    def after(self) -> tuple[Answer, ...]:
        return self.subject.after

    def label(self, answer: str, language: Language = "zh") -> str:
        """The name of an answer for a reader."""
        known = (each for each in (*self.after, *self.before) if each.id == answer)
        return next(known).to_text(language)

    def count(self, before: str, after: str) -> int:
        """How many rows went from one answer to the other."""
        return sum(n for (_, b, a), n in self._counts.items() if (b, a) == (before, after))

    def moves(self) -> tuple[Move, ...]:
        """Every pair of answers that some row has, for each value of the grouping columns,
        in the order of the values and of the answers."""
        totals: Counter[tuple[Any, ...]] = Counter()
        for (values, _, _), count in self._counts.items():
            totals[values] += count
        return tuple(
            Move(dict(zip(self.by, values, strict=True)), b, a, n, share(n, totals[values]))
            for (values, b, a), n in sorted(self._counts.items(), key=self._order)
        )

    def changed(self) -> tuple[Move, ...]:
        """The moves of the whole frame from one answer to another, the most frequent first."""
        moves = self.whole().moves()
        return tuple(sorted((m for m in moves if m.changed), key=lambda move: -move.count))

    def whole(self) -> Migration:
        """The same table without the grouping columns."""
        counts: Counter[Place] = Counter()
        for (_, before, after), count in self._counts.items():
            counts[(), before, after] += count
        return Migration(self.subject, (), counts)

    def parts(self) -> dict[tuple[Any, ...], Migration]:
        """A table for each value of the grouping columns, in the order of the values."""
        found: dict[tuple[Any, ...], Counter[Place]] = {}
        for (values, before, after), count in sorted(self._counts.items(), key=self._order):
            found.setdefault(values, Counter())[(), before, after] += count
        return {values: Migration(self.subject, (), counts) for values, counts in found.items()}

    @property
    def moved(self) -> int:
        """How many rows have another answer than before."""
        return sum(n for (_, before, after), n in self._counts.items() if before != after)

    def _order(self, entry: tuple[Place, int]) -> tuple[Any, ...]:
        (values, before, after), _ = entry
        rows = [answer.id for answer in self.before]
        columns = [answer.id for answer in self.after]
        return (*map(_sortable, values), rows.index(before), columns.index(after))

    def to_csv(self, language: Language = "zh") -> str:
        """The moves in long form, one a line. Answers have their id and their label."""
        text = io.StringIO()
        writer = csv.writer(text, lineterminator="\n")
        answers = ("before", "before_label", "after", "after_label")
        writer.writerow([*self.by, *answers, "count", "share"])
        for move in self.moves():
            labels = [self.label(answer, language) for answer in (move.before, move.after)]
            values = ["" if value is None else _plain(value) for value in move.where.values()]
            told = (move.before, labels[0], move.after, labels[1])
            writer.writerow([*values, *told, move.count, move.share])
        return text.getvalue()

    def rows(self, language: Language = "zh") -> Iterator[tuple[str, ...]]:
        """The table as texts: a heading, a row for each answer before, the totals."""
        totals = [sum(self.count(b.id, a.id) for b in self.before) for a in self.after]
        columns = [answer.to_text(language) for answer in self.after]
        yield (say("to_from", language), *columns, say("total", language))
        for before in self.before:
            counts = [self.count(before.id, after.id) for after in self.after]
            numbers = (f"{count:,}" for count in (*counts, sum(counts)))
            yield (before.to_text(language), *numbers)
        yield (say("total", language), *(f"{count:,}" for count in (*totals, self.total)))


def share(count: int, total: int) -> Decimal:
    """A part of a total, to six decimals."""
    if not total:
        return Decimal(0)
    return (Decimal(count) / Decimal(total)).quantize(_SHARE, ROUND_HALF_EVEN)


def percent(count: int, total: int) -> str:
    """A part of a total for a reader; what is little is not shown as nothing."""
    if not total:
        return "0%"
    tenths = Decimal(100) * count / total
    return "<0.1%" if 0 < tenths < Decimal("0.1") else f"{tenths:.1f}%"


def _plain(value: Any) -> str:
    return str(value)


def _sortable(value: Any) -> tuple[bool, str, Any]:
    """Values of one column in order, blanks last; of different kinds by their kind."""
    if value is None:
        return (True, "", "")
    return (False, type(value).__name__, value)
