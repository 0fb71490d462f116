"""What a step needs: decisions, findings, documents, reasons."""

from __future__ import annotations

from itertools import combinations

from povertyrules.kernel.catalogue import procedure as codes
from povertyrules.kernel.codes import Code
from povertyrules.kernel.suggest import nearest
from povertyrules.model import fields
from povertyrules.model.drafts import Draft
from povertyrules.model.procedure.context import Surroundings
from povertyrules.model.procedure.parts import (
    DecisionNeed,
    DocumentNeed,
    FindingNeed,
    Need,
    ReasonNeed,
    State,
)
from povertyrules.model.procedure.states import is_state
from povertyrules.model.ruleset import Definition, Fact
from povertyrules.syntax.document import Entry, Mapping, Scalar, Sequence

_ALONE = ("holds", "fails", "finding", "document", "reason")


def read_needs(
    step: Entry, node: Mapping, states: dict[str, State], around: Surroundings
) -> tuple[Need, ...]:
    """What is listed under `needs` of a step, in a lifecycle with these `states`; what can
    never be had together is reported."""
    written = node.get("needs")
    items = written.items if isinstance(written, Sequence) else ()
    opens = node.entry("opens") is not None
    needs = [_need(item, states, opens, around) for item in items if isinstance(item, Mapping)]
    found = tuple(need for need in needs if need is not None)
    _check_possible(step, found, around)
    return found


def _need(
    item: Mapping, states: dict[str, State], opens: bool, around: Surroundings
) -> Need | None:
    keys = [entry.key for entry in item if entry.key.text in _ALONE]
    if len(keys) > 1:
        around.report.add(codes.NEED_FORM, keys[1].span, key=keys[1].text)
        return None
    kind = keys[0].text if keys else ""
    fitting = {"finding": ("found", "since"), "holds": ("since",), "fails": ("since",)}
    for key in ("found", "since"):
        written = item.entry(key)
        if written is not None and key not in fitting.get(kind, ()):
            around.report.add(codes.NEED_FORM, written.key.span, key=key)
            return None
    since = _since(item, states, opens, around)
    if kind in ("holds", "fails"):
        return _decision(item, kind, since, around)
    if kind == "finding":
        return _finding(item, since, around)
    label = fields.text(item, kind)
    return DocumentNeed(label) if kind == "document" else ReasonNeed(label) if kind else None


def _since(
    item: Mapping, states: dict[str, State], opens: bool, around: Surroundings
) -> State | None:
    written = fields.scalar(item, "since")
    if written is None or not is_state(written, states, around):
        return None
    if opens:
        around.report.add(codes.NEED_OF_OPENING, written.span, state=written.text)
        return None
    return states[written.text]


def _decision(
    item: Mapping, kind: str, since: State | None, around: Surroundings
) -> DecisionNeed | None:
    found = [_definition(name, around) for name in fields.scalars(item, kind)]
    definitions = tuple(each for each in found if each is not None)
    return DecisionNeed(definitions, kind == "holds", since) if definitions else None


def _definition(name: Scalar, around: Surroundings) -> Definition | None:
    symbols, root = around.symbols, around.root
    symbol = symbols.get(name.text)
    if (
        isinstance(symbol, Definition)
        and symbol.entity == root
        and symbol.kind in ("outcome", "criterion")
    ):
        return symbol
    if isinstance(symbol, Draft) and symbol.kind in ("outcome", "criterion"):
        return None  # what is wrong with it was reported
    if around.knows_names and name.text not in symbols.damaged:
        known = [d.id for d in symbols.definitions() if d.entity == root and d.kind != "derived"]
        _report(codes.UNKNOWN_DECISION, name, known, around)
    return None


def _finding(item: Mapping, since: State | None, around: Surroundings) -> FindingNeed | None:
    found = [_fact(name, around) for name in fields.scalars(item, "finding")]
    findings = tuple(each for each in found if each is not None)
    answer = fields.flag(item, "found") if item.entry("found") else None
    return FindingNeed(findings, answer, since) if findings else None


def _fact(name: Scalar, around: Surroundings) -> Fact | None:
    symbols, root = around.symbols, around.root
    symbol = symbols.get(name.text)
    if isinstance(symbol, Fact) and symbol.finding is not None and symbol.entity == root:
        return symbol
    if around.knows_names and name.text not in symbols.damaged:
        known = [f.id for f in symbols.facts() if f.entity == root and f.finding is not None]
        _report(codes.UNKNOWN_FINDING, name, known, around)
    return None


def _report(code: Code, name: Scalar, known: list[str], around: Surroundings) -> None:
    suggestion = nearest(name.text, known)
    around.report.add(
        code,
        name.span,
        name=name.text,
        entity=around.root,
        entity_zh=around.root_label,
        suggestion=suggestion,
    )


# what never goes together


def _check_possible(step: Entry, needs: tuple[Need, ...], around: Surroundings) -> None:
    single = [n for n in needs if isinstance(n, DecisionNeed) and len(n.definitions) == 1]
    for first, second in combinations(single, 2):
        if _exclude(first, second):
            around.report.add(
                codes.NEVER_POSSIBLE,
                step.key.span,
                name=step.key.text,
                first=_english(first),
                second=_english(second),
                first_zh=_chinese(first),
                second_zh=_chinese(second),
            )


def _exclude(first: DecisionNeed, second: DecisionNeed) -> bool:
    (one,), (other,) = first.definitions, second.definitions
    if one is other:
        return first.holds != second.holds
    return first.holds and second.holds and one.group is not None and one.group == other.group


def _english(need: DecisionNeed) -> str:
    return f"`{need.definitions[0].id}` {'holds' if need.holds else 'fails'}"


def _chinese(need: DecisionNeed) -> str:
    return f"“{need.definitions[0].label}{'成立' if need.holds else '不成立'}”"
