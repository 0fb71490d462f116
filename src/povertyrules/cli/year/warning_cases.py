"""What follows a warning in the sample year, step by step, until it is closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from povertyrules.cases import Actor, Case
from povertyrules.cli.year.office import DEPARTMENTS, TOWN, Office, villager
from povertyrules.cli.year.township import Township

_DAYS = {
    "review": 1,
    "confirm": 3,
    "refer": 4,
    "plan": 9,
    "help": 24,
    "apply_to_close": 27,
    "close": 31,
    "update_records": 34,
}
"""How many days after the flag each step is made. The notice sets none of them."""
_ONCE_MORE = {"help": 12, "apply_to_close": 14, "close": 18, "update_records": 20}
"""The same after an application was sent back."""
_SAFEGUARDS = {
    "gap_food": "food_secure",
    "gap_clothing": "clothing_secure",
    "gap_education": "education_secure",
    "gap_medical": "medical_secure",
    "gap_housing": "housing_secure",
    "gap_water": "water_secure",
}
At = Callable[[date, Callable[[date], None]], None]


@dataclass(frozen=True, slots=True)
class Course:
    """What becomes of a warning: on which `day` which safeguard (`lacking`) is found missing
    (none, if the ledger has it already), and what is out of the ordinary."""

    key: str
    day: date
    lacking: str
    slow: bool = False
    returned: bool = False
    withdrawn: bool = False
    tried_by_department: bool = False
    sent_back: bool = False
    until: str = ""
    again: date | None = None


class Warnings:
    """Makes the steps of every warning, each on its day."""

    def __init__(self, township: Township, office: Office, at: At) -> None:
        self._township, self._office, self._at = township, office, at

    def begin(self, course: Course, day: date) -> None:
        """The monthly record shows it; the village flags the household and plans the rest."""
        if course.lacking:
            self._township.learn(course.key, {course.lacking: False})
        decision = self._township.decide(course.key, day)
        case = self._office.open("flag", course.key, day, self._villager(course), decision)
        for step, days in _DAYS.items():
            later = days * 3 if course.slow and step not in ("review", "confirm") else days
            on = day + timedelta(days=later)
            if on.year == day.year:
                self._at(on, partial(self._step, course, case.id, step))
            if step == course.until:
                break

    def _step(self, course: Course, name: str, step: str, day: date) -> None:
        case = self._case(name)
        if case.state in ("withdrawn", "closed") and step != "update_records":
            return
        match step:
            case "review":
                self._review(course, case, day)
            case "confirm":
                decision = self._township.decide(course.key, day)
                self._office.act(case, "confirm", day, TOWN, decision)
            case "refer":
                decision = self._township.decide(course.key, day)
                self._office.act(case, "refer", day, TOWN, decision)
            case "help":
                self._help(course, case, day)
            case "close":
                self._close(course, case, day)
            case "update_records":
                self._update(case, day)
            case _:
                self._office.act(case, step, day, self._department(case))

    def _review(self, course: Course, case: Case, day: date) -> None:
        who = self._villager(course)
        if course.withdrawn:
            why = "复核发现供水已于当日恢复，不属饮水安全缺项"
            self._office.act(case, "withdraw", day, who, reason=why)
            return
        reviewed = self._office.act(case, "review", day, who)
        if course.returned:
            again = day + timedelta(days=1)
            why = "初审意见没有写明缺项的具体情况"
            back = self._office.act(reviewed, "return_to_village", day, TOWN, reason=why)
            self._office.act(back, "review", again, who)

    def _help(self, course: Course, case: Case, day: date) -> None:
        """What was lacking is there. Who is marginal gets relief, who is monitored meets the
        standard."""
        who = self._department(case)
        lacking = self._lacking(course, day)
        self._township.learn(course.key, dict.fromkeys(lacking, True))
        decision = self._township.decide(course.key, day)
        step = "reach_standard" if "monitoring" in decision.holding else "deliver_relief"
        self._office.act(case, step, day, who, decision)

    def _close(self, course: Course, case: Case, day: date) -> None:
        if course.tried_by_department:
            self._office.attempt(case, "close", day, self._department(case))
        if course.sent_back:
            why = "回访发现屋面仍有渗漏"
            back = self._office.act(case, "send_back", day, TOWN, reason=why)
            self._mend(course, back, day)
            return
        self._office.act(case, "close", day, TOWN)
        if course.again is not None:
            second = replace(course, day=course.again, again=None)
            self._at(course.again, partial(self.begin, second))

    def _mend(self, course: Course, case: Case, day: date) -> None:
        """After what was sent back: help, apply and close once more."""
        later = replace(course, sent_back=False)
        for step, days in _ONCE_MORE.items():
            on = day + timedelta(days=days)
            self._at(on, partial(self._step, later, case.id, step))

    def _update(self, case: Case, day: date) -> None:
        if case.state == "closed":
            self._office.act(case, "update_records", day, self._department(case))

    # who

    def _case(self, name: str) -> Case:
        case = self._office.store.case(name)
        if case is None:
            raise LookupError(name)
        return case

    def _lacking(self, course: Course, day: date) -> list[str]:
        holding = self._township.holding(course.key, day)
        return [fact for gap, fact in _SAFEGUARDS.items() if gap in holding]

    def _villager(self, course: Course) -> Actor:
        return villager(self._township.village(course.key))

    def _department(self, case: Case) -> Actor:
        """The department of the first gap that the town referred."""
        names = [
            piece.name
            for recorded in case.acts
            if recorded.act.transition == "refer"
            for piece in recorded.act.evidence
            if hasattr(piece, "name")
        ]
        body = next((DEPARTMENTS[name] for name in names if name in DEPARTMENTS), "")
        return Actor("陈某某", "departments", body)
