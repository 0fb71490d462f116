"""Deciding frames: plans are made once, and used for all frames that they fit."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from povertyrules.engines.columns.decided import Decided
from povertyrules.engines.columns.loading import key_kinds, owns_items
from povertyrules.engines.columns.options import Options
from povertyrules.engines.columns.plan import Dated
from povertyrules.engines.columns.prepare import Prepared, prepare
from povertyrules.engines.columns.sources import Source
from povertyrules.model.ruleset import Ruleset

MOST_FORMS, MOST_VARIANTS = 32, 8
"""So many plans are kept: for frames of so many forms, and of each for so many kinds of values."""


class Planner:
    """A ruleset with its parameters, and the plans that were made of it."""

    def __init__(self, ruleset: Ruleset, dated: Sequence[Dated]) -> None:
        self.ruleset = ruleset
        self.dated = tuple(dated)
        self._prepared: dict[Hashable, dict[Hashable, Prepared]] = {}

    def decide(self, sources: Mapping[str, Source], options: Options) -> Decided:
        """Decide every row of the root's frame, and of the frames of its collections.

        Raises `UnsupportedFeature` and `InvalidFrame`.
        """
        prepared = self._fitting(sources, options)
        kinds = key_kinds(prepared.plan, sources)
        paired = prepared.plan.program.paired
        owns = {name: owns_items(s, sources) or name in paired for name, s in sources.items()}
        frames = {
            name: prepared.load(source, kinds, owns=owns[name]).frame(source)
            for name, source in sources.items()
        }
        return Decided(prepared, sources, frames)

    def _fitting(self, sources: Mapping[str, Source], options: Options) -> Prepared:
        """A plan for frames like these: after some, one that knows nothing of their values, so
        that a file in many parts is not planned anew for each."""
        form = (options, *((name, s.form) for name, s in sources.items()))
        plans = self._prepared.setdefault(form, {})
        found = tuple(s.found for s in sources.values())
        if found not in plans and len(plans) >= MOST_VARIANTS:
            sources = {name: s.unseen() for name, s in sources.items()}
            found = tuple(s.found for s in sources.values())
        if found not in plans:
            plans[found] = prepare(self.ruleset, self.dated, sources, options)
        for oldest in list(self._prepared)[:-MOST_FORMS]:
            self._prepared.pop(oldest, None)
        return plans[found]
