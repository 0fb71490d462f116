"""Policy documents as checked rulesets: exact, explained, cited decisions.

    import povertyrules as pr

    ruleset = pr.load("zhaojia", as_of="2020-04-20")
    decision = ruleset.evaluate(household, as_of="2020-04-20")
    decision.outcomes["warning"].status        # "holds", "fails" or "unknown"
    print(decision.explain().to_text("zh"))

and for a whole ledger: `read_ledger`, `decide_ledger`, `write_results`; for data frames
`ruleset.evaluate_frame`, and for files larger than memory `decide_files`. What follows from
a decision, who does it and by when: `ruleset.procedure`, and `cases` for its parts. With
plugins of one's own choice: `Engine`.

Importing the package imports nothing else: each public name brings its module when it is
first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from povertyrules.kernel.lazy import lazy_names

if TYPE_CHECKING:
    from povertyrules import cases
    from povertyrules.api.batch import LedgerDecisions, decide_ledger
    from povertyrules.api.checking import Checked, check
    from povertyrules.api.decision import UNKNOWN, Decision, ItemDecision, Outcome
    from povertyrules.api.engine import Engine, read_ledger, write_results
    from povertyrules.api.files.deciding import FileDecisions, decide_files
    from povertyrules.api.files.finding import decide_record
    from povertyrules.api.files.tally import FileCounts
    from povertyrules.api.frames import FrameDecisions
    from povertyrules.api.patterns import MatchedRecord, PatternDecision
    from povertyrules.api.procedure import Procedure
    from povertyrules.api.replaying import Replay, replay
    from povertyrules.api.ruleset import Evaluator, Ruleset, load
    from povertyrules.api.schemas import schema
    from povertyrules.api.shelf import shipped
    from povertyrules.api.status import Status
    from povertyrules.api.version import __version__
    from povertyrules.kernel.errors import (
        AnotherRuleset,
        BrokenPluginWarning,
        DamagedStore,
        FailedPlugin,
        InvalidDate,
        InvalidEvent,
        InvalidFrame,
        InvalidLedger,
        InvalidReceipt,
        InvalidRecord,
        InvalidRuleset,
        MissingExtra,
        NoProcedure,
        NotInForce,
        OpenParameter,
        PovertyRulesError,
        UnknownPlugin,
        UnknownRole,
        UnknownRuleset,
        UnsupportedFeature,
        UnusedColumnWarning,
    )
    from povertyrules.ledgers import Ledger
    from povertyrules.whatif import Comparison, LedgerComparison, compare, compare_ledger

_HOMES = {
    "api.batch": ("LedgerDecisions", "decide_ledger"),
    "api.checking": ("Checked", "check"),
    "api.decision": ("UNKNOWN", "Decision", "ItemDecision", "Outcome"),
    "api.engine": ("Engine", "read_ledger", "write_results"),
    "api.files.deciding": ("FileDecisions", "decide_files"),
    "api.files.finding": ("decide_record",),
    "api.files.tally": ("FileCounts",),
    "api.frames": ("FrameDecisions",),
    "api.patterns": ("MatchedRecord", "PatternDecision"),
    "api.procedure": ("Procedure",),
    "api.replaying": ("Replay", "replay"),
    "api.ruleset": ("Evaluator", "Ruleset", "load"),
    "api.schemas": ("schema",),
    "api.shelf": ("shipped",),
    "api.status": ("Status",),
    "api.version": ("__version__",),
    "kernel.errors": (
        "AnotherRuleset",
        "BrokenPluginWarning",
        "DamagedStore",
        "FailedPlugin",
        "InvalidDate",
        "InvalidEvent",
        "InvalidFrame",
        "InvalidLedger",
        "InvalidReceipt",
        "InvalidRecord",
        "InvalidRuleset",
        "MissingExtra",
        "NoProcedure",
        "NotInForce",
        "OpenParameter",
        "PovertyRulesError",
        "UnknownPlugin",
        "UnknownRole",
        "UnknownRuleset",
        "UnsupportedFeature",
        "UnusedColumnWarning",
    ),
    "ledgers": ("Ledger",),
    "whatif": ("Comparison", "LedgerComparison", "compare", "compare_ledger"),
}
_PARTS = ("cases",)
"""Packages that are names of this one, too."""

__all__ = [
    "UNKNOWN",
    "AnotherRuleset",
    "BrokenPluginWarning",
    "Checked",
    "Comparison",
    "DamagedStore",
    "Decision",
    "Engine",
    "Evaluator",
    "FailedPlugin",
    "FileCounts",
    "FileDecisions",
    "FrameDecisions",
    "InvalidDate",
    "InvalidEvent",
    "InvalidFrame",
    "InvalidLedger",
    "InvalidReceipt",
    "InvalidRecord",
    "InvalidRuleset",
    "ItemDecision",
    "Ledger",
    "LedgerComparison",
    "LedgerDecisions",
    "MatchedRecord",
    "MissingExtra",
    "NoProcedure",
    "NotInForce",
    "OpenParameter",
    "Outcome",
    "PatternDecision",
    "PovertyRulesError",
    "Procedure",
    "Replay",
    "Ruleset",
    "Status",
    "UnknownPlugin",
    "UnknownRole",
    "UnknownRuleset",
    "UnsupportedFeature",
    "UnusedColumnWarning",
    "__version__",
    "cases",
    "check",
    "compare",
    "compare_ledger",
    "decide_files",
    "decide_ledger",
    "decide_record",
    "load",
    "read_ledger",
    "replay",
    "schema",
    "shipped",
    "write_results",
]


_find = lazy_names(__name__, _HOMES, globals())


def __getattr__(name: str) -> Any:
    return import_module(f"{__name__}.{name}") if name in _PARTS else _find(name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
