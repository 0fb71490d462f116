"""What a decision holds against the data: broken assumptions, conflicts within a group."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from povertyrules.kernel.catalogue import records as codes
from povertyrules.kernel.faults import Fault
from povertyrules.model.outcome import Verdicts
from povertyrules.model.reading import facts_read
from povertyrules.model.ruleset import Definition, Entity, Ruleset


def rejections(ruleset: Ruleset, verdicts: Verdicts) -> list[Fault]:
    """The faults for which a decided record must be rejected; none in most cases.

    An assumption that fails is one, and each pair of outcomes of a group that both hold.
    """
    return list(_rejections(ruleset, ruleset.root, verdicts, ""))


def _rejections(ruleset: Ruleset, entity: Entity, verdicts: Verdicts, path: str) -> Iterator[Fault]:
    truths = dict(zip((d.id for d in entity.reported), verdicts.truths, strict=True))
    for definition in entity.reported:
        if definition.kind == "assumption" and truths[definition.id] is False:
            yield _broken(definition, path)
    for group in ruleset.groups.values():
        holding = [ruleset.definitions[o] for o in group.outcomes if truths.get(o)]
        for first, second in combinations(holding, 2):
            yield _conflict(first, second, group.label, path)
    for collection, items in zip(entity.collections, verdicts.items, strict=False):
        below = ruleset.entities[collection.id]
        for number, item in enumerate(items or ()):
            where = f"{path}.{collection.id}" if path else collection.id
            yield from _rejections(ruleset, below, item, f"{where}[{number}]")


def _broken(assumption: Definition, path: str) -> Fault:
    return Fault.of(
        codes.ASSUMPTION_BROKEN,
        path,
        clauses=_clauses(assumption),
        label=assumption.label,
        facts=facts_read(assumption),
    )


def _conflict(first: Definition, second: Definition, group: str, path: str) -> Fault:
    return Fault.of(
        codes.GROUP_CONFLICT,
        path,
        clauses=_clauses(first, second),
        first=first.label,
        second=second.label,
        group=group,
        facts=facts_read(first, second),
    )


def _clauses(*definitions: Definition) -> tuple[str, ...]:
    cited = (clause.reference for d in definitions for clause in d.cites)
    return tuple(dict.fromkeys(cited))
