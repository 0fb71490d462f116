"""Facts: their types, ranges, choices, labels and findings."""

from __future__ import annotations

from povertyrules.kernel.catalogue import names, types
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.folding import folded
from povertyrules.kernel.numbers import unscale
from povertyrules.kernel.possible import Bound, Possible, Range
from povertyrules.kernel.types import Choice, Date, Month, Number, Text, Type, Unit, parse_unit
from povertyrules.model import fields
from povertyrules.model.literals import everything, read_value
from povertyrules.model.lookalikes import check_values
from povertyrules.model.requires import NO_GRANT, Granted, find_code_list
from povertyrules.model.ruleset import Fact, Finding
from povertyrules.model.sources import Authorities, read_citations, read_role
from povertyrules.model.typenames import in_chinese, in_english, keyword_in_chinese, simple_type
from povertyrules.syntax.document import Entry, Mapping, Scalar, Sequence

DEFAULT_TEXT_LENGTH = 1000

_KEYS = {
    "values": ("choice",),
    "many": ("choice",),
    "max_chosen": ("choice",),
    "max_length": ("text",),
    "min": ("number", "date", "month"),
    "max": ("number", "date", "month"),
    "unit": ("number",),
    "question": ("finding",),
    "by": ("finding",),
}


def read_facts(
    entity: str,
    section: Mapping | None,
    taken: dict[str, str],
    authorities: Authorities,
    report: Report,
    granted: Granted = NO_GRANT,
) -> tuple[Fact, ...]:
    """The facts of one entity, in the order of the file; the faulty ones are left out.

    `taken` has the folded names of the entity's collections, which no label may equal.
    """
    found: list[Fact] = []
    taken = {**taken, **{folded(entry.key.text): entry.key.text for entry in section or ()}}
    for entry in section or ():
        if isinstance(entry.value, Mapping):
            fact = _fact(entity, entry, entry.value, len(found), authorities, report, granted)
            if fact is not None:
                found.append(fact)
                _check_labels(entry.value, fact, taken, report)
    return tuple(found)


def _fact(
    entity: str,
    entry: Entry,
    node: Mapping,
    index: int,
    authorities: Authorities,
    report: Report,
    granted: Granted,
) -> Fact | None:
    keyword = fields.text(node, "type")
    _check_keys(node, keyword, report)
    labels = _choice_labels(entry, node, report, granted) if keyword == "choice" else {}
    check_values(node, report)
    type_ = read_type(node, keyword, labels, report)
    cites = read_citations(node, authorities, report)
    if type_ is None:
        return None
    finding = None
    if keyword == "finding":
        finding = _finding(entry, node, authorities, report)
    return Fact(
        id=entry.key.text,
        index=index,
        label=fields.text(node, "label", entry.key.text),
        aliases=tuple(s.text for s in fields.scalars(node, "aliases")),
        type=type_,
        bounds=read_bounds(node, type_, report),
        entity=entity,
        labels=labels,
        sensitive=fields.flag(node, "sensitive"),
        finding=finding,
        cites=cites,
        interpretation=fields.text(node, "interpretation"),
        note=fields.text(node, "note"),
        where=entry.key.span,
    )


def _check_keys(node: Mapping, keyword: str, report: Report) -> None:
    """Report keys that do not go with the type."""
    kind = "number" if keyword in ("integer", "money") or "decimal" in keyword else keyword
    for written in node:
        kinds = _KEYS.get(written.key.text)
        if written.key.text == "max_chosen" and not fields.flag(node, "many"):
            kinds = ()  # one value is chosen, unless `many: true`
        if kinds is not None and kind not in kinds:
            report.add(
                types.KEY_NOT_FOR_TYPE,
                written.key.span,
                key=written.key.text,
                type=f"{'an' if keyword == 'integer' else 'a'} {keyword}",
                type_zh=keyword_in_chinese(keyword),
            )


