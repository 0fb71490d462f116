"""From drafts to definitions, in the order in which they must be evaluated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from povertyrules.kernel.catalogue import names, types
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.numbers import ROUNDING_MODES
from povertyrules.kernel.possible import Range
from povertyrules.kernel.suggest import nearest
from povertyrules.model import fields
from povertyrules.model.context import Context
from povertyrules.model.drafts import Body, Draft, Sought, Stated, names_in
from povertyrules.model.entities import EntityDraft
from povertyrules.model.lints import lint_definition
from povertyrules.model.matching import pattern_of, resolve_pattern
from povertyrules.model.nodes import Expression
from povertyrules.model.numbering import numbered
from povertyrules.model.order import dependency_order
from povertyrules.model.requires import NO_GRANT, Granted
from povertyrules.model.resolve import resolve, resolve_condition
from povertyrules.model.ruleset import Definition
from povertyrules.model.scope import opening_scopes
from povertyrules.model.sources import Authorities, read_citations
from povertyrules.model.symbols import Symbols
from povertyrules.model.vocabulary import RESERVED
from povertyrules.syntax.document import Mapping


@dataclass(slots=True)
class Workshop:
    """What is known while definitions are resolved one after another."""

    symbols: Symbols
    entities: dict[str, EntityDraft]
    authorities: Authorities
    groups: dict[str, str] | None
    """None if any group may be named: there is no section that lists them."""
    as_of: Range
    report: Report
    names_are_known: bool = True
    granted: Granted = NO_GRANT
    done: dict[str, Definition] = field(default_factory=dict)
    presence: set[str] = field(default_factory=set)
    """The definitions that ask, directly or not, whether something is missing."""


def resolve_definitions(drafts: list[Draft], shop: Workshop) -> list[Definition]:
    """Every sound definition, each after what it reads."""
    by_id = {draft.id: draft for draft in drafts if shop.symbols.get(draft.id) is draft}
    reads = {draft.id: _reads(draft, shop.symbols) for draft in by_id.values()}
    order, circles = dependency_order(by_id, lambda name: reads[name])
    for circle in circles:
        _report_circle([by_id[name] for name in circle], shop.report)
    for name in order:
        definition = _resolve(by_id[name], reads[name], shop)
        if definition is not None:
            shop.done[name] = definition
            shop.symbols.replace(definition)
    return list(shop.done.values())


def _report_circle(circle: list[Draft], report: Report) -> None:
    english = [f"`{draft.id}` ({draft.label})" for draft in circle]
    chinese = [f"`{draft.id}`（{draft.label}）" for draft in circle]
    where = circle[0].where
    if len(circle) == 1:
        report.add(names.READS_ITSELF, where, name=english[0], name_zh=chinese[0])
        return
    shown, shown_zh = (" → ".join([*each, each[0]]) for each in (english, chinese))
    report.add(names.CYCLE, where, cycle=shown, cycle_zh=shown_zh)


def _reads(draft: Draft, symbols: Symbols) -> list[str]:
    found = (symbols.get(name.text) for name in names_in(draft.body))
    return list(dict.fromkeys(s.id for s in found if isinstance(s, Draft)))


def _resolve(draft: Draft, reads: Iterable[str], shop: Workshop) -> Definition | None:
    entity = _entity(draft, shop)
    cites = read_citations(draft.node, shop.authorities, shop.report)
    group = _group(draft, shop)
    if entity is None:
        check_names(draft.body, shop)
    if entity is None or draft.body is None:
        return None
    context = Context(
        symbols=shop.symbols,
        entities=shop.entities,
        definitions=shop.done,
        report=shop.report,
        scopes=opening_scopes(entity, shop.entities),
        base=entity.level,
        as_of=shop.as_of,
        granted=shop.granted,
    )
    body = _body(draft, context)
    if body is None:
        return None
    lint_definition(body, shop.report)
    body = numbered(body, draft.id)
    sought = draft.body if isinstance(draft.body, Sought) else None
    _note_presence(draft, context, reads, shop)
    return Definition(
        id=draft.id,
        index=draft.index,
        kind=draft.kind,
        entity=entity.id,
        level=entity.level,
        label=draft.label,
        body=body,
        cites=cites,
        group=group,
        data_check=fields.text(draft.node, "kind") == "data_check",
        attributes=_attributes(draft.node),
        interpretation=fields.text(draft.node, "interpretation"),
        note=fields.text(draft.node, "note"),
        where=draft.where,
        pattern=None if sought is None else pattern_of(sought, body, entity.level),
    )


def check_certain(draft: Draft, shop: Workshop) -> None:
    """Report what is wrong with a definition whatever else it says: its citations, its
    group, and names that nothing bears."""
    read_citations(draft.node, shop.authorities, shop.report)
    _group(draft, shop)
    check_names(draft.body, shop)


def check_names(condition: Body | None, shop: Workshop) -> None:
    """Report the names of a condition that nothing bears."""
    for name in names_in(condition):
        word = name.text in _WORDS and not name.quoted
        if shop.names_are_known and not word and name.text not in shop.entities:
            shop.symbols.find(name.text, name.span, shop.report)


_WORDS = RESERVED.union(ROUNDING_MODES)


def _body(draft: Draft, context: Context) -> Expression | None:
    if draft.body is None:
        return None
    if isinstance(draft.body, Sought):
        return resolve_pattern(draft.body, context)
    if draft.kind == "derived" and not isinstance(draft.body, Stated):
        return resolve(draft.body, context)
    return resolve_condition(draft.body, context)


def _entity(draft: Draft, shop: Workshop) -> EntityDraft | None:
    entity = shop.entities.get(draft.entity)
    written = fields.scalar(draft.node, "of")
    if entity is None and written is not None:
        suggestion = nearest(draft.entity, shop.entities)
        shop.report.add(
            names.UNKNOWN_ENTITY, written.span, name=draft.entity, suggestion=suggestion
        )
    return entity


def _group(draft: Draft, shop: Workshop) -> str | None:
    written = fields.scalar(draft.node, "group")
    if written is None:
        return None
    known = shop.groups is None or written.text in shop.symbols.damaged
    if not known and written.text not in (shop.groups or {}):
        suggestion = nearest(written.text, shop.groups or ())
        shop.report.add(names.UNKNOWN_GROUP, written.span, name=written.text, suggestion=suggestion)
    if fields.text(draft.node, "kind") == "data_check":
        shop.report.add(types.GROUPED_CHECK, written.span, name=draft.id)
    return written.text


def _attributes(node: Mapping) -> dict[str, str]:
    section = fields.mapping(node, "attributes")
    return {entry.key.text: fields.label_of(entry) for entry in section or ()}


def _note_presence(draft: Draft, context: Context, reads: Iterable[str], shop: Workshop) -> None:
    """Only a data check may depend on whether a fact is missing; an assumption may not
    either, for a blank contradicts nothing."""
    if not context.presence and not shop.presence.intersection(reads):
        return
    shop.presence.add(draft.id)
    is_check = fields.text(draft.node, "kind") == "data_check"
    if draft.kind == "assumption" or (draft.kind == "outcome" and not is_check):
        span = context.presence[0] if context.presence else draft.where
        shop.report.add(types.READS_PRESENCE, span, name=draft.id)
