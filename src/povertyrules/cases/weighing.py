"""Whether the evidence of an act is what the step needs, and sound by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from povertyrules.cases.case import Case
from povertyrules.cases.events import Act
from povertyrules.cases.evidence import Documented, Evaluated, Evidence, Found, Reasoned
from povertyrules.cases.freshness import (
    begins,
    day_of,
    faults_of_age,
    faults_of_contradiction,
    stale,
)
from povertyrules.cases.phrases import need_phrase
from povertyrules.cases.rules import Rules
from povertyrules.kernel.catalogue import cases as codes
from povertyrules.kernel.faults import Fault
from povertyrules.model.procedure.parts import (
    DecisionNeed,
    DocumentNeed,
    FindingNeed,
    Need,
    ReasonNeed,
    Transition,
)

RECEIPT = re.compile(r"sha256:[0-9a-f]{64}\Z")
"""The `content` of a receipt, by which it is known."""


def faults_of_evidence(
    rules: Rules, step: Transition, act: Act, case: Case | None
) -> Iterator[Fault]:
    """What is wrong with each piece of evidence, and with all together; then what is missing.
    Without a case, the act opens one."""
    opened = rules.ruleset.in_force.start if case is None else case.opened
    for number, evidence in enumerate(act.evidence):
        yield from _faults(rules, evidence, f"evidence[{number}]", opened, act.day)
    yield from faults_of_contradiction(rules, act.evidence)
    needed = [
        fault
        for need in step.needs
        for fault in _faults_of_need(step, need, act, begins(rules, need, case))
    ]
    told = {fault.path for fault in needed}
    yield from (each for each in faults_of_age(rules, act.evidence, case) if each.path not in told)
    yield from needed


def _faults_of_need(step: Transition, need: Need, act: Act, start: date | None) -> Iterator[Fault]:
    """A fault if nothing answers a need, or only what is out of date."""
    found = [(n, day_of(e)) for n, e in enumerate(act.evidence) if answers(e, need)]
    if not found:
        yield Fault.of(
            codes.MISSING_EVIDENCE,
            "evidence",
            clauses=tuple(clause.reference for clause in step.cites),
            step=step.label,
            need=need_phrase(need, "en"),
            need_zh=need_phrase(need, "zh"),
        )
    elif start is not None and all(day is not None and day < start for _, day in found):
        for number, day in found:
            key = "as_of" if isinstance(act.evidence[number], Evaluated) else "day"
            yield stale(step, need, start, day, f"evidence[{number}].{key}")


def answers(evidence: Evidence, need: Need) -> bool:
    """Whether a piece of evidence is what a need asks for."""
    match evidence, need:
        case Evaluated(), DecisionNeed():
            named = any(d.id == evidence.name for d in need.definitions)
            return named and evidence.holds == need.holds
        case Found(), FindingNeed():
            named = any(fact.id == evidence.finding for fact in need.findings)
            return named and need.answer in (None, evidence.answer)
        case Documented(), DocumentNeed():
            return evidence.document == need.label
        case Reasoned(), ReasonNeed():
            return evidence.reason == need.label
    return False


def _faults(
    rules: Rules, evidence: Evidence, path: str, opened: date, until: date
) -> Iterator[Fault]:
    match evidence:
        case Evaluated():
            yield from _faults_of_evaluation(rules, evidence, path, opened, until)
        case Found():
            yield from _faults_of_finding(rules, evidence, path, opened, until)
        case Documented():
            yield from blank(evidence.reference, f"{path}.reference")
        case Reasoned():
            yield from blank(evidence.text, f"{path}.text")


def _faults_of_evaluation(
    rules: Rules, evidence: Evaluated, path: str, opened: date, until: date
) -> Iterator[Fault]:
    definition = rules.ruleset.definitions.get(evidence.name)
    root = rules.ruleset.root.id
    if (
        definition is None
        or definition.entity != root
        or definition.kind not in ("outcome", "criterion")
    ):
        yield Fault.of(codes.UNKNOWN_EVIDENCE, f"{path}.name", name=evidence.name)
    if not RECEIPT.match(evidence.receipt):
        yield Fault.of(codes.BAD_RECEIPT, f"{path}.receipt", text=evidence.receipt)
    if not opened <= evidence.as_of <= until:
        yield _out_of_time(f"{path}.as_of", evidence.as_of, opened, until)


def _faults_of_finding(
    rules: Rules, evidence: Found, path: str, opened: date, until: date
) -> Iterator[Fault]:
    fact = rules.ruleset.facts.get(evidence.finding)
    yield from blank(evidence.by.name, f"{path}.by.name")
    if fact is None or fact.finding is None:
        yield Fault.of(codes.UNKNOWN_EVIDENCE, f"{path}.finding", name=evidence.finding)
        return
    by = fact.finding.by
    if evidence.by.role != by.id:
        role = rules.ruleset.roles.get(evidence.by.role)
        yield Fault.of(
            codes.FOUND_BY_OTHERS,
            f"{path}.by.role",
            finding=fact.label,
            role=role.label if role else evidence.by.role,
            by=by.label,
            by_zh=by.label,
        )
    if not opened <= evidence.day <= until:
        yield _out_of_time(f"{path}.day", evidence.day, opened, until)


def _out_of_time(path: str, day: date, start: date, end: date) -> Fault:
    return Fault.of(codes.EVIDENCE_OUT_OF_TIME, path, day=day, start=start, end=end)


def blank(text: str, path: str) -> Iterator[Fault]:
    """A fault if nothing is written where something must be."""
    if not text.strip():
        yield Fault.of(codes.BLANK, path)
