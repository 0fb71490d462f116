"""The parts of a procedure in a reader's words, in Chinese and English."""

from __future__ import annotations

from collections.abc import Iterable

from povertyrules.kernel.codes import Language
from povertyrules.model.procedure.parts import (
    DecisionNeed,
    DocumentNeed,
    FindingNeed,
    Need,
    ReasonNeed,
    Stage,
)
from povertyrules.model.ruleset import Role


def need_phrase(need: Need, language: Language) -> str:
    """What is needed: `经评定“预警监测对象”成立`."""
    zh = language == "zh"
    match need:
        case DecisionNeed():
            named = either((d.label for d in need.definitions), language)
            if zh:
                return f"{_since(need, language)}经评定{named}{'成立' if need.holds else '不成立'}"
            holds = "holds" if need.holds else "does not hold"
            return f"an evaluation by which {named} {holds}{_since(need, language)}"
        case FindingNeed():
            return _finding_phrase(need, language)
        case DocumentNeed():
            return f"文书“{need.label}”" if zh else f"the document “{need.label}”"
        case ReasonNeed():
            return need.label if zh else f"a reason: {need.label}"


def _finding_phrase(need: FindingNeed, language: Language) -> str:
    named = either((fact.label for fact in need.findings), language)
    roles = {f.finding.by.id: f.finding.by for f in need.findings if f.finding is not None}
    by = role_names(roles.values(), language)
    if language == "zh":
        answer = {True: "为“是”", False: "为“否”", None: ""}[need.answer]
        return f"{_since(need, language)}{by}对{named}的认定{answer}"
    answer = {True: " that says yes", False: " that says no", None: ""}[need.answer]
    return f"a finding of {named} by {by}{answer}{_since(need, language)}"


def _since(need: DecisionNeed | FindingNeed, language: Language) -> str:
    """From when on it counts: `在“已评议”以后`."""
    if need.since is None:
        return ""
    label = need.since.label
    return f"在“{label}”以后" if language == "zh" else f", made since “{label}”"


def either(labels: Iterable[str], language: Language) -> str:
    """`“甲”或“乙”`: one of them is enough."""
    return ("或" if language == "zh" else " or ").join(f"“{label}”" for label in labels)


def listed(labels: Iterable[str], language: Language) -> str:
    """`甲、乙`; a dash for none."""
    return ("、" if language == "zh" else ", ").join(labels) or "—"


def role_names(roles: Iterable[Role], language: Language) -> str:
    return listed((role.label for role in roles), language)


def stage_names(stages: Iterable[Stage], language: Language) -> str:
    """The stages with their days: `排查阶段（2020-03-20 至 2020-03-24）`."""
    if language == "zh":
        return listed((f"{s.label}（{s.span.start} 至 {s.span.end}）" for s in stages), "zh")
    return listed((f"{s.label} ({s.span.start} to {s.span.end})" for s in stages), "en")
