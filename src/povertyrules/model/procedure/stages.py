"""Stages: the days of each, none shared by two, none outside the ruleset's own."""

from __future__ import annotations

from itertools import pairwise

from povertyrules.kernel.catalogue import procedure as codes
from povertyrules.kernel.diagnostics import Report
from povertyrules.model import fields
from povertyrules.model.parameters import read_span
from povertyrules.model.procedure.parts import Stage
from povertyrules.model.ruleset import InForce
from povertyrules.model.sources import Authorities, read_citations
from povertyrules.syntax.document import Entry, Mapping


def read_stages(
    section: Mapping, in_force: InForce | None, authorities: Authorities, report: Report
) -> dict[str, Stage]:
    """The stages by name, in the order of the file; what is wrong with them is reported."""
    entries = fields.objects(section, "stages")
    read = (_stage(entry, node, authorities, report) for entry, node in entries)
    stages = {stage.id: stage for stage in read if stage is not None}
    for stage in stages.values():
        if in_force is not None and not _lies_within(stage.span, in_force):
            report.add(
                codes.STAGE_NOT_IN_FORCE, stage.where, name=stage.id, during=_shown(in_force)
            )
    _check_overlaps(stages, report)
    return stages


def _stage(entry: Entry, node: Mapping, authorities: Authorities, report: Report) -> Stage | None:
    cites = read_citations(node, authorities, report)
    span = read_span(node, report)
    if span is None or span.end is None:
        return None
    return Stage(
        id=entry.key.text,
        label=fields.text(node, "label", entry.key.text),
        span=span,
        cites=cites,
        note=fields.text(node, "note"),
        where=entry.key.span,
    )


def _lies_within(span: InForce, whole: InForce) -> bool:
    return span.end is not None and whole.covers(span.start) and whole.covers(span.end)


def _shown(span: InForce) -> str:
    return f"{span.start.isoformat()} – {span.end.isoformat() if span.end else '…'}"


def _check_overlaps(stages: dict[str, Stage], report: Report) -> None:
    by_start = sorted(stages.values(), key=lambda s: (s.span.start, s.where.start))
    for earlier, later in pairwise(by_start):
        if earlier.span.end is not None and later.span.end is not None:
            end = min(earlier.span.end, later.span.end)
            if later.span.start <= end:
                report.add(
                    codes.STAGES_OVERLAP,
                    later.where,
                    first=earlier.id,
                    second=later.id,
                    start=later.span.start,
                    end=end,
                )
