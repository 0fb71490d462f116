"""Running a program on the frames of its tables, by the engine under them.

Eager frames go through the steps one after the other, each table once, for all results. Lazy
frames are queries: for each result one is made of just the steps that it needs, each of them
once, and of just the columns that are read later.

A table that several steps read is one query in several places, and engines run or at least
plan it anew in each. Where tables are joined to and fro, the places multiply: collections of
collections would take minutes to plan. So what has been joined and is read several times is
put aside (`Backend.aside`), and what follows starts from its rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, Protocol

import narwhals as nw

from povertyrules.engines.columns.program import Bring, Compute, Gather, Pair, Step, Table

Frames = Mapping[str, Any]
"""narwhals frames by the name of their table."""
Aside = Callable[[Any], Any]
"""Makes of a native query one that is cheap to use several times."""


class Tables(Protocol):
    """The tables after the steps."""

    def frame(self, table: Table, columns: Iterable[str]) -> Any:
        """The table with the named columns, and perhaps others."""
        ...


class Stepwise:
    """Every step done once, in order."""

    def __init__(self, steps: Sequence[Step], frames: Frames) -> None:
        self._frames = dict(frames)
        for step in steps:
            self._frames[step.table.name] = _done(step, self._frames, _made(step))

    def frame(self, table: Table, columns: Iterable[str]) -> Any:  # noqa: ARG002  it has all
        return self._frames[table.name]


class OnDemand:
    """For each result the steps that it needs, and no others."""

    def __init__(self, steps: Sequence[Step], frames: Frames, aside: Aside | None) -> None:
        self._steps = steps
        self._frames = frames
        self._aside = aside

    def frame(self, table: Table, columns: Iterable[str]) -> Any:
        frames = dict(self._frames)
        joined: set[str] = set()
        for need in _needs(self._steps, table, columns):
            name = need.step.table.name
            frames[name] = _done(need.step, frames, need.columns)
            if not isinstance(need.step, Compute):
                joined.add(name)
            if need.readers > 1 and name in joined:
                frames[name] = self._put_aside(frames[name].select(*need.read))
                joined.remove(name)
        return frames[table.name]

    def _put_aside(self, frame: Any) -> Any:
        return frame if self._aside is None else nw.from_native(self._aside(frame.to_native()))


class Need(NamedTuple):
    """A step that is needed for some of its columns. What is `read` of its table after it,
    and by how many `readers`, up to and with the next step of that table."""

    step: Step
    columns: Sequence[str]
    read: Sequence[str]
    readers: int


def _needs(steps: Sequence[Step], table: Table, columns: Iterable[str]) -> list[Need]:
    """The steps that a table needs for some of its columns: found from the last to the first,
    since a step is needed only by later ones."""
    read: defaultdict[str, set[str]] = defaultdict(set, {table.name: set(columns)})
    readers = Counter({table.name: 1})
    found: list[Need] = []
    for step in reversed(steps):
        name = step.table.name
        made = [column for column in _made(step) if column in read[name]]
        if not made:
            continue
        found.append(Need(step, made, sorted(read[name]), readers[name]))
        read[name].difference_update(made)
        readers[name] = 1
        for other, used in _reads(step, made):
            read[other.name].update(used)
            readers[other.name] += other is not step.table
    return found[::-1]


def _made(step: Step) -> Iterable[str]:
    return step.table.keys if isinstance(step, Pair) else step.columns


def _reads(step: Step, made: Iterable[str]) -> Iterable[tuple[Table, Iterable[str]]]:
    """What a step reads of which table, to make some of its columns."""
    match step:
        case Compute():
            yield step.table, {name for m in made for name in step.columns[m].reads}
        case Bring():
            yield step.table, step.origin.columns
            brought = (step.columns[name] for name in made)
            yield step.origin.table, {*step.origin.table.keys, *brought}
        case Gather():
            yield step.table, step.table.keys
            yield step.items, {*step.table.keys, *(step.columns[name].column for name in made)}
        case Pair():
            yield step.rows, step.rows.keys
            yield step.items, step.items.keys


def _done(step: Step, frames: Frames, made: Iterable[str]) -> Any:
    """The table of a step after it."""
    match step:
        case Compute():
            return frames[step.table.name].with_columns(*map(step.translated, made))
        case Bring():
            return _brought(frames[step.table.name], step, frames[step.origin.table.name], made)
        case Gather():
            return _gathered(frames[step.table.name], step, frames[step.items.name], made)
        case Pair():
            return _paired(step, frames[step.rows.name], frames[step.items.name])


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
