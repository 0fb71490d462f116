"""The laws of lints: they work on any sound ruleset, and point into it."""

from __future__ import annotations

from collections.abc import Iterator

from povertyrules.kernel.catalogue import plugins as codes
from povertyrules.kernel.errors import FailedPlugin
from povertyrules.kernel.faults import Fault
from povertyrules.model.ruleset import Ruleset
from povertyrules.plugins.declarations import Lint
from povertyrules.plugins.linting import remarks_of
from povertyrules.testing.breaches import MOST, breach
from povertyrules.testing.engines import shipped_rulesets


def check_lint(lint: Lint) -> list[Fault]:
    """Run a lint over every shipped ruleset."""
    return [fault for ruleset in shipped_rulesets() for fault in _breaches(lint, ruleset)][:MOST]


def _breaches(lint: Lint, ruleset: Ruleset) -> Iterator[Fault]:
    try:
        remarks = remarks_of(lint, ruleset)
        for remark in remarks:
            lint.code.message("zh", dict(remark.values))
            lint.code.message("en", dict(remark.values))
    except FailedPlugin as error:
        yield breach(
            codes.HOOK_BREAKS, lint, f"{error.reason} on {ruleset.reference}", lint.code.number
        )
        return
    except (KeyError, IndexError) as error:
        yield breach(
            codes.HOOK_BREAKS,
            lint,
            f"the words of the code ask for {error}, which no remark gives",
            lint.code.number,
        )
        return
    text = ruleset.order[0].where.source
    if any(remark.where.source is not text for remark in remarks):
        yield breach(
            codes.HOOK_BREAKS,
            lint,
            "a remark points to another text than the ruleset's",
            lint.code.number,
        )
