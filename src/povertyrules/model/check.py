"""The checker: from a ruleset's text to a checked ruleset, every fault in one run.

The passes, in order: structure (`syntax.parse`), header and sources, entities and facts,
parameters, definitions (names, types, order), formulas of parameters, groups, procedure,
digest.
"""

from __future__ import annotations

from dataclasses import replace

from povertyrules.kernel.calendar import FIRST_DATE, LAST_DATE
from povertyrules.kernel.catalogue import names
from povertyrules.kernel.catalogue import parameters as codes
from povertyrules.kernel.catalogue import procedure as procedures
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.errors import InvalidRuleset
from povertyrules.kernel.possible import Range
from povertyrules.kernel.source import Source
from povertyrules.model import digest, fields
from povertyrules.model.certain import check_left_out, check_without_entities, enter_parameters
from povertyrules.model.definitions import Workshop, resolve_definitions
from povertyrules.model.drafts import Draft, Sought, names_in, read_drafts
from povertyrules.model.entities import EntityDraft, collection_names, read_entities
from povertyrules.model.extensions import Offer, nothing
from povertyrules.model.facts import read_facts
from povertyrules.model.formulas import resolve_formulas
from povertyrules.model.lookalikes import check_labels
from povertyrules.model.nodes import ParameterRef
from povertyrules.model.parameters import read_span
from povertyrules.model.procedure.context import Surroundings
from povertyrules.model.procedure.parts import Procedure
from povertyrules.model.procedure.reading import read_procedure
from povertyrules.model.reading import walk
from povertyrules.model.requires import Granted, read_requires
from povertyrules.model.ruleset import (
    Collection,
    Definition,
    Entity,
    Fact,
    Group,
    InForce,
    Parameter,
    Ruleset,
)
from povertyrules.model.sources import Authorities, read_authorities
from povertyrules.model.symbols import Symbols
from povertyrules.syntax.document import Mapping, ParsedFile
from povertyrules.syntax.parse import parse_file
from povertyrules.syntax.prune import NAMES, PROCEDURE


def check_source(source: Source, offer: Offer = nothing) -> tuple[Ruleset | None, Report]:
    """Check a ruleset. The ruleset is None if there is any error; warnings do not count.

    `offer` gives what plugins add; it is asked only where the ruleset needs one.
    """
    report = Report()
    parsed = parse_file(source, report)
    if parsed is None:
        return None, report
    ruleset = _check(parsed, offer, report)
    if ruleset is None or report.has_errors:
        return None, report
    return replace(ruleset, location=source.name), report


def checked(source: Source, offer: Offer = nothing) -> Ruleset:
    """The checked ruleset; raises `InvalidRuleset` with every error."""
    ruleset, report = check_source(source, offer)
    if ruleset is None:
        raise InvalidRuleset(source.name, list(report))
    return ruleset


def _check(parsed: ParsedFile, offer: Offer, report: Report) -> Ruleset | None:
    root = parsed.root
    granted = read_requires(root, offer, report)
    check_labels(root, report)
    header = fields.mapping(root, "ruleset")
    span = fields.mapping(header, "in_force") if header is not None else None
    in_force = None if span is None else read_span(span, report)
    replaces = () if header is None else _replaces(header, report)
    authorities = read_authorities(root, parsed.damaged, parsed.doubtful, report)
    entities = None if parsed.doubtful & {"entities", NAMES} else read_entities(root, report)
    symbols = Symbols(parsed.damaged)
    if entities is None:
        shop = _workshop(parsed, {}, authorities, symbols, in_force, granted, report)
        check_without_entities(root, in_force, shop)
        check_left_out(parsed.left_out, shop)
        return None
    facts = _enter_facts(root, entities, authorities, symbols, granted, report)
    parameters = enter_parameters(root, authorities, in_force, symbols, report)
    shop = _workshop(parsed, entities, authorities, symbols, in_force, granted, report)
    drafts = _enter_drafts(root, next(iter(entities)), symbols, report)
    parameters = resolve_formulas(root, parameters, shop)
    order = resolve_definitions(drafts, shop)
    groups = _groups(order, shop)
    procedure = _procedure(parsed, in_force, parameters, drafts, shop)
    check_left_out(parsed.left_out, shop)
    if report.has_errors or in_force is None or header is None:
        return None
    _warn_unused(drafts, symbols, report)
    built = _entities(entities, facts, order)
    ruleset = _ruleset(header, in_force, authorities, built, parameters, order, groups)
    return _sealed(
        replace(ruleset, replaces=replaces, procedure=procedure, requires=granted.wanted)
    )


