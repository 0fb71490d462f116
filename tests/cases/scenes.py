"""People, evidence and cases for the tests: the shipped procedure, and a small one."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cache

import povertyrules as pr
from povertyrules.cases import (
    Acted,
    Actor,
    Case,
    Documented,
    Evaluated,
    Event,
    Evidence,
    Found,
    Reasoned,
    Refusal,
)
from povertyrules.cases.events import Act
from povertyrules.model.procedure.parts import (
    DecisionNeed,
    DocumentNeed,
    FindingNeed,
    Need,
    Transition,
)
from tests.diagnostics.golden import HERE

SMALL = HERE / "bases" / "procedure.yaml"
RECEIPT = "sha256:" + "0" * 64
HOUSEHOLD = "510001"


@cache
def zhaojia() -> pr.Ruleset:
    return pr.load("zhaojia", as_of="2020-06-01")


@cache
def small() -> pr.Ruleset:
    return pr.load(SMALL)


def day(text: str) -> date:
    """`4-20` as that day of 2020."""
    month, number = text.split("-")
    return date(2020, int(month), int(number))


def actor(role: str, name: str = "王某某") -> Actor:
    return Actor(name, role, "示例村")


def answer(need: Need, on: date) -> Evidence:
    """Evidence of a day that is what a need asks for."""
    if isinstance(need, DecisionNeed):
        return Evaluated(need.definitions[0].id, need.holds, on, RECEIPT)
    if isinstance(need, FindingNeed):
        fact = need.findings[0]
        assert fact.finding is not None
        return Found(fact.id, need.answer is not False, on, actor(fact.finding.by.id))
    if isinstance(need, DocumentNeed):
        return Documented(need.label, "示例〔2020〕1号")
    return Reasoned(need.label, "情况属实")


def evidence(step: Transition, on: date) -> tuple[Evidence, ...]:
    return tuple(answer(need, on) for need in step.needs)


def proper_act(ruleset: pr.Ruleset, name: str, on: date) -> Act:
    """An act as it should be: by the first role that may, with all the evidence."""
    step = ruleset.procedure.rules.procedure.transitions[name]
    return Act(name, on, actor(step.roles[0].id), evidence(step, on))


def opened(
    ruleset: pr.Ruleset,
    name: str,
    on: str,
    *,
    case: str = "甲",
    others: Iterable[Case] = (),
    predecessor: str | None = None,
    subject: str = HOUSEHOLD,
) -> Case:
    """A case that was properly opened."""
    act = proper_act(ruleset, name, day(on))
    result = ruleset.procedure.open(
        name,
        case=case,
        subject=subject,
        day=act.day,
        actor=act.actor,
        evidence=act.evidence,
        others=others,
        predecessor=predecessor,
    )
    assert isinstance(result, Case), result.to_text("en")
    return result


def after(ruleset: pr.Ruleset, case: Case, *steps: tuple[str, str]) -> Case:
    """The case after steps that were properly made: `("review", "4-21")`."""
    for name, on in steps:
        event = Acted(case.id, len(case.events) + 1, proper_act(ruleset, name, day(on)))
        result = ruleset.procedure.apply(case, event)
        assert isinstance(result, Case), result.to_text("en")
        case = result
    return case


def refused(result: Case | Refusal) -> Refusal:
    assert isinstance(result, Refusal), result
    return result


def slugs(result: Case | Refusal) -> list[str]:
    """The slugs of the reasons of a refusal."""
    return [fault.code.slug for fault in refused(result).faults]


def listed(on: str = "3-21", case: str = "甲", subject: str = HOUSEHOLD) -> Case:
    """A household of the list of 2019, in monitoring."""
    return opened(zhaojia(), "carry_over", on, case=case, subject=subject)


WARNING_STEPS = (
    ("review", "4-21"),
    ("confirm", "4-22"),
    ("refer", "4-23"),
    ("plan", "4-28"),
    ("reach_standard", "5-20"),
    ("apply_to_close", "5-21"),
    ("close", "5-25"),
)


def warned(until: str = "close") -> Case:
    """A warning of that household, brought forward to a step."""
    names = [name for name, _ in WARNING_STEPS]
    steps = WARNING_STEPS[: names.index(until) + 1] if until in names else ()
    case = opened(zhaojia(), "flag", "4-20", case="乙", others=[listed()])
    return after(zhaojia(), case, *steps)


def log(*cases: Case) -> list[Event]:
    """The events of some cases, by day."""
    return sorted((event for case in cases for event in case.events), key=lambda e: e.day)
