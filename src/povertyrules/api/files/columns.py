"""Which columns of a source are read, and what each is taken for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from povertyrules.api.files.batches import RowSource
from povertyrules.kernel.catalogue import files as codes
from povertyrules.kernel.errors import InvalidLedger
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.suggest import nearest
from povertyrules.model.ruleset import Entity, Fact, Ruleset

NUMBER = "row"
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """`used` has the column of each fact by its id, `unused` those that are no fact, with the
    nearest name of a fact without a column where one is near; `absent` the facts that have no
    column, which are missing in every row. Rows without a key of their own have their `number`
    as key."""

    used: Mapping[str, str]
    unused: Mapping[str, str | None]
    absent: tuple[str, ...]
    facts: Mapping[str, Fact] = field(repr=False)
    """The facts by their columns."""
    read: tuple[str, ...]
    keys: Mapping[str, str]
    key: str
    numbered: bool
    number: str = NUMBER


def columns_of(
    ruleset: Ruleset, rows: RowSource, keys: Mapping[str, str], also: Sequence[str]
) -> Columns:
    """Find the facts among the columns. Raises `InvalidLedger` where there are none, or where
    a column that is asked for is not there."""
    root = ruleset.root
    found = [(f, n) for f in root.facts for n in (f.id, f.label, *f.aliases) if n in rows.columns]
    if not found:
        raise InvalidLedger(_no_facts(ruleset, rows))
    for name in (*([keys[root.id]] if root.id in keys else []), *also):
        if name not in rows.columns:
            raise InvalidLedger(_no_column(rows, name))
    key = keys.get(root.id) or next((n for f, n in found if f.id == root.key), None)
    counted = [
        name
        for collection in root.collections
        for name in (collection.id, ruleset.entities[collection.id].label)
        if name in rows.columns
    ]
    read = dict.fromkeys([*([key] if key else []), *(n for _, n in found), *counted, *also])
    bare = [f for f in root.facts if f.id not in {fact.id for fact, _ in found}]
    near = [name for f in bare for name in (f.id, f.label, *f.aliases)]
    number = free_name(rows.columns)
    return Columns(
        used={fact.id: name for fact, name in found},
        unused={n: nearest(n, near) for n in rows.columns if n not in read},
        absent=_absent(root, [fact for fact, _ in found]),
        facts={name: fact for fact, name in found},
        read=tuple(read),
        keys={**keys, **({} if key else {root.id: number})},
        key=key or number,
        numbered=key is None,
        number=number,
    )


def _absent(root: Entity, found: Sequence[Fact]) -> tuple[str, ...]:
    ids = {fact.id for fact in found}
    return tuple(fact.id for fact in root.facts if fact.id not in ids)


def free_name(columns: Sequence[str]) -> str:
    """A name for the numbers of rows that no column has."""
    name = NUMBER
    while name in columns:
        name += "_"
    return name


def _no_facts(ruleset: Ruleset, rows: RowSource) -> Fault:
    shown = ", ".join(rows.columns[:_MOST_SHOWN])
    return Fault.of(
        codes.NO_FACTS, "", name=rows.name, ruleset=ruleset.reference, columns=shown or "—"
    )


def _no_column(rows: RowSource, name: str) -> Fault:
    near = nearest(name, list(rows.columns))
    shown = ", ".join(rows.columns[:_MOST_SHOWN])
    return Fault.of(
        codes.MISSING_COLUMN,
        "",
        suggestion=near,
        name=rows.name,
        column=name,
        columns=shown or "—",
    )
