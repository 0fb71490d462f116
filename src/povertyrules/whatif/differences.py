"""Which conditions changed their truth, for the rows of a cell.

Every row has masks: the truths of all conditions, packed. A cell of a million rows has few
distinct pairs of them, so the rows are counted by pair, and the conditions are looked at in
those: not one row is looked at in Python.

Definitions and facts are the same condition on both sides if they have the same id. The
unnamed parts of a condition have no name but their place, which moves when a line is put in
before them; they are the same if they stand in the same definition and read the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

import narwhals as nw
import polars as pl

from povertyrules.kernel.codes import Language
from povertyrules.model.ruleset import Ruleset
from povertyrules.whatif.pairing import SideName, mask_column
from povertyrules.whatif.subjects import FAILS, HOLDS, UNKNOWN
from povertyrules.whatif.words import say

if TYPE_CHECKING:
    from povertyrules.engines.columns.masks import Condition

Kind = Literal["outcome", "criterion", "assumption", "derived", "fact", "condition"]
_KINDS: tuple[Kind, ...] = ("criterion", "derived", "fact", "condition", "assumption", "outcome")
"""The order in which those with equal counts are told: what explains first, outcomes last."""

Truths = tuple[str | None, str | None]
"""The truth before and after; None on a side that has no such condition."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A condition that is not the same for the rows of a cell.

    `counts` says how many rows went from which truth to which; where one ruleset has no such
    condition (`only`), how many rows have which truth in the other. `count` are the rows
    concerned. `rewritten` says that a definition reads differently in the two rulesets.
    """

    id: str
    label: str
    kind: Kind
    definition: str
    only: SideName | None
    rewritten: bool
    count: int
    counts: Mapping[Truths, int] = field(default_factory=dict)

    def to_text(self, language: Language = "zh") -> str:
        """What changed for how many: `不成立 → 成立 412 户`."""
        told = []
        for (before, after), count in sorted(self.counts.items(), key=lambda item: -item[1]):
            truths = [say(f"answer_{truth}", language) for truth in (before, after) if truth]
            change = " → ".join(truths)
            told.append(f"{change} {say('unit', language, count=f'{count:,}')}")
        text = say("stop", language).join(told)
        if self.only is None:
            return text
        return say("told", language, what=say(f"only_{self.only}", language), text=text)


@dataclass(frozen=True, slots=True)
class Pair:
    """One condition, with its place in the masks of each side that has it; `known` is what
    the second ruleset says of it, or else the first."""

    known: Condition
    before: Condition | None
    after: Condition | None

    @property
    def only(self) -> SideName | None:
        """The side that alone has it."""
        if self.before is not None and self.after is not None:
            return None
        return "before" if self.after is None else "after"


def differences(
    rulesets: Mapping[SideName, Ruleset],
    conditions: Mapping[SideName, Sequence[Condition]],
    relevant: Mapping[SideName, frozenset[str]],
    rows: Any,
) -> tuple[Difference, ...]:
    """What differs for these rows (of narwhals, with the masks of both sides), the most
    frequent first. `relevant` are the definitions that settle what is compared."""
    names = [name for name in _columns(rows) if name.startswith(MASKS)]
    counted = rows.group_by(*names).agg(nw.len().alias(_COUNT))
    if isinstance(counted, nw.LazyFrame):
        counted = counted.collect(backend="polars")
    table: pl.DataFrame = counted.to_polars()
    pairs = paired(rulesets, conditions, relevant)
    found = [d for pair in pairs if (d := _difference(rulesets, pair, table)) is not None]
    return tuple(sorted(found, key=lambda d: (-d.count, d.only is not None, _KINDS.index(d.kind))))


_COUNT = "x_count"
MASKS = (mask_column("before", ""), mask_column("after", ""))


def _columns(frame: Any) -> Iterable[str]:
    names: Iterable[str] = frame.collect_schema().names()
    return names


def paired(
    rulesets: Mapping[SideName, Ruleset],
    conditions: Mapping[SideName, Sequence[Condition]],
    relevant: Mapping[SideName, frozenset[str]],
) -> list[Pair]:
    known: dict[SideName, dict[tuple[str, str], Condition]] = {}
    for side, found in conditions.items():
        known[side] = {}
        for condition in found:
            if condition.definition in relevant[side]:
                known[side].setdefault(_identity(rulesets[side], condition), condition)
    every = {**known["before"], **known["after"]}
    names = dict.fromkeys([*known["after"], *known["before"]])
    return [
        Pair(every[name], known["before"].get(name), known["after"].get(name)) for name in names
    ]


def _identity(ruleset: Ruleset, condition: Condition) -> tuple[str, str]:
    if kind_of(ruleset, condition) == "condition":
        return (condition.definition, condition.text)
    return (condition.id, "")


def kind_of(ruleset: Ruleset, condition: Condition) -> Kind:
    if condition.id in ruleset.definitions:
        return ruleset.definitions[condition.id].kind
    return "fact" if condition.id in ruleset.facts else "condition"


def _difference(
    rulesets: Mapping[SideName, Ruleset], pair: Pair, table: pl.DataFrame
) -> Difference | None:
    truths = [truth_of("before", pair.before), truth_of("after", pair.after)]
    counted = table.select(truths[0].alias("before"), truths[1].alias("after"), _COUNT)
    counted = counted.group_by("before", "after").agg(pl.col(_COUNT).sum())
    counts: dict[Truths, int] = {(before, after): n for before, after, n in counted.rows()}
    only = pair.only
    if only is None:
        counts = {change: n for change, n in counts.items() if change[0] != change[1]}
    if not counts:
        return None
    checked = rulesets[only or "after"]
    kind = kind_of(checked, pair.known)
    return Difference(
        id=pair.known.id,
        label=label_of(checked, pair.known, kind),
        kind=kind,
        definition=pair.known.definition,
        only=only,
        rewritten=only is None and _rewritten(rulesets, pair.known.id),
        count=sum(counts.values()),
        counts=counts,
    )


def truth_of(side: SideName, condition: Condition | None) -> pl.Expr:
    """The truth of a condition, from the two bits that it has in the masks."""
    if condition is None:
        return pl.lit(None, pl.String)
    suffix = "" if condition.mask == 0 else f"_{condition.mask + 1}"
    bits = [
        pl.col(mask_column(side, f"{name}{suffix}")) // 2**condition.bit % 2 == 1
        for name in ("true_mask", "unknown_mask")
    ]
    words = [pl.lit(word) for word in (HOLDS, UNKNOWN, FAILS)]
    return pl.when(bits[0]).then(words[0]).when(bits[1]).then(words[1]).otherwise(words[2])


def label_of(ruleset: Ruleset, condition: Condition, kind: Kind) -> str:
    if kind == "fact":
        return ruleset.facts[condition.id].label or condition.id
    return condition.text or condition.id


def _rewritten(rulesets: Mapping[SideName, Ruleset], name: str) -> bool:
    found = [ruleset.definitions.get(name) for ruleset in rulesets.values()]
    before, after = found
    return before is not None and after is not None and before.body.text != after.body.text
