"""What was done after its last day: late work stays to be seen when it is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from povertyrules.cases.case import Case, Recorded
from povertyrules.cases.deadlines import Basis, due_of, start_of
from povertyrules.cases.rules import Rules
from povertyrules.kernel.codes import Language
from povertyrules.model.ruleset import Clause


@dataclass(frozen=True, slots=True, eq=False)
class Late:
    """A step that was made on a `day` after the day on which it was `due`, by the event with
    this `number`. `basis` says by what limit, `cite` who filled the number of days in."""

    number: int
    transition: str
    label: str
    basis: Basis
    since: date
    due: date
    day: date
    clauses: tuple[Clause, ...]
    cite: str = ""

    @property
    def days(self) -> int:
        """How many days it was late."""
        return (self.day - self.due).days

    def to_text(self, language: Language = "en") -> str:
        """`批准销号：应于 2020-05-13 前办结，迟 7 天`."""
        if language == "zh":
            return f"{self.label}：期限 {self.due}，于 {self.day} 办理，迟 {self.days} 天"
        return f"{self.label}: due by {self.due}, done on {self.day}, late by {self.days} days"

    def to_dict(self) -> dict[str, object]:
        """The step as plain data, by ids; days as ISO text."""
        return {
            "number": self.number,
            "transition": self.transition,
            "label": self.label,
            "basis": self.basis,
            "since": self.since.isoformat(),
            "due": self.due.isoformat(),
            "day": self.day.isoformat(),
            "days_late": self.days,
            "set_by": self.cite,
            "cite": [clause.reference for clause in self.clauses],
        }


def done_late(rules: Rules, case: Case) -> tuple[Late, ...]:
    """The steps of a case that were made after their last day, in the order of the log.

    Of what is not made yet, `deadlines` tells. Raises `NotInForce` as that does.
    """
    return tuple(_late(rules, case))


def _late(rules: Rules, case: Case) -> Iterator[Late]:
    entered: dict[str, date] = {}
    state, since = "", case.opened
    for recorded in case.acts:
        late = _one(rules, case, recorded, entered, since)
        if late is not None:
            yield late
        target = rules.procedure.transitions[recorded.act.transition].target
        if target != state:
            state = target
            since = entered[target] = recorded.act.day


def _one(
    rules: Rules, case: Case, recorded: Recorded, entered: dict[str, date], since: date
) -> Late | None:
    day, step = recorded.act.day, rules.procedure.transitions[recorded.act.transition]
    if step.limit is None:
        return None
    start = start_of(step, entered.items(), since)
    basis, due = due_of(rules.fills, step, start, case.opened)
    if due is None or day <= due:
        return None
    days = step.limit.days
    fill = rules.fills.get(days.id) if days is not None else None
    cite = "" if fill is None else fill.cite
    return Late(recorded.number, step.id, step.label, basis, start, due, day, step.cites, cite)
