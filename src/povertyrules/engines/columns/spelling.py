"""Truths spelled out: a text for each row that names those that hold there.

In memory the truths of a row are packed into one whole number, and each number that occurs is
spelled once; a query spells every row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import narwhals as nw

from povertyrules.engines.columns import masks
from povertyrules.engines.columns.terms import Bit, Term, choose, combine, lit, opposite

_UNKNOWN = -1


@dataclass(frozen=True, slots=True, eq=False)
class Spelled:
    """A text column: the names of the truths that hold, nothing where `unknown`."""

    name: str
    truths: tuple[tuple[str, Bit], ...]
    separator: str
    unknown: Bit = False

    @property
    def fits(self) -> bool:
        """Whether one whole number holds all of them."""
        return len(self.truths) < masks.LARGEST_MASK

    def term(self, *, packed: bool) -> Term:
        """The column that a plan computes: the text, or if it fits the number to look it up."""
        return self.packed() if packed and self.fits else self.directly()

    def directly(self) -> Term:
        """The text, put together in every row."""
        names = [
            combine(lambda a, name=name: nw.when(a).then(nw.lit(name)), lit(bit))
            for name, bit in self.truths
            if bit is not False
        ]
        text = lit("")
        if names:
            text = combine(
                lambda *texts: nw.concat_str(
                    *texts, separator=self.separator, ignore_nulls=True
                ).fill_null(""),
                *names,
            )
        return lit(choose(opposite(self.unknown), text, None))

    def packed(self) -> Term:
        """The truths as one whole number."""
        total = masks.packed([(place, bit) for place, (_, bit) in enumerate(self.truths)], nw.Int64)
        return lit(choose(self.unknown, _UNKNOWN, total))

    def looked_up(self, numbers: Any) -> Any:
        """The texts of a column of such numbers."""
        found = numbers.unique().to_list()
        texts = [self._text(number) for number in found]
        return numbers.replace_strict(found, texts, return_dtype=nw.String)

    def _text(self, number: int) -> str | None:
        if number == _UNKNOWN:
            return None
        names = [name for place, (name, _) in enumerate(self.truths) if number >> place & 1]
        return self.separator.join(names)
