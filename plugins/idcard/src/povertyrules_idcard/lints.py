"""What `povertyrules check` says of rulesets that read documents."""

from __future__ import annotations

from collections.abc import Iterator

from povertyrules.model.ruleset import Ruleset
from povertyrules.plugins import Code, Lint, Remark, calls_in

SHOWN_IN_CLEAR = Code(
    "IDCARD1",
    "document-not-sensitive",
    "`{fact}` holds documents of people, and explanations show it in clear",
    "`{fact}`是证件号码，说明理由时却会原样显示",
    "add `sensitive: true` to the fact `{fact}`",
    "请在事实`{fact}`中加上 sensitive: true",
    severity="warning",
)


def _shown_in_clear(ruleset: Ruleset) -> Iterator[Remark]:
    """Facts that a function of ours reads, and that are not `sensitive`; each once."""
    ours = [call for call in calls_in(ruleset) if call.function.plugin == "idcard"]
    for fact in dict.fromkeys(fact for call in ours for fact in call.facts):
        if not fact.sensitive:
            yield Remark(fact.where, {"fact": fact.id})


LINTS = (Lint(code=SHOWN_IN_CLEAR, check=_shown_in_clear),)
