"""Dockets for the tests: households with their cases, walked at random, and where they live."""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from povertyrules.cases import (
    Acted,
    Actor,
    Case,
    Corrected,
    Documented,
    Evaluated,
    Event,
    Evidence,
    Opened,
    Reasoned,
    apply,
)
from povertyrules.cases.docket import last_closed, opened
from povertyrules.cases.events import Act
from povertyrules.model.procedure.parts import Transition
from povertyrules.supervision import Place, Report, report
from tests.cases.oracle import Oracle
from tests.cases.scenes import RECEIPT, evidence, zhaojia

RULES = zhaojia().procedure.rules
GAPS = ("gap_food", "gap_clothing", "gap_education", "gap_medical", "gap_housing", "gap_water")
VILLAGES = ("东山村", "西河村", "石桥社区")
PLACES = [Place(name, "赵家镇", "达川区") for name in VILLAGES]
PLACES += [Place("东山村", "河市镇", "达川区"), Place("", "赵家镇", "达川区")]
FIRST, LAST = date(2020, 3, 20), date(2020, 12, 31)
IDENTITY = "513021196503120018"
"""A number of the form of an identity number, of nobody."""
_ORACLE: list[Oracle] = []


def oracle() -> Oracle:
    from pathlib import Path

    if not _ORACLE:
        _ORACLE.append(Oracle(Path(zhaojia().checked.location)))
    return _ORACLE[0]


def key_of(number: int) -> str:
    return f"5130{number:06d}"


class Walk:
    """Walks households through their cases; the same numbers give the same walk."""

    def __init__(self, seed: int, *, telling: bool = False) -> None:
        self.random = random.Random(seed)
        self.cases: dict[str, Case] = {}
        self.events: list[Event] = []
        self._telling = telling
        """Whether texts that people write repeat keys and identity numbers."""

    def household(self, subject: str, steps: int) -> None:
        """A household that is taken in, and what comes after."""
        day = FIRST + timedelta(days=self.random.randint(0, 4))
        first = self.random.choice(["carry_over", "carry_over", "nominate"])
        if not self._open(first, subject, day):
            return
        for _ in range(steps):
            own = [case for case in self.cases.values() if case.subject == subject]
            case = self.random.choice(own)
            monitored = any(each.state == "entered" for each in own)
            warned = any(e.lifecycle == "warning_case" and not e.is_over for e in own)
            if monitored and not warned and self.random.random() < 0.3:
                latest = max(each.last_day for each in own)
                self._open("flag", subject, max(latest, date(2020, 4, 16)))
            else:
                self._step(case)

    def _open(self, name: str, subject: str, day: date) -> bool:
        others = [case for case in self.cases.values() if case.subject == subject]
        step = RULES.procedure.transitions[name]
        last = last_closed(step.lifecycle, others)
        event = Opened(
            f"{len(self.cases) + 1:04d}",
            subject,
            self._act(step, day + timedelta(days=self.random.randint(0, 3)), subject),
            RULES.ruleset.reference,
            RULES.ruleset.digest,
            None if last is None else last.id,
        )
        result = opened(RULES, event, others)
        return self._keep(event, result)

    def _step(self, case: Case) -> None:
        steps = RULES.lifecycle(case.lifecycle).leading_from(case.state)
        if not steps:
            return
        step = self.random.choice(steps)
        if self.random.random() < 0.05 and case.acts[-1].number > 1:
            number, act = case.acts[-1]
            right = replace(act, note="已核对")
            event: Event = Corrected(
                case.id, len(case.events) + 1, number, right, case.last_day, act.actor, "重新登记"
            )
        else:
            gone = timedelta(days=self.random.choice([0, 1, 2, 5, 12, 30]))
            day = oracle().next_day(step.id, case.last_day + gone)
            act = self._act(step, day, case.subject)
            event = Acted(case.id, len(case.events) + 1, act)
        self._keep(event, apply(RULES, case, event))

    def _keep(self, event: Event, result: object) -> bool:
        if isinstance(result, Case):
            self.cases[result.id] = result
            self.events.append(event)
        return isinstance(result, Case)

    def _act(self, step: Transition, day: date, subject: str) -> Act:
        role = step.roles[0].id
        surname = self.random.choice("王李张刘陈")
        pieces = list(evidence(step, day))
        if step.id in ("flag", "refer") and (step.id == "refer" or self.random.random() < 0.8):
            gaps = self.random.sample(GAPS, self.random.choice([1, 1, 2]))
            pieces += [Evaluated(name, True, day, RECEIPT) for name in gaps]
        if self._telling:
            pieces = [_telling(piece, subject) for piece in pieces]
        return Act(step.id, day, Actor(f"{surname}某某", role, "某单位"), tuple(pieces))


def _telling(piece: Evidence, subject: str) -> Evidence:
    if isinstance(piece, Documented):
        return replace(piece, reference=f"{subject}号户，身份证{IDENTITY}")
    if isinstance(piece, Reasoned):
        return replace(piece, text=f"与{subject}及{key_of(2)}重复，{IDENTITY}")
    return piece


def walked(
    seed: int, households: int = 12, steps: int = 14, *, telling: bool = False
) -> tuple[dict[str, Case], dict[str, Place]]:
    """The cases of some households by id, and where most of them live."""
    walk = Walk(seed, telling=telling)
    for number in range(households):
        walk.household(key_of(number), walk.random.randint(0, steps))
    homes = {
        key_of(number): place
        for number in range(households)
        if (place := walk.random.choice([*PLACES, None])) is not None
    }
    return walk.cases, homes


def reported(
    cases: Iterable[Case], homes: Mapping[str, Place], as_of: date = LAST, **options: object
) -> Report:
    return report(RULES, cases, as_of=as_of, places=homes, **options)  # type: ignore[arg-type]
