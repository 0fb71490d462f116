"""Another engine than the library's own, asked for a verdict as that one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from povertyrules.engines import record
from povertyrules.engines.record.results import reports
from povertyrules.kernel.errors import FailedPlugin, PovertyRulesError
from povertyrules.kernel.guarding import plugin_code
from povertyrules.model.outcome import Binding, Verdicts
from povertyrules.model.ruleset import Collection, Entity, Row, Ruleset
from povertyrules.plugins.declarations import DecisionEngine
from povertyrules.records import rejections


def judging(
    engine: DecisionEngine, ruleset: Ruleset, binding: Binding
) -> Callable[[Row], Verdicts]:
    """What judges a validated row by an engine: `Contradicted` where it must be rejected.

    Raises `UnsupportedFeature` where the engine cannot decide the ruleset, and `FailedPlugin`
    for whatever else planning or judging raises.
    """
    with plugin_code(engine.plugin, engine.name, "planning", PovertyRulesError):
        plan = engine.plan(ruleset, binding)

    def judge(row: Row) -> Verdicts:
        with plugin_code(engine.plugin, engine.name, "deciding", PovertyRulesError):
            given = plan.decide(row)
        try:
            verdicts = _verdicts(ruleset, ruleset.root, given, row)
        except _Misshapen as error:
            raise FailedPlugin(engine.plugin, engine.name, str(error)) from None
        return record.Contradicted(*verdicts) if rejections(ruleset, verdicts) else verdicts

    return judge


class _Misshapen(Exception):
    """A verdict that is none of this record; the argument says why."""


def _verdicts(ruleset: Ruleset, entity: Entity, given: object, row: Row) -> Verdicts:
    """A verdict as the library takes it: a truth for whatever is reported, of each item."""
    if not isinstance(given, tuple) or len(given) != 2:
        raise _Misshapen(f"it gave a {type(given).__name__}, not Verdicts")
    truths, items = given
    if not isinstance(truths, tuple) or any(_is_no_truth(truth) for truth in truths):
        raise _Misshapen("it gave truths that are neither True, False nor None")
    if len(truths) != len(entity.reported):
        raise _Misshapen(f"it gave {len(truths)} truths of {entity.id}, not {len(entity.reported)}")
    if not any(reports(ruleset, ruleset.entities[c.id]) for c in entity.collections):
        return Verdicts(tuple(truths))
    if not isinstance(items, tuple) or len(items) != len(entity.collections):
        raise _Misshapen(f"it gave no verdicts of what {entity.id} has")
    rows = row[len(entity.facts) :]
    pairs = zip(entity.collections, items, rows, strict=True)
    return Verdicts(tuple(truths), tuple(_of_items(ruleset, *pair) for pair in pairs))


def _of_items(
    ruleset: Ruleset, collection: Collection, given: object, rows: Any
) -> tuple[Verdicts, ...] | None:
    entity = ruleset.entities[collection.id]
    if not reports(ruleset, entity):
        return ()
    if rows is None and given is None:
        return None
    if not isinstance(given, tuple) or rows is None or len(given) != len(rows):
        raise _Misshapen(f"it gave other verdicts than one for each of the {collection.id}")
    return tuple(_verdicts(ruleset, entity, *pair) for pair in zip(given, rows, strict=True))


def _is_no_truth(truth: object) -> bool:
    return truth is not None and truth is not True and truth is not False
