"""The text columns of a result: what settled each outcome and group, and what is missing."""

from __future__ import annotations

from povertyrules.engines.columns.because import Settling, because
from povertyrules.engines.columns.naming import Naming, code
from povertyrules.engines.columns.needed import Needing
from povertyrules.engines.columns.options import Options
from povertyrules.engines.columns.plan import Plan
from povertyrules.engines.columns.spelling import Spelled
from povertyrules.engines.columns.terms import Bit, all_of, any_of, both, either, opposite
from povertyrules.engines.columns.truths import Truth
from povertyrules.model.ruleset import Definition, Entity, Group

BECAUSE, NEEDED = "_because", "needed"


def text_columns(plan: Plan, entity: Entity, options: Options) -> dict[str, Spelled]:
    """The text columns of an entity's result, by name; none unless reasons are wanted."""
    if options.naming is None:
        return {}
    outcomes = [o for o in entity.outcomes if options.wants(o.id)]
    groups = [g for g in plan.ruleset.groups.values() if g.entity == entity.id]
    groups = [group for group in groups if options.wants(group.id)]
    made = [_of_outcome(plan, outcome, options.naming) for outcome in outcomes]
    made += [_of_group(plan, group, options.naming) for group in groups]
    grouped = {name for group in groups for name in group.outcomes}
    asked = [o for o in entity.outcomes if options.wants(o.id) or o.id in grouped]
    return {each.name: each for each in (*made, _needed(plan, asked, options.naming))}


def _of_outcome(plan: Plan, outcome: Definition, naming: Naming) -> Spelled:
    return _spelled(outcome.id, because(plan, outcome), _unknown(plan.truths[outcome.id]), naming)


def _of_group(plan: Plan, group: Group, naming: Naming) -> Spelled:
    """Why the outcome that holds does; why none does, where none does."""
    truths = [plan.truths[name] for name in group.outcomes]
    none = all_of(opposite(truth.high) for truth in truths)
    found: dict[tuple[str, bool], Settling] = {}
    for name, truth in zip(group.outcomes, truths, strict=True):
        asked = either(truth.low, none)
        for each in because(plan, plan.ruleset.definitions[name]):
            key = (code(each.condition), each.holds)
            before = found[key].where if key in found else False
            found[key] = each._replace(where=either(before, both(asked, each.where)))
    settled = either(none, any_of(truth.low for truth in truths))
    return _spelled(group.id, list(found.values()), opposite(settled), naming)


def _spelled(name: str, found: list[Settling], unknown: Bit, naming: Naming) -> Spelled:
    truths = [(naming.condition(each.condition, each.holds), each.where) for each in found]
    return Spelled(name + BECAUSE, tuple(truths), naming.separator, unknown)


def _needed(plan: Plan, outcomes: list[Definition], naming: Naming) -> Spelled:
    needs = Needing(plan).of(outcomes)
    truths = [(naming.missing(plan.ruleset, what), where) for what, where in needs.items()]
    return Spelled(NEEDED, tuple(truths), naming.separator)


def _unknown(truth: Truth) -> Bit:
    return both(truth.high, opposite(truth.low))
