"""Counts of a run over files, that add up."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

_CODE = r"\[(PR[0-9]{3})\]"
_SEPARATOR = re.compile(r"(?<=\[PR[0-9]{3}\])；")


@dataclass(slots=True)
class FileCounts:
    """How many rows were given, decided and rejected, and what was decided.

    `outcomes` has for each outcome how many rows it `holds` and `fails` for and for how many
    it is `unknown`; `groups` for each group how many rows each outcome of it holds for, for
    how many `none` of them, and for how many that is `unknown`. Each adds up to `decided`,
    and `given` is `decided` and `rejected` together. `reasons` has how often each code is
    among the reasons of rejected rows, `examples` one reason of each. `inexact` has the
    floating-point columns with the number of rows in which that is not exactly an amount.
    """

    given: int = 0
    decided: int = 0
    rejected: int = 0
    outcomes: dict[str, Counter[str]] = field(default_factory=dict)
    groups: dict[str, Counter[str]] = field(default_factory=dict)
    reasons: Counter[str] = field(default_factory=Counter)
    examples: dict[str, str] = field(default_factory=dict)
    inexact: Counter[str] = field(default_factory=Counter)

    def add(self, given: int, decided: pl.DataFrame | None, outcomes: Sequence[str]) -> None:
        """Count a batch: so many rows given, and those decided."""
        self.given += given
        if decided is None:
            return
        self.decided += decided.height
        for name, holds, unknown in _truths(decided, [o for o in outcomes if o in decided.columns]):
            counts = self.outcomes.setdefault(name, Counter())
            fails = decided.height - holds - unknown
            counts.update({"holds": holds, "fails": fails, "unknown": unknown})
        for group in (name for name in self.groups if name in decided.columns):
            found = decided.get_column(group).value_counts().rows()
            answers = {"unknown" if a is None else str(a): count for a, count in found}
            self.groups[group].update(answers)

    def reject(self, reasons: pl.Series) -> None:
        """Count rejected rows by their reasons."""
        self.rejected += len(reasons)
        found = reasons.str.extract_all(_CODE).explode().drop_nulls().value_counts().rows()
        for text, count in found:
            code = text.strip("[]")
            self.reasons[code] += count
            if code not in self.examples:
                self.examples[code] = _example(reasons, code)

    def to_dict(self) -> dict[str, Any]:
        """As plain data."""
        return {
            "given": self.given,
            "decided": self.decided,
            "rejected": self.rejected,
            "outcomes": {name: dict(counts) for name, counts in self.outcomes.items()},
            "groups": {name: dict(counts) for name, counts in self.groups.items()},
            "reasons": dict(self.reasons.most_common()),
        }


def _truths(frame: pl.DataFrame, names: list[str]) -> Iterable[tuple[str, int, int]]:
    import polars as pl

    if not names:
        return
    sums = frame.select(*(pl.col(n).sum().alias(f"h{i}") for i, n in enumerate(names))).row(0)
    for name, holds in zip(names, sums, strict=True):
        yield name, holds, frame.get_column(name).null_count()


def _example(reasons: pl.Series, code: str) -> str:
    """One reason with a code, by itself."""
    text: str = reasons.filter(reasons.str.contains(f"[{code}]", literal=True))[0]
    return next(part for part in _SEPARATOR.split(text) if part.endswith(f"[{code}]"))
