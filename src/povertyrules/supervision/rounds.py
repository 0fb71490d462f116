"""The monthly round: who has been observed in a month, and who has not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from povertyrules.cases import Actor, Case, Rules
from povertyrules.cases.rounds import Round, is_owed, made_in_month, rounds_of
from povertyrules.model.procedure.parts import Transition
from povertyrules.supervision.areas import unknown_last
from povertyrules.supervision.rows import Row

RoundStatus = Literal["observed", "due", "missed", "left"]
STATUSES: tuple[RoundStatus, ...] = ("observed", "due", "missed", "left")
"""`due` while the round goes on, `missed` once it is over; `left` if the case went on to a
state without rounds before anybody came."""


@dataclass(frozen=True, slots=True)
class Observed:
    """What came of a step that is made once a month, for one case, in one month (`2020-04`).

    `day` and `by` are those of the step if it was made; `last` is the last day for it.
    """

    month: str
    step: str
    label: str
    row: Row
    status: RoundStatus
    last: date
    day: date | None = None
    by: Actor | None = None


@dataclass(frozen=True, slots=True)
class RoundCount:
    """How many cases a unit has in a round, by what came of it."""

    unit: tuple[str, ...]
    observed: int
    due: int
    missed: int
    left: int

    @property
    def expected(self) -> int:
        """All of them but those that left."""
        return self.observed + self.due + self.missed


def monthly_steps(rules: Rules) -> tuple[Transition, ...]:
    return tuple(step for step in rules.procedure.transitions.values() if step.monthly)


def rounds(rules: Rules, rows: Iterable[tuple[Case, Row]], as_of: date) -> Iterator[Observed]:
    """What came of every round that has begun by a day, for each case that was then in a
    state from which the step is made."""
    steps = monthly_steps(rules)
    begun = {step.id: rounds_of(step, rules.ruleset.in_force, as_of) for step in steps}
    for case, row in rows:
        for step in steps:
            if step.lifecycle == case.lifecycle:
                for each in begun[step.id]:
                    found = _observed(case, row, step, each, as_of)
                    if found is not None:
                        yield found


def _observed(case: Case, row: Row, step: Transition, each: Round, as_of: date) -> Observed | None:
    made = made_in_month(case.acts, step, each.first)
    if made is not None:
        act = made.act
        return Observed(
            each.month, step.id, step.label, row, "observed", each.last, act.day, act.actor
        )
    stays = [
        stay
        for stay in row.visited
        if stay.state in step.sources
        and is_owed(each, stay.start)
        and (stay.end is None or stay.end > each.first)
    ]
    if not stays:
        return None
    status: RoundStatus = "missed" if each.last < as_of else "due"
    if all(stay.end is not None and stay.end <= each.last for stay in stays):
        status = "left"
    return Observed(each.month, step.id, step.label, row, status, each.last)


def counted(found: Iterable[Observed], key: Literal["village", "month"]) -> tuple[RoundCount, ...]:
    """The cases by village, or by month."""
    counts: dict[tuple[str, ...], Counter[RoundStatus]] = {}
    for each in found:
        unit = each.row.area.unit("village") if key == "village" else (each.month,)
        counts.setdefault(unit, Counter())[each.status] += 1
    return tuple(
        RoundCount(unit, *(counts[unit][status] for status in STATUSES))
        for unit in sorted(counts, key=unknown_last)
    )
