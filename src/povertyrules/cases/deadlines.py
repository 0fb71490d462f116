"""By when what is to be done must be done; where nothing sets a limit, that is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from povertyrules.cases.case import Case
from povertyrules.cases.rounds import is_owed, made_in_month, rounds_of
from povertyrules.cases.rules import Rules
from povertyrules.kernel.codes import Language
from povertyrules.model.binding import value_on
from povertyrules.model.outcome import Fill
from povertyrules.model.procedure.parts import Transition
from povertyrules.model.ruleset import Clause, Parameter, Role

Basis = Literal["days", "stage", "month", "open", "none"]
"""`days` and `stage` by the limit that the ruleset sets, `month` for what is made once a
month; `open` where the document leaves the days to somebody who has not filled them in,
`none` where it says nothing."""


@dataclass(frozen=True, slots=True, eq=False)
class Deadline:
    """A step that the case waits for, and the last day for it.

    `due` is None where no limit is set. `since` is the day from which the time runs, `month`
    the month of a round. `cite` says who filled the number of days in, `parameter` which one
    it is. `is_overdue` if `due` lies before the day that was asked about.
    """

    transition: str
    label: str
    roles: tuple[Role, ...]
    basis: Basis
    since: date
    due: date | None
    is_overdue: bool
    clauses: tuple[Clause, ...]
    parameter: Parameter | None = None
    cite: str = ""
    month: str = ""

    def to_text(self, language: Language = "en") -> str:
        """`每月动态监测（2020-04）：截至 2020-04-30，已逾期`."""
        zh = language == "zh"
        what = f"{self.label}（{self.month}）" if zh and self.month else self.label
        what = f"{self.label} ({self.month})" if self.month and not zh else what
        if self.due is None:
            return f"{what}：没有规定期限" if zh else f"{what}: no limit set"
        late = (("，已逾期", ", overdue") if self.is_overdue else ("", ""))[0 if zh else 1]
        return f"{what}：截至 {self.due}{late}" if zh else f"{what}: by {self.due}{late}"

    def to_dict(self) -> dict[str, object]:
        """The deadline as plain data, by ids; days as ISO text."""
        return {
            "transition": self.transition,
            "label": self.label,
            "by": [role.id for role in self.roles],
            "basis": self.basis,
            "since": self.since.isoformat(),
            "due": None if self.due is None else self.due.isoformat(),
            "overdue": self.is_overdue,
            "parameter": None if self.parameter is None else self.parameter.id,
            "set_by": self.cite,
            "month": self.month,
            "cite": [clause.reference for clause in self.clauses],
        }


def deadlines(rules: Rules, case: Case, as_of: date) -> tuple[Deadline, ...]:
    """What the case waits for, in the order of the file; rounds from the oldest.

    The case is taken as it stands, and `as_of` says what is overdue. A step further on is
    told as soon as its time runs. Rounds are told as far as they have begun by then and were
    not made. Raises `NotInForce` if a dated parameter has no value on the day from which the
    time runs.
    """
    found: list[Deadline] = []
    for step in rules.lifecycle(case.lifecycle).awaited_in(case.state):
        if step.monthly:
            found += rounds_not_made(rules, case, step, as_of)
        else:
            found.append(_deadline(rules.fills, case, step, as_of))
    return tuple(found)


def rounds_not_made(rules: Rules, case: Case, step: Transition, as_of: date) -> Iterator[Deadline]:
    """The rounds of a step that have begun by a day and were not made, from the oldest."""
    for each in rounds_of(step, rules.ruleset.in_force, as_of):
        if is_owed(each, case.since) and not made_in_month(case.acts, step, each.first):
            yield Deadline(
                transition=step.id,
                label=step.label,
                roles=step.roles,
                basis="month",
                since=max(each.first, case.since),
                due=each.last,
                is_overdue=each.last < as_of,
                clauses=step.cites,
                month=each.month,
            )


def _deadline(fills: Mapping[str, Fill], case: Case, step: Transition, as_of: date) -> Deadline:
    since = start_of(step, case.entered, case.since)
    basis, due = due_of(fills, step, since, case.opened)
    parameter = None if step.limit is None else step.limit.days
    fill = fills.get(parameter.id) if parameter is not None else None
    return Deadline(
        transition=step.id,
        label=step.label,
        roles=step.roles,
        basis=basis,
        since=since,
        due=due,
        is_overdue=due is not None and due < as_of,
        clauses=step.cites,
        parameter=parameter,
        cite="" if fill is None else fill.cite,
    )


def start_of(step: Transition, entered: Iterable[tuple[str, date]], since: date) -> date:
    """When the case last came into one of the states that the time of a step is counted from;
    without a limit, `since` when it is in its state."""
    counted = () if step.limit is None else step.limit.since
    return max((day for state, day in entered if state in counted), default=since)


def due_of(
    fills: Mapping[str, Fill], step: Transition, since: date, opened: date
) -> tuple[Basis, date | None]:
    """The last day for a step whose time runs from a day, in a case that was opened on a day.

    The end of a stage counts for every case that was opened by then, however late it is with
    what comes before; for one that was opened later it sets no limit.
    """
    limit = step.limit
    if limit is not None and limit.stage is not None:
        end = limit.stage.span.end
        return ("stage", end) if end is not None and opened <= end else ("none", None)
    if limit is None or limit.days is None:
        return "none", None
    days = _days(fills, limit.days, since)
    if days is None:
        return "open", None
    left = (date.max - since).days
    return "days", since + timedelta(days=min(days, left))


def _days(fills: Mapping[str, Fill], parameter: Parameter, since: date) -> int | None:
    """The number of days; None while nobody has filled it in."""
    if parameter.id in fills:
        return int(fills[parameter.id].value)
    if parameter.open:
        return None
    return int(value_on(parameter, since, fills))
