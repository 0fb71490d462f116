"""Policy documents as checked rulesets: exact, explained, cited decisions.

    import povertyrules as pr

    ruleset = pr.load("zhaojia", as_of="2020-04-20")
    decision = ruleset.evaluate(household, as_of="2020-04-20")
    decision.outcomes["warning"].status        # "holds", "fails" or "unknown"
    print(decision.explain().to_text("zh"))

Importing the package imports nothing else: each public name brings its module when it is
first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from povertyrules.api.decision import UNKNOWN, Decision, ItemDecision, Outcome, Status
    from povertyrules.api.replaying import Replay, replay
    from povertyrules.api.ruleset import Evaluator, Ruleset, load
    from povertyrules.api.shelf import shipped
    from povertyrules.api.version import __version__
    from povertyrules.kernel.errors import (
        InvalidLedger,
        InvalidReceipt,
        InvalidRecord,
        InvalidRuleset,
        MissingExtra,
        NotInForce,
        OpenParameter,
        PovertyRulesError,
        UnknownRuleset,
        UnsupportedFeature,
    )

_HOMES = {
    "api.decision": ("UNKNOWN", "Decision", "ItemDecision", "Outcome", "Status"),
    "api.replaying": ("Replay", "replay"),
    "api.ruleset": ("Evaluator", "Ruleset", "load"),
    "api.shelf": ("shipped",),
    "api.version": ("__version__",),
    "kernel.errors": (
        "InvalidLedger",
        "InvalidReceipt",
        "InvalidRecord",
        "InvalidRuleset",
        "MissingExtra",
        "NotInForce",
        "OpenParameter",
        "PovertyRulesError",
        "UnknownRuleset",
        "UnsupportedFeature",
    ),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "UNKNOWN",
    "Decision",
    "Evaluator",
    "InvalidLedger",
    "InvalidReceipt",
    "InvalidRecord",
    "InvalidRuleset",
    "ItemDecision",
    "MissingExtra",
    "NotInForce",
    "OpenParameter",
    "Outcome",
    "PovertyRulesError",
    "Replay",
    "Ruleset",
    "Status",
    "UnknownRuleset",
    "UnsupportedFeature",
    "__version__",
    "load",
    "replay",
    "shipped",
]


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
