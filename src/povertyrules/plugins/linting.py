"""Running the lints of plugins over a sound ruleset."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping

from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.diagnostics import Diagnostic, Report
from povertyrules.kernel.errors import BrokenPluginWarning, FailedPlugin
from povertyrules.kernel.faults import Fault
from povertyrules.kernel.guarding import plugin_code
from povertyrules.kernel.source import Span
from povertyrules.model.ruleset import Ruleset
from povertyrules.plugins.declarations import Lint, Remark


def run_lints(lints: Iterable[Lint], ruleset: Ruleset, report: Report) -> None:
    """Add what lints find to a report. One that does not do its work is told by a
    `BrokenPluginWarning`; it takes nothing of the report away."""
    for lint in lints:
        try:
            remarks = remarks_of(lint, ruleset)
        except FailedPlugin as error:
            warnings.warn(BrokenPluginWarning(_broken(error)), stacklevel=2)
            continue
        report.extend(Diagnostic(lint.code, r.where, dict(r.values)) for r in remarks)


def _broken(error: FailedPlugin) -> Fault:
    values = {"name": error.plugin, "what": error.what, "reason": error.reason}
    return Fault(codes.FAILED_AT_WORK, error.plugin, dict(values))


def remarks_of(lint: Lint, ruleset: Ruleset) -> list[Remark]:
    """What a lint finds in a sound ruleset. Raises `FailedPlugin`."""
    with plugin_code(lint.plugin, lint.code.number, "it"):
        found = list(lint.check(ruleset))
    reason = next(filter(None, (_flaw(lint, remark) for remark in found)), "")
    if reason:
        raise FailedPlugin(lint.plugin, lint.code.number, reason)
    return found


def _flaw(lint: Lint, remark: object) -> str:
    """Why a remark cannot be told."""
    if not isinstance(remark, Remark):
        return f"it gave a {type(remark).__name__}, not a Remark"
    if not isinstance(remark.where, Span) or not isinstance(remark.values, Mapping):
        return "it gave a Remark without a place or without values"
    try:
        Diagnostic(lint.code, remark.where, dict(remark.values)).to_text()
    except KeyError as error:
        return f"the words of the code ask for {error}, which no remark gives"
    except Exception as error:  # noqa: BLE001 - the plugin's words and values
        return f"its words raised {type(error).__name__}"
    return ""
