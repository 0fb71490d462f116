"""Conditions and missing facts of data frames in the words of explanations."""

from __future__ import annotations

from functools import cache

from povertyrules.engines.columns.naming import Naming
from povertyrules.explain.words import Words
from povertyrules.kernel.codes import Language
from povertyrules.model.nodes import DefinitionRef, Expression, FactRef
from povertyrules.model.ruleset import Collection, Fact, Ruleset


@cache
def labels(language: Language) -> Naming:
    """`低收入：成立`, `建档立卡户：否`; missing facts by their labels, with what they belong to."""
    words = Words(language)

    def condition(node: Expression, holds: bool) -> str:
        match node:
            case FactRef(fact=fact):
                return words.pair(fact.label, words.say("yes" if holds else "no"))
            case DefinitionRef(definition=definition):
                return words.pair(definition.label, words.say("holds" if holds else "fails"))
            case _:
                return words.pair(node.text, words.say("holds" if holds else "fails"))

    def missing(ruleset: Ruleset, what: Fact | Collection) -> str:
        if isinstance(what, Collection):
            return ruleset.entities[what.id].label
        if what.entity == ruleset.root.id:
            return what.label
        entity = ruleset.entities[what.entity].label
        return words.say("fact_of", item=entity, label=what.label)

    return Naming(condition, missing, words.say("sequence"))
