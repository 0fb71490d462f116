"""Policy documents as checked rulesets: exact, explained, cited decisions.

    import povertyrules as pr

    ruleset = pr.load("zhaojia", as_of="2020-04-20")
    decision = ruleset.evaluate(household, as_of="2020-04-20")
    decision.outcomes["warning"].status        # "holds", "fails" or "unknown"
    print(decision.explain().to_text("zh"))
"""

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
