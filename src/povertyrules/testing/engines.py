"""The law of engines: on every record they decide what the reference decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from povertyrules.api.deciding import judging
from povertyrules.api.shelf import find, shipped
from povertyrules.engines import reference
from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.errors import (
    FailedPlugin,
    OpenParameter,
    PovertyRulesError,
    UnsupportedFeature,
)
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.source import Source
from povertyrules.model.binding import bind
from povertyrules.model.check import checked
from povertyrules.model.outcome import Verdicts
from povertyrules.model.ruleset import Row, Ruleset
from povertyrules.plugins.declarations import DecisionEngine
from povertyrules.testing.breaches import MOST, breach
from povertyrules.testing.rows import random_rows

_ROWS = 50
_ITEMS = """
povertyrules: 1
ruleset: {id: kit, version: "1", title: items, in_force: {from: 2020-01-01}}
sources: {paper: {title: paper, clauses: {"1": words}}}
entities:
  household: {label: household}
  members: {label: members, of: household, max: 9}
  jobs: {label: jobs, of: members, max: 9}
facts:
  household: {poor: {type: boolean, label: poor}}
  members: {age: {type: integer, label: age, min: 0, max: 120}}
  jobs: {pay: {type: money, label: pay, min: 0, max: 100000}}
outcomes:
  child: {of: members, label: child, when: age < 18, cite: paper#1}
  paid: {of: jobs, label: paid, when: pay > 0 and poor, cite: paper#1}
  alone: {label: alone, when: "all(members, child)", cite: paper#1}
patterns:
  twins:
    label: twins
    over: members
    match: {one: {}, other: {where: age == one.age}}
    cite: paper#1
"""
"""What the shipped rulesets have not: outcomes of items, and of items in these."""
_REFERENCE = DecisionEngine(name="reference", plan=reference.plan)
Judge = Callable[[Row], Verdicts]


def check_engine(engine: DecisionEngine, rulesets: Iterable[Ruleset] = ()) -> list[Fault]:
    """Compare an engine with the reference on random records of the shipped rulesets and of one
    with outcomes of items, or of those given. What it refuses when the plan is made is no
    breach."""
    chosen = list(rulesets) or [*shipped_rulesets(), checked(Source("kit.yaml", _ITEMS))]
    return [fault for ruleset in chosen for fault in _compared(engine, ruleset)][:MOST]


def shipped_rulesets() -> list[Ruleset]:
    """Every version of every shipped ruleset."""
    names = [f"{name}@{version}" for name, all_ in shipped().items() for version in all_]
    return [find(name, None) for name in names]


def _compared(engine: DecisionEngine, ruleset: Ruleset) -> Iterator[Fault]:
    try:
        binding = bind(ruleset, _day_of(ruleset))
        judge = judging(engine, ruleset, binding)
    except (UnsupportedFeature, OpenParameter):
        return
    except FailedPlugin as error:
        yield breach(codes.HOOK_BREAKS, engine, f"{error.reason} for {ruleset.reference}")
        return
    expected = judging(_REFERENCE, ruleset, binding)
    for number, row in enumerate(random_rows(ruleset, _ROWS)):
        reason = _difference(judge, expected, row)
        if reason:
            yield breach(
                codes.HOOK_BREAKS,
                engine,
                f"{reason} on random record {number} of {ruleset.reference}",
            )


def _difference(judge: Judge, expected: Judge, row: Row) -> str:
    try:
        found = judge(row)
    except PovertyRulesError as error:
        return str(getattr(error, "reason", None) or f"it raised {type(error).__name__}")
    alike = tuple(found) == tuple(expected(row))
    return "" if alike else "it decides otherwise than the reference"


def _day_of(ruleset: Ruleset) -> date:
    return ruleset.in_force.start
