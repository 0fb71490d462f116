"""Rounds: what is made once in each calendar month, and the months it is made in."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from povertyrules.cases.case import Recorded
from povertyrules.model.procedure.parts import Transition
from povertyrules.model.ruleset import InForce


@dataclass(frozen=True, slots=True)
class Round:
    """A month (`2020-04`) with the first and last day on which the step can be made in it."""

    month: str
    first: date
    last: date


def rounds_of(step: Transition, in_force: InForce, until: date) -> list[Round]:
    """The rounds that have begun by a day, oldest first.

    They are the months of the step's stages; of a step without stages, of the days on which
    the ruleset is in force.
    """
    spans = [stage.span for stage in step.stages] or [in_force]
    found: dict[str, Round] = {}
    for span in spans:
        for part in _months(span.start, until if span.end is None else span.end, until):
            known = found.get(part.month)
            first = part.first if known is None else min(part.first, known.first)
            last = part.last if known is None else max(part.last, known.last)
            found[part.month] = Round(part.month, first, last)
    return [found[month] for month in sorted(found)]


def _months(first: date, last: date, until: date) -> Iterator[Round]:
    """The months from day to day that have begun by `until`, cut at both ends."""
    day = first
    while day <= min(last, until):
        end = day.replace(day=monthrange(day.year, day.month)[1])
        yield Round(month_of(day), day, min(end, last))
        if end == date.max:
            return
        day = end + timedelta(days=1)


def is_owed(each: Round, since: date) -> bool:
    """Whether a case that came into its state on a day owes a round: not one of which no day
    is left after that."""
    return since < each.last


def month_of(day: date) -> str:
    """`2020-04`."""
    return day.isoformat()[:7]


def made_in_month(acts: Iterable[Recorded], step: Transition, day: date) -> Recorded | None:
    """The act by which a step was made in the month of a day, if it was."""
    month = month_of(day)
    for recorded in acts:
        if recorded.act.transition == step.id and month_of(recorded.act.day) == month:
            return recorded
    return None
