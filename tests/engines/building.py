"""Small rulesets from the sections that a test is about, and random rows for them."""

from __future__ import annotations

import random
import textwrap
from collections.abc import Iterator
from datetime import date
from typing import Any

from povertyrules.kernel.possible import Infinity, Range
from povertyrules.kernel.source import Source
from povertyrules.kernel.types import Boolean, Choice, Date, Month, Number
from povertyrules.model.binding import bind
from povertyrules.model.check import checked
from povertyrules.model.outcome import Binding
from povertyrules.model.ruleset import Collection, Entity, Fact, Row, Ruleset

DAY = date(2020, 4, 20)
HEAD = """
povertyrules: 1
ruleset: {id: trial, version: 1.0.0, title: Trial, in_force: {from: 2020-01-01}}
sources: {law: {title: Law, clauses: {"1": The first., "2": The second.}}}
"""


def make(sections: str) -> Ruleset:
    """The checked ruleset of a few sections, written without their common indentation."""
    return checked(Source("trial.yaml", HEAD + textwrap.dedent(sections)))


def outcome(when: str, facts: str, *, extra: str = "") -> Ruleset:
    """A ruleset with one outcome `result` of the household, over the facts of a household."""
    indented = textwrap.indent(textwrap.dedent(facts).strip(), "    ")
    quoted = when.replace("'", "''")
    return make(
        f"facts:\n  household:\n{indented}\n{textwrap.dedent(extra)}"
        f"outcomes:\n  result: {{label: Result, kind: data_check, when: '{quoted}', cite: law#1}}\n"
    )


def bound(ruleset: Ruleset, day: date = DAY) -> Binding:
    return bind(ruleset, day)


def rows(ruleset: Ruleset, count: int, seed: int = 1) -> Iterator[Row]:
    """Random rows, from complete ones to almost empty ones, often at the ends of ranges."""
    rng = random.Random(seed)
    for _ in range(count):
        yield _row(ruleset, ruleset.root, rng, rng.choice((0, 0, 0.1, 0.4, 0.9)))


def _row(ruleset: Ruleset, entity: Entity, rng: random.Random, missing: float) -> Row:
    values = [None if rng.random() < missing else value(fact, rng) for fact in entity.facts]
    for collection in entity.collections:
        least, upper = _sizes(collection)
        below = ruleset.entities[collection.id]
        items = [_row(ruleset, below, rng, missing) for _ in range(rng.randint(least, upper))]
        values.append(None if rng.random() < missing else tuple(items))
    return tuple(values)


def _sizes(collection: Collection) -> tuple[int, int]:
    """The least number of items, and at most three more."""
    least, most = collection.size
    assert isinstance(least, int)
    return least, least + 3 if not isinstance(most, int) else min(least + 3, most)


def value(fact: Fact, rng: random.Random) -> Any:
    """A value that the fact may have, as in a row."""
    match fact.type:
        case Boolean():
            return rng.random() < 0.5
        case Number(decimals=decimals):
            low, high = _ends(fact, 10 ** (decimals or 0), 1_000_000)
            few = min(high, low + 20)
            return rng.choice((low, high, rng.randint(low, high), rng.randint(low, few)))
        case Date() | Month():
            low, high = _ends(fact, 1, 0)
            middle = 737_500 if isinstance(fact.type, Date) else 24_240
            return max(low, min(high, middle + rng.randint(-9000, 400)))
        case Choice(values=values, many=True):
            most = fact.type.max_chosen or len(values)
            return frozenset(rng.sample(values, rng.randint(0, most)))
        case Choice(values=values):
            return rng.choice(values)
    return rng.choice(("", "a", "ab", "甲乙", "13800138000"))[: fact.type.max_length]


def _ends(fact: Fact, factor: int, otherwise: int) -> tuple[int, int]:
    assert isinstance(fact.bounds, Range)
    low, high = fact.bounds
    return (
        -otherwise if isinstance(low, Infinity) else int(low * factor),
        otherwise if isinstance(high, Infinity) else int(high * factor),
    )
