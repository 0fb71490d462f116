"""Running a program on the frames of its tables, by the engine under them.

Eager frames go through the steps one after the other, each table once. Lazy frames are
queries, and a query that is used twice is run twice; so for each result a query is made of
just the steps that it needs.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Protocol

import narwhals as nw

from povertyrules.engines.columns.program import Bring, Compute, Gather, Pair, Step, Table

Frames = Mapping[str, Any]
"""narwhals frames by the name of their table."""


class Tables(Protocol):
    """The tables after the steps."""

    def frame(self, table: Table, columns: Iterable[str]) -> Any:
        """The table with the named columns, and others."""
        ...


class Stepwise:
    """Every step done once, in order."""

    def __init__(self, steps: list[Step], frames: Frames) -> None:
        self._frames = dict(frames)
        for step in steps:
            self._frames[step.table.name] = self._after(step)

    def frame(self, table: Table, columns: Iterable[str]) -> Any:  # noqa: ARG002  it has all
        return self._frames[table.name]

    def _after(self, step: Step) -> Any:
        match step:
            case Compute():
                return _computed(self._frames[step.table.name], step, step.columns)
            case Bring():
                brought = self._frames[step.origin.table.name]
                return _brought(self._frames[step.table.name], step, brought, step.columns)
            case Gather():
                items = self._frames[step.items.name]
                return _gathered(self._frames[step.table.name], step, items, step.columns)
            case Pair():
                return _paired(step, self._frames[step.rows.name], self._frames[step.items.name])


class OnDemand:
    """For each result the steps that it needs, and no others."""

    def __init__(self, steps: list[Step], frames: Frames) -> None:
        self._steps = steps
        self._frames = frames

    def frame(self, table: Table, columns: Iterable[str]) -> Any:
        return self._frame(table, set(columns), len(self._steps))

    def _frame(self, table: Table, columns: set[str], before: int) -> Any:
        steps = [
            (number, step)
            for number, step in enumerate(self._steps[:before])
            if step.table is table
        ]
        wanted = _closure([step for _, step in steps], columns)
        frame = self._frames.get(table.name)
        for number, step in steps:
            frame = self._after(frame, number, step, wanted)
        return frame

    def _after(self, frame: Any, number: int, step: Step, wanted: set[str]) -> Any:
        if isinstance(step, Pair):
            rows = self._frame(step.rows, set(step.rows.keys), number)
            return _paired(step, rows, self._frame(step.items, set(step.items.keys), number))
        names = [name for name in step.columns if name in wanted]
        if not names:
            return frame
        match step:
            case Compute():
                return _computed(frame, step, names)
            case Bring():
                needed = {step.columns[name] for name in names}
                brought = self._frame(step.origin.table, needed, number)
                return _brought(frame, step, brought, names)
            case Gather():
                needed = {step.columns[name].column for name in names}
                return _gathered(frame, step, self._frame(step.items, needed, number), names)


def _closure(steps: list[Step], columns: set[str]) -> set[str]:
    """The columns with all those of the table that they are computed from."""
    wanted = set(columns)
    for step in reversed(steps):
        if isinstance(step, Compute):
            for name, term in step.columns.items():
                if name in wanted:
                    wanted |= term.reads
    return wanted


def _computed(frame: Any, step: Compute, names: Iterable[str]) -> Any:
    return frame.with_columns(*map(step.translated, names))


def _brought(frame: Any, step: Bring, brought: Any, names: Iterable[str]) -> Any:
    origin = step.origin
    keys = [nw.col(k).alias(own) for k, own in zip(origin.table.keys, origin.columns, strict=True)]
    columns = [nw.col(step.columns[name]).alias(name) for name in names]
    return frame.join(brought.select(*keys, *columns), on=list(origin.columns), how="left")


def _gathered(frame: Any, step: Gather, items: Any, names: Iterable[str]) -> Any:
    keys = list(step.table.keys)
    aggregates = [(name, step.columns[name]) for name in names]
    made = [getattr(nw.col(a.column), a.how)().alias(name) for name, a in aggregates]
    return frame.join(items.group_by(*keys).agg(*made), on=keys, how="left")


def _paired(step: Pair, rows: Any, items: Any) -> Any:
    names = zip(step.items.keys, (*step.columns, *step.own), strict=True)
    named = items.select(*(nw.col(key).alias(name) for key, name in names))
    return rows.select(*step.rows.keys).join(named, on=list(step.columns), how="inner")
