"""Sources, clauses and roles, and the citations that must lead to them."""

from __future__ import annotations

import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace

from povertyrules.kernel.catalogue import names as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.suggest import nearest
from povertyrules.model import fields
from povertyrules.model.ruleset import Clause, Document, Role
from povertyrules.syntax.document import Entry, Mapping, Scalar

_NAME = re.compile(r"[a-z][a-z0-9_]{0,63}")
"""What is none was reported as such."""


@dataclass(frozen=True, slots=True)
class Authorities:
    """What a ruleset may cite, and who may make its findings."""

    documents: Dict[str, Document]
    roles: Dict[str, Role]
    damaged: frozenset[str] = frozenset()
    doubtful: frozenset[str] = frozenset()
    """Names and sections that were reported already: what they may hold is not unknown."""


def read_authorities(
    root: Mapping, damaged: frozenset[str], doubtful: frozenset[str], report: Report
) -> Authorities:
    """The sources and the roles; what roles cite is looked up."""
    documents = {
        entry.key.text: _document(entry.key.text, node)
        for entry, node in fields.objects(root, "sources")
    }
    authorities = Authorities(documents, {}, damaged, doubtful)
    roles = [_role(entry, authorities, report) for entry in fields.mapping(root, "roles") or ()]
    return replace(authorities, roles={role.id: role for role in roles})


def _role(entry: Entry, authorities: Authorities, report: Report) -> Role:
    node = entry.value if isinstance(entry.value, Mapping) else None
    return Role(
        id=entry.key.text,
        label=fields.label_of(entry),
        cites=() if node is None else read_citations(node, authorities, report),
        interpretation="" if node is None else fields.text(node, "interpretation"),
        where=entry.key.span,
    )


def _document(source: str, node: Mapping) -> Document:
    clauses = fields.mapping(node, "clauses")
    return Document(
        id=source,
        title=fields.text(node, "title"),
        number=fields.text(node, "number"),
        issuer=fields.text(node, "issuer"),
        clauses={entry.key.text: _clause(source, entry) for entry in clauses or ()},
    )


def _clause(source: str, entry: Entry) -> Clause:
    clause = entry.key.text
    if isinstance(entry.value, Mapping):
        label = fields.text(entry.value, "label", clause)
        return Clause(source, clause, label, fields.text(entry.value, "text"))
    words = entry.value.text.strip() if isinstance(entry.value, Scalar) else ""
    return Clause(source, clause, clause, words)


def read_citations(node: Mapping, authorities: Authorities, report: Report) -> tuple[Clause, ...]:
    """The clauses that a definition cites under `cite`."""
    found = (_citation(s, authorities, report) for s in fields.scalars(node, "cite"))
    return tuple(clause for clause in found if clause is not None)


def _citation(cite: Scalar, authorities: Authorities, report: Report) -> Clause | None:
    documents = authorities.documents
    source, _, clause = cite.text.strip().partition("#")
    if source in authorities.damaged or "sources" in authorities.doubtful:
        return None
    document = documents.get(source)
    if document is None:
        span = cite.part(0, len(source))
        report.add(codes.UNKNOWN_SOURCE, span, source=source, suggestion=nearest(source, documents))
        return None
    if clause not in document.clauses:
        span = cite.part(len(source) + 1, len(cite.text))
        suggestion = nearest(clause, document.clauses)
        report.add(codes.UNKNOWN_CLAUSE, span, source=source, clause=clause, suggestion=suggestion)
        return None
    return document.clauses[clause]


def read_role(node: Mapping, authorities: Authorities, report: Report) -> Role | None:
    """The one role under `by`."""
    by = fields.scalar(node, "by")
    return None if by is None else _named_role(by, authorities, report)


def read_roles(node: Mapping, authorities: Authorities, report: Report) -> tuple[Role, ...]:
    """The roles under a `by` that may list several."""
    written = (by for by in fields.scalars(node, "by") if _NAME.fullmatch(by.text))
    found = (_named_role(by, authorities, report) for by in written)
    return tuple(role for role in found if role is not None)


def _named_role(by: Scalar, authorities: Authorities, report: Report) -> Role | None:
    role = authorities.roles.get(by.text)
    if role is None and by.text not in authorities.damaged and "roles" not in authorities.doubtful:
        suggestion = nearest(by.text, authorities.roles)
        report.add(codes.UNKNOWN_ROLE, by.span, name=by.text, suggestion=suggestion)
    return role
