"""What differs between two rulesets, as far as it settles what is compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from povertyrules.api.ruleset import Ruleset
from povertyrules.explain.display import show_number
from povertyrules.explain.figures import value_text
from povertyrules.explain.words import Words
from povertyrules.kernel.codes import Language
from povertyrules.kernel.types import Boolean, Number, Type, unit_text
from povertyrules.model.ruleset import Definition
from povertyrules.whatif.subjects import reads
from povertyrules.whatif.words import say

Relation = Literal["changed", "rewritten", "only_before", "only_after"]


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not the same in both: a parameter's value, or a definition.

    `before` and `after` are what it is there, as texts; empty on a side without it. `cites`
    has the clauses or documents of each side.
    """

    id: str
    label: str
    kind: str
    relation: Relation
    before: str
    after: str
    cites: tuple[str, str] = ("", "")

    def kind_text(self, language: Language = "zh") -> str:
        return say(f"kind_{self.kind}", language)

    def relation_text(self, language: Language = "zh") -> str:
        key = "changed_value" if self.relation == "changed" else self.relation
        return say(key, language)


Rulesets = tuple[Ruleset, Ruleset]


def changes(
    rulesets: Rulesets,
    days: tuple[date | None, date | None],
    outcomes_before: Iterable[str],
    outcomes_after: Iterable[str],
) -> tuple[Change, ...]:
    """The parameters first, then the definitions, in the order of the second ruleset."""
    wanted = (
        reads(rulesets[0].checked, outcomes_before),
        reads(rulesets[1].checked, outcomes_after),
    )
    return (*_parameters(rulesets, days), *_definitions(rulesets, wanted))


def _parameters(rulesets: Rulesets, days: tuple[date | None, date | None]) -> Iterator[Change]:
    sides = [_values(ruleset, day) for ruleset, day in zip(rulesets, days, strict=True)]
    for name in dict.fromkeys([*sides[1], *sides[0]]):
        (before, cite_before), (after, cite_after) = (side.get(name, ("", "")) for side in sides)
        if before != after:
            known = rulesets[1] if name in sides[1] else rulesets[0]
            label = known.checked.parameters[name].label or name
            relation = _relation(name, sides[0], sides[1], "changed")
            cites = (cite_before, cite_after)
            yield Change(name, label, "parameter", relation, before, after, cites)


def _values(ruleset: Ruleset, day: date | None) -> dict[str, tuple[str, str]]:
    """The value of each parameter on a day, with what sets it. Without a day, those that
    the caller filled."""
    if day is None:
        return {
            name: (_shown(ruleset.checked.parameters[name].type, fill.value), fill.cite)
            for name, fill in ruleset.fills.items()
        }
    found: dict[str, tuple[str, str]] = {}
    for name, value in ruleset.on(day).binding.values.items():
        parameter = ruleset.checked.parameters[name]
        fill = ruleset.fills.get(name)
        cites = [c.label for v in parameter.values if v.span.covers(day) for c in v.cites]
        found[name] = (_shown(parameter.type, value), fill.cite if fill else "、".join(cites))
    return found


def _shown(kind: Type, value: Any) -> str:
    text = value_text(kind, value)
    if isinstance(kind, Number) and isinstance(text, str):
        return show_number(Words("zh"), text, unit_text(kind.unit))
    if isinstance(kind, Boolean):
        return "是" if value else "否"
    return "" if text is None else str(text)


def _definitions(
    rulesets: Rulesets, wanted: tuple[frozenset[str], frozenset[str]]
) -> Iterator[Change]:
    sides = [
        {d.id: d for d in ruleset.checked.order if d.id in names}
        for ruleset, names in zip(rulesets, wanted, strict=True)
    ]
    for name in dict.fromkeys([*sides[1], *sides[0]]):
        before, after = sides[0].get(name), sides[1].get(name)
        texts = [each.body.text if each else "" for each in (before, after)]
        if texts[0] != texts[1]:
            found = after or sides[0][name]
            relation = _relation(name, sides[0], sides[1], "rewritten")
            cites = (_cites(before), _cites(after))
            label = found.label or name
            yield Change(name, label, found.kind, relation, texts[0], texts[1], cites)


def _cites(definition: Definition | None) -> str:
    return "、".join(clause.label for clause in definition.cites) if definition else ""


def _relation(
    name: str, before: Mapping[str, Any], after: Mapping[str, Any], both: Relation
) -> Relation:
    if name not in before:
        return "only_after"
    return both if name in after else "only_before"
