"""What gives a sensitive fact away: its value by another name, or what holds it in part."""

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
    Quantify,
)
from povertyrules.model.ruleset import Ruleset

Origin = str | None
"""The id of the one fact that a value is computed from, besides constants and parameters; empty
where there is no fact in it, or only concealed, None where there are several, or the items of a
collection."""
_CHOOSING = {"if": 1, "least": 0, "greatest": 0}
"""What gives one of its operands as it is, with the place from which these stand."""


class Origins:
    """The origins of the values of a ruleset. Each definition is looked at once, after those
    that it reads, so that a long chain of them takes neither time nor depth."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._known: dict[str, Origin] = {}
        self._rests: dict[str, bool] = {}
        self._reveals: dict[str, bool] = {}
        self._sensitive = {
            fact.id
            for entity in ruleset.entities.values()
            for fact in entity.facts
            if fact.sensitive
        }
        for definition in ruleset.order:
            body = definition.body
            self._known[definition.id] = self.of(body)
            self._rests[definition.id] = self._rests_on_sensitive(body)
            self._reveals[definition.id] = self.reveals(body)

    def reveals(self, node: Expression) -> bool:
        """Whether a value may give a sensitive fact away. It does where it is computed from
        that fact alone, or is one of several values of which one does; and where a plugin's
        function makes it of that fact and others, since it may hold the fact as it is."""
        match node:
            case DefinitionRef(definition=definition):
                return self._reveals.get(definition.id, False)
            case Apply(operator="call"):
                return self._rests_on_sensitive(node)
            case Apply(operator=operator, operands=operands) if operator in _CHOOSING:
                chosen = operands[_CHOOSING[operator] :]
                return self._is_sensitive(node) or any(map(self.reveals, chosen))
            case Apply(operands=operands):
                read = [operand for operand in operands if self.of(operand) != ""]
                alone = len(read) == 1 and self.reveals(read[0])
                return alone or self._is_sensitive(node)
        return self._is_sensitive(node)

    def _is_sensitive(self, node: Expression) -> bool:
        return self.of(node) in self._sensitive

    def _rests_on_sensitive(self, node: Expression) -> bool:
        """Whether any sensitive fact, not concealed, is read in the making of a value."""
        match node:
            case FactRef(fact=fact):
                return fact.sensitive
            case DefinitionRef(definition=definition):
                return self._rests.get(definition.id, False)
            case Apply() if _conceals(node):
                return False
        items = node.item_children if isinstance(node, Quantify) else ()
        return any(map(self._rests_on_sensitive, (*node.children, *items)))

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
