"""Another engine than the library's own, asked for a verdict as that one is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from povertyrules.engines import record
from povertyrules.kernel.errors import FailedPlugin, PovertyRulesError
from povertyrules.model.outcome import Binding, Verdicts
from povertyrules.model.ruleset import Row, Ruleset
from povertyrules.plugins.declarations import DecisionEngine
from povertyrules.records import rejections

T = TypeVar("T")


def judging(
    engine: DecisionEngine, ruleset: Ruleset, binding: Binding
) -> Callable[[Row], Verdicts]:
    """What judges a validated row by an engine: `Contradicted` where it must be rejected.

    Raises `UnsupportedFeature` where the engine cannot decide the ruleset, and `FailedPlugin`
    for whatever else planning or judging raises.
    """
    plan = _guarded(engine, "planning", lambda: engine.plan(ruleset, binding))

    def judge(row: Row) -> Verdicts:
        verdicts = _guarded(engine, "deciding", lambda: plan.decide(row))
        return record.Contradicted(*verdicts) if rejections(ruleset, verdicts) else verdicts

    return judge


def _guarded(engine: DecisionEngine, what: str, act: Callable[[], T]) -> T:
    try:
        return act()
    except PovertyRulesError:
        raise
    except Exception as error:
        reason = f"{what} raised {type(error).__name__}"
        raise FailedPlugin(engine.plugin, engine.name, reason) from error
