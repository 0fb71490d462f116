"""What expressions and definitions read: the nodes below, other definitions, facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from povertyrules.model.nodes import DefinitionRef, Expression, FactRef, Presence, Quantify
from povertyrules.model.ruleset import Definition, Fact, Ruleset


def walk(node: Expression) -> Iterator[Expression]:
    """A node and all nodes under it in the order in which they are written, those of
    quantifiers' items included."""
    pending = [node]
    while pending:
        here = pending.pop()
        yield here
        pending.extend(reversed(_below(here)))


def _below(node: Expression) -> tuple[Expression, ...]:
    return (*node.children, *(node.item_children if isinstance(node, Quantify) else ()))


def references(definition: Definition) -> Iterator[DefinitionRef]:
    """Where a definition reads another one."""
    return (node for node in walk(definition.body) if isinstance(node, DefinitionRef))


def facts_below(nodes: Iterable[Expression]) -> list[Fact]:
    """The facts that expressions rest on, through the definitions that they read too, each
    once, in the order in which they are read."""
    found: dict[Fact, None] = {}
    seen: set[str] = set()
    pending = list(nodes)[::-1]
    while pending:
        node = pending.pop()
        if isinstance(node, FactRef):
            found[node.fact] = None
        if isinstance(node, DefinitionRef) and node.definition.id not in seen:
            seen.add(node.definition.id)
            pending.append(node.definition.body)
        pending.extend(reversed(_below(node)))
    return list(found)


def facts_read(*definitions: Definition) -> str:
    """The labels of the facts that definitions rest on, in the order in which they read them."""
    facts = facts_below(definition.body for definition in definitions)
    return ", ".join(dict.fromkeys(fact.label for fact in facts))


def with_all_read(ruleset: Ruleset, wanted: Iterable[str]) -> list[Definition]:
    """Definitions by their ids, with all that they read, in the ruleset's order."""
    found = set(wanted)
    for definition in reversed(ruleset.order):
        if definition.id in found:
            found.update(read.definition.id for read in references(definition))
    return [definition for definition in ruleset.order if definition.id in found]


def collections_decided_by(ruleset: Ruleset) -> frozenset[str]:
    """The collections that outcomes and assumptions depend on, or are decided for: for want of
    the others nothing remains open."""
    ends = [d for e in ruleset.entities.values() for d in e.reported]
    found = {d.entity for d in ends}
    for definition in with_all_read(ruleset, (d.id for d in ends)):
        for node in walk(definition.body):
            if isinstance(node, Quantify):
                found.add(node.collection.id)
            elif isinstance(node, Presence):
                found.add(node.subject.id)
    return frozenset(found)
