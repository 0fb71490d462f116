"""Columns that lead to no fact: said in brief, and those that look misspelt one by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from povertyrules.kernel.catalogue import ledgers as codes
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.suggest import nearest
from povertyrules.ledgers.header import Column, Header
from povertyrules.ledgers.headings import fold, names_of, without_number, without_unit
from povertyrules.model.ruleset import Fact, Ruleset

LISTED = 12
"""So many unused columns are named; of more, only the number is told."""


def unused_notes(header: Header, ruleset: Ruleset) -> Iterator[Fault]:
    """What is worth knowing of the columns that were not used.

    A heading near the name of a fact that no column leads to is told by itself: a slip in
    a heading would otherwise leave the fact unknown everywhere.
    """
    told = {str(note.values.get("column")) for note in header.notes}
    unused = [c for c in header.columns if c.name and c.index not in header.facts]
    unused = [column for column in unused if column.letter not in told]
    names = _names(header, ruleset)
    for column in unused:
        near = _nearest(column, names)
        if near is not None:
            yield Fault.of(
                codes.NEAR_HEADING, "", column=column.letter, header=column.path, name=near
            )
    if unused:
        yield _listed(unused)


def _names(header: Header, ruleset: Ruleset) -> dict[str, str]:
    """The names of the facts without a column, by what they fold to."""
    found = {match.fact.id for match in header.facts.values()}
    names: dict[str, str] = {}
    for entity in ruleset.entities.values():
        for fact in entity.facts:
            if fact.id not in found:
                names.update(_folded(fact))
    return names


def _folded(fact: Fact) -> Iterator[tuple[str, str]]:
    for name, _ in names_of(fact):
        yield without_unit(fold(name)), name


def _nearest(column: Column, names: dict[str, str]) -> str | None:
    folded = without_unit(fold(column.name))
    near = nearest(folded, names) or nearest(without_number(folded), names)
    return names[near] if near is not None else None


def _listed(unused: Sequence[Column]) -> Fault:
    shown = [f"{column.letter} ({column.path})" for column in unused[:LISTED]]
    rest = ["…"] if len(unused) > LISTED else []
    return Fault.of(
        codes.UNUSED_COLUMNS, "", number=len(unused), columns=", ".join([*shown, *rest])
    )
