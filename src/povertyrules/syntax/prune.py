"""What is left of a file when all that does not fit is left out.

A definition whose meaning is in doubt goes as a whole, and its name is remembered, so that
nobody reports it as unknown; it is kept aside, for what can be said of it all the same. What
only readers see is left out by itself.
"""

from __future__ import annotations

from collections.abc import Iterable

from povertyrules.syntax.characters import latin_form
from povertyrules.syntax.document import Entry, Mapping, Node, ParsedFile, Scalar
from povertyrules.syntax.schema import Misfit
from povertyrules.syntax.structure import meant_key

_DEPTHS = {
    "facts": 3,
    "parameters": 2,
    "derived": 2,
    "criteria": 2,
    "assumptions": 2,
    "outcomes": 2,
    "patterns": 2,
}
_LEAST = 2
"""An entity stands at this depth."""
_DEEPEST_SOURCE = 3
"""A source, or its clauses as a whole: without them no clause of it is known."""
_MEANING = frozenset(
    ("type", "unit", "min", "max", "values", "many", "max_chosen", "max_length", "open", "by")
).union(("of", "is", "when", "kind", "over", "match", "without"))
_WORDING = frozenset(("label", "cite", "interpretation", "note", "meta"))
PROCEDURE = "procedure"
NAMES = "names"
"""What is doubtful where a whole section of definitions is."""


def prune(root: Mapping, found: Iterable[Misfit], faulty: set[Node]) -> ParsedFile:
    """Leave out what `found` names, and the entries whose values are `faulty`."""
    pruning = _Pruning()
    for misfit in found:
        pruning.take(misfit)
    for trail in _trails(root, faulty):
        pruning.drop(trail, trail[-1].key.text)
    if root.get("facts") is None:
        pruning.doubtful.add(NAMES)
    return ParsedFile(
        _without(root, pruning.dropped | pruning.left_out),
        frozenset(pruning.damaged),
        _only(root, pruning.left_out, pruning.dropped),
        frozenset(pruning.doubtful),
    )


class _Pruning:
    def __init__(self) -> None:
        self.dropped: set[Entry] = set()
        self.left_out: set[Entry] = set()
        self.damaged: set[str] = set()
        self.doubtful: set[str] = set()

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
        if not misfit.trail:
            self._remember_within(entry)
        meant = meant_key(misfit, misfit.detail) or ""
        if meant == "label" and isinstance(entry.value, Scalar):
            self.damaged.add(entry.value.text)
        self._doubt(misfit.trail, meant)

    def drop(self, trail: tuple[Entry, ...], key: str) -> None:
        """Leave out the last entry of a trail, or the definition whose meaning it is."""
        section = trail[0].key.text if trail else ""
        depth = _DEPTHS.get(section, 0)
        if section == "entities":
            self._drop_of_entity(trail, key)
        elif not depth:
            self._drop_of_foundation(section, trail)
        elif len(trail) < depth:
            self.dropped.add(trail[-1])
            self.doubtful.add(NAMES)
        elif len(trail) == depth:
            self._leave_out(trail[-1])
        else:
            self._drop_of_definition(trail, depth, key)

    def _drop_of_definition(self, trail: tuple[Entry, ...], depth: int, key: str) -> None:
        part = trail[depth]
        if part.key.text == "label" and isinstance(part.value, Scalar) and part.value.text:
            return  # it was reported, and is read as it is written, so that it leads somewhere
        self.dropped.add(part)
        self._doubt(trail, key, within=part.key.text)

    def _drop_of_entity(self, trail: tuple[Entry, ...], key: str) -> None:
        if len(trail) < _LEAST:
            self.doubtful.add("entities")
        self._doubt(trail, key, within=key)

    def _drop_of_foundation(self, section: str, trail: tuple[Entry, ...]) -> None:
        """A part of the sources, roles or groups, of the head, or of what nobody reads."""
        if len(trail) == 1:
            self.dropped.add(trail[0])
            self.doubtful.add(section)
        elif section == "ruleset" and trail:
            self.dropped.add(trail[1])
        elif section == "sources" and len(trail) <= _DEEPEST_SOURCE:
            self.damaged.add(trail[1].key.text)
        elif section == PROCEDURE and trail[-1].key.text not in _WORDING:
            self.doubtful.add(PROCEDURE)

    def _doubt(self, trail: tuple[Entry, ...], key: str, within: str = "") -> None:
        """Leave out a definition if a key that carries its meaning is in doubt."""
        section = trail[0].key.text if trail else ""
        depth = _DEPTHS.get(section, 0)
        inside = within or (trail[depth].key.text if depth and len(trail) > depth else key)
        if section == "entities" and key in _MEANING:
            self.doubtful.add("entities")
        elif section == "sources" and key == "clauses" and len(trail) > 1:
            self.damaged.add(trail[1].key.text)
        elif section == PROCEDURE and key not in _WORDING:
            self.doubtful.add(PROCEDURE)
        elif depth and len(trail) >= depth and inside in _MEANING:
            self._leave_out(trail[depth - 1])

    def _leave_out(self, definition: Entry) -> None:
        self.left_out.add(definition)
        self._remember(definition)

    def _remember(self, definition: Entry) -> None:
        """An expression may use a definition's name or its label."""
        self.damaged.add(definition.key.text)
        label = definition.value.get("label") if isinstance(definition.value, Mapping) else None
        if isinstance(label, Scalar):
            self.damaged.add(label.text)

    def _remember_within(self, section: Entry) -> None:
        """What an unknown section may define: names, or entities with their facts."""
        for inner in section.value if isinstance(section.value, Mapping) else ():
            self._remember(inner)
            for innermost in inner.value if isinstance(inner.value, Mapping) else ():
                if isinstance(innermost.value, Mapping):
                    self._remember(innermost)


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


def _only(root: Mapping, kept: set[Entry], dropped: set[Entry]) -> Mapping:
    """The mapping with nothing but some entries, in it or in the mappings in it."""
    entries = []
    for entry in root:
        if not isinstance(entry.value, Mapping) or entry in dropped:
            continue
        if entry in kept:
            entries.append(Entry(entry.key, _without(entry.value, dropped)))
        elif (inner := _only(entry.value, kept, dropped)).entries:
            entries.append(Entry(entry.key, inner))
    return Mapping(tuple(entries), root.span)
