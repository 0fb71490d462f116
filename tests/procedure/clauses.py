"""What the tests of the clauses share: the shipped procedure, and households for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import povertyrules as pr
from povertyrules.cases import Acted, Case, Refusal, apply
from povertyrules.cases.events import Act
from povertyrules.cases.proposals import Proposal
from tests.cases.scenes import (
    actor,
    after,
    day,
    evidence,
    listed,
    opened,
    proper_act,
    refused,
    slugs,
    warned,
    zhaojia,
)

__all__ = [
    "LATER",
    "acted",
    "actor",
    "after",
    "day",
    "decided",
    "evidence",
    "listed",
    "makers",
    "nominated",
    "opened",
    "proper_act",
    "proposals",
    "refused",
    "slugs",
    "submitted",
    "warned",
    "zhaojia",
]

LATER = ("2020-05-06", "2020-10-08")
"""Days in the two stages in which households that were found later are taken in."""

SAFE = dict.fromkeys(
    [
        *("food_secure", "clothing_secure", "education_secure"),
        *("medical_secure", "housing_secure", "water_secure"),
    ],
    True,
)


def makers(step: str) -> list[str]:
    """The roles that may make a step."""
    return [role.id for role in zhaojia().procedure.rules.procedure.transitions[step].roles]


def acted(case: Case, step: str, on: str, **changes: Any) -> Case | Refusal:
    """A step that would be proper but for what is changed."""
    act: Act = replace(proper_act(zhaojia(), step, day(on)), **changes)
    rules = zhaojia().procedure.rules
    return apply(rules, case, Acted(case.id, len(case.events) + 1, act))


def decided(facts: Mapping[str, Any], as_of: str) -> pr.Decision:
    return zhaojia().evaluate({"household_size": 4, **SAFE, **facts}, as_of=as_of)


def proposals(facts: Mapping[str, Any], as_of: str, *cases: Case) -> dict[str, Proposal]:
    """What an evaluation proposes, by step."""
    found = zhaojia().procedure.propose(decided(facts, as_of), cases)
    return {proposal.action.transition: proposal for proposal in found}


def nominated(on: str = "3-21") -> Case:
    return opened(zhaojia(), "nominate", on)


SCREENED = (("report_to_district", "3-22"), ("compare", "3-24"))
VISITED = (*SCREENED, ("visit_home", "3-30"))
SUBMITTED = (*VISITED, ("appraise", "4-7"), ("submit", "4-8"))


def submitted(*more: tuple[str, str], until: str = "submit") -> Case:
    """A candidate brought forward to a step, and then on."""
    names = [name for name, _ in SUBMITTED]
    steps = SUBMITTED[: names.index(until) + 1]
    return after(zhaojia(), nominated(), *steps, *more)
