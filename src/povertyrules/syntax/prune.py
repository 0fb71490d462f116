"""What is left of a file when all that does not fit is left out.

A definition whose meaning is in doubt goes as a whole, and its name is remembered, so that
nobody reports it as unknown. What only readers see is left out by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from povertyrules.syntax.characters import latin_form
from povertyrules.syntax.document import Entry, Mapping, Node, Scalar
from povertyrules.syntax.schema import Misfit
from povertyrules.syntax.structure import meant_key

_DEPTHS = {
    "facts": 3,
    "parameters": 2,
    "derived": 2,
    "criteria": 2,
    "assumptions": 2,
    "outcomes": 2,
}
_MEANING = frozenset(
    ("type", "unit", "min", "max", "values", "many", "max_chosen", "max_length", "open", "by")
).union(("of", "is", "when", "group", "kind"))
_FOUNDATION = frozenset(("ruleset", "sources", "roles", "groups", "entities", "facts"))
"""Without these sections, what refers to them would be reported as unknown."""


class Pruned(NamedTuple):
    """`root` is None if too much is in doubt for anything else to be judged."""

    root: Mapping | None
    damaged: frozenset[str]


def prune(root: Mapping, found: Iterable[Misfit], faulty: set[Node]) -> Pruned:
    """Leave out what `found` names, and the entries whose values are `faulty`."""
    pruning = _Pruning()
    for misfit in found:
        pruning.take(misfit)
    for trail in _trails(root, faulty):
        pruning.drop(trail, trail[-1].key.text)
    if pruning.hopeless or root.get("facts") is None:
        return Pruned(None, frozenset())
    return Pruned(_without(root, pruning.dropped), frozenset(pruning.damaged))


class _Pruning:
    def __init__(self) -> None:
        self.dropped: set[Entry] = set()
        self.damaged: set[str] = set()
        self.hopeless = False

    def take(self, misfit: Misfit) -> None:
        if misfit.dependent and misfit.rule in ("required", "false"):
            return
        if misfit.rule == "propertyNames":
            self.damaged.add(latin_form(misfit.trail[-1].key.text))
        elif misfit.rule == "additionalProperties":
            self._unknown_key(misfit)
        elif misfit.rule == "required":
            self._doubt(misfit.trail, misfit.detail)
        else:
            self.drop(misfit.trail, misfit.trail[-1].key.text if misfit.trail else "")

    def _unknown_key(self, misfit: Misfit) -> None:
        if not isinstance(misfit.node, Mapping):
            return
        entry = misfit.node.entry(misfit.detail)
        if entry is None:
            return
        self.dropped.add(entry)
        if not misfit.trail and isinstance(entry.value, Mapping):
            for inner in entry.value:
                self._remember(inner)
        meant = meant_key(misfit, misfit.detail) or ""
        if not misfit.trail and meant in _FOUNDATION:
            self.hopeless = True
        if meant == "label" and isinstance(entry.value, Scalar):
            self.damaged.add(entry.value.text)
        self._doubt(misfit.trail, meant)

    def drop(self, trail: tuple[Entry, ...], key: str) -> None:
        """Leave out the last entry of a trail, or the definition whose meaning it is."""
        section = trail[0].key.text if trail else ""
        depth = _DEPTHS.get(section, 0)
        if not depth and section != "entities":
            if len(trail) > 1 and section == "ruleset":
                self.dropped.add(trail[1])
            return
        if len(trail) < max(depth, 2):
            self.hopeless = True
        elif len(trail) == depth:
            self._leave_out(trail[-1])
        elif depth and trail[depth].key.text not in _MEANING:
            self.dropped.add(trail[depth])
        else:
            self._doubt(trail, key, within=trail[depth].key.text)

    def _doubt(self, trail: tuple[Entry, ...], key: str, within: str = "") -> None:
        """Leave out a definition if a key that carries its meaning is in doubt."""
        section = trail[0].key.text if trail else ""
        depth = _DEPTHS.get(section, 0)
        inside = within or (trail[depth].key.text if depth and len(trail) > depth else key)
        if section == "entities" and key in _MEANING:
            self.hopeless = True
        elif depth and len(trail) >= depth and inside in _MEANING:
            self._leave_out(trail[depth - 1])

    def _leave_out(self, definition: Entry) -> None:
        self.dropped.add(definition)
        self._remember(definition)

    def _remember(self, definition: Entry) -> None:
        """An expression may use a definition's name or its label."""
        self.damaged.add(definition.key.text)
        label = definition.value.get("label") if isinstance(definition.value, Mapping) else None
        if isinstance(label, Scalar):
            self.damaged.add(label.text)


def _trails(root: Mapping, faulty: set[Node]) -> list[tuple[Entry, ...]]:
    """The entries that lead to each faulty value."""
    found: list[tuple[Entry, ...]] = []

    def visit(node: Node, trail: tuple[Entry, ...]) -> None:
        if node in faulty and trail:
            found.append(trail)
        elif isinstance(node, Mapping):
            for entry in node:
                visit(entry.value, (*trail, entry))
        else:
            for item in getattr(node, "items", ()):
                visit(item, trail)

    if faulty:
        visit(root, ())
    return found


def _without(root: Mapping, dropped: set[Entry]) -> Mapping:
    """The mapping without some entries, in it or in the mappings in it."""
    if not dropped:
        return root
    kept = []
    for entry in root:
        if entry not in dropped:
            value = entry.value
            inner = _without(value, dropped) if isinstance(value, Mapping) else value
            kept.append(entry if inner is value else Entry(entry.key, inner))
    return Mapping(tuple(kept), root.span)