def read_type(node: Mapping, keyword: str, labels: dict[str, str], report: Report) -> Type | None:
    """The type under `type:`; None (and a diagnostic) if it cannot be read."""
    if keyword == "choice":
        if not labels:
            return None
        return Choice(tuple(labels), fields.flag(node, "many"), fields.integer(node, "max_chosen"))
    if keyword == "text":
        return Text(fields.integer(node, "max_length") or DEFAULT_TEXT_LENGTH)
    return simple_type(keyword, _unit(node, report))


def _unit(node: Mapping, report: Report) -> Unit | None:
    written = fields.scalar(node, "unit")
    if written is None:
        return None
    try:
        return parse_unit(written.text)
    except ValueError:
        report.add(types.BAD_UNIT, written.span, text=written.text)
        return None


def _choice_labels(entry: Entry, node: Mapping, report: Report, granted: Granted) -> dict[str, str]:
    """The values of a choice with their labels; a plain list has its values as labels, a name
    with a version those of a code list."""
    values = node.get("values")
    if isinstance(values, Scalar):
        found = find_code_list(values, granted, report)
        return {} if found is None else dict(found.codes)
    if isinstance(values, Mapping):
        pairs = [(e.key, fields.label_of(e)) for e in values]
    elif isinstance(values, Sequence):
        pairs = [(item, item.text) for item in values.items if isinstance(item, Scalar)]
    else:
        pairs = []
    if not pairs:
        report.add(types.CHOICE_WITHOUT_VALUES, entry.key.span, name=entry.key.text)
    labels: dict[str, str] = {}
    taken: dict[str, str] = {}
    for key, label in pairs:
        for word in dict.fromkeys((key.text, label)):
            if taken.setdefault(folded(word), key.text) != key.text:
                report.add(types.DUPLICATE_CHOICE, key.span, value=word)
        labels[key.text] = label
    return labels


def read_bounds(node: Mapping, type_: Type, report: Report) -> Possible:
    """What the value may be: the declared `min` and `max` where the type has an order."""
    widest = everything(type_)
    if not isinstance(type_, Number | Date | Month) or not isinstance(widest, Range):
        return widest
    low = _bound(node, "min", type_, widest.low, report)
    high = _bound(node, "max", type_, widest.high, report)
    if low <= high:
        return Range(low, high)
    widest = Range(high, low)
    where = fields.scalar(node, "min") or fields.scalar(node, "max")
    report.add(
        types.BAD_BOUNDS,
        node.span if where is None else where.span,
        low=fields.text(node, "min"),
        high=fields.text(node, "max"),
    )
    return widest


def _bound(
    node: Mapping, key: str, type_: Number | Date | Month, default: Bound, report: Report
) -> Bound:
    written = fields.scalar(node, key)
    if written is None:
        return default
    value = read_value(written, type_)
    if not isinstance(value, int):
        report.add(
            types.BOUND_NOT_EXACT,
            written.span,
            text=written.text,
            type=in_english(type_),
            type_zh=in_chinese(type_),
        )
        return default
    return unscale(value, type_.decimals or 0) if isinstance(type_, Number) else value


def _finding(
    entry: Entry, node: Mapping, authorities: Authorities, report: Report
) -> Finding | None:
    for key in ("question", "by", "cite"):
        if node.get(key) is None:
            name = entry.key.text
            report.add(types.FINDING_INCOMPLETE, entry.key.span, name=name, key=key)
    role = read_role(node, authorities, report)
    return None if role is None else Finding(fields.text(node, "question"), role)


def _check_labels(node: Mapping, fact: Fact, taken: dict[str, str], report: Report) -> None:
    """A label or alias leads to one fact of its entity."""
    for scalar in (*fields.scalars(node, "label"), *fields.scalars(node, "aliases")):
        owner = taken.setdefault(folded(scalar.text), fact.id)
        if owner != fact.id:
            report.add(names.DUPLICATE_LABEL, scalar.span, label=scalar.text, name=owner)
