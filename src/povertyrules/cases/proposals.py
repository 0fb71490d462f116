"""What an evaluation proposes: steps whose decisions it has found. People make them.

A proposal is no event. It has the evidence that the evaluation gives; who acts, on which
day, and whatever else the step needs, a person adds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from povertyrules.cases.actions import Action, action_of, is_open_on, is_possible
from povertyrules.cases.beside import over_since
from povertyrules.cases.case import Case
from povertyrules.cases.docket import last_closed
from povertyrules.cases.evidence import Evaluated
from povertyrules.cases.rules import Rules
from povertyrules.kernel.truth import Truth
from povertyrules.model.procedure.parts import DecisionNeed, Lifecycle, Need, Transition


@dataclass(frozen=True, slots=True, eq=False)
class Proposal:
    """A step that the evaluation speaks for.

    `case` is the id of the case that it is a step of; None where it would open one, which
    then has this `predecessor`. `evidence` is what the evaluation found; `missing` what a
    person must still bring.
    """

    action: Action
    case: str | None
    predecessor: str | None
    evidence: tuple[Evaluated, ...]
    missing: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What was decided for a record: for each outcome and criterion of the root whether it
    holds (None if that is not known), on which date, and the receipt's `content`."""

    truths: Mapping[str, Truth]
    as_of: date
    receipt: str


def propose(rules: Rules, evaluation: Evaluation, cases: Iterable[Case]) -> tuple[Proposal, ...]:
    """The steps that an evaluation speaks for, given every case of the record that there is.

    Only steps that need a decision are proposed, and only if the evaluation has found every
    decision that they need, on a day on which they can be made.
    """
    known = list(cases)
    return tuple(
        proposal
        for step, case in _steps(rules, known, evaluation.as_of)
        if (proposal := _proposal(step, case, evaluation, known)) is not None
    )


def evidence_of(step: Transition, evaluation: Evaluation) -> tuple[Evaluated, ...]:
    """What an evaluation has found of that which a step needs."""
    needs = [need for need in step.needs if isinstance(need, DecisionNeed)]
    return tuple(piece for need in needs for piece in _evidence(need, evaluation))


def _steps(rules: Rules, cases: list[Case], day: date) -> Iterator[tuple[Transition, Case | None]]:
    """The steps that can be made on a day, and the case of each, if it has one."""
    for lifecycle in rules.procedure.lifecycles.values():
        going = next((c for c in cases if c.lifecycle == lifecycle.id and not c.is_over), None)
        if going is None and _may_open(rules, lifecycle, cases, day):
            yield from ((step, None) for step in lifecycle.openings if is_open_on(step, day))
        for case in cases:
            if case.lifecycle == lifecycle.id:
                steps = lifecycle.leading_from(case.state)
                yield from ((step, case) for step in steps if is_possible(case, step, day))


def _may_open(rules: Rules, lifecycle: Lifecycle, cases: list[Case], day: date) -> bool:
    first = lifecycle.after
    there = first is None or any(c.state == first and c.since <= day for c in cases)
    last = last_closed(lifecycle.id, cases)
    end = None if last is None else over_since(rules, last)
    return there and (end is None or end <= day)


def _proposal(
    step: Transition,
    case: Case | None,
    evaluation: Evaluation,
    cases: list[Case],
) -> Proposal | None:
    needs = [need for need in step.needs if isinstance(need, DecisionNeed)]
    evidence = [_evidence(need, evaluation) for need in needs]
    if not needs or not all(evidence):
        return None
    last = last_closed(step.lifecycle, cases) if case is None else None
    return Proposal(
        action=action_of(step, None if case is None else case.state),
        case=None if case is None else case.id,
        predecessor=None if last is None else last.id,
        evidence=tuple(piece for pieces in evidence for piece in pieces),
        missing=tuple(need for need in step.needs if not isinstance(need, DecisionNeed)),
    )


def _evidence(need: DecisionNeed, evaluation: Evaluation) -> list[Evaluated]:
    """Each of what a need names that the evaluation has found to be as needed."""
    return [
        Evaluated(each.id, need.holds, evaluation.as_of, evaluation.receipt)
        for each in need.definitions
        if evaluation.truths.get(each.id) is need.holds
    ]
