"""Where a ruleset calls the functions of plugins: what a plugin's lint asks first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from povertyrules.kernel.function import Function
from povertyrules.model.nodes import Apply
from povertyrules.model.reading import facts_below, walk
from povertyrules.model.ruleset import Fact, Ruleset


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a plugin's function in a ruleset, and the facts that its operands rest on,
    through other definitions too."""

    function: Function
    facts: tuple[Fact, ...]


def calls_in(ruleset: Ruleset) -> Iterator[Call]:
    """Every call of a plugin's function, of whichever plugin, in the order of evaluation."""
    for definition in ruleset.order:
        for node in walk(definition.body):
            function = dict(node.parameters).get("function") if isinstance(node, Apply) else None
            if isinstance(function, Function):
                yield Call(function, tuple(facts_below(node.children)))
