"""What evidence entails. Nothing is evaluated: no fact is read.

A step may rest on a criterion (`2019年“两摸底”的脱贫监测户` holds) where the ledger asks for
an outcome (`脱贫监测户`). That one of several alternatives holds entails the outcome; that
none of the gaps is left entails each of them. Only `any`, `all` and `not` are followed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from povertyrules.kernel.truth import Truth
from povertyrules.model.nodes import Apply, DefinitionRef, Expression
from povertyrules.model.ruleset import Definition, Ruleset

Known = frozenset[tuple[str, bool]]
"""Definitions of the root that an evaluation found to hold or to fail."""


class Entailments:
    """Answers for one ruleset, each worked out once."""

    def __init__(self, ruleset: Ruleset) -> None:
        self._ruleset = ruleset
        self._answers: dict[Known, Mapping[str, bool]] = {}

    def of(self, found: Iterable[tuple[str, bool]]) -> Mapping[str, bool]:
        """The outcomes of the root that are known to hold or to fail, and which of both."""
        known = frozenset(found)
        if known not in self._answers:
            self._answers[known] = self._outcomes(known)
        return self._answers[known]

    def _outcomes(self, found: Known) -> Mapping[str, bool]:
        known: dict[str, bool] = {}
        for name, holds in sorted(found):
            definition = self._ruleset.definitions.get(name)
            if definition is not None:
                _down(definition, holds, known)
        told = {each.id: _up(each.body, known, each) for each in self._ruleset.root.outcomes}
        return {name: truth for name, truth in told.items() if truth is not None}


def _down(definition: Definition, holds: bool, known: dict[str, bool]) -> None:
    if definition.id not in known and definition.level == 0:
        known[definition.id] = holds
        _down_into(definition.body, holds, known)


def _down_into(node: Expression, holds: bool, known: dict[str, bool]) -> None:
    match node:
        case DefinitionRef(definition=definition):
            _down(definition, holds, known)
        case Apply(operator="not", operands=(operand,)):
            _down_into(operand, not holds, known)
        case Apply(operator="or" | "and" as operator) if holds is (operator == "and"):
            for operand in node.operands:
                _down_into(operand, holds, known)


def _up(node: Expression, known: Mapping[str, bool], itself: Definition | None = None) -> Truth:
    if itself is not None and itself.id in known:
        return known[itself.id]
    match node:
        case DefinitionRef(definition=definition) if definition.level == 0:
            return _up(definition.body, known, definition)
        case Apply(operator="not", operands=(operand,)):
            truth = _up(operand, known)
            return None if truth is None else not truth
        case Apply(operator="or" | "and" as operator):
            truths = [_up(operand, known) for operand in node.operands]
            decisive = operator == "or"
            if decisive in truths:
                return decisive
            return None if None in truths else not decisive
    return None
