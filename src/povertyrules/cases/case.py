"""A case: where it stands, and the events that brought it there. Frozen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from povertyrules.cases.events import Act, Acted, Corrected, Event, Opened
from povertyrules.model.procedure.parts import Transition


class Recorded(NamedTuple):
    """An act with the number of the event that recorded it."""

    number: int
    act: Act


@dataclass(frozen=True, slots=True, repr=False)
class Case:
    """One record on its way through a lifecycle.

    `state` is the id of the state that it is in. `entered` says for each state that it has
    been in when it last came into it. `acts` are those in effect, corrections applied.
    `is_over` if the state is a final one.
    """

    lifecycle: str
    state: str
    is_over: bool
    entered: tuple[tuple[str, date], ...]
    acts: tuple[Recorded, ...]
    opening: Opened
    later: tuple[Acted | Corrected, ...] = ()

    @property
    def id(self) -> str:
        return self.opening.case

    @property
    def subject(self) -> str:
        """The key of the record that it is about."""
        return self.opening.subject

    @property
    def predecessor(self) -> str | None:
        """The id of the case of the same kind that was closed before it."""
        return self.opening.predecessor

    @property
    def events(self) -> tuple[Event, ...]:
        """The whole log, oldest first."""
        return (self.opening, *self.later)

    @property
    def opened(self) -> date:
        """The day on which the case was opened."""
        return self.acts[0].act.day

    @property
    def since(self) -> date:
        """The day on which it came into its state."""
        return dict(self.entered)[self.state]

    @property
    def last_day(self) -> date:
        """The day of the latest event: no later one may be dated before it."""
        return max(self.opened, self.opening.day, *(event.day for event in self.later[-1:]))

    def __repr__(self) -> str:
        return f"<Case {self.id} {self.state} since {self.since.isoformat()}>"

    def entered_on(self, state: str) -> date | None:
        """When it last came into a state; None if it has never been in it."""
        return dict(self.entered).get(state)


def moved(case: Case, step: Transition, recorded: Recorded, *, is_over: bool) -> Case:
    """The case after one more act. What leads from a state to itself does not begin it anew."""
    entered = dict(case.entered)
    if step.target != case.state:
        entered[step.target] = recorded.act.day
    return replace(
        case,
        state=step.target,
        is_over=is_over,
        entered=tuple(entered.items()),
        acts=(*case.acts, recorded),
    )
