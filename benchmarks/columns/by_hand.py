"""The job as somebody would write it in polars for speed: one expression a rule, in stages,
masks by `when`, the streaming engine. It trusts its input and computes with binary fractions."""

from __future__ import annotations

from functools import reduce
from operator import or_

import polars as pl

from benchmarks.peers.households import HITS, NEEDS, RISKS, RULES

_c = pl.col


def _stages() -> list[dict[str, pl.Expr]]:
    net = _c("wages") + _c("business") + _c("property") + _c("transfers") - _c("costs")
    last, spent = _c("last_per_head"), _c("last_spending")
    chosen = _c("monitored") | _c("marginal")
    lacks = {f"lacks_{need}": _c(need) == 0 for need in NEEDS}
    rise = (_c("spending") - spent) / spent
    poor = _c("low_income") & _c("at_risk")
    cause = poor | _c("income_drop") | _c("spending_rise")
    return [
        {
            "per_head": net / _c("size"),
            "at_risk": pl.any_horizontal(*RISKS),
            "unclear": pl.any_horizontal(*(_c(need) == 2 for need in NEEDS)),
            "hit": pl.any_horizontal(*HITS),
            "spending_rise": (spent > 0) & (rise >= 0.5),
            **lacks,
        },
        {
            "low_income": _c("per_head") < 5000,
            "income_drop": (last > 0) & ((last - _c("per_head")) / last >= 0.3),
        },
        {
            "monitored": _c("registered") & _c("lifted_out") & cause,
            "marginal": ~_c("registered") & poor,
        },
        {"warning": chosen & pl.any_horizontal(*lacks)},
        {"verify": chosen & ~_c("warning") & _c("unclear"), "review": chosen & _c("hit")},
    ]


def _bit(place: int, rule: str) -> pl.Expr:
    return pl.when(_c(rule)).then(pl.lit(1 << place, pl.UInt16)).otherwise(pl.lit(0, pl.UInt16))


def decide(frame: pl.DataFrame) -> pl.DataFrame:
    """The number, the category (0, 1 or 2), the warning, and a mask of the rules."""
    query = frame.lazy()
    for stage in _stages():
        query = query.with_columns(**stage)
    category = _c("monitored").cast(pl.Int8) + _c("marginal").cast(pl.Int8) * 2
    bits = reduce(or_, (_bit(place, rule) for place, rule in enumerate(RULES)))
    return query.select("id", category.alias("category"), "warning", bits.alias("fired")).collect(
        engine="streaming"
    )
