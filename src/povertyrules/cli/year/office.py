"""Who acts in the sample year, and how an act gets what it needs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from povertyrules.api.decision import Decision
from povertyrules.api.procedure import Procedure
from povertyrules.cases import (
    Act,
    Acted,
    Actor,
    Case,
    Corrected,
    Documented,
    Event,
    Evidence,
    Found,
    Opened,
    Reasoned,
    Refusal,
)
from povertyrules.cases.docket import last_closed
from povertyrules.cli.receipt_file import keep_receipt
from povertyrules.model.procedure.parts import DocumentNeed, FindingNeed, ReasonNeed, Transition

if TYPE_CHECKING:
    from povertyrules.cases.sql.store import SqlStore

_SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨"
TOWN = Actor("李某某", "town", "赵家镇")
DISTRICT = Actor("王某某", "district", "达川区")
DEPARTMENTS = {
    "gap_food": "区民政局",
    "gap_clothing": "区民政局",
    "gap_education": "区教育局",
    "gap_medical": "区医保局",
    "gap_housing": "区住建局",
    "gap_water": "区水务局",
}
"""Which department a gap is for. The notice says 相关行业部门; these are invented."""


class NotAsWritten(RuntimeError):
    """The script did what the procedure refuses: a fault of the script, never hidden."""


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that was done, or tried: the event, its step, and the refusal if it was one."""

    day: date
    event: Event
    step: Transition
    refusal: Refusal | None = None


class Office:
    """Makes events with their evidence, keeps them in the store, and remembers what happened."""

    def __init__(self, procedure: Procedure, store: SqlStore, receipts: Path) -> None:
        """`receipts` is the folder in which the receipt of every evaluation is kept."""
        self.procedure, self.store, self._receipts = procedure, store, receipts
        self.happenings: list[Happening] = []
        self._papers = 0

    # what is done

    def open(
        self,
        step: str,
        subject: str,
        day: date,
        actor: Actor,
        decision: Decision | None = None,
        findings: Mapping[str, bool] | None = None,
    ) -> Case:
        opening = self.procedure.rules.procedure.transitions[step]
        others = self.store.cases_of(subject)
        before = last_closed(opening.lifecycle, others)
        event = Opened(
            case=f"{subject}-{len(others) + 1}",
            subject=subject,
            act=self._act(opening, subject, day, actor, decision, findings or {}, ""),
            ruleset=self.procedure.rules.ruleset.reference,
            digest=self.procedure.rules.ruleset.digest,
            predecessor=None if before is None else before.id,
        )
        return self._done(event, opening)

    def act(
        self,
        case: Case,
        step: str,
        day: date,
        actor: Actor,
        decision: Decision | None = None,
        findings: Mapping[str, bool] | None = None,
        reason: str = "",
    ) -> Case:
        making = self.procedure.rules.procedure.transitions[step]
        act = self._act(making, case.subject, day, actor, decision, findings or {}, reason)
        return self._done(Acted(case.id, len(case.events) + 1, act), making)

    def attempt(self, case: Case, step: str, day: date, actor: Actor) -> Refusal:
        """Try what is not allowed: nothing is written."""
        making = self.procedure.rules.procedure.transitions[step]
        act = self._act(making, case.subject, day, actor, None, {}, "")
        event = Acted(case.id, len(case.events) + 1, act)
        result = self.store.append(event)
        if not isinstance(result, Refusal):
            raise NotAsWritten(f"{step} should have been refused in {case.id}")
        self.happenings.append(Happening(day, event, making, result))
        return result

    def correct(self, case: Case, number: int, day: date, right: date, reason: str) -> Case:
        """What was recorded under a number was done on another day."""
        was = next(recorded.act for recorded in case.acts if recorded.number == number)
        act = Act(was.transition, right, was.actor, was.evidence, was.note)
        event = Corrected(case.id, len(case.events) + 1, number, act, day, was.actor, reason)
        return self._done(event, self.procedure.rules.procedure.transitions[was.transition])

    def _done(self, event: Event, step: Transition) -> Case:
        result = self.store.append(event)
        if isinstance(result, Refusal):
            raise NotAsWritten(f"{event.case}, {step.id}: {result.to_text('en')}")
        self.happenings.append(Happening(event.day, event, step))
        return result

    # its evidence

    def _act(
        self,
        step: Transition,
        subject: str,
        day: date,
        actor: Actor,
        decision: Decision | None,
        findings: Mapping[str, bool],
        reason: str,
    ) -> Act:
        evidence = self._evidence(step, day, actor, findings, reason)
        found = () if decision is None else self.procedure.evidence(step.id, decision)
        if found and decision is not None:
            keep_receipt(self._receipts, subject, decision)
        return Act(step.id, day, actor, (*found, *evidence))

    def _evidence(
        self,
        step: Transition,
        day: date,
        actor: Actor,
        findings: Mapping[str, bool],
        reason: str,
    ) -> Iterator[Evidence]:
        for need in step.needs:
            if isinstance(need, DocumentNeed):
                self._papers += 1
                yield Documented(need.label, f"{actor.body}〔{day.year}〕{self._papers}号")
            elif isinstance(need, ReasonNeed) and reason:
                yield Reasoned(need.label, reason)
            elif isinstance(need, FindingNeed):
                named = {fact.id for fact in need.findings}
                yield from (
                    Found(name, answer, day, actor)
                    for name, answer in findings.items()
                    if name in named
                )


def villager(village: str) -> Actor:
    """Who acts for a village; the same person all year."""
    return Actor(f"{_SURNAMES[sum(map(ord, village)) % len(_SURNAMES)]}某某", "village", village)
