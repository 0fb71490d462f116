"""By what a row was decided: the ruleset's digest, and the date."""

from __future__ import annotations

from datetime import date
from typing import cast

import narwhals as nw

from povertyrules.engines.columns.options import Options
from povertyrules.engines.columns.plan import Plan
from povertyrules.engines.columns.sources import inside
from povertyrules.engines.columns.terms import LOADED, Term
from povertyrules.model.ruleset import Entity

DIGEST, AS_OF = "ruleset_digest", "as_of"


def stamp(plan: Plan, entity: Entity, options: Options, *, enum: bool) -> dict[str, Term]:
    """The columns that say so, where they are wanted."""
    if not options.stamp:
        return {}
    digest = plan.ruleset.digest
    kind = nw.Enum([digest]) if enum else nw.String()
    return {DIGEST: Term(nw.lit(digest, kind)), AS_OF: _day(plan, entity, options)}


def _day(plan: Plan, entity: Entity, options: Options) -> Term:
    """The date of evaluation: one for all, or what stands in the record's own row."""
    if options.day is not None:
        return plan.program.bring(plan.tables[entity.id], 0, inside(options.day), LOADED)
    ordinal = cast("int", plan.emitter.as_of.low.number.value)
    return Term(nw.lit(date.fromordinal(ordinal), nw.Date))