def _workshop(
    parsed: ParsedFile,
    entities: dict[str, EntityDraft],
    authorities: Authorities,
    symbols: Symbols,
    in_force: InForce | None,
    granted: Granted,
    report: Report,
) -> Workshop:
    return Workshop(
        symbols=symbols,
        entities=entities,
        authorities=authorities,
        groups=None if "groups" in parsed.doubtful else _group_labels(parsed.root),
        as_of=_as_of_range(in_force),
        report=report,
        names_are_known=NAMES not in parsed.doubtful,
        granted=granted,
    )


def _as_of_range(in_force: InForce | None) -> Range:
    if in_force is None:
        return Range(FIRST_DATE, LAST_DATE)
    end = LAST_DATE if in_force.end is None else in_force.end.toordinal()
    return Range(in_force.start.toordinal(), end)


def _enter_facts(
    root: Mapping,
    entities: dict[str, EntityDraft],
    authorities: Authorities,
    symbols: Symbols,
    granted: Granted,
    report: Report,
) -> dict[str, tuple[Fact, ...]]:
    sections = fields.mapping(root, "facts")
    facts: dict[str, tuple[Fact, ...]] = {}
    for entity in entities.values():
        if entity.collection is not None:
            symbols.add(entity.collection, entity.where, report)
        section = fields.mapping(sections, entity.id) if sections is not None else None
        taken = collection_names(entity.id, entities, report)
        found = read_facts(entity.id, section, taken, authorities, report, granted)
        facts[entity.id] = tuple(f for f in found if symbols.add(f, f.where, report))
        _check_key(entity, facts[entity.id], report)
    return facts


def _check_key(entity: EntityDraft, facts: tuple[Fact, ...], report: Report) -> None:
    if entity.key is None or entity.node is None or entity.key in {f.id for f in facts}:
        return
    written = fields.scalar(entity.node, "key")
    span = entity.where if written is None else written.span
    report.add(names.UNKNOWN_KEY_FACT, span, name=entity.key, entity=entity.id)


def _enter_drafts(root: Mapping, root_entity: str, symbols: Symbols, report: Report) -> list[Draft]:
    drafts = read_drafts(root, root_entity, report)
    return [draft for draft in drafts if symbols.add(draft, draft.where, report)]


def _group_labels(root: Mapping) -> dict[str, str] | None:
    section = fields.mapping(root, "groups")
    if section is None:
        return None
    return {entry.key.text: fields.label_of(entry) for entry in section}


def _groups(definitions: list[Definition], shop: Workshop) -> dict[str, Group]:
    groups: dict[str, Group] = {}
    for definition in sorted(definitions, key=lambda d: d.where.start):
        name = definition.group
        if name is None:
            continue
        label = (shop.groups or {}).get(name, name)
        group = groups.setdefault(name, Group(name, label, definition.entity, ()))
        if group.entity != definition.entity:
            shop.report.add(names.GROUP_OF_TWO_ENTITIES, definition.where, name=name)
        groups[name] = replace(group, outcomes=(*group.outcomes, definition.id))
    return groups


def _warn_unused(drafts: list[Draft], symbols: Symbols, report: Report) -> None:
    read = _read_by(drafts, symbols)
    for draft in drafts:
        is_part = draft.kind in ("derived", "criterion") and not isinstance(draft.body, Sought)
        if is_part and draft.id not in read:
            report.add(codes.UNUSED, draft.where, name=draft.id)


