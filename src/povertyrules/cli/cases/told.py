"""What came of a step: the case as it is now, or every reason why it was refused."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rich.text import Text

from povertyrules.cases import Action, Case, Corrected, Event, Refusal
from povertyrules.cases.next_actions import next_actions
from povertyrules.cases.phrases import need_phrase
from povertyrules.cli import exits
from povertyrules.cli.cases.desk import Desk
from povertyrules.cli.cases.options import Form
from povertyrules.cli.json_text import as_json
from povertyrules.cli.terminal import safe
from povertyrules.kernel.catalogue.cases import BLANK, MISSING_EVIDENCE
from povertyrules.kernel.faults import Fault
from povertyrules.model.procedure.parts import (
    DecisionNeed,
    DocumentNeed,
    FindingNeed,
    Need,
    Transition,
)

INDENT = "    "
_GIVEN_BY = {
    ".by.name": "--found-by",
    ".actor.name": "--as",
    ".reference": "--document",
    ".text": "--reason",
    ".reason": "--because",
    ".subject": "--household",
}
"""The option by which a text of an event is given, by how its path ends."""


def recorded(desk: Desk, event: Event, step: Transition, form: Form) -> int:
    """Write an event, and tell what came of it; gives the exit code."""
    result = desk.seen.append(event)
    if isinstance(result, Refusal):
        corrects = event.corrects if isinstance(event, Corrected) else None
        return refused(desk, result, event.case, step, form, corrects=corrects)
    if form is Form.json:
        desk.terminal.write(as_json({"recorded": event.number, **standing(desk, result)}))
        return exits.DONE
    say, state = desk.terminal.words.say, desk.procedure.rules.state(result.state)
    line = say("recorded", case=result.id, number=event.number, step=step.label)
    if isinstance(event, Corrected):
        line = say("corrected", case=result.id, number=event.number, corrects=event.corrects)
    desk.terminal.read(Text(safe(line), style="bold green"))
    key = "now_over" if result.is_over else "now_in"
    desk.terminal.read(safe(say(key, state=state.label, since=result.since)))
    for action in _next(desk, result):
        desk.terminal.read(safe(f"{INDENT}{action_line(desk, action)}"))
    return exits.DONE


def _next(desk: Desk, case: Case) -> list[Action]:
    """What can follow, by whomever, in the order of the procedure."""
    rules = desk.procedure.rules
    found = {
        action.transition: action
        for role in desk.ruleset.checked.roles
        for action in next_actions(rules, case, role)
    }
    return [found[name] for name in rules.procedure.transitions if name in found]


def standing(desk: Desk, case: Case) -> dict[str, object]:
    """Where a case stands, as plain data."""
    return {
        "case": case.id,
        "subject": case.subject,
        "lifecycle": case.lifecycle,
        "state": case.state,
        "state_label": desk.procedure.rules.state(case.state).label,
        "since": case.since.isoformat(),
        "over": case.is_over,
        "predecessor": case.predecessor,
        "events": len(case.events),
    }


def action_line(desk: Desk, action: Action) -> str:
    """`flag 标注预警（由…办理；须有…）`: the id is what one types."""
    return f"{action.transition}  {action.to_text(desk.terminal.language)}"


# refusals


def refused(
    desk: Desk,
    refusal: Refusal,
    case: str,
    step: Transition,
    form: Form,
    *,
    corrects: int | None = None,
) -> int:
    """Tell every reason, and what could be done and by whom. Nothing was written."""
    if form is Form.json:
        told = {"case": case, "step": step.id, **refusal.to_dict(desk.terminal.language)}
        desk.terminal.write(as_json({"refused": told}))
        return exits.REFUSED
    say = desk.terminal.words.say
    title = say("refused", case=case, step=step.label)
    if corrects is not None:
        title = say("refused_correction", case=case, corrects=corrects)
    desk.terminal.warn(Text(safe(title), style="bold red"))
    for line in refusal_lines(desk, refusal, step):
        desk.terminal.warn(line)
    return exits.REFUSED


def refusal_lines(desk: Desk, refusal: Refusal, step: Transition | None) -> Iterator[str]:
    """The reasons with clause and remedy, then what could be done."""
    say = desk.terminal.words.say
    for number, fault in enumerate(refusal.faults, start=1):
        yield from _reason(desk, number, fault, step)
    if refusal.allowed:
        yield say("could_do")
        yield from (f"{INDENT}{action_line(desk, action)}" for action in refusal.allowed)
    elif not any(fault.path.startswith(("event", "access")) for fault in refusal.faults):
        yield say("could_do_nothing")


def _reason(desk: Desk, number: int, fault: Fault, step: Transition | None) -> Iterator[str]:
    say, language = desk.terminal.words.say, desk.terminal.language
    yield f"  {number}. {_where(fault)}{fault.message(language)} [{fault.code.number}]"
    if fault.clauses:
        yield INDENT + say("refused_by", clauses=_clauses(desk, fault.clauses))
    need = _missing(fault, step)
    remedy = say("add_evidence", option=option_for(desk, need)) if need else fault.help(language)
    if remedy:
        yield INDENT + say("rejected_remedy", remedy=remedy)


def _where(fault: Fault) -> str:
    """By which option the text was given that is blank: `here` says nothing in a command."""
    if fault.code is not BLANK:
        return ""
    path = f".{fault.path}"
    return next((f"{option} " for end, option in _GIVEN_BY.items() if path.endswith(end)), "")


def _clauses(desk: Desk, references: Iterable[str]) -> str:
    documents = desk.ruleset.checked.documents
    found = []
    for reference in references:
        source, _, name = reference.partition("#")
        clause = documents[source].clauses.get(name) if source in documents else None
        found.append(clause.label if clause is not None else reference)
    return "、".join(found)


def _missing(fault: Fault, step: Transition | None) -> Need | None:
    """The need of a step that a fault says is not met."""
    if fault.code is not MISSING_EVIDENCE or step is None:
        return None
    phrase = fault.values.get("need")
    return next((need for need in step.needs if need_phrase(need, "en") == phrase), None)


def option_for(desk: Desk, need: Need) -> str:
    """The option by which what is needed is given: `--document "核实记录=…"`."""
    say = desk.terminal.words.say
    match need:
        case DecisionNeed():
            return "--receipt FILE"
        case DocumentNeed(label=label):
            return f'--document "{label}={say("some_reference")}"'
        case FindingNeed(findings=findings):
            return say("or").join(f"--finding {fact.id}={say('yes_or_no')}" for fact in findings)
        case _:
            return f'--reason "{say("some_reason")}"'
