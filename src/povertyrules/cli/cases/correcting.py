"""`povertyrules case correct`: what an earlier event recorded was wrong."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

import typer

from povertyrules.cases import Act, Case, Corrected, Documented, Evaluated, Evidence, Found
from povertyrules.cli.cases import options as o
from povertyrules.cli.cases.desk import Desk, NoCase, day_of, desk, next_number, number_of
from povertyrules.cli.cases.evidence import Doing, Typed, evidence_of, typed
from povertyrules.cli.cases.naming import actor_of, step_of
from povertyrules.cli.cases.seating import seated
from povertyrules.cli.cases.told import recorded
from povertyrules.cli.options import LangOption
from povertyrules.cli.terminal import Terminal


def correct(
    case: o.CaseArgument,
    event: Annotated[str, typer.Argument(metavar="NUMBER", help="help_event_number")],
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="help_because")],
    day: o.DayOption,
    name: o.AsOption,
    role: o.RoleOption,
    body: o.BodyOption = "",
    area: o.AreaOption = None,
    strike: Annotated[bool, typer.Option("--strike", help="help_strike")] = False,
    right_step: Annotated[
        str | None, typer.Option("--right-step", metavar="STEP", help="help_right_step")
    ] = None,
    right_day: Annotated[
        str | None, typer.Option("--right-day", metavar="DATE", help="help_right_day")
    ] = None,
    right_name: Annotated[
        str | None, typer.Option("--right-name", metavar="NAME", help="help_right_name")
    ] = None,
    right_body: Annotated[
        str | None, typer.Option("--right-body", metavar="BODY", help="help_right_body")
    ] = None,
    document: o.Documents = None,
    reason: o.Reasons = None,
    finding: o.Findings = None,
    found_by: o.FoundBy = None,
    found_on: o.FoundOn = None,
    receipt: o.Receipts = None,
    note: o.NoteOption = None,
    after: o.AfterOption = None,
    store: o.StoreOption = o.STORE,
    ruleset: o.RulesetOption = None,
    form: o.FormOption = o.Form.text,
    lang: LangOption = None,
) -> int:
    """Strike an event out, or say what it should have been; the event itself stays."""
    terminal = Terminal(lang)
    on, number = day_of(day, terminal), number_of(event, terminal, "NUMBER")
    given = typed(document, reason, finding, receipt, found_by, found_on)
    right = _Right(right_step, right_day, right_name, right_body, note, given)
    if strike is bool(right):
        say = terminal.words.say
        wrong = say("strike_or_right") if strike else say("nothing_to_correct")
        raise typer.BadParameter(wrong, param_hint="--strike")
    with desk(terminal, store, ruleset, day=on) as whole:
        actor = actor_of(whole, name, role, body)
        at = seated(whole, actor, area, on)
        found = at.case(case)
        act = None if strike else right.act(at, found, number)
        place = next_number(found, after, terminal)
        correction = Corrected(found.id, place, number, act, on, actor, because.strip())
        made = {recorded.number: recorded.act for recorded in found.acts}
        step = made[number].transition if number in made else found.acts[0].act.transition
        return recorded(at, correction, step_of(at, step), form)


class _Right:
    """What of an act was wrong, and how it should have been. The rest of it stays."""

    def __init__(
        self,
        step: str | None,
        day: str | None,
        name: str | None,
        body: str | None,
        note: str | None,
        given: Typed,
    ) -> None:
        self._step, self._day, self._name, self._body = step, day, name, body
        self._note, self._given = note, given

    def __bool__(self) -> bool:
        told = (self._step, self._day, self._name, self._body, self._note)
        return bool(self._given) or any(each is not None for each in told)

    def act(self, at: Desk, case: Case, number: int) -> Act:
        """Raises `NoCase` if no act in effect has the number."""
        made = {recorded.number: recorded.act for recorded in case.acts}
        if number not in made:
            known = "、".join(map(str, made))
            raise NoCase(
                at.terminal.words.say("no_event", case=case.id, number=number, known=known)
            )
        was = made[number]
        step = step_of(at, self._step or was.transition)
        day = was.day if self._day is None else day_of(self._day, at.terminal, "--right-day")
        actor = replace(
            was.actor,
            name=was.actor.name if self._name is None else self._name.strip(),
            body=was.actor.body if self._body is None else self._body.strip(),
        )
        new = evidence_of(at, Doing(step, case.subject, actor, day), self._given)
        evidence = (*_kept(was.evidence, new), *new)
        note = was.note if self._note is None else self._note
        return Act(step.id, day, actor, evidence, note)


def _kept(old: Sequence[Evidence], new: Sequence[Evidence]) -> list[Evidence]:
    """The old evidence that no new piece takes the place of. Receipts go together: a new one
    takes the place of all of them."""
    replaced = {_what(piece) for piece in new}
    return [piece for piece in old if _what(piece) not in replaced]


def _what(piece: Evidence) -> tuple[str, str]:
    match piece:
        case Evaluated():
            return "evaluated", ""
        case Found(finding=finding):
            return "found", finding
        case Documented(document=document):
            return "documented", document
        case _:
            return "reasoned", piece.reason
