"""What generated code calls while it runs: turning possible values into cells and parts.

A *cell* is what a frame shows; *parts* are what generated code keeps in locals: the known
value or None (a ratio's numerator and denominator), and what is possible while it is None.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from povertyrules.engines.record.values import Kind
from povertyrules.kernel.numbers import Exact, exact, round_integer
from povertyrules.kernel.possible import Bound, Possible, Range, Subset
from povertyrules.model.outcome import Observation, Verdicts

Parts = tuple[Any, ...]


class Contradicted(Verdicts):
    """Verdicts that contradict the data: an assumption fails, or two outcomes of a group hold."""

    __slots__ = ()


def times(value: Range, factor: Exact) -> Range:
    """A range in another scale."""
    return Range(_times(value.low, factor), _times(value.high, factor))


def _times(bound: Bound, factor: Exact) -> Bound:
    product = bound * factor
    return exact(product) if isinstance(product, Fraction) else product


def ratio_point(numerator: int, denominator: int) -> Range:
    value = exact(Fraction(numerator, denominator))
    return Range(value, value)


def ratio_number(numerator: int, denominator: int) -> Exact:
    return exact(Fraction(numerator, denominator))


def number_cell(value: Range) -> int | Range:
    return value.low if value.low == value.high else value  # type: ignore[return-value]


def ratio_cell(value: Range) -> tuple[int, int] | Range:
    low = value.low
    if low == value.high and isinstance(low, int | Fraction):
        return low.numerator, low.denominator
    return value


def choice_cell(value: frozenset[str]) -> str | frozenset[str]:
    return next(iter(value)) if len(value) == 1 else value


def chosen_cell(value: Subset) -> frozenset[str] | Subset:
    return value.certain if value.certain == value.possible else value


def _same(value: Possible) -> Possible:
    return value


CELLS: dict[Kind, Callable[[Any], Any]] = {
    "truth": _same,
    "number": number_cell,
    "ratio": ratio_cell,
    "choice": choice_cell,
    "chosen": chosen_cell,
    "text": _same,
}


def number_parts(cell: Any) -> Parts:
    return (None, cell) if isinstance(cell, Range) else (cell, None)


def ratio_parts(cell: Any) -> Parts:
    return (None, 1, cell) if isinstance(cell, Range) else (*cell, None)


def choice_parts(cell: Any) -> Parts:
    return (cell, None) if isinstance(cell, str) else (None, cell)


def chosen_parts(cell: Any) -> Parts:
    return (None, cell) if isinstance(cell, Subset) else (cell, None)


PARTS: dict[Kind, Callable[[Any], Parts]] = {
    "number": number_parts,
    "ratio": ratio_parts,
    "choice": choice_parts,
    "chosen": chosen_parts,
    "text": choice_parts,
}


def counted(listed: Callable[[Sequence[Any], Any], Any], sure: int, unsure: int) -> Any:
    """A quantifier over that many items that are included, and that may be."""
    return listed([(True, None)] * sure + [(None, None)] * unsure, None)


Item = tuple[bool | None, int | None, Range | None]
"""Whether an item is included, its value if known, its possible values if not."""


def all_known(items: Sequence[Item]) -> bool:
    """Whether all of the items are surely included and their values known."""
    return all(included and known is not None for included, known, _ in items)


def with_ranges(items: Sequence[Item]) -> list[tuple[bool | None, Range | None]]:
    """The items as the kernel's quantifiers take them."""
    return [
        (included, possible if known is None else Range(known, known))
        for included, known, possible in items
    ]


HELPERS: dict[str, Any] = {
    "Range": Range,
    "Subset": Subset,
    "Verdicts": Verdicts,
    "Contradicted": Contradicted,
    "Observation": Observation,
    "new": tuple.__new__,
    "times": times,
    "ratio_point": ratio_point,
    "ratio_number": ratio_number,
    "round_integer": round_integer,
    "exact": exact,
    "counted": counted,
    "all_known": all_known,
    "with_ranges": with_ranges,
    **{f"{kind}_cell": function for kind, function in CELLS.items()},
    **{f"{kind}_parts": function for kind, function in PARTS.items()},
}
"""The names that generated code may call besides what is bound for one plan."""
