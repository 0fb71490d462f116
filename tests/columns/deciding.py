"""Rulesets and records taken through the columns engine, to be compared with the reference."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from povertyrules.engines import reference
from povertyrules.engines.columns.decide import Planner
from povertyrules.engines.columns.decided import Decided
from povertyrules.engines.columns.given import native
from povertyrules.engines.columns.options import Options
from povertyrules.engines.columns.plan import Dated
from povertyrules.engines.columns.sources import source
from povertyrules.kernel.errors import UnsupportedFeature
from povertyrules.kernel.truth import Truth
from povertyrules.model.outcome import Binding, Verdicts
from povertyrules.model.ruleset import Entity, Row, Ruleset
from povertyrules.records import rejections
from tests.columns.framing import KEY, Maker, by_path, frames, rows_of, tables, truth

Where = tuple[str, tuple[str, ...]]
"""An outcome, and the keys of the item that it is of."""


@dataclass(frozen=True)
class Answers:
    """The truth of each outcome of each accepted item, and the keys of rejected records."""

    truths: Mapping[Where, Truth]
    rejected: frozenset[str]


def by_reference(
    ruleset: Ruleset, binding: Binding, rows: Sequence[Row], outcomes: Sequence[str] | None = None
) -> Answers:
    plan = reference.plan(ruleset, binding)
    truths: dict[Where, Truth] = {}
    rejected: set[str] = set()
    for number, row in enumerate(rows):
        verdicts = plan.decide(row)
        if rejections(ruleset, verdicts):
            rejected.add(f"r{number}")
        else:
            truths |= _walked(ruleset, ruleset.root, verdicts, (f"r{number}",))
    wanted = {where: t for where, t in truths.items() if outcomes is None or where[0] in outcomes}
    return Answers(wanted, frozenset(rejected))


def _walked(
    ruleset: Ruleset, entity: Entity, verdicts: Verdicts, keys: tuple[str, ...]
) -> dict[Where, Truth]:
    pairs = zip(entity.reported, verdicts.truths, strict=True)
    found: dict[Where, Truth] = {(d.id, keys): t for d, t in pairs if d.kind == "outcome"}
    for collection, items in zip(entity.collections, verdicts.items, strict=False):
        below = ruleset.entities[collection.id]
        for number, item in enumerate(items or ()):
            found |= _walked(ruleset, below, item, (*keys, f"i{number}"))
    return found


def by_columns(
    ruleset: Ruleset,
    binding: Binding,
    rows: Sequence[Row],
    maker: Maker,
    outcomes: Sequence[str] | None = None,
    forms: Mapping[str, str] | None = None,
) -> Answers:
    """Raises `UnsupportedFeature` where the engine refuses."""
    decided = run(ruleset, binding, rows, maker, outcomes, forms)
    truths: dict[Where, Truth] = {}
    for name in decided.sources:
        entity = ruleset.entities[name]
        for keys, row in by_path(
            ruleset, entity, result_rows(decided, decided.decided(name), name)
        ):
            wanted = [o for o in entity.outcomes if outcomes is None or o.id in outcomes]
            truths |= {(outcome.id, keys): truth(row[outcome.id]) for outcome in wanted}
    root = ruleset.root.id
    refused = result_rows(decided, decided.rejected(root), root)
    assert all(row["reasons"] for row in refused)
    return Answers(truths, frozenset(row[KEY.format(root)] for row in refused))


def run(
    ruleset: Ruleset,
    binding: Binding,
    rows: Sequence[Row],
    maker: Maker,
    outcomes: Sequence[str] | None = None,
    forms: Mapping[str, str] | None = None,
    **options: Any,
) -> Decided:
    made = frames(tables(ruleset, rows, forms or {}), maker)
    keys = {name: KEY.format(name) for name in ruleset.entities}
    sources = {n: source(ruleset, ruleset.entities[n], f, keys) for n, f in made.items()}
    planner = Planner(ruleset, [Dated(binding.as_of.toordinal(), binding)])
    wanted = None if outcomes is None else tuple(outcomes)
    return planner.decide(sources, Options(outcomes=wanted, **options))


def result_rows(decided: Decided, frame: Any, name: str) -> list[dict[str, Any]]:
    return rows_of(native(frame, decided.sources[name]))


def decidable(
    ruleset: Ruleset, binding: Binding, rows: Sequence[Row], maker: Maker
) -> tuple[list[str], dict[str, UnsupportedFeature]]:
    """The outcomes that columns can decide, and why not the others."""
    refused: dict[str, UnsupportedFeature] = {}
    names = [d.id for d in ruleset.definitions.values() if d.kind == "outcome"]
    for name in names:
        try:
            run(ruleset, binding, rows, maker, [name])
        except UnsupportedFeature as error:
            refused[name] = error
    return [name for name in names if name not in refused], refused
