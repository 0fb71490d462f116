"""What happened in the sample year: month by month, and where everything stands at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from rich import box
from rich.table import Table
from rich.text import Text

from povertyrules.api.procedure import Procedure
from povertyrules.cases import Acted, Case, Corrected
from povertyrules.cases.phrases import role_names
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.cli.year.office import Happening

_ROUND = "observe"
_SENT_BACK = ("send_back", "return_to_village")
_MONTHS = range(3, 13)


class YearReport:
    """Reads the cases as they are on a day, and what was done on the way."""

    def __init__(
        self,
        terminal: Terminal,
        procedure: Procedure,
        happenings: Sequence[Happening],
        cases: Sequence[Case],
        day: date,
    ) -> None:
        self._terminal, self._procedure = terminal, procedure
        self._say = terminal.words.say
        self._happenings, self._cases, self._day = happenings, cases, day
        late = [(c, d) for c in cases for d in procedure.deadlines(c, day) if d.is_overdue]
        self._missed = Counter(int(d.month[5:]) for _, d in late if d.basis == "month")
        self._overdue = [(case, d) for case, d in late if d.basis != "month"]

    def months(self) -> None:
        """For each month the steps that were made, then what is out of the ordinary."""
        for month in _MONTHS:
            of_month = [each for each in self._happenings if each.day.month == month]
            head = self._say("year_month", month=month)
            self._terminal.read(Text(head, style="bold"))
            self._terminal.read(safe(f"  {self._steps(of_month)}"))
            for style, line in self._remarkable(of_month):
                self._terminal.read(Text(safe(f"  {line}"), style=style))

    def _steps(self, happenings: Sequence[Happening]) -> str:
        made = Counter(
            each.step.label
            for each in happenings
            if each.refusal is None and not isinstance(each.event, Corrected)
        )
        told = [self._say("year_step", step=step, count=count) for step, count in made.items()]
        return self._say("year_and").join(told)

    def _remarkable(self, happenings: Sequence[Happening]) -> Iterator[tuple[str, str]]:
        language = self._terminal.language
        for each in happenings:
            event, values = each.event, {"day": each.day, "case": each.event.case}
            if each.refusal is not None:
                why = each.refusal.faults[0].message(language)
                yield "red", self._say("year_refused", why=why, **values)
            elif isinstance(event, Corrected):
                yield (
                    "yellow",
                    self._say("year_corrected", number=event.corrects, why=event.reason, **values),
                )
            elif each.step.id in _SENT_BACK and isinstance(event, Acted):
                why = next(getattr(e, "text", "") for e in event.act.evidence)
                step = each.step.label
                yield "yellow", self._say("year_sent_back", step=step, why=why, **values)
            elif getattr(event, "predecessor", None):
                before = getattr(event, "predecessor", "")
                yield "yellow", self._say("year_again", before=before, **values)

    def table(self) -> Table:
        """The monthly round and the warnings, with their sums."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        keys = ("month", "due", "observed", "missed", "flag", "close", "back", "correct", "refuse")
        for key in keys:
            table.add_column(self._say(f"year_col_{key}"), justify="right")
        rows = [self._row(month) for month in _MONTHS]
        for month, row in zip(_MONTHS, rows, strict=True):
            table.add_row(str(month), *(str(number) for number in row))
        table.add_section()
        sums = [sum(column) for column in zip(*rows, strict=True)]
        table.add_row(self._say("total"), *(str(number) for number in sums))
        return table

    def _row(self, month: int) -> list[int]:
        made = [each for each in self._happenings if each.day.month == month]
        done = [e for e in made if e.refusal is None and not isinstance(e.event, Corrected)]
        steps = Counter(each.step.id for each in done)
        observed, missed = steps[_ROUND], self._missed[month]
        return [
            observed + missed,
            observed,
            missed,
            steps["flag"],
            steps["close"],
            sum(steps[name] for name in _SENT_BACK),
            sum(isinstance(each.event, Corrected) for each in made),
            sum(each.refusal is not None for each in made),
        ]

    def states(self) -> Table:
        """How many cases are in which state; they add up to all cases."""
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        table.add_column(self._say("year_col_kind"), overflow="fold")
        table.add_column(self._say("col_state"), overflow="fold")
        table.add_column(self._say("year_col_cases"), justify="right")
        counts = Counter((case.lifecycle, case.state) for case in self._cases)
        for lifecycle in self._procedure.lifecycles.values():
            for state in lifecycle.states.values():
                count = counts[lifecycle.id, state.id]
                if count:
                    table.add_row(lifecycle.label, state.label, str(count))
        table.add_section()
        table.add_row(self._say("total"), "", str(len(self._cases)))
        return table

    def late(self) -> Iterator[str]:
        """What is overdue, by where the cases stand: which step could be made, and by whom.
        Then the rounds that nobody made."""
        language = self._terminal.language
        for state in dict.fromkeys(case.state for case, _ in self._overdue):
            late = [(case.id, each) for case, each in self._overdue if case.state == state]
            roles = {role.id: role for _, each in late for role in each.roles}
            yield self._say(
                "year_overdue",
                state=self._procedure.rules.state(state).label,
                count=len({name for name, _ in late}),
                steps=self._say("or").join(dict.fromkeys(each.label for _, each in late)),
                roles=role_names(roles.values(), language),
            )
        if not self._overdue:
            yield self._say("year_nothing_overdue")
        yield self._say("year_missed", count=sum(self._missed.values()))
