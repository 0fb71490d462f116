"""Which single fact a value comes from: what masks a sensitive fact must mask its double too."""

from __future__ import annotations

from collections.abc import Iterable

from povertyrules.kernel.function import Function
from povertyrules.model.nodes import (
    Apply,
    AsOf,
    Constant,
    DefinitionRef,
    Expression,
    FactRef,
    ParameterRef,
)
from povertyrules.model.ruleset import Ruleset

Origin = str | None
"""The id of the one fact that a value is computed from, besides constants and parameters; empty
where there is no fact in it, or only concealed, None where there are several, or the items of a
collection."""


class Origins:
    """The origins of the values of a ruleset. Each definition is looked at once, after those
    that it reads, so that a long chain of them takes neither time nor depth."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._known: dict[str, Origin] = {}
        for definition in ruleset.order:
            self._known[definition.id] = self.of(definition.body)

    def of(self, node: Expression) -> Origin:
        match node:
            case FactRef(fact=fact):
                return fact.id
            case DefinitionRef(definition=definition):
                return self._known.get(definition.id)
            case Constant() | ParameterRef() | AsOf():
                return ""
            case Apply() if _conceals(node):
                return ""
            case Apply(operands=operands):
                return _together(map(self.of, operands))
            case _:
                return None


def _conceals(node: Apply) -> bool:
    """Whether a plugin's function is made to be shown in the place of its operands."""
    function = dict(node.parameters).get("function")
    return isinstance(function, Function) and function.conceals


def _together(origins: Iterable[Origin]) -> Origin:
    found = set(origins)
    facts = found - {""}
    if None in facts or len(facts) > 1:
        return None
    return next(iter(facts), "")
