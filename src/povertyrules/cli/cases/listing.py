"""`povertyrules case list`: the cases of a store, where they stand, and who must act."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Annotated

import typer
from rich import box
from rich.table import Table
from rich.text import Text

from povertyrules.cases import Case, Deadline
from povertyrules.cases.phrases import role_names
from povertyrules.cli import exits
from povertyrules.cli.cases import options as o
from povertyrules.cli.cases.desk import Desk, day_of, desk
from povertyrules.cli.cases.naming import lifecycle_of, role_of, state_of
from povertyrules.cli.cases.seating import viewing
from povertyrules.cli.cases.told import standing
from povertyrules.cli.json_text import as_json
from povertyrules.cli.options import Cites, LangOption, Parameters
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.model.ruleset import Role


def list_cases(
    day: o.DayOption,
    state: Annotated[str | None, typer.Option("--state", metavar="S", help="help_state")] = None,
    role: Annotated[str | None, typer.Option("--role", metavar="ROLE", help="help_acting")] = None,
    body: Annotated[
        str | None, typer.Option("--body", metavar="BODY", help="help_list_body")
    ] = None,
    kind: Annotated[str | None, typer.Option("--kind", metavar="K", help="help_kind")] = None,
    household: Annotated[
        str | None, typer.Option("--household", "--record", metavar="KEY", help="help_household")
    ] = None,
    name: o.WhoOption = None,
    area: o.AreaOption = None,
    is_open: Annotated[bool, typer.Option("--open", help="help_list_open")] = False,
    overdue: Annotated[bool, typer.Option("--overdue", help="help_list_overdue")] = False,
    store: o.StoreOption = o.STORE,
    ruleset: o.RulesetOption = None,
    parameter: Parameters = None,
    cite: Cites = None,
    form: o.FormOption = o.Form.text,
    lang: LangOption = None,
) -> int:
    """List cases as of a day; every filter that is given must fit."""
    terminal = Terminal(lang)
    on = day_of(day, terminal)
    with desk(terminal, store, ruleset, day=on, parameter=parameter, cite=cite) as whole:
        at = viewing(whole, name, role, area, on)
        wanted = _Wanted(
            state=None if state is None else state_of(at, state).id,
            role=None if role is None else role_of(at, role).id,
            body=body,
            kind=None if kind is None else lifecycle_of(at, kind).id,
            household=household,
            is_open=is_open,
            overdue=overdue,
        )
        every = at.cases_by_id().values()
        rows = [row for case in every if wanted.fits(row := _Row.of(at, case, on))]
        if form is o.Form.json:
            terminal.write(as_json({"day": on.isoformat(), "cases": [r.data(at) for r in rows]}))
        else:
            _print(at, rows, len(every), on)
    return exits.DONE


@dataclass(frozen=True, slots=True)
class _Row:
    """A case with who can act in it on the day, and the first limit that it has. Steps of which
    one is to be made (approve, or refuse) are overdue once."""

    case: Case
    roles: tuple[Role, ...]
    first: Deadline | None
    overdue: int

    @classmethod
    def of(cls, at: Desk, case: Case, day: date) -> _Row:
        roles = tuple(
            role
            for role in at.ruleset.checked.roles.values()
            if at.procedure.next_actions(case, role.id, day)
        )
        dated = [each for each in at.procedure.deadlines(case, day) if each.due is not None]
        first = min(dated, key=lambda each: each.due or date.max, default=None)
        late = {(d.basis, d.month, d.since, d.due) for d in dated if d.is_overdue}
        return cls(case, roles, first, len(late))

    def data(self, at: Desk) -> dict[str, object]:
        return {
            **standing(at, self.case),
            "can_act": [role.id for role in self.roles],
            "first_limit": None if self.first is None else self.first.to_dict(),
            "overdue": self.overdue,
        }


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The filters; None for one that was not given."""

    state: str | None
    role: str | None
    body: str | None
    kind: str | None
    household: str | None
    is_open: bool
    overdue: bool

    def fits(self, row: _Row) -> bool:
        return all(self._answers(row))

    def _answers(self, row: _Row) -> Iterator[bool]:
        case = row.case
        yield self.state in (None, case.state)
        yield self.kind in (None, case.lifecycle)
        yield self.household in (None, case.subject)
        yield self.role is None or any(role.id == self.role for role in row.roles)
        yield self.body is None or any(r.act.actor.body == self.body for r in case.acts)
        yield not (self.is_open and case.is_over)
        yield not self.overdue or row.overdue > 0


def _print(at: Desk, rows: list[_Row], every: int, day: date) -> None:
    say, terminal = at.terminal.words.say, at.terminal
    if rows:
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        for key in ("col_case", "col_subject", "col_state", "col_since", "col_who", "col_limit"):
            table.add_column(say(key), overflow="fold", no_wrap=key in ("col_case", "col_since"))
        for row in rows:
            table.add_row(*_cells(at, row))
        terminal.print(table)
    terminal.read(say("list_counts", shown=len(rows), every=every, day=day))
    later = sum(row.case.last_day > day for row in rows)
    if later:
        terminal.tell(say("list_later", count=later, day=day))


def _cells(at: Desk, row: _Row) -> Iterator[Text]:
    language = at.terminal.language
    yield Text(safe(row.case.id))
    yield Text(safe(row.case.subject))
    yield Text(safe(at.procedure.rules.state(row.case.state).label))
    yield Text(row.case.since.isoformat())
    yield Text(safe(role_names(row.roles, language)))
    if row.first is None:
        yield Text(at.terminal.words.say("over" if row.case.is_over else "no_limit"), style="dim")
        return
    key = "limit_overdue" if row.overdue else "limit_due"
    told = at.terminal.words.say(key, due=row.first.due, count=row.overdue)
    yield Text(told, style="bold red" if row.overdue else "")
