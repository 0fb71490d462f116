"""The rows behind the counts: each with its answers and the conditions that are not the same.

As for the counts, conditions are looked at once for each distinct pair of masks, however many
rows have it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import polars as pl

from povertyrules.kernel.codes import Language
from povertyrules.model.ruleset import Ruleset
from povertyrules.whatif.differences import MASKS, Pair, kind_of, label_of, paired, truth_of
from povertyrules.whatif.migration import Migration
from povertyrules.whatif.pairing import SideName
from povertyrules.whatif.subjects import FAILS, HOLDS, REJECTED, UNKNOWN
from povertyrules.whatif.words import say

if TYPE_CHECKING:
    from povertyrules.engines.columns.masks import Condition

BEFORE, AFTER, DIFFERENCES = "before", "after", "differences"
OWN_COLUMNS = (BEFORE, f"{BEFORE}_label", AFTER, f"{AFTER}_label", DIFFERENCES)
"""What is told of each row, besides its key and the grouping columns."""


def told(
    rows: pl.DataFrame,
    migration: Migration,
    rulesets: Mapping[SideName, Ruleset],
    conditions: Mapping[SideName, Sequence[Condition]],
    relevant: Mapping[SideName, frozenset[str]],
    language: Language,
) -> pl.DataFrame:
    """Rows with their answers (`BEFORE`, `AFTER`) and masks: with labels for the answers, and
    for the masks what they say is not the same."""
    masks = [name for name in rows.columns if name.startswith(MASKS)]
    pairs = paired(rulesets, conditions, relevant)
    distinct = rows.select(masks).unique()
    texts = _texts(distinct, rulesets, pairs, language)
    joined = rows.join(texts, on=masks, how="left", nulls_equal=True, maintain_order="left")
    refused = (pl.col(BEFORE) == REJECTED) | (pl.col(AFTER) == REJECTED)
    why = pl.lit(say("reasons_rejected", language))
    shown = pl.when(refused).then(why).otherwise(pl.col(DIFFERENCES))
    labels = {a.id: a.to_text(language) for a in (*migration.before, *migration.after)}
    answers = [
        part
        for name in (BEFORE, AFTER)
        for part in (
            pl.col(name),
            pl.col(name).replace_strict(labels, return_dtype=pl.String).alias(f"{name}_label"),
        )
    ]
    others = [n for n in rows.columns if n not in (*masks, BEFORE, AFTER)]
    return joined.select(*others, *answers, shown.alias(DIFFERENCES))


def headed(rows: pl.DataFrame, ruleset: Ruleset) -> pl.DataFrame:
    """The rows with the key under the name that it has for a reader."""
    key = next((fact for fact in ruleset.root.facts if fact.id == ruleset.root.key), None)
    free = key is not None and key.id in rows.columns and key.label not in rows.columns
    return rows.rename({key.id: key.label}) if key is not None and free else rows


def _texts(
    distinct: pl.DataFrame,
    rulesets: Mapping[SideName, Ruleset],
    pairs: Sequence[Pair],
    language: Language,
) -> pl.DataFrame:
    """What each pair of masks says is not the same: of outcomes only where nothing else is."""
    outcomes: list[pl.Expr] = []
    others: list[pl.Expr] = []
    for pair in pairs:
        kind = kind_of(rulesets[pair.only or "after"], pair.known)
        if pair.only is None or kind not in ("condition", "fact"):  # a new fact is no reason
            text = _text(rulesets, pair, language)
            (outcomes if kind == "outcome" else others).append(text)
    reasons = _joined(others, language)
    shown = pl.when(reasons != "").then(reasons).otherwise(_joined(outcomes, language))
    return distinct.with_columns(shown.alias(DIFFERENCES))


def _joined(texts: list[pl.Expr], language: Language) -> pl.Expr:
    if not texts:
        return pl.lit("")
    return pl.concat_str(texts, separator=say("stop", language), ignore_nulls=True)


def _text(rulesets: Mapping[SideName, Ruleset], pair: Pair, language: Language) -> pl.Expr:
    """`没有车：不成立 → 成立`; null where nothing changed."""
    checked = rulesets[pair.only or "after"]
    what = label_of(checked, pair.known, kind_of(checked, pair.known))
    words = {truth: say(f"answer_{truth}", language) for truth in (HOLDS, FAILS, UNKNOWN)}
    truths = [truth_of("before", pair.before), truth_of("after", pair.after)]
    said = [truth.replace_strict(words, return_dtype=pl.String) for truth in truths]
    if pair.only is not None:
        what = say("bracketed", language, text=what, count=say(f"only_{pair.only}", language))
        change = said[0 if pair.only == "before" else 1]
        return pl.format("{}{}", pl.lit(say("told", language, what=what, text="")), change)
    change = pl.format("{}{} → {}", pl.lit(say("told", language, what=what, text="")), *said)
    return pl.when(truths[0] != truths[1]).then(change)
