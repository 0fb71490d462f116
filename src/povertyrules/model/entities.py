"""Entities: the root and the collections under it, with the facts of each."""

from __future__ import annotations

from dataclasses import dataclass

from povertyrules.kernel.catalogue import names as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.folding import folded
from povertyrules.kernel.possible import Range
from povertyrules.kernel.source import Span
from povertyrules.kernel.suggest import nearest
from povertyrules.model import fields
from povertyrules.model.ruleset import Collection
from povertyrules.syntax.document import Entry, Mapping

MAX_LEVEL = 3


@dataclass(slots=True)
class EntityDraft:
    """An entity before its facts and definitions are known."""

    id: str
    label: str
    parent: str | None
    node: Mapping | None
    where: Span
    level: int = 0
    collection: Collection | None = None

    @property
    def key(self) -> str | None:
        return (fields.text(self.node, "key") or None) if self.node is not None else None


def read_entities(root: Mapping, report: Report) -> dict[str, EntityDraft] | None:
    """The entities by id, parents first; None when they do not hang together."""
    drafts = _declared(root) or _undeclared(root)
    sound = [_check_parent(draft, drafts, report) for draft in drafts.values()]
    if not all(sound):
        return None
    roots = [d for d in drafts.values() if d.parent is None]
    if len(roots) != 1:
        names = ", ".join(f"`{d.id}`" for d in roots) or "—"
        where = roots[1].where if len(roots) > 1 else root.span
        report.add(codes.NO_SINGLE_ROOT, where, names=names)
        return None
    _check_facts_sections(root, drafts, report)
    return _by_level(drafts, report)


def _declared(root: Mapping) -> dict[str, EntityDraft]:
    section = fields.mapping(root, "entities")
    return {entry.key.text: _draft(entry) for entry in section or ()}


def _draft(entry: Entry) -> EntityDraft:
    node = entry.value if isinstance(entry.value, Mapping) else None
    parent = fields.text(node, "of") if node is not None else ""
    label = fields.label_of(entry)
    return EntityDraft(entry.key.text, label, parent or None, node, entry.key.span)


def _undeclared(root: Mapping) -> dict[str, EntityDraft]:
    """Without an `entities` section, the only entity that has facts is the root."""
    return {
        entry.key.text: EntityDraft(entry.key.text, entry.key.text, None, None, entry.key.span)
        for entry in fields.mapping(root, "facts") or ()
    }


def _check_parent(draft: EntityDraft, drafts: dict[str, EntityDraft], report: Report) -> bool:
    if draft.parent is None or draft.parent in drafts:
        return True
    of = fields.scalar(draft.node, "of") if draft.node is not None else None
    report.add(
        codes.UNKNOWN_ENTITY,
        of.span if of is not None else draft.where,
        name=draft.parent,
        suggestion=nearest(draft.parent, drafts),
    )
    return False


def _check_facts_sections(root: Mapping, drafts: dict[str, EntityDraft], report: Report) -> None:
    for entry in fields.mapping(root, "facts") or ():
        name = entry.key.text
        if name not in drafts:
            suggestion = nearest(name, drafts)
            report.add(codes.UNKNOWN_ENTITY, entry.key.span, name=name, suggestion=suggestion)


def _by_level(drafts: dict[str, EntityDraft], report: Report) -> dict[str, EntityDraft] | None:
    """Set each entity's level and collection; sort parents before children."""
    sizes: dict[str, int] = {}
    for draft in drafts.values():
        level = _level(draft, drafts)
        if level is None:
            report.add(codes.ENTITY_CYCLE, draft.where, name=draft.id)
            return None
        if level > MAX_LEVEL:
            report.add(codes.TOO_DEEP, draft.where, name=draft.id)
        draft.level = level
        if draft.parent is not None:
            index = sizes.get(draft.parent, 0)
            sizes[draft.parent] = index + 1
            draft.collection = _collection(draft, draft.parent, index, report)
    return dict(sorted(drafts.items(), key=lambda item: item[1].level))


def _level(draft: EntityDraft, drafts: dict[str, EntityDraft]) -> int | None:
    seen = [draft.id]
    while draft.parent is not None:
        draft = drafts[draft.parent]
        if draft.id in seen:
            return None
        seen.append(draft.id)
    return len(seen) - 1


def _collection(draft: EntityDraft, parent: str, index: int, report: Report) -> Collection:
    node = draft.node
    least = (fields.integer(node, "min") or 0) if node is not None else 0
    most = fields.integer(node, "max") if node is not None else None
    if most is None:
        report.add(codes.COLLECTION_WITHOUT_SIZE, draft.where, name=draft.id)
        most = least
    return Collection(draft.id, index, parent, Range(least, max(least, most)))


def collection_names(
    parent: str, entities: dict[str, EntityDraft], report: Report
) -> dict[str, str]:
    """The folded ids and labels of an entity's collections; each leads to one of them."""
    own = [draft for draft in entities.values() if draft.parent == parent]
    taken = {folded(draft.id): draft.id for draft in own}
    for draft in own:
        owner = taken.setdefault(folded(draft.label), draft.id)
        if owner != draft.id:
            report.add(codes.DUPLICATE_LABEL, draft.where, label=draft.label, name=owner)
    return taken
