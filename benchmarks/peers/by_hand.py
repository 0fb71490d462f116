# ruff: noqa: C419 - a list is faster here than a generator, and this is about speed
"""The job as a careful programmer writes it in Python, with and without an explanation.

It reads a household it trusts, computes with binary fractions, and knows no missing facts.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from benchmarks.peers.households import HITS, NEEDS, RISKS, Household

Answer = tuple[str, bool, list[str]]

LACKS = [(need, f"lacks_{need}") for need in NEEDS]
RISK_NAMES, HIT_NAMES = list(RISKS), list(HITS)


def decide(h: Household) -> Answer:  # noqa: C901 - one function is how one writes it for speed
    """The category, whether to warn, and the rules that hold, in order."""
    holding = []
    net = h["wages"] + h["business"] + h["property"] + h["transfers"] - h["costs"]
    per_head = net / h["size"]
    low = per_head < 5000
    if low:
        holding.append("low_income")
    last = h["last_per_head"]
    drop = last > 0 and (last - per_head) / last >= 0.3
    if drop:
        holding.append("income_drop")
    last = h["last_spending"]
    rise = last > 0 and (h["spending"] - last) / last >= 0.5
    if rise:
        holding.append("spending_rise")
    risk = h["illness"] or h["disability"] or h["disaster"] or h["jobless"]
    if risk:
        holding.append("at_risk")
    registered = h["registered"]
    monitored = registered and h["lifted_out"] and ((low and risk) or drop or rise)
    marginal = not registered and low and risk
    if monitored:
        holding.append("monitored")
    if marginal:
        holding.append("marginal")
    lacking = unclear = False
    for need, rule in LACKS:
        state = h[need]
        if state == 0:
            lacking = True
            holding.append(rule)
        elif state == 2:
            unclear = True
    warning = False
    if monitored or marginal:
        if lacking:
            warning = True
            holding.append("warning")
        elif unclear:
            holding.append("verify")
        if h["owns_flat"] or h["owns_car"] or h["runs_business"] or h["public_employee"]:
            holding.append("review")
    return "monitored" if monitored else "marginal" if marginal else "none", warning, holding


def explain(h: Household) -> tuple[str, bool, list[str], dict[str, Any]]:
    """The same, and what every rule read and compared with, as a dictionary."""
    net = h["wages"] + h["business"] + h["property"] + h["transfers"] - h["costs"]
    per_head = net / h["size"]
    last, last_spending = h["last_per_head"], h["last_spending"]
    drop = (last - per_head) / last if last > 0 else 0.0
    rise = (h["spending"] - last_spending) / last_spending if last_spending > 0 else 0.0
    rules: list[dict[str, Any]] = []

    def rule(name: str, holds: object, read: dict[str, Any], threshold: object = None) -> bool:
        rules.append({"rule": name, "holds": bool(holds), "read": read, "threshold": threshold})
        return bool(holds)

    low = rule("low_income", per_head < 5000, {"per_head": per_head}, 5000)
    dropped = rule("income_drop", drop >= 0.3, {"drop": drop}, 0.3)
    rose = rule("spending_rise", rise >= 0.5, {"rise": rise}, 0.5)
    risk = rule(
        "at_risk", any([h[name] for name in RISK_NAMES]), {name: h[name] for name in RISK_NAMES}
    )
    registered, lifted_out = h["registered"], h["lifted_out"]
    monitored = rule(
        "monitored",
        registered and lifted_out and ((low and risk) or dropped or rose),
        {
            "registered": registered,
            "lifted_out": lifted_out,
            "low_income": low,
            "at_risk": risk,
            "income_drop": dropped,
            "spending_rise": rose,
        },
    )
    marginal = rule(
        "marginal",
        not registered and low and risk,
        {"registered": registered, "low_income": low, "at_risk": risk},
    )
    lacking = False
    for need, name in LACKS:
        lacking |= rule(name, h[need] == 0, {need: h[need]}, 0)
    chosen = monitored or marginal
    read = {"monitored": monitored, "marginal": marginal, "lacking": lacking}
    warning = rule("warning", chosen and lacking, read)
    rule(
        "verify",
        chosen and not warning and any([h[need] == 2 for need in NEEDS]),
        {need: h[need] for need in NEEDS},
    )
    rule(
        "review",
        chosen and any([h[name] for name in HIT_NAMES]),
        {name: h[name] for name in HIT_NAMES},
    )
    category = "monitored" if monitored else "marginal" if marginal else "none"
    figures = {"net": net, "per_head": per_head, "drop": drop, "rise": rise}
    tree = {"category": category, "warning": warning, "figures": figures, "rules": rules}
    return category, warning, [r["rule"] for r in rules if r["holds"]], tree


def decided() -> Callable[[Household], Answer]:
    return decide


def explained() -> Callable[[Household], Any]:
    return explain


def answer(result: Any) -> Answer:
    category, warning, holding = result[:3]
    return category, bool(warning), list(holding)
