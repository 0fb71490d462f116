"""Whether evidence is in keeping with what the case went through, and with itself: none that
is out of date, none that an act contradicts with its next piece."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from povertyrules.cases.case import Case
from povertyrules.cases.evidence import Evaluated, Evidence, Found
from povertyrules.cases.rules import Rules
from povertyrules.kernel.catalogue import cases as codes
from povertyrules.kernel.codes import Language
from povertyrules.kernel.faults import Fault
from povertyrules.model.procedure.parts import DecisionNeed, FindingNeed, Need, Transition


def begins(rules: Rules, need: Need, case: Case | None) -> date | None:
    """The day from which evidence counts for a need; None if any day of the case does."""
    if case is None or not isinstance(need, DecisionNeed | FindingNeed) or need.since is None:
        return None
    entered = case.entered_on(need.since.id)
    return None if entered is None else _at_most(rules, entered)


def _at_most(rules: Rules, day: date) -> date:
    """No later than the ruleset can decide: what is left open then is not left for ever."""
    end = rules.ruleset.in_force.end
    return day if end is None else min(day, end)


def day_of(evidence: Evidence) -> date | None:
    """The day of which a decision or a finding is."""
    match evidence:
        case Evaluated():
            return evidence.as_of
        case Found():
            return evidence.day
    return None


def stale(step: Transition, need: Need, start: date, day: date | None, path: str) -> Fault:
    """The fault of a piece that answers a need, but of a day before it counts."""
    since = need.since if isinstance(need, DecisionNeed | FindingNeed) else None
    return Fault.of(
        codes.STALE_EVIDENCE,
        path,
        clauses=tuple(clause.reference for clause in step.cites),
        day=day,
        step=step.label,
        state="" if since is None else since.label,
        start=start,
    )


def faults_of_age(rules: Rules, evidence: Sequence[Evidence], case: Case | None) -> Iterator[Fault]:
    """A case does not go back to what was known before: its evaluations are none older than
    what it already rests on."""
    if case is None:
        return
    newest, number = _newest(case)
    newest = _at_most(rules, newest)
    for index, piece in enumerate(evidence):
        if isinstance(piece, Evaluated) and case.opened <= piece.as_of < newest:
            yield Fault.of(
                codes.OLDER_EVIDENCE,
                f"evidence[{index}].as_of",
                day=piece.as_of,
                number=number,
                newest=newest,
            )


def _newest(case: Case) -> tuple[date, int]:
    """The day of the newest decision or finding of a case, and the event that has it."""
    dated = [
        (day, recorded.number)
        for recorded in case.acts
        for piece in recorded.act.evidence
        if (day := day_of(piece)) is not None
    ]
    return max(dated, default=(date.min, 0))


def faults_of_contradiction(rules: Rules, evidence: Sequence[Evidence]) -> Iterator[Fault]:
    """One act does not say both yes and no, nor two outcomes of which only one can hold."""
    for number, second in enumerate(evidence):
        for index, first in enumerate(evidence[:number]):
            if _contradict(rules, first, second):
                yield _contradiction(rules, index, first, number, second)
                break


def _contradiction(
    rules: Rules, index: int, first: Evidence, number: int, second: Evidence
) -> Fault:
    return Fault.of(
        codes.CONTRADICTORY,
        f"evidence[{number}]",
        other=index,
        first=_said(rules, first, "en"),
        second=_said(rules, second, "en"),
        first_zh=_said(rules, first, "zh"),
        second_zh=_said(rules, second, "zh"),
    )


def _contradict(rules: Rules, first: Evidence, second: Evidence) -> bool:
    match first, second:
        case Found(), Found():
            return first.finding == second.finding and first.answer != second.answer
        case Evaluated(), Evaluated():
            if first.name == second.name:
                return first.holds != second.holds
            groups = [_group(rules, each.name) for each in (first, second)]
            return first.holds and second.holds and groups[0] is not None and len({*groups}) == 1
    return False


def _group(rules: Rules, name: str) -> str | None:
    definition = rules.ruleset.definitions.get(name)
    return None if definition is None else definition.group


def _said(rules: Rules, evidence: Evidence, language: Language) -> str:
    """`“住房安全缺项”不成立`."""
    name = evidence.name if isinstance(evidence, Evaluated) else ""
    name = evidence.finding if isinstance(evidence, Found) else name
    thing = rules.ruleset.definitions.get(name) or rules.ruleset.facts.get(name)
    label = name if thing is None else thing.label
    is_so = evidence.holds if isinstance(evidence, Evaluated) else _answer(evidence)
    if language == "zh":
        return f"“{label}”{'成立' if is_so else '不成立'}"
    return f"“{label}” {'holds' if is_so else 'does not hold'}"


def _answer(evidence: Evidence) -> bool:
    return isinstance(evidence, Found) and evidence.answer
