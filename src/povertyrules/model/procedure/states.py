"""States: where a case can be, and whether it is over there."""

from __future__ import annotations

from povertyrules.kernel.catalogue import procedure as codes
from povertyrules.kernel.suggest import nearest
from povertyrules.model import fields
from povertyrules.model.procedure.context import Surroundings
from povertyrules.model.procedure.parts import State
from povertyrules.model.sources import read_citations
from povertyrules.syntax.document import Mapping, Scalar


def read_states(lifecycle: Mapping, around: Surroundings) -> dict[str, State]:
    """The states of a lifecycle by name, in the order of the file."""
    found = {}
    for entry, node in fields.objects(lifecycle, "states"):
        around.take(entry.key.text, entry.key.span)
        found[entry.key.text] = State(
            id=entry.key.text,
            label=fields.text(node, "label", entry.key.text),
            final=fields.flag(node, "final"),
            cites=read_citations(node, around.authorities, around.report),
            interpretation=fields.text(node, "interpretation"),
            note=fields.text(node, "note"),
            where=entry.key.span,
        )
    return found


def is_state(name: Scalar, states: dict[str, State], around: Surroundings) -> bool:
    """Whether a lifecycle has a state of this name; reported if not."""
    if name.text in states:
        return True
    if around.is_whole:
        suggestion = nearest(name.text, states)
        around.report.add(codes.UNKNOWN_STATE, name.span, name=name.text, suggestion=suggestion)
    return False
