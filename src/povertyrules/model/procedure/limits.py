"""Time limits: so many days by a parameter, or the end of a stage; never a guess."""

from __future__ import annotations

from povertyrules.kernel.catalogue import procedure as codes
from povertyrules.kernel.possible import Range
from povertyrules.kernel.suggest import nearest
from povertyrules.kernel.types import INTEGER, Number, unit_text
from povertyrules.model import fields
from povertyrules.model.procedure.context import Surroundings
from povertyrules.model.procedure.parts import Limit, Stage, State
from povertyrules.model.procedure.states import is_state
from povertyrules.model.ruleset import Parameter
from povertyrules.syntax.document import Entry, Mapping, Scalar

DAY_UNITS = ("天", "日", "day", "days")
"""The units in which a number of days may be declared: calendar days, all of them."""
MAX_DAYS = 36500
"""The most that `max` of a number of days may be: a hundred years."""


def read_limit(
    step: Entry,
    node: Mapping,
    sources: tuple[str, ...],
    states: dict[str, State],
    around: Surroundings,
) -> Limit | None:
    """The limit of a step that leads from `sources`, in a lifecycle with these `states`;
    None if there is none, or none that is sound."""
    written = node.entry("limit")
    if written is None or not isinstance(written.value, Mapping):
        return None
    limit = written.value
    days, stage = fields.scalar(limit, "days"), fields.scalar(limit, "stage")
    if (days is None) == (stage is None) or (stage is not None and limit.get("since")):
        around.report.add(codes.LIMIT_FORM, written.key.span)
        return None
    since = fields.scalar(limit, "since")
    parameter = None if days is None else _parameter(step, days, around)
    if since is not None and not is_state(since, states, around):
        return None
    due = None if stage is None else stage_named(stage, around)
    if parameter is None and due is None:
        return None
    return Limit(
        days=parameter,
        since=() if parameter is None else sources if since is None else (since.text,),
        stage=due,
        interpretation=fields.text(limit, "interpretation"),
    )


def stage_named(name: Scalar, around: Surroundings) -> Stage | None:
    """The stage of this name, with a diagnostic where there is none."""
    stage = around.stages.get(name.text)
    if stage is None and around.is_whole and name.text not in around.declared_stages:
        suggestion = nearest(name.text, around.declared_stages)
        around.report.add(codes.UNKNOWN_STAGE, name.span, name=name.text, suggestion=suggestion)
    return stage


def _parameter(step: Entry, name: Scalar, around: Surroundings) -> Parameter | None:
    parameter = around.parameters.get(name.text)
    if parameter is None:
        if around.knows_names and name.text not in around.symbols.damaged:
            suggestion = nearest(name.text, around.parameters)
            around.report.add(codes.UNKNOWN_LIMIT, name.span, name=name.text, suggestion=suggestion)
        return None
    if not _is_days(parameter):
        around.report.add(codes.LIMIT_NOT_DAYS, name.span, name=name.text)
        return None
    if parameter.open:
        if parameter.id in around.uncited:
            around.report.add(codes.UNCITED_LIMIT, parameter.where, name=parameter.id)
        around.report.add(codes.OPEN_LIMIT, name.span, name=step.key.text, parameter=parameter.id)
    return parameter


def _is_days(parameter: Parameter) -> bool:
    """Whether it is a whole number of days, none negative, none beyond all reason."""
    type_, bounds = parameter.type, parameter.bounds
    return (
        isinstance(type_, Number)
        and type_.decimals == INTEGER.decimals
        and unit_text(type_.unit) in DAY_UNITS
        and isinstance(bounds, Range)
        and bounds.low >= 0
        and bounds.high <= MAX_DAYS
    )
