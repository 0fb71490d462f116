"""`povertyrules case next`: what somebody in a role can do now, in a case or in all of them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

import typer
from rich.text import Text

from povertyrules.cases import Action, Case
from povertyrules.cli import exits
from povertyrules.cli.cases import options as o
from povertyrules.cli.cases.desk import Desk, day_of, desk
from povertyrules.cli.cases.naming import role_of
from povertyrules.cli.cases.seating import viewing
from povertyrules.cli.cases.told import INDENT, action_line, option_for
from povertyrules.cli.json_text import as_json
from povertyrules.cli.options import LangOption
from povertyrules.cli.terminal import Terminal, safe
from povertyrules.model.ruleset import Role


def next_steps(
    role: o.RoleOption,
    day: o.DayOption,
    name: o.WhoOption = None,
    area: o.AreaOption = None,
    case: Annotated[str | None, typer.Argument(metavar="[CASE]", help="help_next_case")] = None,
    store: o.StoreOption = o.STORE,
    ruleset: o.RulesetOption = None,
    form: o.FormOption = o.Form.text,
    lang: LangOption = None,
) -> int:
    """What a role can do on a day, with what each step needs."""
    terminal = Terminal(lang)
    on = day_of(day, terminal)
    with desk(terminal, store, ruleset, day=on) as whole:
        at, who = viewing(whole, name, role, area, on), role_of(whole, role)
        cases = [at.case(case)] if case is not None else list(at.cases_by_id().values())
        found = [(each, at.procedure.next_actions(each, who.id, on)) for each in cases]
        found = [(each, actions) for each, actions in found if actions]
        openings = at.procedure.openings(who.id, on) if case is None else ()
        if form is o.Form.json:
            terminal.write(as_json(_data(found, openings, who, on)))
        else:
            _print(at, found, openings, who, on)
    return exits.DONE


Found = list[tuple[Case, tuple[Action, ...]]]


def _data(found: Found, openings: tuple[Action, ...], who: Role, day: date) -> dict[str, object]:
    return {
        "role": who.id,
        "day": day.isoformat(),
        "cases": [
            {
                "case": case.id,
                "subject": case.subject,
                "state": case.state,
                "actions": [action.to_dict() for action in actions],
            }
            for case, actions in found
        ],
        "openings": [action.to_dict() for action in openings],
    }


def _print(at: Desk, found: Found, openings: tuple[Action, ...], who: Role, day: date) -> None:
    say, terminal = at.terminal.words.say, at.terminal
    if not found and not openings:
        terminal.read(safe(say("nothing_to_do", role=who.label, day=day)))
        return
    terminal.read(Text(safe(say("can_do", role=who.label, day=day)), style="bold"))
    for case, actions in found:
        state = at.procedure.rules.state(case.state).label
        terminal.read("")
        terminal.read(safe(say("next_case", case=case.id, subject=case.subject, state=state)))
        for line in _lines(at, actions):
            terminal.read(line)
    if openings:
        terminal.read("")
        terminal.read(say("next_openings"))
        for line in _lines(at, openings):
            terminal.read(line)


def _lines(at: Desk, actions: tuple[Action, ...]) -> Iterator[str]:
    """Each step, and the options by which its evidence is given."""
    for action in actions:
        yield safe(f"{INDENT}{action_line(at, action)}")
        for option in dict.fromkeys(option_for(at, need) for need in action.needs):
            yield safe(f"{INDENT}{INDENT}{option}")
