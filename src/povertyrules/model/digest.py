"""The digest: SHA-256 of the canonical JSON of everything that a ruleset means.

Comments, layout, the order of definitions, `meta:` notes and the choice between a name and
its label leave it as it is. Expressions enter it as resolved, not as spelt.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from povertyrules.kernel.function import Function
from povertyrules.kernel.numbers import plain_text, unscale
from povertyrules.kernel.possible import Possible, Range
from povertyrules.kernel.types import Choice, Number, Text, Type, unit_text
from povertyrules.model.literals import show_value
from povertyrules.model.nodes import (
    Apply,
    AsOf,
    Constant,
    DefinitionRef,
    Expression,
    FactRef,
    ParameterRef,
    Presence,
    Quantify,
    SameItem,
)
from povertyrules.model.procedure.content import procedure_content
from povertyrules.model.regular import Pattern
from povertyrules.model.ruleset import (
    Clause,
    DatedValue,
    Definition,
    Document,
    Entity,
    Fact,
    InForce,
    Parameter,
    Role,
    Ruleset,
)

FORMAT = 1


def canonical_json(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(canonical: str) -> str:
    return "sha256:" + hashlib.sha256(canonical.encode()).hexdigest()


def span_content(span: InForce) -> list[Any]:
    end = None if span.end is None else span.end.isoformat()
    return [span.start.isoformat(), end, span.interpretation]


def ruleset_content(ruleset: Ruleset) -> dict[str, Any]:
    """Everything that the ruleset means. What a version of the language added later enters
    only where it is used: the digests of rulesets from before stay as they are."""
    content: dict[str, Any] = {
        "format": FORMAT,
        "ruleset": {key: getattr(ruleset, key) for key in _HEADER},
        "in_force": span_content(ruleset.in_force),
        "sources": {d.id: document_content(d) for d in ruleset.documents.values()},
        "roles": {role.id: _role(role) for role in ruleset.roles.values()},
        "groups": {g.id: [g.label, g.entity, sorted(g.outcomes)] for g in ruleset.groups.values()},
        "parameters": {p.id: parameter_content(p) for p in ruleset.parameters.values()},
        "entities": {e.id: entity_content(e) for e in ruleset.entities.values()},
    }
    if ruleset.replaces:
        content["replaces"] = sorted(ruleset.replaces)
    if ruleset.requires:
        content["requires"] = dict(ruleset.requires)
    if ruleset.procedure is not None:
        content["procedure"] = procedure_content(ruleset.procedure)
    return content


_HEADER = ("id", "version", "title", "jurisdiction")


def _role(role: Role) -> str | list[Any]:
    if not role.cites and not role.interpretation:
        return role.label
    return [role.label, _cites(role.cites), role.interpretation]


def document_content(document: Document) -> dict[str, Any]:
    return {
        "title": document.title,
        "number": document.number,
        "issuer": document.issuer,
        "clauses": {c.id: [c.label, c.text] for c in document.clauses.values()},
    }


def entity_content(entity: Entity) -> dict[str, Any]:
    return {
        "label": entity.label,
        "parent": entity.parent,
        "key": entity.key,
        "collections": {c.id: _possible(c.size) for c in entity.collections},
        "facts": {f.id: _fact(f) for f in entity.facts},
        "definitions": {d.id: _definition(d) for d in entity.definitions},
    }


def parameter_content(parameter: Parameter) -> dict[str, Any]:
    return {
        "label": parameter.label,
        "type": _type(parameter.type),
        "bounds": _possible(parameter.bounds),
        "values": [_dated(v, parameter.type) for v in parameter.values],
        "open": parameter.open,
        "cite": _cites(parameter.cites),
        "question": parameter.question,
        "interpretation": parameter.interpretation,
    }


def _dated(value: DatedValue, type_: Type) -> list[Any]:
    shown = expression_content(value.formula) if value.formula else show_value(value.value, type_)
    published = None if value.published is None else value.published.isoformat()
    return [*span_content(value.span), shown, _cites(value.cites), published, value.interpretation]


def _fact(fact: Fact) -> dict[str, Any]:
    finding = fact.finding
    return {
        "label": fact.label,
        "aliases": sorted(fact.aliases),
        "type": _type(fact.type),
        "bounds": _possible(fact.bounds),
        "labels": dict(fact.labels),
        "sensitive": fact.sensitive,
        "finding": None if finding is None else [finding.question, finding.by.id],
        "cite": _cites(fact.cites),
        "interpretation": fact.interpretation,
        "note": fact.note,
    }


def _definition(definition: Definition) -> dict[str, Any]:
    content = {
        "kind": definition.kind,
        "label": definition.label,
        "body": expression_content(definition.body),
        "cite": _cites(definition.cites),
        "group": definition.group,
        "data_check": definition.data_check,
        "attributes": dict(definition.attributes),
        "interpretation": definition.interpretation,
        "note": definition.note,
    }
    if definition.pattern is not None:
        content["pattern"] = [record.name for record in definition.pattern.records]
    return content


def _cites(cites: Iterable[Clause]) -> list[str]:
    return [clause.reference for clause in cites]


def _type(type_: Type) -> list[Any]:
    if isinstance(type_, Number):
        return ["number", type_.decimals, unit_text(type_.unit)]
    if isinstance(type_, Text):
        return ["text", type_.max_length]
    if isinstance(type_, Choice):
        return ["choice", sorted(type_.values), type_.many, type_.max_chosen]
    return [str(type_)]


def _possible(possible: Possible) -> list[str] | None:
    """The declared ends of a range; what follows from the type alone is left out."""
    if isinstance(possible, Range):
        return [str(end) for end in possible]
    return None


def expression_content(node: Expression) -> Any:
    """An expression as nested lists, by what it refers to."""
    match node:
        case Constant():
            return ["constant", _constant(node)]
        case ParameterRef():
            return ["parameter", node.parameter.id]
        case AsOf():
            return ["as_of"]
        case FactRef():
            return ["fact", node.level, node.fact.id]
        case DefinitionRef():
            return ["definition", node.level, node.definition.id]
        case Apply():
            options = {key: plain_parameter(value) for key, value in node.parameters}
            return [node.operator, options, *map(expression_content, node.operands)]
        case Quantify():
            return _quantifier(node)
        case Presence():
            return ["missing" if node.missing else "known", node.level, node.subject.id]
        case SameItem():
            return ["same", node.left_level, node.right_level, node.negated]


def plain_parameter(value: Any) -> Any:
    """A constant of an operator as plain data: a pattern as it was written, a plugin's
    function by its name."""
    if isinstance(value, Function):
        return f"{value.plugin}:{value.name}"
    return value.text if isinstance(value, Pattern) else value


def _constant(node: Constant) -> Any:
    if isinstance(node.type, Number):
        return plain_text(unscale(int(node.value), node.type.decimals or 0))
    return node.value


def _quantifier(node: Quantify) -> list[Any]:
    parts = (node.where, node.body, node.otherwise)
    inner = [None if part is None else expression_content(part) for part in parts]
    return [node.quantifier, node.level, node.collection.id, *inner]
