"""The part of an explanation that is the same for every record of a ruleset and a day.

Clauses with their words, parameters with the value in force, facts with who must find
them, definitions with their citations. The nodes of an explanation refer to it by id.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from povertyrules.explain.figures import bounds_parts, type_name, value_text
from povertyrules.kernel.types import Choice, Number, Type, unit_text
from povertyrules.model.constants import choice_labels
from povertyrules.model.nodes import Expression
from povertyrules.model.outcome import Binding
from povertyrules.model.ruleset import Clause, DatedValue, Definition, Fact, Parameter, Ruleset

FORMAT = "povertyrules-explanation"
VERSION = 1


def build_tables(ruleset: Ruleset, binding: Binding) -> dict[str, Any]:
    """The tables, in the order in which they stand at the head of an explanation."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "ruleset": _ruleset(ruleset),
        "as_of": binding.as_of.isoformat(),
        "sources": {
            document.id: {
                "title": document.title,
                "number": document.number,
                "issuer": document.issuer,
            }
            for document in ruleset.documents.values()
        },
        "clauses": {clause.reference: _clause(clause) for clause in _cited(ruleset, binding)},
        "parameters": {
            parameter.id: parameter_entry(parameter, binding)
            for parameter in ruleset.deciding_parameters
        },
        "entities": {
            entity.id: {"label": entity.label, "of": entity.parent, "key": entity.key}
            for entity in ruleset.entities.values()
        },
        "facts": {fact.id: _fact(fact) for fact in ruleset.facts.values()},
        "definitions": {
            definition.id: _definition(definition)
            for entity in ruleset.entities.values()
            for definition in entity.definitions
        },
    }


def _ruleset(ruleset: Ruleset) -> dict[str, Any]:
    return {
        "id": ruleset.id,
        "version": ruleset.version,
        "digest": ruleset.digest,
        "title": ruleset.title,
        "jurisdiction": ruleset.jurisdiction,
        "in_force": {
            "from": ruleset.in_force.start.isoformat(),
            "to": ruleset.in_force.end.isoformat() if ruleset.in_force.end else None,
            "interpretation": ruleset.in_force.interpretation,
        },
        "root": ruleset.root.id,
    }


def _clause(clause: Clause) -> dict[str, str]:
    return {"source": clause.source, "label": clause.label, "text": clause.text}


def _cited(ruleset: Ruleset, binding: Binding) -> Iterator[Clause]:
    """Every clause that something in the explanation may cite."""
    for parameter in ruleset.deciding_parameters:
        yield from parameter.cites
        dated = _in_force(parameter, binding)
        yield from dated.cites if dated else ()
    for fact in ruleset.facts.values():
        yield from fact.cites
    for definition in ruleset.order:
        yield from definition.cites


def references(clauses: Iterable[Clause]) -> list[str]:
    return [clause.reference for clause in clauses]


def _in_force(parameter: Parameter, binding: Binding) -> DatedValue | None:
    covering = (v for v in parameter.values if v.span.covers(binding.as_of))
    return next(covering, None)


def parameter_entry(parameter: Parameter, binding: Binding) -> dict[str, Any]:
    """A parameter on the day: its value, since when, and by which clause or on whose word."""
    fill = binding.fills.get(parameter.id)
    dated = None if fill else _in_force(parameter, binding)
    entry: dict[str, Any] = {
        "label": parameter.label,
        "type": type_name(parameter.type),
        "unit": unit_of(parameter.type),
        "value": value_text(parameter.type, binding.values.get(parameter.id)),
        "cites": references(_unique([*parameter.cites, *(dated.cites if dated else ())])),
        "interpretation": (dated and dated.interpretation) or parameter.interpretation,
        "open": parameter.open,
    }
    if fill:
        entry["filled"] = {"cite": fill.cite, "question": parameter.question}
    if dated:
        entry["from"] = dated.span.start.isoformat()
        entry["to"] = dated.span.end.isoformat() if dated.span.end else None
        entry["published"] = dated.published.isoformat() if dated.published else None
        entry["formula"] = dated.formula.text if dated.formula is not None else None
    return entry


def _unique(clauses: Iterable[Clause]) -> list[Clause]:
    return list({clause.reference: clause for clause in clauses}.values())


def _fact(fact: Fact) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "entity": fact.entity,
        "label": fact.label,
        "type": "finding" if fact.finding else type_name(fact.type),
        "unit": unit_of(fact.type),
        "cites": references(fact.cites),
        "interpretation": fact.interpretation,
        "sensitive": fact.sensitive,
        **bounds_parts(fact.type, fact.bounds),
    }
    if fact.labels:
        entry["labels"] = dict(fact.labels)
    if fact.finding:
        by = fact.finding.by
        entry["question"] = fact.finding.question
        entry["by"] = {"id": by.id, "label": by.label}
    return entry


def _definition(definition: Definition) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "kind": definition.kind,
        "entity": definition.entity,
        "label": definition.label,
        "type": type_name(definition.body.type),
        "unit": unit_of(definition.body.type),
        "text": definition.body.text,
        "cites": references(definition.cites),
        "interpretation": definition.interpretation,
        "note": definition.note,
    }
    if definition.kind == "outcome":
        entry["group"] = definition.group
        entry["data_check"] = definition.data_check
        entry["attributes"] = dict(definition.attributes)
    if definition.pattern is not None:
        entry["pattern"] = [
            {"name": r.name, "collection": r.collection.id, "absent": r.absent}
            for r in definition.pattern.records
        ]
    labels = value_labels(definition.body)
    if labels:
        entry["labels"] = labels
    return entry


def unit_of(kind: Type) -> str:
    return unit_text(kind.unit) if isinstance(kind, Number) else ""


def value_labels(node: Expression) -> dict[str, str]:
    """The labels of the choice that an expression gives: those of the facts it may be.

    A value that they call by different labels has none: it is shown by its id.
    """
    if not isinstance(node.type, Choice):
        return {}
    labels = choice_labels(node, node.type)
    return {value: called[0] for value, called in labels.items() if len(called) == 1}