def _entities(
    drafts: dict[str, EntityDraft],
    facts: dict[str, tuple[Fact, ...]],
    definitions: list[Definition],
) -> dict[str, Entity]:
    collections: dict[str, list[Collection]] = {name: [] for name in drafts}
    for draft in drafts.values():
        if draft.collection is not None:
            collections[draft.collection.parent].append(draft.collection)
    return {
        draft.id: Entity(
            id=draft.id,
            label=draft.label,
            parent=draft.parent,
            level=draft.level,
            key=draft.key,
            facts=facts[draft.id],
            collections=tuple(collections[draft.id]),
            definitions=tuple(
                sorted((d for d in definitions if d.entity == draft.id), key=lambda d: d.index)
            ),
        )
        for draft in drafts.values()
    }


def _ruleset(
    header: Mapping,
    in_force: InForce,
    authorities: Authorities,
    entities: dict[str, Entity],
    parameters: dict[str, Parameter],
    order: list[Definition],
    groups: dict[str, Group],
) -> Ruleset:
    return Ruleset(
        id=fields.text(header, "id"),
        version=fields.text(header, "version"),
        title=fields.text(header, "title"),
        jurisdiction=fields.text(header, "jurisdiction"),
        in_force=in_force,
        documents=authorities.documents,
        roles=authorities.roles,
        entities=entities,
        root=next(iter(entities.values())),
        parameters=parameters,
        definitions={d.id: d for e in entities.values() for d in e.definitions},
        order=tuple(order),
        groups=groups,
        digest="",
        canonical="",
    )


def _sealed(ruleset: Ruleset) -> Ruleset:
    """The ruleset with its digest."""
    canonical = digest.canonical_json(digest.ruleset_content(ruleset))
    return replace(ruleset, digest=digest.digest_of(canonical), canonical=canonical)


def _replaces(header: Mapping, report: Report) -> tuple[str, ...]:
    """The earlier versions that this one takes the place of."""
    written = fields.scalars(header, "replaces")
    own = fields.text(header, "version")
    for version in written:
        if version.text == own:
            report.add(procedures.REPLACES_ITSELF, version.span, version=own)
    return tuple(version.text for version in written)


def _procedure(
    parsed: ParsedFile,
    in_force: InForce | None,
    parameters: dict[str, Parameter],
    drafts: list[Draft],
    shop: Workshop,
) -> Procedure | None:
    section = fields.mapping(parsed.root, PROCEDURE)
    if section is None:
        return None
    root = next(iter(shop.entities.values()))
    around = Surroundings(
        symbols=shop.symbols,
        parameters=parameters,
        authorities=shop.authorities,
        root=root.id,
        root_label=root.label or root.id,
        report=shop.report,
        knows_names=shop.names_are_known,
        is_whole=PROCEDURE not in parsed.doubtful,
        uncited=_uncited(parsed.root),
    )
    procedure = read_procedure(section, in_force, around)
    steps = procedure.transitions.values()
    limits = {step.limit.days.id for step in steps if step.limit and step.limit.days}
    read = _read_by(drafts, shop.symbols) | _read_by_formulas(parameters)
    return replace(procedure, limits=frozenset(limits - read))


def _uncited(root: Mapping) -> frozenset[str]:
    """The roles and parameters that cite nothing, rightly or wrongly."""
    entries = [
        e for section in ("roles", "parameters") for e in fields.mapping(root, section) or ()
    ]
    return frozenset(
        entry.key.text
        for entry in entries
        if not isinstance(entry.value, Mapping) or entry.value.entry("cite") is None
    )


def _read_by(drafts: list[Draft], symbols: Symbols) -> set[str]:
    """The ids of what the definitions read."""
    written = (name for draft in drafts for name in names_in(draft.body))
    return {symbol.id for name in written if (symbol := symbols.get(name.text)) is not None}


def _read_by_formulas(parameters: dict[str, Parameter]) -> set[str]:
    """The parameters that others are worked out from."""
    formulas = (v.formula for p in parameters.values() for v in p.values if v.formula is not None)
    nodes = (node for formula in formulas for node in walk(formula))
    return {node.parameter.id for node in nodes if isinstance(node, ParameterRef)}
