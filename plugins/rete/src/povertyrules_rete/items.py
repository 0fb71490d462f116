"""Going through a row: the items that patterns are about, and the rows with what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from povertyrules.kernel.truth import Truth
from povertyrules.model.outcome import Verdicts
from povertyrules.model.pattern import PatternRecord
from povertyrules.model.ruleset import Entity, Row, Ruleset
from povertyrules_rete.derived import single_id
from povertyrules_rete.households import Sought
from povertyrules_rete.prepared import Prepared

Path = tuple[int, ...]
Findings = dict[tuple[str, Path], Truth]
"""What each pattern is, by its id and the places of the item, from the root down."""


def items_of(entity: Entity, row: Row, index: int) -> Sequence[Row] | None:
    """The items of a collection of an item."""
    found: Sequence[Row] | None = row[len(entity.facts) + index]
    return found


def line_of(ruleset: Ruleset, entity: Entity) -> list[Entity]:
    """The entities from the root to one."""
    line = [entity]
    while line[0].parent is not None:
        line.insert(0, ruleset.entities[line[0].parent])
    return line


def is_given(ruleset: Ruleset, patterns: Sequence[Prepared], row: Row) -> bool:
    """Whether every collection was given through which patterns look, or in which."""
    return all(_is_given(ruleset, prepared, row) for prepared in patterns)


def _is_given(ruleset: Ruleset, prepared: Prepared, row: Row) -> bool:
    line = line_of(ruleset, ruleset.entities[prepared.definition.entity])
    chains = [(row,)]
    for level, entity in enumerate(line):
        for record in prepared.pattern.records:
            if record.owner_level == level and any(
                items_of(entity, chain[-1], record.collection.index) is None for chain in chains
            ):
                return False
        if level + 1 < len(line):
            below = _below(entity, line[level + 1], chains)
            if below is None:
                return False
            chains = below
    return True


def _below(entity: Entity, child: Entity, chains: list[Any]) -> list[Any] | None:
    index = next(c.index for c in entity.collections if c.id == child.id)
    found = [(chain, items_of(entity, chain[-1], index)) for chain in chains]
    if any(items is None for _, items in found):
        return None
    return [(*chain, item) for chain, items in found for item in items or ()]


def sought_of(
    ruleset: Ruleset, prepared: Prepared, row: Row, verdicts: Verdicts
) -> Iterator[tuple[str, Path, Sought]]:
    """A pattern for each item that it is about. `verdicts` has what holds of single records;
    `ruleset` is the one that gave them, whose rows are longer than those of `row`."""
    line = line_of(ruleset, ruleset.entities[prepared.definition.entity])
    for path, rows, chain in _walk(line, row, verdicts):
        scopes = dict(enumerate(rows))
        found = [
            _records(ruleset, prepared, number, record, rows, chain)
            for number, record in enumerate(prepared.pattern.records)
        ]
        items, truths = [list(each) for each in zip(*found, strict=True)]
        yield prepared.definition.id, path, Sought(prepared, scopes, items, truths)


Walked = tuple[Path, tuple[Row, ...], tuple[Verdicts, ...]]


def _walk(line: Sequence[Entity], row: Row, verdicts: Verdicts) -> Iterator[Walked]:
    """The items of the last entity of a line, with the rows and verdicts down to them."""
    found: list[Walked] = [((), (row,), (Verdicts(*verdicts),))]
    for entity, child in pairwise(line):
        index = next(c.index for c in entity.collections if c.id == child.id)
        found = [
            ((*path, number), (*rows, item), (*chain, _below_of(chain[-1], index, number)))
            for path, rows, chain in found
            for number, item in enumerate(rows[-1][_own_facts(entity) + index])
        ]
    yield from found


def _own_facts(entity: Entity) -> int:
    """How many facts an entity has in rows, without those that stand for patterns."""
    return sum(1 for fact in entity.facts if "/" not in fact.id)


def _below_of(verdicts: Verdicts, index: int, number: int) -> Verdicts:
    """The verdicts of an item; nothing where nothing is decided of such items."""
    items = verdicts.items[index] if len(verdicts.items) > index else ()
    return items[number] if items else Verdicts(())


def _records(
    ruleset: Ruleset,
    prepared: Prepared,
    number: int,
    record: PatternRecord,
    rows: tuple[Row, ...],
    chain: tuple[Verdicts, ...],
) -> tuple[Sequence[Row], Sequence[Truth]]:
    """The rows in which a record is looked for, and what holds of each of them alone."""
    level, index = record.owner_level, record.collection.index
    owner = line_of(ruleset, ruleset.entities[prepared.definition.entity])[level]
    items: Sequence[Row] = rows[level][_own_facts(owner) + index]
    if not prepared.singles[number]:
        return items, [True] * len(items)
    reported = ruleset.entities[record.collection.id].reported
    place = [d.id for d in reported].index(single_id(prepared, number))
    return items, [_below_of(chain[level], index, n).truths[place] for n in range(len(items))]


def filled(ruleset: Ruleset, row: Row, findings: Mapping[tuple[str, Path], Truth]) -> Row:
    """A row with one more fact for each pattern: what it is, None while it is not known."""
    return _filled(ruleset, ruleset.root, row, (), findings)


def _filled(
    ruleset: Ruleset,
    entity: Entity,
    row: Row,
    path: Path,
    findings: Mapping[tuple[str, Path], Truth],
) -> Row:
    count = len(entity.facts)
    found = [findings.get((definition.id, path)) for definition in entity.patterns]
    items = [
        None
        if rows is None
        else tuple(
            _filled(ruleset, ruleset.entities[collection.id], item, (*path, number), findings)
            for number, item in enumerate(rows)
        )
        for collection, rows in zip(entity.collections, row[count:], strict=True)
    ]
    return (*row[:count], *found, *items)
