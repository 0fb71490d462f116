"""What can be said of a ruleset, or a part of it, that is not sound enough to be resolved.

Types, units and scopes would only seem wrong there. Citations, groups and names that
nothing bears are wrong whatever the rest turns out to be.
"""

from __future__ import annotations

from povertyrules.kernel.diagnostics import Report
from povertyrules.model import fields
from povertyrules.model.definitions import Workshop, check_certain, check_names
from povertyrules.model.drafts import read_drafts
from povertyrules.model.facts import read_facts
from povertyrules.model.parameters import is_formula, read_parameter
from povertyrules.model.ruleset import InForce, Parameter
from povertyrules.model.sources import Authorities, read_citations, read_role
from povertyrules.model.symbols import Symbols
from povertyrules.syntax.document import Mapping, Sequence
from povertyrules.syntax.expression import parse_expression


def check_without_entities(root: Mapping, in_force: InForce | None, shop: Workshop) -> None:
    """Check all that does not depend on which entities there are."""
    symbols, authorities, report = shop.symbols, shop.authorities, shop.report
    sections = fields.mapping(root, "facts")
    entities = [*(fields.mapping(root, "entities") or ()), *(sections or ())]
    symbols.damaged = symbols.damaged.union(entry.key.text for entry in entities)
    for section in sections or ():
        facts = section.value if isinstance(section.value, Mapping) else None
        for fact in read_facts(section.key.text, facts, {}, authorities, report, shop.granted):
            symbols.add(fact, fact.where, report)
    enter_parameters(root, authorities, in_force, symbols, report)
    drafts = [d for d in read_drafts(root, "", report) if symbols.add(d, d.where, report)]
    _check_formulas(root, shop)
    for draft in drafts:
        check_certain(draft, shop)


def enter_parameters(
    root: Mapping,
    authorities: Authorities,
    in_force: InForce | None,
    symbols: Symbols,
    report: Report,
) -> dict[str, Parameter]:
    parameters: dict[str, Parameter] = {}
    for entry, node in fields.objects(root, "parameters"):
        parameter = read_parameter(entry, node, authorities, in_force, report)
        if parameter is not None and symbols.add(parameter, entry.key.span, report):
            parameters[parameter.id] = parameter
    return parameters


def _check_formulas(root: Mapping, shop: Workshop) -> None:
    for _, node in fields.objects(root, "parameters"):
        values = node.get("values")
        for item in values.items if isinstance(values, Sequence) else ():
            written = fields.scalar(item, "value") if isinstance(item, Mapping) else None
            if written is not None and is_formula(written) and fields.text(node, "type") != "text":
                check_names(parse_expression(written, shop.report), shop)


def check_left_out(left: Mapping, shop: Workshop) -> None:
    """Check the definitions that were left out because their meaning is in doubt."""
    for section in fields.mapping(left, "facts") or ():
        for entry in section.value if isinstance(section.value, Mapping) else ():
            if isinstance(entry.value, Mapping):
                read_citations(entry.value, shop.authorities, shop.report)
                read_role(entry.value, shop.authorities, shop.report)
    for _, node in fields.objects(left, "parameters"):
        values = node.get("values")
        items = values.items if isinstance(values, Sequence) else ()
        for part in (node, *items):
            if isinstance(part, Mapping):
                read_citations(part, shop.authorities, shop.report)
    for draft in read_drafts(left, "", shop.report):
        check_certain(draft, shop)
