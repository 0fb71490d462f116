"""What was typed, as evidence for a step: documents, reasons, findings, receipts.

What a step does not ask for is refused: it is nearly always a name that was mistyped, and
would be kept beside what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import typer

from povertyrules.api.decision import Decision
from povertyrules.api.replaying import replay
from povertyrules.cases import Actor, Documented, Evidence, Found, Reasoned
from povertyrules.cli.cases.desk import Desk, day_of
from povertyrules.cli.cases.naming import finding_of, named
from povertyrules.cli.receipt_file import read_receipt
from povertyrules.kernel.errors import InvalidReceipt
from povertyrules.model.procedure.parts import (
    DecisionNeed,
    DocumentNeed,
    FindingNeed,
    ReasonNeed,
    Transition,
)

_YES = ("是", "yes", "y", "true", "√")
_NO = ("否", "no", "n", "false", "×")


@dataclass(frozen=True, slots=True)
class Typed:
    """The options of evidence as they were given."""

    documents: Sequence[str] = ()
    reasons: Sequence[str] = ()
    findings: Sequence[str] = ()
    found_by: str | None = None
    found_on: str | None = None
    receipts: Sequence[Path] = ()

    def __bool__(self) -> bool:
        return bool(self.documents or self.reasons or self.findings or self.receipts)


@dataclass(frozen=True, slots=True)
class Doing:
    """The step that evidence is for: in whose case, by whom, on which day."""

    step: Transition
    subject: str
    actor: Actor
    day: date


def typed(
    documents: Sequence[str] | None,
    reasons: Sequence[str] | None,
    findings: Sequence[str] | None,
    receipts: Sequence[Path] | None,
    found_by: str | None,
    found_on: str | None,
) -> Typed:
    return Typed(documents or (), reasons or (), findings or (), found_by, found_on, receipts or ())


def evidence_of(desk: Desk, doing: Doing, given: Typed) -> tuple[Evidence, ...]:
    """The evidence in the order in which it is told. Raises what a wrong option raises, and
    `InvalidReceipt` for a receipt that does not hold or is another household's."""
    step = doing.step
    documents = [need.label for need in step.needs if isinstance(need, DocumentNeed)]
    reasons = [need.label for need in step.needs if isinstance(need, ReasonNeed)]
    return (
        *_evaluated(desk, doing, given.receipts),
        *(
            Documented(*_labelled(desk, step, text, documents, "--document"))
            for text in given.documents
        ),
        *(_found(desk, doing, text, given) for text in given.findings),
        *(Reasoned(*_labelled(desk, step, text, reasons, "--reason")) for text in given.reasons),
    )


def _labelled(
    desk: Desk, step: Transition, text: str, asked: list[str], option: str
) -> tuple[str, str]:
    """`名称=内容`; without a name what is meant if the step asks for one only."""
    name, equals, value = (part.strip() for part in text.partition("="))
    if equals and name in asked:
        return name, value
    if len(asked) == 1 and not equals:
        return asked[0], text.strip()
    say = desk.terminal.words.say
    listed = "、".join(f"“{each}”" for each in asked) or say("none")
    key = "evidence_unnamed" if not equals else "evidence_unasked"
    text = say(key, name=name, step=named(step.label, step.id, desk), known=listed)
    raise typer.BadParameter(text, param_hint=option)


def _found(desk: Desk, doing: Doing, text: str, given: Typed) -> Found:
    say, step = desk.terminal.words.say, doing.step
    name, equals, answer = (part.strip() for part in text.partition("="))
    if not equals or answer.casefold() not in (*_YES, *_NO):
        reason = say("bad_answer", value=text, name=name or "relapse_risk")
        raise typer.BadParameter(reason, param_hint="--finding")
    fact = finding_of(desk, name)
    needs = [need for need in step.needs if isinstance(need, FindingNeed)]
    asked = [each for need in needs for each in need.findings]
    if fact not in asked:
        known = "、".join(named(each.label, each.id, desk) for each in asked) or say("none")
        shown = named(step.label, step.id, desk)
        reason = say("evidence_unasked", name=fact.label, step=shown, known=known)
        raise typer.BadParameter(reason, param_hint="--finding")
    role = "" if fact.finding is None else fact.finding.by.id
    day = (
        doing.day if given.found_on is None else day_of(given.found_on, desk.terminal, "--found-on")
    )
    return Found(fact.id, answer.casefold() in _YES, day, _finder(desk, doing, role, given))


def _finder(desk: Desk, doing: Doing, role: str, given: Typed) -> Actor:
    """Who made a finding: somebody in the role that the ruleset names. Who acts in another
    role must say who it was."""
    if given.found_by is not None:
        name, _, body = (part.strip() for part in given.found_by.partition("@"))
        return Actor(name, role, body)
    if doing.actor.role == role:
        return doing.actor
    label = desk.ruleset.checked.roles[role].label
    reason = desk.terminal.words.say("found_by_needed", role=label)
    raise typer.BadParameter(reason, param_hint="--finding")


def _evaluated(desk: Desk, doing: Doing, receipts: Sequence[Path]) -> Iterator[Evidence]:
    needs = [need for need in doing.step.needs if isinstance(need, DecisionNeed)]
    if receipts and not needs:
        shown = named(doing.step.label, doing.step.id, desk)
        reason = desk.terminal.words.say("receipt_unasked", step=shown)
        raise typer.BadParameter(reason, param_hint="--receipt")
    for path in receipts:
        decision = _decision(desk, doing, path)
        found = desk.procedure.evidence(doing.step.id, decision)
        if not found:
            _tell_what_it_says(desk, path, decision, needs)
        yield from found


def _decision(desk: Desk, doing: Doing, path: Path) -> Decision:
    """The decision of a receipt, decided again. Raises `InvalidReceipt` for one that does not
    hold: no step rests on it."""
    say = desk.terminal.words.say
    again = replay(
        read_receipt(path, desk.terminal.words), ruleset=desk.ruleset, lang=desk.terminal.language
    )
    if not again or again.decision is None:
        reasons = "\n".join(f"  {each}" for each in again.differences)
        raise InvalidReceipt(say("receipt_does_not_hold", name=path, reasons=reasons))
    key = desk.ruleset.checked.root.key
    subject = None if key is None else again.decision.facts.get(key)
    if subject is not None and str(subject) != doing.subject:
        text = say("receipt_of_another", name=path, given=subject, subject=doing.subject)
        raise InvalidReceipt(text)
    return again.decision


def _tell_what_it_says(
    desk: Desk, path: Path, decision: Decision, needs: list[DecisionNeed]
) -> None:
    """A receipt that does not speak for the step: what it does say of what is needed."""
    say = desk.terminal.words.say
    for need in needs:
        for each in need.definitions:
            if each.id in decision.outcomes:
                status = say(str(decision.outcomes[each.id].status.value))
                told = say("receipt_says", name=path, outcome=each.label, status=status)
                desk.terminal.tell(told)
