"""What conditions and missing facts are called in text columns."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from povertyrules.model.nodes import DefinitionRef, Expression, FactRef
from povertyrules.model.ruleset import Collection, Fact, Ruleset


@dataclass(frozen=True, slots=True)
class Naming:
    """How a condition that holds or fails is called, and what is missing, in one text each."""

    condition: Callable[[Expression, bool], str]
    missing: Callable[[Ruleset, Fact | Collection], str]
    separator: str


def code(condition: Expression) -> str:
    """A fact or a definition by its id, any other condition as it is written."""
    match condition:
        case FactRef(fact=fact):
            return fact.id
        case DefinitionRef(definition=definition):
            return definition.id
        case _:
            return condition.text


def _condition_code(condition: Expression, holds: bool) -> str:
    return code(condition) if holds else f"not {code(condition)}"


def _missing_code(ruleset: Ruleset, missing: Fact | Collection) -> str:
    """`birth_date` of the root, `members.birth_date` of any item."""
    owner = missing.parent if isinstance(missing, Collection) else missing.entity
    return missing.id if owner == ruleset.root.id else f"{owner}.{missing.id}"


CODES = Naming(_condition_code, _missing_code, "; ")
