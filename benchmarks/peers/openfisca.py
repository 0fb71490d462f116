"""The job on OpenFisca-Core, one household at a time, as its web interface does it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from benchmarks.peers.by_hand import Answer
from benchmarks.peers.households import HITS, NEEDS, RISKS, RULES, Household

YEAR_ASKED = "2020"
NUMBERS = (
    "size", "wages", "business", "property", "transfers", "costs",
    "last_per_head", "spending", "last_spending", *NEEDS,
)  # fmt: skip
TRUTHS = ("registered", "lifted_out", *HITS, *RISKS)
GIVEN = (*NUMBERS, *TRUTHS)
PARAMETERS = {"line": 5000, "least_drop": 0.3, "least_rise": 0.5}


def _system() -> Any:
    from openfisca_core.entities import build_entity
    from openfisca_core.parameters import ParameterNode
    from openfisca_core.periods import YEAR
    from openfisca_core.taxbenefitsystems import TaxBenefitSystem
    from openfisca_core.variables import Variable

    household = build_entity(
        key="household", plural="households", label="household", is_person=True
    )
    system = TaxBenefitSystem([household])
    dated = {k: {"values": {"2020-01-01": {"value": v}}} for k, v in PARAMETERS.items()}
    system.parameters = ParameterNode("", data=dated)
    formulas = _formulas()
    kinds = {**dict.fromkeys(NUMBERS, int), **dict.fromkeys(TRUTHS, bool), "per_head": float}
    for name in (*GIVEN, *formulas):
        parts = {
            "value_type": kinds.get(name, bool),
            "entity": household,
            "definition_period": YEAR,
            "label": name,
        }
        if name in formulas:
            formulas[name].__name__ = "formula"
            parts["formula"] = formulas[name]
        system.add_variable(type(name, (Variable,), parts))
    return system


def _formulas() -> dict[str, Any]:
    import numpy as np

    def per_head(h: Any, p: Any) -> Any:
        income = h("wages", p) + h("business", p) + h("property", p) + h("transfers", p)
        return (income - h("costs", p)).astype(np.float64) / h("size", p)

    def income_drop(h: Any, p: Any, parameters: Any) -> Any:
        last = h("last_per_head", p).astype(np.float64)
        with np.errstate(all="ignore"):
            return (last > 0) & ((last - h("per_head", p)) / last >= parameters(p).least_drop)

    def spending_rise(h: Any, p: Any, parameters: Any) -> Any:
        last = h("last_spending", p).astype(np.float64)
        with np.errstate(all="ignore"):
            return (last > 0) & ((h("spending", p) - last) / last >= parameters(p).least_rise)

    def some(names: Iterable[str]) -> Any:
        return lambda h, p: np.logical_or.reduce([h(name, p) for name in names])

    def monitored(h: Any, p: Any) -> Any:
        poor = h("low_income", p) & h("at_risk", p)
        cause = poor | h("income_drop", p) | h("spending_rise", p)
        return h("registered", p) & h("lifted_out", p) & cause

    def marginal(h: Any, p: Any) -> Any:
        return ~h("registered", p) & h("low_income", p) & h("at_risk", p)

    def chosen(h: Any, p: Any) -> Any:
        return h("monitored", p) | h("marginal", p)

    def lacks(need: str) -> Any:
        return lambda h, p: h(need, p) == 0

    def verify(h: Any, p: Any) -> Any:
        unclear = np.logical_or.reduce([h(need, p) == 2 for need in NEEDS])
        return chosen(h, p) & ~h("warning", p) & unclear

    lacking = {f"lacks_{need}": lacks(need) for need in NEEDS}
    any_lacking, any_hit = some(list(lacking)), some(HITS)
    return {
        "per_head": per_head,
        "low_income": lambda h, p, parameters: h("per_head", p) < parameters(p).line,
        "income_drop": income_drop,
        "spending_rise": spending_rise,
        "at_risk": some(RISKS),
        "monitored": monitored,
        "marginal": marginal,
        **lacking,
        "warning": lambda h, p: chosen(h, p) & any_lacking(h, p),
        "verify": verify,
        "review": lambda h, p: chosen(h, p) & any_hit(h, p),
    }


def _make(*, trace: bool) -> Callable[[Household], Any]:
    from openfisca_core.simulations.simulation_builder import SimulationBuilder

    system = _system()

    def decide(household: Household) -> Any:
        situation = {name: {YEAR_ASKED: household[name]} for name in GIVEN}
        builder = SimulationBuilder()
        simulation = builder.build_from_entities(system, {"households": {"one": situation}})
        simulation.trace = trace
        holding = [rule for rule in RULES if simulation.calculate(rule, YEAR_ASKED)[0]]
        if not trace:
            return holding, None
        return holding, simulation.tracer.get_serialized_flat_trace()

    return decide


def decided() -> Callable[[Household], Any]:
    return _make(trace=False)


def traced() -> Callable[[Household], Any]:
    return _make(trace=True)


def answer(result: Any) -> Answer:
    holding = result[0]
    categories = [name for name in ("monitored", "marginal") if name in holding]
    return (categories or ["none"])[0], "warning" in holding, holding
