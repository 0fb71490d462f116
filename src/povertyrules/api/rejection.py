"""Why a record that was read without fault is rejected all the same, after deciding it.

Either it breaks an assumption of the ruleset, or two outcomes of one group hold at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from povertyrules.kernel.catalogue import records as codes
from povertyrules.kernel.errors import InvalidRecord
from povertyrules.kernel.faults import Fault
from povertyrules.model.outcome import Verdicts
from povertyrules.model.ruleset import Clause, Definition, Entity, Group, Ruleset


def rejection(ruleset: Ruleset, verdicts: Verdicts) -> InvalidRecord:
    """The error that names every broken assumption and every conflict, by path."""
    return InvalidRecord(list(_faults(ruleset, ruleset.root, verdicts, "")))


def _faults(ruleset: Ruleset, entity: Entity, verdicts: Verdicts, path: str) -> Iterator[Fault]:
    truths = dict(zip((d.id for d in entity.reported), verdicts.truths, strict=True))
    for definition in entity.reported:
        if definition.kind == "assumption" and truths[definition.id] is False:
            yield _broken(definition, path)
    for group in ruleset.groups.values():
        if group.entity == entity.id:
            holding = [ruleset.definitions[name] for name in group.outcomes if truths[name]]
            if len(holding) > 1:
                yield _conflict(group, holding, path)
    for collection, items in zip(entity.collections, verdicts.items, strict=False):
        below = ruleset.entities[collection.id]
        for index, item in enumerate(items or ()):
            where = f"{path}.{collection.id}[{index}]" if path else f"{collection.id}[{index}]"
            yield from _faults(ruleset, below, item, where)


def _broken(definition: Definition, path: str) -> Fault:
    return Fault.of(
        codes.ASSUMPTION_BROKEN,
        path,
        clauses=_references(definition.cites),
        name=definition.id,
        label=definition.label,
    )


def _conflict(group: Group, holding: list[Definition], path: str) -> Fault:
    return Fault.of(
        codes.GROUP_CONFLICT,
        path,
        clauses=_references(clause for d in holding for clause in d.cites),
        group=group.label,
        labels="、".join(d.label for d in holding),
    )


def _references(cites: Iterable[Clause]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clause.reference for clause in cites))
