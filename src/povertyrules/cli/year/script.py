"""What happens in the sample year: from 排查 in March to 成效巩固 in December.

The ledger says who is listed, nominated and found; what it cannot say (which month nobody
looked, whose house leaks in July) is written here, by position, and never drawn by lot.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from heapq import heappop, heappush
from itertools import count

from povertyrules.cases import Actor, Case
from povertyrules.cli.progress import Report
from povertyrules.cli.year.office import DISTRICT, TOWN, Office, villager
from povertyrules.cli.year.township import Township
from povertyrules.cli.year.warning_cases import Course, Warnings

YEAR = 2020
_MONTHS = range(4, 13)
_OBSERVED_FROM = 18
END = date(YEAR + 1, 1, 1)
"""The day after the year: by then what was due in December is overdue too."""
Task = Callable[[date], None]


class Year:
    """The year as tasks in the order of their days."""

    def __init__(self, township: Township, office: Office) -> None:
        self._township, self._office = township, office
        self._tasks: list[tuple[date, int, Task]] = []
        self._numbers = count()
        self._warnings = Warnings(township, office, self.at)
        self._entered: list[str] = []

    def at(self, day: date, task: Task) -> None:
        heappush(self._tasks, (day, next(self._numbers), task))

    def run(self, report: Report = lambda _done, _of: None) -> None:
        """Everything in its turn. Raises `NotAsWritten` if the procedure refuses a step."""
        beginning: tuple[tuple[int, int, Task], ...] = (
            (3, 20, self._carry_over),
            (3, 21, self._nominate),
            (3, 22, self._report),
            (3, 24, self._compare),
            (3, 27, self._join),
            (4, 2, self._visit),
            (4, 7, self._appraise),
            (4, 9, self._submit),
            (4, 10, self._approve),
            (4, 13, self._enter),
            (4, 16, self._plan_the_rest),
        )
        for month, number, first in beginning:
            self.at(date(YEAR, month, number), first)
        while self._tasks:
            day, _, task = heappop(self._tasks)
            task(day)
            done = len(self._office.happenings)
            report(done, done + len(self._tasks))

    # identification

    def _carry_over(self, day: date) -> None:
        for key, decision in self._township.decisions(day).items():
            if self._office.procedure.evidence("carry_over", decision):
                self._office.open("carry_over", key, day, TOWN, decision)
                self._entered.append(key)

    def _nominate(self, day: date) -> None:
        for key, decision in self._township.decisions(day).items():
            listed = key in self._entered
            if not listed and self._office.procedure.evidence("nominate", decision):
                self._office.open("nominate", key, day, self._villager(key), decision)

    def _report(self, day: date) -> None:
        for case in self._in("nominated"):
            self._office.act(case, "report_to_district", day, TOWN)

    def _compare(self, day: date) -> None:
        """The last one has a car that he did not speak of."""
        *kept, left_out = self._in("reported")
        for case in kept:
            self._office.act(case, "compare", day, DISTRICT)
        self._office.act(
            left_out,
            "leave_out",
            day,
            DISTRICT,
            findings={"comparison_cleared": False},
            reason="比对发现名下有经营用车辆，经核实家庭收入稳定",
        )

    def _join(self, day: date) -> None:
        """Who is found to be in need on a visit joins those who were nominated."""
        for key, decision in self._township.decisions(day).items():
            found = self._township.fact(key, "visible_hardship") is True
            if found and not self._office.store.cases_of(key):
                self._office.open(
                    "join", key, day, TOWN, decision, findings={"visible_hardship": True}
                )

    def _visit(self, day: date) -> None:
        for case in [*self._in("compared"), *self._in("joined")]:
            self._office.act(case, "visit_home", day, TOWN)

    def _appraise(self, day: date) -> None:
        """What the village has not found yet it finds now: a risk, but for every third."""
        for number, case in enumerate(self._in("visited")):
            key = case.subject
            lifted = self._township.fact(key, "lifted_out") is True
            name = "relapse_risk" if lifted else "poverty_risk"
            if self._township.fact(key, name) is None:
                self._township.learn(key, {name: number % 3 != 2})
            if lifted and self._township.fact(key, "income_dropped_sharply") is None:
                self._township.learn(key, {"income_dropped_sharply": False})
            answer = bool(self._township.fact(key, name))
            self._office.act(case, "appraise", day, self._villager(key), findings={name: answer})

    def _submit(self, day: date) -> None:
        """Where something is still not known, nobody can submit or set aside: the case waits."""
        evidence = self._office.procedure.evidence
        for case in self._in("appraised"):
            decision = self._township.decide(case.subject, day)
            if evidence("submit", decision):
                self._office.act(case, "submit", day, TOWN, decision)
            elif evidence("set_aside", decision):
                why = "经评议，收入高于监测收入线或没有返贫致贫风险"
                self._office.act(case, "set_aside", day, TOWN, decision, reason=why)

    def _approve(self, day: date) -> None:
        first, *rest = self._in("submitted")
        why = "信息采集不全，退村补正后可重新提出"
        self._office.act(first, "refuse", day, DISTRICT, reason=why)
        for case in rest:
            self._office.act(case, "approve", day, DISTRICT)

    def _enter(self, day: date) -> None:
        for case in self._in("approved"):
            decision = self._township.decide(case.subject, day)
            if self._office.procedure.evidence("mark_monitoring", decision):
                self._office.act(case, "mark_monitoring", day, TOWN, decision)
            else:
                who, later = self._villager(case.subject), day + timedelta(days=2)
                collected = self._office.act(case, "collect", day, who, decision)
                again = self._township.decide(case.subject, later)
                self._office.act(collected, "enter_marginal", later, TOWN, again)
            self._entered.append(case.subject)

    # monitoring

    def _plan_the_rest(self, _day: date) -> None:
        """From here on it is known who is in monitoring."""
        for month in _MONTHS:
            for number, key in enumerate(self._entered):
                if not _is_missed(number, month):
                    day = _OBSERVED_FROM + number % (_last(month) - _OBSERVED_FROM - 2)
                    self.at(date(YEAR, month, day), partial(self._observe, key))
        for course in self._courses():
            self.at(course.day, partial(self._warnings.begin, course))
        self.at(date(YEAR, 9, 28), self._correct)

    def _observe(self, key: str, day: date) -> None:
        self._office.act(self._monitored(key), "observe", day, self._villager(key))

    def _correct(self, day: date) -> None:
        """The village finds that a visit of this month was written down a day late."""
        case = self._monitored(self._entered[0])
        last = case.acts[-1]
        right = last.act.day - timedelta(days=1)
        self._office.correct(case, last.number, day, right, "走访日期误填，以走访记录原件为准")

    def _courses(self) -> list[Course]:
        """Whom the monthly records show to lack something, and what becomes of it."""
        already = [
            key
            for key in self._entered
            if "warning" in self._township.holding(key, date(YEAR, 4, 16))
        ]
        others = [key for key in self._entered if key not in already]
        return [
            *(Course(key, date(YEAR, 4, 20), "", slow=n == 1) for n, key in enumerate(already)),
            Course(others[1], date(YEAR, 5, 22), "housing_secure", sent_back=True),
            Course(others[3], date(YEAR, 5, 25), "water_secure", again=date(YEAR, 10, 21)),
            Course(others[5], date(YEAR, 6, 22), "medical_secure", tried_by_department=True),
            Course(others[7], date(YEAR, 7, 23), "housing_secure"),
            Course(others[8], date(YEAR, 8, 21), "education_secure", returned=True),
            Course(others[10], date(YEAR, 9, 24), "water_secure", withdrawn=True),
            Course(others[12], date(YEAR, 10, 23), "housing_secure", until="plan"),
            Course(others[14], date(YEAR, 11, 20), "water_secure", until="refer"),
            Course(others[15], date(YEAR, 12, 21), "medical_secure", until="review"),
        ]

    # who

    def _in(self, state: str) -> list[Case]:
        """The cases in a state, in the order in which they were opened."""
        names = dict.fromkeys(each.event.case for each in self._office.happenings)
        cases = (self._office.store.case(name) for name in names)
        return [case for case in cases if case is not None and case.state == state]

    def _monitored(self, key: str) -> Case:
        cases = self._office.store.cases_of(key)
        return next(case for case in cases if case.state == "entered")

    def _villager(self, key: str) -> Actor:
        return villager(self._township.village(key))


def _is_missed(number: int, month: int) -> bool:
    """Nobody went: here and there one, and in the heat of August every fifth."""
    return (number * 7 + month) % 23 == 0 or (month == 8 and number % 5 == 0)


def _last(month: int) -> int:
    return monthrange(YEAR, month)[1]
