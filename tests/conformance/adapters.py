"""How the suite asks our engines, and the public interface, to decide a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import povertyrules
from povertyrules.api.shelf import find
from povertyrules.engines import record, reference
from povertyrules.explain.needed import needed
from povertyrules.kernel.errors import InvalidRecord, NotInForce, OpenParameter
from povertyrules.kernel.truth import Truth
from povertyrules.model.binding import bind, read_fills
from povertyrules.model.outcome import Binding, Observation, Plan, Verdicts
from povertyrules.model.ruleset import Collection, Entity, Row, Ruleset
from povertyrules.records import accept, rejections
from tests.conformance.cases import Case

WORDS: dict[Truth, str] = {True: "holds", False: "fails", None: "unknown"}


@dataclass(frozen=True)
class Answer:
    """What was decided for one item. The groups are those of the record itself."""

    statuses: Mapping[str, str]
    items: Mapping[str, tuple[Answer, ...] | None]
    groups: Mapping[str, str | None]
    needed: frozenset[str]


@dataclass(frozen=True)
class Refused:
    why: str


@dataclass(frozen=True)
class Rejected:
    faults: frozenset[tuple[str, str]]


Reply = Answer | Refused | Rejected
Adapter = Callable[[Case], Reply]


def _answering(decide: Callable[[Case], Answer]) -> Adapter:
    """Turn the documented errors into replies; any other goes through."""

    def adapter(case: Case) -> Reply:
        try:
            return decide(case)
        except NotInForce:
            return Refused("not_in_force")
        except OpenParameter:
            return Refused("open_parameter")
        except InvalidRecord as error:
            return Rejected(frozenset((fault.code.number, fault.path) for fault in error.faults))

    return adapter


@cache
def _ruleset(location: str) -> tuple[Ruleset, Callable[[Mapping[str, Any]], Row]]:
    ruleset = find(location, None)
    return ruleset, accept(ruleset)


def _by_engine(plan: Callable[[Ruleset, Binding], Plan]) -> Adapter:
    plans: dict[str, Plan] = {}

    def planned(case: Case, ruleset: Ruleset) -> Plan:
        key = f"{case.ruleset} {case.as_of} {case.fill}"
        if key not in plans:
            fills = read_fills(ruleset, case.fill)
            plans[key] = plan(ruleset, bind(ruleset, date.fromisoformat(case.as_of), fills))
        return plans[key]

    def decide(case: Case) -> Answer:
        ruleset, accepted = _ruleset(case.ruleset)
        ready = planned(case, ruleset)
        row = accepted(case.facts)
        verdicts = ready.decide(row)
        faults = rejections(ruleset, verdicts)
        if faults:
            raise InvalidRecord(faults)
        observation = ready.observe(row)
        _assert_the_same(ruleset, ruleset.root, verdicts, observation)
        wanted = frozenset(n.path for n in needed(ruleset, observation))
        return _answer(ruleset, ruleset.root, verdicts, wanted)

    return _answering(decide)


def _assert_the_same(
    ruleset: Ruleset, entity: Entity, verdicts: Verdicts, observation: Observation
) -> None:
    """What an engine observes is what it decides."""
    observed = tuple(observation.frames[d.index][0] for d in entity.reported)
    assert observed == verdicts.truths
    for collection, decided in _reported(ruleset, entity, verdicts):
        seen = observation.items[collection.index]
        assert (decided is None) == (seen is None)
        for one, other in zip(decided or (), seen or (), strict=True):
            _assert_the_same(ruleset, ruleset.entities[collection.id], one, other)


def _reported(
    ruleset: Ruleset, entity: Entity, verdicts: Verdicts
) -> Iterator[tuple[Collection, tuple[Verdicts, ...] | None]]:
    """The collections in whose items something is decided; engines may leave out others."""
    for collection, items in zip(entity.collections, verdicts.items, strict=False):
        if _reports(ruleset, ruleset.entities[collection.id]):
            yield collection, items


def _reports(ruleset: Ruleset, entity: Entity) -> bool:
    below = (ruleset.entities[collection.id] for collection in entity.collections)
    return bool(entity.reported) or any(_reports(ruleset, other) for other in below)


def _answer(ruleset: Ruleset, entity: Entity, verdicts: Verdicts, wanted: frozenset[str]) -> Answer:
    pairs = zip(entity.reported, verdicts.truths, strict=True)
    statuses = {d.id: WORDS[truth] for d, truth in pairs if d.kind == "outcome"}
    items = {
        collection.id: None
        if listed is None
        else tuple(_answer(ruleset, ruleset.entities[collection.id], v, wanted) for v in listed)
        for collection, listed in _reported(ruleset, entity, verdicts)
    }
    groups = {
        group.id: group_outcome([(name, statuses[name]) for name in group.outcomes])
        for group in ruleset.groups.values()
        if group.entity == entity.id
    }
    return Answer(statuses, items, groups, wanted)


def group_outcome(statuses: list[tuple[str, str]]) -> str | None:
    """The one that holds; None if all fail; otherwise `unknown`."""
    holding = [name for name, status in statuses if status == "holds"]
    if holding:
        return holding[0]
    return "unknown" if any(status == "unknown" for _, status in statuses) else None


_loaded: dict[str, povertyrules.Ruleset] = {}


def _load(case: Case) -> povertyrules.Ruleset:
    key = f"{case.ruleset} {case.fill}"
    if key not in _loaded:
        _loaded[key] = povertyrules.load(case.ruleset, parameters=case.fill)
    return _loaded[key]


def _publicly(case: Case) -> Answer:
    ruleset = _load(case)
    decision = ruleset.evaluate(case.facts, as_of=case.as_of)
    wanted = frozenset(n.path for n in decision.needed)
    return _read(ruleset.checked, ruleset.checked.root, decision, wanted)


def _read(ruleset: Ruleset, entity: Entity, decision: Any, wanted: frozenset[str]) -> Answer:
    items = {}
    for collection in entity.collections:
        listed = decision.of(collection.id)
        below = ruleset.entities[collection.id]
        items[collection.id] = (
            None if listed is None else tuple(_read(ruleset, below, i, wanted) for i in listed)
        )
    statuses = {name: str(outcome.status) for name, outcome in decision.outcomes.items()}
    return Answer(statuses, items, dict(decision.groups), wanted)


ADAPTERS: dict[str, Adapter] = {
    "reference": _by_engine(reference.plan),
    "record": _by_engine(record.plan),
    "public": _answering(_publicly),
}
