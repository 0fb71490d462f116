"""Terms: column expressions that know when what they read is there.

A `Term` is a narwhals expression over the rows of one table. `after` is the number of the
program's step (`program.py`) after which every column that it reads exists; -1 for the
columns that were loaded. A truth may also be a plain `bool`, a whole number a plain `int`:
whatever is known when the plan is made is worked out then.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import narwhals as nw

LOADED = -1


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A column expression. A truth is never null; a number only where it is infinite."""

    expr: nw.Expr
    after: int = LOADED
    name: str | None = None
    """The column that it is, where it is one."""
    reads: frozenset[str] = frozenset()
    """The columns of its table that it reads."""

    @property
    def column(self) -> str:
        """The column that it is. Raises `LookupError` for what was not put into one."""
        if self.name is None:
            raise LookupError("a term that is no column")
        return self.name


Bit = bool | Term
"""A two-valued truth for each row."""


def column(name: str, after: int = LOADED) -> Term:
    return Term(nw.col(name), after, name, frozenset((name,)))


def combine(make: Callable[..., Any], *parts: Any) -> Term:
    """A term made of terms and constants, one of them at least a term."""
    found = [part for part in parts if isinstance(part, Term)]
    return Term(
        make(*(part.expr if isinstance(part, Term) else part for part in parts)),
        max(part.after for part in found),
        reads=frozenset().union(*(part.reads for part in found)),
    )


def both(left: Bit, right: Bit) -> Bit:
    if left is True or left is right:
        return right
    if right is True:
        return left
    if left is False or right is False:
        return False
    return combine(lambda a, b: a & b, left, right)


def either(left: Bit, right: Bit) -> Bit:
    if left is False or left is right:
        return right
    if right is False:
        return left
    if left is True or right is True:
        return True
    return combine(lambda a, b: a | b, left, right)


def opposite(bit: Bit) -> Bit:
    return not bit if isinstance(bit, bool) else combine(lambda a: ~a, bit)


def choose(condition: Bit, yes: Any, no: Any) -> Any:
    """`yes` in the rows where a condition holds, elsewhere `no`: terms, constants, or None
    for nothing."""
    if condition is True or yes is no:
        return yes
    if condition is False:
        return no
    if yes is None:
        return choose(opposite(condition), no, None)
    if no is None:
        return combine(lambda c, a: nw.when(c).then(a), condition, lit(yes))
    if not isinstance(yes, Term) and not isinstance(no, Term) and yes == no:
        return yes
    return combine(lambda c, a, b: nw.when(c).then(a).otherwise(b), condition, lit(yes), lit(no))


def choose_bit(condition: Bit, yes: Bit, no: Bit) -> Bit:
    """As `choose`, of truths: with constants, connectives say it in fewer steps."""
    if isinstance(yes, bool) or isinstance(no, bool):
        return either(both(condition, yes), both(opposite(condition), no))
    chosen: Bit = choose(condition, yes, no)
    return chosen


def lit(value: Any) -> Term:
    """A constant as a term: integers of 64 bits, whatever the engine would take them for."""
    if isinstance(value, Term):
        return value
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return Term(nw.lit(value, nw.Int64) if is_number else nw.lit(value))


def known(term: Term) -> Term:
    """Whether a column has a value."""
    return combine(lambda a: ~a.is_null(), term)


def filled(bit: Term, value: bool) -> Term:
    """A truth whose nulls are `value`."""
    return combine(lambda a: a.fill_null(value), bit)


Connective = Callable[[Bit, Bit], Bit]


def all_of(bits: Iterable[Bit]) -> Bit:
    result: Bit = True
    for bit in bits:
        result = both(result, bit)
    return result


def any_of(bits: Iterable[Bit]) -> Bit:
    result: Bit = False
    for bit in bits:
        result = either(result, bit)
    return result


def as_number(bit: Term) -> Term:
    """1 where a truth holds, else 0."""
    return combine(
        lambda a: nw.when(a).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64)), bit
    )
