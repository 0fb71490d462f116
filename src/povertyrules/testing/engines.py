"""The law of engines: on every record they decide what the reference decides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from povertyrules.api.shelf import find, shipped
from povertyrules.engines import reference
from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.errors import OpenParameter, UnsupportedFeature
from povertyrules.kernel.faults import Fault
from povertyrules.model.binding import bind
from povertyrules.model.outcome import Binding, Plan, Verdicts
from povertyrules.model.ruleset import Ruleset
from povertyrules.plugins.declarations import DecisionEngine
from povertyrules.testing.breaches import MOST, breach
from povertyrules.testing.rows import random_rows

_ROWS = 50


def check_engine(engine: DecisionEngine, rulesets: Iterable[Ruleset] = ()) -> list[Fault]:
    """Compare an engine with the reference on random records of the shipped rulesets, or of
    those given. What it refuses when the plan is made is no breach."""
    chosen = list(rulesets) or shipped_rulesets()
    return [fault for ruleset in chosen for fault in _compared(engine, ruleset)][:MOST]


def shipped_rulesets() -> list[Ruleset]:
    """Every version of every shipped ruleset."""
    names = [f"{name}@{version}" for name, all_ in shipped().items() for version in all_]
    return [find(name, None) for name in names]


def _compared(engine: DecisionEngine, ruleset: Ruleset) -> Iterator[Fault]:
    try:
        binding = bind(ruleset, _day_of(ruleset))
        plan: Plan = engine.plan(ruleset, binding)
    except (UnsupportedFeature, OpenParameter):
        return
    except Exception as error:  # noqa: BLE001 - the plugin's code
        yield breach(
            codes.HOOK_BREAKS, engine, f"planning {ruleset.reference} raised {type(error).__name__}"
        )
        return
    for number, row in enumerate(random_rows(ruleset, _ROWS)):
        reason = _difference(plan, ruleset, binding, row)
        if reason:
            yield breach(
                codes.HOOK_BREAKS,
                engine,
                f"{reason} on random record {number} of {ruleset.reference}",
            )


def _difference(plan: Plan, ruleset: Ruleset, binding: Binding, row: tuple[object, ...]) -> str:
    expected = reference.plan(ruleset, binding).decide(row)
    try:
        found = Verdicts(*plan.decide(row))
    except Exception as error:  # noqa: BLE001 - the plugin's code
        return f"it raised {type(error).__name__}"
    return "" if found.truths == expected.truths else "it decides otherwise than the reference"


def _day_of(ruleset: Ruleset) -> date:
    return ruleset.in_force.start
