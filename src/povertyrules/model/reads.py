"""What definitions rest on."""

from __future__ import annotations

from povertyrules.model.nodes import DefinitionRef, Expression, FactRef, Quantify
from povertyrules.model.ruleset import Definition


def facts_read(*definitions: Definition) -> str:
    """The labels of the facts that definitions rest on, in the order in which they read them."""
    labels: dict[str, None] = {}
    pending: list[Expression] = [d.body for d in reversed(definitions)]
    seen: set[str] = set()
    while pending:
        node = pending.pop()
        if isinstance(node, FactRef):
            labels[node.fact.label] = None
        if isinstance(node, DefinitionRef) and node.definition.id not in seen:
            seen.add(node.definition.id)
            pending.append(node.definition.body)
        pending.extend(reversed(node.children))
        if isinstance(node, Quantify):
            pending.extend(reversed(node.item_children))
    return ", ".join(labels)
