"""What every engine returns: truths, and on request what was observed on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, Protocol

from povertyrules.kernel.truth import Truth
from povertyrules.model.ruleset import Row

Frame = tuple[Any, ...]
"""The value of each node of a definition's body at the node's slot.

| type | known | not known |
| --- | --- | --- |
| boolean | `True`, `False` | `None` |
| integer, decimal, money | integer scaled by the type's decimals | `Range`, scaled alike |
| ratio | `(numerator, denominator)`, denominator positive | `Range`, not scaled |
| date, month | integer | `Range` |
| choice | `str` | `frozenset` of the possible values |
| list of choices | `frozenset` | `Subset` |
| text | `str` | `AnyText` |

A `FactRef` shows the row's own value: None while the fact is missing.
"""


class Verdicts(NamedTuple):
    """The truths of one item.

    `truths` follow `Entity.reported`; `items` follow `Entity.collections`: the verdicts of
    each item, or None for a collection that was not given. Collections in whose items
    nothing is reported, at any depth, may be left out by an engine as `()`.
    """

    truths: tuple[Truth, ...]
    items: tuple[tuple[Verdicts, ...] | None, ...] = ()


class Observation(NamedTuple):
    """Everything that was evaluated for one item.

    `frames` follow `Entity.definitions`. `items` follow `Entity.collections`; a collection
    that was not given is None, and `unlisted` holds the observation of its unlisted item.
    """

    row: Row
    frames: tuple[Frame, ...]
    items: tuple[tuple[Observation, ...] | None, ...]
    unlisted: tuple[Observation | None, ...]


@dataclass(frozen=True, slots=True)
class Fill:
    """What a caller put into an open parameter: the value (as in a `Row`), and on whose word."""

    value: Any
    cite: str


@dataclass(frozen=True, slots=True)
class Binding:
    """A ruleset's parameters on one day: parameter id to value, as in a `Row`.

    `fills` has the open parameters that the caller filled.
    """

    as_of: date
    values: Mapping[str, Any]
    fills: Mapping[str, Fill] = field(default_factory=dict)


class Plan(Protocol):
    """A ruleset made ready by an engine for one binding."""

    def decide(self, row: Row) -> Verdicts: ...

    def observe(self, row: Row) -> Observation: ...
