"""The plan: a ruleset compiled for one binding of its parameters."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from povertyrules.engines.record.context import Context, Known, Scope
from povertyrules.engines.record.definitions import compute, needed
from povertyrules.engines.record.emit import emit
from povertyrules.engines.record.results import return_observation, return_verdicts
from povertyrules.engines.record.runtime import HELPERS, Contradicted
from povertyrules.engines.record.source import Function, Module
from povertyrules.kernel.truth import Truth
from povertyrules.model.outcome import Binding, Observation, Verdicts
from povertyrules.model.ruleset import Row, Ruleset

_ENTRY = "judge"
Judged = tuple[tuple[Truth, ...], tuple[tuple[Verdicts, ...] | None, ...]]
"""What `Verdicts` has, as a bare pair."""


class RecordPlan:
    """A ruleset as Python functions. `judge` is compiled at once, `observe` on first use."""

    judge: Callable[[Row], Judged]
    """The truths of a validated row; as `Contradicted` if the row must be rejected for them.

    For callers that decide record after record: a bare pair takes an eighth less time.
    """

    def __init__(self, ruleset: Ruleset, binding: Binding) -> None:
        self.ruleset = ruleset
        self.binding = binding
        module = Module()
        _main(module, ruleset, binding, keep=False)
        self.source = module.text()
        module.bound.update(HELPERS)
        self.judge = module.run()[_ENTRY]

    def decide(self, row: Row) -> Verdicts:
        """What `judge` gives, as `Verdicts`; among them `Contradicted`."""
        judged = self.judge(row)
        return judged if isinstance(judged, Contradicted) else Verdicts(*judged)

    @staticmethod
    def rejects(verdicts: Verdicts) -> bool:
        """Whether an assumption fails in what `decide` gave, or two outcomes of a group hold."""
        return isinstance(verdicts, Contradicted)

    @cached_property
    def _observing(self) -> Module:
        module = Module()
        _main(module, self.ruleset, self.binding, keep=True)
        module.bound.update(HELPERS)
        return module

    @cached_property
    def observe(self) -> Callable[[Row], Observation]:
        """Every value of every definition, for a validated row."""
        observe: Callable[[Row], Observation] = self._observing.run()[_ENTRY]
        return observe

    @property
    def observe_source(self) -> str:
        """The generated text of `observe`."""
        return self._observing.text()


def plan(ruleset: Ruleset, binding: Binding) -> RecordPlan:
    """Compile a checked ruleset for one binding of its parameters.

    Raises `UnsupportedFeature` for a division whose divisor may be zero, which a checked
    ruleset does not have.
    """
    return RecordPlan(ruleset, binding)


def _main(module: Module, ruleset: Ruleset, binding: Binding, *, keep: bool) -> None:
    """The main function: read the row, compute the definitions in order, return."""
    function = Function(module, _ENTRY, None, ("x0",))
    scope = Scope(0, ruleset.root, function)
    function.late(scope.loads)
    context = Context(ruleset, binding, function, (scope,), Known(), keep, emit)
    compute(context, ruleset.order if keep else needed(ruleset))
    if keep:
        return_observation(context)
    else:
        return_verdicts(context)
