"""Events: what happened to a case, dated and attributed. Frozen; none is ever rewritten.

A case's events are numbered from 1. The first one is `Opened`; then come `Acted` and
`Corrected` in the order in which they were recorded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from povertyrules.cases.evidence import Actor, Evidence


@dataclass(frozen=True, slots=True)
class Act:
    """What was done: a transition by its id, on which day, by whom, on what evidence."""

    transition: str
    day: date
    actor: Actor
    evidence: tuple[Evidence, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Opened:
    """A case was opened.

    `case` is its id, `subject` the key of the record (the household) that it is about.
    `ruleset` and `digest` are those of the ruleset whose procedure it follows. `predecessor`
    is the id of the case of the same kind that was closed before it, if there was one.
    """

    case: str
    subject: str
    act: Act
    ruleset: str
    digest: str
    predecessor: str | None = None
    number: ClassVar[int] = 1

    @property
    def day(self) -> date:
        return self.act.day

    @property
    def actor(self) -> Actor:
        return self.act.actor


@dataclass(frozen=True, slots=True)
class Acted:
    """A step was made in a case."""

    case: str
    number: int
    act: Act

    @property
    def day(self) -> date:
        return self.act.day

    @property
    def actor(self) -> Actor:
        return self.act.actor


@dataclass(frozen=True, slots=True)
class Corrected:
    """An earlier act was recorded wrongly.

    `corrects` is the number of the event that recorded it. `act` is what it should have
    been; None strikes it out. `day` and `actor` are those of the correction.
    """

    case: str
    number: int
    corrects: int
    act: Act | None
    day: date
    actor: Actor
    reason: str


Event = Opened | Acted | Corrected
