"""A case as a page for readers, and as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from rich.text import Text

from povertyrules.cases import (
    Act,
    Acted,
    Actor,
    Case,
    Corrected,
    Deadline,
    Documented,
    Evaluated,
    Event,
    Evidence,
    Found,
    Opened,
    to_dict,
)
from povertyrules.cases.phrases import role_names
from povertyrules.cli.cases.desk import Desk
from povertyrules.cli.cases.told import INDENT, standing
from povertyrules.cli.terminal import safe

_RECEIPT_SHOWN = len("sha256:") + 12


class CasePage:
    """Where a case stands, what happened, and what it waits for."""

    def __init__(self, desk: Desk, case: Case, day: date) -> None:
        self._desk, self._case, self._day = desk, case, day
        self._say = desk.terminal.words.say
        self._rules = desk.procedure.rules
        self._deadlines = desk.procedure.deadlines(case, day)
        self._corrected = {
            event.corrects: event.number for event in case.later if isinstance(event, Corrected)
        }

    # text

    def text(self) -> Text:
        lines = [Text(safe(line)) for line in self._head()]
        lines[0].stylize("bold")
        lines += self._section("case_history")
        for event in self._case.events:
            lines += [Text(safe(line)) for line in self._event(event)]
        lines += self._section("case_deadlines")
        lines += [self._deadline(each) for each in self._deadlines] or [self._nothing()]
        return Text("\n").join(lines)

    def _section(self, key: str) -> list[Text]:
        return [Text(), Text(self._say(key, day=self._day), style="bold")]

    def _nothing(self) -> Text:
        return Text(INDENT[:2] + self._say("waits_for_nothing"))

    def _head(self) -> Iterator[str]:
        case = self._case
        kind = self._rules.lifecycle(case.lifecycle).label
        state = self._rules.state(case.state).label
        yield self._say("case_title", case=case.id, kind=kind)
        yield self._say("case_subject", subject=case.subject)
        yield self._say(
            "case_over" if case.is_over else "case_state", state=state, since=case.since
        )
        if case.last_day > self._day:
            yield self._say("case_later", day=self._day, last=case.last_day)
        yield self._say("case_ruleset", ruleset=case.opening.ruleset)
        if case.predecessor is not None:
            yield self._say("case_predecessor", case=case.predecessor)

    def _event(self, event: Event) -> Iterator[str]:
        if isinstance(event, Corrected):
            yield from self._correction(event)
            return
        mark = self._corrected.get(event.number)
        line = self._step_line(event.number, event.act)
        yield line + self._say("was_corrected", number=mark) if mark else line
        yield from self._evidence(event.act)

    def _step_line(self, number: int, act: Act) -> str:
        step = self._rules.step(act.transition)
        label = act.transition if step is None else step.label
        who = self._who(act.actor)
        return self._say("history_step", number=number, day=act.day, step=label, who=who)

    def _correction(self, event: Corrected) -> Iterator[str]:
        key = "history_struck" if event.act is None else "history_corrected"
        yield self._say(
            key,
            number=event.number,
            day=event.day,
            corrects=event.corrects,
            who=self._who(event.actor),
            reason=event.reason,
        )
        if event.act is not None:
            yield INDENT + self._step_line(event.corrects, event.act).strip()
            yield from self._evidence(event.act)

    def _who(self, actor: Actor) -> str:
        role = self._desk.ruleset.checked.roles.get(actor.role)
        label = actor.role if role is None else role.label
        key = "who_of" if actor.body else "who"
        return self._say(key, name=actor.name, role=label, body=actor.body)

    def _evidence(self, act: Act) -> Iterator[str]:
        for piece in act.evidence:
            yield INDENT + INDENT[:2] + self._piece(piece)
        if act.note:
            yield INDENT + INDENT[:2] + self._say("history_note", note=act.note)

    def _piece(self, piece: Evidence) -> str:
        match piece:
            case Evaluated():
                found = self._desk.ruleset.checked.definitions.get(piece.name)
                label = piece.name if found is None else found.label
                return self._say(
                    "by_evaluation" if piece.holds else "by_evaluation_not",
                    label=label,
                    day=piece.as_of,
                    receipt=piece.receipt[:_RECEIPT_SHOWN],
                )
            case Found():
                fact = self._desk.ruleset.checked.facts.get(piece.finding)
                label = piece.finding if fact is None else fact.label
                key = "by_finding" if piece.answer else "by_finding_not"
                return self._say(key, label=label, day=piece.day, who=self._who(piece.by))
            case Documented():
                return self._say("by_document", label=piece.document, where=piece.reference)
            case _:
                return self._say("by_reason", label=piece.reason, text=piece.text)

    def _deadline(self, each: Deadline) -> Text:
        language = self._desk.terminal.language
        told = each.to_text(language)
        if each.basis == "open" and each.parameter is not None:
            told += self._say("limit_not_filled", label=each.parameter.label or each.parameter.id)
        line = self._say("deadline", deadline=told, roles=role_names(each.roles, language))
        return Text(safe(f"{INDENT[:2]}{line}"), style="bold red" if each.is_overdue else "")

    # data

    def data(self) -> dict[str, object]:
        acts = {recorded.number for recorded in self._case.acts}
        history = [
            {
                **to_dict(event),
                "in_effect": not isinstance(event, Opened | Acted)
                or (event.number in acts and event.number not in self._corrected),
                "corrected_by": self._corrected.get(event.number),
            }
            for event in self._case.events
        ]
        return {
            **standing(self._desk, self._case),
            "ruleset": self._case.opening.ruleset,
            "day": self._day.isoformat(),
            "history": history,
            "deadlines": [each.to_dict() for each in self._deadlines],
        }
