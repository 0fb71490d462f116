"""From the sides of a comparison to its rows, and from rows to counts and cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import narwhals as nw

from povertyrules.kernel.catalogue import comparing as codes
from povertyrules.kernel.catalogue.deciding_frames import NAME_TAKEN
from povertyrules.kernel.errors import InvalidFrame
from povertyrules.kernel.faults import Fault, unique
from povertyrules.whatif.differences import MASKS
from povertyrules.whatif.households import OWN_COLUMNS
from povertyrules.whatif.migration import Place
from povertyrules.whatif.pairing import (
    ROW,
    Deciding,
    InMemory,
    Pairs,
    Queried,
    SideName,
    answer_column,
    by_column,
)
from povertyrules.whatif.subjects import Subject, no_grouping

if TYPE_CHECKING:
    from povertyrules.whatif.comparing import Base, Side

_COUNT = "x_count"


def pairs(
    sides: Mapping[SideName, Side],
    subjects: Sequence[Subject],
    by: Sequence[str],
    given: Base | None = None,
) -> Pairs:
    """The rows of the frame that both sides decide, or of the one that is given.

    Raises `InvalidFrame` for grouping columns that are not there, or whose names say
    something that is decided.
    """
    before, after = sides["before"].decisions, sides["after"].decisions  # refuse what they must
    base = nw.from_native(sides["before"].frame if given is None else given.frame)
    names = base.collect_schema().names()
    _check_grouping(sides, names, by)
    _check_names(base, () if given is not None else (*before.keys, *after.keys), by)
    if isinstance(base, nw.LazyFrame):
        deciding = {name: Deciding(side.decide) for name, side in sides.items()}
        return Queried(base, before.keys, by, subjects, deciding)
    deciding = {name: Deciding(_numbered(side).decide) for name, side in sides.items()}
    if given is not None:
        return InMemory(base, given.keys, by, subjects, deciding)
    keys = before.keys if set(before.keys) <= set(names) else after.keys
    if not set(keys) <= set(names):  # rows without a key are told by their number
        base = base.with_row_index(keys[-1])
    return InMemory(base, keys, by, subjects, deciding)


def _numbered(side: Side) -> Side:
    frame = nw.from_native(side.frame)
    if ROW in frame.columns:
        return side
    return replace(side, frame=frame.with_row_index(ROW).to_native())


def _check_grouping(
    sides: Mapping[SideName, Side], names: Sequence[str], by: Sequence[str]
) -> None:
    faults = [no_grouping(name, names) for name in by if name not in names]
    twice = sorted(name for name in set(by) if by.count(name) > 1)
    faults += [Fault.of(codes.GROUPED_TWICE, "", column=name) for name in twice]
    for side in sides.values():
        checked = side.ruleset.checked
        taken = {*checked.groups, *(o.id for o in checked.root.outcomes)}
        faults += [
            Fault.of(codes.GROUPING_NAME_TAKEN, "", column=name, ruleset=checked.reference)
            for name in by
            if name in taken
        ]
    if faults:
        raise InvalidFrame(unique(faults))


def _check_names(base: Any, keys: Sequence[str], by: Sequence[str]) -> None:
    """Raises `InvalidFrame` for names of columns that the rows of a cell have of their own, and
    for grouping columns whose values cannot be told apart by counting them."""
    schema = base.collect_schema()
    taken = [name for name in (*keys, *by) if name in OWN_COLUMNS or name.startswith(MASKS)]
    taken += [ROW] if ROW in schema and ROW not in taken and keys else []
    faults = [Fault.of(NAME_TAKEN, "", column=name) for name in dict.fromkeys(taken)]
    nested = [name for name in by if schema[name].is_nested()]
    faults += [
        Fault.of(codes.MIXED_GROUPS, "", reason=f"{name}: {schema[name]}") for name in nested
    ]
    if faults:
        raise InvalidFrame(faults)


def counted(found: Pairs, subject: Subject, groups: int) -> dict[Place, int]:
    """How many rows have the same two answers and grouping values."""
    names = [by_column(number) for number in range(groups)]
    answers = [answer_column("before", subject), answer_column("after", subject)]
    frame = found.rows().group_by(*names, *answers).agg(nw.len().alias(_COUNT))
    if isinstance(frame, nw.LazyFrame):
        frame = frame.collect(backend="polars")
    counts: dict[Place, int] = {}
    for *values, before, after, count in frame.select(*names, *answers, _COUNT).iter_rows():
        place = (tuple(values), before, after)
        counts[place] = counts.get(place, 0) + count
    return counts


def chosen(
    rows: Any,
    subject: Subject,
    before: str | None,
    after: str | None,
    where: Mapping[str, Any],
    by: Sequence[str],
) -> Any:
    """The rows of a cell. Raises `InvalidFrame` for a column that is no grouping column."""
    unknown = [name for name in where if name not in by]
    if unknown:
        columns = ", ".join(by) or "—"
        raise InvalidFrame(
            [Fault.of(codes.NOT_GROUPED_BY, "", column=name, columns=columns) for name in unknown]
        )
    if before is not None:
        rows = rows.filter(nw.col(answer_column("before", subject)) == before)
    if after is not None:
        rows = rows.filter(nw.col(answer_column("after", subject)) == after)
    for name, value in where.items():
        column = nw.col(by_column(list(by).index(name)))
        rows = rows.filter(column.is_null() if value is None else column == value)
    return rows
