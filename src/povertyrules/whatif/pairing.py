"""Each row of a frame with both of its answers.

Rows that one ruleset accepts and the other rejects must stay beside each other, and rejected
rows must stay at all. So the answers are joined *to* the rows of the frame, from the left: a
row that a ruleset gave no answer is one that it rejected, and no row is lost or doubled.

A frame in memory gets the number of each row for that, and the answers are put together in
polars. The rows of a query have no order to number them by: there the key must tell them
apart, and where it does not the comparison is refused.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, Protocol

import narwhals as nw
import polars as pl

from povertyrules.api.frames import FrameDecisions
from povertyrules.kernel.catalogue import comparing as codes
from povertyrules.kernel.errors import InvalidFrame
from povertyrules.kernel.faults import Fault
from povertyrules.whatif.subjects import FAILS, HOLDS, REJECTED, UNKNOWN, Subject

ROW = "x_compared"
"""The number of each row of a frame in memory."""

SideName = Literal["before", "after"]
SIDES: tuple[SideName, SideName] = ("before", "after")


@dataclass(frozen=True, slots=True)
class Deciding:
    """One side: decides the frame, with columns to keep, and masks or not."""

    decide: Callable[[tuple[str, ...], Literal["conditions"] | None], FrameDecisions]


class Pairs(Protocol):
    """The rows with both answers, in narwhals: columns as `by_column` and `answer_column`
    name them, and, where masks are asked for, the masks of both sides."""

    keys: tuple[str, ...]

    @property
    def size(self) -> str:
        """How many rows, as far as that is known without running anything."""
        ...

    def rows(self, *, masks: bool = False) -> Any:
        """All rows of the frame."""
        ...

    def opened(self, rows: Any) -> Any:
        """The keys and grouping columns of some of these rows, as a frame of the kind given."""
        ...

    def table(self, rows: Any, columns: Sequence[nw.Expr]) -> pl.DataFrame:
        """The same in memory, with more columns."""
        ...


def by_column(number: int) -> str:
    return f"x_by_{number}"


def answer_column(side: SideName, subject: Subject) -> str:
    return f"x_{side}_{subject.id}"


def mask_column(side: SideName, name: str) -> str:
    return f"x_{side}_mask_{name}"


def _answers(side: SideName, subjects: Sequence[Subject]) -> list[nw.Expr]:
    """The answers of one side as texts, none of them null."""
    return [_answer(s).alias(answer_column(side, s)) for s in subjects]


def _answer(subject: Subject) -> nw.Expr:
    column = nw.col(subject.id)
    if subject.is_group:
        return column.cast(nw.String).fill_null(UNKNOWN)
    return (
        nw.when(column)
        .then(nw.lit(HOLDS))
        .otherwise(nw.when(~column).then(nw.lit(FAILS)).otherwise(nw.lit(UNKNOWN)))
    )


def _masks(side: SideName, names: Sequence[str]) -> list[nw.Expr]:
    found = [n for n in names if n.startswith(("true_mask", "unknown_mask"))]
    return [nw.col(name).cast(nw.Int64).alias(mask_column(side, name)) for name in found]


def _unanswered(subjects: Sequence[Subject]) -> list[nw.Expr]:
    """A row without an answer was rejected."""
    names = [answer_column(side, subject) for side in SIDES for subject in subjects]
    return [nw.col(name).fill_null(REJECTED) for name in names]


class InMemory:
    """Rows in memory, told apart by their number.

    `base` has all rows that are compared, with their keys; each side decides frames with
    the number of each row in the column `ROW`.
    """

    def __init__(
        self,
        base: Any,
        keys: tuple[str, ...],
        by: Sequence[str],
        subjects: Sequence[Subject],
        sides: Mapping[SideName, Deciding],
    ) -> None:
        self.keys = keys
        self._base = base
        self._by = tuple(by)
        self._subjects = subjects
        self._sides = sides

    @property
    def size(self) -> str:
        return f"rows: {len(self._base):,}"

    def rows(self, *, masks: bool = False) -> Any:
        return nw.from_native(self._masked if masks else self._plain)

    @cached_property
    def _plain(self) -> pl.DataFrame:
        return self._joined(masks=False)

    @cached_property
    def _masked(self) -> pl.DataFrame:
        return self._joined(masks=True)

    def _joined(self, *, masks: bool) -> pl.DataFrame:
        made = nw.from_native(self._grouping)
        for side in SIDES:
            decided = self._sides[side].decide((ROW,), "conditions" if masks else None)
            frame = nw.from_native(decided.frame)
            columns = [nw.col(ROW), *_answers(side, self._subjects)]
            columns += _masks(side, frame.columns) if masks else []
            answers = nw.from_native(frame.select(*columns).to_polars())
            answers = answers.with_columns(nw.col(ROW).cast(nw.Int64))
            made = made.join(answers, on=ROW, how="left")
        found: pl.DataFrame = made.with_columns(*_unanswered(self._subjects)).to_native()
        return found

    @cached_property
    def _grouping(self) -> pl.DataFrame:
        """The grouping columns with the number of each row."""
        columns = [nw.col(name).alias(by_column(n)) for n, name in enumerate(self._by)]
        try:
            chosen = self._base.select(*columns).to_polars() if columns else None
        except Exception as error:  # noqa: BLE001 - whatever an engine raises for mixed columns
            raise InvalidFrame([Fault.of(codes.MIXED_GROUPS, "", reason=str(error))]) from None
        numbers = pl.DataFrame({ROW: range(len(self._base))}, schema={ROW: pl.Int64})
        return numbers if chosen is None else numbers.hstack(chosen)

    def opened(self, rows: Any) -> Any:
        numbers = rows.sort(ROW).get_column(ROW).to_list()
        return self._opened(numbers).to_native()

    def _opened(self, numbers: list[int]) -> Any:
        return self._base[numbers].select(*dict.fromkeys([*self.keys, *self._by]))

    def table(self, rows: Any, columns: Sequence[nw.Expr]) -> pl.DataFrame:
        rows = rows.sort(ROW)
        opened: pl.DataFrame = self._opened(rows.get_column(ROW).to_list()).to_polars()
        more: pl.DataFrame = rows.select(*columns).to_polars()
        return opened.hstack(more)


class Queried:
    """The rows of a query, told apart by their keys."""

    def __init__(
        self,
        base: Any,
        keys: tuple[str, ...],
        by: Sequence[str],
        subjects: Sequence[Subject],
        sides: Mapping[SideName, Deciding],
    ) -> None:
        self.keys = keys
        self._base = base
        self._by = tuple(by)
        self._subjects = subjects
        self._sides = sides
        _check_keys(base, keys)

    @property
    def size(self) -> str:
        return "a query"

    def rows(self, *, masks: bool = False) -> Any:
        groups = [nw.col(name).alias(by_column(n)) for n, name in enumerate(self._by)]
        named = [nw.col(key).alias(_key(n)) for n, key in enumerate(self.keys)]
        made = self._base.select(*named, *groups)
        names = [_key(n) for n in range(len(self.keys))]
        for side in SIDES:
            decided = self._sides[side].decide((), "conditions" if masks else None)
            frame = nw.from_native(decided.frame)
            columns = [nw.col(key).alias(name) for key, name in zip(self.keys, names, strict=True)]
            columns += _answers(side, self._subjects)
            columns += _masks(side, frame.collect_schema().names()) if masks else []
            made = made.join(frame.select(*columns), on=names, how="left")
        return made.with_columns(*_unanswered(self._subjects))

    def opened(self, rows: Any) -> Any:
        named = {key: nw.col(_key(n)).alias(key) for n, key in enumerate(self.keys)}
        groups = {name: nw.col(by_column(n)).alias(name) for n, name in enumerate(self._by)}
        return rows.select(*{**named, **groups}.values()).to_native()

    def table(self, rows: Any, columns: Sequence[nw.Expr]) -> pl.DataFrame:
        named = {key: nw.col(_key(n)).alias(key) for n, key in enumerate(self.keys)}
        groups = {name: nw.col(by_column(n)).alias(name) for n, name in enumerate(self._by)}
        query = rows.select(*{**named, **groups}.values(), *columns)
        made: pl.DataFrame = query.collect(backend="polars").to_native()
        return made.sort(self.keys)


def _key(number: int) -> str:
    return f"x_key_{number}"


def _check_keys(base: Any, keys: tuple[str, ...]) -> None:
    """Raises `InvalidFrame` where rows have no key of their own."""
    blank = nw.any_horizontal(*(nw.col(key).is_null() for key in keys), ignore_nulls=True)
    keyless = _one(base.filter(blank).select(nw.len()))
    counted = base.filter(~blank).group_by(*keys).agg(nw.len().alias("x_rows"))
    repeated = _one(counted.filter(nw.col("x_rows") > 1).select(nw.col("x_rows").sum()))
    shown = ", ".join(keys)
    faults = [
        Fault.of(code, "", count=count, key=shown)
        for code, count in ((codes.KEYLESS_ROWS, keyless), (codes.SHARED_KEYS, repeated))
        if count
    ]
    if faults:
        raise InvalidFrame(faults)


def _one(query: Any) -> int:
    return int(query.collect().item() or 0)
