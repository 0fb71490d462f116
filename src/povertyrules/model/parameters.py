"""Parameters: dated values without gaps or overlaps, or a term that is left open."""

from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from itertools import pairwise

from povertyrules.kernel.catalogue import parameters as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.kernel.possible import Possible, hull
from povertyrules.kernel.sizes import Size, widest
from povertyrules.kernel.types import Number, Type
from povertyrules.model import fields
from povertyrules.model.facts import read_bounds, read_type
from povertyrules.model.literals import read_value
from povertyrules.model.possibility import of_value, read_size, within
from povertyrules.model.ruleset import DatedValue, InForce, Parameter
from povertyrules.model.sources import Authorities, read_citations
from povertyrules.model.typenames import in_chinese, in_english
from povertyrules.syntax.document import Entry, Mapping, Scalar, Sequence


def read_span(node: Mapping, report: Report) -> InForce | None:
    """The span under `from` and `to`; None if a date is missing or they are reversed."""
    start, end = _day(node, "from"), _day(node, "to")
    if start is None:
        return None
    if end is not None and end < start:
        where = fields.scalar(node, "to")
        span = node.span if where is None else where.span
        report.add(codes.BAD_SPAN, span, start=start, end=end)
        return None
    return InForce(start, end, fields.text(node, "interpretation"))


def _day(node: Mapping, key: str) -> date | None:
    try:
        return date.fromisoformat(fields.text(node, key))
    except ValueError:
        return None


def read_parameter(
    entry: Entry,
    node: Mapping,
    authorities: Authorities,
    in_force: InForce | None,
    report: Report,
) -> Parameter | None:
    type_ = read_type(node, fields.text(node, "type"), {}, report)
    if type_ is None:
        return None
    bounds = read_bounds(node, type_, report)
    is_open = fields.flag(node, "open")
    values = node.get("values")
    items = values.items if isinstance(values, Sequence) else ()
    dated = [
        _dated(item, type_, entry.key.text, bounds, authorities, report)
        for item in items
        if isinstance(item, Mapping)
    ]
    found = sorted((v for v in dated if v is not None), key=lambda v: v.span.start)
    name = entry.key.text
    if bool(items) == is_open:
        code = codes.OPEN_WITH_VALUES if is_open else codes.NO_VALUES
        report.add(code, entry.key.span, name=name)
    if len(found) == len(items):
        _check_spans(entry, found, in_force, report)
    return Parameter(
        id=name,
        label=fields.text(node, "label", name),
        type=type_,
        bounds=bounds,
        values=tuple(found),
        open=is_open,
        cites=read_citations(node, authorities, report),
        question=fields.text(node, "question"),
        interpretation=fields.text(node, "interpretation"),
        where=entry.key.span,
    )


def _dated(
    node: Mapping,
    type_: Type,
    name: str,
    bounds: Possible,
    authorities: Authorities,
    report: Report,
) -> DatedValue | None:
    span = read_span(node, report)
    written = fields.scalar(node, "value")
    cites = read_citations(node, authorities, report)
    if span is None or written is None:
        return None
    value = read_value(written, type_)
    if value is None and not is_formula(written):
        report.add(
            codes.VALUE_TYPE,
            written.span,
            text=written.text,
            type=in_english(type_),
            type_zh=in_chinese(type_),
        )
        return None
    if value is not None and not within(of_value(value, type_), bounds):
        report.add(codes.VALUE_OUT_OF_BOUNDS, written.span, text=written.text, name=name)
    return DatedValue(
        span, value, None, cites, _day(node, "published"), fields.text(node, "interpretation")
    )


def is_formula(scalar: Scalar) -> bool:
    """Whether a value is an expression over other parameters: a text with a name in it."""
    return isinstance(scalar.value, str) and any(
        char.isalpha() or char == "_" for char in scalar.text
    )


def _check_spans(
    entry: Entry, values: list[DatedValue], in_force: InForce | None, report: Report
) -> None:
    name, where, day = entry.key.text, entry.key.span, timedelta(days=1)
    for earlier, later in pairwise(values):
        end, start = earlier.span.end, later.span.start
        if end is None or end >= start:
            shared = later.span.end if end is None else min(end, later.span.end or end)
            report.add(codes.VALUE_OVERLAP, where, name=name, start=start, end=shared or "∞")
        elif end + day < start:
            report.add(codes.VALUE_GAP, where, name=name, start=end + day, end=start - day)
    if values and in_force is not None and not _covers(values, in_force):
        report.add(codes.NOT_COVERED, where, name=name, during=_shown(in_force))


def _covers(values: list[DatedValue], span: InForce) -> bool:
    first, last = values[0].span, values[-1].span
    starts = first.start <= span.start
    return starts and (last.end is None or (span.end is not None and last.end >= span.end))


def _shown(span: InForce) -> str:
    return f"{span.start.isoformat()} – {span.end.isoformat() if span.end else '…'}"


def size_of_parameter(parameter: Parameter) -> Size:
    """How many digits the parameter may have: those of what is read, and of its formulas."""
    read = read_size(range_of(parameter), parameter.type)
    formulas = [v.formula.size for v in parameter.values if v.formula is not None]
    if not isinstance(parameter.type, Number) or not formulas:
        return read
    return widest([read, *formulas], parameter.type.decimals)


def range_of(parameter: Parameter) -> Possible:
    """What the parameter may be on any day: the hull of its values, or its open bounds."""
    if not parameter.values or any(v.value is None for v in parameter.values):
        return parameter.bounds
    return reduce(hull, (of_value(v.value, parameter.type) for v in parameter.values))
