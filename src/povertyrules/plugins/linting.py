"""Running the lints of plugins over a sound ruleset."""

from __future__ import annotations

from collections.abc import Iterable

from povertyrules.kernel.diagnostics import Diagnostic, Report
from povertyrules.kernel.errors import FailedPlugin
from povertyrules.model.ruleset import Ruleset
from povertyrules.plugins.declarations import Lint, Remark


def run_lints(lints: Iterable[Lint], ruleset: Ruleset, report: Report) -> None:
    """Add what lints find to a report. Raises `FailedPlugin` where one does not do its work."""
    for lint in lints:
        for remark in remarks_of(lint, ruleset):
            report.extend([Diagnostic(lint.code, remark.where, dict(remark.values))])


def remarks_of(lint: Lint, ruleset: Ruleset) -> list[Remark]:
    """What a lint finds in a sound ruleset. Raises `FailedPlugin`."""
    try:
        found = list(lint.check(ruleset))
    except Exception as error:
        reason = f"it raised {type(error).__name__}"
        raise FailedPlugin(lint.plugin, lint.code.number, reason) from error
    wrong = [type(each).__name__ for each in found if not isinstance(each, Remark)]
    if wrong:
        raise FailedPlugin(lint.plugin, lint.code.number, f"it gave a {wrong[0]}, not a Remark")
    return found
