"""Whether what a pattern looks for can be looked for: names, collections, how many records."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import prod
from typing import cast

from povertyrules.kernel.catalogue import patterns as codes
from povertyrules.kernel.source import Span
from povertyrules.kernel.suggest import nearest
from povertyrules.model.context import Context
from povertyrules.model.drafts import MATCH, WITHOUT, Sought, SoughtRecord, items_in
from povertyrules.model.ruleset import Collection
from povertyrules.model.vocabulary import RESERVED
from povertyrules.syntax import tree

MAX_RECORDS = 4
"""How many records `match` may have, and `without`."""
MAX_COMBINATIONS = 100_000
"""How many combinations of records one pattern may have to try for one household."""


@dataclass(frozen=True, slots=True)
class Found:
    """A record whose collection is known, with its scope and those before it in its own."""

    sought: SoughtRecord
    collection: Collection
    owner_level: int
    level: int
    different: tuple[tuple[str, int], ...]

    @property
    def is_absent(self) -> bool:
        return self.sought.absent

    @property
    def at(self) -> Span:
        return self.sought.name.span


def found_records(sought: Sought, context: Context) -> list[Found] | None:
    """The records of a pattern with their collections; None where something is wrong."""
    sound = _check_names(sought, context) and _check_reads(sought, context)
    found = _with_collections(sought, context)
    if not sound or found is None or not _is_bounded(sought, found, context):
        return None
    return found


def _check_names(sought: Sought, context: Context) -> bool:
    """The names of the records must mean nothing else, and only one record each."""
    sound = True
    seen: set[str] = set()
    for name in (record.name for record in sought.records):
        if name.text in RESERVED or context.symbols.get(name.text) is not None:
            context.report.add(codes.RECORD_NAME_TAKEN, name.span, name=name.text)
            sound = False
        elif name.text in seen:
            context.report.add(codes.RECORD_NAME_TWICE, name.span, name=name.text)
            sound = False
        seen.add(name.text)
    return sound


def _check_reads(sought: Sought, context: Context) -> bool:
    """A record is described by those before it; nothing can be read from an absent one."""
    sound = True
    for number, record in enumerate(sought.records):
        unseen = {later.name.text: later for later in sought.records[number + 1 :]}
        absent = {r.name.text: r for r in sought.records[:number] if r.absent}
        for item in items_in(record.where):
            other = unseen.get(item.text) or absent.get(item.text)
            if other is None:
                continue
            sound = False
            code = codes.ABSENT_RECORD_READ if other.absent else codes.LATER_RECORD_READ
            names = {"name": item.text, "record": record.name.text}
            context.report.add(code, item.span, **names)
    return sound


def _with_collections(sought: Sought, context: Context) -> list[Found] | None:
    """The records with their collections and scopes; None if a collection is in doubt."""
    found: list[Found] = []
    for record in sought.records:
        seen = _collection(record, context)
        if seen is not None:
            collection, owner = seen
            before = [f for f in found if not f.is_absent]
            different = tuple(
                (f.sought.name.text, f.level) for f in before if f.collection is collection
            )
            level = len(context.scopes) + len(before)
            found.append(Found(record, collection, owner, level, different))
    return found if len(found) == len(sought.records) else None


def _collection(record: SoughtRecord, context: Context) -> tuple[Collection, int] | None:
    """The collection in which a record is looked for, and the level of the item that has it."""
    name = record.collection
    if name is None:
        context.report.add(codes.NO_COLLECTION, record.name.span, name=record.name.text)
        return None
    entity = context.entities.get(name.text)
    collection = None if entity is None else entity.collection
    if collection is None:
        _report_unknown(name, context)
        return None
    for scope in context.scopes:
        if scope.entity == collection.parent:
            return collection, scope.level
    own, parent = context.scopes[context.base].entity, collection.parent
    context.report.add(codes.OUT_OF_REACH, name.span, name=name.text, parent=parent, entity=own)
    return None


def _report_unknown(name: tree.Name, context: Context) -> None:
    if name.text in context.symbols.damaged:
        return
    known = [each.id for each in context.entities.values() if each.collection is not None]
    context.report.add(
        codes.UNKNOWN_COLLECTION,
        name.span,
        name=name.text,
        suggestion=nearest(name.text, known),
        collections=", ".join(known) or "—",
        collections_zh="、".join(known) or "—",
    )


def _is_bounded(sought: Sought, found: list[Found], context: Context) -> bool:
    """Whether the records are few enough to be tried in all combinations."""
    matched, absent = (
        [record for record in found if record.is_absent is kind] for kind in (False, True)
    )
    for key, records in ((MATCH, matched), (WITHOUT, absent)):
        if len(records) > MAX_RECORDS:
            context.report.add(
                codes.TOO_MANY_RECORDS,
                records[MAX_RECORDS].at,
                key=key,
                found=len(records),
                high=MAX_RECORDS,
            )
            return False
    combinations = prod(map(_size, matched)) * max(1, sum(map(_size, absent)))
    combinations *= _most_items(context)
    if combinations > MAX_COMBINATIONS:
        context.report.add(
            codes.TOO_MANY_COMBINATIONS, sought.span, found=combinations, high=MAX_COMBINATIONS
        )
        return False
    _warn_too_few(sought, matched, context)
    return True


def _most_items(context: Context) -> int:
    """For how many items of one household the pattern may have to be decided."""
    most, entity = 1, context.entities.get(context.scopes[context.base].entity)
    while entity is not None and entity.collection is not None:
        most *= cast("int", entity.collection.size.high)
        entity = context.entities.get(entity.collection.parent)
    return most


def _size(record: Found) -> int:
    return cast("int", record.collection.size.high)


def _warn_too_few(sought: Sought, matched: list[Found], context: Context) -> None:
    needed = Counter(record.collection.id for record in matched)
    sizes = {record.collection.id: _size(record) for record in matched}
    for name, count in needed.items():
        if count > sizes[name]:
            context.report.add(
                codes.TOO_SMALL_COLLECTION, sought.span, name=name, needed=count, high=sizes[name]
            )
